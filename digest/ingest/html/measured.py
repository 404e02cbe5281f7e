"""The blocks of a page with what is computed of them once: lengths, words, and which elements stand beside the text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from digest.ingest.html.blocks import Element, HtmlBlock
from digest.ingest.html.headline import fold
from digest.ingest.text.lengths import letters, tokens, word_count
from digest.language.sentences import ends_as_sentence

LONG = 60
"""Letters from which a paragraph shows where the article is."""
MAX_LINKED = 0.35
"""The share of a paragraph in links from which it may be a pointer to other pages."""
TEXT_TAGS = frozenset("p h1 h2 h3 h4 h5 h6 ul ol li dl dt dd blockquote pre table".split())
"""Elements of a text. Any other holds such elements, and is the parent of the text in them."""
_HEAVY = 0.3
"""An element with this share of all long paragraphs is not an aside, even if it has the name of one."""
_ASIDE_TAGS = frozenset(["figcaption", "figure", "aside", "footer", "nav", "form", "header"])
_ASIDE = re.compile(
    r"caption|related|recommend|share|social|newsletter|subscri|promo|advert|\bads?\b|\bad-|sponsor|comment|sidebar"
    r"|footer|breadcrumb|author|byline|\btags?\b|widget|outbrain|taboola|cookie|consent|read-?more|more-on|teaser"
    r"|copyright|credit|paywall|popup|modal|sign-?up|login|menu|navig|\bmeta\b|timestamp|gallery|slideshow|toolbar"
    r"|disqus|trending|popular|most-read|embed"
)
"""Class, id or role of an element beside the text: `related-links`, `newsletter-signup`, `article-author`."""


class MeasuredPage(NamedTuple):
    """The blocks of a page, and what is computed of each block; `n` is the number of a block."""

    blocks: list[HtmlBlock]
    tokens: list[list[str]]
    words: list[int]
    letters: list[int]
    folded: list[str]
    is_sentence: list[bool]
    """Whether it ends as a sentence does."""
    asides: frozenset[int]
    """The keys of the elements that are beside the text, by their tag or name."""
    containers: frozenset[int]
    """The keys of the elements that hold several blocks, other than a list or a quotation."""
    spans: dict[int, range]
    """For the key of each element, the numbers of the blocks in it."""
    beside: dict[tuple[int, int], bool]
    """What `is_beside` has found, by the keys of an element and of the main element."""

    def is_long(self, n: int) -> bool:
        """Whether it is a paragraph that is long enough to show where the article is."""
        return self.blocks[n].kind == "p" and self.letters[n] >= LONG

    def is_linked(self, n: int) -> bool:
        """Whether much of it is in links."""
        return self.blocks[n].linked >= MAX_LINKED * len(self.blocks[n].text)

    def is_prose(self, n: int) -> bool:
        """Whether it is a long paragraph with few links."""
        return self.is_long(n) and not self.is_linked(n)

    def is_main_prose(self, n: int) -> bool:
        """Whether it is prose in no aside."""
        return self.is_prose(n) and not self.is_beside(n)

    def is_beside(self, n: int, main: int = 0) -> bool:
        """Whether an element around it, inside the element `main`, is an aside."""
        passed: list[int] = []
        is_beside = False
        for element in self.elements_below(n, main):
            if (element.key, main) in self.beside:
                is_beside = self.beside[element.key, main]
                break
            passed.append(element.key)
            if element.key in self.asides:
                is_beside = True
                break
        self.beside.update(((key, main), is_beside) for key in passed)
        return is_beside

    def elements_below(self, n: int, main: int) -> Iterator[Element]:
        """The elements around it that are inside the element `main`; 0 is the whole page."""
        for element in self.blocks[n].within.ancestors():
            if element.key == main:
                return
            yield element

    def is_inside(self, n: int, main: int) -> bool:
        """Whether it is inside the element with the key `main`; 0 is the whole page."""
        return not main or n in self.spans[main]

    def holder(self, n: int) -> int:
        """The key of the smallest element that holds it and its neighbours: the `div` around the `ul` of an `li`."""
        return next((e.key for e in self.blocks[n].within.ancestors() if e.key in self.containers), 0)

    def size(self, numbers: list[int]) -> int:
        """The letters of some blocks together."""
        return sum(self.letters[n] for n in numbers)


def measured(blocks: list[HtmlBlock]) -> MeasuredPage:
    """A page with its measures."""
    texts = [block.text for block in blocks]
    lengths, words = list(map(letters, texts)), list(map(tokens, texts))
    elements = _elements(blocks)
    spans = _spans(blocks, elements)
    containers = (key for key, element in elements.items() if element.tag not in TEXT_TAGS and len(spans[key]) > 1)
    return MeasuredPage(
        blocks,
        words,
        list(map(word_count, texts, words)),
        lengths,
        list(map(fold, texts)),
        list(map(ends_as_sentence, texts)),
        _asides(blocks, lengths, elements),
        frozenset(key for key in containers if key),
        spans,
        {},
    )


def _elements(blocks: list[HtmlBlock]) -> dict[int, Element]:
    """All elements around the blocks, by their keys."""
    elements: dict[int, Element] = {}
    for block in blocks:
        for element in block.within.ancestors():
            if element.key in elements:
                break
            elements[element.key] = element
    return elements


def _spans(blocks: list[HtmlBlock], elements: dict[int, Element]) -> dict[int, range]:
    """For each element, the numbers of the blocks in it, which follow each other."""
    first: dict[int, int] = {}
    last: dict[int, int] = {}
    for n, block in enumerate(blocks):
        first.setdefault(block.within.key, n)
        last[block.within.key] = n
    for key in sorted(elements, reverse=True):  # an element has a smaller key than those in it
        if parent := elements[key].parent:
            first[parent.key] = min(first.get(parent.key, first[key]), first[key])
            last[parent.key] = max(last.get(parent.key, last[key]), last[key])
    return {key: range(first[key], last[key] + 1) for key in elements}


def _asides(blocks: list[HtmlBlock], lengths: list[int], elements: dict[int, Element]) -> frozenset[int]:
    """The keys of the asides. Where much of the page's prose is in elements of one name, that name says nothing."""
    suspects = [item for item in elements.values() if item.tag in _ASIDE_TAGS or _ASIDE.search(item.name)]
    mass: Counter[int] = Counter()
    named: Counter[str] = Counter()
    total = 0
    for block, length in zip(blocks, lengths, strict=True):
        if block.kind == "p" and length >= LONG:
            total += length
            for element in block.within.ancestors():
                mass[element.key] += length
                named[element.name] += length
    return frozenset(
        suspect.key for suspect in suspects
        if mass[suspect.key] < _HEAVY * total
        and (suspect.tag in _ASIDE_TAGS or named[suspect.name] < _HEAVY * total)
    ) | frozenset(suspect.key for suspect in suspects if not mass[suspect.key])  # fmt: skip
