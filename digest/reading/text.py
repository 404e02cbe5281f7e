"""The text of a file under content/: UTF-8 and nothing else, without what it may not hold."""

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
    """The text of a file with `\\n` line ends and no byte order mark, and what it may not hold.

    In the text U+FFFD replaces each control character. It is empty for bytes that are not UTF-8.
    """
    try:
        text = decode_utf8(source.content)
    except UnicodeDecodeError as problem:
        before = problem.object[: problem.start].decode()
        return "", [error(source.path, *place(before, len(before)), "this is not UTF-8", "save the file as UTF-8")]
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    clean = len(source.content) == len(source.content.translate(None, _SUSPECT))
    findings = [*_conflicts(source.path, text), *([] if clean else _control_characters(source.path, text))]
    return text if clean else CONTROL.sub("\ufffd", text), findings


def place(text: str, offset: int) -> tuple[int, int]:
    """Line and column, from 1, of an offset."""
    return text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)


def is_in_conflict(text: str) -> bool:
    """Whether git has left both sides of a conflict in a text."""
    return bool(_CONFLICT.search(text))


def _conflicts(path: str, text: str) -> list[Finding]:
    """A finding for each conflict in a text, at the marker that opens it."""
    markers = list(_CONFLICT.finditer(text)) if any(mark * 7 in text for mark in "<>|") else []
    openings = [marker for marker in markers if marker[0].startswith("<")] or markers[:1]
    return [
        error(path, *place(text, marker.start()), "git's conflict marker", "choose one side and delete the markers")
        for marker in openings
    ]


def _control_characters(path: str, text: str) -> list[Finding]:
    """A finding for each line that holds one, at the first of the line."""
    firsts: dict[int, Finding] = {}
    for character in CONTROL.finditer(text):
        line, column = place(text, character.start())
        firsts.setdefault(line, error(path, line, column, f"control character U+{ord(character[0]):04X}", "delete it"))
    return list(firsts.values())
