"""Which blocks of a page are the article.

`article.py` finds the element that holds it. A block of it between two blocks that are surely the article's is the
article's too, unless it is in an aside or is a pointer to other pages. Above the first of them and below the last, only
paragraphs beside them and of the same shape are. Each block of the smallest element that holds the article is kept, or
named with the rule that left it out.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from digest.ingest.draft import Stripped
from digest.ingest.html.article import ArticlePlace, article_in, shape_of
from digest.ingest.html.blocks import HtmlBlock, PageBlocks, Unread
from digest.ingest.html.boilerplate import Surroundings, rule_of
from digest.ingest.html.boxes import Boxes
from digest.ingest.html.copies import copies_in
from digest.ingest.html.headline import fold
from digest.ingest.html.measured import LONG, MeasuredPage, measured
from digest.ingest.html.pointers import pointers_in

_MIN_WORDS = 5
_MIN_STATEMENT = 8
"""Words of a paragraph that is a link as a whole and no headline of another page."""
_ABOVE, _AFTER = 12, 3
"""Blocks above and below the first one in which a standfirst may be."""
_STANDFIRST = re.compile(
    r"standfirst|intro|lead|lede|summary|\bdek\b|\bdeck\b|subtitle|sub-?head|excerpt|abstract|chapeau|description"
    r"|subline|ingress|vorspann|preamble"
)
"""Class, id or role of a paragraph that sums the article up: `article__standfirst`, `lede`."""


class ArticleBody(NamedTuple):
    """The blocks of the article in order, and what was left out of its element."""

    blocks: list[HtmlBlock]
    """Empty if no article was found."""
    stripped: list[Stripped]


class Statement(NamedTuple):
    """What a page states of its article in its metadata and headings."""

    title: str
    description: str = ""
    authors: Iterable[str] = ()
    text: str = ""
    """The whole text; empty if it is not stated."""


def body_of(html: str, content: PageBlocks, statement: Statement) -> ArticleBody:
    """The blocks of the article of a page, and all other words of the element that holds them."""
    page = measured(content.blocks)
    title = fold(statement.title)
    article = article_in(page, html, title, statement.text)
    pointers = pointers_in(page, article)
    standfirsts = _standfirsts(page, article, fold(statement.description))
    chosen = _chosen(page, article, pointers, standfirsts)
    copies = copies_in(page, [n for n in chosen if not page.is_beside(n, article.main)])
    element = _element_of(page, sorted({*chosen, *standfirsts}))
    left_out = _left_out(page, chosen, article, element) if chosen else {}
    left_out |= dict.fromkeys(standfirsts - {*chosen}, "standfirst")
    left_out |= dict.fromkeys(copies, "copy") | {n: "read more" for n in pointers if n in left_out}
    left_out |= {n: "repeated title" for n in (*left_out, *chosen) if _is_title(page.folded[n], title)}
    surroundings = Surroundings(frozenset(map(fold, statement.authors)), True, article.main)
    kept, stripped = _without_boilerplate(page, sorted({*chosen, *left_out}), left_out, surroundings)
    return ArticleBody(kept, _in_order(stripped, _unread(content.unread, element) if chosen else []))


def _standfirsts(page: MeasuredPage, article: ArticlePlace, description: str) -> set[int]:
    """The numbers of the blocks shortly before the first paragraph, or just below it, that sum the article up."""
    first = min((n for n in article.core if page.blocks[n].kind == "p"), default=0)
    above, below = range(max(0, first - _ABOVE + 1), first), range(first, min(len(page.blocks), first + _AFTER))
    around = (*above, *(n for n in below if page.blocks[n].kind == "p"))
    return {n for n in around if article.core and n not in article.others and _is_standfirst(page, n, description)}


def _chosen(page: MeasuredPage, article: ArticlePlace, pointers: frozenset[int], standfirsts: set[int]) -> list[int]:
    """The numbers of the article's blocks. A standfirst in a heading is its summary, and no heading of its text."""
    core = set(article.core)
    first, last = min(core, default=0), max(core, default=0)
    likeness, boxes = _Likeness.of(page, article), Boxes(page, article)
    chosen = {n for n in standfirsts if page.blocks[n].kind == "p"}
    for n in range(len(page.blocks)) if core else ():
        if n in article.others or n in pointers or n in standfirsts or not page.is_inside(n, article.main):
            continue
        is_between = first < n < last and _is_between(page, n, boxes)
        if n in core or is_between or (boxes.is_text(n) and _is_beside_core(page, n, likeness)):
            chosen.add(n)
    return _without_bare_heads(page, chosen, core)


class _Likeness(NamedTuple):
    """What the surely chosen blocks have in common."""

    parents: Counter[int]
    shapes: Counter[tuple[tuple[str, str], ...]]
    holders: frozenset[int]
    enough: int
    """The number of blocks that make a likeness: two, if there are two."""

    @staticmethod
    def of(page: MeasuredPage, article: ArticlePlace) -> _Likeness:
        """The likeness of the long blocks that show the article."""
        numbers = [n for n in article.core if page.is_long(n)] or article.core
        blocks = [page.blocks[n] for n in numbers]
        holders = map(page.holder, numbers)
        shapes = Counter(map(shape_of, blocks))
        return _Likeness(Counter(map(_parent, blocks)), shapes, frozenset(holders), min(2, len(blocks)))


