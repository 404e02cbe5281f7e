"""The YAML of nearly all front matter by a shorter way: a key, a colon, and on the same line one value or a list.

What is read here is what PyYAML would read, node by node, which a test holds against any text; of all else nothing is
read here.
"""

from __future__ import annotations

import re

from digest.reading.nodes import Items, Node, Scalar

_QUOTED = r'"[^"\\]*"|' + r"'[^']*'"
_PLAIN = r"(?!.*(?:: | #))[^\W_](?:.*[^\s:])?"
"""A value without quotes: it holds neither ": " nor " #", and begins with nothing that could mean something."""
_ITEM = re.compile(rf"{_QUOTED}|[^\W_](?:[\w .'’&/()-]*[\w.'’)])?")
_LIST = rf"\[(?:(?:{_ITEM.pattern})(?:, *(?:{_ITEM.pattern}))*)?\]"
_LINE = re.compile(rf"([A-Za-z_]+):(?: (?:(?P<quoted>{_QUOTED})|(?P<list>{_LIST})|(?P<plain>{_PLAIN})))?")


def read_simple(matter: str) -> list[tuple[Scalar, Node]] | None:
    """Keys and values of simple front matter; None where any of its lines is not simple."""
    pairs: list[tuple[Scalar, Node]] = []
    for number, line in enumerate(matter.split("\n"), start=2):  # the front matter begins on line 2 of its file
        found = _LINE.fullmatch(line) if line.isprintable() else None
        if found:
            pairs.append((Scalar(found[1], number, 1), _value(found, number)))
        elif line:
            return None
    return pairs or None


def _value(found: re.Match[str], number: int) -> Node:
    kind = found.lastgroup
    if kind is None:
        return Scalar("", number, found.end() + 1)
    start = found.start(kind)
    if kind != "list":
        return _scalar(found[kind], number, start)
    items = [_scalar(item[0], number, item.start()) for item in _ITEM.finditer(found.string, start)]
    return Items(tuple(items), number, start + 1)


def _scalar(written: str, line: int, start: int) -> Scalar:
    style = written[0] if written[0] in "'\"" else None
    return Scalar(written[1:-1] if style else written, line, start + 1, style)
