"""One line of words with links and marks, such as `<sup>`, in plain text and in Markdown.

Control characters, which no tidied text contains, mark the ends of links and marks. So a line can be escaped as a whole
before its links and marks are put in.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from digest.ingest.text.markdown_escape import (
    LINK_END,
    LINK_START,
    escape_heading,
    escape_inline,
    escape_label,
    escape_line,
)

MARKS = {"sup": "sup", "sub": "sub", "del": "del", "s": "del", "strike": "del", "ins": "ins"}
"""Elements whose loss would change what a text says, and the element that Markdown gets for each."""
_CODES = {"sup": ("\x04", "\x05"), "sub": ("\x06", "\x07"), "del": ("\x0e", "\x0f"), "ins": ("\x10", "\x11")}
"""The control characters that stand for the start and the end of each of them."""
BREAK = "\x03"
"""Stands for a `<br>`; two of them end a paragraph."""
INITIAL = "\x08"
"""Stands before the large first letter of a paragraph."""

_SPACE = re.compile("[ \t\n\f\r]+")
_GAPS = ((f"{LINK_START} ", f" {LINK_START}"), (f" {LINK_END}", f"{LINK_END} "))
"""Spaces inside a link, and where they are moved to: outside of it."""
_LABEL = re.compile(rf"{LINK_START}([^{LINK_START}{LINK_END}]*){LINK_END}")
_BREAKS = re.compile(rf"\s*{BREAK}\s*{BREAK}[\s{BREAK}]*")
_CODE = re.compile("[\x01\x02\x04-\x07\x0e-\x11]")
_EMPTY_MARK = re.compile("\x04\\s*\x05|\x06\\s*\x07|\x0e\\s*\x0f|\x10\\s*\x11")
_STRUCK = re.compile(r"(?<!~)\x0e(\w|\w[^~\x04-\x1f]*\w)\x0f(?!~)")
"""Struck out words that may stand between `~~` and `~~`; others need the element."""
_INITIAL = re.compile(r"[\"'\u2018-\u201f\u00ab\u00bb\u00a1\u00bf(]*[^\W\d_]")
_ALONE = frozenset("AÀEÈÉIOÓUYKSVWZАВИКОСУЯ")
"""Letters that are words of their own in some language: `A storm`, `À Paris`, `Y luego`."""


class InlineText(NamedTuple):
    """A line of inline words."""

    text: str
    markdown: str
    linked: int
    """The number of characters of the text in links."""


def start_of(mark: str) -> str:
    """The character that stands for the start of a mark."""
    return _CODES[mark][0]


def end_of(mark: str) -> str:
    """The character that stands for its end."""
    return _CODES[mark][1]


def lines_of(parts: list[str], addresses: list[str], *, heading: bool) -> Iterator[InlineText]:
    """The paragraphs of a block that have words: more than one, if two `<br>` stand between them.

    `parts` are the texts of its nodes and the characters above, `addresses` belong to its links in order.
    """
    line = "".join(_with_initial(parts))
    remaining = iter(addresses)
    for part in _BREAKS.split(line) if BREAK in line else (line,):
        paragraph = _line(part.replace(BREAK, " "), remaining, heading=heading)
        if paragraph.text and not paragraph.text.isspace():
            yield paragraph


def collapsed(text: str) -> str:
    """The text with single spaces, as HTML shows it."""
    return _SPACE.sub(" ", text).strip(" ")


def _with_initial(parts: list[str]) -> list[str]:
    """The parts with a large first letter joined to the rest of its word: `N` ` ` `obody` is `Nobody`."""
    if INITIAL not in parts:
        return parts
    parts = [part for part in parts if part != INITIAL]
    texts = [number for number, part in enumerate(parts) if part.strip() and not _CODE.fullmatch(part)]
    if len(texts) < 2 or not _INITIAL.fullmatch(parts[texts[0]].strip()):
        return parts
    first, rest = parts[texts[0]].strip(), parts[texts[1]].lstrip()
    if first[-1] in _ALONE or not rest[0].islower():
        return parts
    between = [part for part in parts[texts[0] + 1 : texts[1]] if part.strip()]
    return [*parts[: texts[0]], first, *between, rest, *parts[texts[1] + 1 :]]


def _line(part: str, addresses: Iterator[str], *, heading: bool) -> InlineText:
    line = collapsed(part)
    if not _CODE.search(line):
        text, linked, markdown = line, 0, escape_inline(line) if heading else escape_line(line)
    else:
        text, linked, markdown = _coded_line(line, addresses, escape_inline if heading else escape_line)
    if not text or text.isspace():
        return InlineText("", "", 0)
    return InlineText(text, escape_heading(markdown) if heading else markdown, linked)


def _coded_line(line: str, addresses: Iterator[str], escape: Callable[[str], str]) -> tuple[str, int, str]:
    """The text of a line with links or marks, the number of its characters in links, and its Markdown."""
    if line[0] == LINK_START and line[-1] == LINK_END and not _CODE.search(line, 1, len(line) - 1):
        text = line[1:-1].strip(" ")  # most lines of a page are one link and nothing else
        label = escape(f"{LINK_START}{text}{LINK_END}")[1:-1]
        return text, len(text), _link(label, next(addresses, ""))
    line = _EMPTY_MARK.sub("", line)
    for inside, outside in _GAPS:
        line = line.replace(inside, outside)
    line = collapsed(line)
    labels = [(label[1], next(addresses, "")) for label in _LABEL.finditer(line)]
    links = iter([address for label, address in labels if label.strip()])
    line = _LABEL.sub(lambda label: label[0] if label[1].strip() else label[1], line)
    linked = sum(len(_CODE.sub("", label)) for label, _ in labels)
    markdown = _LABEL.sub(lambda label: _link(label[1], next(links)), escape(line))
    markdown = _marked(markdown.replace(LINK_START, "").replace(LINK_END, "").strip())
    return collapsed(_CODE.sub("", line)), linked, markdown


def _link(label: str, address: str) -> str:
    return f"[{escape_label(label)}]({address})" if label.strip() and address else label


def _marked(markdown: str) -> str:
    """The Markdown with its marks: `10<sup>6</sup>`, `~~twelve~~`."""
    if not _CODE.search(markdown):
        return markdown
    markdown = _STRUCK.sub(r"~~\1~~", markdown)
    for mark, (start, end) in _CODES.items():
        markdown = markdown.replace(start, f"<{mark}>").replace(end, f"</{mark}>")
    return markdown
