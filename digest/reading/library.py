"""The cache of what earlier builds have read, so that a build reads only new files.

It rests on two rules. A file whose stat is the same, and which was at rest at the time of the stat, has the same bytes.
The same bytes, read under the same settings by the same code, give the same value. The store keeps both. Without a
store, or with an empty one, everything is read, with the same result.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from digest.errors import Finding
from digest.fingerprint import digest_of, digest_of_bytes
from digest.model.article import Article
from digest.model.text import Prose
from digest.reading.scan import Sighting, at_rest, digest_file, is_text
from digest.store import BODIES, HEADS, KNOWN, WORDS, Damaged, Store, Values

MANY = 500
"""Values. For this many and more, fetching all is faster than fetching each. The store may hold as many unused ones."""
UNSAVED = 64 << 20
"""Bytes of new readings that wait in memory to be written: beyond these, the first go into the store at once."""

FileDigests = dict[str, tuple[Sighting, bytes]]
"""Path to the file's stat and the digest of its bytes."""


class Reading(NamedTuple):
    """The result of reading one file, in a form that can be sent between processes."""

    path: str
    seen: Sighting | None
    digest: bytes
    """Of the file's bytes."""
    key: bytes
    """See `reading_key`."""
    head: bytes
    """The value as JSON; empty if none could be taken, and the findings say why."""
    body: bytes
    """The body as JSON, for articles, whose body is loaded apart from the rest."""
    words: bytes
    """An article's words: see `words_of`."""
    findings: list[Finding]


