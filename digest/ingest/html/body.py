"""Which blocks of a page are the article.

An extractor shows where the article is; the elements of the page show where it ends. The main element is the smallest
one that holds nearly all extracted blocks. Paragraphs in it between the extracted ones, and of the same shape, belong
to the article too. Boilerplate between them (see `boilerplate.py`) does not.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from digest.ingest.draft import Stripped
from digest.ingest.html.blocks import Element, HtmlBlock
from digest.ingest.html.boilerplate import Surroundings, rule_of
from digest.ingest.html.extractor import Extraction, extracted, tokens
from digest.ingest.html.headline import fold

MAIN = 0.75
"""The share of the extracted text that the main element has to hold."""
ENOUGH = 250
"""Characters. Less is hardly an article, and then the extractor runs again in its less strict mode."""
_EXPECTED = 0.5
"""The share of all long paragraphs that the strict extractor should find."""
_FAR_MORE = 2
"""How many times as much the lenient mode has to find, to be preferred."""
_LOST = 0.2
"""The share of all long paragraphs outside asides below which the extractor has failed."""
_COVERED = 0.5
"""The coverage from which a block counts as extracted."""
_LONG = 60
"""Characters from which a paragraph shows where the article is."""
_MIN_WORDS = 5
_MAX_LINKED = 0.35
_HEAVY = 0.3
"""An element with this share of all long paragraphs is no aside, even if its name is that of one."""
_BELOW = 2
"""Blocks below the last extracted one that may be the article's: extractors take short last lines for a footer."""
_MIN_COPY = 25
"""Words. No writer repeats a block of this length."""
_MIN_WHOLE = 150
"""Words. A block of this length may be the whole article a second time."""
_ASIDE_TAGS = frozenset(["figcaption", "figure", "aside", "footer", "nav", "form", "header"])
_ASIDE = re.compile(
    r"caption|related|recommend|share|social|newsletter|subscri|promo|advert|\bads?\b|\bad-|sponsor|comment|sidebar"
    r"|footer|breadcrumb|author|byline|\btags?\b|widget|outbrain|taboola|cookie|consent|read-?more|more-on|teaser"
    r"|copyright|credit|paywall|popup|modal|sign-?up|login|menu|navig|\bmeta\b|timestamp|gallery|slideshow|toolbar"
    r"|disqus|trending|popular|most-read|embed"
)
"""Class, id or role of an element beside the text: `related-links`, `newsletter-signup`, `article-author`."""
_STANDFIRST = re.compile(
    r"standfirst|intro|lead|lede|summary|\bdek\b|\bdeck\b|subtitle|sub-?head|excerpt|abstract|chapeau|description"
    r"|subline|ingress|vorspann|preamble"
)
"""Class, id or role of a paragraph that sums the article up: `article__standfirst`, `lede`."""


class ArticleBody(NamedTuple):
    """The blocks of the article in order, and what was left out between them."""

    blocks: list[HtmlBlock]
    """Empty if no article was found."""
    stripped: list[Stripped]


class _MeasuredPage(NamedTuple):
    """The blocks of a page, and for each block what is computed of it once."""

    blocks: list[HtmlBlock]
    words: list[list[str]]
    folded: list[str]
    is_prose: list[bool]
    """Whether it is a long paragraph with few links."""
    is_main_prose: list[bool]
    """Whether it is prose and in no aside."""


def body_of(
    html: str, blocks: list[HtmlBlock], title: str, description: str, authors: Iterable[str] = ()
) -> ArticleBody:
    """The blocks of the article of a page.

    `title` is its headline, `description` the summary in its metadata, `authors` are the names in its metadata.
    """
    page = _measured(blocks)
    is_extracted = _extracted_blocks(html, page, fold(title))
    main = _widened(_main_element(blocks, is_extracted), page, is_extracted)
    chosen = _chosen(page, is_extracted, main, fold(description))
    chosen = [n for n in _without_copies(chosen, page) if not _is_title(page.folded[n], fold(title))]
    surroundings = Surroundings(frozenset(map(fold, authors)), True, main)
    return _without_boilerplate(page, chosen, _left_out(page, chosen, main), surroundings)


