"""Front matter: the YAML between two lines of `---`, as entries with their line and column."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from digest.errors import Finding, error
from digest.model.source import SourceFile
from digest.reading.nodes import Node, Scalar
from digest.reading.text import CONTROL, decode, is_in_conflict
from digest.reading.yaml_fast import read_fast

if TYPE_CHECKING:
    import yaml

_FENCE = re.compile(r"---[ \t]*\n")
_END = re.compile(r"^---[ \t]*(?:\n|\Z)", re.MULTILINE)


class MatterEntry(NamedTuple):
    """A key of the front matter with its value, and the line and column of the key."""

    key: str
    line: int
    column: int
    value: Node


class Matter(NamedTuple):
    """A file split into front matter and text."""

    entries: tuple[MatterEntry, ...]
    body: str
    body_line: int
    """The line of the file on which the text begins."""


def parse(path: str, text: str) -> tuple[Matter | None, list[Finding]]:
    """Split a file's text into front matter and body. None if a line of `---` is missing."""
    parts, findings = split(path, text)
    if parts is None:
        return None, findings
    matter, body = parts
    entries, findings = _entries(path, matter)
    return Matter(entries, body, text.count("\n", 0, len(text) - len(body)) + 1), findings


def read_matter(source: SourceFile) -> tuple[Matter | None, list[Finding]]:
    """The front matter and text of a file, and everything wrong with the file so far.

    None where the file cannot be split. Without entries, and with findings, where its front matter cannot be read.
    """
    text, findings = decode(source)
    if findings and not text:
        return None, findings
    matter, faults = parse(source.path, text)
    unread = matter is None or not matter.entries
    return matter, findings if unread and is_in_conflict(text) else [*findings, *faults]


def joined(findings: list[Finding], faults: Iterable[Finding]) -> list[Finding]:
    """The findings with further ones, but none on a line of which something has been said: it may follow from that."""
    lines = {finding.line for finding in findings} - {1}
    return [*findings, *(fault for fault in faults if fault.line not in lines)]


def yaml_nodes(text: str) -> dict[str, yaml.Node]:
    """The values of a file's front matter as PyYAML's nodes, whose end marks an edit in place needs.

    Empty if anything is wrong with the front matter.
    """
    from digest.reading.yaml_full import compose

    parts, _ = split("", text)
    pairs, findings = compose("", parts[0]) if parts else ([], [])
    _, faults = _entries("", parts[0]) if parts else ((), [])
    return {} if findings or faults else {key.value: value for key, value in pairs}


def split(path: str, text: str) -> tuple[tuple[str, str] | None, list[Finding]]:
    """The YAML between the two lines of `---`, and the text below them. None if either line is missing."""
    opening = _FENCE.match(text)
    if not opening:
        return None, [error(path, 1, 1, "no front matter", 'begin the file with a line "---"')]
    closing = _END.search(text, opening.end())
    if not closing:
        return None, [error(path, 1, 1, "the front matter does not end", 'close it with a line "---"')]
    return (text[opening.end() : closing.start()], text[closing.end() :]), []


def _entries(path: str, matter: str) -> tuple[tuple[MatterEntry, ...], list[Finding]]:
    pairs = read_fast(matter)
    if pairs is not None:
        return _distinct(path, pairs)
    from digest.reading.yaml_full import compose, node_of  # only now: most sites can do without PyYAML

    composed, findings = compose(path, matter)
    if findings:
        return (), findings
    return _distinct(path, [(node_of(key), node_of(value)) for key, value in composed])


def _distinct(path: str, pairs: Iterable[tuple[Node, Node]]) -> tuple[tuple[MatterEntry, ...], list[Finding]]:
    """The entries of a mapping. A key that repeats is a finding."""
    findings = []
    entries = []
    seen: dict[str, int] = {}
    for key, value in pairs:
        line, column = key.line, key.column
        if not isinstance(key, Scalar) or CONTROL.search(key.value):
            findings.append(error(path, line, column, "a key must be a word", "write `key: value`"))
        elif key.value in seen:
            hint = f"it is on line {seen[key.value]} already: delete one"
            findings.append(error(path, line, column, f'"{key.value}" is given twice', hint))
        else:
            seen[key.value] = line
            entries.append(MatterEntry(key.value, line, column, value))
    return tuple(entries), findings
