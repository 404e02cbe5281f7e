"""The fast reader of front matter: lines of a key, a colon, and one value or a list in brackets.

It reads all of a text or nothing, and gives the nodes that PyYAML would give; a property test compares the two on
generated texts. `yaml_full.py` reads the rest.
"""

from __future__ import annotations

import re

from digest.reading.nodes import Items, Node, Scalar

_QUOTED = r'"[^"\\]*"|' + r"'[^']*'"
_PLAIN = r"(?!.*(?:: | #))[^\W_](?:.*[^\s:])?"
"""A value without quotes, such as `Talks in Oslo`: without ": " and " #", and with a letter or figure at its start."""
_ITEM = re.compile(rf"{_QUOTED}|[^\W_](?:[\w .'’&/()-]*[\w.'’)])?")
_LIST = rf"\[(?:(?:{_ITEM.pattern})(?:, *(?:{_ITEM.pattern}))*)?\]"
_LINE = re.compile(rf"([A-Za-z_]+):(?: (?:(?P<quoted>{_QUOTED})|(?P<list>{_LIST})|(?P<plain>{_PLAIN})))?")
"""One line: `title: "A: b"` (quoted), `actors: [Japan, NATO]` (list), `url: https://a.example/` (plain), `summary:`."""


def read_fast(matter: str) -> list[tuple[Scalar, Node]] | None:
    """The keys and values of front matter; None if it is empty or PyYAML has to read one of its lines."""
    pairs: list[tuple[Scalar, Node]] = []
    for number, line in enumerate(matter.split("\n"), start=2):  # the front matter begins on line 2 of its file
        match = _LINE.fullmatch(line) if line.isprintable() else None
        if match:
            pairs.append((Scalar(match[1], number, 1), _value(match, number)))
        elif line:
            return None
    return pairs or None


def _value(match: re.Match[str], number: int) -> Node:
    kind = match.lastgroup
    if kind is None:
        return Scalar("", number, match.end() + 1)
    start = match.start(kind)
    if kind != "list":
        return _scalar(match[kind], number, start)
    items = [_scalar(item[0], number, item.start()) for item in _ITEM.finditer(match.string, start)]
    return Items(tuple(items), number, start + 1)


def _scalar(source: str, line: int, start: int) -> Scalar:
    style = source[0] if source[0] in "'\"" else None
    return Scalar(source[1:-1] if style else source, line, start + 1, style)
