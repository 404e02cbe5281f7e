"""A list of names in front matter, changed in place: all else in the file, its comments, the order of its keys
and its way of writing lists stay as they are."""

from __future__ import annotations

import re
from collections.abc import Sequence

import yaml

from digest.editing.front_matter import flow_list, scalar
from digest.reading.frontmatter import composed

_FOLLOWING = ("topics", "rejected", "reviewed", "summary", "comment", "notice", "corrections", "image")
"""A list that is not there yet goes before the first of these, else at the end of the front matter."""

_Edit = tuple[int, int, str]
"""From one offset to another, these words instead."""


class CannotRewriteError(ValueError):
    """The front matter is written in a way in which a list cannot be changed in place."""


def with_names(text: str, key: str, names: Sequence[str]) -> str:
    """The text of a file with this list of names under `key`, `actors` or `regions`.

    Of a list that is there, items that stay are not touched; new ones follow the last. Raises
    CannotRewriteError where what comes out would not say exactly what was asked for.
    """
    windows = text.replace("\r\n", "\n") != text
    mark = text.startswith("\ufeff")
    plain = text.removeprefix("\ufeff").replace("\r\n", "\n")
    nodes = composed(plain)
    edits = _edits(plain, nodes, key, names)
    changed = plain
    for start, end, words in sorted(edits, reverse=True):
        changed = changed[:start] + words + changed[end:]
    if not _says(plain, changed, key, names):
        raise CannotRewriteError(key)
    if windows:
        if re.search(r"(?<!\r)\n", text):
            raise CannotRewriteError(key)
        changed = changed.replace("\n", "\r\n")
    return "\ufeff" + changed if mark else changed


def _edits(text: str, nodes: dict[str, yaml.Node], key: str, names: Sequence[str]) -> list[_Edit]:
    node = nodes.get(key)
    if node is None:
        at = _place_of(text, nodes, key)
        return [(at, at, f"{key}: {flow_list(names)}\n")]
    if not isinstance(node, yaml.SequenceNode):
        start, end = _span(text, node)
        space = "" if text[start - 1] in " \t\n" else " "
        return [(start, end, space + flow_list(names))]
    if node.flow_style:
        return _flow(text, node, names)
    return _block(text, node, names)


def _flow(text: str, node: yaml.SequenceNode, names: Sequence[str]) -> list[_Edit]:
    """`[one, two]`, on one line or several."""
    standing = [(_name(item), *_span(text, item)) for item in node.value]
    kept = [item for item in standing if item[0] in names]
    present = {name for name, _, _ in standing}
    new = [flow_list([name])[1:-1] for name in names if name not in present]
    if not kept:
        start, end = _span(text, node)
        return [(start, end, flow_list(names))]
    edits = []
    for n, (name, start, end) in enumerate(standing):
        if name in names:
            continue
        first = all(before not in names for before, _, _ in standing[:n])
        edits.append((start, standing[n + 1][1], "") if first else (standing[n - 1][2], end, ""))
    last = kept[-1][2]
    return [*edits, (last, last, "".join(f", {words}" for words in new))]


def _block(text: str, node: yaml.SequenceNode, names: Sequence[str]) -> list[_Edit]:
    """A name on each line, behind `-`."""
    standing = [(_name(item), *_span(text, item)) for item in node.value]
    present = {name for name, _, _ in standing}
    first = text.rfind("\n", 0, standing[0][1]) + 1
    indent = text[first : text.index("-", first)]
    end = _line_end(text, standing[-1][2])
    new = "".join(f"{indent}- {scalar(name)}\n" for name in names if name not in present)
    gone = [
        (text.rfind("\n", 0, start) + 1, _line_end(text, end), "") for name, start, end in standing if name not in names
    ]
    return [*gone, (end, end, new)]


def _place_of(text: str, nodes: dict[str, yaml.Node], key: str) -> int:
    following = ("regions", *_FOLLOWING) if key == "actors" else _FOLLOWING
    end = _end_of_matter(text)
    for other in following:
        found = re.compile(rf"^(['\"]?){other}\1[ \t]*:", re.MULTILINE).search(text, 0, end)
        if other in nodes and found:
            return found.start()
    return end


def _end_of_matter(text: str) -> int:
    found = re.compile(r"^---[ \t]*$", re.MULTILINE).search(text, text.index("\n") + 1)
    if not found:
        raise CannotRewriteError
    return found.start()


def _span(text: str, node: yaml.Node) -> tuple[int, int]:
    opening = text.index("\n") + 1
    return opening + node.start_mark.index, opening + node.end_mark.index


def _line_end(text: str, at: int) -> int:
    return text.index("\n", at) + 1


def _says(before: str, after: str, key: str, names: Sequence[str]) -> bool:
    """Whether the list is as asked for, and all other keys and the body are as they were."""
    old, new = composed(before), composed(after)
    list_now = new.get(key)
    items = list_now.value if isinstance(list_now, yaml.SequenceNode) else []
    others = [{k: _said(node) for k, node in nodes.items() if k != key} for nodes in (old, new)]
    bodies = [text[_end_of_matter(text) :] for text in (before, after)]
    return [_name(item) for item in items] == list(names) and others[0] == others[1] and bodies[0] == bodies[1]


def _said(node: yaml.Node) -> object:
    if isinstance(node, yaml.ScalarNode):
        return node.value
    return [_said(part) for pair in node.value for part in (pair if isinstance(pair, tuple) else (pair,))]


def _name(node: yaml.Node) -> str:
    return " ".join(node.value.split()) if isinstance(node, yaml.ScalarNode) else ""
