"""The ledger: what the last build wrote into an output folder, and from what.

It is kept per output folder, in the store. It never says whose a file is (the folder itself does, see
`output.py`), only that a page need not be rendered again: an entry counts where the fingerprint of the page is
the same and the file is still the one that was written.
"""

from __future__ import annotations

import datetime as dt
import os
import stat
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import NamedTuple

import msgspec

from digest.archive.visibility import Selection, Skipped
from digest.errors import Finding
from digest.fingerprint import digest_of, digest_of_bytes
from digest.reading.scan import Sighting, at_rest, sighted
from digest.store import Store, sealed, unsealed


class Line(NamedTuple):
    """A file in an output folder as a build left it."""

    key: bytes
    """The fingerprint of the page."""
    digest: bytes
    """Of the file's bytes."""
    seen: Sighting
    """What the file system said of it."""


class Record(msgspec.Struct, frozen=True, kw_only=True):
    """The last build that went through, so that one without a change can say the same and do nothing."""

    inputs: bytes
    """Of the site, and of what was asked on the command line."""
    since: dt.datetime
    until: dt.datetime
    """Between these moments the same articles are visible."""
    articles: int
    pages: int
    skipped: Skipped
    warnings: tuple[Finding, ...]


class Ledger:
    """The ledger of one output folder."""

    def __init__(self, store: Store, folder: Path) -> None:
        self._store, self._folder, self._name = store, folder, str(folder.resolve())
        self._prefix = f"{folder}{os.sep}"
        rows = store.select(_LINES, (self._name,))
        self._lines = {path: Line(key, digest, Sighting(*seen)) for path, key, digest, *seen in rows}
        self._looked_into: dict[str, tuple[bytes, bytes]] = {}

    def __bool__(self) -> bool:
        return bool(self._lines)

    def intact(self) -> Mapping[str, Line]:
        """The lines of those files that are still as they were left; of one whose looks changed, by its bytes."""
        return {path: line for path, line in self._lines.items() if self._is_intact(path, line)}

    def all_intact(self) -> bool:
        """Whether nothing at all has happened to the folder's files since."""
        return all(self._is_intact(path, line) for path, line in self._lines.items())

    def _is_intact(self, path: str, line: Line) -> bool:
        file = self._prefix + path  # twenty thousand of these: to join them as paths costs as much as the look
        try:
            found = os.lstat(file)
        except (OSError, ValueError):
            return False
        if sighted(found) == line.seen:
            return True
        if not stat.S_ISREG(found.st_mode) or digest_of_bytes(Path(file).read_bytes()) != line.digest:
            return False
        self._looked_into[path] = line.key, line.digest
        return True

    def record(self) -> Record | None:
        """The last build that went through; None if there is none, or if it is not to be read."""
        row = next(self._store.select("SELECT record FROM builds WHERE folder = ?", (self._name,)), None)
        content = unsealed(row[0]) if row else None
        return msgspec.json.decode(content, type=Record) if content else None

    def write(
        self, lines: Mapping[str, tuple[bytes, bytes]], planned: Collection[str], record: Record, clock: int
    ) -> None:
        """Put down a build that went through: key and digest by path of all that it wrote or rendered again.

        Inside a transaction of the store. A file that was written a moment before `clock` could be altered without
        its looks betraying it, so its looks are not put down: the next build looks into it.
        """
        gone = [(self._name, path) for path in self._lines if path not in planned]
        self._store.write("DELETE FROM outputs WHERE folder = ? AND path = ?", gone)
        self._put_down({**self._looked_into, **lines}, clock)
        content = sealed(msgspec.json.encode(record))
        self._store.write("INSERT OR REPLACE INTO builds VALUES (?, ?)", [(self._name, content)])

    def settle(self, clock: int) -> None:
        """Put down the new looks of files that had to be looked into, so that this is not needed again."""
        if self._looked_into:
            with self._store.transaction():
                self._put_down(self._looked_into, clock)

    def _put_down(self, lines: Mapping[str, tuple[bytes, bytes]], clock: int) -> None:
        rows = ((self._name, path, key, digest, *self._looks(path, clock)) for path, (key, digest) in lines.items())
        self._store.write("INSERT OR REPLACE INTO outputs VALUES (?, ?, ?, ?, ?, ?, ?, ?)", rows)

    def _looks(self, path: str, clock: int) -> Sighting:
        try:
            seen = sighted(os.lstat(self._folder / path))
        except OSError:
            return _UNKNOWN
        return seen if at_rest(seen, clock) else _UNKNOWN

    def forget(self) -> None:
        """Know nothing of the folder any more."""
        with self._store.transaction():
            self._store.write("DELETE FROM outputs WHERE folder = ?", [(self._name,)])
            self._store.write("DELETE FROM builds WHERE folder = ?", [(self._name,)])
        self._lines = {}


_LINES = "SELECT path, key, digest, size, mtime, ctime, inode FROM outputs WHERE folder = ?"
_UNKNOWN = Sighting(-1, 0, 0, 0)


def asked(inputs: bytes, selection: Selection, strict: bool) -> bytes:
    """Stands for what the site says and for what was asked of the build, but for its moment."""
    return digest_of((inputs, selection.without_now, strict))
