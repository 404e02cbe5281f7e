"""The ledger: what the last build wrote into an output folder, and from what.

It is kept per output folder, in the store, as long as the folder is there. It never says whose a file is (the
folder itself does, see `output.py`), only that a page need not be rendered again: an entry counts where the
fingerprint of the page is the same and the file is still the one that was written.
"""

from __future__ import annotations

import datetime as dt
import os
import stat
from collections.abc import Collection, Mapping
from functools import cached_property
from pathlib import Path
from typing import NamedTuple, Self

import msgspec

from digest.archive.visibility import Selection, Skipped
from digest.builder.background import Aside
from digest.builder.columns import Line, Lines
from digest.builder.output import OWNED
from digest.errors import Finding
from digest.fingerprint import SIZE, digest_of, digest_of_file
from digest.reading.scan import Sighting, at_rest, sighted
from digest.store import KNOWN, Store


class Record(msgspec.Struct, frozen=True, kw_only=True):
    """The last build that went through, so that one without a change can say the same and do nothing."""

    inputs: bytes
    """Of the site, and of what was asked on the command line."""
    since: dt.datetime
    until: dt.datetime
    """Between these moments the same articles are visible."""
    ground: bytes
    """Of all that the site says but for its articles, and of what was asked."""
    files: dict[str, bytes]
    """By path of each article's file, the key of what it said."""
    articles: int
    pages: int
    skipped: Skipped
    warnings: tuple[Finding, ...]


class Book(msgspec.Struct, frozen=True):
    """A ledger as it is kept."""

    lines: Lines = Lines()
    record: Record | None = None


class Made(NamedTuple):
    """A file as this build made it, or found it right."""

    key: bytes
    digest: bytes
    seen: Sighting | None = None
    """What the file system said of it once it was written, if this build did that."""


class _Found(NamedTuple):
    """What a look at an output folder's files gave."""

    altered: Collection[str]
    """Those that are not as they were left."""
    looked_into: Mapping[str, Line]
    """Those that are, though they look otherwise."""


MANY = 2_000
"""To look at so many files or more is worth a process of its own: it takes as long as all else that is to be seen."""


