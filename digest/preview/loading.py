"""Snapshots for a preview, each made from the one before as far as possible."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from threading import Event

from digest.archive.visibility import Selection
from digest.builder.snapshot import Snapshot, load
from digest.store import Damaged, Store
from digest.workers import workers

Names = frozenset[str] | None
"""Paths from the root that the watcher named; None: examine all files."""

MANY = 50
"""From this number of named files on, it is quicker to examine all files."""


class Loader:
    """Loads one site repeatedly, with drafts and scheduled articles. Only one thread may call it.

    It keeps what it reads in the site's store, so that the next preview or build does not read it again.
    """

    def __init__(self, root: Path, base_url: str | None, clock: Callable[[], dt.datetime]) -> None:
        self._root, self._base_url, self._clock = root, base_url, clock
        self._store: Store | None = None
        self._damaged = Event()

    def __call__(self, previous: Snapshot | None, names: Names) -> Snapshot:
        """The current snapshot; `previous` itself where nothing has changed. Raises DigestError, OSError."""
        if self._store is None:
            self._store = Store(self._root)
        try:
            if not self._damaged.is_set():
                return self._load(previous, names, self._store)
        except Damaged:
            pass
        self._damaged.clear()
        self._store.renew("was damaged")
        return self._load(None, None, self._store)

    def forget(self) -> None:
        """Report a damaged store: the next snapshot starts from nothing. Any thread may call this."""
        self._damaged.set()

    def _load(self, previous: Snapshot | None, names: Names, store: Store) -> Snapshot:
        changed = names if names is not None and len(names) <= MANY else None
        selection = Selection(self._clock(), drafts=True, future=True)
        with workers(0 if changed is None else 1) as executor:
            return load(
                self._root,
                selection,
                self._base_url,
                store=store,
                executor=executor,
                previous=previous,
                changed=changed,
            )

    def save(self, snapshot: Snapshot) -> None:
        """Keep what was read for the next preview or build. For the loading thread only."""
        assert self._store, "loading has opened the store"
        try:
            snapshot.save()
            if snapshot.renderer:
                snapshot.renderer.save()
        except Damaged:
            self.forget()

    def close(self) -> None:
        """Close the store. For the loading thread only."""
        if self._store is not None:
            self._store.close()
