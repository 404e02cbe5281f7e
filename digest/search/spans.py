"""The spans of time by which the index is parted: few of them, and those of the past stay as they are.

The newest month is a span of its own. Months before it belong to one span as long as they differ from it in the same
octal digit, counted from a fixed month: so a month's end makes the span before it longer by one, and only every eighth
reaches further back. How many articles there are, and when the oldest is from, plays no part.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from digest.model.facts import MonthKey


def spans(months: Iterable[MonthKey]) -> Mapping[int, Sequence[MonthKey]]:
    """The months of each span, oldest first, by its level: 0 is the newest month. The newest span comes first."""
    numbered = {key // 100 * 12 + key % 100 - 1: key for key in months}
    newest = max(numbered, default=0)
    parted: dict[int, list[MonthKey]] = {}
    for number in sorted(numbered, reverse=True):
        parted.setdefault(-(-(number ^ newest).bit_length() // 3), []).insert(0, numbered[number])
    return parted
