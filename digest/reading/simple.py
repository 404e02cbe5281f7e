"""The YAML of nearly all front matter by a shorter way: a key, a colon, and on the same line one value or a list.

What is read here is what PyYAML would read, node by node, which a test holds against any text; of all else nothing is
read here.
"""

from __future__ import annotations

import re
from typing import Any, NamedTuple

import yaml

_QUOTED = r'"[^"\\]*"|' + r"'[^']*'"
_PLAIN = r"(?!.*(?:: | #))[^\W_](?:.*[^\s:])?"
"""A value without quotes: it holds neither ": " nor " #", and begins with nothing that could mean something."""
_ITEM = re.compile(rf"{_QUOTED}|[^\W_](?:[\w .'’&/()-]*[\w.'’)])?")
_LIST = rf"\[(?:(?:{_ITEM.pattern})(?:, *(?:{_ITEM.pattern}))*)?\]"
_LINE = re.compile(rf"([A-Za-z_]+):(?: (?:(?P<quoted>{_QUOTED})|(?P<list>{_LIST})|(?P<plain>{_PLAIN})))?")


class _Place(NamedTuple):
    """Where a node begins, counted from 0."""

    line: int
    column: int


def read_simple(matter: str) -> list[tuple[yaml.Node, yaml.Node]] | None:
    """Keys and values of simple front matter; None where any of its lines is not simple."""
    pairs: list[tuple[yaml.Node, yaml.Node]] = []
    for number, line in enumerate(matter.split("\n")):
        found = _LINE.fullmatch(line) if line.isprintable() else None
        if found:
            pairs.append((_scalar(found[1], number, 0), _value(found, number)))
        elif line:
            return None
    return pairs or None


def _value(found: re.Match[str], number: int) -> yaml.Node:
    kind = found.lastgroup
    if kind is None:
        return _scalar("", number, found.end())
    column = found.start(kind)
    if kind != "list":
        return _scalar(found[kind], number, column)
    items = [_scalar(item[0], number, item.start()) for item in _ITEM.finditer(found.string, column)]
    sequence: yaml.Node = _Sequence("", items, _Place(number, column))
    return sequence


def _scalar(written: str, line: int, column: int) -> yaml.Node:
    style = written[0] if written[:1] in ("'", '"') else None
    scalar: yaml.Node = _Scalar("", written[1:-1] if style else written, _Place(line, column), style=style)
    return scalar


_Scalar: Any = yaml.ScalarNode
_Sequence: Any = yaml.SequenceNode
