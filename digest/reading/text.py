"""The text of a file under content/: UTF-8 and nothing else, and what may not stand in it."""

from __future__ import annotations

import re

from digest.decoding import decode_utf8
from digest.errors import Finding, error
from digest.model.source import SourceFile

CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")
_SUSPECT = bytes({*range(9), 11, 12, *range(14, 32), 127, 0xEF})
"""Bytes, of which each control character in UTF-8 has one. Searching for them first takes a tenth of the time."""
_CONFLICT = re.compile(r"^(?:<{7}|>{7}|\|{7})(?: .*)?$", re.MULTILINE)


def decode(source: SourceFile) -> tuple[str, list[Finding]]:
    """The text of a file with `\\n` line ends and no byte order mark; findings where it cannot be taken."""
    try:
        text = decode_utf8(source.content)
    except UnicodeDecodeError as problem:
        before = problem.object[: problem.start].decode()
        return "", [error(source.path, *place(before, len(before)), "this is not UTF-8", "save the file as UTF-8")]
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    clean = len(source.content) == len(source.content.translate(None, _SUSPECT))
    return text, [*_conflicts(source.path, text), *([] if clean else _control_characters(source.path, text))]


def place(text: str, offset: int) -> tuple[int, int]:
    """Line and column, from 1, of an offset."""
    return text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)


def _conflicts(path: str, text: str) -> list[Finding]:
    marker = _CONFLICT.search(text) if any(mark * 7 in text for mark in "<>|") else None
    if not marker:
        return []
    line, column = place(text, marker.start())
    return [error(path, line, column, "git's conflict marker", "choose one side and delete the markers")]


def _control_characters(path: str, text: str) -> list[Finding]:
    character = CONTROL.search(text)
    if not character:
        return []
    line, column = place(text, character.start())
    return [error(path, line, column, f"control character U+{ord(character[0]):04X}", "delete it")]
