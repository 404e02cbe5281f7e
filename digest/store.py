"""The store: what earlier runs worked out, kept in one SQLite file beside digest.toml.

Whatever stands in it can be worked out again. A store of another version, a damaged one, one that cannot be
written: each costs time and is named in a note, and none can make a build wrong, since every value is kept
with a digest of itself and of its key, and under a key that covers all it was made from.
"""

from __future__ import annotations

import os
import sqlite3
import threading
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, Self

from digest.fingerprint import SIZE, digest_of_bytes

FOLDER = ".digest"
FILE = "store.db"
VERSION = 3
"""Of the shelves below."""

KNOWN, HEADS, BODIES = "known", "heads", "bodies"
"""The shelves: small things, and what was read of each file: its facts and, apart from them, its text."""

Damaged = sqlite3.DatabaseError
"""What any access may raise; `renew` then begins an empty store."""


def _for_shelves(statement: str) -> Mapping[str, str]:
    return {shelf: statement.format(shelf) for shelf in (KNOWN, HEADS, BODIES)}


_TABLES = _for_shelves("CREATE TABLE IF NOT EXISTS {} (key BLOB PRIMARY KEY, value BLOB)")
_READ = _for_shelves("SELECT value FROM {} WHERE key = ?")
_READ_ALL = _for_shelves("SELECT key, value FROM {}")
_KEYS = _for_shelves("SELECT key FROM {}")
_WRITE = _for_shelves("INSERT OR REPLACE INTO {} VALUES (?, ?)")
_DROP = _for_shelves("DELETE FROM {} WHERE key = ?")
_EMPTY = _for_shelves("DELETE FROM {}")

Values = Iterable[tuple[bytes, bytes]]


class Store:
    """The store of the site at `root`; without one, a store that only this process has.

    `note` says, in one line, why there is nothing of earlier runs in it.
    """

    def __init__(self, root: Path | None) -> None:
        self.note = ""
        self.path = root / FOLDER / FILE if root else None
        """None for a store that only this process has."""
        self._owner = os.getpid(), threading.get_ident()
        self._others = threading.local()
        self._connection = self._opened()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the connection."""
        self._connection.close()

    def recall(self, key: bytes, shelf: str = KNOWN) -> bytes | None:
        """The value that was kept under this key. Any thread and any child process may ask."""
        row = self._here().execute(_READ[shelf], (key,)).fetchone()
        return unsealed(key, row[0]) if row else None

    def recall_all(self, shelf: str) -> Iterator[tuple[bytes, bytes]]:
        """All keys and values of a shelf that are as they were kept."""
        for key, kept in self._here().execute(_READ_ALL[shelf]):
            value = unsealed(key, kept)
            if value is not None:
                yield key, value

    def keys(self, shelf: str) -> list[bytes]:
        """The keys of a shelf."""
        return [key for (key,) in self._here().execute(_KEYS[shelf])]

    def remember(self, values: Mapping[str, Values], without: Mapping[str, Collection[bytes]] | None = None) -> None:
        """Keep values, by shelf, and drop others: all of it or nothing. That a disk is full is forgiven, and noted."""
        try:
            with self._connection as connection:
                connection.execute("BEGIN IMMEDIATE")
                for shelf, keys in (without or {}).items():
                    connection.executemany(_DROP[shelf], ((key,) for key in keys))
                for shelf, pairs in values.items():
                    connection.executemany(_WRITE[shelf], ((key, sealed(key, value)) for key, value in pairs))
        except sqlite3.OperationalError as problem:
            self.note = f"{_SHOWN} could not be written ({problem}): the next build takes longer"

    def empty(self) -> None:
        """Forget all."""
        with self._connection as connection:
            connection.execute("BEGIN IMMEDIATE")
            for statement in _EMPTY.values():
                connection.execute(statement)

    def renew(self, why: str) -> None:
        """Begin an empty store in place of this one."""
        self.close()
        self._others = threading.local()
        self._connection = self._replaced(why)

    def _here(self) -> sqlite3.Connection:
        """The connection of this thread and process: what was opened before a fork is not to be used after it."""
        here = os.getpid(), threading.get_ident()
        if here == self._owner or self.path is None:
            return self._connection
        if getattr(self._others, "owner", None) != here:
            self._others.owner, self._others.connection = here, _connect(self.path)
        found: sqlite3.Connection = self._others.connection
        return found

    def _opened(self) -> sqlite3.Connection:
        if self.path is None:
            return _laid_out(":memory:")
        try:
            self.path.parent.mkdir(exist_ok=True)
            with suppress(_OtherVersion):
                return _laid_out(self.path)
            return self._replaced("was of another version")
        except (OSError, sqlite3.OperationalError) as problem:
            return self._in_memory(problem)
        except sqlite3.DatabaseError:
            return self._replaced("was damaged")

    def _replaced(self, why: str) -> sqlite3.Connection:
        if self.path is None:
            return _laid_out(":memory:")
        self.note = f"{_SHOWN} {why}: everything is built anew"
        try:
            for file in (self.path, self.path.with_name(f"{FILE}-journal")):
                file.unlink(missing_ok=True)
            self.path.parent.mkdir(exist_ok=True)
            return _laid_out(self.path)
        except (OSError, sqlite3.DatabaseError, _OtherVersion) as problem:
            return self._in_memory(problem)

    def _in_memory(self, problem: Exception) -> sqlite3.Connection:
        why = problem.strerror if isinstance(problem, OSError) else problem
        self.note = f"{_SHOWN} cannot be used ({why}): everything is built anew, and nothing is remembered"
        self.path = None
        return _laid_out(":memory:")


_SHOWN = f"{FOLDER}/{FILE}"


class _OtherVersion(Exception):
    """The file is a store, but not of this kind."""


class _Connection(sqlite3.Connection):
    """One that says so in sqlite3's own way, too, where damaged names in its file are no UTF-8."""

    def execute(self, *given: Any) -> sqlite3.Cursor:
        """Run a statement. Raises sqlite3.DatabaseError."""
        with _in_its_way():
            return super().execute(*given)

    def executescript(self, script: str) -> sqlite3.Cursor:
        """Run several. Raises sqlite3.DatabaseError."""
        with _in_its_way():
            return super().executescript(script)

    def executemany(self, *given: Any) -> sqlite3.Cursor:
        """Run one several times. Raises sqlite3.DatabaseError."""
        with _in_its_way():
            return super().executemany(*given)


