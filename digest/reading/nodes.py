"""Front matter as it is written: texts, lists and mappings that know where they stand.

Every scalar is text here. What it means is decided by the schema of the file (see `fields.py`), not by YAML, so that
`regions: [no, on]` names two regions and `slug: 1.10` stays as written.
"""

from __future__ import annotations

from typing import NamedTuple, TypeAlias


class Scalar(NamedTuple):
    """A text."""

    value: str
    line: int
    """In the file, from 1; so is `column`."""
    column: int
    style: str | None = None
    """A quotation mark, `|` or `>`; None where it stands bare."""


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
