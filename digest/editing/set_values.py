"""Values that an editor sets from the command line: checked like front matter, then written in place.

    KEY=VALUE → Change → the file's bytes with that key changed, and no other

The same hand serves `digest set`, `digest keep --edition`, and `digest add` on an article that the site has.
"""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from digest.config import Config
from digest.dates import read_when
from digest.editing.file_change import FileChange
from digest.editing.inplace import CannotEdit, EditableFile
from digest.editing.yaml_values import Value, flow_list, written
from digest.errors import Finding, did_you_mean, error
from digest.model.source import SourceFile
from digest.names import folded_name
from digest.reading import fields
from digest.reading.article import FIELDS
from digest.reading.fields import Bad, Field
from digest.reading.frontmatter import parse
from digest.reading.nodes import Items, Node, Scalar
from digest.reading.scan import is_text

LISTS = ("authors", "actors", "regions", "topics", "rejected", "aliases")
"""Keys that hold a list of texts."""
RECORDS = ("also", "corrections")
"""Keys that hold a list of records, which no line of a command line can state well."""
NEEDED = ("title", "date")
"""Keys that an article cannot do without."""


class Operation(enum.Enum):
    """What a change does to its key."""

    SET = "set"
    ADD = "add"
    """Add items to the end of a list."""
    REMOVE = "remove"
    """Remove items from a list; the key as a whole where there are none."""


class Change(NamedTuple):
    """A change of one key of the front matter, its value checked."""

    key: str
    value: Value = ""
    """A tuple of texts for a list."""
    operation: Operation = Operation.SET


Assignment = tuple[str, str]
"""A key and the text of its value."""


def changes_of(
    assignments: Iterable[Assignment], added: Iterable[Assignment], removed: Iterable[Assignment], config: Config
) -> tuple[list[Change], list[Finding]]:
    """The changes that a command line states, and everything wrong in it: unknown keys, values that do not fit.

    A list is written as in front matter, `[NATO, Japan]`, or without the brackets. An added or removed item is one
    text, with its commas.
    """
    changes: list[Change] = []
    findings: list[Finding] = []
    stated = [(Operation.SET, *pair) for pair in assignments]
    stated += [(Operation.ADD, *pair) for pair in added] + [(Operation.REMOVE, *pair) for pair in removed]
    for operation, key, text in stated:
        try:
            changes.append(_change(operation, key, text, config))
        except Bad as bad:
            findings.append(error(key, 0, 0, bad.message, bad.hint))
    findings += _given_twice(changes)
    return changes, findings


class ValueChange(FileChange, frozen=True, kw_only=True):
    """An article's file before and after some changes."""

    keys: tuple[str, ...] = ()
    """The keys with a changed value."""


def edited(source: SourceFile, changes: Sequence[Change]) -> ValueChange:
    """A file with these changes. A key that cannot be changed in place is a finding, and the file stays as it was."""
    try:
        file = EditableFile.parse(source.content)
    except CannotEdit as problem:
        finding = error(source.path, 1, 1, str(problem), "see digest build")
        return ValueChange(path=source.path, before=source.content, after=source.content, findings=(finding,))
    findings, keys = [], []
    for change in changes:
        before = file
        try:
            file = changed(file, change)
            keys += [change.key] if file is not before else []
        except CannotEdit as problem:
            line = _lines(file).get(change.key, 1)
            findings.append(error(source.path, line, 1, str(problem), _by_hand(change)))
    if findings:
        return ValueChange(path=source.path, before=source.content, after=source.content, findings=tuple(findings))
    return ValueChange(path=source.path, before=source.content, after=file.to_bytes(), keys=tuple(keys))


def with_basis(changes: Sequence[Change]) -> list[Change]:
    """The changes, and with a date also the removal of `date_basis`, because an editor's date needs no other basis.

    A `date_basis` that the editor states stays.
    """
    keys = {change.key for change in changes}
    if "date" not in keys or "date_basis" in keys:
        return list(changes)
    return [*changes, Change("date_basis", operation=Operation.REMOVE)]


