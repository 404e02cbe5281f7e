"""Writing an old address into an article's front matter, when the editor asked for it; nothing else changes."""

from __future__ import annotations

import codecs
import shutil
from collections.abc import Sequence
from pathlib import Path

import yaml

from digest.errors import DigestError, error
from digest.ingest.frontmatter import flow_list
from digest.reading.frontmatter import Entry, Matter, parse

_KEY = "aliases"


def with_alias(content: bytes, alias: str) -> bytes | None:
    """An article's bytes with one more address under `aliases`; None where it cannot be added and nothing else."""
    mark = codecs.BOM_UTF8 if content.startswith(codecs.BOM_UTF8) else b""
    ends = "\r\n" if b"\r\n" in content else "\n"
    text = content.removeprefix(mark).decode().replace(ends, "\n")
    before = _read(text)
    if before is None:
        return None
    entry = next((one for one in before.entries if one.key == _KEY), None)
    lines = text.split("\n")
    if entry is None:
        lines.insert(before.body_line - 2, f"{_KEY}: {flow_list([alias])}")
    else:
        _add(lines, entry.value, alias)
    written = "\n".join(lines)
    if not _differs_by(before, _read(written), alias):
        return None
    return mark + written.replace("\n", ends).encode()


def _add(lines: list[str], value: yaml.Node, alias: str) -> None:
    """Change the lines of a file so that a list, as it is written there, has one item more."""
    first, last = value.start_mark.line + 1, value.end_mark.line + 1
    start, end = value.start_mark.column, value.end_mark.column
    items = _items(value)
    if isinstance(value, yaml.SequenceNode) and not value.flow_style:
        at = value.value[-1]
        lines.insert(at.end_mark.line + 1 + (at.end_mark.column > 0), f"{' ' * start}- {flow_list([alias])[1:-1]}")
    elif isinstance(value, yaml.SequenceNode):
        more = (", " if items else "") + flow_list([alias])[1:-1]
        lines[last] = lines[last][: end - 1] + more + lines[last][end - 1 :]
    elif first == last:
        lines[first] = lines[first][:start].rstrip(" ") + " " + flow_list([*items, alias]) + lines[first][end:]


def _items(value: yaml.Node) -> list[str]:
    nodes: Sequence[yaml.Node] = value.value if isinstance(value, yaml.SequenceNode) else [value]
    return [str(node.value) for node in nodes if node.value]


def _read(text: str) -> Matter | None:
    matter, findings = parse("", text)
    return None if findings else matter


def _differs_by(before: Matter, after: Matter | None, alias: str) -> bool:
    """Whether the one thing that is new is the alias."""
    if after is None or after.body != before.body:
        return False
    was, now = _values(before.entries), _values(after.entries)
    return now == {**was, _KEY: [*was.get(_KEY, []), alias]}


def _values(entries: Sequence[Entry]) -> dict[str, list[str]]:
    return {one.key: _items(one.value) if one.key == _KEY else [yaml.serialize(one.value)] for one in entries}


def add_alias(root: Path, path: str, alias: str) -> None:
    """Write an alias into an article of the site. Raises DigestError where the editor has to do it."""
    file = root / path
    try:
        content = with_alias(file.read_bytes(), alias)
        if content is None:
            hint = f'add it: "aliases: [{alias}]"'
            raise DigestError(error(path, 1, 1, "an alias cannot be written into this front matter", hint))
        _replace(file, content)
    except OSError as problem:
        raise DigestError(error(path, 0, 0, f"cannot be written: {problem.strerror}")) from None


def _replace(file: Path, content: bytes) -> None:
    """Let a file hold these bytes: at no moment does it hold half of them."""
    beside = file.with_name(f".{file.name}.new")
    try:
        beside.write_bytes(content)
        shutil.copymode(file, beside)
        beside.replace(file)
    finally:
        beside.unlink(missing_ok=True)
