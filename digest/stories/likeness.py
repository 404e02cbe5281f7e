"""How like two reports are: the cosine between the rare words and names that they have.

Whether a word stands in a report counts, and not how often: a long report of an event names it no better than a short
one. Weights are whole numbers and sums are made in a fixed order, so that every machine groups alike.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from digest.stories.report import ReportText

TERMS = 160
"""The weightiest words of a report that are looked at."""
NAME = 2
"""How much more a name weighs than another word that is as rare."""
RARITY = 1.25
"""The power to which the rarity of a word (the logarithm of its frequency) is its weight: what stands in half of all
reports says next to nothing."""
SHORT = 40
"""A report of so many words proves half of what a long one does."""
HEADLINE = 4
"""The weightiest words of a headline, of which one must stand in the other report: reports of one form (two dividends,
two earthquakes) share most of their words, and none of these."""
SAME_OUTLET = 0.4
"""How much the likeness of two reports of one outlet counts: it seldom tells of an event twice."""
LEAST = 0.01
"""Pairs that are less alike count as not alike at all."""
_STEPS = 16
"""Of a weight, from one doubling of rarity to the next."""
_QUARTERS = 4
"""Steps of a doubling in which all reports are counted: so a report changes hardly any weight but of its own words."""

Weighed = Mapping[str, float]
"""Words with their weights."""
Pair = tuple[int, int]
"""The positions of two reports, the smaller first."""


class Terms(NamedTuple):
    """The weightiest words of a report, as of its day."""

    weights: dict[str, int]
    """By word, sorted."""
    headline: tuple[str, ...]
    """The weightiest of its headline."""


class Vector(NamedTuple):
    """What is compared of a report."""

    weights: Weighed
    """The longer the report, the nearer the length of this vector is to one."""
    headline: frozenset[str]
    outlet: str


class Rarity(dict[str, int]):
    """What each word weighs among some reports: the rarer, the more. `counts` says in how many each word stands."""

    def __init__(self, counts: Counter[str], total: int) -> None:
        super().__init__()
        self._counts, self._of_count = counts, _OfCount(total)

    def __missing__(self, word: str) -> int:
        self[word] = weight = self._of_count[self._counts[word]]
        return weight


class _OfCount(dict[int, int]):
    """The weight of a word that stands in so many of some reports."""

    def __init__(self, total: int) -> None:
        super().__init__()
        self._of_all = math.floor(math.log2(total + 1) * _QUARTERS) / _QUARTERS

    def __missing__(self, count: int) -> int:
        rarity: float = max(0.0, _STEPS * (self._of_all - math.log2(count + 0.5)))
        weight = self[count] = round(math.pow(rarity, RARITY))
        return weight


def terms(text: ReportText, rarity: Rarity) -> Terms:
    """The weightiest words of a report."""
    names = text.names
    weights = {word: rarity[word] * NAME if word in names else rarity[word] for word in text.words}
    best = _heaviest(weights, TERMS)
    headline = _heaviest({word: weights[word] for word in text.headline}, HEADLINE)
    return Terms(best, tuple(headline))


def _heaviest(weights: Mapping[str, int], count: int) -> dict[str, int]:
    """So many of the words with the greatest weights; of equal ones the first in the alphabet."""
    bound = sorted(weights.values(), reverse=True)[count - 1] if len(weights) > count else 0
    best = [word for word, weight in weights.items() if weight > bound]
    if bound:
        best += sorted(word for word, weight in weights.items() if weight == bound)[: count - len(best)]
    return {word: weights[word] for word in sorted(best)}


def vector(own: Terms, outlet: str) -> Vector:
    """What is compared of a report of this outlet."""
    weights = own.weights
    squares = sum([weight * weight for weight in weights.values()])
    length = math.sqrt(squares * (1 + SHORT / max(1, len(weights)))) or 1.0
    return Vector({word: weight / length for word, weight in weights.items()}, frozenset(own.headline), outlet)


def likenesses(vectors: Sequence[Vector], old: int = 0) -> Mapping[Pair, float]:
    """How like the reports of each pair are, from 0 to 1: without pairs below LEAST, and those of the first `old`."""
    having: defaultdict[str, list[tuple[int, float]]] = defaultdict(list)
    alike: dict[Pair, float] = {}
    for n, own in enumerate(vectors):
        if n >= old:
            for other, cosine in _cosines(own.weights, having):
                counted = cosine * _counts(vectors[other], own) if cosine >= LEAST else 0.0
                if counted >= LEAST:
                    alike[other, n] = counted
        for word, weight in own.weights.items():
            having[word].append((n, weight))
    return alike


def _cosines(weights: Weighed, having: Mapping[str, Sequence[tuple[int, float]]]) -> Iterator[tuple[int, float]]:
    sums: dict[int, float] = {}
    for word, weight in weights.items():
        for other, of_other in having.get(word, ()):
            sums[other] = sums.get(other, 0.0) + weight * of_other
    return iter(sums.items())


def likeness(one: Vector, other: Vector) -> float:
    """How like two reports are."""
    return cosine(one.weights, other.weights) * _counts(one, other)


def _counts(one: Vector, other: Vector) -> float:
    """The part of a cosine that counts: see HEADLINE and SAME_OUTLET."""
    if not (any(word in other.weights for word in one.headline) or any(word in one.weights for word in other.headline)):
        return 0.0
    return SAME_OUTLET if one.outlet and one.outlet == other.outlet else 1.0


def cosine(one: Weighed, other: Weighed) -> float:
    """The cosine between two vectors of length one."""
    return math.fsum([weight * other[word] for word, weight in one.items() if word in other])


def shared(one: Weighed, other: Weighed) -> list[str]:
    """The words of both, those first that add most to the cosine."""
    parts = {word: weight * other[word] for word, weight in one.items() if word in other}
    return sorted(parts, key=lambda word: (-parts[word], word))


def mean(vectors: Iterable[Vector], count: int) -> dict[str, float]:
    """The weightiest words of several reports together, of length one."""
    sums: defaultdict[str, float] = defaultdict(float)
    for own in vectors:
        for word, weight in own.weights.items():
            sums[word] += weight
    best = sorted(sums.items(), key=lambda item: (-item[1], item[0]))[:count]
    length = math.sqrt(sum([weight * weight for _, weight in best])) or 1.0
    return {word: weight / length for word, weight in best}
