"""Front matter: the YAML between two lines of `---`, as nodes that know their line and column.

Every scalar is text here. What it means is decided by the schema of the file (see `fields.py`), not by
YAML, so that `regions: [no, on]` names two regions and `slug: 1.10` stays as written.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

import yaml

from digest.errors import Finding, error
from digest.reading.simple import read_simple
from digest.reading.text import CONTROL

_LOADER: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_FENCE = re.compile(r"---[ \t]*\n")
_END = re.compile(r"^---[ \t]*(?:\n|\Z)", re.MULTILINE)
_MAX_NODES = 100_000
_MAX_DEPTH = 50
_SURELY_FLAT = 400
"""With fewer characters that could open a list than this, no text is too deep for the composer."""


class Entry(NamedTuple):
    """A key of the front matter, where it stands, and its value."""

    key: str
    line: int
    column: int
    value: yaml.Node


class Matter(NamedTuple):
    """A file parted into front matter and text."""

    entries: tuple[Entry, ...]
    body: str
    body_line: int
    """The line of the file on which the text begins."""


def parse(path: str, text: str) -> tuple[Matter | None, list[Finding]]:
    """Part a text file into front matter and body. None where there is no telling which is which."""
    opening = _FENCE.match(text)
    if not opening:
        return None, [error(path, 1, 1, "no front matter", 'begin the file with a line "---"')]
    closing = _END.search(text, opening.end())
    if not closing:
        return None, [error(path, 1, 1, "the front matter does not end", 'close it with a line "---"')]
    matter, body = text[opening.end() : closing.start()], text[closing.end() :]
    body_line = text.count("\n", 0, closing.end()) + 1
    entries, findings = _entries(path, matter)
    return Matter(entries, body, body_line), findings


def position(node: yaml.Node) -> tuple[int, int]:
    """Line and column of a node in its file (the front matter begins on line 2)."""
    return node.start_mark.line + 2, node.start_mark.column + 1


def _entries(path: str, matter: str) -> tuple[tuple[Entry, ...], list[Finding]]:
    simple = read_simple(matter)
    if simple is not None:
        return _distinct(path, simple, [])
    try:
        if deep := _too_deep(path, matter):
            return (), [deep]
        root = yaml.compose(matter, Loader=_LOADER)
    except yaml.MarkedYAMLError as problem:
        if "nesting depth" in (problem.problem or ""):  # libyaml 0.2.6 has a limit of its own, and looks ahead
            return (), [_endless(path, problem.problem_mark)]
        return (), [_syntax_error(path, problem)]
    except (yaml.YAMLError, RecursionError, ValueError):
        return (), [error(path, 2, 1, "the front matter is not YAML")]
    if root is None or (isinstance(root, yaml.ScalarNode) and not root.value):
        return (), []
    if not isinstance(root, yaml.MappingNode):
        return (), [error(path, 2, 1, "the front matter is not a list of keys", "write one `key: value` a line")]
    return _distinct(path, root.value, _repeated(path, root))


def _distinct(
    path: str, pairs: Iterable[tuple[yaml.Node, yaml.Node]], findings: list[Finding]
) -> tuple[tuple[Entry, ...], list[Finding]]:
    """The entries of a mapping, of which each key may be given once."""
    entries = []
    seen: dict[str, int] = {}
    for key, value in pairs:
        line, column = position(key)
        if not isinstance(key, yaml.ScalarNode) or CONTROL.search(key.value):
            findings.append(error(path, line, column, "a key must be a word", "write `key: value`"))
        elif key.value in seen:
            hint = f"it stands on line {seen[key.value]} already: delete one"
            findings.append(error(path, line, column, f'"{key.value}" is given twice', hint))
        else:
            seen[key.value] = line
            entries.append(Entry(key.value, line, column, value))
    return tuple(entries), findings


def _too_deep(path: str, matter: str) -> Finding | None:
    """The composer calls itself for every level: fifty thousand brackets would overrun the machine's stack."""
    if sum(map(matter.count, "[{-?\n")) < _SURELY_FLAT:
        return None
    depth = 0
    for event in yaml.parse(matter, Loader=_LOADER):
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > _MAX_DEPTH:
            return _endless(path, event.start_mark)
    return None


def _endless(path: str, mark: Any) -> Finding:
    line, column = (mark.line + 2, mark.column + 1) if mark else (2, 1)
    return error(path, line, column, "lists within lists within lists, without end", "write it flat")


def _repeated(path: str, root: yaml.Node) -> list[Finding]:
    """YAML's anchors let a few lines stand for billions: no front matter needs them."""
    seen: set[int] = set()
    waiting = [root]
    while waiting:
        node = waiting.pop()
        if id(node) in seen or len(seen) > _MAX_NODES:
            line, column = position(node)
            return [error(path, line, column, "YAML's & and * are not read here", "write the value out")]
        seen.add(id(node))
        if isinstance(node, yaml.SequenceNode):
            waiting.extend(node.value)
        elif isinstance(node, yaml.MappingNode):
            waiting.extend(part for pair in node.value for part in pair)
    return []


def _syntax_error(path: str, problem: yaml.MarkedYAMLError) -> Finding:
    mark = problem.problem_mark or problem.context_mark
    line, column = (mark.line + 2, mark.column + 1) if mark else (2, 1)
    said = (problem.problem or "this cannot be read").removeprefix("found ")
    hint = _HINTS.get(said.split(" in this context")[0], 'put a value that holds ": " or "#" between quotes')
    return error(path, line, column, f"the front matter is not YAML: {said}", hint)


_HINTS: Mapping[str, str] = {
    "mapping values are not allowed": 'put a value that holds ": " between quotes',
    "character '\\t' that cannot start any token": "indent with spaces, not tabs",
}
