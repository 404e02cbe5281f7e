"""The store: what earlier runs worked out, kept in one SQLite file beside digest.toml.

Whatever stands in it can be worked out again. A store of another version, a damaged one, one that cannot be
written: each costs time and is named in a note, and none can make a build wrong, since every value is kept
with a digest of its own and under a key that covers all it was made from.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, Self

from digest.fingerprint import SIZE, digest_of_bytes

FOLDER = ".digest"
FILE = "store.db"
VERSION = 1
"""Of the tables below."""

TABLES = """
CREATE TABLE files (path TEXT PRIMARY KEY, size INT, mtime INT, ctime INT, inode INT, digest BLOB) WITHOUT ROWID;
CREATE TABLE parsed (key BLOB PRIMARY KEY, head BLOB, body BLOB);
CREATE TABLE known (key BLOB PRIMARY KEY, value BLOB) WITHOUT ROWID;
CREATE TABLE outputs (folder TEXT, path TEXT, key BLOB, digest BLOB, size INT, mtime INT, ctime INT, inode INT,
                      PRIMARY KEY (folder, path)) WITHOUT ROWID;
CREATE TABLE builds (folder TEXT PRIMARY KEY, record BLOB) WITHOUT ROWID;
"""
"""`files` and `parsed` belong to reading, `known` to whoever wants to know a small thing again, the rest to build."""

Damaged = sqlite3.DatabaseError
"""What any access may raise; `renew` then begins an empty store."""


class Store:
    """A connection to the store. `note` says, in one line, why there is nothing of earlier runs in it."""

    def __init__(self, root: Path) -> None:
        self._file = root / FOLDER / FILE
        self.note = ""
        self.path: Path | None = self._file
        """None for a store that only this process has."""
        self._connection = self._opened()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the connection."""
        self._connection.close()

    def recall(self, key: bytes) -> bytes | None:
        """A small value that was kept under this key, which covers all that it was made from."""
        found = next(self.select("SELECT value FROM known WHERE key = ?", (key,)), None)
        return unsealed(found[0]) if found else None

    def remember(self, values: Mapping[bytes, bytes]) -> None:
        """Keep small values. Inside `transaction` only."""
        rows = ((key, sealed(value)) for key, value in values.items())
        self.write("INSERT OR REPLACE INTO known VALUES (?, ?)", rows)

    def select(self, query: str, values: Sequence[Any] = ()) -> Iterator[Any]:
        """The rows that a query finds."""
        return iter(self._connection.execute(query, values))

    def write(self, query: str, rows: Iterable[Sequence[Any]]) -> None:
        """Run a statement for each row. Inside `transaction` only."""
        self._connection.executemany(query, rows)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All that is written inside stands there after it, or nothing of it; a full disk is forgiven."""
        try:
            self._connection.execute("BEGIN IMMEDIATE")
            yield
            self._connection.execute("COMMIT")
        except sqlite3.OperationalError as problem:
            self.note = f"{self._shown} could not be written ({problem}): the next build takes longer"
            self._rolled_back()
        except BaseException:
            self._rolled_back()
            raise

    def renew(self, why: str) -> None:
        """Begin an empty store in place of this one."""
        self.close()
        with suppress(OSError):
            self._file.unlink()
        self._connection = self._opened()
        self.note = f"{self._shown} {why}: everything is built anew"

    def _rolled_back(self) -> None:
        with suppress(sqlite3.Error):
            self._connection.execute("ROLLBACK")

    @property
    def _shown(self) -> str:
        return f"{FOLDER}/{FILE}"

    def _opened(self) -> sqlite3.Connection:
        try:
            self._file.parent.mkdir(exist_ok=True)
            return self._connected()
        except (OSError, sqlite3.OperationalError) as problem:
            return self._in_memory(f"cannot be used ({problem})")
        except sqlite3.DatabaseError:
            return self._replaced("was damaged")

    def _connected(self) -> sqlite3.Connection:
        connection = connect(self._file)
        try:
            (version,) = connection.execute("PRAGMA user_version").fetchone()
            if version == VERSION:
                # Also finds out whether it can be written at all.
                connection.execute("BEGIN IMMEDIATE")
                connection.execute("COMMIT")
                return connection
            if version or connection.execute("SELECT 1 FROM sqlite_master").fetchone():
                connection.close()
                return self._replaced("was of another version")
            _lay_out(connection)
        except BaseException:
            connection.close()
            raise
        return connection

    def _replaced(self, why: str) -> sqlite3.Connection:
        self.note = f"{self._shown} {why}: everything is built anew"
        try:
            self._file.unlink()
            connection = connect(self._file)
            _lay_out(connection)
        except (OSError, sqlite3.DatabaseError) as problem:
            return self._in_memory(f"cannot be used ({problem})")
        return connection

    def _in_memory(self, why: str) -> sqlite3.Connection:
        self.note = f"{self._shown} {why}: everything is built anew, and nothing is remembered"
        self.path = None
        connection = connect(Path(":memory:"))
        _lay_out(connection)
        return connection


def connect(file: Path) -> sqlite3.Connection:
    """A connection as every process of ours opens it. Nothing is synced: what a crash tears is built anew.

    A preview may use it from another thread than the one that opened it, but never from two at a time.
    """
    connection = sqlite3.connect(file, timeout=60, isolation_level=None, check_same_thread=False)
    connection.execute("PRAGMA journal_mode = TRUNCATE")
    connection.execute("PRAGMA synchronous = OFF")
    return connection


def _lay_out(connection: sqlite3.Connection) -> None:
    connection.executescript(f"BEGIN IMMEDIATE; {TABLES} PRAGMA user_version = {VERSION}; COMMIT;")


def sealed(content: bytes) -> bytes:
    """A value with its own digest in front, as the store keeps it."""
    return digest_of_bytes(content) + content


def unsealed(kept: bytes) -> bytes | None:
    """The value, or None where a single bit of it has changed."""
    content = kept[SIZE:]
    return content if digest_of_bytes(content) == kept[:SIZE] else None
