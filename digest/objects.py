"""Objects: values named by the digest of their bytes, as git names its own.

A name never comes to mean other bytes. So an index that holds names stays true while another process writes the same
store, and an object that nobody names any longer is only a waste of room.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

from digest.fingerprint import digest_of_bytes
from digest.store import OBJECTS, Damaged, Store

MANY = 200
"""The store may hold as many unused objects, and as many again as there are used ones, before they are removed."""


class Objects:
    """The objects of a site's store. New ones wait in memory until they are saved."""

    def __init__(self, store: Store | None = None) -> None:
        self._store = store
        self._new: dict[bytes, bytes] = {}

    def add(self, content: bytes) -> bytes:
        """Keep an object. Returns its name."""
        name = digest_of_bytes(content)
        self._new[name] = content
        return name

    def get(self, name: bytes) -> bytes:
        """The object of that name. Any thread or child process may call this. Raises Damaged where it is gone."""
        content = self._new.get(name)
        if content is None and self._store is not None:
            content = self._store.recall(name, OBJECTS)
        if content is None:
            raise Damaged("an object in the store is not what was kept there")
        return content

    def unsaved(self) -> Iterable[tuple[bytes, bytes]]:
        """The new objects, by name."""
        return self._new.items()

    def unused(self, live: Collection[bytes]) -> list[bytes]:
        """The stored objects that are not `live`, once they are many."""
        kept = self._store.keys(OBJECTS) if self._store is not None else []
        return [name for name in kept if name not in live] if len(kept) > 2 * len(live) + MANY else []

    def saved(self) -> None:
        """Say that the new objects are in the store now: memory lets go of them."""
        if self._store is not None and self._store.path is not None and not self._store.note:
            self._new = {}