class Library:
    """The cached digests of a site's files, and the values that were read from them."""

    def __init__(self, store: Store | None = None) -> None:
        self._store = store
        self._files: FileDigests = {}
        self._keys: dict[str, tuple[bytes, bytes, bytes]] = {}
        self._values: dict[bytes, Any] = {}
        self._unsaved: dict[bytes, Reading] = {}
        self._waiting = 0
        self._at_hand: dict[bytes, bytes] = {}
        self._has_noted = False
        kept = store.recall(_FILES) if store else None
        if kept:
            self._files = msgspec.msgpack.decode(kept, type=FileDigests)

    @property
    def store(self) -> Store | None:
        """Where it keeps what it knows."""
        return self._store

    def digest(self, path: str, seen: Sighting | None) -> bytes | None:
        """The digest of a file whose stat is the same; None if the file has to be opened."""
        known = self._files.get(path)
        return known[1] if known and known[0] == seen else None

    def key(self, prefix: bytes, path: str, digest: bytes) -> bytes:
        """The `reading_key` of a file, cached."""
        known = self._keys.get(path)
        if known is None or known[0] != digest or known[1] != prefix:
            known = self._keys[path] = (digest, prefix, reading_key(prefix, path, digest))
        return known[2]

    def note(self, path: str, seen: Sighting | None, digest: bytes, clock: int) -> None:
        """Cache the digest of a file, if a later change of the file will show in its stat."""
        if seen is not None and at_rest(seen, clock) and is_text(path):
            self._files[path] = (seen, digest)
            self._has_noted = True

    def values(self, keys: Mapping[bytes, type]) -> dict[bytes, Any]:
        """The cached ones among the values with these keys. `keys` holds the type of each."""
        missing = [key for key in keys if key not in self._values]
        for key, head in self._fetched(missing):
            if key in keys:
                self._values[key] = _decoder(keys[key]).decode(head)
        return {key: self._values[key] for key in keys if key in self._values}

    def take(self, reading: Reading, kind: type, clock: int) -> Any:
        """Cache a new reading of a file of `kind`. Returns its value, or None if the file has none.

        A value with findings is not kept: its file is read each time, so that they are reported each time.
        """
        self.note(reading.path, reading.seen, reading.digest, clock)
        if not reading.head:
            return None
        value = _decoder(kind).decode(reading.head)
        if not reading.findings:
            self._values[reading.key] = value
            self._keep(reading)
        return value

    def take_article(self, reading: Reading, clock: int) -> Article | None:
        """Cache a new reading of an article; None if the file has none. Memory does not hold it for long."""
        self.note(reading.path, reading.seen, reading.digest, clock)
        if not reading.head:
            return None
        self._keep(reading)
        return _ARTICLES.decode(reading.head)

    def article(self, key: bytes) -> Article:
        """The article with this key. Any thread or child process may call this. Raises Damaged where it is gone."""
        known = self._unsaved.get(key)
        head = known.head if known else self._recalled(key, HEADS)
        if head is None:
            raise Damaged("an article in the store is not what was kept there")
        return _ARTICLES.decode(head)

    def text(self, key: bytes) -> Prose:
        """The body of the article with this key. Any thread or child process may call this."""
        known = self._unsaved.get(key)
        body = known.body if known else self._at_hand.get(key) or self._recalled(key, BODIES)
        if body is None:
            raise Damaged("a text in the store is not what was kept there")
        text: Prose = _decoder(Prose).decode(body)
        return text

    def words(self, key: bytes) -> bytes:
        """The words of the article with this key: see `words_of`. Raises Damaged where they are gone."""
        known = self._unsaved.get(key)
        words = known.words if known else self._recalled(key, WORDS)
        if words is None:
            raise Damaged("words in the store are not what was kept there")
        return words

    def save(
        self,
        live: Collection[bytes],
        paths: Collection[str],
        at_hand: int = 0,
        others: Mapping[str, Values] | None = None,
        without: Mapping[str, Collection[bytes]] | None = None,
    ) -> None:
        """Write new readings to the store, and remove files that are gone and, once there are many, unused values.

        `live` holds the keys in use, `paths` the existing files. New bodies also stay in memory, if all bodies there
        take at most `at_hand` bytes. `others` and `without` are written and removed with them, by table.
        """
        store = self._store
        if store is None:
            return
        gone = [path for path in self._files if path not in paths]
        for path in gone:
            del self._files[path]
        if self._has_noted or self._unsaved or gone or others:
            files = [(_FILES, msgspec.msgpack.encode(self._files))] if self._has_noted or gone else []
            stale = self._stale(store, live)
            values = {**(others or {}), KNOWN: [*files, *(others or {}).get(KNOWN, ())]}
            self._write(values, {**(without or {}), HEADS: stale, BODIES: stale, WORDS: stale}, at_hand)
        for key in self._values.keys() - live:
            del self._values[key]
        self._has_noted = False

    def _keep(self, reading: Reading) -> None:
        self._unsaved[reading.key] = reading
        self._waiting += len(reading.head) + len(reading.body) + len(reading.words)
        if self._waiting > UNSAVED and self._store is not None and self._store.path is not None:
            self._write({}, {}, 0)

    def _write(self, values: Mapping[str, Values], without: Mapping[str, Collection[bytes]], at_hand: int) -> None:
        store, new = self._store, self._unsaved.values()
        assert store is not None, "who has no store has nothing to write"
        heads = ((reading.key, reading.head) for reading in new)
        bodies = ((reading.key, reading.body) for reading in new)
        words = ((reading.key, reading.words) for reading in new if reading.words)
        store.remember({**values, HEADS: heads, BODIES: bodies, WORDS: words}, without)
        if store.note:
            self._waiting = 0  # memory is all that holds them
            return
        if self._waiting <= at_hand:
            self._at_hand = {reading.key: reading.body for reading in new}
        self._unsaved, self._waiting = {}, 0

    def _stale(self, store: Store, live: Collection[bytes]) -> list[bytes]:
        """Keys of values that are no longer in use, once they outnumber those in use."""
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

    def _recalled(self, key: bytes, table: str) -> bytes | None:
        return self._store.recall(key, table) if self._store else None


def body_of(reading: Reading) -> Prose:
    """The body of a new reading."""
    body: Prose = _decoder(Prose).decode(reading.body)
    return body


def reading_key(prefix: bytes, path: str, digest: bytes) -> bytes:
    """The key of a file's value: the digest of all that the value is made from. `prefix` is of `reading_prefix`."""
    return digest_of_bytes(prefix + digest + os.fsencode(path))


def known_digest(root: Path, path: str, seen: Sighting | None, clock: int, library: Library) -> bytes:
    """The digest of a file that the site copies, from the cache or from its bytes."""
    known = library.digest(path, seen)
    if known is None:
        known, sighting = digest_file(root, path)
        library.note(path, sighting, known, clock)
    return known


_FILES = digest_of("the files of a site, by their looks")
_ARTICLES = msgspec.json.Decoder(Article)
_decoders: dict[type, msgspec.json.Decoder[Any]] = {}


def _decoder(kind: type) -> msgspec.json.Decoder[Any]:
    decoder = _decoders.get(kind)
    if decoder is None:
        decoder = _decoders[kind] = msgspec.json.Decoder(kind)
    return decoder
