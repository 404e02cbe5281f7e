"""The watcher: wakes when files of the site change, and says which were named.

Events only wake. They come late, twice, for files that were merely read, or not at all, so that what has
changed is decided by looking: first at the files that were named, and when all is quiet at everything.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from queue import Empty, SimpleQueue

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer
from watchdog.observers.api import BaseObserver, ObservedWatch

from digest.config import FILE_NAME
from digest.preview.loading import Names

FOLDERS = ("content", "static", "templates", "themes")
"""What a site is made of, beside its digest.toml."""
READ = ("opened", "closed_no_write")
"""Events of files that are merely looked at: we would wake ourselves."""

QUIET, LONG_QUIET = 0.02, 0.15
"""Seconds without an event after which a batch is whole: of a few files, of many."""
FEW = 8
CAP = 2.0
"""Seconds after which a batch is taken though files still change."""
SETTLE = 0.3
"""Seconds without an event after which everything is looked at."""
POLL, IDLE = 0.5, 30.0
"""Seconds between two looks at everything: where events do not arrive, and where they do."""
GIT_STALE = 10.0
"""Seconds after which a lock of git's is taken for a forgotten one."""


def concerns(path: str) -> bool:
    """Whether a path from the site's root may be part of the site: not what editors and systems leave."""
    parts = path.split("/")
    if path == FILE_NAME or path in FOLDERS:
        return True
    left = any((part.startswith(".") and part != ".well-known") or part.endswith("~") for part in parts)
    return parts[0] in FOLDERS and not left and not parts[-1].endswith((".swp", ".swx", ".tmp")) and parts[-1] != "4913"


class Watcher:
    """Watches one site. `woken` is called, from another thread, at each first sign of a change."""

    def __init__(self, root: Path, woken: Callable[[], None], *, poll: bool = False) -> None:
        self._root, self._woken = root, woken
        self._named: SimpleQueue[str | None] = SimpleQueue()
        self._lock = git_lock(root)
        self._observer: BaseObserver | None = None
        self._watches: dict[Path, tuple[int, ObservedWatch]] = {}
        self.poll = poll
        """Whether everything is looked at again and again, because events do not arrive."""

    def start(self) -> None:
        """Begin to watch; where the system allows no (more) watches, poll instead."""
        if not self.poll:
            _report_renamings_at_once()
            self._observer = Observer()
            self._observer.start()
            self._arm()

    def stop(self) -> None:
        """End `batches`, and watch no more."""
        if self._observer is not None:
            self._observer.stop()
        self._named.put(None)

    def batches(self) -> Iterator[Names]:
        """What has changed, batch after batch: the paths that were named, then None for "look at everything"."""
        wait = POLL if self.poll else IDLE
        while True:
            try:
                name = self._named.get(timeout=wait)
            except Empty:
                self._arm()
                yield None
                wait = POLL if self.poll else IDLE
                continue
            batch = self._gather(name)
            if batch is None:
                return
            self._arm()
            yield batch
            wait = SETTLE

    def _gather(self, name: str | None) -> frozenset[str] | None:
        """A batch that begins with a name; None when it is time to stop."""
        batch: set[str] = set()
        until = time.monotonic() + CAP
        while name is not None:
            batch.add(name)
            quiet = QUIET if len(batch) <= FEW else LONG_QUIET
            try:
                name = self._named.get(timeout=quiet if time.monotonic() < until or self._git_at_work() else 0.0)
            except Empty:
                if not self._git_at_work():
                    return frozenset(batch)
        return None

    def _git_at_work(self) -> bool:
        """Whether git is about to change many files: one look when it is done is enough."""
        try:
            return self._lock is not None and time.time() - self._lock.stat().st_mtime < GIT_STALE
        except OSError:
            return False

    def _arm(self) -> None:
        """Watch the folders that are there now: one that was made anew is another one."""
        if self._observer is None:
            return
        try:
            for folder in (self._root, *(self._root / name for name in FOLDERS)):
                self._watch(self._observer, folder)
        except (OSError, KeyError, RuntimeError):  # no watches left, or one that was gone before we let it go
            self.poll = True

    def _watch(self, observer: BaseObserver, folder: Path) -> None:
        is_there = folder.stat().st_ino if folder.is_dir() else 0
        known, watch = self._watches.get(folder, (0, None))
        if known == is_there:
            return
        if watch is not None:
            observer.unschedule(watch)
            del self._watches[folder]
        if is_there:
            handler = _Handler(self._notice)
            self._watches[folder] = is_there, observer.schedule(handler, str(folder), recursive=folder != self._root)

    def _notice(self, event: FileSystemEvent) -> None:
        if event.event_type in READ or (event.is_directory and event.event_type == "modified"):
            return  # what has changed in a folder is named itself
        for path in (event.src_path, event.dest_path):
            name = self._inside(os.fsdecode(path)) if path else ""
            if name and concerns(name):
                self.name(name)

    def name(self, path: str) -> None:
        """Say that a file, by its path from the root, may have changed."""
        self._woken()
        self._named.put(path)

    def _inside(self, path: str) -> str:
        try:
            return Path(path).relative_to(self._root).as_posix()
        except ValueError:
            return ""


def _report_renamings_at_once() -> None:
    """Set watchdog's delay to nothing, for which it holds back one half of a renaming until it has read the other.

    The watcher needs no pairs: each half names its file. The name is watchdog's own and may change; without it a
    renaming is reported half a second later.
    """
    if sys.platform == "linux":
        with suppress(ImportError, AttributeError, TypeError):
            from watchdog.observers.inotify_move_event_grouper import InotifyMoveEventGrouper

            InotifyMoveEventGrouper.delay = 0.0


class _Handler(FileSystemEventHandler):
    """What watchdog calls with each event."""

    def __init__(self, notice: Callable[[FileSystemEvent], None]) -> None:
        self._notice = notice

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Pass it on."""
        self._notice(event)


def git_lock(root: Path) -> Path | None:
    """The file that stands as long as git writes the work tree in which a site lies; None outside of one."""
    for folder in (root, *root.parents):
        found = folder / ".git"
        if found.is_dir():
            return found / "index.lock"
        if found.is_file():
            return folder / _told(found) / "index.lock"
    return None


def _told(file: Path) -> str:
    """Where the repository of a work tree is, as its `.git` says."""
    try:
        return file.read_text(encoding="utf-8", errors="replace").removeprefix("gitdir:").strip()
    except OSError:
        return ""
