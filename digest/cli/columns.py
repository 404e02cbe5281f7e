"""Rows of text in columns: as wide as the terminal, or as wide as the text where the output is none."""

from __future__ import annotations

import shutil
import sys
import unicodedata
from collections.abc import Iterator, Sequence

NARROWEST = 20
"""Cells of a terminal that the widest column keeps, however narrow the terminal."""


def in_columns(rows: Sequence[Sequence[str]], *, flexible: int, limits: Sequence[int]) -> Iterator[str]:
    """Each row as a line. `limits` holds the most cells of each column, 0 for any number.

    On a terminal the column with the number `flexible` is cut so that a row fits.
    """
    if not rows:
        return
    cells = [[_printable(text) for text in row] for row in rows]
    widths = [max(map(_width, column)) for column in zip(*cells, strict=True)]
    widths = [min(width, limit or width) for width, limit in zip(widths, limits, strict=True)]
    if sys.stdout.isatty():
        others = sum(widths) - widths[flexible] + 2 * (len(widths) - 1)
        room = shutil.get_terminal_size().columns - others
        widths[flexible] = min(widths[flexible], max(room, NARROWEST))
    for row in cells:
        fitted = (_fitted(text, width) for text, width in zip(row, widths, strict=True))
        yield "  ".join(fitted).rstrip()


def _printable(text: str) -> str:
    """The text without what a terminal would obey: control characters, and marks that turn its direction."""
    if text.isprintable():
        return text
    return "".join(letter for letter in text if unicodedata.category(letter) not in ("Cc", "Cf", "Cs"))


def _width(text: str) -> int:
    """The cells that a text takes on a terminal: letters of China, Japan and Korea take two."""
    return len(text) if text.isascii() else sum(map(_cells, text))


def _cells(letter: str) -> int:
    if unicodedata.combining(letter):
        return 0
    return 2 if unicodedata.east_asian_width(letter) in "WF" else 1


def _fitted(text: str, width: int) -> str:
    """The text, cut or filled to a width."""
    if _width(text) <= width:
        return text + " " * (width - _width(text))
    end, room = 0, width - 1
    while end < len(text) and (room := room - _cells(text[end])) >= 0:
        end += 1
    return _fitted(f"{text[:end]}…", width)
