"""Which earlier articles an article is related to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from digest.archive.archive import Archive, Subject
from digest.archive.entry import Entry, Run, Series
from digest.fingerprint import SIZE, digest_of_bytes
from digest.model.card import Card
from digest.model.facts import MonthKey

MOST = 5
WINDOW = 20
"""Only this many articles before it under each of its actors are looked at, and rarity counts only what is
older: so an article's related ones change only when something before it does."""
COMMON = 10
"""With fewer articles than about this many, one actor is as rare as another."""


class ActorInMonth(NamedTuple):
    """An actor's articles of a month, and the older ones among which their related articles are chosen."""

    slug: str
    own: Run
    """Those of the month."""
    older: tuple[Run, ...]
    """The newest of the older ones: WINDOW, or all."""
    count: int
    """How many are older than the month."""

    @property
    def digest(self) -> bytes:
        """Equal where the older ones are, and where the commonness rises at the same of the month's own."""
        rise = min((1 << _commonness(self.count)) - COMMON - self.count, len(self.own.digests) // SIZE)
        steps = _commonness(self.count).to_bytes(1) + rise.to_bytes(8)
        return digest_of_bytes(b"".join([self.slug.encode(), steps, *[run.digests for run in self.older]]))

    def before(self, digest: bytes) -> tuple[Series, int]:
        """The articles before one of the month's own, at most WINDOW, and how often their number was doubled."""
        start = _end_of(self.own.digests, digest)
        rest = Run(self.own.month, self.own.digests[start:])
        older = self.count + len(rest.digests) // SIZE
        return Series([rest, *self.older])[:WINDOW], _commonness(older)


def actors_by_month(archive: Archive) -> Mapping[MonthKey, Sequence[ActorInMonth]]:
    """For each month the actors that its articles name."""
    months: defaultdict[MonthKey, list[ActorInMonth]] = defaultdict(list)
    for subject in archive.subjects["actors"].values():
        for actor in _in_months(subject):
            months[actor.own.month.key].append(actor)
    return months


def _in_months(subject: Subject) -> Iterable[ActorInMonth]:
    runs, count = subject.series.runs, subject.count
    for n, own in enumerate(runs):
        count -= len(own.digests) // SIZE
        yield ActorInMonth(subject.slug, own, tuple(_newest(runs, n + 1)), count)


def _newest(runs: Sequence[Run], start: int) -> Iterable[Run]:
    """The newest WINDOW articles from that run on."""
    left = WINDOW * SIZE
    for n in range(start, len(runs)):
        run = runs[n]
        yield run if len(run.digests) <= left else Run(run.month, run.digests[:left])
        left -= len(run.digests)
        if left <= 0:
            return


def _end_of(digests: bytes, digest: bytes) -> int:
    """Where a digest ends in a row of digests."""
    start = digests.index(digest)
    while start % SIZE:
        start = digests.index(digest, start + 1)
    return start + SIZE


class EarlierArticles:
    """Among what an article's related ones are chosen: for each of its actors, the articles before it."""

    __slots__ = ("_before",)

    def __init__(self, entry: Entry, actors: Mapping[str, ActorInMonth]) -> None:
        self._before = [actors[slug].before(entry.digest) for slug in entry.actors]

    @property
    def digest(self) -> bytes:
        """Stands for the cards of all of them, and for how much each counts."""
        return digest_of_bytes(
            b"".join([part for series, step in self._before for part in (*_digests(series), step.to_bytes(1))])
        )

    def best(self) -> tuple[Card, ...]:
        """Up to five earlier articles about the same actors: the rarer the shared actors, the nearer.

        Of equally near ones the newest.
        """
        scores: defaultdict[bytes, float] = defaultdict(float)
        entries: dict[bytes, Entry] = {}
        for series, step in self._before:
            for entry in series:
                entries[entry.digest] = entry
                scores[entry.digest] += 0.5**step  # sums of these are exact in any order
        best = sorted(entries.values(), key=lambda entry: (-scores[entry.digest], entry.place))
        return tuple([entry.card for entry in best[:MOST]])


def _digests(series: Series) -> list[bytes]:
    return [run.digests for run in series.runs]


def _commonness(older: int) -> int:
    """How often the number of an actor's older articles was doubled.

    In whole steps: an article added among old ones moves hardly any of the later ones over one.
    """
    return (COMMON + older).bit_length()
