"""Feeds: the site's own, one for each actor, region, source and topic, and the list of them all."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from functools import partial
from urllib.parse import urlsplit

import msgspec

from digest.archive.addresses import Targets
from digest.archive.archive import Archive, Entry, Subject
from digest.config import Config
from digest.model.card import Card
from digest.model.notes import FAMILIES
from digest.model.page import Page, View
from digest.model.text import Rich
from digest.urls import absolute

SITE_ENTRIES = 50
SUBJECT_ENTRIES = 30
TAG_DATE = "2026"
"""The year of this scheme of ids (RFC 4151 asks for a date on which the id's owner had the name)."""


class FeedEntry(msgspec.Struct, frozen=True, kw_only=True):
    """An article in a feed."""

    id: str
    card: Card
    updated: dt.datetime
    content: Rich
    """The body, for the site's own feed; empty where only the summary is given."""
    notice: str


class FeedView(View, frozen=True, kw_only=True):
    """What the encoders `atom` and `jsonfeed` see."""

    id: str
    title: str
    subtitle: str
    language: str
    base_url: str
    home: str
    """The address of the page that the feed belongs to."""
    address: str
    """The feed's own."""
    author: str
    rights: str
    comment_label: str
    updated: dt.datetime
    entries: tuple[FeedEntry, ...]


class Outline(msgspec.Struct, frozen=True):
    """A feed in the list of feeds."""

    title: str
    address: str
    home: str


class OpmlView(View, frozen=True, kw_only=True):
    """What the encoder `opml` sees."""

    title: str
    base_url: str
    groups: tuple[tuple[str, tuple[Outline, ...]], ...]
    """Title of a group, and its feeds."""


def feed_pages(archive: Archive, config: Config) -> Iterator[Page]:
    """Feeds need full addresses, so without a base_url there are none; nor is there one without articles."""
    if not config.site.base_url or not archive.entries:
        return
    yield from _both(archive, config, None)
    for family in FAMILIES:
        for subject in archive.subjects[family].values():
            if subject.term.address and subject.ranks:
                yield from _both(archive, config, subject)
    opml = partial(_opml_view, archive, config)
    yield Page(address="opml.xml", renderer="opml", view=opml, listed=False)


def _both(archive: Archive, config: Config, subject: Subject | None) -> Iterator[Page]:
    home = subject.term.address if subject else ""
    for name, renderer in (("feed.xml", "atom"), ("feed.json", "jsonfeed")):
        view = partial(_feed_view, archive, config, subject, home + name)
        yield Page(address=home + name, renderer=renderer, view=view, listed=False)


def _feed_view(archive: Archive, config: Config, subject: Subject | None, address: str) -> FeedView:
    site = config.site
    ranks: Sequence[int] = subject.ranks[:SUBJECT_ENTRIES] if subject else range(len(archive.entries))[:SITE_ENTRIES]
    entries = tuple(_entry(archive, config, archive.entries[rank], whole=subject is None) for rank in ranks)
    home = subject.term.address if subject else ""
    return FeedView(
        id=_tag(config, home),
        title=f"{subject.term.name} – {site.title}" if subject else site.title,
        subtitle=subject.dossier.summary if subject and subject.dossier else "" if subject else site.description,
        language=site.language,
        base_url=site.base_url,
        home=home,
        address=address,
        author=site.title,
        rights=site.licence,
        comment_label=config.labels.comment,
        updated=max(entry.updated for entry in entries),
        entries=entries,
    )


def _entry(archive: Archive, config: Config, entry: Entry, *, whole: bool) -> FeedEntry:
    card, article = entry.card, entry.article
    targets = Targets(archive.addresses, archive.attachments)
    first = article.aliases[0] if article.aliases else card.address
    return FeedEntry(
        id=_tag(config, first),
        card=card,
        updated=card.updated or (card.date if card.confirmed else card.added or card.date),
        content=targets.rich(article.path, card.address, article.body) if whole else Rich(),
        notice=article.notice if whole else "",
    )


def _tag(config: Config, address: str) -> str:
    """An id that neither a new domain nor a new slug changes."""
    owner = config.site.id or urlsplit(config.site.base_url).hostname or ""
    return f"tag:{owner},{TAG_DATE}:/{absolute('', address)}"


def _opml_view(archive: Archive, config: Config) -> OpmlView:
    site = (Outline(config.site.title, "feed.xml", ""),)
    groups: list[tuple[str, tuple[Outline, ...]]] = [(config.site.title, site)]
    for family in FAMILIES:
        subjects = [s for s in archive.subjects[family].values() if s.term.address and s.ranks]
        outlines = (Outline(s.term.name, f"{s.term.address}feed.xml", s.term.address) for s in subjects)
        groups.append((family.capitalize(), tuple(outlines)))
    return OpmlView(
        title=config.site.title,
        base_url=config.site.base_url,
        groups=tuple(group for group in groups if group[1]),
    )
