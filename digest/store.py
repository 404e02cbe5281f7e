"""The store: results of earlier runs, cached in one SQLite file under `.digest/`.

Every value in it can be computed again. A store that is damaged, of another version or read-only costs time and is
named in a note. It cannot make a build wrong: each value is kept with a digest of itself and of its key, and the key
covers everything that the value was made from.
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
VERSION = 5
"""Version of the tables below."""

KNOWN, HEADS, BODIES, WORDS, OBJECTS = "known", "heads", "bodies", "words", "objects"
"""The tables: small values; the parsed fields of each file; apart from these, its text, and its words; and objects."""

Damaged = sqlite3.DatabaseError
"""The exception of any access to a damaged store. `renew` then begins an empty one."""


def _for_tables(statement: str) -> Mapping[str, str]:
    return {table: statement.format(table) for table in (KNOWN, HEADS, BODIES, WORDS, OBJECTS)}


_TABLES = _for_tables("CREATE TABLE IF NOT EXISTS {} (key BLOB PRIMARY KEY, value BLOB)")
_READ = _for_tables("SELECT value FROM {} WHERE key = ?")
_READ_ALL = _for_tables("SELECT key, value FROM {}")
_KEYS = _for_tables("SELECT key FROM {}")
_WRITE = _for_tables("INSERT OR REPLACE INTO {} VALUES (?, ?)")
_DROP = _for_tables("DELETE FROM {} WHERE key = ?")
_EMPTY = _for_tables("DELETE FROM {}")

Values = Iterable[tuple[bytes, bytes]]


class Store:
    """The store of the site at `root`; without a root, a store in memory, which ends with the process.

    `note` is empty, or says in one line why the store holds nothing of earlier runs or could not be written.
    """

    def __init__(self, root: Path | None) -> None:
        self.note = ""
        self.path = root / FOLDER / FILE if root else None
        """None for a store in memory."""
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

    def recall(self, key: bytes, table: str = KNOWN) -> bytes | None:
        """The value of a key; None where there is none. Any thread and any child process may call this."""
        row = self._here().execute(_READ[table], (key,)).fetchone()
        return unsealed(key, row[0]) if row else None

    def recall_all(self, table: str) -> Iterator[tuple[bytes, bytes]]:
        """All keys and values of a table, without values that were damaged."""
        for key, stored in self._here().execute(_READ_ALL[table]):
            value = unsealed(key, stored)
            if value is not None:
                yield key, value

    def keys(self, table: str) -> list[bytes]:
        """The keys of a table."""
        return [key for (key,) in self._here().execute(_KEYS[table])]

    def remember(self, values: Mapping[str, Values], without: Mapping[str, Collection[bytes]] | None = None) -> None:
        """Keep values and drop the keys in `without`, by table, in one transaction. A full disk only sets `note`."""
        try:
            with self._connection as connection:
                connection.execute("BEGIN IMMEDIATE")
                for table, keys in (without or {}).items():
                    connection.executemany(_DROP[table], ((key,) for key in keys))
                for table, pairs in values.items():
                    connection.executemany(_WRITE[table], ((key, sealed(key, value)) for key, value in pairs))
        except sqlite3.OperationalError as problem:
            self.note = f"{_SHOWN} could not be written ({problem}): the next build takes longer"

    def empty(self) -> None:
        """Delete all values."""
        with self._connection as connection:
            connection.execute("BEGIN IMMEDIATE")
            for statement in _EMPTY.values():
                connection.execute(statement)

    def renew(self, why: str) -> None:
        """Replace this store by an empty one; `why` goes into `note`, such as "was damaged"."""
        self.close()
        self._others = threading.local()
        self._connection = self._replaced(why)

    def _here(self) -> sqlite3.Connection:
        """The connection of this thread and process. SQLite forbids using a connection on the other side of a fork."""
        here = os.getpid(), threading.get_ident()
        if here == self._owner or self.path is None:
            return self._connection
        if getattr(self._others, "owner", None) != here:
            self._others.owner, self._others.connection = here, _connect(self.path)
        connection: sqlite3.Connection = self._others.connection
        return connection

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
    """The file is a store of another VERSION."""


class _Connection(sqlite3.Connection):
    """A connection that reports table names that are not UTF-8 as `sqlite3.DatabaseError`, like any other damage.

    The sqlite3 module itself raises UnicodeDecodeError for such a damaged file.
    """

    def execute(self, *arguments: Any) -> sqlite3.Cursor:
        """Run one statement. Raises sqlite3.DatabaseError."""
        with _as_database_error():
            return super().execute(*arguments)

    def executescript(self, script: str) -> sqlite3.Cursor:
        """Run several statements. Raises sqlite3.DatabaseError."""
        with _as_database_error():
            return super().executescript(script)

    def executemany(self, *arguments: Any) -> sqlite3.Cursor:
        """Run one statement with each of several sets of values. Raises sqlite3.DatabaseError."""
        with _as_database_error():
            return super().executemany(*arguments)


@contextmanager
def _as_database_error() -> Iterator[None]:
    try:
        yield
    except UnicodeDecodeError as fault:
        raise sqlite3.DatabaseError("names in the file are not UTF-8") from fault


def _connect(file: Path | str) -> sqlite3.Connection:
    """Open the database. It never syncs: after a power failure the damaged store is built anew, which costs time only.

    A preview may use the connection from another thread than the one that opened it, but never from two at a time.
    """
    connection = sqlite3.connect(file, timeout=60, isolation_level=None, check_same_thread=False, factory=_Connection)
    connection.execute("PRAGMA journal_mode = TRUNCATE")
    connection.execute("PRAGMA synchronous = OFF")
    return connection


def _laid_out(file: Path | str) -> sqlite3.Connection:
    """A connection to a writable store with all its tables. Raises _OtherVersion, sqlite3.DatabaseError."""
    connection = _connect(file)
    try:
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        if version != VERSION and connection.execute("SELECT 1 FROM sqlite_master").fetchone():
            raise _OtherVersion
        # The transaction also shows whether the file can be written at all.
        layout = [] if version == VERSION else [*_TABLES.values(), f"PRAGMA user_version = {VERSION}"]
        connection.executescript("; ".join(["BEGIN IMMEDIATE", *layout, "COMMIT"]))
    except BaseException:
        connection.close()
        raise
    return connection


def sealed(key: bytes, value: bytes) -> bytes:
    """A value as the store keeps it, with a digest of key and value in front."""
    return digest_of_bytes(key + value) + value


def unsealed(key: object, stored: object) -> bytes | None:
    """The value of what `sealed` gave; None where a single bit of it or of its key has changed."""
    if not isinstance(key, bytes) or not isinstance(stored, bytes):
        return None
    value = stored[SIZE:]
    return value if digest_of_bytes(key + value) == stored[:SIZE] else None
