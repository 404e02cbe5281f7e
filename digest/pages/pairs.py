"""Pairs: the articles that two actors share."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from digest.archive.archive import Archive, Subject
from digest.archive.counts import tally
from digest.archive.entry import Run, Series
from digest.config import Config
from digest.model.card import Term
from digest.pages.bounds import MOST_ARTICLES
from digest.pages.calendar import counted, first_day, month_title
from digest.pages.families import family_crumb
from digest.pages.feeds import subject_feed
from digest.pages.frame import feed_links, frame
from digest.pages.listings import Listing, by_month, listing_pages, with_bars, year_listings
from digest.pages.page import Page, Parts
from digest.pages.sentences import articles
from digest.pages.timeline import Year, timeline
from digest.pages.view import Crumb, PageView, Part, Section, TermCount

PAIR_FROM = 8
"""Two actors have a page in common from this many shared articles on."""
FEED_FROM = 20
"""From this many on they have a feed in common too."""
BESIDE = 12
"""Others named on the page of a pair."""


class PairView(PageView, frozen=True, kw_only=True):
    """What pair.html finds in `page`: the articles that two actors share."""

    first: Term
    second: Term
    sentence: str
    """How many they are, since when, and when most."""
    count: int
    timeline: tuple[Year, ...]
    """Newest first."""
    sections: tuple[Section, ...]
    """All of them by month; empty where there are parts."""
    parts: tuple[Part, ...]
    """Where there are too many for one page: the pages of their years."""
    actors: tuple[TermCount, ...]
    """Who else is in these articles."""


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
    """A page for each actor that shares enough articles with it, with parts where these are too many for one page."""
    for _slug, term, shared in scope.partners:
        if len(shared) >= PAIR_FROM:
            parts = PairParts(shared=shared, first=scope.term, second=term)
            yield Page.of(parts.address, "pair.html", _pair_view, parts, modified=shared.newest.isoformat())
            if len(shared) > MOST_ARTICLES:
                for year in _years(config, parts):
                    yield from listing_pages(year, config)
            if config.site.base_url and len(shared) >= FEED_FROM:
                yield subject_feed(parts.term, _sentence(config, parts), shared)


class PairParts(Parts, frozen=True, kw_only=True):
    """What the page of two actors is made of."""

    shared: Series
    first: Term
    second: Term

    @property
    def address(self) -> str:
        """Of their page."""
        return pair_address(slug_of(self.first), slug_of(self.second))

    @property
    def term(self) -> Term:
        """The two as one term."""
        return Term(f"{self.first.name} · {self.second.name}", self.address)


def slug_of(actor: Term) -> str:
    """The slug of an actor that has a page."""
    return actor.address.split("/")[1]


def pair_address(first: str, second: str) -> str:
    """The one address of two actors' common page, whichever of them is named first."""
    low, high = sorted((first, second))
    return f"actors/{low}/with/{high}/"


def _crumbs(config: Config, parts: PairParts) -> tuple[Crumb, ...]:
    return (family_crumb(config, "actors"), Crumb(parts.first.name, parts.first.address))


def _years(config: Config, parts: PairParts) -> list[Listing]:
    crumbs = (*_crumbs(config, parts), Crumb(parts.term.name, parts.address))
    return list(year_listings(f"{parts.first.name} and {parts.second.name}", "who", crumbs, parts.shared))


def _sentence(config: Config, parts: PairParts) -> str:
    """`Japan and NATO: 6 articles since June 2022, most in July 2024 (3).`"""
    months = {first_day(key): len(part) for key, part in parts.shared.grouped(lambda month: month).items()}
    busiest = max(months, key=lambda first: (months[first], first))
    since = month_title(config, parts.shared.oldest)
    words = f"{parts.first.name} and {parts.second.name}: {articles(len(parts.shared))} since {since}"
    return f"{words}, most in {month_title(config, busiest)} ({months[busiest]})." if len(months) > 1 else f"{words}."


def _pair_view(config: Config, parts: PairParts) -> PairView:
    first, second, shared = parts.first, parts.second, parts.shared
    is_long = len(shared) > MOST_ARTICLES
    sentence = _sentence(config, parts)
    others = [(term, count) for term, count in tally(shared, "actors") if term not in (first, second)]
    return PairView(
        **frame(
            config,
            "pair",
            parts.address,
            parts.term.name,
            description=sentence,
            section="who",
            crumbs=_crumbs(config, parts),
            feeds=feed_links(config, parts.address, parts.term.name)[:1] if len(shared) >= FEED_FROM else (),
        ),
        first=first,
        second=second,
        sentence=sentence,
        count=len(shared),
        timeline=timeline(shared, parts.address, has_years=is_long),
        sections=() if is_long else by_month(config, shared),
        parts=with_bars(_years(config, parts)) if is_long else (),
        actors=counted(others, BESIDE),
    )
