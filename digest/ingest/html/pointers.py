"""Pointers to other pages between the paragraphs of an article: "Read more" with its teaser, and lists of links."""

from __future__ import annotations

from collections import Counter

from digest.ingest.html.article import ArticlePlace
from digest.ingest.html.measured import MeasuredPage
from digest.ingest.text import phrases
from digest.ingest.text.lengths import words

_MAX_LABEL = 8
"""Words of a label, such as "Read more on this story"."""
_MAX_BOX = 80
"""Words of a box with a label and teasers."""
_MAX_SHARE = 0.2
"""The share of the article's words that a box of teasers may hold."""
_LINK = 0.8
"""The share of a block in links from which it is nothing but a link."""
_MIN_TITLE = 4
"""Words of a headline, on average: fewer are names, as in a list of people."""


def pointers_in(page: MeasuredPage, article: ArticlePlace) -> frozenset[int]:
    """The numbers of the blocks that only point to other pages."""
    holders = _holders(page, article)
    pointers: set[int] = set()
    for n in range(len(page.blocks)):
        if n not in pointers and page.is_inside(n, article.main) and _is_label(page, n):
            pointers.update(_box(page, n, holders) or _links_below(page, n))
    return frozenset(pointers | _lists_of_links(page))


def _is_label(page: MeasuredPage, n: int) -> bool:
    """Whether a block is a label for pointers: "Read more", "À lire aussi :"."""
    text = page.blocks[n].text
    label = phrases.READ_ON.match(text)
    if not label or page.words[n] > _MAX_LABEL or page.is_sentence[n]:
        return False
    rest = text[label.end() :].strip(" :.\u2026\u00bb>")
    return not rest or text.rstrip().endswith(":") or (page.blocks[n].kind == "h" and words(rest) <= 4)


def _holders(page: MeasuredPage, article: ArticlePlace) -> frozenset[int]:
    """The keys of the elements that hold more of the article than a box of teasers could."""
    mass: Counter[int] = Counter()
    for n in article.core:
        for element in page.blocks[n].within.ancestors():
            mass[element.key] += page.words[n]
    limit = min(_MAX_BOX, _MAX_SHARE * sum(page.words[n] for n in article.core))
    return frozenset(key for key, size in mass.items() if size > limit)


def _box(page: MeasuredPage, label: int, holders: frozenset[int]) -> set[int]:
    """The blocks of the largest element around a label that is not too large for a box; none if there is no such."""
    box: set[int] = set()
    for element in page.blocks[label].within.ancestors():
        if element.key in holders or not element.key:
            break
        inside = set(page.spans[element.key])
        if sum(page.words[n] for n in inside) > _MAX_BOX:
            break
        box = inside
    return box if len(box) > 1 else set()


def _links_below(page: MeasuredPage, label: int) -> set[int]:
    """A label and the blocks that follow it and are links and nothing else."""
    below = {label}
    for n in range(label + 1, len(page.blocks)):
        if not _is_link(page, n):
            break
        below.add(n)
    return below


def _is_link(page: MeasuredPage, n: int) -> bool:
    return page.blocks[n].linked >= _LINK * len(page.blocks[n].text)


def _lists_of_links(page: MeasuredPage) -> set[int]:
    """The items of lists in which all items are linked headlines, and the head of such a list."""
    lists: dict[int, list[int]] = {}
    for n, block in enumerate(page.blocks):
        if block.frames and block.frames[-1].list:
            lists.setdefault(block.frames[-1].list, []).append(n)
    links: set[int] = set()
    for items in lists.values():
        size = sum(page.words[n] for n in items)
        is_links = len(items) > 1 and all(_is_link(page, n) for n in items)
        if is_links and size >= _MIN_TITLE * len(items) and not all(page.is_sentence[n] for n in items):
            links.update(items)
            links.update(_head_of(page, items[0]))
    return links


def _head_of(page: MeasuredPage, item: int) -> set[int]:
    """The heading or short line just above a list."""
    head = item - 1
    if head < 0 or page.is_sentence[head] or page.words[head] > _MAX_LABEL or page.blocks[head].frames:
        return set()
    return {head}