def _parent(block: HtmlBlock) -> int:
    return block.within.parent.key if block.within.parent else 0


def _is_between(page: MeasuredPage, n: int, boxes: Boxes) -> bool:
    """Whether a block between two of the article is text too: in no aside, and no pointer to another page."""
    return any(map(str.isalpha, page.blocks[n].text)) and _is_own(page, n) and boxes.is_text(n)


def _is_own(page: MeasuredPage, n: int) -> bool:
    """Whether a block is the article's own: no more than a part of it is a link, or the whole is a statement."""
    is_statement = page.is_sentence[n] and page.blocks[n].text[-1] not in "?!\uff1f\uff01"
    return not page.is_linked(n) or (is_statement and page.words[n] >= _MIN_STATEMENT)


def _is_beside_core(page: MeasuredPage, n: int, likeness: _Likeness) -> bool:
    """Whether a block at the article's ends is a paragraph beside its own, or of their shape."""
    block = page.blocks[n]
    if block.kind != "p":
        return False
    if page.is_sentence[n] and page.holder(n) in likeness.holders and _is_own(page, n):
        return True
    alike = likeness.parents[_parent(block)] >= likeness.enough or likeness.shapes[shape_of(block)] >= likeness.enough
    return alike and page.words[n] >= _MIN_WORDS and not page.is_linked(n)


def _without_bare_heads(page: MeasuredPage, chosen: set[int], core: set[int]) -> list[int]:
    """The chosen blocks in order, without headings of which the next block was not chosen."""
    kept = set(chosen)
    for n in sorted(chosen, reverse=True):
        if page.blocks[n].kind == "h" and n not in core and n + 1 not in kept:
            kept.discard(n)
    return sorted(kept)


def _is_standfirst(page: MeasuredPage, n: int, description: str) -> bool:
    """Whether a block shortly before the first paragraph is a standfirst, which sums the article up."""
    block, folded = page.blocks[n], page.folded[n]
    if page.words[n] < _MIN_WORDS + 1 or block.kind == "table":
        return False
    if len(description) > 30 and (folded == description or (len(folded) > 40 and description.startswith(folded[:60]))):
        return True
    is_named = any(_STANDFIRST.search(element.name) for element in [*block.within.ancestors()][:2])
    return is_named and page.words[n] >= 8 and not page.is_linked(n)


def _left_out(page: MeasuredPage, chosen: list[int], article: ArticlePlace, element: int) -> dict[int, str]:
    """The blocks of the article's element that are not chosen, each with the rule that left it out."""
    inside = (n for n in range(len(page.blocks)) if page.is_inside(n, element))
    return {
        n: "another article" if n in article.others else "beside the text" for n in sorted({*inside} - {*chosen})
    }


def _element_of(page: MeasuredPage, numbers: list[int]) -> int:
    """The key of the smallest element that holds all of some blocks and has several, or of the `article` around it.

    0 is the page.
    """
    paths = [[e.key for e in page.blocks[n].within.ancestors() if e.key in page.containers] for n in numbers]
    smallest = max(set(paths[0]).intersection(*paths[1:]), default=0) if paths else 0
    around = page.blocks[numbers[0]].within.ancestors() if numbers else ()
    return next((e.key for e in around if e.tag == "article" and e.key <= smallest), smallest)


def _unread(unread: list[Unread], element: int) -> list[tuple[int, Stripped]]:
    """The unread words of the article's element, each with the number of the block after it."""
    return [
        (words.position, Stripped(words.rule, words.words))
        for words in unread
        if not element or any(around.key == element for around in words.within.ancestors())
    ]


def _in_order(stripped: list[tuple[int, Stripped]], unread: list[tuple[int, Stripped]]) -> list[Stripped]:
    return [stripped_words for _, stripped_words in sorted((*unread, *stripped), key=lambda pair: pair[0])]


def _is_title(folded: str, title: str) -> bool:
    """Whether a block is the headline, perhaps with a kicker before it."""
    return bool(title) and (
        folded == title or (len(title) > 20 and folded.endswith(title) and len(folded) < len(title) + 25)
    )


def _without_boilerplate(
    page: MeasuredPage, numbers: list[int], left_out: dict[int, str], surroundings: Surroundings
) -> tuple[list[HtmlBlock], list[tuple[int, Stripped]]]:
    """The blocks that are neither left out nor taken for boilerplate by a rule; and the others with their numbers."""
    kept: list[HtmlBlock] = []
    stripped: list[tuple[int, Stripped]] = []
    for n in numbers:
        block = page.blocks[n]
        rule = rule_of(block, surroundings._replace(words=page.words[n])) or left_out.get(n)
        if rule:
            stripped.append((n, Stripped(rule, block.text)))
            continue
        kept.append(block)
        is_story = page.is_long(n) and page.letters[n] > 2 * LONG
        surroundings = surroundings._replace(opening=surroundings.opening and not is_story)
    return kept, stripped
