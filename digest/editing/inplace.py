"""A file of `content/`, changed in place: one key, one list or the text changes, and every other byte stays.

An editor's comments, the order of keys, quotes, the way in which a list is written, line ends and a byte order mark are
theirs. So a change puts one piece of text in the place of another and never writes the front matter anew. Each change
is checked before it is returned: the key must read as what was asked for, and everything else as before.

    EditableFile.parse(content).set("updated", "2026-11-24").to_bytes()
"""

from __future__ import annotations

import codecs
import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import cached_property
from typing import NamedTuple

import yaml

from digest.editing.yaml_values import Value, flow_list, scalar, written
from digest.reading.frontmatter import parse, split, yaml_nodes

_BELOW = {
    "edition": ("date_basis", "date", "title"),
    "updated": ("added", "edition", "date_basis", "date", "title"),
    "source": ("updated", "added", "edition", "date_basis", "date", "title"),
    "url": ("agency", "source", "updated", "added", "date", "title"),
    "also": ("url", "agency", "source", "added", "date", "title"),
}
"""A new key goes below the first of these that the file has;"""
_ABOVE = {
    "actors": ("regions", "topics", "rejected", "reviewed", "summary", "comment", "notice", "corrections", "image"),
    "regions": ("topics", "rejected", "reviewed", "summary", "comment", "notice", "corrections", "image"),
}
"""or above the first of these; else at the end of the front matter."""


class CannotEdit(ValueError):
    """A change that would change something else too, because of the way in which the file is written."""


class Edit(NamedTuple):
    """New text for a span: `start` and `end` are offsets into the `text` of an EditableFile."""

    start: int
    end: int
    words: str


