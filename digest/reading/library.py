"""What earlier readings of this site found, so that only what is new is read.

A file that looks as it did, and was at rest when it was looked at, holds what it held. A text that was read
before, under the same settings by the same code, says what it said. Both are kept in the store; a library that
has none (or an empty one) reads everything, to the same result.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from digest.errors import Finding
from digest.fingerprint import digest_of, digest_of_bytes
from digest.model.text import Prose
from digest.reading.scan import Sighting, at_rest, digest_file, is_text
from digest.store import BODIES, HEADS, KNOWN, Damaged, Store

MANY = 500
"""From this many values on it is quicker to fetch all than to ask for each."""

Files = dict[str, tuple[Sighting, bytes]]
"""What files looked like, and the digests of their bytes."""


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
        self._files: Files = {}
        self._keys: dict[str, tuple[bytes, bytes, bytes]] = {}
        self._values: dict[bytes, Any] = {}
        self._bodies: dict[bytes, bytes] = {}
        self._unsaved: list[Reading] = []
        self._has_noted = False
        kept = store.recall(_FILES) if store else None
        if kept:
            self._files = msgspec.msgpack.decode(kept, type=Files)

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
        if seen is not None and at_rest(seen, clock) and is_text(path):
            self._files[path] = (seen, digest)
            self._has_noted = True

    def values(self, keys: Mapping[bytes, type]) -> dict[bytes, Any]:
        """Those of the values, of the given types, that are known."""
        missing = [key for key in keys if key not in self._values]
        for key, head in self._fetched(missing):
            if key in keys:
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

    def save(self, live: Collection[bytes], paths: Collection[str], at_hand: int = 0) -> None:
        """Write what is new to the store; forget the files that are gone and, when many have gathered, their texts.

        New texts stay in memory too if all there take no more than `at_hand` bytes.
        """
        store, new = self._store, self._unsaved
        if store is None:
            return
        gone = [path for path in self._files if path not in paths]
        for path in gone:
            del self._files[path]
        if self._has_noted or new or gone:
            heads = ((one.key, one.head) for one in new)
            bodies = ((one.key, one.body) for one in new)
            files = [(_FILES, msgspec.msgpack.encode(self._files))]
            stale = self._stale(store, live)
            store.remember({KNOWN: files, HEADS: heads, BODIES: bodies}, without={HEADS: stale, BODIES: stale})
            if store.path is not None and not store.note and sum(map(len, self._bodies.values())) > at_hand:
                for one in new:
                    self._bodies.pop(one.key, None)
        for key in self._values.keys() - live:
            del self._values[key]
        self._has_noted = False
        self._unsaved = []

    def _stale(self, store: Store, live: Collection[bytes]) -> list[bytes]:
        """Keys of texts that nobody asks for any more, once there are more of them than of others."""
        kept = store.keys(HEADS)
        if len(kept) <= 2 * len(live) + MANY:
            return []
        return [key for key in kept if key not in live]

    def _fetched(self, keys: list[bytes]) -> Iterable[tuple[bytes, bytes]]:
        store = self._store
        if not store or not keys:
            return ()
        if len(keys) >= MANY:
            return store.recall_all(HEADS)
        return ((key, head) for key in keys if (head := store.recall(key, HEADS)) is not None)

    def _stored(self, key: bytes) -> bytes:
        body = self._store.recall(key, BODIES) if self._store else None
        if body is None:
            raise Damaged("a text in the store is not what was kept there")
        return body


def reading_key(prefix: bytes, path: str, digest: bytes) -> bytes:
    """What a value read from a file is kept under: all that decides what the file says."""
    return digest_of_bytes(prefix + digest + os.fsencode(path))


def known_digest(root: Path, path: str, seen: Sighting | None, clock: int, library: Library) -> bytes:
    """The digest of a file in which nothing is read, and which goes out as it is."""
    known = library.digest(path, seen)
    if known is None:
        known, read = digest_file(root, path)
        library.note(path, read, known, clock)
    return known


_FILES = digest_of("the files of a site, by their looks")
_decoders: dict[type, msgspec.json.Decoder[Any]] = {}


def _decoder(kind: type) -> msgspec.json.Decoder[Any]:
    found = _decoders.get(kind)
    if found is None:
        found = _decoders[kind] = msgspec.json.Decoder(kind)
    return found
