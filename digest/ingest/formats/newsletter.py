"""The items of a newsletter, or of any page that gathers links: a linked headline, and the text about it.

Newsletters have few layouts. The headline is the link; or a paragraph begins with the link; or a heading without a link
is followed by text and by "Read more", which is the link. A link within a sentence is no item.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import NamedTuple

import msgspec

from digest.ingest.draft import Draft, Item, ReadResult, Stripped
from digest.ingest.html.blocks import HtmlBlock, join
from digest.ingest.html.headline import fold
from digest.ingest.text import phrases
from digest.ingest.text.link_references import gathered
from digest.ingest.text.redirects import unwrapped
from digest.urls import hostname, is_web_address

POINTED_TO = "this is only the text that links to the article: --pages reads its page"
MIN_ITEMS = 3
"""Items from which a text counts as one that gathers links."""
_MIN_SHARE = 0.5
"""The share of the words of such a text that its items hold together, and that no single item may exceed."""
_MAX_ITEM = 150
"""Words of text about an item."""
_MIN_TITLE = 3
"""Words of a headline: fewer are "Here", or the name of a section."""
_MIN_PROSE = 8
"""Words of a paragraph: fewer are a by-line, or a button."""
_LINK = re.compile(r"\[((?:[^\[\]\\]|\\.)+)\]\(([^()\s<>]+)\)")
"""A link in Markdown: `[Nine ministers meet](https://harbour.example/a)`."""
_LEAD = re.compile(rf"(?:#+ )?{_LINK.pattern}(?:$|(?=[\s:.,;\u2013\u2014|(-]))[\s:.,;|\u2013\u2014-]*")
"""A linked headline at the start of a block, with its separator: `[Title](url): `, `## [Title](url)`."""
_LAST = re.compile(rf"\s*{_LINK.pattern}\W*\Z")
"""A link at the end of a block: ` [Read more](url)…`."""
_ON = re.compile(
    phrases.READ_ON.pattern + r"|(?:continue|view|open|full|the (?:full|whole)|go to)\b|[\W_]+$", re.IGNORECASE
)
"""Labels of links that lead to the article: `Read more`, `Continue`, `The full story`, `→`."""


class _Part(msgspec.Struct):
    """A linked headline and the blocks about it, which `_extend` adds."""

    title: str
    url: str
    blocks: list[HtmlBlock]
    """Without the headline, and without "Read more"."""
    numbers: list[int]
    """The positions of its blocks."""


class Gathering(NamedTuple):
    """A text that gathers links."""

    blocks: list[HtmlBlock]
    """All of its text."""
    items: tuple[Item, ...]
    """Empty if it is another kind of text."""
    around: tuple[Stripped, ...]
    """The text around the items, which belongs to none of them."""


def gathering_of(blocks: list[HtmlBlock], text: list[HtmlBlock], title: str = "") -> Gathering:
    """The text of a page with the items that it points to, if it gathers links; else `text` and no items.

    `blocks` are all blocks of the page, `text` those that a reader of pages chose. Such a reader takes linked headlines
    for pointers to other pages. Here they are the text, so they are put back, with everything between them and between
    the page's headline and the first of them.
    """
    chosen = {id(block) for block in text}
    own = [block for block in blocks if id(block) in chosen or not _is_outside(block)]
    numbers = [number for number, block in enumerate(own) if id(block) in chosen]
    span = range(numbers[0], numbers[-1] + 1) if numbers else range(0)
    parts = [part for part in _parts(own) if _is_an_item(part) and any(number in span for number in part.numbers)]
    in_items = {id(own[number]) for part in parts for number in part.numbers}
    other_words = sum(_words(block) for block in text if id(block) not in in_items)
    # An item with the page's own headline means that the items are a list of the site's newest articles.
    if not _is_mostly_items(parts, other_words) or any(fold(part.title) == fold(title) for part in parts):
        return Gathering(text, (), ())
    kept = text if in_items <= chosen else _range(own, in_items | chosen, fold(title))
    items = tuple(Item(part.title, part.url, gathered(join(part.blocks))) for part in parts)
    around = tuple(Stripped("around the items", block.text) for block in kept if id(block) not in in_items)
    return Gathering(kept, items, around)


def _is_outside(block: HtmlBlock) -> bool:
    return any(element.tag in _OUTSIDE for element in block.within.ancestors())


def _is_mostly_items(parts: list[_Part], other_words: int) -> bool:
    """Whether there are enough items with text about them, and together they are most of the text, but no single one.

    `other_words` is the number of words outside the items.
    """
    count = len({part.url for part in parts if part.blocks})
    lengths = [sum(map(_words, part.blocks)) for part in parts]
    total = sum(lengths) + sum(len(part.title.split()) for part in parts)
    return count >= MIN_ITEMS and total >= _MIN_SHARE * (total + other_words) and max(lengths) <= _MIN_SHARE * total


def _is_an_item(part: _Part) -> bool:
    """Whether it has an address, a headline and a short text. A long text is an article below a linked heading."""
    return bool(part.url) and len(part.title.split()) >= _MIN_TITLE and sum(map(_words, part.blocks)) <= _MAX_ITEM


def _range(own: list[HtmlBlock], wanted: set[int], title: str) -> list[HtmlBlock]:
    """The wanted blocks, and the headings and prose between them, or between the page's headline and the first."""
    numbers = [number for number, block in enumerate(own) if id(block) in wanted]
    above = [number for number in range(numbers[0]) if title and fold(own[number].text) == title]
    between = own[above[-1] + 1 if above else numbers[0] : numbers[-1] + 1]
    return [block for block in between if id(block) in wanted or block.kind == "h" or _is_prose(block)]


