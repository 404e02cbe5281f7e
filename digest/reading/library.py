"""What earlier readings of this site found, so that only what is new is read.

A file that looks as it did, and was at rest when it was looked at, holds what it held. A text that was read
before, under the same settings by the same code, says what it said. Both are kept in the store; a library that
has none (or an empty one) reads everything, to the same result.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from digest.errors import Finding
from digest.fingerprint import digest_of_bytes
from digest.model.text import Prose
from digest.reading.scan import Sighting, at_rest, digest_file
from digest.store import Damaged, Store, connect, sealed, unsealed

MANY = 500
"""From this many values on it is quicker to fetch all than to ask for each."""


class Reading(NamedTuple):
    """One file as it was read just now, in a form that can travel between processes."""

    path: str
    seen: Sighting | None
    digest: bytes
    """Of its bytes."""
    key: bytes
    """Of its bytes and all else that its value was made from."""
    head: bytes
    """The value as JSON; empty where the file cannot be taken, which the findings then say."""
    body: bytes
    """Its text as JSON, where that is opened apart from the rest."""
    findings: list[Finding]


class Library:
    """What is known of a site's files and of their texts."""

    def __init__(self, store: Store | None = None) -> None:
        self._store = store
        self._files: dict[str, tuple[Sighting, bytes]] = {}
        self._keys: dict[str, tuple[bytes, bytes, bytes]] = {}
        self._values: dict[bytes, Any] = {}
        self._bodies: dict[bytes, bytes] = {}
        self._unsaved: list[Reading] = []
        self._noted: dict[str, tuple[Sighting, bytes]] = {}
        self._connections = threading.local()
        if store:
            self._files = {path: (Sighting(*seen), found) for path, *seen, found in store.select(_FILES)}

    def digest(self, path: str, seen: Sighting | None) -> bytes | None:
        """The digest of a file that looks as it did; None where only its bytes can tell."""
        known = self._files.get(path)
        return known[1] if known and known[0] == seen else None

    def key(self, prefix: bytes, path: str, digest: bytes) -> bytes:
        """The `reading_key` of a file, remembered."""
        known = self._keys.get(path)
        if known is None or known[0] != digest or known[1] != prefix:
            known = self._keys[path] = (digest, prefix, reading_key(prefix, path, digest))
        return known[2]

    def note(self, path: str, seen: Sighting | None, digest: bytes, clock: int) -> None:
        """Remember what a file holds, if its looks will betray a change."""
        if seen is not None and at_rest(seen, clock) and _is_text(path):
            self._files[path] = self._noted[path] = (seen, digest)

    def values(self, keys: Mapping[bytes, type]) -> dict[bytes, Any]:
        """Those of the values, of the given types, that are known."""
        missing = [key for key in keys if key not in self._values]
        for key, kept in self._fetched(missing):
            head = unsealed(kept) if key in keys else None
            if head is not None:
                self._values[key] = _decoder(keys[key]).decode(head)
        return {key: self._values[key] for key in keys if key in self._values}

    def take(self, reading: Reading, kind: type, clock: int) -> Any:
        """Take in what was read just now; gives the value, or None where there is none."""
        self.note(reading.path, reading.seen, reading.digest, clock)
        if not reading.head:
            return None
        value = _decoder(kind).decode(reading.head)
        self._bodies[reading.key] = reading.body
        if not reading.findings:  # what is to be said of a file is said by reading it
            self._values[reading.key] = value
            self._unsaved.append(reading)
        return value

    def text(self, key: bytes) -> Prose:
        """The text of the article that was read under this key. May be asked by any thread or child process."""
        body = self._bodies.get(key)
        if body is None:
            body = self._stored(key)
        text: Prose = _decoder(Prose).decode(body)
        return text

    def save(self, live: Collection[bytes], paths: Collection[str]) -> None:
        """Write what is new to the store; forget the files that are gone and, when many have gathered, their texts."""
        store = self._store
        if store is None:
            return
        gone = [(path,) for path in self._files if path not in paths]
        for (path,) in gone:
            del self._files[path]
        if self._noted or self._unsaved or gone:
            with store.transaction():
                store.write("DELETE FROM files WHERE path = ?", gone)
                noted = ((path, *seen, digest) for path, (seen, digest) in self._noted.items())
                store.write("INSERT OR REPLACE INTO files VALUES (?, ?, ?, ?, ?, ?)", noted)
                rows = ((one.key, sealed(one.head), sealed(one.body)) for one in self._unsaved)
                store.write("INSERT OR REPLACE INTO parsed VALUES (?, ?, ?)", rows)
                self._weed(store, live)
        if store.path is not None and not store.note:
            self._bodies.clear()
        self._noted.clear()
        self._unsaved.clear()

    def _weed(self, store: Store, live: Collection[bytes]) -> None:
        (count,) = next(store.select("SELECT count(*) FROM parsed"))
        if count > 2 * len(live) + MANY:
            stale = [(key,) for (key,) in store.select("SELECT key FROM parsed") if key not in live]
            store.write("DELETE FROM parsed WHERE key = ?", stale)
            for (key,) in stale:
                self._values.pop(key, None)

    def _fetched(self, keys: list[bytes]) -> Iterable[tuple[bytes, bytes]]:
        if not self._store or not keys:
            return ()
        if len(keys) >= MANY:
            return self._store.select("SELECT key, head FROM parsed")
        found = (self._store.select("SELECT key, head FROM parsed WHERE key = ?", (key,)) for key in keys)
        return (row for rows in found for row in rows)

    def _stored(self, key: bytes) -> bytes:
        """A text out of the store, by a connection of this thread's and this process's own."""
        here = self._connections
        if getattr(here, "pid", None) != os.getpid():
            assert self._store, "what is in no store is in memory"
            assert self._store.path, "what is in memory only is in memory"
            here.pid, here.connection = os.getpid(), connect(self._store.path)
        row = here.connection.execute("SELECT body FROM parsed WHERE key = ?", (key,)).fetchone()
        body = unsealed(row[0]) if row else None
        if body is None:
            raise Damaged("a text in the store is not what was kept there")
        return body


def reading_key(prefix: bytes, path: str, digest: bytes) -> bytes:
    """What a value read from a file is kept under: all that decides what the file says."""
    return digest_of_bytes(prefix + digest + os.fsencode(path))


def _is_text(name: str) -> bool:
    """Whether a file's name is UTF-8: the store takes no other."""
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True


def known_digest(root: Path, path: str, seen: Sighting | None, clock: int, library: Library) -> bytes:
    """The digest of a file in which nothing is read, and which goes out as it is."""
    known = library.digest(path, seen)
    if known is None:
        known, read = digest_file(root, path)
        library.note(path, read, known, clock)
    return known


_FILES = "SELECT path, size, mtime, ctime, inode, digest FROM files"
_decoders: dict[type, msgspec.json.Decoder[Any]] = {}


def _decoder(kind: type) -> msgspec.json.Decoder[Any]:
    found = _decoders.get(kind)
    if found is None:
        found = _decoders[kind] = msgspec.json.Decoder(kind)
    return found
