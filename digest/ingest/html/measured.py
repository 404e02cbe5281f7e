"""The blocks of a page with what is computed of them once: lengths, words, and which elements stand beside the text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from digest.ingest.html.blocks import Element, HtmlBlock
from digest.ingest.html.headline import fold
from digest.ingest.text.lengths import letters, tokens, words
from digest.language.sentences import ends_as_sentence

LONG = 60
"""Letters from which a paragraph shows where the article is."""
MAX_LINKED = 0.35
"""The share of a paragraph in links from which it may be a pointer to other pages."""
TEXT_TAGS = frozenset("p h1 h2 h3 h4 h5 h6 ul ol li dl dt dd blockquote pre table".split())
"""Elements of a text. Any other holds such elements, and is the parent of the text in them."""
_HEAVY = 0.3
"""An element with this share of all long paragraphs is no aside, even if its name is that of one."""
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
        return any(element.key in self.asides for element in self.elements_below(n, main))

    def elements_below(self, n: int, main: int) -> Iterator[Element]:
        """The elements around it that are inside the element `main`; 0 is the whole page."""
        for element in self.blocks[n].within.ancestors():
            if element.key == main:
                return
            yield element

    def is_inside(self, n: int, main: int) -> bool:
        """Whether it is inside the element with the key `main`; 0 is the whole page."""
        return not main or any(element.key == main for element in self.blocks[n].within.ancestors())

    def holder(self, n: int) -> int:
        """The key of the smallest element that holds it and its neighbours: the `div` around the `ul` of an `li`."""
        return next((e.key for e in self.blocks[n].within.ancestors() if e.key in self.containers), 0)

    def size(self, numbers: list[int]) -> int:
        """The letters of some blocks together."""
        return sum(self.letters[n] for n in numbers)


def measured(blocks: list[HtmlBlock]) -> MeasuredPage:
    """A page with its measures."""
    texts = [block.text for block in blocks]
    lengths = list(map(letters, texts))
    return MeasuredPage(
        blocks,
        list(map(tokens, texts)),
        list(map(words, texts)),
        lengths,
        list(map(fold, texts)),
        list(map(ends_as_sentence, texts)),
        _asides(blocks, lengths),
        _containers(blocks),
    )


def _asides(blocks: list[HtmlBlock], lengths: list[int]) -> frozenset[int]:
    """The keys of the asides. Where much of the page's prose is in elements of one name, that name says nothing."""
    mass: Counter[int] = Counter()
    named: Counter[str] = Counter()
    elements: dict[int, Element] = {}
    total = 0
    for block, length in zip(blocks, lengths, strict=True):
        is_long = block.kind == "p" and length >= LONG
        total += length * is_long
        for element in block.within.ancestors():
            if element.key in elements and not is_long:
                break
            elements[element.key] = element
            if is_long:
                mass[element.key] += length
                named[element.name] += length
    return frozenset(
        key for key, element in elements.items()
        if (element.tag in _ASIDE_TAGS and mass[key] < _HEAVY * total)
        or (_ASIDE.search(element.name) and max(mass[key], named[element.name]) < _HEAVY * total)
    )  # fmt: skip


def _containers(blocks: list[HtmlBlock]) -> frozenset[int]:
    counts: Counter[int] = Counter()
    for block in blocks:
        counts.update(element.key for element in block.within.ancestors() if element.tag not in TEXT_TAGS)
    return frozenset(key for key, count in counts.items() if count > 1 and key)
