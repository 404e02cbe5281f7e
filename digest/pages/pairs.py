"""Pairs: the articles that two actors share."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from digest.archive.archive import Archive, Subject
from digest.archive.entry import Run, Series
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


class PairsScope(Parts, frozen=True, kw_only=True):
    """What the pages are made of that an actor shares with those whose slugs follow its own."""

    slug: str
    term: Term
    series: Series
    partners: Partners


class Partners:
    """Whom an actor shares articles with. Its digest is empty: that of the actor's series covers all that it says."""

    digest = b""

    def __init__(self, archive: Archive, actor: Subject) -> None:
        self._archive, self._actor = archive, actor

    def __iter__(self) -> Iterator[tuple[str, Term, Series]]:
        """Slug, term, and the articles that the two share, for each whose slug follows the actor's own."""
        runs: defaultdict[str, list[Run]] = defaultdict(list)
        for run in self._actor.series.runs:
            for slug, digests in run.month.company(self._actor.family, self._actor.slug).shared.items():
                runs[slug].append(Run(run.month, digests))
        for slug, shared in sorted(runs.items()):
            yield slug, self._archive.subject("actors", slug).term, Series(shared)


def pair_scopes(archive: Archive) -> Iterator[PairsScope]:
    """The scope of each actor that has a page, and so many articles that it may share enough with another."""
    for actor in archive.subjects["actors"].values():
        if actor.term.address and actor.count >= PAIR_FROM:
            yield PairsScope(slug=actor.slug, term=actor.term, series=actor.series, partners=Partners(archive, actor))


def pair_pages(config: Config, scope: PairsScope) -> Iterator[Page]:
    """A page for each actor that shares enough articles with it."""
    for slug, term, shared in scope.partners:
        if len(shared) >= PAIR_FROM:
            parts = PairParts(newest=shared[:PAIR_SHOWN], first=scope.term, second=term, count=len(shared))
            yield Page.of(pair_address(scope.slug, slug), "pair.html", _pair_view, parts)


class PairParts(Parts, frozen=True, kw_only=True):
    """What the page of two actors is made of."""

    newest: Series
    first: Term
    second: Term
    count: int
    """Articles that they share; the newest of them are shown."""


def slug_of(actor: Term) -> str:
    """The slug of an actor that has a page."""
    return actor.address.split("/")[1]


def pair_address(first: str, second: str) -> str:
    """The one address of two actors' common page, whichever of them is named first."""
    low, high = sorted((first, second))
    return f"actors/{low}/with/{high}/"


def _pair_view(config: Config, parts: PairParts) -> PairView:
    first, second = parts.first, parts.second
    years = parts.newest.grouped(lambda month: month // 100)
    address = pair_address(slug_of(first), slug_of(second))
    crumbs = (family_crumb(config, "actors"), Crumb(first.name, first.address))
    return PairView(
        **frame(config, "pair", address, f"{first.name} · {second.name}", section="who", crumbs=crumbs),
        first=first,
        second=second,
        count=parts.count,
        years=tuple(Section(Term(str(year)), listed.cards) for year, listed in years.items()),
    )
