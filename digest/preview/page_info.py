"""What the client is told of a page: where its source is, and what stands in the way of publication."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

import msgspec

from digest.archive.archive import Archive
from digest.dates import stamp
from digest.model.card import Card
from digest.preview.report import Fault
from digest.urls import link, root_of

_HREF = re.compile(rb'\shref="([^"#]+)"')


class PageInfo(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What the client is told of a page."""

    version: str = ""
    """Of the page's bytes: another version, another page."""
    generation: int = 0
    """The state of the site that the page is from."""
    instance: str = ""
    """The run of the server."""
    source: str = ""
    """The file that the page stands for, from the site's root; empty where it stands for none."""
    editor: str = ""
    """Opens it in the editor."""
    marks: tuple[str, ...] = ()
    """What stands in the way of publication, in words."""
    unconfirmed: tuple[str, ...] = ()
    """Links, as the page writes them, to articles whose date is unconfirmed."""
    faults: tuple[Fault, ...] = ()
    """Why the page is not newer than it is."""
    stand_in: bool = False
    """Whether this is no page of the site, but one of ours in its place."""


def marked(archive: Archive) -> Mapping[str, Card]:
    """The cards, by address, of the articles that something is to be said of."""
    cards = (entry.card for entry in archive.series)
    return {card.address: card for card in cards if card.state or not card.confirmed}


def marks(card: Card | None) -> tuple[str, ...]:
    """What stands in the way of an article's publication, in words."""
    return tuple(_marks(card)) if card else ()


def _marks(card: Card) -> Iterator[str]:
    if card.state == "scheduled":
        yield f"scheduled for {stamp(card.date)}"
    elif card.state:
        yield card.state
    if not card.confirmed:
        yield "date unconfirmed"


def unconfirmed_links(address: str, body: bytes, cards: Mapping[str, Card]) -> tuple[str, ...]:
    """Which links of a page lead to an article whose date is unconfirmed, each as it is written."""
    root = root_of(address)
    wanted = {link(root, card.address).encode() for card in cards.values() if not card.confirmed}
    return tuple(sorted({href.decode() for href in _HREF.findall(body) if href in wanted}))