def _left_out(page: _MeasuredPage, chosen: list[int], main: int) -> dict[int, str]:
    """The blocks between the first and last chosen one that are not chosen, each with the rule that left it out."""
    texts = {page.folded[n] for n in chosen}
    between = range(chosen[0], chosen[-1] + 1) if chosen else range(0)
    inside = [n for n in between if _is_inside(page.blocks[n], main)]
    return {n: "copy" if page.folded[n] in texts else "beside the text" for n in {*inside} - {*chosen}}


def _measured(blocks: list[HtmlBlock]) -> _MeasuredPage:
    long = [block for block in blocks if _is_long(block)]
    mass: Counter[int] = Counter()
    for block in long:
        for element in block.within.ancestors():
            mass[element.key] += len(block.text)
    heavy = {key for key, size in mass.items() if size >= _HEAVY * sum(len(block.text) for block in long)}
    is_prose = [_is_long(block) and block.linked < _MAX_LINKED * len(block.text) for block in blocks]
    is_main_prose = [
        prose and not any(_is_aside(element) for element in block.within.ancestors() if element.key not in heavy)
        for block, prose in zip(blocks, is_prose, strict=True)
    ]
    words, folded = [tokens(block.text) for block in blocks], [fold(block.text) for block in blocks]
    return _MeasuredPage(blocks, words, folded, is_prose, is_main_prose)


def _extracted_blocks(html: str, page: _MeasuredPage, title: str) -> list[bool]:
    """Whether the extractor finds each block: in its strict mode, or in its lenient mode if that finds far more.

    If both find next to nothing, all main prose counts as extracted.
    """
    covered = _covered(html, page, title, strict=True)
    size = _size(page.blocks, covered)
    if size >= max(ENOUGH, _EXPECTED * _size(page.blocks, page.is_prose)):
        return covered
    lenient = _covered(html, page, title, strict=False)
    if _size(page.blocks, lenient) > _FAR_MORE * size:
        covered, size = lenient, _size(page.blocks, lenient)
    return covered if size > _LOST * _size(page.blocks, page.is_main_prose) else page.is_main_prose


def _covered(html: str, page: _MeasuredPage, title: str, *, strict: bool) -> list[bool]:
    extraction = Extraction(extracted(html, strict=strict))
    return [
        extraction.coverage(words) >= _COVERED and folded != title
        for words, folded in zip(page.words, page.folded, strict=True)
    ]


def _size(blocks: list[HtmlBlock], selected: list[bool]) -> int:
    """The characters of the selected blocks."""
    return sum(len(block.text) for block, is_selected in zip(blocks, selected, strict=True) if is_selected)


def _is_aside(element: Element) -> bool:
    return element.tag in _ASIDE_TAGS or bool(_ASIDE.search(element.name))


def _is_long(block: HtmlBlock) -> bool:
    return block.kind == "p" and len(block.text) >= _LONG


def _main_element(blocks: list[HtmlBlock], is_extracted: list[bool]) -> int:
    """The key of the smallest element that holds nearly all long extracted paragraphs; 0 is the whole page."""
    mass: Counter[int] = Counter()
    total = 0
    for block in _selected(blocks, is_extracted):
        total += len(block.text)
        for element in block.within.ancestors():
            mass[element.key] += len(block.text)
    return max((key for key, size in mass.items() if size >= MAIN * total), default=0)


def _widened(main: int, page: _MeasuredPage, is_extracted: list[bool]) -> int:
    """The element around all paragraphs of the same shape, as a page may divide its article among several elements."""
    shapes = {_shape(block) for block in _selected(page.blocks, is_extracted)}
    shapes = {shape for shape in shapes if any(name for _, name in shape)}
    paths = [
        [element.key for element in block.within.ancestors()]
        for block, is_main_prose in zip(page.blocks, page.is_main_prose, strict=True)
        if is_main_prose and _shape(block) in shapes
    ]
    shared = set(paths[0]).intersection(*paths[1:]) if paths else set()
    return max((key for key in shared if key <= main), default=main)


def _selected(blocks: list[HtmlBlock], is_extracted: list[bool]) -> list[HtmlBlock]:
    """The long extracted paragraphs."""
    return [block for block, is_in in zip(blocks, is_extracted, strict=True) if is_in and _is_long(block)]


