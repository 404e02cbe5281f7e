"""Pairs: the articles that two actors share."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from digest.archive.archive import Archive
from digest.archive.counts import grouped, pairs, shared
from digest.config import Config
from digest.model.card import Term
from digest.model.page import Page
from digest.pages.families import family_crumb
from digest.pages.frame import frame
from digest.pages.view import Crumb, PageView, Section

PAIR_FROM = 5
"""Two actors have a page in common from this many shared articles on."""
PAIR_SHOWN = 100
"""The newest shared articles that it lists."""


class PairView(PageView, frozen=True, kw_only=True):
    """What pair.html finds in `page`: the articles that two actors share."""

    first: Term
    second: Term
    count: int
    years: tuple[Section, ...]
    """The newest hundred, by year."""


def pair_pages(archive: Archive, config: Config) -> Iterator[Page]:
    """A page for each two actors that share enough articles."""
    for (first, second), count in pairs(archive, PAIR_FROM).items():
        yield Page(
            address=pair_address(first, second),
            renderer="pair.html",
            view=partial(_pair_view, archive, config, first, second, count),
        )


def pair_address(first: str, second: str) -> str:
    """The one address of two actors' common page, whichever of them is named first."""
    low, high = sorted((first, second))
    return f"actors/{low}/with/{high}/"


def _pair_view(archive: Archive, config: Config, first: str, second: str, count: int) -> PairView:
    one, other = archive.subject("actors", first), archive.subject("actors", second)
    years = grouped(archive, shared(one, other)[:PAIR_SHOWN], lambda day: day.year)
    title = f"{one.term.name} · {other.term.name}"
    crumbs = (family_crumb(config, "actors"), Crumb(one.term.name, one.term.address))
    return PairView(
        **frame(config, "pair", pair_address(first, second), title, section="who", crumbs=crumbs),
        first=one.term,
        second=other.term,
        count=count,
        years=tuple(Section(Term(str(year)), archive.cards(ranks)) for year, ranks in years.items()),
    )
