"""The ledger: what the last build wrote into an output folder, and from what.

The store keeps one ledger for each output folder, until the folder is gone. A ledger never decides who owns a file (the
list in the folder does that, see `output.py`). It only saves rendering: a page keeps its file where the page has the
same fingerprint as before and the file has not changed since.
"""

from __future__ import annotations

import datetime as dt
import os
import stat
from collections.abc import Collection, Mapping
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from typing import NamedTuple, Self

import msgspec

from digest.archive.visibility import Selection, Skipped
from digest.builder.background import BackgroundTask
from digest.builder.columns import OutputLine, OutputLines
from digest.errors import Finding
from digest.fingerprint import digest_of, digest_of_file
from digest.owned_files import OWNED
from digest.reading.scan import Sighting, at_rest, sighted
from digest.store import KNOWN, Store


class BuildRecord(msgspec.Struct, frozen=True, kw_only=True):
    """The last build that succeeded. A build without changes repeats its report from this and writes nothing."""

    inputs: bytes
    """Digest of everything the site says and of the options on the command line."""
    since: dt.datetime
    until: dt.datetime
    """From `since` until `until` (exclusive) the same articles are visible."""
    branches: dict[str, bytes]
    """The digest of the lines of each branch of the plan, by key."""
    articles: int
    pages: int
    size: int = 0
    """Bytes of all files."""
    skipped: Skipped
    warnings: tuple[Finding, ...]


class LedgerData(msgspec.Struct, frozen=True):
    """A ledger as the store keeps it."""

    lines: OutputLines = OutputLines()
    record: BuildRecord | None = None


class OutputFile(NamedTuple):
    """A file that this build wrote, or that had the right bytes already."""

    key: bytes
    digest: bytes
    seen: Sighting | None = None
    """Its stat right after this build wrote it; None where the build did not write it."""


class _FolderScan(NamedTuple):
    """How the files of an output folder compare with the ledger, by path."""

    altered: Collection[str]
    """Files that are missing or have other bytes."""
    reread: Mapping[str, OutputLine]
    """Files with another stat whose bytes are the same: the scan had to read them."""


MANY = 2_000
"""From this many files on, the output is scanned in a process of its own: that takes as long as scanning the site."""


