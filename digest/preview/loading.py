"""Snapshots for a preview, each made from the one before as far as that still holds."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from digest.archive.visibility import Selection
from digest.build.snapshot import Snapshot, configured, snapshot_of
from digest.build.survey import inputs_if_known, survey
from digest.build.workers import cores, workers
from digest.reading.library import Library
from digest.render.theme import load_theme
from digest.store import Damaged, Store

Names = frozenset[str] | None
"""Paths from the root that a watcher named; None: look at all."""


class Loader:
    """Loads one site again and again, drafts and scheduled articles with it. Called by one thread only.

    What it has read it keeps in the site's store, so that the next preview or build need not read it.
    """

    def __init__(self, root: Path, base_url: str | None, clock: Callable[[], dt.datetime]) -> None:
        self._root, self._base_url, self._clock = root, base_url, clock
        self._store: Store | None = None
        self._library = Library()

    def __call__(self, previous: Snapshot | None, names: Names) -> Snapshot:
        """The site as it is now; `previous` itself where nothing has changed. Raises DigestError, OSError."""
        try:
            return self._load(previous, names)
        except Damaged:
            if self._store is None:
                raise
            self._store.renew("was damaged")
            self._library = Library(self._store)
            return self._load(None, names)

    def _load(self, previous: Snapshot | None, names: Names) -> Snapshot:
        if self._store is None:
            self._store = Store(self._root)
            self._library = Library(self._store)
        config, findings = configured(self._root, self._base_url)
        theme, found = load_theme(self._root, config)
        findings += found
        selection = self._selection(previous)
        seen = survey(self._root)
        if previous and theme and not findings and previous.selection == selection:
            known = inputs_if_known(config, theme, seen, self._library)
            if known and known == previous.inputs:
                return previous
        with workers(cores()) as executor:
            snapshot = snapshot_of(
                self._root, config, theme, seen, self._library, selection, findings, self._store, executor
            )
        if names is None:
            self._library.save(frozenset(snapshot.content.keys.values()), {*seen.content, *seen.static})
        return snapshot

    def _selection(self, previous: Snapshot | None) -> Selection:
        """With another moment only where it makes another site."""
        now = self._clock()
        if previous and previous.steady[0] <= now < previous.steady[1]:
            return previous.selection
        return Selection(now, drafts=True, future=True)

    def close(self) -> None:
        """Let go of the store, by the thread that loaded."""
        if self._store is not None:
            with suppress(Damaged):
                self._store.close()
