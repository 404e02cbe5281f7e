"""Texts in front matter that a `#` cuts: to YAML, what follows white space and `#` is a comment.

`title: Ferry #1 opens` says "Ferry". A comment behind a date or a flag is one; behind a text it is nearly always the
text's own.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from digest.errors import Finding, warning
from digest.reading.frontmatter import Matter
from digest.reading.nodes import Items, Node, Pairs, Scalar

_COMMENT = re.compile(r"\s#")


def cut_values(path: str, text: str, matter: Matter, keys: Collection[str]) -> Iterator[Finding]:
    """A warning for each plain value of these keys that a comment follows, at the `#`.

    `text` is the whole file, whose front matter is `matter`.
    """
    head = text[: len(text) - len(matter.body)]
    if not _COMMENT.search(head):
        return
    lines = head.split("\n")
    for entry in matter.entries:
        if entry.key in keys:
            for scalar in _plain(entry.value):
                place = _comment_behind(scalar, lines)
                if place:
                    hint = "put the value between quotes, or the comment on a line of its own"
                    message = f"{entry.key}: what follows # is a comment and not read"
                    yield warning(path, *place, message, hint, "cut-value")


def _plain(node: Node) -> Iterator[Scalar]:
    """The scalars without quotes in a value."""
    if isinstance(node, Scalar):
        if node.style is None and node.value:
            yield node
    elif isinstance(node, Items):
        for item in node.value:
            yield from _plain(item)
    elif isinstance(node, Pairs):
        for _, value in node.value:
            yield from _plain(value)


def _comment_behind(scalar: Scalar, lines: Sequence[str]) -> tuple[int, int] | None:
    """Line and column of the `#` with which a comment begins right behind a value, which may have several lines."""
    words = scalar.value.split()
    start = scalar.column - 1
    for number in range(scalar.line, len(lines) + 1):
        line = lines[number - 1]
        comment = _COMMENT.search(line, start)
        read = line[start : comment.start() if comment else None].split()
        if comment and words == read:
            return number, comment.end()
        if words[: len(read)] != read or len(read) == len(words):
            return None
        words, start = words[len(read) :], 0
    return None