class Ledger:
    """The ledger of one output folder. Use it in a `with` block, which ends its background scan."""

    def __init__(self, store: Store, folder: Path) -> None:
        self._store, self._folder = store, folder
        self._prefix = f"{folder}{os.sep}"
        self._location = os.fsencode(folder.resolve())
        self._key = _key(self._location)
        self._data = _read(store.recall(self._key))
        self._background = BackgroundTask(self._scan_folder) if len(self._data.lines.paths) >= MANY else None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc: object) -> None:
        if self._background:
            self._background.close()

    @property
    def record(self) -> BuildRecord | None:
        """The last build that succeeded, if there was one."""
        return self._data.record

    def intact(self, path: str) -> OutputLine | None:
        """The line of a file that has not changed since; None for any other."""
        return None if path in self.altered else self._data.lines.line(path)

    def holds(self, path: str, key: bytes) -> bool:
        """Whether a file is that of a page with this fingerprint, and has not changed since."""
        line = self.intact(path)
        return line is not None and line.key == key

    @property
    def altered(self) -> Collection[str]:
        """The files that have changed since, or are gone."""
        return self._scan.altered

    @cached_property
    def _scan(self) -> _FolderScan:
        """The state of the files now."""
        return self._background.result() if self._background else self._scan_folder()

    def _scan_folder(self) -> _FolderScan:
        """Compare the stat of each file with the ledger's; where they differ, the bytes of the file decide."""
        lines, prefix = self._data.lines, self._prefix
        altered, reread = set(), {}
        for path, seen in lines.seen():
            try:
                now = os.lstat(prefix + path)  # of twenty thousand files: joining paths would cost as much as lstat
            except (OSError, ValueError):
                altered.add(path)
                continue
            if sighted(now) == seen:
                continue
            line = lines.line(path)
            assert line, "the path comes from these lines"
            if stat.S_ISREG(now.st_mode) and _holds(prefix + path, line.digest):
                reread[path] = line
            else:
                altered.add(path)
        return _FolderScan(altered, reread)

    @property
    def paths(self) -> Collection[str]:
        """The files that the last build left, without the list of owned files."""
        return self._data.lines.rows.keys() - {OWNED}

    def write(
        self,
        lines: Mapping[str, OutputFile],
        planned: Collection[str],
        record: BuildRecord,
        clock: int,
    ) -> int:
        """Record a build that succeeded: `lines` has, by path, all files that it wrote or rendered again.

        Returns the bytes of all files.

        Two kinds of file get no stat here, so that the next build reads them: one written just before `clock` (the time
        of the folder's file system, in nanoseconds), because a second write in the same tick would not change its stat;
        and one whose stat differs from that right after it was written, because somebody has altered it.
        """
        reread = {path: OutputFile(line.key, line.digest) for path, line in self._scan.reread.items()}
        new = {path: self._line(path, file, clock) for path, file in {**reread, **lines}.items()}
        lines_now = self._data.lines.then(planned, new)
        size = self._size(lines_now)
        self._keep(LedgerData(lines_now, msgspec.structs.replace(record, size=size)))
        return size

    def _size(self, lines: OutputLines) -> int:
        return sum(size if size >= 0 else self._size_now(path) for path, (size, *_) in lines.seen())

    def _size_now(self, path: str) -> int:
        with suppress(OSError):  # somebody has just deleted it
            return (self._folder / path).lstat().st_size
        return 0

    def settle(self, clock: int) -> None:
        """Record the new stats of files that the scan had to read, so that the next build does not read them again."""
        reread = self._scan.reread
        if reread:
            new = {path: line._replace(seen=self._sighting(path, clock)) for path, line in reread.items()}
            lines = self._data.lines
            self._keep(LedgerData(lines.then(lines.paths, new), self._data.record))

    def _keep(self, data: LedgerData) -> None:
        if data == self._data:
            return
        gone, existing = _output_folders(self._store.recall(_FOLDERS), self._location)
        values = [(self._key, msgspec.msgpack.encode(data)), (_FOLDERS, msgspec.msgpack.encode(existing))]
        self._store.remember({KNOWN: values}, without={KNOWN: [_key(folder) for folder in gone]})

    def _line(self, path: str, file: OutputFile, clock: int) -> OutputLine:
        """The new line of a file. One that had the right bytes already keeps the stat that this build's scan saw."""
        known = None if path in self._scan.reread else self.intact(path)
        if known is not None and known.digest == file.digest:
            return known._replace(key=file.key)
        sighting = self._sighting(path, clock)
        is_same = file.seen is None or sighting._replace(changed=0) == file.seen._replace(changed=0)
        return OutputLine(file.key, file.digest, sighting if is_same else _UNKNOWN)

    def _sighting(self, path: str, clock: int) -> Sighting:
        try:
            seen = sighted(os.lstat(self._folder / path))
        except OSError:
            return _UNKNOWN
        return seen if at_rest(seen, clock) else _UNKNOWN


_UNKNOWN = Sighting(-1, 0, 0, 0)

_FOLDERS = digest_of("places of ledgers")
"""The store's key for the list of output folders that have a ledger: the ledgers of folders that are gone go too."""


def _key(folder: bytes) -> bytes:
    """The store's key for an output folder's ledger."""
    return digest_of(("ledger", folder))


def _output_folders(listed: bytes | None, folder: bytes) -> tuple[list[bytes], list[bytes]]:
    """The output folders that have a ledger, `folder` among them: those that are gone, and those that exist."""
    try:
        folders = {folder, *(msgspec.msgpack.decode(listed, type=list[bytes]) if listed else ())}
    except msgspec.MsgspecError:
        folders = {folder}  # another version of digest wrote the list
    existing = sorted(other for other in folders if other == folder or Path(os.fsdecode(other)).is_dir())
    return sorted(folders.difference(existing)), existing


def _holds(file: str, digest: bytes) -> bool:
    try:
        return digest_of_file(file) == digest
    except OSError:
        return False


def _read(value: bytes | None) -> LedgerData:
    try:
        return msgspec.msgpack.decode(value, type=LedgerData) if value else LedgerData()
    except msgspec.MsgspecError:
        return LedgerData()  # another version of digest wrote it


def asked(inputs: bytes, selection: Selection, strict: bool) -> bytes:
    """Digest of what the site says and of what the build was asked for, without its moment."""
    return digest_of((inputs, selection.without_now, strict))
