"""Stories: a page for each event that several outlets told, and the list of them."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

import msgspec

from digest.archive.addresses import day_address
from digest.archive.archive import Archive
from digest.archive.counts import tally
from digest.archive.entry import Run, Series, digest_place
from digest.config import Config
from digest.fingerprint import SIZE, digest_of
from digest.model.card import Card, Term
from digest.model.editorial import FAMILIES
from digest.model.facts import MonthKey, month_of
from digest.pages.calendar import counted, date_range, day_of
from digest.pages.frame import frame
from digest.pages.listings import Listing, listing_pages, with_bars, year_listings
from digest.pages.page import Page, Parts
from digest.pages.redirects import redirect_pages
from digest.pages.sentences import articles, plural
from digest.pages.view import Crumb, PageView, Part, TermCount
from digest.stories.months import FOLDER, Story

NEWEST = 40
"""Stories on the page that lists them; the others are on the pages of their years."""
THREAD = 5
"""Stories before and after one that its page names."""
REGULAR = 3
"""An outlet with so many articles in the month of a story might have been expected to tell it."""
SILENT = 12
"""Outlets that did not tell it, on its page."""
WHO = 12


class StoryLine(msgspec.Struct, frozen=True):
    """A story on a line: that of the list, or of the thread that another story stands in."""

    address: str
    card: Card
    """Of the article that told it first."""
    articles: int
    outlets: int


class OutletCards(msgspec.Struct, frozen=True):
    """An outlet that told a story."""

    term: Term
    cards: tuple[Card, ...]
    """Oldest first."""


class DayOfStory(msgspec.Struct, frozen=True):
    """The articles of an edition that told a story."""

    day: dt.date
    address: str
    """Of the edition."""
    cards: tuple[Card, ...]
    """In the order in which they were told."""


class StoryView(PageView, frozen=True, kw_only=True):
    """What story.html finds in `page`: an event, as several outlets told it."""

    sentence: str
    """How many articles of how many outlets told it, and when."""
    first: Card
    """The article that told it first."""
    days: tuple[DayOfStory, ...]
    """All its articles, oldest first."""
    outlets: tuple[OutletCards, ...]
    """By their first articles."""
    silent: tuple[Term, ...]
    """Regular sources of the digest that did not tell it."""
    actors: tuple[TermCount, ...]
    regions: tuple[TermCount, ...]
    earlier: tuple[StoryLine, ...]
    """The stories that it follows, oldest first."""
    later: tuple[StoryLine, ...]
    """The stories that follow it."""


class StoriesView(PageView, frozen=True, kw_only=True):
    """What stories.html finds in `page`: the newest stories, and the years with all of them."""

    count: int
    newest: tuple[StoryLine, ...]
    parts: tuple[Part, ...]


class StoryParts(Parts, frozen=True, kw_only=True):
    """A story and its articles."""

    story: Story
    series: Series

    @property
    def line(self) -> StoryLine:
        """The story on a line."""
        return StoryLine(self.story.address, self.series[-1].card, len(self.series), self.story.outlets)


class StoryPageParts(Parts, frozen=True, kw_only=True):
    """What the page of a story is made of."""

    told: StoryParts
    earlier: tuple[StoryParts, ...]
    later: tuple[StoryParts, ...]
    silent: tuple[Term, ...]


class StoriesOfMonth:
    """The stories that begin in a month. The digest covers them, their articles, and those beside them in threads."""

    def __init__(
        self, archive: Archive, month: MonthKey, begun: Sequence[Story], followers: Mapping[str, Sequence[Story]]
    ) -> None:
        self._archive, self.month, self._begun, self._followers = archive, month, begun, followers

    @property
    def digest(self) -> bytes:
        """Costs no story its opening."""
        month = self._archive.months[self.month]
        sources = [(month.term("sources", slug), len(digests)) for slug, digests in self._sources().items()]
        return digest_of((sources, [[_parts(self._archive, one) for one in self._thread(one)] for one in self._begun]))

    def pages(self) -> Iterator[StoryPageParts]:
        """What the page of each is made of."""
        for story in self._begun:
            thread = self._thread(story)
            place = thread.index(story)
            yield StoryPageParts(
                told=_parts(self._archive, story),
                earlier=tuple([_parts(self._archive, one) for one in thread[:place]]),
                later=tuple([_parts(self._archive, one) for one in thread[place + 1 :]]),
                silent=tuple(self._silent(story)),
            )

    def _thread(self, story: Story) -> list[Story]:
        """A story after those that it follows, and before those that follow it."""
        thread = [story]
        while thread[0].follows and len(thread) <= THREAD:
            thread.insert(0, self._archive.stories[thread[0].follows])
        return [*thread, *self._followers.get(story.address, ())[:THREAD]]

    def _sources(self) -> Mapping[str, bytes]:
        """The articles of each source in the month: the digests of their cards, one after the other."""
        return self._archive.months[self.month].stub.terms[FAMILIES.index("sources")]

    def _silent(self, story: Story) -> Iterator[Term]:
        """Regular sources of the month that did not tell a story which began in it."""
        series = self._archive.of_story(story)
        told = {slug for run in series.runs for slug in run.month.named("sources", run.digests)}
        counts = {slug: len(digests) // SIZE for slug, digests in self._sources().items()}
        regular = sorted((-count, slug) for slug, count in counts.items() if count >= REGULAR and slug not in told)
        return (self._archive.months[self.month].term("sources", slug) for _, slug in regular[:SILENT])


def story_scopes(archive: Archive) -> Iterator[StoriesOfMonth]:
    """The scope of each month in which a story begins."""
    followers: defaultdict[str, list[Story]] = defaultdict(list)
    for story in archive.stories.values():
        if story.follows:
            followers[story.follows].append(story)
    for month, begun in _by_month(archive).items():
        yield StoriesOfMonth(archive, month, begun, followers)


def _by_month(archive: Archive) -> Mapping[MonthKey, list[Story]]:
    """The stories by the month in which each begins."""
    months: defaultdict[MonthKey, list[Story]] = defaultdict(list)
    for story in archive.stories.values():
        months[month_of(story.first)].append(story)
    return months


def _parts(archive: Archive, story: Story) -> StoryParts:
    return StoryParts(story=story, series=archive.of_story(story))


def story_pages(config: Config, scope: StoriesOfMonth) -> Iterator[Page]:
    """A page for each story that begins in a month, and redirects from the addresses that it could have had."""
    for parts in scope.pages():
        story, newest = parts.told.story, parts.told.series.newest
        yield Page.of(story.address, "story.html", _story_view, parts, modified=newest.isoformat())
        yield from redirect_pages((f"{FOLDER}{address}", story.address, "") for address in story.articles)


def _story_view(config: Config, parts: StoryPageParts) -> StoryView:
    story, series = parts.told.story, parts.told.series
    cards = tuple(sorted(series.cards, key=lambda card: (card.edition, card.date, card.address)))
    outlets: dict[Term, list[Card]] = {}
    for card in cards:
        outlets.setdefault(card.source, []).append(card)
    sentence = f"{articles(len(cards))} of {plural(story.outlets, 'outlet', 'outlets')}, {_when(config, story)}"
    return StoryView(
        **frame(
            config,
            "story",
            story.address,
            cards[0].title,
            description=sentence,
            section="archive",
            crumbs=(_crumb(config),),
        ),
        sentence=sentence,
        first=cards[0],
        days=tuple(
            DayOfStory(day, day_address(day), tuple(own)) for day, own in groupby(cards, lambda card: card.edition)
        ),
        outlets=tuple(OutletCards(term, tuple(own)) for term, own in outlets.items() if term.name),
        silent=parts.silent,
        actors=counted(tally(series, "actors"), WHO),
        regions=counted(tally(series, "regions"), WHO),
        earlier=tuple([told.line for told in parts.earlier]),
        later=tuple([told.line for told in parts.later]),
    )


def _when(config: Config, story: Story) -> str:
    if story.first == story.last:
        return day_of(config, story.first)
    return date_range(config, story.first, story.last)


class StoriesParts(Parts, frozen=True, kw_only=True):
    """What the list of the stories is made of."""

    count: int
    newest: tuple[StoryParts, ...]
    firsts: Series
    """The articles that told each story first."""


def stories_page(archive: Archive, config: Config) -> Iterator[Page]:
    """The list of the stories, if there is one."""
    if archive.stories:
        newest = list(archive.stories.values())[: -NEWEST - 1 : -1]
        parts = StoriesParts(
            count=len(archive.stories),
            newest=tuple([_parts(archive, story) for story in newest]),
            firsts=_firsts(archive),
        )
        yield Page.of(FOLDER, "stories.html", _stories_view, parts)
        for year in _years(config, parts.firsts):
            yield from listing_pages(year, config)


def _firsts(archive: Archive) -> Series:
    """The article that told each story first."""
    begun, runs = _by_month(archive), []
    for key, month in archive.months.items():
        digests = [month.stub.stories[story.address][-SIZE:] for story in begun.get(key, ())]
        digests.sort(key=lambda digest: digest_place(month.stub.digests, digest))
        runs.append(Run(month, b"".join(digests)))
    return Series(runs)


def _years(config: Config, firsts: Series) -> list[Listing]:
    return list(year_listings(config.labels.stories, "archive", (_crumb(config),), firsts))


def _stories_view(config: Config, parts: StoriesParts) -> StoriesView:
    title, crumb = config.labels.stories, Crumb(config.labels.archive, "archive/")
    return StoriesView(
        **frame(config, "stories", FOLDER, title, section="archive", crumbs=(crumb,)),
        count=parts.count,
        newest=tuple([told.line for told in parts.newest]),
        parts=with_bars(_years(config, parts.firsts)),
    )


def _crumb(config: Config) -> Crumb:
    return Crumb(config.labels.stories, FOLDER)
