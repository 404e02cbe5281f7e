"""What the client gets to know of a page: its source file, and what keeps it from publication."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

import msgspec

from digest.archive.archive import Archive
from digest.archive.entry import Run, Series
from digest.dates import stamp
from digest.model.card import Card
from digest.preview.report import Fault
from digest.urls import link, root_of

_HREF = re.compile(rb'\shref="([^"#]+)"')


class PageInfo(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What the client gets to know of a page, sent as JSON."""

    version: str = ""
    """The version of the page's bytes: other bytes have another version."""
    generation: int = 0
    """The number of the site's state that the page comes from."""
    instance: str = ""
    """The id of this run of the server."""
    source: str = ""
    """The content file of the page, from the site's root; empty for a page without one."""
    editor: str = ""
    """A link that opens it in the editor."""
    marks: tuple[str, ...] = ()
    """What keeps the page from publication, in words."""
    unconfirmed: tuple[str, ...] = ()
    """Links, as the page writes them, to articles with an unconfirmed date."""
    faults: tuple[Fault, ...] = ()
    """Why a newer version of the page could not be rendered."""
    notes: tuple[Fault, ...] = ()
    """What `digest check` says of the page's article."""
    stand_in: bool = False
    """Whether this is a page of digest's own in place of a page of the site."""


def marked(archive: Archive) -> Mapping[str, Card]:
    """The cards, by address, of articles that are not published or have an unconfirmed date."""
    marked = Series([Run(month, month.stub.marked) for month in archive.months.values()])
    return {entry.address: entry.card for entry in marked}


def marks(card: Card | None) -> tuple[str, ...]:
    """What keeps an article from publication, in words."""
    return tuple(_marks(card)) if card else ()


def _marks(card: Card) -> Iterator[str]:
    if card.state == "scheduled":
        yield f"scheduled for {stamp(card.date)}"
    elif card.state:
        yield card.state
    if not card.confirmed:
        yield "date unconfirmed"


def unconfirmed_links(address: str, body: bytes, cards: Mapping[str, Card]) -> tuple[str, ...]:
    """The links of a page to articles with an unconfirmed date, as the page writes them."""
    root = root_of(address)
    links = {link(root, card.address).encode() for card in cards.values() if not card.confirmed}
    return tuple(sorted({href.decode() for href in _HREF.findall(body) if href in links}))
