"""Pairs: the articles that two actors share."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from itertools import combinations

from digest.archive.archive import Archive, Subject, subjects_at
from digest.archive.counts import grouped, pairs
from digest.archive.entry import Series
from digest.config import Config
from digest.model.card import Term
from digest.pages.families import family_crumb
from digest.pages.frame import frame
from digest.pages.page import Page, Parts
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
    actors = archive.subjects["actors"]
    for (first, second), ranks in pairs(archive, PAIR_FROM).items():
        yield _pair_page(actors[first], actors[second], ranks)


def touched_pairs(archive: Archive, config: Config, rank: int) -> Iterator[Page]:
    """The pages of each two actors that the article at that rank names."""
    actors = sorted((one for one in subjects_at(archive, rank) if one.family == "actors"), key=lambda one: one.slug)
    for first, second in combinations(actors, 2):
        others = set(second.ranks)
        ranks = [each for each in first.ranks if each in others]
        if len(ranks) >= PAIR_FROM:
            yield _pair_page(first, second, ranks)


def _pair_page(first: Subject, second: Subject, ranks: Sequence[int]) -> Page:
    shown = tuple(ranks[:PAIR_SHOWN])
    take = partial(_pair_parts, ranks=shown, first=first.term, second=second.term, count=len(ranks))
    return Page.of(pair_address(first.slug, second.slug), "pair.html", _pair_view, take)


class PairParts(Parts, frozen=True, kw_only=True):
    """What the page of two actors is made of."""

    newest: Series
    first: Term
    second: Term
    count: int
    """Articles that they share; the newest of them are shown."""


def _pair_parts(archive: Archive, *, ranks: tuple[int, ...], first: Term, second: Term, count: int) -> PairParts:
    newest = Series.of([archive.series[rank] for rank in ranks])
    return PairParts(newest=newest, first=first, second=second, count=count)


def slug_of(actor: Term) -> str:
    """The slug of an actor that has a page."""
    return actor.address.split("/")[1]


def pair_address(first: str, second: str) -> str:
    """The one address of two actors' common page, whichever of them is named first."""
    low, high = sorted((first, second))
    return f"actors/{low}/with/{high}/"


def _pair_view(config: Config, parts: PairParts) -> PairView:
    first, second = parts.first, parts.second
    years = grouped(parts.newest, lambda day: day.year)
    address = pair_address(slug_of(first), slug_of(second))
    crumbs = (family_crumb(config, "actors"), Crumb(first.name, first.address))
    return PairView(
        **frame(config, "pair", address, f"{first.name} · {second.name}", section="who", crumbs=crumbs),
        first=first,
        second=second,
        count=parts.count,
        years=tuple(Section(Term(str(year)), listed.cards) for year, listed in years.items()),
    )