def _shape(block: HtmlBlock) -> tuple[tuple[str, str], ...]:
    """Tag and name of the three elements around a block: paragraphs of one article share them."""
    return tuple((element.tag, element.name) for element in [*block.within.ancestors()][:3])


def _parent(block: HtmlBlock) -> int:
    return block.within.parent.key if block.within.parent else 0


def _chosen(page: _MeasuredPage, is_extracted: list[bool], main: int, description: str) -> list[int]:
    """The numbers of the article's blocks."""
    selected = _selected(page.blocks, is_extracted)
    parents, shapes = Counter(map(_parent, selected)), Counter(map(_shape, selected))
    numbers = [n for n, is_in in enumerate(is_extracted) if is_in]
    first, last = (numbers[0], numbers[-1]) if numbers else (0, -1)
    chosen = []
    for n, block in enumerate(page.blocks):
        alike = parents[_parent(block)] >= 2 or shapes[_shape(block)] >= 2
        if (_is_inside(block, main) and (
            is_extracted[n] or (first <= n <= last + _BELOW and alike and _is_text(block, page.words[n], main))
        )) or (first - 12 < n < first + 3 and _is_standfirst(page, n, description)):
            chosen.append(n)
    return chosen


def _is_inside(block: HtmlBlock, main: int) -> bool:
    return not main or any(element.key == main for element in block.within.ancestors())


def _is_text(block: HtmlBlock, words: list[str], main: int) -> bool:
    """Whether a block is a paragraph of some words, with few links, and in no aside within the main element."""
    return (
        block.kind == "p"
        and len(words) >= _MIN_WORDS
        and block.linked < _MAX_LINKED * len(block.text)
        and not any(_is_aside(element) for element in _elements_below(block, main))
    )


def _elements_below(block: HtmlBlock, main: int) -> list[Element]:
    """The elements around a block that are inside the main element."""
    return list(itertools.takewhile(lambda element: element.key != main, block.within.ancestors()))


def _is_standfirst(page: _MeasuredPage, n: int, description: str) -> bool:
    """Whether a block shortly before the first paragraph is a standfirst, which sums the article up."""
    block, folded, words = page.blocks[n], page.folded[n], len(page.words[n])
    if words < _MIN_WORDS + 1 or block.kind == "table":
        return False
    if len(description) > 30 and (folded == description or (len(folded) > 40 and description.startswith(folded[:60]))):
        return True
    is_named = any(_STANDFIRST.search(element.name) for element in [*block.within.ancestors()][:2])
    return is_named and words >= 8 and block.linked < _MAX_LINKED * len(block.text)


def _without_copies(chosen: list[int], page: _MeasuredPage) -> list[int]:
    """The chosen blocks without copies: of a long paragraph and those after it, or of the article in one block."""
    seen: set[str] = set()
    kept: list[int] = []
    is_copy = False
    for n in chosen:
        is_copy = page.folded[n] in seen and (is_copy or len(page.words[n]) >= _MIN_COPY)
        if not is_copy:
            kept.append(n)
        seen.add(page.folded[n])
    wholes = [n for n in kept if len(page.words[n]) >= _MIN_WHOLE]
    for n in wholes:
        others = Extraction("\n".join(page.blocks[other].text for other in kept if other != n))
        if others.coverage(page.words[n]) > 0.9:
            kept.remove(n)
    return kept


def _is_title(folded: str, title: str) -> bool:
    """Whether a block is the headline, perhaps with a kicker before it."""
    return folded == title or (len(title) > 20 and folded.endswith(title) and len(folded) < len(title) + 25)


def _without_boilerplate(
    page: _MeasuredPage, chosen: list[int], left_out: dict[int, str], surroundings: Surroundings
) -> ArticleBody:
    """The chosen blocks without those that a rule takes for boilerplate; and all that was left out."""
    kept: list[HtmlBlock] = []
    stripped: list[Stripped] = []
    for n in sorted({*chosen, *left_out}):
        block = page.blocks[n]
        rule = rule_of(block, surroundings) or left_out.get(n)
        if rule:
            stripped.append(Stripped(rule, block.text))
            continue
        kept.append(block)
        is_story = _is_long(block) and len(block.text) > 2 * _LONG
        surroundings = surroundings._replace(opening=surroundings.opening and not is_story)
    return ArticleBody(kept, stripped)
