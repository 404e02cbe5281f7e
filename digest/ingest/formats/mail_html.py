"""The HTML of a message as blocks, without what it hides and what its forwarder wrote."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from digest.ingest.draft import Stripped
from digest.ingest.formats.forwarded import Head, Line, separate
from digest.ingest.html.blocks import HtmlBlock, blocks_of
from digest.ingest.html.hidden import take_hidden
from digest.ingest.html.tree import parse
from digest.ingest.text.encoding import one_line

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

_FILLER = re.compile(
    "(?:[\u00ad\u034f\u061c\u180e\u2000-\u200f\u2028\u2029\u2060-\u2064\u2800\ufeff][ \u00a0\n]*){3,}"
)
"""Signs without width or ink, in a run: a newsletter fills its preview line with them (`‌ ‌ ‌ ‌`)."""
_SIGNATURES = ".gmail_signature, .moz-signature, #Signature, #AppleMailSignature, #ms-outlook-mobile-signature"
"""Elements in which mail programs put the writer's signature."""
_MAX_CELL = 120
"""Characters in a cell of a table of data, in a mail. A table with more in a cell is a layout."""
_UNREAD = frozenset(["style", "script", "head", "title", "template", "noscript"])
_LINE_TAGS = frozenset(
    "address article aside blockquote body center dd div dl dt footer form h1 h2 h3 h4 h5 h6 header hr li main ol p pre"
    " section table tr ul".split()
)
"""Elements that begin a line. The cells of a row share one: a head may be a table of labels and values."""


class LetterBlocks(NamedTuple):
    """What a message in HTML shows."""

    blocks: list[HtmlBlock]
    stripped: tuple[Stripped, ...]
    head: Head | None
    """The head of the message that it forwards."""


class _HtmlLine(NamedTuple):
    line: Line
    nodes: tuple[LexborNode, ...]
    """Its text nodes."""


def letter_blocks(markup: str, subject: str) -> LetterBlocks:
    """The blocks of a message. `subject` is its subject with the marks of forwarding and answering."""
    root = parse(markup).body
    if root is None:
        return LetterBlocks([], (), None)
    _take_fillers(root)
    stripped = take_hidden(root)
    html_lines = list(_lines(root))
    found = separate([html_line.line for html_line in html_lines], subject)
    for rule, cut in found.cuts:
        stripped += _named(rule, (html_lines[n].line.text for n in cut))
        for n in cut:
            _remove(html_lines[n].nodes)
    stripped += _take_signatures(root)
    _mark_layouts(root)
    blocks = [_unquoted(block, found.depth) for block in blocks_of(root)]
    return LetterBlocks(blocks, tuple(stripped), found.head)


def _named(rule: str, lines: Iterable[str]) -> list[Stripped]:
    words = "\n".join(filter(None, lines))
    return [Stripped(rule, words)] if any(map(str.isalnum, words)) else []


def _take_fillers(root: LexborNode) -> None:
    for node in [node for node in root.traverse(include_text=True) if node.tag == "-text"]:
        text = node.text_content or ""
        if _FILLER.search(text):
            node.replace_with(_FILLER.sub(" ", text))


def _mark_layouts(root: LexborNode) -> None:
    """Say of each table that is a layout that it is one: those with pictures, with a paragraph in a cell, or empty."""
    for table in root.css("table"):
        is_layout = table.css_first("th") is None and (
            table.css_first("img") is not None
            or any(len(cell.text(deep=True)) > _MAX_CELL for cell in table.css("td"))
        )
        if is_layout or not table.text(deep=True).strip():
            table.attrs["role"] = "presentation"


def _take_signatures(root: LexborNode) -> list[Stripped]:
    stripped = []
    for node in root.css(_SIGNATURES):
        if node.parent is not None:
            stripped += _named("signature", [one_line(node.text(deep=True, separator=" "))])
            node.decompose()
    return stripped


def _lines(root: LexborNode) -> Iterator[_HtmlLine]:
    """The lines of a message as its reader sees them, each with its text nodes."""
    nodes: list[LexborNode] = []
    place: tuple[int, int] = (0, 0)
    for node in list(root.traverse(include_text=True)):
        if node.tag == "br":
            yield from _line(nodes, place)
            nodes = []
        elif node.tag == "-text" and (around := _place(node)):
            if around != place:
                yield from _line(nodes, place)
                nodes = []
            place = around
            nodes.append(node)
    yield from _line(nodes, place)


def _line(nodes: list[LexborNode], place: tuple[int, int]) -> Iterator[_HtmlLine]:
    text = one_line("".join(node.text_content or "" for node in nodes))
    if text:
        yield _HtmlLine(Line(text, place[1]), tuple(nodes))


def _place(node: LexborNode) -> tuple[int, int] | None:
    """The line element around a text, and the number of quotations around it; None for a text that is not shown."""
    line = depth = 0
    element = node.parent
    while element is not None:
        tag = element.tag or ""
        if tag in _UNREAD:
            return None
        if not line and tag in _LINE_TAGS:
            line = element.mem_id
        depth += tag == "blockquote"
        element = element.parent
    return line, depth


def _remove(nodes: Iterable[LexborNode]) -> None:
    for node in nodes:
        node.replace_with("")


def _unquoted(block: HtmlBlock, depth: int) -> HtmlBlock:
    """The block with so many quotations less around it, from the outside."""
    frames = list(block.frames)
    for _ in range(depth):
        quotation = next((frame for frame in frames if frame.marker == "> "), None)
        if quotation:
            frames.remove(quotation)
    return msgspec.structs.replace(block, frames=tuple(frames)) if depth else block
