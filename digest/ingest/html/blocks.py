"""HTML as a line of blocks: paragraphs, headings, items, quotations, tables, each with its words and its links.

A block knows in which elements it stood, so that a reader of pages can tell an article's paragraphs from
what stands around them, and it is Markdown already, so that what is chosen needs only to be joined.
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
"""Levels in an article, whose own headline is the only one of level 1."""
_SILENT = frozenset(
    "script style head template noscript svg math iframe object embed select button textarea input video audio canvas "
    "map datalist dialog progress meter -comment".split()
)
_BLOCKS = frozenset(
    "address article aside blockquote body caption center dd details div dl dt fieldset figcaption figure footer form "
    "header hr html li main nav ol p pre section summary table tbody td tfoot th thead tr ul".split()
) | frozenset(HEADINGS)
_SPACE = re.compile("[ \t\n\f\r]+")
_GAPS = ((f"{LINK_START} ", f" {LINK_START}"), (f" {LINK_END}", f"{LINK_END} "))
"""Space belongs outside a link."""
_LABEL = re.compile(rf"{LINK_START}([^{LINK_START}{LINK_END}]*){LINK_END}")
_BREAK = "\x03"
_BREAKS = re.compile(rf"\s*{_BREAK}\s*{_BREAK}[\s{_BREAK}]*")


class Element(NamedTuple):
    """An element around a block, and those around it."""

    tag: str
    name: str
    """Its class, id and role, in lower case: what its page calls it."""
    key: int
    """Its number on the page, in the order in which elements open."""
    parent: Element | None

    def ancestors(self) -> Iterator[Element]:
        """It, and all around it, from the inside."""
        at: Element | None = self
        while at:
            yield at
            at = at.parent


class Frame(NamedTuple):
    """A quotation or an item of a list that holds a block."""

    key: int
    marker: str
    """`- `, `3. `, or `> `."""
    list: int = 0
    """The key of the list that an item belongs to."""


class Block(msgspec.Struct, frozen=True):
    """Words that stand together on a page."""

    kind: str
    """`p`, `h`, `table`."""
    text: str
    """The words alone, on one line; a table's cells parted by spaces."""
    markdown: str
    linked: int
    """How many characters of the text are links."""
    frames: tuple[Frame, ...]
    within: Element
    level: int = 0
    """Of a heading, as the page has it: 1 to 6."""


def blocks_of(root: LexborNode, base: str = "") -> list[Block]:
    """Every block of an element, in order. Relative links need `base`, else their words stand alone."""
    walker = _Walker(base)
    walker.walk(root)
    return walker.blocks


def join(blocks: list[Block]) -> str:
    """Blocks as one Markdown text, ending with a newline; empty if there are none."""
    parts: list[str] = []
    before: tuple[Frame, ...] = ()
    for block in blocks:
        shared = _shared(before, block.frames)
        if parts:
            parts.append(_gap(before, block.frames, shared))
        first = "".join(_again(f) if n < shared else f.marker for n, f in enumerate(block.frames))
        later = "".join(map(_again, block.frames))
        parts.append(first + block.markdown.replace("\n", f"\n{later}"))
        before = block.frames
    return "".join((*parts, "\n")) if parts else ""


def _shared(one: tuple[Frame, ...], other: tuple[Frame, ...]) -> int:
    """How many frames, from the outside, two blocks stand in together."""
    pairs = zip(one, other, strict=False)
    return sum(1 for _ in itertools.takewhile(lambda pair: pair[0].key == pair[1].key, pairs))


def _gap(before: tuple[Frame, ...], after: tuple[Frame, ...], shared: int) -> str:
    """Between two blocks: a blank line, or none between neighbouring items."""
    inside = "".join(map(_again, after[:shared])).rstrip()
    neighbours = len(after) == shared + 1 and len(before) > shared and after[-1].list == before[shared].list != 0
    opens = len(after) == shared + 1 and len(before) == shared > 0 and before[-1].list
    opens = opens and after[-1].marker in ("- ", "1. ")  # no other number may follow a paragraph at once
    return "\n" if neighbours or opens else f"\n{inside}\n"


def _again(frame: Frame) -> str:
    """What stands before every further line in a frame."""
    return "> " if frame.marker == "> " else " " * len(frame.marker)


