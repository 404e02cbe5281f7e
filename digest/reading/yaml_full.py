"""The full reader of front matter: any YAML, composed by PyYAML, with limits on its depth and size and no aliases."""

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
"""Characters that can open a level of nesting. A text with fewer of them cannot be too deep for the composer."""


def compose(path: str, matter: str) -> tuple[list[tuple[yaml.Node, yaml.Node]], list[Finding]]:
    """The keys and values of a mapping, as PyYAML's nodes. Empty, with findings, if the text is anything else."""
    try:
        if finding := _too_deep(path, matter):
            return [], [finding]
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
    aliases = _aliases(path, root)
    return ([], aliases) if aliases else (root.value, [])


def node_of(node: yaml.Node) -> Node:
    """Our node for one of PyYAML's. (Front matter begins on line 2 of its file, and PyYAML counts from 0.)"""
    line, column = node.start_mark.line + 2, node.start_mark.column + 1
    if isinstance(node, yaml.ScalarNode):
        return Scalar(node.value, line, column, node.style or None)
    if isinstance(node, yaml.SequenceNode):
        return Items(tuple([node_of(item) for item in node.value]), line, column)
    return Pairs(tuple([(node_of(key), node_of(value)) for key, value in node.value]), line, column)


def _too_deep(path: str, matter: str) -> Finding | None:
    """A finding for a text that nests too deep. The composer recurses: 50,000 brackets would overflow the C stack."""
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


def _aliases(path: str, root: yaml.Node) -> list[Finding]:
    """A finding for YAML's anchors and aliases, by which a few lines can expand to billions of values."""
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
    """PyYAML's complaint as a finding with a hint. PyYAML has two parsers, which word the same fault differently."""
    complaint = (problem.problem or "this cannot be read").removeprefix("found ")
    mark = problem.problem_mark or problem.context_mark
    before, at = _around(matter, mark)
    description = f"{problem.context or ''}: {complaint}\n{before}\0{at}"
    fault = next((fault for fault in _FAULTS if fault.pattern.search(description)), _Flaw(_ANY, _QUOTE))
    if fault.at_opening and problem.context_mark:
        mark = problem.context_mark
    line, column = (mark.line + 2, mark.column + 1) if mark else (2, 1)
    return error(path, line, column, f"the front matter is not YAML: {complaint}", fault.hint)


def _around(matter: str, mark: Any) -> tuple[str, str]:
    """A mark's line in two parts: before the mark, and from it on."""
    lines = matter.split("\n")
    line = lines[mark.line] if mark and mark.line < len(lines) else ""
    return (line[: mark.column], line[mark.column :]) if mark else ("", "")


class _Flaw(NamedTuple):
    """A kind of syntax error, with a hint how to mend it."""

    pattern: re.Pattern[str]
    """Searched for in PyYAML's complaint, a line break, and the line at fault with a NUL at the mark."""
    hint: str
    at_opening: bool = False
    """Whether the fault is at the opening quote or bracket, and not where PyYAML noticed it."""


_ANY = re.compile("")
_QUOTE = 'put a value that holds ": " or "#" between quotes'
_FAULTS = (
    _Flaw(re.compile(r"a tab character|'\\t'|\0\t"), "indent with spaces, not tabs"),
    _Flaw(re.compile("quoted scalar: unexpected end"), "close the quotation mark", at_opening=True),
    _Flaw(re.compile("flow sequence: "), 'close the bracket with "]", and put commas between names', at_opening=True),
    _Flaw(re.compile("flow mapping: "), 'close the brace with "}", or put the value between quotes', at_opening=True),
    _Flaw(re.compile("escape character"), "write a backslash twice, or put the value between single quotes"),
    _Flaw(re.compile(r"cannot start any token"), "put the value between quotes"),
    _Flaw(re.compile("could not find expected ':'"), 'write "key: value"', at_opening=True),
    _Flaw(re.compile(r"expected (?:key|<block end>).*\n[^\0]*\0[]}]"), "delete the bracket, or open it"),
    _Flaw(re.compile(r"expected (?:key|<block end>)"), "put the whole value between one pair of quotes"),
    _Flaw(re.compile(r"mapping values are not allowed.*\n[ ]+[\w-]+\0:"), "begin the key at the start of its line"),
    _Flaw(re.compile("mapping values are not allowed"), 'put a value that holds ": " between quotes'),
)
"""The first one whose pattern matches counts."""