def _is_prose(block: HtmlBlock) -> bool:
    return block.kind == "p" and _words(block) >= _MIN_PROSE and block.linked < 0.35 * len(block.text)


_OUTSIDE = frozenset(["nav", "header", "footer", "aside", "form"])


def split_items(results: Iterator[ReadResult]) -> Iterator[ReadResult]:
    """The same results, with an excerpt for each item instead of a text that gathers links."""
    for result in results:
        yield from _drafts(result) if isinstance(result, Draft) and result.items else (result,)


def _drafts(draft: Draft) -> Iterator[Draft]:
    hosts = {hostname(item.url) for item in draft.items}
    # On one host, they are its own articles, or all addresses go through one click counter.
    shared = draft.source if len(hosts) == 1 else ""
    for number, item in enumerate(draft.items, 1):
        yield Draft(
            location=msgspec.structs.replace(draft.location, input=f"{draft.location.input}#{number}", line=0),
            title=item.title,
            body=item.body,
            markdown=True,
            date=draft.date,
            date_basis=draft.date_basis,
            source=shared,
            url=item.url,
            lang=draft.lang,
            partial=True,
            stripped=(*draft.around, *draft.stripped) if number == 1 else (),
            warnings=(POINTED_TO,),
        )


def _words(block: HtmlBlock) -> int:
    return len(block.text.split())


def _parts(blocks: list[HtmlBlock]) -> Iterator[_Part]:
    """The parts that may be items: from each headline to the next."""
    item: _Part | None = None
    for number, block in enumerate(blocks):
        new = _item_at(block, number)
        ends = new or block.kind == "h" or (item and not _is_same_item(blocks[item.numbers[0]], block))
        if item and ends:
            yield item
            item = None
        if new or block.kind == "h":
            item = new or _Part(block.text, "", [], [number])
        elif item:
            _extend(item, block, number)
            if item.url and _is_the_last(block):
                yield item
                item = None
    if item:
        yield item


def _is_same_item(first: HtmlBlock, block: HtmlBlock) -> bool:
    """Whether a block is in the same list item as the first block; true if that is in no list."""
    return not first.frames or first.frames[-1].key in {frame.key for frame in block.frames}


def _item_at(block: HtmlBlock, number: int) -> _Part | None:
    """The item that begins with this block: a linked headline, perhaps with text after it."""
    lead = _LEAD.match(block.markdown)
    if not lead:
        return None
    title, url = _label_text(lead[1]), unwrapped(html.unescape(lead[2]))
    if len(title.split()) < _MIN_TITLE or _ON.match(title) or phrases.CALL.match(title) or not is_web_address(url):
        return None
    rest, words = block.markdown[lead.end() :], block.text[len(title) :].lstrip(" :.,;|\u2013\u2014-")
    if not words:
        return _Part(title, url, [], [number])
    part = _Part(title, url, [], [])
    _extend(part, msgspec.structs.replace(block, markdown=rest, text=words, frames=()), number)
    return part


def _extend(item: _Part, block: HtmlBlock, number: int) -> None:
    """Add a block to an item. "Read more" at its end is left out, and gives the address if there is none yet."""
    last = _LAST.search(block.markdown)
    item.numbers.append(number)
    if not last or not _ON.match(_label_text(last[1])):
        item.blocks.append(block)
        return
    address = unwrapped(html.unescape(last[2]))
    item.url = item.url or (address if is_web_address(address) else "")
    markdown = block.markdown[: last.start()]
    if markdown.strip():
        words = block.text[: block.text.rindex(_label_text(last[1]))].rstrip()
        item.blocks.append(msgspec.structs.replace(block, markdown=markdown, text=words))


def _is_the_last(block: HtmlBlock) -> bool:
    """Whether a block ends an item, with "Read more" alone or after its text."""
    last = _LAST.search(block.markdown)
    return bool(last and _ON.match(_label_text(last[1])))


def _label_text(label: str) -> str:
    """The words of a link's label, unescaped."""
    return html.unescape(re.sub(r"\\(\W)", r"\1", label)).strip()
