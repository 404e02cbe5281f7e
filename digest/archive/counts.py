"""How often terms stand beside each other: co-mentions and the like."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from digest.archive.archive import Archive, Entry, Subject

K = TypeVar("K")

WINDOW_DAYS = 14
"""A "recent" window: two weeks."""


def tally(archive: Archive, ranks: Sequence[int], family: str, without: str = "") -> list[tuple[str, int]]:
    """How many of these articles stand under each slug of a family: the commonest first, then by slug."""
    counts = Counter(slug for rank in ranks for slug in getattr(archive.entries[rank], family))
    counts.pop(without, None)
    return sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))


def within(entries: Iterable[Entry], last: dt.date, days: int = WINDOW_DAYS) -> int:
    """How many of these entries (newest first) fall into the days that end with `last`."""
    first = last - dt.timedelta(days=days - 1)
    count = 0
    for entry in entries:
        if entry.card.edition < first:
            break
        count += 1
    return count


def pairs(archive: Archive, at_least: int) -> dict[tuple[str, str], int]:
    """How many articles each two actors with pages share, where these are at least so many; slugs in order."""
    known = {slug for slug, subject in archive.subjects["actors"].items() if subject.term.address}
    counts: Counter[tuple[str, str]] = Counter()
    for entry in archive.entries:
        actors = sorted(known.intersection(entry.actors))
        counts.update((first, second) for n, first in enumerate(actors) for second in actors[n + 1 :])
    return {pair: count for pair, count in sorted(counts.items()) if count >= at_least}


def shared(first: Subject, second: Subject) -> list[int]:
    """Positions of the articles that two subjects share, newest first."""
    others = set(second.ranks)
    return [rank for rank in first.ranks if rank in others]


def grouped(archive: Archive, ranks: Sequence[int], key: Callable[[dt.date], K]) -> dict[K, tuple[int, ...]]:
    """Ranks by a property of their edition's day, in the order of the ranks."""
    groups: dict[K, list[int]] = {}
    for rank in ranks:
        groups.setdefault(key(archive.entries[rank].card.edition), []).append(rank)
    return {value: tuple(listed) for value, listed in groups.items()}
