"""Precision and recall of near-duplicates: what the sketches find, beside the exact similarity of all pairs.

Takes articles as JSON lines with a `text`, such as an agency's output of some months.
"""

from __future__ import annotations

import json
import random
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from pathlib import Path

from digest.ingest.dedupe.index import MIN_SIMILARITY
from digest.ingest.dedupe.minhash import MIN_WORDS, SHINGLE, Index, sketch_of

SAMPLE = 2_000
"""Articles of a sample: two million pairs."""

Pair = tuple[int, int]
"""The positions of two texts, the earlier first."""


def near_duplicates(files: Sequence[Path], rounds: int) -> Iterator[str]:
    """A line for each of `rounds` samples."""
    texts = [json.loads(line)["text"] for file in files for line in file.read_text("utf-8").splitlines()]
    yield f"{len(texts):,} texts; samples of {SAMPLE:,}; near from {MIN_SIMILARITY} on"
    for seed in range(1, rounds + 1):
        sample = random.Random(seed).sample(texts, min(SAMPLE, len(texts)))
        exact = _exact(sample)
        near = {pair for pair, similarity in exact.items() if similarity >= MIN_SIMILARITY}
        found = set(_found(sample))
        wanted, flagged = {later for _, later in near}, {later for _, later in found}
        right = sum(exact.get(pair, 0) >= MIN_SIMILARITY for pair in found)
        recall = f"of {len(wanted)} with a near one before it {len(wanted & flagged)} are found"
        yield f"sample {seed}: {recall}; {right} of {len(found)} pairs are right"


def _exact(texts: Sequence[str]) -> Mapping[Pair, float]:
    """The Jaccard similarity of the shingles of each pair that shares any."""
    shingles = [_shingles(text) for text in texts]
    having: defaultdict[str, list[int]] = defaultdict(list)
    for n, own in enumerate(shingles):
        for shingle in own:
            having[shingle].append(n)
    shared = Counter(pair for positions in having.values() for pair in combinations(positions, 2))
    return {
        (first, second): count / (len(shingles[first]) + len(shingles[second]) - count)
        for (first, second), count in shared.items()
    }


def _shingles(text: str) -> frozenset[str]:
    words = re.findall(r"\w+", text.casefold())
    if len(words) < MIN_WORDS:
        return frozenset()
    return frozenset(" ".join(words[n : n + SHINGLE]) for n in range(len(words) - SHINGLE + 1))


def _found(texts: Sequence[str]) -> Iterator[Pair]:
    """The pairs that the index finds as the texts come one after the other."""
    index = Index()
    for n, text in enumerate(texts):
        sketch = sketch_of(text)
        nearest = index.nearest(sketch, MIN_SIMILARITY) if sketch else None
        if nearest is not None:
            yield nearest, n
        if sketch:
            index.add(n, sketch)
