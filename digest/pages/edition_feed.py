"""A feed of the editions: an entry for each day, with its introduction and headlines."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import msgspec

from digest.archive.addresses import day_address
from digest.archive.archive import Archive
from digest.config import Config
from digest.model.card import Card
from digest.model.page import View
from digest.model.text import Rich
from digest.pages.calendar import day_title
from digest.pages.editions import EditionParts, edition_parts, in_order
from digest.pages.feeds import feed_id
from digest.pages.page import Page, Parts

EDITIONS = 14
"""The newest editions that the feed has."""
HEADLINES = 24
"""Headlines of an edition at most: so the feed stays under 100 KB."""
ADDRESS = "editions.xml"


class EditionEntry(msgspec.Struct, frozen=True, kw_only=True):
    """An edition in the feed."""

    id: str
    title: str
    address: str
    updated: dt.datetime
    introduction: Rich
    cards: tuple[Card, ...]
    """In the order of its page."""
    count: int
    """Of all its articles."""


class EditionFeedView(View, frozen=True, kw_only=True):
    """What the encoder `atom-editions` sees."""

    id: str
    title: str
    language: str
    base_url: str
    address: str
    author: str
    updated: dt.datetime
    entries: tuple[EditionEntry, ...]


class EditionFeedParts(Parts, frozen=True, kw_only=True):
    """What the feed is made of."""

    days: tuple[EditionParts, ...]


def edition_feed(archive: Archive, config: Config) -> Iterator[Page]:
    """The feed of the newest editions with an article whose date is confirmed; none without a base_url."""
    newest = archive.newest_edition
    if not config.site.base_url or newest is None:
        return
    days = [day for day in archive.days if day <= newest][:EDITIONS]
    parts = EditionFeedParts(days=tuple(edition_parts(archive, day=day, older=None, newer=None) for day in days))
    yield Page.of(ADDRESS, "atom-editions", _view, parts, listed=False)


def _view(config: Config, parts: EditionFeedParts) -> EditionFeedView:
    entries = tuple(_entry(config, day) for day in parts.days)
    return EditionFeedView(
        id=feed_id(config, ADDRESS),
        title=f"{config.site.title}, by edition",
        language=config.site.language,
        base_url=config.site.base_url,
        address=ADDRESS,
        author=config.site.title,
        updated=max(entry.updated for entry in entries),
        entries=entries,
    )


def _entry(config: Config, parts: EditionParts) -> EditionEntry:
    entries = in_order(parts.series, parts.note)
    cards = tuple([entry.card for entry in entries[:HEADLINES]])
    title, address = day_title(config, parts.day), day_address(parts.day)
    return EditionEntry(
        id=feed_id(config, address),
        title=f"{parts.note.title} – {title}" if parts.note and parts.note.title else title,
        address=address,
        updated=max(card.added or card.date for card in cards),
        introduction=parts.introduction,
        cards=cards,
        count=len(entries),
    )
