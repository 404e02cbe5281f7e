"""Which reports of a day tell of the same event: groups are joined, the most alike first, as long as they are alike.

Two groups are as alike as their reports are on average (average linkage). Two conditions hold for each join:

- the average reaches a bound, which is lower for groups of several, whose average is surer than that of one pair;
- two groups of several are not much less alike than the reports within each of them are: else they are look-alikes
  (two fights of one boxer, two storms on one coast), each of which has words of its own.
"""

from __future__ import annotations

import heapq
import math
from collections import defaultdict
from collections.abc import Mapping, Sequence

from digest.stories.likeness import Pair

PAIR = 0.16
"""How like two single reports must be."""
GROUP = 0.048
"""How like a report and a group of MANY must be on average."""
MANY = 4
SEVERAL = 3
"""Reports from which on the likeness within a group is known well enough to compare with."""
OWN_WORDS = 0.5
"""How like two groups must be, in parts of how like their own reports are."""


class Grouping:
    """Groups of reports, which are given by their positions. The first `settled` groups are not joined to each other.

    `alike` has the likeness of each pair.
    """

    def __init__(self, groups: Sequence[Sequence[int]], settled: int, alike: Mapping[Pair, float]) -> None:
        self._members = [list(members) for members in groups]
        self._is_settled = [n < settled for n in range(len(groups))]
        self._within = [0.0] * len(groups)
        self._between: list[dict[int, float]] = [defaultdict(float) for _ in groups]
        self._live = set(range(len(groups)))
        self._heap: list[tuple[float, int, int]] = []
        self._sum_up(alike)

    def _sum_up(self, alike: Mapping[Pair, float]) -> None:
        group_of = {place: n for n, members in enumerate(self._members) for place in members}
        for (one, other), likeness in sorted(alike.items()):
            a, b = group_of[one], group_of[other]
            if a == b:
                self._within[a] += likeness
            else:
                self._between[a][b] += likeness
                self._between[b][a] += likeness
        for a, others in enumerate(self._between):
            for b in others:
                if a < b:
                    self._offer(a, b)

    def _offer(self, a: int, b: int) -> None:
        """Let two groups be joined in their turn, if they may be at all."""
        if self._is_settled[a] and self._is_settled[b]:
            return
        likeness = self._average(a, b)
        if likeness >= needed(len(self._members[a]), len(self._members[b])):
            heapq.heappush(self._heap, (-likeness, min(a, b), max(a, b)))

    def _average(self, a: int, b: int) -> float:
        return self._between[a].get(b, 0.0) / (len(self._members[a]) * len(self._members[b]))

    def _apart(self, a: int, b: int) -> float:
        """The bound of two groups of several: see OWN_WORDS. 0 where one is too small."""
        if min(len(self._members[a]), len(self._members[b])) < SEVERAL:
            return 0.0
        return OWN_WORDS * math.sqrt(self._inner(a) * self._inner(b))

    def _inner(self, a: int) -> float:
        size = len(self._members[a])
        return self._within[a] / (size * (size - 1) / 2)

    def joined(self) -> list[list[int]]:
        """The groups after all joins, in the order of their first members."""
        while self._heap:
            likeness, a, b = heapq.heappop(self._heap)
            if a not in self._live or b not in self._live:
                continue
            if -likeness >= self._apart(a, b):
                self._join(a, b)
        return sorted(sorted(self._members[n]) for n in self._live)

    def _join(self, a: int, b: int) -> None:
        new = len(self._members)
        self._members.append([*self._members[a], *self._members[b]])
        self._is_settled.append(self._is_settled[a] or self._is_settled[b])
        self._within.append(self._within[a] + self._within[b] + self._between[a].get(b, 0.0))
        self._live -= {a, b}
        between: dict[int, float] = defaultdict(float)
        for part in (a, b):
            for other, likeness in self._between[part].items():
                if other in self._live:
                    between[other] += likeness
        self._between.append(between)
        self._live.add(new)
        for other, likeness in between.items():
            self._between[other][new] = likeness
            self._offer(other, new)


def needed(one: int, other: int) -> float:
    """How like two groups of these sizes must be."""
    larger = min(max(one, other), MANY)
    return PAIR + (GROUP - PAIR) * (larger - 1) / (MANY - 1)
