"""Snapshots for a preview, each made from the one before as far as that still holds."""

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
"""Paths from the root that a watcher named; None: look at all."""

MANY = 50
"""Named files from which on it is quicker to look at all."""


class Loader:
    """Loads one site again and again, drafts and scheduled articles with it. Called by one thread only.

    What it has read it keeps in the site's store, so that the next preview or build need not read it.
    """

    def __init__(self, root: Path, base_url: str | None, clock: Callable[[], dt.datetime]) -> None:
        self._root, self._base_url, self._clock = root, base_url, clock
        self._store: Store | None = None
        self._damaged = Event()

    def __call__(self, previous: Snapshot | None, names: Names) -> Snapshot:
        """The site as it is now; `previous` itself where nothing has changed. Raises DigestError, OSError."""
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
        """What was kept is damaged: the next snapshot begins anew. May be called by any thread."""
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
        """Keep what was found out, for the next preview or build. By the thread that loads."""
        assert self._store, "what was loaded came by a store"
        try:
            snapshot.save()
            if snapshot.renderer:
                snapshot.renderer.save()
        except Damaged:
            self.forget()

    def close(self) -> None:
        """Let go of the store, by the thread that loaded."""
        if self._store is not None:
            self._store.close()
