"""HTML as a sequence of blocks: paragraphs, headings, list items, quotations, tables, with their text and links.

A block knows the elements around it, so that `body.py` can tell the paragraphs of an article from what surrounds them.
It is Markdown already, so that the chosen blocks need only be joined.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote, urljoin

import msgspec

from digest.ingest.text.encoding import tidy
from digest.ingest.text.markdown_escape import (
    LINK_END,
    LINK_START,
    escape_cell,
    escape_heading,
    escape_inline,
    escape_label,
    escape_line,
)
from digest.ingest.text.paragraphs import paragraphs
from digest.urls import scheme

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

HEADINGS = {"h1": 2, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
"""Levels in Markdown: only the headline of the article has level 1."""
_SKIPPED = frozenset(
    "script style head template noscript svg math iframe object embed select button textarea input video audio canvas "
    "map datalist dialog progress meter -comment".split()
)
_BLOCKS = frozenset(
    "address article aside blockquote body caption center dd details div dl dt fieldset figcaption figure footer form "
    "header hr html li main nav ol p pre section summary table tbody td tfoot th thead tr ul".split()
) | frozenset(HEADINGS)
_SPACE = re.compile("[ \t\n\f\r]+")
_GAPS = ((f"{LINK_START} ", f" {LINK_START}"), (f" {LINK_END}", f"{LINK_END} "))
"""Spaces inside a link, and where they are moved to: outside of it."""
_LABEL = re.compile(rf"{LINK_START}([^{LINK_START}{LINK_END}]*){LINK_END}")
_BREAK = "\x03"
"""Stands for a `<br>`; two of them end a paragraph."""
_BREAKS = re.compile(rf"\s*{_BREAK}\s*{_BREAK}[\s{_BREAK}]*")


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
    """The key of the list; 0 if there is none."""


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


def blocks_of(root: LexborNode, base: str = "") -> list[HtmlBlock]:
    """Every block of an element, in order. Without `base`, relative links become plain text."""
    walker = _Walker(base)
    walker.walk(root)
    return walker.blocks


def join(blocks: list[HtmlBlock]) -> str:
    """Blocks as one Markdown text, ending with a newline; empty if there are none."""
    parts: list[str] = []
    before: tuple[Frame, ...] = ()
    for block in blocks:
        shared = _shared(before, block.frames)
        if parts:
            parts.append(_gap(before, block.frames, shared))
        first = "".join(
            _indent(frame) if number < shared else frame.marker for number, frame in enumerate(block.frames)
        )
        later = "".join(map(_indent, block.frames))
        parts.append(first + block.markdown.replace("\n", f"\n{later}"))
        before = block.frames
    return "".join((*parts, "\n")) if parts else ""


def _shared(before: tuple[Frame, ...], after: tuple[Frame, ...]) -> int:
    """The number of frames, from the outside, that two blocks share."""
    pairs = zip(before, after, strict=False)
    return sum(1 for _ in itertools.takewhile(lambda pair: pair[0].key == pair[1].key, pairs))


def _gap(before: tuple[Frame, ...], after: tuple[Frame, ...], shared: int) -> str:
    """What separates two blocks: a blank line, or a line end between neighbouring items."""
    inside = "".join(map(_indent, after[:shared])).rstrip()
    neighbours = len(after) == shared + 1 and len(before) > shared and after[-1].list == before[shared].list != 0
    opens = len(after) == shared + 1 and len(before) == shared > 0 and before[-1].list
    opens = opens and after[-1].marker in ("- ", "1. ")  # no other number may follow a paragraph at once
    return "\n" if neighbours or opens else f"\n{inside}\n"


def _indent(frame: Frame) -> str:
    """What every line of a frame but the first begins with."""
    return "> " if frame.marker == "> " else " " * len(frame.marker)


class _Walker:
    """Walks the elements of a page once and gathers the text of one block at a time.

    Control characters, which no tidied text contains, mark the ends of links. So a block can be escaped as a whole
    before its links are put in.
    """

    def __init__(self, base: str) -> None:
        self.base = base
        self.blocks: list[HtmlBlock] = []
        self.words: list[str] = []
        self.addresses: list[str] = []
        self.address = ""
        self.safe: dict[str, str] = {}
        self.frames: list[Frame] = []
        self.lists: list[tuple[int, int | None]] = []
        self.keys = 0
        self.within = Element("", "", 0, None)

    def walk(self, root: LexborNode) -> None:
        """Walk all nodes, without recursion: pages nest deeper than Python's stack."""
        node: LexborNode | None = root
        while node is not None:
            tag = node.tag or ""
            if tag == "-text":
                self._text(node.text_content or "")
            elif tag not in _SKIPPED and not self._take_whole(node, tag):
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
        if self.words or not text.isspace():  # most text nodes are white space between elements
            self.words.append(tidy(text))

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
        lines = [f"| {' | '.join(row + [''] * (width - len(row)))} |" for row in cells]
        lines.insert(1, "|" + " --- |" * width)
        words = " ".join(filter(None, (_collapsed(cell.text(deep=True)) for row in rows for cell in row)))
        self._keep(HtmlBlock("table", words, "\n".join(lines), 0, tuple(self.frames), self.within))
        self.within = self.within.parent or self.within
        return True

    def _cell(self, node: LexborNode) -> str:
        inner = _Walker(self.base)
        inner.walk(node)
        return escape_cell(" ".join(block.markdown for block in inner.blocks))

    def _enter(self, node: LexborNode, tag: str) -> None:
        self.keys += 1
        attributes = node.attributes
        name = " ".join(filter(None, map(attributes.get, ("class", "id", "role")))).lower()
        self.within = Element(tag, name, self.keys, self.within)

    def _open(self, node: LexborNode, tag: str) -> None:
        if tag in _BLOCKS:
            self._end_block()
            self._enter(node, tag)
            self._open_frame(tag)
        elif tag == "br":
            address = self.address
            self._close_link()
            self.words.append(_BREAK)
            self._open_link(address)
        elif tag == "a" and not self.address:
            self._open_link(self._address(node.attributes.get("href") or ""))

    def _address(self, href: str) -> str:
        """The address of a link, kept, as pages repeat links and each costs more than a paragraph."""
        if href not in self.safe:
            self.safe[href] = safe_address(href, self.base)
        return self.safe[href]

    def _open_frame(self, tag: str) -> None:
        if tag in ("ul", "ol"):
            self.lists.append((self.keys, 1 if tag == "ol" else None))
        elif tag == "li":
            key, number = self.lists[-1] if self.lists else (0, None)
            if number is not None:
                self.lists[-1] = (key, number + 1)
            self.frames.append(Frame(self.keys, "- " if number is None else f"{number}. ", key))
        elif tag == "blockquote":
            self.frames.append(Frame(self.keys, "> "))

    def _close(self, tag: str) -> None:
        if tag == "a":
            self._close_link()
        elif tag in _BLOCKS:
            self._end_block()
            self.within = self.within.parent or self.within
            if tag in ("ul", "ol"):
                self.lists.pop()
            elif tag in ("li", "blockquote"):
                self.frames.pop()

    def _open_link(self, address: str) -> None:
        self.address = address
        if address:
            self.addresses.append(address)
            self.words.append(LINK_START)

    def _close_link(self) -> None:
        if self.address:
            self.words.append(LINK_END)
            self.address = ""

    def _end_block(self) -> None:
        """Finish the current block, if it has any text."""
        self._close_link()
        if not self.words:
            return
        line = "".join(self.words)
        self.words.clear()
        addresses = iter(self.addresses)
        for part in _BREAKS.split(line) if _BREAK in line else (line,):
            self._keep_words(part.replace(_BREAK, " "), addresses)
        self.addresses.clear()

    def _keep_words(self, part: str, addresses: Iterator[str]) -> None:
        line = _collapsed(part)
        for inside, outside in _GAPS:
            line = line.replace(inside, outside)
        line = _collapsed(line)
        labels = [(label[1], next(addresses, "")) for label in _LABEL.finditer(line)]
        links = iter([address for label, address in labels if label.strip()])
        line = _LABEL.sub(lambda label: label[0] if label[1].strip() else label[1], line)
        text = _collapsed(line.replace(LINK_START, "").replace(LINK_END, ""))
        if not text or text.isspace():
            return
        linked = sum(len(label) for label, _ in labels)
        level = int(self.within.tag[1]) if self.within.tag in HEADINGS else 0
        escaped = escape_inline(line) if level else escape_line(line)
        markdown = _LABEL.sub(lambda label: _link(label[1], next(links)), escaped)
        markdown = markdown.replace(LINK_START, "").replace(LINK_END, "").strip()
        if level:
            markdown = f"{'#' * HEADINGS[self.within.tag]} {escape_heading(markdown)}"
        self._keep(HtmlBlock("h" if level else "p", text, markdown, linked, tuple(self.frames), self.within, level))

    def _keep(self, block: HtmlBlock) -> None:
        self.blocks.append(block)


