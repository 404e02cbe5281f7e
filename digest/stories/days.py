"""The stories of a day: how its reports are grouped with each other, and with the open stories of the days before.

A report is looked at beside the reports of its own edition and of the `window` days before it, no others. A story is
open for so many days after its first report; what comes later is another story, and perhaps follows it. What is rare
is counted over REFERENCE days up to the report's own. So what changes on a day changes nothing before that day, and
nothing later but through the reports of these days.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import groupby

import msgspec

from digest.fingerprint import digest_of
from digest.objects import Objects
from digest.stories.grouping import Grouping
from digest.stories.likeness import Rarity, Terms, Vector, likeness, likenesses, mean, terms, vector
from digest.stories.report import ALONE, Report, ReportText

REFERENCE = 28
"""Days."""
GIST = 40
"""Words that stand for a story where it is compared with those it may follow."""
EDITORS = "="
"""What the name of a story begins with that the editors named."""


class Told(msgspec.Struct, frozen=True, array_like=True):
    """A report and the story that it tells."""

    report: Report
    story: str
    """Its name: the path of the story's first report, or EDITORS and the editors' slug."""
    since: dt.date
    """The day of the story's first report."""


class DayOfStories(msgspec.Struct, frozen=True, array_like=True):
    """A day's reports in their order, each with its story."""

    day: dt.date
    basis: bytes
    """Digest of all that this is made from."""
    reports: bytes
    """Digest of its reports alone."""
    words: bytes
    """The name of the object that has its words: see `WordsOfDay`."""
    told: tuple[Told, ...]
    gists: dict[str, dict[str, float]]
    """Of each story of several reports that has one of this day: the words that stand for it, as of this day."""


class WordsOfDay(msgspec.Struct, frozen=True, array_like=True):
    """The words of a day's reports."""

    counts: dict[str, int]
    """In how many of them each stands."""
    terms: tuple[Terms, ...]
    """Of each report, in their order."""


class Stories:
    """Groups days, one after the other."""

    def __init__(self, window: int, texts: Callable[[Report], ReportText], objects: Objects) -> None:
        self._window, self._objects = window, objects
        self._texts = texts if window else _without_words
        self._opened: dict[bytes, WordsOfDay] = {}
        self._vectors: dict[tuple[bytes, int], Vector] = {}
        self._counts, self._total = Counter[str](), 0
        self._counted: dict[bytes, int] = {}

    def of_days(
        self,
        reports: Iterable[Report],
        before: Sequence[DayOfStories],
        known: Mapping[dt.date, DayOfStories],
    ) -> Iterator[DayOfStories]:
        """The stories of the days of these reports, in the order of the calendar.

        `before` are the days before the first of them, oldest first, as far as REFERENCE goes. A day of `known` is
        taken where it would be made equal.
        """
        past = list(before)
        for day, of_day in groupby(sorted(reports, key=lambda report: report.place), lambda report: report.edition):
            own = list(of_day)
            past = [one for one in past if one.day >= day - dt.timedelta(REFERENCE)]
            digest = digest_of(own)
            basis = digest_of((digest, self._window, [one.reports for one in past], list(self._still_open(past, day))))
            kept = known.get(day)
            made = kept if kept and kept.basis == basis else self._grouped(day, basis, digest, own, past)
            past.append(made)
            yield made

    def _still_open(self, past: Sequence[DayOfStories], day: dt.date) -> Iterator[tuple[bytes, int, Told]]:
        """The reports of the stories that are open on a day, oldest first, each with where its words are."""
        since = day - dt.timedelta(self._window)
        for one in past:
            if one.day >= since:
                for n, told in enumerate(one.told):
                    if told.since >= since and told.report.said != ALONE:
                        yield one.words, n, told

    def _grouped(
        self, day: dt.date, basis: bytes, digest: bytes, own: Sequence[Report], past: Sequence[DayOfStories]
    ) -> DayOfStories:
        words = self._words(own, past)
        still_open = list(self._still_open(past, day))
        old = [told for _, _, told in still_open]
        before = {(name, n): self._vector(name, n, told.report) for name, n, told in still_open}
        free = [(n, report) for n, report in enumerate(own) if report.said != ALONE]
        vectors = [*before.values(), *(vector(words.terms[n], report.outlet) for n, report in free)]
        new = [report for _, report in free]
        self._vectors = before
        groups = _joined(old, new, vectors)
        told, gists = _told(day, old, new, groups, vectors)
        name = self._objects.add(_ENCODER.encode(words))
        self._opened[name] = words
        every = tuple([told.get(report.path) or Told(report, report.path, day) for report in own])
        return DayOfStories(day, basis, digest, name, every, gists)

    def _words(self, own: Sequence[Report], past: Sequence[DayOfStories]) -> WordsOfDay:
        texts = [self._texts(report) for report in own]
        counts = Counter(word for text in texts for word in text.words)
        self._count([one.words for one in past])
        self._counts.update(counts)
        rarity = Rarity(self._counts, self._total + len(own))
        words = WordsOfDay(counts, tuple([terms(text, rarity) for text in texts]))
        self._counts.subtract(counts)
        return words

    def _count(self, days: Sequence[bytes]) -> None:
        """Count the words of these days, and of no others."""
        for name in [name for name in self._counted if name not in days]:
            words = self._opened.pop(name)
            self._counts.subtract(words.counts)
            self._total -= self._counted.pop(name)
        for name in days:
            if name not in self._counted:
                words = self._words_of(name)
                self._counts.update(words.counts)
                self._counted[name] = len(words.terms)
                self._total += len(words.terms)

    def _vector(self, name: bytes, n: int, report: Report) -> Vector:
        return self._vectors.get((name, n)) or vector(self._words_of(name).terms[n], report.outlet)

    def _words_of(self, name: bytes) -> WordsOfDay:
        words = self._opened.get(name)
        if words is None:
            words = self._opened[name] = _WORDS.decode(self._objects.get(name))
        return words


