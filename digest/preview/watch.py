"""The watcher: it waits for changes of the site's files and names the changed files.

Events are hints only. They come late, twice, for files that were only read, or not at all. So the stats of files decide
what has changed: first those of the named files and, once no more events come, those of all files.
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
from digest.git import repository_entry
from digest.preview.loading import Names
from digest.site_files import is_folder, read_regular

FOLDERS = ("content", "static", "templates", "themes")
"""The folders of a site, beside its digest.toml."""
READ = ("opened", "closed_no_write")
"""Events of files that are only read: digest itself causes them."""

QUIET, LONG_QUIET = 0.02, 0.15
"""Seconds without an event after which a batch is complete: one of few files, one of many."""
FEW = 8
CAP = 2.0
"""Seconds after which a batch is passed on although files still change."""
SETTLE = 0.3
"""Seconds without an event after which all files are examined."""
POLL, IDLE = 0.5, 30.0
"""Seconds between two examinations of all files: without events, and with them."""
GIT_STALE = 10.0
"""Seconds after which a lock of git's counts as left by a killed process."""


def concerns(path: str) -> bool:
    """Whether a path from the site's root may be part of the site: temporary files of editors and systems are not."""
    parts = path.split("/")
    if path == FILE_NAME or path in FOLDERS:
        return True
    is_temporary = any((part.startswith(".") and part != ".well-known") or part.endswith("~") for part in parts)
    is_temporary |= parts[-1].endswith((".swp", ".swx", ".tmp")) or parts[-1] == "4913"
    return parts[0] in FOLDERS and not is_temporary


class Watcher:
    """Watches one site. `woken` is called for each event of a changed file, from another thread."""

    def __init__(self, root: Path, woken: Callable[[], None], *, poll: bool = False) -> None:
        self._root, self._woken = root, woken
        self._named: SimpleQueue[str | None] = SimpleQueue()
        self._lock = git_lock(root)
        self._observer: BaseObserver | None = None
        self._watches: dict[Path, tuple[int, ObservedWatch]] = {}
        self.poll = poll
        """Whether all files are examined every POLL seconds, because the system sends no events."""

    def start(self) -> None:
        """Start to watch; where the system allows no further watches, poll instead."""
        if not self.poll:
            _report_renamings_at_once()
            self._observer = Observer()
            self._observer.start()
            self._arm()

    def stop(self) -> None:
        """End `batches`, and stop to watch."""
        if self._observer is not None:
            self._observer.stop()
        self._named.put(None)

    def batches(self) -> Iterator[Names]:
        """Batches of changes: the named paths, then None for "examine all files"."""
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
        """The batch that starts with a name; None after `stop`."""
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
        """Whether git is changing files: the watcher waits until it has finished."""
        try:
            return self._lock is not None and time.time() - self._lock.stat().st_mtime < GIT_STALE
        except OSError:
            return False

    def _arm(self) -> None:
        """Watch the folders that exist now. A folder that was deleted and made again needs a new watch."""
        if self._observer is None:
            return
        try:
            for folder in (self._root, *(self._root / name for name in FOLDERS)):
                self._watch(self._observer, folder)
        except (OSError, KeyError, RuntimeError):  # no watches left, or a watch that ended by itself
            self.poll = True

    def _watch(self, observer: BaseObserver, folder: Path) -> None:
        inode = folder.stat().st_ino if is_folder(folder) else 0
        watched, watch = self._watches.get(folder, (0, None))
        if watched == inode:
            return
        if watch is not None:
            observer.unschedule(watch)
            del self._watches[folder]
        if inode:
            handler = _Handler(self._notice)
            self._watches[folder] = inode, observer.schedule(handler, str(folder), recursive=folder != self._root)

    def _notice(self, event: FileSystemEvent) -> None:
        if event.event_type in READ or (event.is_directory and event.event_type == "modified"):
            return  # the changed file in a folder has an event of its own
        for path in (event.src_path, event.dest_path):
            name = self._inside(os.fsdecode(path)) if path else ""
            if name and concerns(name):
                self.name(name)

    def name(self, path: str) -> None:
        """Report that a file, by its path from the root, may have changed."""
        self._woken()
        self._named.put(path)

    def _inside(self, path: str) -> str:
        try:
            return Path(path).relative_to(self._root).as_posix()
        except ValueError:
            return ""


def _report_renamings_at_once() -> None:
    """Set watchdog's delay to zero: it holds back one half of a renaming until it has read the other.

    The watcher does not need pairs, because each half names its file. The name is internal to watchdog and may change;
    without it, a renaming is reported half a second later.
    """
    if sys.platform == "linux":
        with suppress(ImportError, AttributeError, TypeError):
            from watchdog.observers.inotify_move_event_grouper import InotifyMoveEventGrouper

            InotifyMoveEventGrouper.delay = 0.0


class _Handler(FileSystemEventHandler):
    """The handler that watchdog calls with each event."""

    def __init__(self, notice: Callable[[FileSystemEvent], None]) -> None:
        self._notice = notice

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Pass the event to the watcher."""
        self._notice(event)


def git_lock(root: Path) -> Path | None:
    """The file that exists while git writes the work tree in which a site lies; None outside of a repository."""
    entry = repository_entry(root)
    if entry is None or entry.is_dir():
        return entry and entry / "index.lock"
    return entry.parent / _named_folder(entry) / "index.lock"


def _named_folder(file: Path) -> str:
    """The folder of the repository that a work tree's `.git` file names."""
    try:
        return read_regular(file).decode("utf-8", errors="replace").removeprefix("gitdir:").strip()
    except OSError:
        return ""