class Ledger:
    """The ledger of one output folder. To be closed by `with`."""

    def __init__(self, store: Store, folder: Path) -> None:
        self._store, self._folder = store, folder
        self._prefix = f"{folder}{os.sep}"
        self._place = os.fsencode(folder.resolve())
        self._key, self._archive_key = _keys(self._place)
        self._book = _read(store.recall(self._key))
        self._looking = Aside(self._look) if len(self._book.lines.paths) >= MANY else None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc: object) -> None:
        if self._looking:
            self._looking.close()

    @property
    def record(self) -> Record | None:
        """The last build that went through, if there was one."""
        return self._book.record

    def intact(self, path: str) -> Line | None:
        """The line of a file that is still as it was left."""
        return None if path in self._altered else self._book.lines.line(path)

    @property
    def all_intact(self) -> bool:
        """Whether nothing at all has happened to the folder's files since."""
        return not self._altered

    @property
    def _altered(self) -> Collection[str]:
        return self._found.altered

    @cached_property
    def _found(self) -> _Found:
        """How the files look now."""
        return self._looking.result() if self._looking else self._look()

    def _look(self) -> _Found:
        """Look at each file; where the looks of one have changed, its bytes decide."""
        lines, prefix = self._book.lines, self._prefix
        altered, looked_into = set(), {}
        for path, seen in lines.seen():
            try:
                found = os.lstat(prefix + path)  # twenty thousand: to join paths would cost as much as the look
            except (OSError, ValueError):
                altered.add(path)
                continue
            if sighted(found) == seen:
                continue
            line = lines.line(path)
            assert line, "it has just been named"
            if stat.S_ISREG(found.st_mode) and _holds(prefix + path, line.digest):
                looked_into[path] = line
            else:
                altered.add(path)
        return _Found(altered, looked_into)

    def archive(self) -> bytes | None:
        """The archive of that build, put away; None if it is not to be read."""
        kept = self._store.recall(self._archive_key) if self.record else None
        return kept[SIZE:] if kept and self.record and kept[:SIZE] == self.record.inputs else None

    @property
    def paths(self) -> Collection[str]:
        """The files that it knows."""
        return self._book.lines.places.keys() - {OWNED}

    def write(
        self,
        lines: Mapping[str, Made],
        planned: Collection[str],
        record: Record,
        archive: bytes,
        clock: int,
    ) -> None:
        """Put down a build that went through: by path, all that it wrote or rendered again.

        A file that was written a moment before `clock`, the time of the folder's file system, could be altered
        without its looks betraying it, and one that looks otherwise than when it was written has been altered: their
        looks are not put down, and the next build looks into them.
        """
        looked = {path: Made(line.key, line.digest) for path, line in self._found.looked_into.items()}
        new = {path: self._line(path, made, clock) for path, made in {**looked, **lines}.items()}
        book = Book(self._book.lines.then(planned, new), record)
        self._keep(book, (self._archive_key, record.inputs + archive))

    def settle(self, clock: int) -> None:
        """Put down the new looks of files that had to be looked into, so that this is not needed again."""
        if self._found.looked_into:
            into = self._found.looked_into
            looked = {path: line._replace(seen=self._looks(path, clock)) for path, line in into.items()}
            lines = self._book.lines
            self._keep(Book(lines.then(lines.paths, looked), self._book.record))

    def _keep(self, book: Book, *others: tuple[bytes, bytes]) -> None:
        if book == self._book:
            return
        gone, there = _sorted_out(self._store.recall(_PLACES), self._place)
        kept = [(self._key, msgspec.msgpack.encode(book)), *others, (_PLACES, msgspec.msgpack.encode(there))]
        self._store.remember({KNOWN: kept}, without={KNOWN: [key for place in gone for key in _keys(place)]})

    def _line(self, path: str, made: Made, clock: int) -> Line:
        """A file that was right already is put down as this build saw it at first, and not as it looks now."""
        known = None if path in self._found.looked_into else self.intact(path)
        if known is not None and known.digest == made.digest:
            return known._replace(key=made.key)
        looks = self._looks(path, clock)
        is_same = made.seen is None or looks._replace(changed=0) == made.seen._replace(changed=0)
        return Line(made.key, made.digest, looks if is_same else _UNKNOWN)

    def _looks(self, path: str, clock: int) -> Sighting:
        try:
            seen = sighted(os.lstat(self._folder / path))
        except OSError:
            return _UNKNOWN
        return seen if at_rest(seen, clock) else _UNKNOWN


_UNKNOWN = Sighting(-1, 0, 0, 0)

_PLACES = digest_of("places of ledgers")
"""Under it the store has the output folders that have a ledger, so that those of folders that are gone can go too."""


def _keys(place: bytes) -> tuple[bytes, bytes]:
    """Of an output folder's ledger, and of the archive that belongs to it."""
    return digest_of(("ledger", place)), digest_of(("archive", place))


def _sorted_out(known: bytes | None, place: bytes) -> tuple[list[bytes], list[bytes]]:
    """Of the output folders that have a ledger, this one among them, those that are gone and those that are there."""
    try:
        places = {place, *(msgspec.msgpack.decode(known, type=list[bytes]) if known else ())}
    except msgspec.MsgspecError:
        places = {place}  # of another digest
    there = sorted(each for each in places if each == place or Path(os.fsdecode(each)).is_dir())
    return sorted(places.difference(there)), there


def _holds(file: str, digest: bytes) -> bool:
    try:
        return digest_of_file(file) == digest
    except OSError:
        return False


def _read(kept: bytes | None) -> Book:
    try:
        return msgspec.msgpack.decode(kept, type=Book) if kept else Book()
    except msgspec.MsgspecError:
        return Book()  # of another digest


def asked(inputs: bytes, selection: Selection, strict: bool) -> bytes:
    """Stands for what the site says and for what was asked of the build, but for its moment."""
    return digest_of((inputs, selection.without_now, strict))
