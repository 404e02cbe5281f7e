"""What an extractor took for the article, as a voice on each block of the page.

The extractor (trafilatura) knows a great many pages; its text has lost what the page's elements say. So its text
is not taken itself: it says which blocks are the article's, and these are taken whole.
"""

from __future__ import annotations

import re

_TOKEN = re.compile(r"\w+")
_GRAM = 4
MAX_SIZE = 3_000_000
"""Characters of HTML. The extractor's time grows faster than a page does."""


class Voice:
    """The words of one extraction."""

    def __init__(self, text: str) -> None:
        self._lines = {" ".join(tokens(line)) for line in text.split("\n")}
        self._grams = set(_grams(tokens(text)))

    def share(self, words: list[str]) -> float:
        """How much of a block's words stand in the extraction in the same order, from 0 to 1."""
        if len(words) < _GRAM:
            return float(" ".join(words) in self._lines)
        grams = _grams(words)
        return sum(gram in self._grams for gram in grams) / len(grams)


def tokens(text: str) -> list[str]:
    """The words of a text, as shares are counted in them."""
    return _TOKEN.findall(text)


def extracted(html: str, *, strict: bool) -> str:
    """What trafilatura takes for the article, without comments; empty where it finds nothing or fails."""
    if len(html) > MAX_SIZE:
        return ""
    from trafilatura import extract

    try:
        return extract(html, include_comments=False, favor_precision=strict, fast=strict) or ""
    except Exception:  # noqa: BLE001 (the extractor's failure on one page is no failure to read the page)
        return ""


def _grams(words: list[str]) -> list[tuple[str, ...]]:
    return [tuple(words[n : n + _GRAM]) for n in range(len(words) - _GRAM + 1)]
