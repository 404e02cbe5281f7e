"""Where the article of a page is: the blocks that show it, and the element that holds them.

Two voices show it: an extractor, and the text that the page's JSON-LD states. If both fail, all prose outside asides
does, and on a page of short lines all that ends as a sentence.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import NamedTuple

from digest.ingest.html.blocks import Element, HtmlBlock
from digest.ingest.html.extractor import Extraction, extracted
from digest.ingest.html.measured import MeasuredPage

ENOUGH = 250
"""Letters. Less is hardly an article, and then the extractor runs again in its less strict mode."""
_MAIN = 0.75
"""The share of the text shown that the main element has to hold."""
_EXPECTED = 0.5
"""The share of all long paragraphs that the strict extractor should find."""
_FAR_MORE = 2
"""How many times as much the lenient mode has to find, to be preferred."""
_LOST = 0.2
"""The share of all long paragraphs outside asides below which the extractor has failed."""
_COVERED = 0.5
"""The coverage from which a block counts as found."""
_MIN_SENTENCE = 4
"""Words of a sentence that may show where a page of short lines has its article."""
_PIECE = re.compile(r"article|story|post\b|entry|content")
"""Class, id or role of an element that holds an article: `article--next`, `post`."""
_BYLINE_WORDS = 14


class ArticlePlace(NamedTuple):
    """Where the article is."""

    core: list[int]
    """The numbers of the blocks that show it."""
    main: int
    """The key of the element that holds it; 0 is the whole page."""
    others: frozenset[int]
    """The numbers of the blocks of other articles below it, on a page that goes on without an end."""


def article_in(page: MeasuredPage, html: str, title: str, stated: str) -> ArticlePlace:
    """Where the article is. `title` is its headline, folded; `stated` is its text as the page's data have it."""
    others = _next_articles(page, title)
    core = _below_title(page, [n for n in _core(page, html, title, stated) if n not in others], title)
    selected = [n for n in core if page.is_long(n)] or core
    main = _widened(_main_element(page, selected), page, selected, others)
    return ArticlePlace(core, main, others)


def _below_title(page: MeasuredPage, core: list[int], title: str) -> list[int]:
    """The blocks below the headline, if nearly all are: the blocks above it belong to the site."""
    heads = (n for n, block in enumerate(page.blocks) if block.kind == "h" and page.folded[n] == title)
    first = next(heads, 0)
    below = [n for n in core if n > first]
    return below if page.size(below) >= _MAIN * page.size(core) else core


def _core(page: MeasuredPage, html: str, title: str, stated: str) -> list[int]:
    prose = [n for n in range(len(page.blocks)) if page.is_prose(n)]
    core = _extracted(page, html, title, page.size(prose))
    if len(stated) >= ENOUGH:
        core = sorted({*core, *_covered(page, stated, title)})
    main_prose = [n for n in prose if page.is_main_prose(n)]
    if page.size(core) <= _LOST * page.size(main_prose):
        core = main_prose
    if page.size(core) >= ENOUGH:
        return core
    sentences = [n for n in range(len(page.blocks)) if _is_main_sentence(page, n)]
    return core if page.size(core) > page.size(sentences) else sentences


def _is_main_sentence(page: MeasuredPage, n: int) -> bool:
    is_whole = page.is_sentence[n] and page.words[n] >= _MIN_SENTENCE and page.blocks[n].kind == "p"
    return is_whole and not page.is_linked(n) and not page.is_beside(n)


def _extracted(page: MeasuredPage, html: str, title: str, expected: int) -> list[int]:
    """The blocks that the extractor finds: in its strict mode, or in its lenient mode if that finds far more."""
    strict = _covered(page, extracted(html, strict=True), title)
    size = page.size(strict)
    if size >= max(ENOUGH, _EXPECTED * expected):
        return strict
    lenient = _covered(page, extracted(html, strict=False), title)
    return lenient if page.size(lenient) > _FAR_MORE * size else strict


def _covered(page: MeasuredPage, text: str, title: str) -> list[int]:
    extraction = Extraction(text)
    return [
        n for n, words in enumerate(page.tokens)
        if extraction.coverage(words) >= _COVERED and page.folded[n] != title
    ]  # fmt: skip


def _main_element(page: MeasuredPage, selected: list[int]) -> int:
    """The key of the smallest element that holds nearly all selected blocks; 0 is the whole page."""
    mass: Counter[int] = Counter()
    for n in selected:
        for element in page.blocks[n].within.ancestors():
            if element.key in page.containers:
                mass[element.key] += page.letters[n]
    total = page.size(selected)
    return max((key for key, size in mass.items() if size >= _MAIN * total), default=0)


def _widened(main: int, page: MeasuredPage, selected: list[int], others: frozenset[int]) -> int:
    """The element around all prose of the same shape, as a page may divide its article among several elements."""
    shapes = {shape_of(page.blocks[n]) for n in selected}
    shapes = {shape for shape in shapes if any(name for _, name in shape)}
    paths = [
        [element.key for element in block.within.ancestors()]
        for n, block in enumerate(page.blocks)
        if n not in others and shape_of(block) in shapes and page.is_main_prose(n)
    ]
    shared = set(paths[0]).intersection(*paths[1:]) if paths else set()
    return max((key for key in shared if key <= main), default=main)


def shape_of(block: HtmlBlock) -> tuple[tuple[str, str], ...]:
    """Tag and name of the three elements around a block: paragraphs of one article share them."""
    return tuple((element.tag, element.name) for element in [*block.within.ancestors()][:3])


def _next_articles(page: MeasuredPage, title: str) -> frozenset[int]:
    """The blocks of articles below the first one, each in an element of its own with a headline of its own."""
    heads = [n for n, block in enumerate(page.blocks) if block.level == 1]
    first = next((n for n in heads if page.folded[n] == title), None)
    if first is None:
        return frozenset()
    own = {element.key for element in page.blocks[first].within.ancestors()}
    inner = {element.key for element in page.blocks[first].within.ancestors() if element.tag == "article"}
    others: set[int] = set()
    for head in heads:
        element = _own_element(page, head, own)
        if head > first and element and page.folded[head] != title and not inner & _keys_around(element):
            blocks = [n for n in range(first + 1, len(page.blocks)) if page.is_inside(n, element.key)]
            if _is_an_article(page, blocks, element) and _is_below_another(page, first, head, blocks):
                others.update(blocks)
    return frozenset(others)


def _own_element(page: MeasuredPage, head: int, own: set[int]) -> Element | None:
    """The largest element around a headline that does not hold the first headline too."""
    around = [element for element in page.blocks[head].within.ancestors() if element.key not in own]
    return around[-1] if around else None


def _keys_around(element: Element) -> set[int]:
    return {ancestor.key for ancestor in element.ancestors() if ancestor.key}


def _is_an_article(page: MeasuredPage, blocks: list[int], element: Element) -> bool:
    """Whether blocks are an article: prose, in an element that is called one or with a line for author and date."""
    is_called_one = element.tag == "article" or bool(_PIECE.search(element.name))
    is_signed = any(page.words[n] <= _BYLINE_WORDS and not page.is_sentence[n] for n in blocks[1:3])
    return any(map(page.is_prose, blocks)) and (is_called_one or is_signed)


def _is_below_another(page: MeasuredPage, first: int, head: int, blocks: list[int]) -> bool:
    """Whether there is prose between the first headline and this one, and none of it is in the same element."""
    prose = {n for n in range(first + 1, head) if page.is_main_prose(n)}
    return bool(prose) and not prose.intersection(blocks)
