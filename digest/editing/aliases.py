"""Writing an old address into an article's front matter, when the editor asked for it; nothing else changes."""

from __future__ import annotations

import codecs
import shutil
from collections.abc import Sequence
from pathlib import Path

import yaml

from digest.editing.front_matter import flow_list
from digest.errors import DigestError, error
from digest.reading.frontmatter import composed, parse

_KEY = "aliases"


def with_alias(content: bytes, alias: str) -> bytes | None:
    """An article's bytes with one more address under `aliases`; None where it cannot be added and nothing else."""
    mark = codecs.BOM_UTF8 if content.startswith(codecs.BOM_UTF8) else b""
    ends = "\r\n" if b"\r\n" in content else "\n"
    text = content.removeprefix(mark).decode().replace(ends, "\n")
    before, findings = parse("", text)
    if before is None or findings:
        return None
    value = composed(text).get(_KEY)
    lines = text.split("\n")
    if value is None:
        lines.insert(before.body_line - 2, f"{_KEY}: {flow_list([alias])}")
    else:
        _add(lines, value, alias)
    written = "\n".join(lines)
    if not _differs_by(text, written, alias):
        return None
    return mark + written.replace("\n", ends).encode()


def _add(lines: list[str], value: yaml.Node, alias: str) -> None:
    """Change the lines of a file so that a list, as it is written there, has one item more, its last.

    (The first is the address by which feeds know the article.)
    """
    item = flow_list([alias])[1:-1]
    if isinstance(value, yaml.SequenceNode) and value.value:
        last = value.value[-1].end_mark
        if value.flow_style:
            _insert(lines, last, f", {item}")
        else:
            lines.insert(last.line + 1 + (last.column > 0), f"{' ' * value.start_mark.column}- {item}")
    elif isinstance(value, yaml.SequenceNode):
        _insert(lines, value.start_mark, f"[{item}", over=1)
    elif isinstance(value, yaml.ScalarNode) and value.start_mark.line == value.end_mark.line:
        start, end = value.start_mark, value.end_mark
        _insert(
            lines, start, ("" if value.value else " ") + flow_list([*_items(value), alias]), end.column - start.column
        )


def _insert(lines: list[str], mark: yaml.Mark, text: str, over: int = 0) -> None:
    """Put a text at a place of the front matter, instead of the next `over` characters."""
    line = lines[mark.line + 1]
    lines[mark.line + 1] = line[: mark.column] + text + line[mark.column + over :]


def _items(value: yaml.Node) -> list[str]:
    nodes: Sequence[yaml.Node] = value.value if isinstance(value, yaml.SequenceNode) else [value]
    return [str(node.value) for node in nodes if node.value]


def _differs_by(before: str, after: str, alias: str) -> bool:
    """Whether the one thing that is new in a file is the alias."""
    old, new = parse("", before), parse("", after)
    if old[0] is None or new[0] is None or new[1] or old[0].body != new[0].body:
        return False
    was, now = _values(before), _values(after)
    return now == {**was, _KEY: [*was.get(_KEY, []), alias]}


def _values(text: str) -> dict[str, list[str]]:
    return {key: _items(node) if key == _KEY else [yaml.serialize(node)] for key, node in composed(text).items()}


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
