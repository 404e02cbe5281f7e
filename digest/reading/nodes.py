"""The nodes of front matter: texts, lists and mappings, each with its line and column.

Every scalar is text. The file's schema gives it a type (see `fields.py`), not YAML: `regions: [no, on]` names two
regions, and `slug: 1.10` keeps its zero.
"""

from __future__ import annotations

from typing import NamedTuple, TypeAlias


class Scalar(NamedTuple):
    """A text."""

    value: str
    line: int
    """Of its file, from 1; so is `column`."""
    column: int
    style: str | None = None
    """`'`, `"`, `|` or `>`; None for a text without quotes."""


class Items(NamedTuple):
    """A list."""

    value: tuple[Node, ...]
    line: int
    column: int


class Pairs(NamedTuple):
    """A mapping."""

    value: tuple[tuple[Node, Node], ...]
    line: int
    column: int


Node: TypeAlias = Scalar | Items | Pairs
