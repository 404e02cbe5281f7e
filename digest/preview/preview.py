"""A running preview: the server, the watcher, and the thread that reads changes."""

from __future__ import annotations

import datetime as dt
import gc
import os
from collections.abc import Callable, Collection
from contextlib import suppress
from pathlib import Path
from threading import Thread
from types import TracebackType
from typing import Self

from digest.builder.snapshot import Snapshot
from digest.desk.desk import EditorsDesk
from digest.pages.plan import Plan
from digest.preview.hub import Hub
from digest.preview.live import Blame, Live
from digest.preview.loading import Loader, Names
from digest.preview.report import State
from digest.preview.server import bind
from digest.preview.watch import Watcher
from digest.reading.scan import CONTENT

PATIENCE = 2.0
"""Seconds that a reading may still take when the preview ends."""

Tell = Callable[[State], None]
"""Called with each state, in the reading thread."""


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


class Preview:
    """Serves a site while its `with` block runs, at `origin` and the site's base path."""

    def __init__(
        self,
        root: Path,
        load: Loader,
        tell: Tell,
        *,
        blame: Blame = lambda finding: None,
        host: str = "127.0.0.1",
        port: int | None = None,
        names: Collection[str] = (),
        poll: bool = False,
        desk: bool | None = None,
    ) -> None:
        self._hub, self._tell, self._load = Hub(), tell, load
        self.live = Live(root, load, self._read_anew, blame)
        self._settled: Plan | None = None
        self._server = bind(host, port, self.live, self._hub, names)
        if desk if desk is not None else not self._server.open_to_all:
            self._server.desk = EditorsDesk(root, self.live, _now)
        self._watcher = Watcher(root, self.live.expect, poll=poll)
        self._threads = [
            Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True),
            Thread(target=self._read, daemon=True),
        ]

    @property
    def origin(self) -> str:
        """`http://127.0.0.1:8000`."""
        return self._server.origin

    @property
    def open_to_all(self) -> bool:
        """Whether other machines can reach it."""
        return self._server.open_to_all

    @property
    def has_desk(self) -> bool:
        """Whether the editor's desk is on."""
        return self._server.desk is not None

    @property
    def polls(self) -> bool:
        """Whether it scans for changes at intervals, because the system sends no events."""
        return self._watcher.poll

    def __enter__(self) -> Self:
        # The watcher starts before the first reading, so that no change is missed.
        self._watcher.start()
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._watcher.stop()
        self._hub.close()
        self._server.shutdown()
        gc.unfreeze()
        self._server.server_close()
        for thread in self._threads:
            thread.join(PATIENCE)

    def _read(self) -> None:
        self._refresh(None)
        for names in self._watcher.batches():
            self._refresh(names)
        self._load.close()

    def _read_anew(self) -> None:
        self._load.forget()
        self._watcher.name(CONTENT)

    def _refresh(self, names: Names) -> None:
        gc.disable()  # a collection during the refresh would walk through all articles
        try:
            is_new = self.live.refresh(names)
        finally:
            gc.enable()
        if is_new:
            self._hub.publish(self.live.state)
            with suppress(OSError):  # the terminal is closed
                self._tell(self.live.state)
        if names is None and self.live.latest:
            self._save(self.live.latest)
            self._spare_the_collector(self.live.latest.plan)

    def _save(self, snapshot: Snapshot) -> None:
        try:
            self._load.save(snapshot)
        except Exception:
            if os.environ.get("DIGEST_TRACEBACK"):
                raise
            # A store that cannot be written costs time only: the preview goes on.

    def _spare_the_collector(self, plan: Plan) -> None:
        """Freeze the objects of a new plan, so that the garbage collector skips them. Called while no request waits."""
        if plan is not self._settled:
            self._settled = plan
            gc.unfreeze()
            gc.collect()
            gc.freeze()
