"""Front matter: the YAML between two lines of `---`, as entries that know their line and column."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from digest.errors import Finding, error
from digest.reading.nodes import Node, Scalar
from digest.reading.text import CONTROL
from digest.reading.yaml_fast import read_simple

if TYPE_CHECKING:
    import yaml

_FENCE = re.compile(r"---[ \t]*\n")
_END = re.compile(r"^---[ \t]*(?:\n|\Z)", re.MULTILINE)


class Entry(NamedTuple):
    """A key of the front matter, where it stands, and its value."""

    key: str
    line: int
    column: int
    value: Node


class Matter(NamedTuple):
    """A file parted into front matter and text."""

    entries: tuple[Entry, ...]
    body: str
    body_line: int
    """The line of the file on which the text begins."""


def parse(path: str, text: str) -> tuple[Matter | None, list[Finding]]:
    """Part a text file into front matter and body. None where there is no telling which is which."""
    pieces, findings = parted(path, text)
    if pieces is None:
        return None, findings
    matter, body = pieces
    entries, findings = _entries(path, matter)
    return Matter(entries, body, text.count("\n", 0, len(text) - len(body)) + 1), findings


def composed(text: str) -> dict[str, yaml.Node]:
    """The values of a file's front matter as PyYAML's nodes, which know where they end: for rewriting them.

    Empty where anything is wrong with it.
    """
    from digest.reading.yaml_full import compose

    pieces, _ = parted("", text)
    pairs, findings = compose("", pieces[0]) if pieces else ([], [])
    _, repeated = _entries("", pieces[0]) if pieces else ((), [])
    return {} if findings or repeated else {key.value: value for key, value in pairs}


def parted(path: str, text: str) -> tuple[tuple[str, str] | None, list[Finding]]:
    """The YAML between the two lines of `---`, and the text below them. None where either line is missing."""
    opening = _FENCE.match(text)
    if not opening:
        return None, [error(path, 1, 1, "no front matter", 'begin the file with a line "---"')]
    closing = _END.search(text, opening.end())
    if not closing:
        return None, [error(path, 1, 1, "the front matter does not end", 'close it with a line "---"')]
    return (text[opening.end() : closing.start()], text[closing.end() :]), []


def _entries(path: str, matter: str) -> tuple[tuple[Entry, ...], list[Finding]]:
    simple = read_simple(matter)
    if simple is not None:
        return _distinct(path, simple)
    from digest.reading.yaml_full import as_written, compose  # only now: most sites have no such file

    pairs, findings = compose(path, matter)
    if findings:
        return (), findings
    return _distinct(path, [(as_written(key), as_written(value)) for key, value in pairs])


def _distinct(path: str, pairs: Iterable[tuple[Node, Node]]) -> tuple[tuple[Entry, ...], list[Finding]]:
    """The entries of a mapping, of which each key may be given once."""
    findings = []
    entries = []
    seen: dict[str, int] = {}
    for key, value in pairs:
        line, column = key.line, key.column
        if not isinstance(key, Scalar) or CONTROL.search(key.value):
            findings.append(error(path, line, column, "a key must be a word", "write `key: value`"))
        elif key.value in seen:
            hint = f"it stands on line {seen[key.value]} already: delete one"
            findings.append(error(path, line, column, f'"{key.value}" is given twice', hint))
        else:
            seen[key.value] = line
            entries.append(Entry(key.value, line, column, value))
    return tuple(entries), findings
