"""How often terms stand beside each other: co-mentions and the like."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable
from itertools import takewhile
from typing import TypeVar

from digest.archive.entry import Entry, Series
from digest.model.card import Term

K = TypeVar("K")

WINDOW_DAYS = 14
"""A "recent" window: two weeks."""


def tally(entries: Iterable[Entry], family: str, without: str = "") -> list[tuple[Term, int]]:
    """The terms of a family that have pages, and how many of these articles stand under each: the commonest first.

    `without` is the address of one that is left out.
    """
    counts: Counter[str] = Counter()
    terms: dict[str, Term] = {}
    for entry in entries:
        for term in entry.terms(family):
            terms[term.address] = term
            counts[term.address] += 1
    found = [(terms[address], count) for address, count in counts.items() if address not in ("", without)]
    return sorted(found, key=lambda pair: (-pair[1], pair[0].address))


def within(series: Series, last: dt.date, days: int = WINDOW_DAYS) -> int:
    """How many entries of a series fall into the days that end with `last`."""
    first = last - dt.timedelta(days=days - 1)
    return sum(1 for _ in takewhile(lambda day: day >= first, series.editions))


def grouped(series: Series, key: Callable[[dt.date], K]) -> dict[K, Series]:
    """A series by a property of the edition's day that rises and falls with it: year, month."""
    groups: dict[K, Series] = {}
    start = 0
    while start < len(series):
        value = key(series[start].edition)
        end = _end_of_run(series, start, value, key)
        groups[value] = series[start:end]
        start = end
    return groups


def _end_of_run(series: Series, start: int, value: K, key: Callable[[dt.date], K]) -> int:
    """Where the entries with that value end: in strides that grow, then halving, for runs are long or short."""
    stride, last = 1, start
    while last + stride < len(series) and key(series[last + stride].edition) == value:
        last += stride
        stride *= 2
    first = min(last + stride, len(series))
    while first - last > 1:
        middle = (last + first) // 2
        if key(series[middle].edition) == value:
            last = middle
        else:
            first = middle
    return first