def changed(file: EditableFile, change: Change) -> EditableFile:
    """The file with one change; the same file if it has the value already. Raises CannotEdit."""
    key, value = change.key, change.value
    if change.operation is Operation.REMOVE and not value:
        return file.remove(key)
    if not isinstance(value, tuple):
        return file.set(key, value)
    items = [item for item in value if isinstance(item, str)]
    existing = file.items(key)
    folded = {folded_name(item) for item in items}
    if change.operation is Operation.ADD:
        present = {folded_name(item) for item in existing}
        items = [*existing, *(item for item in items if folded_name(item) not in present)]
    elif change.operation is Operation.REMOVE:
        items = [item for item in existing if folded_name(item) not in folded]
    return file if tuple(items) == existing else file.set_list(key, items)


def _change(operation: Operation, key: str, text: str, config: Config) -> Change:
    """A checked change. Raises Bad with what is wrong with the key or its value."""
    node = Scalar(text, 1, 1, '"')
    if not is_text(text):
        raise Bad(node, "this value is not UTF-8", "write it in UTF-8")
    field = _field(key, node, config)
    if operation is not Operation.SET:
        if key not in LISTS:
            raise Bad(node, "this key is not a list", f"write {key}={text or 'VALUE'}")
        if not text.strip():
            raise Bad(node, "the item is empty", f"write {key}=NAME")
        return Change(key, _items(Items((node,), 1, 1), field, config), operation)
    if not text.strip():
        if key in NEEDED:
            raise Bad(node, "every article needs it", f"write {key}=VALUE")
        return Change(key, operation=Operation.REMOVE)
    if key in LISTS:
        return Change(key, _items(_list_node(key, text), field, config))
    return Change(key, _value(text, field(node, config.zone), config))


def _field(key: str, node: Node, config: Config) -> Field:
    if key in RECORDS:
        raise Bad(node, "this key holds records", "write it into the file")
    if key in FIELDS:
        return FIELDS[key]
    if key in config.content.extra:
        return fields.as_text
    keys = [*FIELDS, *config.content.extra]
    raise Bad(node, "unknown key", did_you_mean(key, keys, "see the reference of front matter"))


def _items(node: Items, field: Field, config: Config) -> tuple[str, ...]:
    """The texts of a list that its field accepts. Raises Bad."""
    field(node, config.zone)
    return fields.names(node, config.zone)


def _list_node(key: str, text: str) -> Items:
    """A list as front matter writes it, or items between commas. Raises Bad."""
    bracketed = text.strip() if text.strip().startswith("[") else ""
    if not bracketed:
        return Items(tuple(Scalar(item, 1, 1, '"') for item in text.split(",")), 1, 1)
    matter, findings = parse("", f"---\n{key}: {bracketed}\n---\n")
    node = matter.entries[0].value if matter and matter.entries else None
    if findings or not isinstance(node, Items):
        raise Bad(Scalar(text, 1, 1), f'"{text}" is not a list', f"write {key}=[NAME, NAME], or {key}=NAME,NAME")
    return node


def _value(text: str, typed: Any, config: Config) -> Value:
    """A typed value as it is written: a moment stays a bare day where no more was stated."""
    if isinstance(typed, dt.datetime):
        return read_when(text, config.zone)
    if isinstance(typed, tuple):  # a Markdown text, with the line on which it begins
        return str(typed[0])
    if typed is None or typed == "":  # `withdrawn`: false, and true without a reason
        return typed is not None
    value: Value = typed
    return value


def _given_twice(changes: Sequence[Change]) -> Iterable[Finding]:
    keys = [change.key for change in changes if change.value == "" or change.operation is Operation.SET]
    for key in dict.fromkeys(keys):
        if sum(change.key == key for change in changes) > 1:
            yield error(key, 0, 0, "this key is given twice", "give it once, or add to it alone")


def _lines(file: EditableFile) -> Mapping[str, int]:
    matter, _ = parse("", file.text)
    return {entry.key: entry.line for entry in matter.entries} if matter else {}


def _by_hand(change: Change) -> str:
    if change.operation is Operation.SET:
        return f"write it so: {change.key}: {written(change.value)}"
    verb = "add" if change.operation is Operation.ADD else "delete"
    items: Collection[Any] = change.value if isinstance(change.value, tuple) else ()
    return f"{verb} {flow_list(map(str, items))} by hand" if items else f"delete {change.key} by hand"
