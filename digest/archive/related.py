"""Which earlier articles an article is related to."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Sequence
from heapq import nlargest

from digest.archive.archive import Archive
from digest.fingerprint import digest_of_bytes
from digest.model.card import Card

MOST = 5
WINDOW = 20
"""Only this many articles before it under each of its actors are looked at, and rarity counts only what is
older: so an article's related ones change only when something before it does."""
COMMON = 10
"""With fewer articles than about this many, one actor is as rare as another."""


class EarlierArticles:
    """Among what an article's related ones are chosen: for each of its actors, the articles before it."""

    __slots__ = ("_all", "_runs")

    def __init__(self, archive: Archive, rank: int) -> None:
        actors = archive.subjects["actors"]
        subjects = [actors[slug] for slug in archive.series[rank].actors]
        self._all = archive.series
        self._runs = [(subject, bisect_right(subject.ranks, rank)) for subject in subjects]

    @property
    def digest(self) -> bytes:
        """Stands for the cards of all of them, and for how much each counts."""
        parts = []
        for subject, start in self._runs:
            parts.append(subject.series.digests(start, start + WINDOW))
            parts.append(_commonness(subject.ranks, start).to_bytes(1))
        return digest_of_bytes(b"".join(parts))

    def best(self) -> tuple[Card, ...]:
        """Up to five earlier articles about the same actors: the rarer the shared actors, the nearer."""
        return tuple([self._all[rank].card for rank in self.ranks()])

    def ranks(self) -> list[int]:
        """Where these stand. Of equally near ones the newest: ranks rise from the newest to the oldest."""
        scores: defaultdict[int, float] = defaultdict(float)
        for subject, start in self._runs:
            weight = 0.5 ** _commonness(subject.ranks, start)  # sums of these are exact in any order
            for rank in subject.ranks[start : start + WINDOW]:
                scores[rank] += weight
        return [-rank for _, rank in nlargest(MOST, [(score, -rank) for rank, score in scores.items()])]


def _commonness(ranks: Sequence[int], start: int) -> int:
    """How often the number of an actor's articles from there on was doubled.

    In whole steps: an article added among old ones moves hardly any of the later ones over one.
    """
    return (COMMON + len(ranks) - start).bit_length()


def related_to(archive: Archive, rank: int) -> list[int]:
    """Where the articles stand that have the one at that rank among their related ones."""
    later: set[int] = set()
    for slug in archive.series[rank].actors:
        ranks = archive.subject("actors", slug).ranks
        position = bisect_left(ranks, rank)
        later.update(ranks[max(0, position - WINDOW) : position])
    return [each for each in sorted(later) if rank in EarlierArticles(archive, each).ranks()]