class EditableFile:
    """A file with front matter, as an immutable value: a change returns another EditableFile."""

    def __init__(self, content: bytes) -> None:
        self._mark = codecs.BOM_UTF8 if content.startswith(codecs.BOM_UTF8) else b""
        self._raw = content.removeprefix(self._mark).decode()
        self.text = self._raw.replace("\r\n", "\n").replace("\r", "\n")
        """The content with `\\n` line ends and without a byte order mark, as reading has it."""
        pieces = split("", self.text)[0]
        self.matter, self.body = pieces or ("", "")
        """The YAML between the two lines of `---`, and the text below them."""
        self._opening = self.text.find("\n") + 1
        self._closing = self._opening + len(self.matter)

    @classmethod
    def parse(cls, content: bytes) -> EditableFile:
        """The file with these bytes. Raises CannotEdit where its front matter cannot be read."""
        try:
            file = cls(content)
        except UnicodeDecodeError:
            raise CannotEdit("it is not UTF-8") from None
        matter, findings = parse("", file.text)
        if matter is None or findings:
            raise CannotEdit("its front matter cannot be read")
        return file

    def to_bytes(self) -> bytes:
        """The content of the file, with its own line ends and byte order mark."""
        return self._mark + self._raw.encode()

    @cached_property
    def nodes(self) -> dict[str, yaml.Node]:
        """The values of the front matter by key, as PyYAML's nodes, which hold where they begin and end."""
        return yaml_nodes(self.text)

    # Changes. Each raises CannotEdit where it would change anything else.

    def set(self, key: str, value: Value) -> EditableFile:
        """Give a key this value: in the place of the old one, or on a line of its own. Unchanged where it has it."""
        words = written(value)
        node = self.nodes.get(key)
        expected = yaml_nodes(f"---\n{key}: {words}\n---\n").get(key)
        if node is not None and expected is not None and _meaning(node) == _meaning(expected):
            return self
        if node is None:
            at = self._place_of(key)
            edit = Edit(at, at, f"{key}: {words}\n")
        elif _is_inline(node) and "\n" not in words:
            edit = self._in_place_of(node, words)
        else:
            edit = Edit(*self._lines_of(key), f"{key}: {words}\n")
        changed = self._with([edit])
        if expected is None or _meaning(changed.nodes.get(key)) != _meaning(expected):
            raise CannotEdit(f'"{key}" cannot be written in its place')
        return self._checked(changed, key)

    def remove(self, key: str) -> EditableFile:
        """Remove a key with its lines. Unchanged where the file has no such key."""
        if key not in self.nodes:
            return self
        changed = self._with([Edit(*self._lines_of(key), "")])
        if key in changed.nodes or changed.nodes.keys() != self.nodes.keys() - {key}:
            raise CannotEdit(f'"{key}" is not on a line of its own')
        return self._checked(changed, key)

    def set_list(self, key: str, items: Sequence[str]) -> EditableFile:
        """Give a list just these items. Those that it has already keep their bytes, new ones follow the last."""
        node = self.nodes.get(key)
        if isinstance(node, yaml.MappingNode):
            raise CannotEdit(f'"{key}" is a mapping and not a list')
        if node is None:
            at = self._place_of(key)
            return self._listed(self._with([Edit(at, at, f"{key}: {flow_list(items)}\n")]), key, items)
        if not isinstance(node, yaml.SequenceNode) or not node.value:
            return self._listed(self._with([self._in_place_of(node, flow_list(items))]), key, items)
        edits = _flow(self._opening, node, items) if node.flow_style else self._block(key, node, items)
        return self._listed(self._with(edits), key, items)

    def add_to_list(self, key: str, item: str) -> EditableFile:
        """Add an item to the end of a list. Unchanged where the list has it already."""
        items = self.items(key)
        return self if item in items else self.set_list(key, (*items, item))

    def remove_from_list(self, key: str, item: str) -> EditableFile:
        """Remove an item from a list; `[]` remains where it was the last. Unchanged where the list does not have it."""
        items = self.items(key)
        return self.set_list(key, [name for name in items if name != item]) if item in items else self

    def replace_body(self, body: str) -> EditableFile:
        """Put another text below the front matter."""
        start = len(self.text) - len(self.body)
        changed = self._with([Edit(start, len(self.text), body)])
        if changed.body != body or changed.matter != self.matter:
            raise CannotEdit("its text cannot be replaced")
        return changed

    def items(self, key: str) -> tuple[str, ...]:
        """The items of a list; a single value counts as a list of one."""
        node = self.nodes.get(key)
        if isinstance(node, yaml.SequenceNode):
            return tuple(_name(item) for item in node.value)
        return (_name(node),) if isinstance(node, yaml.ScalarNode) and node.value else ()

    # How

    def _with(self, edits: Sequence[Edit]) -> EditableFile:
        """The file after some edits, each in this file's own line ends; all other characters stay the same."""
        raw = self._raw
        for edit in sorted(edits, reverse=True):
            words = edit.words.replace("\n", self._line_end)
            raw = raw[: self._raw_offset(edit.start)] + words + raw[self._raw_offset(edit.end) :]
        return EditableFile(self._mark + raw.encode())

    def _checked(self, changed: EditableFile, key: str) -> EditableFile:
        """The changed file, if nothing but this key differs. Raises CannotEdit."""
        before, after = ({k: _meaning(v) for k, v in file.nodes.items() if k != key} for file in (self, changed))
        if before != after or changed.body != self.body or parse("", changed.text)[1]:
            raise CannotEdit(f'"{key}" cannot be changed alone')
        return changed

    def _listed(self, changed: EditableFile, key: str, items: Sequence[str]) -> EditableFile:
        if list(changed.items(key)) != list(items) or not isinstance(changed.nodes.get(key), yaml.SequenceNode):
            raise CannotEdit(f'"{key}" cannot be changed in place')
        return self._checked(changed, key)

    @cached_property
    def _line_end(self) -> str:
        """The first line's: `\\r\\n` in a file from Windows."""
        line_end = re.search(r"\r\n?|\n", self._raw)
        return line_end[0] if line_end else "\n"

    @cached_property
    def _pairs(self) -> list[int]:
        """Offsets in `text` of the line ends that take two characters in the file."""
        return [pair.start() - number for number, pair in enumerate(re.finditer("\r\n", self._raw))]

    def _raw_offset(self, offset: int) -> int:
        return offset + bisect_left(self._pairs, offset)

    def _span(self, node: yaml.Node) -> tuple[int, int]:
        return self._opening + node.start_mark.index, self._opening + node.end_mark.index

    def _in_place_of(self, node: yaml.Node, words: str) -> Edit:
        start, end = self._span(node)
        return Edit(start, end, words if self.text[start - 1] in " \t\n" else f" {words}")

    def _lines_of(self, key: str) -> tuple[int, int]:
        """Where the lines of a key start and end. Blank lines and comments before the next key do not belong to it."""
        matter, _ = parse("", self.text)
        assert matter, "`parse` has read this front matter before"
        starts = [entry.line - 1 for entry in matter.entries]
        ends = [*starts[1:], matter.body_line - 2]
        at = [entry.key for entry in matter.entries].index(key)
        lines, start, end = self.text.split("\n"), starts[at], ends[at]
        while end > start + 1 and (not lines[end - 1].strip() or lines[end - 1].startswith("#")):
            end -= 1
        return _offset(lines, start), _offset(lines, end)

    def _place_of(self, key: str) -> int:
        above = next((other for other in _ABOVE.get(key, ()) if other in self.nodes), "")
        if above:
            return self._lines_of(above)[0]
        below = next((other for other in _BELOW.get(key, ()) if other in self.nodes), "")
        if below:
            return self._lines_of(below)[1]
        return self._opening if key in _BELOW else self._closing

    def _block(self, key: str, node: yaml.SequenceNode, items: Sequence[str]) -> list[Edit]:
        """A list with an item on each line, behind `-`. Comments on lines of their own stay."""
        spans = [(_name(item), *self._span(item)) for item in node.value]
        first = self._line_start(spans[0][1])
        indent = self.text[first : self.text.index("-", first)]
        end = self._after_line(spans[-1][2])
        existing = {name for name, _, _ in spans}
        new = "".join(f"{indent}- {scalar(name)}\n" for name in items if name not in existing)
        removed = [(start, stop) for name, start, stop in spans if name not in items]
        edits = [Edit(self._line_start(start), self._after_line(stop), "") for start, stop in removed]
        return [*edits, Edit(end, end, new) if items else self._empty_list(key)]

    def _empty_list(self, key: str) -> Edit:
        """Put `[]` behind the colon of a list that loses all items: `actors: # who` becomes `actors: [] # who`."""
        colon = _KEY.match(self.text, self._lines_of(key)[0])
        if colon is None:
            raise CannotEdit(f'"{key}" cannot become an empty list')
        return Edit(colon.end(), colon.end(), " []")

    def _line_start(self, offset: int) -> int:
        return self.text.rfind("\n", 0, offset) + 1

    def _after_line(self, offset: int) -> int:
        """The start of the next line; the offset itself if a line starts there, as below a block of several lines."""
        return offset if self.text[offset - 1] == "\n" else self.text.index("\n", offset) + 1


