"""The same text a second time, as pages have it for printing, for a phone, or for an archive.

Writers repeat lines and whole paragraphs: a step of a recipe, a question to each candidate. So a single repeated block
is not a copy.
"""

from __future__ import annotations

from digest.ingest.html.extractor import Extraction
from digest.ingest.html.measured import MeasuredPage

_MIN_COPY = 25
"""Words from which on a single block is a copy: the first paragraph again, in another element."""
_MIN_SHARE = 0.5
"""The share of the text above that a second text has to repeat, without a word between, to be a copy of it."""
_MIN_WHOLE = 150
"""Words. A block of this length may be the whole article a second time."""
_WHOLE = 0.9
"""The coverage of such a block by all others from which it is."""


def copies_in(page: MeasuredPage, chosen: list[int]) -> frozenset[int]:
    """The chosen blocks that are copies of others."""
    runs = _runs(page, chosen)
    copies = {n for run, above in runs if _is_copy(page, run, above, chosen) for n in run}
    kept = [n for n in chosen if n not in copies]
    for n in [n for n in kept if page.words[n] >= _MIN_WHOLE]:
        others = Extraction("\n".join(page.blocks[other].text for other in kept if other not in (n, *copies)))
        if others.coverage(page.tokens[n]) > _WHOLE:
            copies.add(n)
    return frozenset(copies)


def _runs(page: MeasuredPage, chosen: list[int]) -> list[tuple[list[int], list[int]]]:
    """The longest runs of neighbours that stand above in the same order, each with the blocks that it repeats."""
    runs: list[tuple[list[int], list[int]]] = []
    places: dict[str, int] = {}
    expected: int | None = None
    for place, n in enumerate(chosen):
        folded = page.folded[n]
        if expected is not None and chosen[expected] < runs[-1][0][0] and page.folded[chosen[expected]] == folded:
            runs[-1][0].append(n)
            runs[-1][1].append(chosen[expected])
            expected += 1
        elif folded in places:
            runs.append(([n], [chosen[places[folded]]]))
            expected = places[folded] + 1
        else:
            expected = None
        places.setdefault(folded, place)
    return runs


def _is_copy(page: MeasuredPage, run: list[int], above: list[int], chosen: list[int]) -> bool:
    """Whether a run repeats the article from its start, or its first paragraph in another element."""
    before = [n for n in chosen if n < run[0]]
    is_from_start = above[0] in before[:2]
    if len(run) > 1:
        return is_from_start and page.size(run) >= _MIN_SHARE * page.size(before)
    parents = [page.blocks[n].within.parent for n in (run[0], above[0])]
    is_elsewhere = parents[0] is None or parents[1] is None or parents[0].key != parents[1].key
    return is_from_start and page.words[run[0]] >= _MIN_COPY and is_elsewhere