def _without_words(report: Report) -> ReportText:
    """Without words no report is like another: only the editors make stories."""
    return ReportText(b"")


def _joined(old: Sequence[Told], new: Sequence[Report], vectors: Sequence[Vector]) -> list[list[int]]:
    """The groups of reports, by position: first the old ones, then the new ones."""
    standing: dict[str, list[int]] = {}
    for place, told in enumerate(old):
        standing.setdefault(told.story, []).append(place)
    for place, report in enumerate(new, len(old)):
        if report.said:
            standing.setdefault(f"{EDITORS}{report.said}", []).append(place)
    alike = dict(likenesses(vectors, len(old)))
    for places in standing.values():
        among = [place for place in places if place < len(old)]
        alike |= {(a, b): likeness(vectors[a], vectors[b]) for a in among for b in among if a < b}
    singles = [[place] for place, report in enumerate(new, len(old)) if not report.said]
    return Grouping([*standing.values(), *singles], len(standing), alike).joined()


def _told(
    day: dt.date, old: Sequence[Told], new: Sequence[Report], groups: Sequence[Sequence[int]], vectors: Sequence[Vector]
) -> tuple[Mapping[str, Told], dict[str, dict[str, float]]]:
    """What each new report tells, by its path, and the gists of the stories of several reports that have a new one."""
    told: dict[str, Told] = {}
    gists: dict[str, dict[str, float]] = {}
    for places in groups:
        recent = [new[place - len(old)] for place in places if place >= len(old)]
        if not recent:
            continue
        said = next((f"{EDITORS}{report.said}" for report in recent if report.said), recent[0].path)
        first = old[places[0]] if places[0] < len(old) else Told(recent[0], said, day)
        told |= {report.path: Told(report, first.story, first.since) for report in recent}
        if len(places) > 1:
            gist = mean([vectors[place] for place in places], GIST)
            gists[first.story] = {word: round(weight, 4) for word, weight in gist.items()}
    return told, gists


_ENCODER = msgspec.msgpack.Encoder(order="deterministic")
_WORDS = msgspec.msgpack.Decoder(WordsOfDay)
