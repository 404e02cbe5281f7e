"""The request for a build, and the report of one."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec

from digest.archive.visibility import Selection, Skipped
from digest.errors import Finding

Progress = Callable[[int, int], None]
"""Called with the number of pages done and the total."""


LARGE = 500_000_000
"""Bytes of a site: half of what GitHub Pages takes."""


class BuildRequest(msgspec.Struct, frozen=True, kw_only=True):
    """What to build, and the folder to build it into."""

    root: Path
    output: Path
    selection: Selection
    base_url: str | None = None
    strict: bool = False
    """Whether warnings are errors."""
    clean: bool = False
    """Whether to forget the results of earlier builds."""
    remember: bool = True
    """Whether to use the store. Without it a build neither uses nor keeps anything for others."""
    jobs: int = 0
    """Processes to work in; 0: as many as there are processors."""


class BuildReport(msgspec.Struct, frozen=True, kw_only=True):
    """What a build did."""

    articles: int
    pages: int
    written: int = 0
    unchanged: int = 0
    """Files that had the right bytes already."""
    removed: int = 0
    size: int = 0
    """Bytes of all files of the site; 0 where that is not known."""
    rendered: int = 0
    """Pages that were rendered, whether or not their bytes turned out to be new."""
    skipped: Skipped
    warnings: tuple[Finding, ...]
    notes: tuple[str, ...] = ()
    """Reasons why this build took longer."""
    slow: tuple[tuple[str, int], ...] = ()
    """Templates that could not be rendered the fast way, each with the number of its pages."""
    seconds: tuple[tuple[str, float], ...] = ()
    """Seconds that each step took, in order."""


class Watch:
    """A stop watch for the steps of a build."""

    def __init__(self) -> None:
        self.seconds: list[tuple[str, float]] = []

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        """Measure the time of the block."""
        started = time.perf_counter()
        try:
            yield
        finally:
            self.seconds.append((name, time.perf_counter() - started))
