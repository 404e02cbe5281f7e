"""Boxes between the paragraphs of an article: elements that hold none of the blocks that show it.

A box may be a part of the text, such as a list or a quotation in a `div` of its own. It may also be a picture with its
words, a recording, or a teaser.
"""

from __future__ import annotations

import re

from digest.ingest.html.article import ArticlePlace
from digest.ingest.html.blocks import Element
from digest.ingest.html.measured import TEXT_TAGS, MeasuredPage

_MEDIA = re.compile(r"image|\bimg|-img|lightbox|video|player|audio|post-?meta|calendar|breaking")
"""Class, id or role of an element with a picture or a recording: `article__inline-images`."""
_MIN_SENTENCES = 0.5
"""The share of the letters of a box in whole sentences, from which it is text whatever its name."""


class Boxes:
    """The boxes of an article."""

    def __init__(self, page: MeasuredPage, article: ArticlePlace) -> None:
        self._page = page
        self._main = article.main
        self._held = {element.key for n in article.core for element in page.blocks[n].within.ancestors()}
        self._in_pieces = any(e.tag == "article" for n in article.core for e in page.elements_below(n, article.main))
        self._boxes: dict[int, list[int]] = {}
        for n in range(len(page.blocks)):
            if around := self._elements(n):
                self._boxes.setdefault(around[-1].key, []).append(n)
        self._judged: dict[int, bool] = {}

    def is_text(self, n: int) -> bool:
        """Whether a block stands beside the article's own, or in a box that is text."""
        around = self._elements(n)
        if not around:
            return not self._page.is_beside(n, self._main)
        key = around[-1].key
        if key not in self._judged:
            self._judged[key] = self._is_text(self._boxes[key])
        return self._judged[key] and not self._page.is_beside(n, self._main)

    def _elements(self, n: int) -> list[Element]:
        """The elements around a block that hold nothing of what shows the article, from the inside."""
        return [element for element in self._page.elements_below(n, self._main) if element.key not in self._held]

    def _is_text(self, blocks: list[int]) -> bool:
        elements = [element for n in blocks for element in self._elements(n)]
        if any(_MEDIA.search(element.name) for element in elements):
            return False
        if not self._in_pieces and any(element.tag == "article" for element in elements):
            return False
        is_plain = not any(element.name for element in elements if element.tag not in TEXT_TAGS)
        sentences = [n for n in blocks if self._page.is_sentence[n]]
        is_heading = all(self._page.blocks[n].kind == "h" for n in blocks)
        return is_plain or is_heading or self._page.size(sentences) >= _MIN_SENTENCES * self._page.size(blocks)