@contextmanager
def _in_its_way() -> Iterator[None]:
    try:
        yield
    except UnicodeDecodeError as fault:
        raise sqlite3.DatabaseError("names in the file are no UTF-8") from fault


def _connect(file: Path | str) -> sqlite3.Connection:
    """A connection as every process of ours opens it. Nothing is synced: what a crash tears is built anew.

    A preview may use it from another thread than the one that opened it, but never from two at a time.
    """
    connection = sqlite3.connect(file, timeout=60, isolation_level=None, check_same_thread=False, factory=_Connection)
    connection.execute("PRAGMA journal_mode = TRUNCATE")
    connection.execute("PRAGMA synchronous = OFF")
    return connection


def _laid_out(file: Path | str) -> sqlite3.Connection:
    """A connection to a store that can be written."""
    connection = _connect(file)
    try:
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        if version != VERSION and connection.execute("SELECT 1 FROM sqlite_master").fetchone():
            raise _OtherVersion
        # Also finds out whether it can be written at all.
        made = [] if version == VERSION else [*_TABLES.values(), f"PRAGMA user_version = {VERSION}"]
        connection.executescript("; ".join(["BEGIN IMMEDIATE", *made, "COMMIT"]))
    except BaseException:
        connection.close()
        raise
    return connection


def sealed(key: bytes, value: bytes) -> bytes:
    """A value as the store keeps it, with a digest of key and value in front."""
    return digest_of_bytes(key + value) + value


def unsealed(key: object, kept: object) -> bytes | None:
    """The value, or None where a single bit of it or of its key has changed."""
    if not isinstance(key, bytes) or not isinstance(kept, bytes):
        return None
    value = kept[SIZE:]
    return value if digest_of_bytes(key + value) == kept[:SIZE] else None