_KEY = re.compile(r"""(?:"[^"\n]*"|'[^'\n]*'|[\w.-]+)[ \t]*:""")


def _flow(opening: int, node: yaml.SequenceNode, items: Sequence[str]) -> list[Edit]:
    """A list as `[one, two]`, on one line or several."""
    spans = [(_name(item), opening + item.start_mark.index, opening + item.end_mark.index) for item in node.value]
    kept = [span for span in spans if span[0] in items]
    existing = {name for name, _, _ in spans}
    new = [flow_list([name])[1:-1] for name in items if name not in existing]
    if not kept:
        return [Edit(opening + node.start_mark.index, opening + node.end_mark.index, flow_list(items))]
    edits = []
    for at, (name, start, end) in enumerate(spans):
        if name not in items:
            first = all(before not in items for before, _, _ in spans[:at])
            edits.append(Edit(start, spans[at + 1][1], "") if first else Edit(spans[at - 1][2], end, ""))
    last = kept[-1][2]
    return [*edits, Edit(last, last, "".join(f", {words}" for words in new))]


def _is_inline(node: yaml.Node) -> bool:
    """Whether a value takes one line, so that a comment behind it can stay."""
    return node.start_mark.line == node.end_mark.line and getattr(node, "style", None) not in ("|", ">")


def _offset(lines: Sequence[str], line: int) -> int:
    return sum(len(text) + 1 for text in lines[:line])


def _meaning(node: yaml.Node | None) -> object:
    """The content of a node, without its style: texts, in lists for lists and mappings."""
    if node is None or isinstance(node, yaml.ScalarNode):
        return node and node.value
    return [_meaning(part) for pair in node.value for part in (pair if isinstance(pair, tuple) else (pair,))]


def _name(node: yaml.Node) -> str:
    return " ".join(node.value.split()) if isinstance(node, yaml.ScalarNode) else ""
