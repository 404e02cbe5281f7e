"""YAML of any kind as PyYAML composes it, with the limits that keep it from standing for more than it says."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

import yaml

from digest.errors import Finding, error
from digest.reading.nodes import Items, Node, Pairs, Scalar

_LOADER: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_MAX_NODES = 100_000
_MAX_DEPTH = 50
_SURELY_FLAT = 400
"""With fewer characters that could open a list than this, no text is too deep for the composer."""


def compose(path: str, matter: str) -> tuple[list[tuple[yaml.Node, yaml.Node]], list[Finding]]:
    """The keys of a mapping and their values, as PyYAML's nodes; none, and why, where the text is no mapping."""
    try:
        if deep := _too_deep(path, matter):
            return [], [deep]
        root = yaml.compose(matter, Loader=_LOADER)
    except yaml.MarkedYAMLError as problem:
        if "nesting depth" in (problem.problem or ""):  # libyaml 0.2.6 has a limit of its own, and looks ahead
            return [], [_endless(path, problem.problem_mark)]
        return [], [_syntax_error(path, matter, problem)]
    except (yaml.YAMLError, RecursionError, ValueError):
        return [], [error(path, 2, 1, "the front matter is not YAML")]
    if root is None or (isinstance(root, yaml.ScalarNode) and not root.value):
        return [], []
    if not isinstance(root, yaml.MappingNode):
        return [], [error(path, 2, 1, "the front matter is not a list of keys", "write one `key: value` a line")]
    repeated = _repeated(path, root)
    return ([], repeated) if repeated else (root.value, [])


def as_written(node: yaml.Node) -> Node:
    """A node of PyYAML's as one of ours. (The front matter begins on line 2 of its file.)"""
    line, column = node.start_mark.line + 2, node.start_mark.column + 1
    if isinstance(node, yaml.ScalarNode):
        return Scalar(node.value, line, column, node.style or None)
    if isinstance(node, yaml.SequenceNode):
        return Items(tuple([as_written(item) for item in node.value]), line, column)
    return Pairs(tuple([(as_written(key), as_written(value)) for key, value in node.value]), line, column)


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
            line, column = node.start_mark.line + 2, node.start_mark.column + 1
            return [error(path, line, column, "YAML's & and * are not read here", "write the value out")]
        seen.add(id(node))
        if isinstance(node, yaml.SequenceNode):
            waiting.extend(node.value)
        elif isinstance(node, yaml.MappingNode):
            waiting.extend(part for pair in node.value for part in pair)
    return []


def _syntax_error(path: str, matter: str, problem: yaml.MarkedYAMLError) -> Finding:
    """What PyYAML complains of, in the words of either of its two readers, and how to mend it."""
    said = (problem.problem or "this cannot be read").removeprefix("found ")
    mark = problem.problem_mark or problem.context_mark
    before, at = _around(matter, mark)
    found = f"{problem.context or ''}: {said}\n{before}\0{at}"
    fault = next((fault for fault in _FAULTS if fault.found.search(found)), _Fault(_ANY, _QUOTE))
    if fault.opened and problem.context_mark:
        mark = problem.context_mark
    line, column = (mark.line + 2, mark.column + 1) if mark else (2, 1)
    return error(path, line, column, f"the front matter is not YAML: {said}", fault.hint)


def _around(matter: str, mark: Any) -> tuple[str, str]:
    """What stands on a mark's line before it, and from it on."""
    lines = matter.split("\n")
    line = lines[mark.line] if mark and mark.line < len(lines) else ""
    return (line[: mark.column], line[mark.column :]) if mark else ("", "")


class _Fault(NamedTuple):
    """A fault, by what is said of it and what stands before and behind the place (parted by a NUL)."""

    found: re.Pattern[str]
    hint: str
    opened: bool = False
    """Whether the fault lies where something begins, and not where it was noticed."""


_ANY = re.compile("")
_QUOTE = 'put a value that holds ": " or "#" between quotes'
_FAULTS = (
    _Fault(re.compile(r"a tab character|'\\t'|\0\t"), "indent with spaces, not tabs"),
    _Fault(re.compile("quoted scalar: unexpected end"), "close the quotation mark", opened=True),
    _Fault(re.compile("flow sequence: "), 'close the bracket with "]", and put commas between names', opened=True),
    _Fault(re.compile("flow mapping: "), 'close the brace with "}", or put the value between quotes', opened=True),
    _Fault(re.compile("escape character"), "write a backslash twice, or put the value between single quotes"),
    _Fault(re.compile(r"cannot start any token"), "put the value between quotes"),
    _Fault(re.compile("could not find expected ':'"), 'write "key: value"', opened=True),
    _Fault(re.compile(r"expected (?:key|<block end>).*\n[^\0]*\0[]}]"), "delete the bracket, or open it"),
    _Fault(re.compile(r"expected (?:key|<block end>)"), "put the whole value between one pair of quotes"),
    _Fault(re.compile(r"mapping values are not allowed.*\n[ ]+[\w-]+\0:"), "begin the key at the start of its line"),
    _Fault(re.compile("mapping values are not allowed"), 'put a value that holds ": " between quotes'),
)
"""The first that is found counts."""
