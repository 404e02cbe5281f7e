"""The journal of the desk: what each change was, in `.digest/desk.log`, so that it can be undone after a restart too.

A line for each change, and for each undoing; texts are packed. It is a cache like all of `.digest/`: without it nothing
can be undone, and nothing else is lost.
"""

from __future__ import annotations

import base64
import zlib
from collections.abc import Sequence
from pathlib import Path

import msgspec

from digest.atomic import write
from digest.desk.changes import FileState

FILE = ".digest/desk.log"
KEPT = 1_000
"""Lines that stay when a desk begins its work."""


class JournalLine(msgspec.Struct, frozen=True, omit_defaults=True):
    """A change that was made, or was undone."""

    id: int
    at: str = ""
    """When: RFC 3339."""
    what: str = ""
    """The deed in words: `keep`, `set source` …"""
    files: tuple[tuple[str, str | None, str | None], ...] = ()
    """Path, and the packed texts before and after."""
    is_undone: bool = False


class Journal:
    """The journal of a site. One desk has it at a time."""

    def __init__(self, root: Path) -> None:
        self._file = root / FILE
        self._lines = _read(self._file)
        if len(self._lines) > KEPT:
            self._lines = self._lines[-KEPT:]
            self._file.parent.mkdir(exist_ok=True)
            write(self._file, b"".join(map(_packed_line, self._lines)))

    def add(self, at: str, what: str, states: Sequence[FileState]) -> int:
        """Note a change that was made. Returns its number."""
        number = max((line.id for line in self._lines), default=0) + 1
        files = tuple((state.path, _packed(state.before), _packed(state.after)) for state in states)
        self._append(JournalLine(number, at, what, files))
        return number

    def undo(self, number: int) -> None:
        """Note that a change was undone."""
        self._append(JournalLine(number, is_undone=True))

    def last(self) -> tuple[int, str, list[FileState]] | None:
        """The last change that was not undone: its number, what it was, and its files; None where there is none."""
        undone = {line.id for line in self._lines if line.is_undone}
        for line in reversed(self._lines):
            if not line.is_undone and line.id not in undone:
                files = [FileState(path, _unpacked(one), _unpacked(other)) for path, one, other in line.files]
                return line.id, line.what, files
        return None

    def _append(self, line: JournalLine) -> None:
        self._lines.append(line)
        self._file.parent.mkdir(exist_ok=True)
        with self._file.open("ab") as opened:
            opened.write(_packed_line(line))


def _read(file: Path) -> list[JournalLine]:
    lines = []
    for line in file.read_bytes().splitlines() if file.is_file() else ():
        try:
            lines.append(msgspec.json.decode(line, type=JournalLine))
        except msgspec.MsgspecError:
            continue  # a line that was cut off by a crash
    return lines


def _packed_line(line: JournalLine) -> bytes:
    return msgspec.json.encode(line) + b"\n"


def _packed(content: bytes | None) -> str | None:
    return None if content is None else base64.b85encode(zlib.compress(content)).decode()


def _unpacked(text: str | None) -> bytes | None:
    return None if text is None else zlib.decompress(base64.b85decode(text))
