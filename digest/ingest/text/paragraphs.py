"""The paragraphs of a plain text, however its lines were broken."""

from __future__ import annotations

import re
from collections.abc import Iterator

MAX_WRAP = 100
"""Columns. A text with a longer line was not broken by hand or by a mail program: each line is a paragraph."""
MIN_WRAP = 55
_SLACK = 8
"""Columns by which a wrapped line may fall short of the width though its next word would have fitted."""

_BLANK = re.compile(r"\n\s*\n")


def paragraphs(text: str) -> Iterator[str]:
    """Each paragraph on one line.

    Blank lines part paragraphs. Within a block, lines belong together only where they were wrapped: where
    the next line's first word would not have fitted on this one, and the next line is not indented deeper.
    """
    lines = text.split("\n")
    width = max(map(len, map(str.rstrip, lines)), default=0)
    wrapped = MIN_WRAP <= width <= MAX_WRAP
    for block in _BLANK.split(text):
        yield from _unwrap(block, width) if wrapped else _each_line(block)


def _each_line(block: str) -> Iterator[str]:
    return (line.strip() for line in block.split("\n") if line.strip())


def _unwrap(block: str, width: int) -> Iterator[str]:
    paragraph = last = ""
    for line in filter(str.strip, block.split("\n")):
        if paragraph and _continues(last, line, width):
            paragraph += " " + line.strip()
        else:
            if paragraph:
                yield paragraph
            paragraph = line.strip()
        last = line
    if paragraph:
        yield paragraph


def _continues(last: str, line: str, width: int) -> bool:
    first_word = line.split(None, 1)[0]
    indented = _indent(line) > _indent(last)
    return not indented and len(last.rstrip()) + 1 + len(first_word) > width - _SLACK


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())
