"""Snapshots for a preview, each made from the one before as far as that still holds."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from digest.archive.visibility import Selection
from digest.build.snapshot import Snapshot, load
from digest.build.survey import file_clock
from digest.build.workers import cores, workers
from digest.reading.library import Library, known_digest
from digest.reading.scan import sightings
from digest.store import Damaged, Store

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
        self._touched: set[str] = set()

    def __call__(self, previous: Snapshot | None, names: Names) -> Snapshot:
        """The site as it is now; `previous` itself where nothing has changed. Raises DigestError, OSError."""
        if self._store is None:
            self._store = Store(self._root)
        try:
            return self._load(previous, names, self._store)
        except Damaged:
            self._store.renew("was damaged")
            return self._load(None, None, self._store)

    def _load(self, previous: Snapshot | None, names: Names, store: Store) -> Snapshot:
        if names is None and previous:
            self._settle(previous.library)
        self._touched |= names or set()
        changed = names if names is not None and len(names) <= MANY else None
        selection = Selection(self._clock(), drafts=True, future=True)
        with workers(cores()) as executor:
            snapshot = load(
                self._root,
                selection,
                self._base_url,
                store=store,
                executor=executor,
                previous=previous,
                changed=changed,
            )
        if names is None:
            content, static = snapshot.seen.content, snapshot.seen.static
            snapshot.library.save(frozenset(snapshot.content.keys.values()), {*content, *static})
        return snapshot

    def _settle(self, library: Library) -> None:
        """Read once more what was read while it was being written, so that its looks tell from now on what it holds."""
        clock = file_clock(self._root)
        for name in self._touched:
            for path, seen in sightings(self._root, name).items():
                known_digest(self._root, path, seen, clock, library)
        self._touched.clear()

    def close(self) -> None:
        """Let go of the store, by the thread that loaded."""
        if self._store is not None:
            with suppress(Damaged):
                self._store.close()
