"""How often articles name terms, alone and together."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable
from itertools import takewhile
from typing import TypeVar

from digest.archive.entry import Series
from digest.model.card import Term

K = TypeVar("K")

WINDOW_DAYS = 14
"""A "recent" window: two weeks."""


def tally(series: Series, family: str) -> list[tuple[Term, int]]:
    """The terms of a family that have pages, and how many of these articles name each: the commonest first.

    No article of a whole month is opened.
    """
    counts: Counter[str] = Counter()
    terms: dict[str, Term] = {}
    for run in series.runs:
        found = run.month.named(family, run.digests)
        counts.update(found)
        terms |= {slug: run.month.term(family, slug) for slug in found if slug not in terms}
    named = [(terms[slug], count) for slug, count in counts.items() if terms[slug].address]
    return sorted(named, key=lambda pair: (-pair[1], pair[0].address))


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
