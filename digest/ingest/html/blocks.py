"""HTML as a sequence of blocks: paragraphs, headings, list items, quotations, tables, with their text and links.

A block knows the elements around it, so that `body.py` can tell the paragraphs of an article from what surrounds them.
It is Markdown already, so that the chosen blocks need only be joined.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from digest.ingest.html.addresses import safe_address
from digest.ingest.html.hidden import CONTROL, HIDDEN, hidden_elements, inner_of, is_initial
from digest.ingest.html.inline import BREAK, INITIAL, MARKS, end_of, lines_of, start_of
from digest.ingest.text.encoding import tidy
from digest.ingest.text.markdown_escape import LINK_END, LINK_START, escape_cell
from digest.ingest.text.paragraphs import paragraphs

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

HEADINGS = {"h1": 2, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
"""Levels in Markdown: only the headline of the article has level 1."""
_WORDLESS = frozenset("script style head -comment".split())
"""Elements without words for a reader."""
_UNREAD = {
    **dict.fromkeys("template noscript iframe object embed video audio canvas map datalist dialog".split(), HIDDEN),
    **dict.fromkeys("progress meter annotation annotation-xml".split(), HIDDEN),
    **dict.fromkeys("select button textarea input svg".split(), CONTROL),
}
"""Elements with words that are not text, each with the rule that leaves them out: a browser shows the words of an
`iframe` or `noscript` only if it cannot show the element itself."""
_BLOCKS = frozenset(
    "address article aside blockquote body caption center dd details div dl dt fieldset figcaption figure footer form "
    "header hr html li main nav ol p pre section summary table tbody td tfoot th thead tr ul".split()
) | frozenset(HEADINGS)
MAX_FRAMES = 10
"""Lists and quotations around a block, at most: what is nested deeper is written as a part of the tenth."""


class Element(NamedTuple):
    """An element around a block, and those around it."""

    tag: str
    name: str
    """Its class, id and role, in lower case: `article-body main`."""
    key: int
    """The number of the element on the page, in the order of the start tags."""
    parent: Element | None

    def ancestors(self) -> Iterator[Element]:
        """The element and all elements around it, from the inside."""
        element: Element | None = self
        while element:
            yield element
            element = element.parent


class Frame(NamedTuple):
    """A quotation or list item around a block."""

    key: int
    marker: str
    """`- `, `3. `, or `> `."""
    list: int = 0
    """The key of the list; 0 if there is none. A list whose numbers jump counts as several."""


class HtmlBlock(msgspec.Struct, frozen=True):
    """A paragraph, heading or table of a page."""

    kind: str
    """`p`, `h`, `table`."""
    text: str
    """The text on one line; the cells of a table with spaces between them."""
    markdown: str
    linked: int
    """The number of characters of the text in links."""
    frames: tuple[Frame, ...]
    within: Element
    level: int = 0
    """Of a heading, as the page has it: 1 to 6."""


class Unread(NamedTuple):
    """Words of a page that are not text."""

    rule: str
    """`hidden`, or `control` for the words of a button."""
    words: str
    within: Element
    position: int
    """The number of blocks before it."""


class PageBlocks(NamedTuple):
    """All words of an element, in order."""

    blocks: list[HtmlBlock]
    unread: list[Unread]


def blocks_of(root: LexborNode, base: str = "") -> list[HtmlBlock]:
    """Every block of an element, in order. Without `base`, relative links become plain text."""
    return page_blocks(root, base).blocks


def page_blocks(root: LexborNode, base: str = "") -> PageBlocks:
    """Every block of an element, and the words in it that are not text."""
    walker = _Walker(base, hidden_elements(root))
    walker.walk(root)
    return PageBlocks(walker.blocks, walker.unread)


def join(blocks: list[HtmlBlock]) -> str:
    """Blocks as one Markdown text, ending with a newline; empty if there are none."""
    parts: list[str] = []
    before: tuple[Frame, ...] = ()
    for block in blocks:
        shared = _shared(before, block.frames)
        frames = _distinct(before, block.frames, shared)
        if parts:
            parts.append(_gap(before, frames, shared))
        first = "".join(_indent(frame) if number < shared else frame.marker for number, frame in enumerate(frames))
        later = "".join(map(_indent, frames))
        parts.append(first + block.markdown.replace("\n", f"\n{later}"))
        before = frames
    return "".join((*parts, "\n")) if parts else ""


def _distinct(before: tuple[Frame, ...], after: tuple[Frame, ...], shared: int) -> tuple[Frame, ...]:
    """The frames of a block, with `3)` for `3.` where Markdown would count on from another list just before it."""
    after = (*before[:shared], *after[shared:])
    if len(before) <= shared or len(after) <= shared:
        return after
    last, item = before[shared], after[shared]
    is_next = item.list == last.list
    is_closing = ")" in last.marker if is_next else "." in last.marker
    if not is_closing or "." not in item.marker:
        return after
    return (*after[:shared], item._replace(marker=item.marker.replace(".", ")")), *after[shared + 1 :])


def _shared(before: tuple[Frame, ...], after: tuple[Frame, ...]) -> int:
    """The number of frames, from the outside, that two blocks share."""
    pairs = zip(before, after, strict=False)
    return sum(1 for _ in itertools.takewhile(lambda pair: pair[0].key == pair[1].key, pairs))


def _gap(before: tuple[Frame, ...], after: tuple[Frame, ...], shared: int) -> str:
    """What separates two blocks: a blank line, or a line end between neighbouring items."""
    inside = "".join(map(_indent, after[:shared])).rstrip()
    neighbours = len(after) == shared + 1 and len(before) > shared and after[-1].list == before[shared].list != 0
    opens = len(after) == shared + 1 and len(before) == shared > 0 and before[-1].list
    opens = opens and after[-1].marker in ("- ", "1. ", "1) ")  # no other number may follow a paragraph at once
    return "\n" if neighbours or opens else f"\n{inside}\n"


def _indent(frame: Frame) -> str:
    """What every line of a frame but the first begins with."""
    return "> " if frame.marker == "> " else " " * len(frame.marker)


class _List(msgspec.Struct):
    """A list that is open, and the number of its next item."""

    key: int
    number: int | None
    """None if its items have no numbers."""
    step: int = 1
    """-1 if it counts down."""


class _Walker:
    """Walks the elements of a page once and gathers the text of one block at a time."""

    def __init__(self, base: str, hidden: frozenset[int]) -> None:
        self.base = base
        self.hidden = hidden
        self.blocks: list[HtmlBlock] = []
        self.unread: list[Unread] = []
        self.words: list[str] = []
        self.addresses: list[str] = []
        self.address = ""
        self.marks: list[str] = []
        self.safe: dict[str, str] = {}
        self.frames: list[Frame] = []
        self.lists: list[_List] = []
        self.keys = 0
        self.within = Element("", "", 0, None)

    def walk(self, root: LexborNode) -> None:
        """Walk all nodes, without recursion: pages nest deeper than Python's stack."""
        node: LexborNode | None = root
        while node is not None:
            tag = node.tag or ""
            if tag == "-text":
                self._text(node.text_content or "")
            elif tag not in _WORDLESS and not self._leave_out(node, tag) and not self._take_whole(node, tag):
                self._open(node, tag)
                if node.first_child is not None:
                    node = node.first_child
                    continue
                self._close(tag)
            node = self._next(node, root)
        self._end_block()

    def _next(self, node: LexborNode, root: LexborNode) -> LexborNode | None:
        """The next node in document order, after closing every element that ends before it."""
        current: LexborNode | None = node
        while current is not None and current.mem_id != root.mem_id:
            if current.next is not None:
                return current.next
            current = current.parent
            if current is not None:
                self._close(current.tag or "")
        return None

    def _text(self, text: str) -> None:
        if self.words:
            self.words.append(tidy(text))
        elif not text.isspace():  # most text nodes are white space between elements
            self.words += map(start_of, self.marks)
            if self.address:
                self._start_link()
            self.words.append(tidy(text))

    def _leave_out(self, node: LexborNode, tag: str) -> bool:
        """Leave out an element with words that are not text, and note them; False for any other element."""
        rule = HIDDEN if self.hidden and node.mem_id in self.hidden else _UNREAD.get(tag, "")
        if not rule:
            return False
        if words := inner_of(node, tag):
            self.unread.append(Unread(rule, words, self.within, len(self.blocks)))
        return True

    def _take_whole(self, node: LexborNode, tag: str) -> bool:
        """Take a table of data or a preformatted text as a whole; False for any other element."""
        if tag == "table":
            return self._table(node)
        if tag == "pre":
            self._end_block()
            self._enter(node, tag)
            for paragraph in paragraphs(tidy(node.text(deep=True))):
                self.words.append(paragraph)
                self._end_block()
            self.within = self.within.parent or self.within
            return True
        return False

    def _table(self, node: LexborNode) -> bool:
        rows = _rows(node)
        if not rows:
            return False
        self._end_block()
        self._enter(node, "table")
        cells = [[self._cell(cell) for cell in row] for row in rows]
        width = max(map(len, cells))
        lines = [f"| {' | '.join([markdown for _, markdown in row] + [''] * (width - len(row)))} |" for row in cells]
        lines.insert(1, "|" + " --- |" * width)
        words = " ".join(text for row in cells for text, _ in row if text)
        if words:
            self._keep(HtmlBlock("table", words, "\n".join(lines), 0, tuple(self.frames[:MAX_FRAMES]), self.within))
        self.within = self.within.parent or self.within
        return True

    def _cell(self, node: LexborNode) -> tuple[str, str]:
        """The text and the Markdown of a cell."""
        inner = _Walker(self.base, self.hidden)
        inner.walk(node)
        self.unread += [each._replace(within=self.within, position=len(self.blocks)) for each in inner.unread]
        text = " ".join(block.text for block in inner.blocks)
        return text, escape_cell(" ".join(block.markdown for block in inner.blocks))

    def _enter(self, node: LexborNode, tag: str) -> None:
        self.keys += 1
        attributes = node.attributes
        name = " ".join(filter(None, map(attributes.get, ("class", "id", "role")))).lower()
        self.within = Element(tag, name, self.keys, self.within)

    def _open(self, node: LexborNode, tag: str) -> None:
        if tag in _BLOCKS:
            self._end_block()
            self._enter(node, tag)
            self._open_frame(node, tag)
        elif tag == "br":
            self._end_link()
            self.words.append(BREAK)
            if self.address:
                self._start_link()
        elif tag == "a" and not self.address:
            self.address = self._address(node.attributes.get("href") or "")
            if self.address and self.words:
                self._start_link()
        elif tag in MARKS:
            self.marks.append(MARKS[tag])
            if self.words:
                self.words.append(start_of(MARKS[tag]))
        elif not self.words and is_initial(node):
            self.words.append(INITIAL)

    def _address(self, href: str) -> str:
        """The address of a link, kept, as pages repeat links and each costs more than a paragraph."""
        if href not in self.safe:
            self.safe[href] = safe_address(href, self.base)
        return self.safe[href]

    def _open_frame(self, node: LexborNode, tag: str) -> None:
        if tag == "ul":
            self.lists.append(_List(self.keys, None))
        elif tag == "ol":
            self.lists.append(_numbered(node, self.keys))
        elif tag == "li":
            self._open_item(node)
        elif tag == "blockquote":
            self.frames.append(Frame(self.keys, "> "))

    def _open_item(self, node: LexborNode) -> None:
        items = self.lists[-1] if self.lists else _List(0, None)
        if items.number is None:
            self.frames.append(Frame(self.keys, "- ", items.key))
            return
        stated = _number(node.attributes.get("value"))
        if stated is not None and stated != items.number:
            items.number, items.key = stated, self.keys
        self.frames.append(Frame(self.keys, f"{items.number}. ", items.key))
        items.number += items.step
        if items.step < 0:  # Markdown counts up only: each item is a list of its own
            items.key = -self.keys
            items.number = max(items.number, 0)

    def _close(self, tag: str) -> None:
        if tag == "a":
            self._end_link()
            self.address = ""
        elif tag in MARKS:
            self.marks.pop()
            if self.words:
                self.words.append(end_of(MARKS[tag]))
        elif tag in _BLOCKS:
            self._end_block()
            self.within = self.within.parent or self.within
            if tag in ("ul", "ol"):
                self.lists.pop()
            elif tag in ("li", "blockquote"):
                self.frames.pop()

    def _start_link(self) -> None:
        self.addresses.append(self.address)
        self.words.append(LINK_START)

    def _end_link(self) -> None:
        if self.address and self.words:
            self.words.append(LINK_END)

    def _end_block(self) -> None:
        """Finish the current block, if it has any text. Its links and marks go on in the next."""
        if not self.words:
            return
        self._end_link()
        self.words += map(end_of, reversed(self.marks))
        level = int(self.within.tag[1]) if self.within.tag in HEADINGS else 0
        kind, marker = ("h", f"{'#' * HEADINGS[self.within.tag]} ") if level else ("p", "")
        frames = tuple(self.frames[:MAX_FRAMES])
        for line in lines_of(self.words, self.addresses, heading=bool(level)):
            self._keep(HtmlBlock(kind, line.text, marker + line.markdown, line.linked, frames, self.within, level))
        self.words.clear()
        self.addresses.clear()

    def _keep(self, block: HtmlBlock) -> None:
        self.blocks.append(block)


def _numbered(node: LexborNode, key: int) -> _List:
    """An `ol`, with the number that it begins with: `start`, or if it counts down the number of its items."""
    attributes = node.attributes
    is_reversed = "reversed" in attributes
    first = sum(child.tag == "li" for child in node.iter()) if is_reversed else 1
    stated = _number(attributes.get("start"))
    return _List(key, first if stated is None else stated, -1 if is_reversed else 1)


def _number(value: str | None) -> int | None:
    """The number in an attribute, if Markdown can write it; None if it cannot, or there is none."""
    return int(value) if value and re.fullmatch(r"\s*[0-9]{1,9}\s*", value) else None


def _rows(table: LexborNode) -> list[list[LexborNode]]:
    """The cells of a table of data; none if the table is a layout."""
    if table.attributes.get("role") in ("presentation", "none"):
        return []
    if table.css_first("table table, div, p ~ p, ul, ol, h1, h2, h3, h4, blockquote, form") is not None:
        return []
    rows = [[cell for cell in row.iter() if cell.tag in ("td", "th")] for row in table.css("tr")]
    rows = [row for row in rows if row]
    return rows if len(rows) > 1 and max(map(len, rows)) > 1 else []
