"""How alike two texts are, from a small sketch of each: the bottom-k form of MinHash (Broder 1997).

A sketch is the 64 smallest hashes of a text's runs of four words. Of the 64 smallest hashes of two sketches
together, the share that stands in both estimates the share of runs that the texts have in common, to about 0.06.
"""

from __future__ import annotations

import re
import zlib
from collections import Counter
from collections.abc import Iterable, Sequence

Sketch = tuple[int, ...]

SIZE = 64
RUN = 4
MIN_WORDS = 50
"""With fewer, a few formulas that all reports of a kind share would count too much."""
_KEYS = 12
"""How many of its smallest hashes a text is looked up by."""
_CROWD = 50
"""Texts with one hash in common above which it is a formula of the trade and tells nothing."""
_WORD = re.compile(r"\w+")


def sketch_of(text: str) -> Sketch:
    """The sketch of a text; empty for a short one."""
    words = _WORD.findall(text.casefold())
    if len(words) < MIN_WORDS:
        return ()
    runs = {" ".join(words[n : n + RUN]) for n in range(len(words) - RUN + 1)}
    return tuple(sorted({zlib.crc32(run.encode()) for run in runs})[:SIZE])


def likeness(one: Sketch, other: Sketch) -> float:
    """The share of runs that two texts have in common, estimated: 1 is the same text, 0 another."""
    lowest = sorted({*one, *other})[:SIZE]
    both = set(one) & set(other)
    return sum(each in both for each in lowest) / len(lowest) if lowest else 0.0


class Shelf:
    """Sketches, each under a number, to be found by likeness."""

    def __init__(self, sketches: Iterable[tuple[int, Sketch]] = ()) -> None:
        self._by_hash: dict[int, list[int]] = {}
        self._sketches: dict[int, Sketch] = {}
        for number, sketch in sketches:
            self.add(number, sketch)

    def add(self, number: int, sketch: Sketch) -> None:
        """Put a sketch in."""
        self._sketches[number] = sketch
        for each in sketch[:_KEYS]:
            self._by_hash.setdefault(each, []).append(number)

    def nearest(self, sketch: Sketch, at_least: float) -> int | None:
        """The number of the sketch most like this one, if it is like enough; the first of equal ones."""
        shared = Counter(number for each in sketch[:_KEYS] for number in self._crowd(each))
        likely = sorted(number for number, times in shared.items() if times > 1)
        ranked = [(likeness(sketch, self._sketches[number]), -number) for number in likely]
        best = max(ranked, default=(0.0, 0))
        return -best[1] if best[0] >= at_least else None

    def _crowd(self, hashed: int) -> Sequence[int]:
        numbers = self._by_hash.get(hashed, ())
        return numbers if len(numbers) <= _CROWD else ()