def _link(label: str, address: str) -> str:
    return f"[{escape_label(label)}]({address})" if label.strip() and address else label


def _collapsed(text: str) -> str:
    return _SPACE.sub(" ", text).strip(" ")


def _rows(table: LexborNode) -> list[list[LexborNode]]:
    """The cells of a table of data; none if the table is a layout."""
    if table.attributes.get("role") in ("presentation", "none"):
        return []
    if table.css_first("table table, div, p ~ p, ul, ol, h1, h2, h3, h4, blockquote, form") is not None:
        return []
    rows = [[cell for cell in row.iter() if cell.tag in ("td", "th")] for row in table.css("tr")]
    rows = [row for row in rows if row]
    return rows if len(rows) > 1 and max(map(len, rows)) > 1 else []


def safe_address(href: str, base: str) -> str:
    """An absolute address, escaped for Markdown; empty if it leads neither to the web nor to a mailbox."""
    if _ORDINARY.fullmatch(href):
        return href
    try:
        address = urljoin(base, href.strip())
    except ValueError:
        return ""
    compact = re.sub(r"[\x00-\x20]", "", address)
    is_safe = scheme(compact) in ("http", "https", "mailto")
    return quote(compact, safe="/-._~!$'*+,;=:@?#&%").replace("&", "&amp;") if is_safe else ""


_ORDINARY = re.compile(r"https?://[\w-]+(?:\.[\w-]+)+/[\w/.%-]*", re.ASCII)
"""Most addresses: `safe_address` would return them unchanged."""
