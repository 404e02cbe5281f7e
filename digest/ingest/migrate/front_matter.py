"""Front matter in each form that other generators know, as plain text and lists of it."""

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


class Parted(NamedTuple):
    """A file as its front matter and its text."""

    matter: Matter
    body: str


class BadMatter(ValueError):
    """Front matter that cannot be read: says what is wrong, and on which line."""

    def __init__(self, message: str, line: int = 0) -> None:
        super().__init__(message)
        self.message, self.line = message, line


def part(content: bytes) -> Parted | None:
    """Front matter in YAML, TOML or JSON, and the text below it; None where there is none. Raises BadMatter."""
    text = _text(content)
    if text.startswith("---"):
        return _yaml(text)
    if text.startswith("+++"):
        return _toml(text)
    return _json(text) if text.startswith("{") else None


def part_meta(content: bytes) -> Parted | None:
    """`Key: value` lines at the head of a file, as Python-Markdown's meta extension reads them. Raises BadMatter."""
    text = _text(content)
    lines = text.split("\n")
    if lines[0].strip() == "---":
        return _yaml(text)
    matter: dict[str, str] = {}
    key = ""
    while lines and (lines[0].strip() or not matter):
        line = lines[0]
        found = _META_LINE.fullmatch(line)
        if found:
            key = found[1].lower()
            matter[key] = f"{matter[key]}\n{found[2]}" if key in matter else found[2]
        elif key and re.match(r" {4}|\t", line):
            matter[key] += f"\n{line.strip()}"
        elif line.strip() or matter:
            break
        lines.pop(0)
    return Parted(matter, "\n".join(lines).strip("\n")) if matter else None


def _text(content: bytes) -> str:
    try:
        return tidy(decode(content)[0])
    except NotText as problem:
        raise BadMatter(problem.message) from None


def _yaml(text: str) -> Parted:
    matter, findings = frontmatter.parse("", re.sub(r"^\.\.\.[ \t]*$", "---", text, count=1, flags=re.MULTILINE))
    if matter is None or findings:
        raise BadMatter(findings[0].message, findings[0].line)
    return Parted({entry.key.lower(): _plain(entry.value) for entry in matter.entries}, matter.body)


def _toml(text: str) -> Parted:
    found = _TOML.match(text)
    if not found:
        raise BadMatter("the front matter does not end", 1)
    try:
        return Parted(_lowered(tomllib.loads(found[1])), text[found.end() :])
    except (tomllib.TOMLDecodeError, RecursionError) as problem:
        raise BadMatter(f"the front matter is not TOML: {problem}", 1) from None


def _json(text: str) -> Parted | None:
    try:
        matter, end = json.JSONDecoder().raw_decode(text)
    except (ValueError, RecursionError):
        return None
    return Parted(_lowered(matter), text[end:].lstrip("\n"))


def _lowered(matter: dict[str, Any]) -> Matter:
    return {key.lower(): _plain(value) for key, value in matter.items()}


def _plain(value: Any) -> Any:
    """Lists and mappings of text, whatever the types were."""
    if isinstance(value, Scalar):
        return value.value
    if isinstance(value, Items):
        return [_plain(item) for item in value.value]
    if isinstance(value, Pairs):
        return {str(key.value).lower(): _plain(item) for key, item in value.value}
    if isinstance(value, dict):
        return {str(key).lower(): _plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_plain(item) for item in value]
    if isinstance(value, dt.datetime | dt.date | dt.time):
        return value.isoformat()
    return str(value).lower() if isinstance(value, bool) else "" if value is None else str(value)
