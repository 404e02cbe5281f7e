"""Which earlier articles an article is related to."""

from __future__ import annotations

from bisect import bisect_right

from digest.archive.archive import Archive
from digest.archive.entry import Entry
from digest.fingerprint import digest_of_bytes
from digest.model.card import Card

MOST = 5
WINDOW = 20
"""Only this many articles before it under each of its actors are looked at, and rarity counts only what is
older: so an article's related ones change only when something before it does."""


class Candidates:
    """Among what an article's related ones are chosen: for each of its actors, the articles before it."""

    __slots__ = ("_runs",)

    def __init__(self, archive: Archive, rank: int) -> None:
        actors = archive.subjects["actors"]
        subjects = [actors[slug] for slug in archive.series[rank].actors]
        self._runs = [(subject, bisect_right(subject.ranks, rank)) for subject in subjects]

    @property
    def digest(self) -> bytes:
        """Stands for the cards of all of them, and for how many more there are."""
        parts = []
        for subject, start in self._runs:
            parts.append(subject.series.digests(start, start + WINDOW))
            parts.append((len(subject.ranks) - start).to_bytes(8))
        return digest_of_bytes(b"".join(parts))

    def best(self) -> tuple[Card, ...]:
        """Up to five earlier articles about the same actors: the rarer the shared actors, the nearer."""
        scores: dict[Entry, float] = {}
        for subject, start in self._runs:
            weight = 1.0 / (10 + len(subject.ranks) - start)
            for entry in subject.series[start : start + WINDOW]:
                scores[entry] = scores.get(entry, 0.0) + weight
        best = sorted(scores, key=lambda entry: (-round(scores[entry], 9), *_newest_first(entry)))
        return tuple(entry.card for entry in best[:MOST])


def _newest_first(entry: Entry) -> tuple[int, float, str]:
    """The order of the archive."""
    card = entry.card
    return -card.edition.toordinal(), -card.date.timestamp(), card.address