class _Walker:
    """Walks the elements of a page once and gathers the words of one block at a time.

    A link's ends are marked by control characters, which no tidied text contains, so that it can be
    escaped as a whole before the links are put in.
    """

    def __init__(self, base: str) -> None:
        self.base = base
        self.blocks: list[Block] = []
        self.words: list[str] = []
        self.addresses: list[str] = []
        self.address = ""
        self.known: dict[str, str] = {}
        self.frames: list[Frame] = []
        self.lists: list[tuple[int, int | None]] = []
        self.keys = 0
        self.within = Element("", "", 0, None)

    def walk(self, root: LexborNode) -> None:
        """Without recursion: pages nest deeper than Python's stack."""
        node: LexborNode | None = root
        while node is not None:
            tag = node.tag or ""
            if tag == "-text":
                self._text(node.text_content or "")
            elif tag not in _SILENT and not self._took_whole(node, tag):
                self._open(node, tag)
                if node.first_child is not None:
                    node = node.first_child
                    continue
                self._close(tag)
            node = self._next(node, root)
        self._end_block()

    def _next(self, node: LexborNode, root: LexborNode) -> LexborNode | None:
        """The next node in order, after closing every element that ends before it."""
        at: LexborNode | None = node
        while at is not None and at.mem_id != root.mem_id:
            if at.next is not None:
                return at.next
            at = at.parent
            if at is not None:
                self._close(at.tag or "")
        return None

    def _text(self, text: str) -> None:
        if self.words or not text.isspace():  # most of a page's texts are the white space between its elements
            self.words.append(tidy(text))

    def _took_whole(self, node: LexborNode, tag: str) -> bool:
        """Tables of data and preformatted texts are one thing each."""
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
        self._keep(Block("table", words, "\n".join(lines), 0, tuple(self.frames), self.within))
        self.within = self.within.parent or self.within
        return True

    def _cell(self, node: LexborNode) -> str:
        inner = _Walker(self.base)
        inner.walk(node)
        return escape_cell(" ".join(block.markdown for block in inner.blocks))

    def _enter(self, node: LexborNode, tag: str) -> None:
        self.keys += 1
        said = node.attributes
        name = " ".join(filter(None, (said.get("class"), said.get("id"), said.get("role")))).lower()
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
        """The address of a link; pages repeat theirs, and each costs more than a paragraph."""
        if href not in self.known:
            self.known[href] = safe_address(href, self.base)
        return self.known[href]

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
        """Finish the block in hand, if it has any words."""
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
        found = [(each[1], next(addresses, "")) for each in _LABEL.finditer(line)]
        links = iter([address for label, address in found if label.strip()])
        line = _LABEL.sub(lambda each: each[0] if each[1].strip() else each[1], line)
        text = _collapsed(line.replace(LINK_START, "").replace(LINK_END, ""))
        if not text or text.isspace():
            return
        linked = sum(len(label) for label, _ in found)
        level = int(self.within.tag[1]) if self.within.tag in HEADINGS else 0
        escaped = escape_inline(line) if level else escape_line(line)
        written = _LABEL.sub(lambda each: _link(each[1], next(links)), escaped)
        written = written.replace(LINK_START, "").replace(LINK_END, "").strip()
        if level:
            written = f"{'#' * HEADINGS[self.within.tag]} {escape_heading(written)}"
        self._keep(Block("h" if level else "p", text, written, linked, tuple(self.frames), self.within, level))

    def _keep(self, block: Block) -> None:
        self.blocks.append(block)


def _link(label: str, address: str) -> str:
    return f"[{escape_label(label)}]({address})" if label.strip() and address else label


def _collapsed(text: str) -> str:
    return _SPACE.sub(" ", text).strip(" ")


def _rows(table: LexborNode) -> list[list[LexborNode]]:
    """The cells of a table of data; none where a table only lays out a page."""
    if table.css_first("table table, div, p ~ p, ul, ol, h1, h2, h3, h4, blockquote, form") is not None:
        return []
    rows = [[cell for cell in row.iter() if cell.tag in ("td", "th")] for row in table.css("tr")]
    rows = [row for row in rows if row]
    return rows if len(rows) > 1 and max(map(len, rows)) > 1 else []


def safe_address(href: str, base: str) -> str:
    """An address as Markdown may hold it, whole; empty where it leads not to the web or to a mailbox."""
    if _ORDINARY.fullmatch(href):
        return href
    try:
        address = urljoin(base, href.strip())
    except ValueError:
        return ""
    plain = re.sub(r"[\x00-\x20]", "", address)
    safe = scheme(plain) in ("http", "https", "mailto")
    return quote(plain, safe="/-._~!$'*+,;=:@?#&%").replace("&", "&amp;") if safe else ""


_ORDINARY = re.compile(r"https?://[\w-]+(?:\.[\w-]+)+/[\w/.%-]*", re.ASCII)
"""Most addresses, which would come out as they went in."""
