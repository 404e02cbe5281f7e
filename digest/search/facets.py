"""Who, where, which source and topic each article of a span has, for counts: a file for some thousand articles.

On each line a term and its articles, which are numbered from the file's first: `a:nato !#"`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from digest.archive.words import FACETS, in_order, numbers_of, written
from digest.search.blocks import SpanMonth

MOST = 4096
"""Articles that one file counts."""


def facet_files(months: Sequence[SpanMonth], count: int) -> tuple[str, ...]:
    """The files of a span, oldest first: file n counts the articles from n * MOST on."""
    files: list[dict[str, list[int]]] = [defaultdict(list) for _ in range(-(-count // MOST))]
    for month in months:
        for mark in FACETS.values():
            for term, postings in month.words.of(mark[0]).items():
                if not term.startswith(mark):
                    continue
                place = postings.first
                for gap in (None, *numbers_of(postings.rest)):
                    place = place if gap is None else place + gap + 1
                    file, within = divmod(month.start + place, MOST)
                    files[file][term].append(within)
    return tuple("\n".join(_line(term, file[term]) for term in in_order(file)) for file in files)


def _line(term: str, places: Sequence[int]) -> str:
    gaps = (place - before - 1 for before, place in zip((-1, *places), places, strict=False))
    return f"{term} {''.join(map(written, gaps))}"
