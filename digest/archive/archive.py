"""The archive: all articles that a build shows, newest first, with every index that the pages need."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping
from functools import cached_property

import msgspec

from digest.archive.addresses import Targets, edition_address
from digest.archive.entry import Run, Series
from digest.archive.month import MonthOfEntries
from digest.archive.profiles import Fact
from digest.archive.shown import Notice, ShownMonth
from digest.gazetteer.entries import Office
from digest.model.card import Term
from digest.model.editorial import Dossier, EditionNote, StandalonePage
from digest.model.facts import MonthKey, month_before, month_of
from digest.model.text import Rich
from digest.stories.months import Story


class SubjectStub(msgspec.Struct, frozen=True, kw_only=True):
    """An actor, region, source or topic, without its articles."""

    family: str
    slug: str
    term: Term
    aliases: tuple[str, ...] = ()
    offices: tuple[Office, ...] = ()
    """A person's, with their days."""
    dossier: Dossier | None = None
    count: int = 0
    """The articles that name it."""
    sort: str = ""
    """By what it is put in order among names: a person's family name first."""
    facts: tuple[Fact, ...] = ()
    """What the gazetteer and the site's dossiers know of it; only of one with a page."""


class Subject(SubjectStub, frozen=True, kw_only=True):
    """The same with the articles themselves: all that a dossier shows."""

    series: Series

    def counts(self, family: str) -> Counter[str]:
        """The terms of a family that have a page, by slug: how many of its articles name each."""
        counts: Counter[str] = Counter()
        for run in self.series.runs:
            counts.update(run.month.company(self.family, self.slug).counts[family])
        return counts


class Archive(msgspec.Struct, frozen=True, kw_only=True, dict=True):
    """Everything that pages are made from. Statistics are functions of it, not fields."""

    months: Mapping[MonthKey, MonthOfEntries]
    """Those with entries, newest first."""
    shown: Mapping[MonthKey, ShownMonth]
    """What is known of each month before an article is opened, newest first."""
    stories: Mapping[str, Story]
    """Those that several outlets tell, by the address of their page; oldest first."""
    subjects: Mapping[str, Mapping[str, Subject]]
    """By family and slug; families in their fixed order, slugs sorted."""
    editions: Mapping[dt.date, EditionNote]
    """What the editors say of days."""
    weeks: Mapping[dt.date, EditionNote]
    """What they say of weeks, by their first days."""
    pages: tuple[StandalonePage, ...]
    targets: Targets
    """What the references in texts lead to."""

    @cached_property
    def series(self) -> Series:
        """All entries. Newest edition first; within an edition the newest first."""
        return Series([run for month in self.months.values() for run in month.series.runs])

    @property
    def notices(self) -> tuple[Notice, ...]:
        """The addresses at which an article was withdrawn or ran out, in their order."""
        notices = [notice for month in self.shown.values() for notice in month.notices]
        return tuple(sorted(notices, key=lambda notice: notice.address))

    @cached_property
    def days(self) -> Mapping[dt.date, int]:
        """The number of entries of each edition, newest first."""
        return {day: count for month in self.months.values() for day, count in month.stub.days}

    @cached_property
    def newest_edition(self) -> dt.date | None:
        """The newest day with an article whose date is confirmed; without any, the newest day."""
        for month in self.months.values():
            dated = Series([Run(month, month.dated(month.stub.digests))])
            if dated:
                return dated.newest
        return next(iter(self.days), None)

    def between(self, first: dt.date, last: dt.date) -> Series:
        """The entries of the editions from `first` to `last`."""
        months = [self.months[key] for key in self.months if month_of(first) <= key <= month_of(last)]
        return Series([month.of_days(first, last) for month in months])

    def of_day(self, day: dt.date) -> Series:
        """The entries of an edition; none for a day without one."""
        return self.between(day, day)

    def of_story(self, story: Story) -> Series:
        """The entries that tell a story."""
        first, key = month_of(story.first), month_of(story.last)
        runs = []
        while key >= first:
            if key in self.months:
                runs.append(self.months[key].of_story(story.address))
            key = month_before(key)
        return Series(runs)

    @property
    def notes(self) -> list[EditionNote]:
        """What the editors say of days and weeks that have articles."""
        notes = (*self.editions.values(), *self.weeks.values())
        return [note for note in notes if any(day in self.days for day in note.days)]

    def introduction(self, note: EditionNote | None) -> Rich:
        """The text with which an edition begins, or none."""
        return self.targets.rich(note.path, edition_address(note), note.introduction) if note else Rich()

    def subject(self, family: str, slug: str) -> Subject:
        """The subject of that family and slug. Raises KeyError for one that no article names."""
        return self.subjects[family][slug]

