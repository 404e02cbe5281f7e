"""The article as an extractor (trafilatura) finds it, and how much of a block that covers.

Trafilatura knows a great many pages, but its text has lost the elements of the page. So its text is not used itself:
it shows which blocks are the article's, and those are used whole.
"""

from __future__ import annotations

import re

from digest.ingest.text.lengths import tokens

_NGRAM = 4
"""Words of an n-gram."""
MAX_CHARACTERS = 3_000_000
"""Characters of HTML. The time of the extractor grows faster than the size of the page."""
MAX_ELEMENTS = 15_000
"""Elements of a page. The time of the extractor grows with the square of those that one element holds."""
MAX_LINKS = 4_000
"""Links of a page, which take the extractor longest."""
_ELEMENT, _LINK = re.compile(r"<[a-zA-Z]"), re.compile(r"<[aA]\s")


class Extraction:
    """The words of a text that was extracted from a page."""

    def __init__(self, text: str) -> None:
        self._lines = {" ".join(tokens(line)) for line in text.split("\n")}
        self._ngrams = set(_ngrams(tokens(text)))

    def coverage(self, words: list[str]) -> float:
        """The share of a block's n-grams that the extraction contains, from 0 to 1."""
        if len(words) < _NGRAM:
            return float(" ".join(words) in self._lines)
        ngrams = _ngrams(words)
        return sum(ngram in self._ngrams for ngram in ngrams) / len(ngrams)


def extracted(html: str, *, strict: bool) -> str:
    """The article as trafilatura extracts it, without comments; empty if it finds nothing or fails."""
    if len(html) > MAX_CHARACTERS or _count(_ELEMENT, html) > MAX_ELEMENTS or _count(_LINK, html) > MAX_LINKS:
        return ""
    from trafilatura import extract

    try:
        return extract(html, include_comments=False, favor_precision=strict, fast=strict) or ""
    except Exception:  # noqa: BLE001 (the page can be read without the extractor)
        return ""


def _count(pattern: re.Pattern[str], html: str) -> int:
    return sum(1 for _ in pattern.finditer(html))


def _ngrams(words: list[str]) -> list[tuple[str, ...]]:
    return [tuple(words[start : start + _NGRAM]) for start in range(len(words) - _NGRAM + 1)]
