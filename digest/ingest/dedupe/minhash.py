"""How similar two texts are, from a small sketch of each: the bottom-k form of MinHash (Broder 1997).

A sketch is the 64 smallest hashes of a text's shingles, its runs of four words. Of the 64 smallest hashes of two
sketches together, the share that is in both estimates the Jaccard similarity of the shingles, to about 0.06.
"""

from __future__ import annotations

import re
import zlib
from collections import Counter
from collections.abc import Iterable, Sequence

Sketch = tuple[int, ...]

SIZE = 64
SHINGLE = 4
"""Words."""
MIN_WORDS = 50
"""In a shorter text, a few formulas that all reports of a kind share would count too much."""
_KEYS = 12
"""How many of its smallest hashes a text is looked up by."""
_TOO_COMMON = 50
"""A hash that more texts than this share is a formula of the trade and identifies nothing."""
_WORD = re.compile(r"\w+")


def sketch_of(text: str) -> Sketch:
    """The sketch of a text; empty for a short one."""
    words = _WORD.findall(text.casefold())
    if len(words) < MIN_WORDS:
        return ()
    shingles = {" ".join(words[start : start + SHINGLE]) for start in range(len(words) - SHINGLE + 1)}
    return tuple(sorted({zlib.crc32(shingle.encode()) for shingle in shingles})[:SIZE])


def similarity(sketch: Sketch, other: Sketch) -> float:
    """The estimated share of shingles that two texts have in common: from 0 to 1, which is the same text."""
    smallest = sorted({*sketch, *other})[:SIZE]
    common = set(sketch) & set(other)
    return sum(value in common for value in smallest) / len(smallest) if smallest else 0.0


class Index:
    """Numbered sketches, found by similarity."""

    def __init__(self, sketches: Iterable[tuple[int, Sketch]] = ()) -> None:
        self._by_hash: dict[int, list[int]] = {}
        self._sketches: dict[int, Sketch] = {}
        for number, sketch in sketches:
            self.add(number, sketch)

    def add(self, number: int, sketch: Sketch) -> None:
        """Add a sketch under a number."""
        self._sketches[number] = sketch
        for value in sketch[:_KEYS]:
            self._by_hash.setdefault(value, []).append(number)

    def nearest(self, sketch: Sketch, at_least: float) -> int | None:
        """The number of the most similar sketch, if it is similar enough; of equal ones the lowest number."""
        shared = Counter(number for value in sketch[:_KEYS] for number in self._numbers(value))
        likely = sorted(number for number, times in shared.items() if times > 1)
        ranked = [(similarity(sketch, self._sketches[number]), -number) for number in likely]
        best = max(ranked, default=(0.0, 0))
        return -best[1] if best[0] >= at_least else None

    def _numbers(self, value: int) -> Sequence[int]:
        """The sketches with this hash; none if too many have it."""
        numbers = self._by_hash.get(value, ())
        return numbers if len(numbers) <= _TOO_COMMON else ()
