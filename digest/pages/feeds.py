"""Feeds: the site's own, one for each actor, region, source and topic, and the list of them all."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import msgspec

from digest.archive.archive import Archive
from digest.archive.entry import FullEntry, Series
from digest.config import Config
from digest.model.card import Card, Term
from digest.model.editorial import FAMILIES
from digest.model.page import View
from digest.model.text import Rich
from digest.pages.page import Page, Parts
from digest.urls import absolute, hostname

SITE_ENTRIES = 50
SUBJECT_ENTRIES = 30
NOTHING = Rich()
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


class FeedOutline(msgspec.Struct, frozen=True):
    """A feed in the list of feeds."""

    title: str
    address: str
    home: str


class OpmlView(View, frozen=True, kw_only=True):
    """What the encoder `opml` sees."""

    title: str
    base_url: str
    groups: tuple[tuple[str, tuple[FeedOutline, ...]], ...]
    """Title of a group, and its feeds."""


def feed_pages(archive: Archive, config: Config) -> Iterator[Page]:
    """The site's own feeds, and the list of all.

    Feeds need full addresses, so without a base_url there are none; nor is there one without articles.
    """
    if not config.site.base_url or not archive.series:
        return
    newest = tuple(entry.full for entry in archive.series[:SITE_ENTRIES])
    for address, renderer in _forms(""):
        yield Page.of(address, renderer, _site_feed_view, SiteFeedParts(address=address, newest=newest), listed=False)
    subjects = [s for family in archive.subjects.values() for s in family.values() if s.term.address and s.count]
    outlines = tuple((subject.family, subject.term) for subject in subjects)
    yield Page.of("opml.xml", "opml", _opml_view, outlines, listed=False)


def subject_feeds(term: Term, summary: str, series: Series) -> Iterator[Page]:
    """The feeds of an actor, region, source or topic; `summary` is of its dossier."""
    newest = series[:SUBJECT_ENTRIES]
    firsts = _first_addresses(newest)
    for address, renderer in _forms(term.address):
        parts = SubjectFeedParts(address=address, term=term, summary=summary, newest=newest, firsts=firsts)
        yield Page.of(address, renderer, _subject_feed_view, parts, listed=False)


def subject_feed(term: Term, summary: str, series: Series) -> Page:
    """The first of these feeds alone, as Atom: for what has many pages, such as pairs."""
    return next(subject_feeds(term, summary, series))


def _forms(home: str) -> tuple[tuple[str, str], ...]:
    """The addresses of a feed as Atom and as JSON Feed, with their encoders."""
    return (f"{home}feed.xml", "atom"), (f"{home}feed.json", "jsonfeed")


class SiteFeedParts(Parts, frozen=True, kw_only=True):
    """What the site's own feed is made of."""

    address: str
    newest: tuple[FullEntry, ...]


class SubjectFeedParts(Parts, frozen=True, kw_only=True):
    """What the feed of an actor, region, source or topic is made of."""

    address: str
    term: Term
    summary: str
    """Of its dossier."""
    newest: Series
    firsts: tuple[str, ...]
    """The first address that each of these articles had."""


def _first_addresses(series: Series) -> tuple[str, ...]:
    """The first address that each article had: what its id in feeds is made of."""
    return tuple([entry.stub.first for entry in series])


def _site_feed_view(config: Config, parts: SiteFeedParts) -> FeedView:
    site = config.site
    newest = [full.entry for full in parts.newest]
    entries = tuple(
        _entry(config, entry.card, entry.stub.first, entry.body(), entry.article.notice) for entry in newest
    )
    return _feed_view(config, "", parts.address, site.title, site.description, entries)


def _subject_feed_view(config: Config, parts: SubjectFeedParts) -> FeedView:
    cards = zip(parts.newest.cards, parts.firsts, strict=True)
    entries = tuple(_entry(config, card, first) for card, first in cards)
    title = f"{parts.term.name} – {config.site.title}"
    return _feed_view(config, parts.term.address, parts.address, title, parts.summary, entries)


def _feed_view(
    config: Config, home: str, address: str, title: str, subtitle: str, entries: tuple[FeedEntry, ...]
) -> FeedView:
    site = config.site
    return FeedView(
        id=feed_id(config, home),
        title=title,
        subtitle=subtitle,
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


def _entry(config: Config, card: Card, first: str, content: Rich = NOTHING, notice: str = "") -> FeedEntry:
    return FeedEntry(
        id=feed_id(config, first),
        card=card,
        updated=card.updated or (card.date if card.confirmed else card.added or card.date),
        content=content,
        notice=notice,
    )


def feed_id(config: Config, address: str) -> str:
    """An id that neither a new domain nor a new slug changes."""
    owner = config.site.id or hostname(config.site.base_url)
    return f"tag:{owner},{TAG_DATE}:/{absolute('', address)}"


def _opml_view(config: Config, listed: tuple[tuple[str, Term], ...]) -> OpmlView:
    site = (FeedOutline(config.site.title, "feed.xml", ""),)
    groups: list[tuple[str, tuple[FeedOutline, ...]]] = [(config.site.title, site)]
    for name in FAMILIES:
        terms = [term for family, term in listed if family == name]
        outlines = tuple(FeedOutline(term.name, f"{term.address}feed.xml", term.address) for term in terms)
        groups.append((name.capitalize(), outlines))
    return OpmlView(
        title=config.site.title,
        base_url=config.site.base_url,
        groups=tuple(group for group in groups if group[1]),
    )
