"""Which earlier articles an article is related to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import NamedTuple

from digest.archive.archive import Archive
from digest.archive.entry import Entry, Run, Series, digest_place
from digest.fingerprint import SIZE, digest_of_bytes
from digest.model.facts import MonthKey

MOST = 5
WINDOW = 20
"""Only this many articles before it under each of its actors are looked at, and rarity counts only what is
older: so an article's related ones change only when something before it does."""
COMMON = 10
"""With fewer articles than about this many, one actor is as rare as another."""


class Related(NamedTuple):
    """An earlier article about the same actors."""

    entry: Entry
    shared: tuple[str, ...]
    """The slugs of the actors that both name, in the order of the later one."""


class ActorInMonth(NamedTuple):
    """An actor's articles of a month, and the older ones among which their related articles are chosen."""

    series: Series
    """All its articles."""
    run: int
    """The position of the month's own in `series.runs`."""
    older: int
    """How many are older than the month."""

    def before(self, digest: bytes) -> tuple[Series, int]:
        """The articles before one of the month's own, at most WINDOW, and how often their number was doubled."""
        own, *before = self.series.runs[self.run : self.run + 1 + WINDOW]
        rest = Run(own.month, own.digests[(digest_place(own.digests, digest) + 1) * SIZE :])
        return Series([rest, *before])[:WINDOW], _commonness(self.older + len(rest.digests) // SIZE)

    def beside(self, digest: bytes) -> tuple[Series, Series]:
        """The article before one of the month's own, and the one after it: each alone in a series, or none."""
        own = self.series.runs[self.run]
        place = digest_place(own.digests, digest)
        runs, before, after = self.series.runs, own.digests[(place + 1) * SIZE :], own.digests[: place * SIZE]
        older = Series([Run(own.month, before), *runs[self.run + 1 : self.run + 2]])
        newer = Series([*runs[max(0, self.run - 1) : self.run], Run(own.month, after)])
        return older[:1], newer[len(newer) - 1 :] if newer else newer


class ActorsOfMonth:
    """The actors that a month's articles name."""

    def __init__(self) -> None:
        self.actors: dict[str, ActorInMonth] = {}
        self._older: list[bytes] = []

    def add(self, slug: str, actor: ActorInMonth, own: int, older: bytes, newer: bytes) -> None:
        """Add one of whom the month has so many articles.

        `older` has the digests of the newest WINDOW older ones, `newer` that of the oldest newer one.
        """
        self.actors[slug] = actor
        step = _commonness(actor.older)
        rise = min((1 << step) - COMMON - actor.older, own)
        self._older += slug.encode(), step.to_bytes(1), rise.to_bytes(8), older, newer

    @property
    def digest(self) -> bytes:
        """Equal where the older articles are, and where their commonness rises at the same of the month's own."""
        return digest_of_bytes(b"".join(self._older))


def actors_by_month(archive: Archive) -> Mapping[MonthKey, ActorsOfMonth]:
    """For each month the actors that its articles name."""
    months: defaultdict[MonthKey, ActorsOfMonth] = defaultdict(ActorsOfMonth)
    for slug, subject in archive.subjects["actors"].items():
        series, count, end = subject.series, subject.count, 0
        digests = b"".join([run.digests for run in series.runs])
        for n, (month, own) in enumerate(series.runs):
            size = len(own) // SIZE
            end += len(own)
            count -= size
            older = digests[end : end + WINDOW * SIZE]
            newer = digests[end - len(own) - SIZE : end - len(own)] if n else b""
            months[month.key].add(slug, ActorInMonth(series, n, count), size, older, newer)
    return months


class EarlierArticles:
    """Among what an article's related ones are chosen: for each of its actors, the articles before it."""

    __slots__ = ("_actors", "_before")

    def __init__(self, entry: Entry, actors: Mapping[str, ActorInMonth]) -> None:
        self._actors = entry.actors
        self._before = [actors[slug].before(entry.digest) for slug in entry.actors]

    @property
    def digest(self) -> bytes:
        """Stands for the cards of all of them, and for how much each counts."""
        return digest_of_bytes(
            b"".join([part for series, step in self._before for part in (*_digests(series), step.to_bytes(1))])
        )

    def best(self) -> tuple[Related, ...]:
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
        return tuple(
            [Related(one, tuple([slug for slug in self._actors if slug in one.actors])) for one in best[:MOST]]
        )


def _digests(series: Series) -> list[bytes]:
    return [run.digests for run in series.runs]


def _commonness(older: int) -> int:
    """How often the number of an actor's older articles was doubled.

    In whole steps: an article added among old ones moves hardly any of the later ones over one.
    """
    return (COMMON + older).bit_length()
