"""Why an article tells a story, or none: how like it is to the reports beside it, and by which words."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

import msgspec

from digest.model.facts import MonthKey, month_of
from digest.objects import Objects
from digest.stories.days import DayOfStories, Told, WordsOfDay
from digest.stories.grouping import needed
from digest.stories.likeness import Vector, likeness, likenesses, shared, vector
from digest.stories.months import MonthOfStories
from digest.stories.report import ALONE, Report

NEAR = 0.8
"""A story that an article is nearly like enough to tell: so much of the bound."""
SURE = 1.25
"""An article that is less like the others of its story than this much of the bound is doubtful there."""
WORDS = 8
NEWEST = 14
"""Days: of older editions nobody doubts the stories any more."""


class Tie(NamedTuple):
    """What connects a report with others that tell one story."""

    reports: tuple[Report, ...]
    likeness: float
    """On average, from 0 to 1."""
    needed: float
    """How like it would have to be to join them, where it stands alone."""
    words: tuple[str, ...]
    """The words that weigh most of those that both have."""


class StoryWhy(NamedTuple):
    """Why a report tells its story."""

    told: Told
    together: Tie | None
    """With the others that tell it; None where it stands alone."""
    each: tuple[Tie, ...]
    """With each of them, the most alike first."""
    others: tuple[Tie, ...]
    """With the reports and stories beside it, the most alike first."""

    @property
    def doubt(self) -> Tie | None:
        """The tie by which it is doubtful whether it tells this story: one that barely holds, or nearly does."""
        if self.told.report.said:
            return None
        if self.together and self.together.likeness < SURE * self.together.needed:
            return self.together
        outlet = self.told.report.outlet
        near = [tie for tie in self.others if tie.likeness >= NEAR * tie.needed]
        return next((tie for tie in near if any(report.outlet != outlet for report in tie.reports)), None)


class StoriesOpened:
    """The days of a site's stories, opened where they are asked for."""

    def __init__(self, months: Mapping[MonthKey, MonthOfStories], objects: Objects, window: int) -> None:
        self._months, self._objects, self._window = months, objects, window
        self._days: dict[MonthKey, Sequence[DayOfStories]] = {}
        self._words: dict[bytes, WordsOfDay] = {}

    def why(self, path: str, day: dt.date) -> StoryWhy | None:
        """Why the article of that path and edition tells its story; None where it is not shown."""
        beside = list(self._beside(day))
        own = next(((told, own) for told, own in beside if told.report.path == path), None)
        if own is None:
            return None
        told, vector_of = own
        stories: defaultdict[str, list[tuple[Report, Vector]]] = defaultdict(list)
        for other, of_other in beside:
            if other.report.path != path and other.report.said != ALONE:
                stories[other.story].append((other.report, of_other))
        mine = stories.pop(told.story, []) if told.report.said != ALONE else []
        others = [self._tie(vector_of, group) for group in stories.values()]
        return StoryWhy(
            told,
            self._tie(vector_of, mine) if mine else None,
            tuple(_best([self._tie(vector_of, [one]) for one in mine])),
            tuple(_best([tie for tie in others if tie.likeness])),
        )

    def doubtful(self) -> Iterator[tuple[StoryWhy, Tie]]:
        """Of the articles of the newest editions those whose story is doubtful."""
        newest = self._newest()
        if newest is None or not self._window:
            return
        days = [newest - dt.timedelta(n) for n in range(NEWEST + self._window)]
        beside = [one for day in days for one in self._of_day(day)]
        for told in self._unsure(beside):
            why = self.why(told.report.path, told.report.edition)
            if why and why.doubt and told.report.edition in days[:NEWEST]:
                yield why, why.doubt

    def _newest(self) -> dt.date | None:
        """The newest day with a report; a month may have drafts alone."""
        return next((days[-1].day for key in sorted(self._months, reverse=True) if (days := self._of_month(key))), None)

    def _unsure(self, beside: Sequence[tuple[Told, Vector]]) -> Iterator[Told]:
        """Those that may be doubtful: that are little like their own story, or much like another."""
        told = [one for one, _ in beside]
        alike: defaultdict[int, defaultdict[str, float]] = defaultdict(lambda: defaultdict(float))
        for (a, b), likeness_of in likenesses([own for _, own in beside]).items():
            if abs((told[a].report.edition - told[b].report.edition).days) <= self._window:
                alike[a][told[b].story] += likeness_of
                alike[b][told[a].story] += likeness_of
        members: defaultdict[str, list[dt.date]] = defaultdict(list)
        for one in told:
            members[one.story].append(one.report.edition)
        for n, one in enumerate(told):
            for story in {*alike[n], one.story}:
                near = [day for day in members[story] if abs((day - one.report.edition).days) <= self._window]
                size = len(near) - (story == one.story)
                average = alike[n][story] / size if size else 0.0
                is_own = story == one.story
                bound = needed(1, size) * (SURE if is_own else NEAR)
                if size and (average < bound if is_own else average >= bound):
                    yield one
                    break

    def _tie(self, own: Vector, group: Sequence[tuple[Report, Vector]]) -> Tie:
        alike = [likeness(own, other) for _, other in group]
        nearest = group[alike.index(max(alike))][1]
        words = tuple(shared(own.weights, nearest.weights)[:WORDS])
        return Tie(tuple([report for report, _ in group]), sum(alike) / len(alike), needed(1, len(group)), words)

    def _beside(self, day: dt.date) -> Iterator[tuple[Told, Vector]]:
        for n in range(-self._window, self._window + 1):
            yield from self._of_day(day + dt.timedelta(n))

    def _of_day(self, day: dt.date) -> Iterator[tuple[Told, Vector]]:
        for one in self._of_month(month_of(day)):
            if one.day == day:
                if one.words not in self._words:
                    self._words[one.words] = _WORDS.decode(self._objects.get(one.words))
                terms = self._words[one.words].terms
                yield from ((told, vector(terms[n], told.report.outlet)) for n, told in enumerate(one.told))

    def _of_month(self, key: MonthKey) -> Sequence[DayOfStories]:
        if key not in self._days:
            month = self._months.get(key)
            self._days[key] = _DAYS.decode(self._objects.get(month.days)) if month else ()
        return self._days[key]


def _best(ties: list[Tie]) -> list[Tie]:
    return sorted(ties, key=lambda tie: (-tie.likeness, tie.reports[0].path))


_DAYS = msgspec.msgpack.Decoder(tuple[DayOfStories, ...])
_WORDS = msgspec.msgpack.Decoder(WordsOfDay)
