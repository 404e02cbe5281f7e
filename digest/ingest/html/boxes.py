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
        self._outermost: dict[int, int] = {}
        self._boxes: dict[int, list[int]] = {}
        for n in page.spans.get(article.main, ()):
            if box := self._box(n):
                self._boxes.setdefault(box, []).append(n)
        self._judged: dict[int, bool] = {}

    def is_text(self, n: int) -> bool:
        """Whether a block stands beside the article's own, or in a box that is text."""
        box = self._box(n)
        if not box:
            return not self._page.is_beside(n, self._main)
        if box not in self._judged:
            self._judged[box] = self._is_text(self._boxes[box])
        return self._judged[box] and not self._page.is_beside(n, self._main)

    def _box(self, n: int) -> int:
        """The key of the outermost element around a block that holds nothing of what shows the article; 0 if none."""
        passed: list[int] = []
        box = 0
        for element in self._page.elements_below(n, self._main):
            if element.key in self._held:
                break
            passed.append(element.key)
            box = element.key
            if element.key in self._outermost:
                box = self._outermost[element.key]
                break
        self._outermost.update((key, box) for key in passed)
        return box

    def _elements(self, blocks: list[int]) -> list[Element]:
        """The elements around some blocks that hold nothing of what shows the article."""
        elements: dict[int, Element] = {}
        for n in blocks:
            for element in self._page.elements_below(n, self._main):
                if element.key in self._held or element.key in elements:
                    break
                elements[element.key] = element
        return list(elements.values())

    def _is_text(self, blocks: list[int]) -> bool:
        elements = self._elements(blocks)
        if any(_MEDIA.search(element.name) for element in elements):
            return False
        if not self._in_pieces and any(element.tag == "article" for element in elements):
            return False
        is_plain = not any(element.name for element in elements if element.tag not in TEXT_TAGS)
        sentences = [n for n in blocks if self._page.is_sentence[n]]
        is_heading = all(self._page.blocks[n].kind == "h" for n in blocks)
        return is_plain or is_heading or self._page.size(sentences) >= _MIN_SENTENCES * self._page.size(blocks)
