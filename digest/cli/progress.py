"""A progress bar that shows itself only when the work takes long."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import partial
from typing import Any, Self

PATIENCE = 1.0
"""Seconds before a bar is worth looking at."""


class Bar:
    """Called with how many of how many are done; draws nothing within the first second."""

    def __init__(self, started: float, *, shown: bool, label: str = "Building") -> None:
        self._started, self._shown, self._label = started, shown, label
        self._bar: Any = None

    def __call__(self, done: int, total: int) -> None:
        """Say how far the work is."""
        if self._bar is None:
            if not self._shown or time.monotonic() - self._started < PATIENCE:
                return
            from rich.console import Console
            from rich.progress import Progress

            self._bar = Progress(console=Console(stderr=True), transient=True)
            self._task = self._bar.add_task(self._label, total=total)
            self._bar.start()
        self._bar.update(self._task, completed=done)

    def close(self) -> None:
        """Take the bar off the screen, however the work ended."""
        if self._bar is not None:
            self._bar.stop()
            self._bar = None


class Bars:
    """A bar for each step of a longer work, one at a time."""

    def __init__(self, *, shown: bool) -> None:
        self._shown, self._label = shown, ""
        self._bar: Bar | None = None

    def named(self, label: str) -> Callable[[int, int], None]:
        """The bar of a step: it takes the place of the last one when the step is first heard of."""
        return partial(self._tell, label)

    def close(self) -> None:
        """Take the bar off the screen, however the work ended."""
        if self._bar is not None:
            self._bar.close()
            self._bar = None

    def _tell(self, label: str, done: int, total: int) -> None:
        if self._bar is None or self._label != label:
            self.close()
            self._label, self._bar = label, Bar(time.monotonic(), shown=self._shown, label=label)
        self._bar(done, total)


class Count:
    """How many of an unknown number are done, on standard error; draws nothing within the first second."""

    def __init__(self, doing: str, what: str, *, shown: bool) -> None:
        self._doing, self._what, self._shown = doing, what, shown
        self._started = time.monotonic()
        self._status: Any = None
        self._done = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc: object) -> None:
        if self._status is not None:
            self._status.stop()

    def up(self) -> None:
        """One more is done."""
        self._done += 1
        if not self._shown or time.monotonic() - self._started < PATIENCE:
            return
        words = f"{self._doing}: {self._done:,} {self._what}"
        if self._status is None:
            from rich.console import Console

            self._status = Console(stderr=True).status(words)
            self._status.start()
        elif self._done % 20 == 0:
            self._status.update(words)
