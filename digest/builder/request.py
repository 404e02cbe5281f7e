"""What is asked of a build, and what it answers."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec

from digest.archive.visibility import Selection, Skipped
from digest.errors import Finding

Progress = Callable[[int, int], None]
"""Told how many of how many pages are done."""


class BuildRequest(msgspec.Struct, frozen=True, kw_only=True):
    """What is to be built, and where to."""

    root: Path
    output: Path
    selection: Selection
    base_url: str | None = None
    strict: bool = False
    """Whether warnings are errors."""
    clean: bool = False
    """Whether to forget what earlier builds worked out."""
    remember: bool = True
    """Whether to work with the store: else nothing is known of earlier builds, and nothing kept for later ones."""
    jobs: int = 0
    """Processes to work in; 0: as many as there are processors."""


class BuildReport(msgspec.Struct, frozen=True, kw_only=True):
    """What a build did."""

    articles: int
    pages: int
    written: int = 0
    unchanged: int = 0
    """Files that were right already."""
    removed: int = 0
    rendered: int = 0
    """Pages that had to be rendered to know that."""
    skipped: Skipped
    warnings: tuple[Finding, ...]
    notes: tuple[str, ...] = ()
    """What cost this build time."""
    slow: tuple[tuple[str, int], ...] = ()
    """Templates that could not be rendered the fast way, each with the number of its pages."""
    seconds: tuple[tuple[str, float], ...] = ()
    """How long each step took, in their order."""


class Watch:
    """A stop watch for the steps of a build."""

    def __init__(self) -> None:
        self.seconds: list[tuple[str, float]] = []

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        """Time what is done inside."""
        started = time.perf_counter()
        try:
            yield
        finally:
            self.seconds.append((name, time.perf_counter() - started))
