"""Front matter in each format of other generators, with its values as text and lists of text."""

from __future__ import annotations

import datetime as dt
import json
import re
import tomllib
from typing import Any, NamedTuple

from digest.ingest.migrate.old_page import Matter
from digest.ingest.text.encoding import NotText, decode, tidy
from digest.reading import frontmatter
from digest.reading.nodes import Items, Pairs, Scalar

_TOML = re.compile(r"\+\+\+[ \t]*\n(.*?)^\+\+\+[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_META_LINE = re.compile(r"([A-Za-z][\w-]*):[ \t]*(.*)")


class SplitFile(NamedTuple):
    """A file split into its front matter and its text."""

    matter: Matter
    body: str


class BadMatter(ValueError):
    """Front matter that cannot be read: what is wrong, and on which line."""

    def __init__(self, message: str, line: int = 0) -> None:
        super().__init__(message)
        self.message, self.line = message, line


def split(content: bytes) -> SplitFile | None:
    """Front matter in YAML, TOML or JSON, and the text below it; None if there is none. Raises BadMatter."""
    text = _decoded(content)
    if text.startswith("---"):
        return _yaml(text)
    if text.startswith("+++"):
        return _toml(text)
    return _json(text) if text.startswith("{") else None


def split_meta(content: bytes) -> SplitFile | None:
    """`Key: value` lines at the head of a file, as Python-Markdown's meta extension reads them. Raises BadMatter."""
    text = _decoded(content)
    lines = text.split("\n")
    if lines[0].strip() == "---":
        return _yaml(text)
    matter: dict[str, str] = {}
    key = ""
    while lines and (lines[0].strip() or not matter):
        line = lines[0]
        field = _META_LINE.fullmatch(line)
        if field:
            key = field[1].lower()
            matter[key] = f"{matter[key]}\n{field[2]}" if key in matter else field[2]
        elif key and re.match(r" {4}|\t", line):
            matter[key] += f"\n{line.strip()}"
        elif line.strip() or matter:
            break
        lines.pop(0)
    return SplitFile(matter, "\n".join(lines).strip("\n")) if matter else None


def _decoded(content: bytes) -> str:
    try:
        return tidy(decode(content)[0])
    except NotText as problem:
        raise BadMatter(problem.message) from None


def _yaml(text: str) -> SplitFile:
    matter, findings = frontmatter.parse("", re.sub(r"^\.\.\.[ \t]*$", "---", text, count=1, flags=re.MULTILINE))
    if matter is None or findings:
        raise BadMatter(findings[0].message, findings[0].line)
    return SplitFile({entry.key.lower(): _as_text(entry.value) for entry in matter.entries}, matter.body)


def _toml(text: str) -> SplitFile:
    block = _TOML.match(text)
    if not block:
        raise BadMatter("the front matter does not end", 1)
    try:
        return SplitFile(_lowered(tomllib.loads(block[1])), text[block.end() :])
    except (tomllib.TOMLDecodeError, RecursionError) as problem:
        raise BadMatter(f"the front matter is not TOML: {problem}", 1) from None


def _json(text: str) -> SplitFile | None:
    try:
        matter, end = json.JSONDecoder().raw_decode(text)
    except (ValueError, RecursionError):
        return None
    return SplitFile(_lowered(matter), text[end:].lstrip("\n"))


def _lowered(matter: dict[str, Any]) -> Matter:
    return {key.lower(): _as_text(value) for key, value in matter.items()}


def _as_text(value: Any) -> Any:
    """The value with every scalar in it as text: `true`, `2026-11-24`, `7`."""
    if isinstance(value, Scalar):
        return value.value
    if isinstance(value, Items):
        return [_as_text(item) for item in value.value]
    if isinstance(value, Pairs):
        return {str(key.value).lower(): _as_text(item) for key, item in value.value}
    if isinstance(value, dict):
        return {str(key).lower(): _as_text(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_as_text(item) for item in value]
    if isinstance(value, dt.datetime | dt.date | dt.time):
        return value.isoformat()
    return str(value).lower() if isinstance(value, bool) else "" if value is None else str(value)
