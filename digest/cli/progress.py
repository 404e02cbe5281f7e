"""Progress on a terminal: a bar, bars of successive steps, a running count. Quick work shows none of them."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from functools import partial
from typing import Any, Self

import click

PATIENCE = 1.0
"""Seconds of work before anything is drawn."""

_ERASE = "\r\x1b[2K"
_ERASE_LAST = f"\x1b[A{_ERASE}"
"""click ends a bar with a line feed, so the bar is in the line above the cursor."""


class Bar:
    """A progress bar on standard error, called with how many of how many steps are done."""

    def __init__(self, started: float, *, shown: bool, label: str = "Building") -> None:
        self._started, self._shown, self._label = started, shown, label
        self._bar: Any = None
        self._done = self._total = 0

    def __call__(self, done: int, total: int) -> None:
        """Draw how far the work is, once it has taken a second. A new total or a lower count begins a new bar."""
        if not self._shown or time.monotonic() - self._started < PATIENCE:
            return
        if self._bar is None or total != self._total or done < self._done:
            self.close()
            self._bar = click.progressbar(length=total, label=self._label, file=sys.stderr)
            self._done, self._total = 0, total
            self._bar.__enter__()
        self._bar.update(done - self._done)
        self._done = done

    def close(self) -> None:
        """Take the bar off the screen and show the cursor again, however the work ended."""
        if self._bar is not None:
            self._bar.__exit__(None, None, None)
            click.echo(_ERASE_LAST, nl=False, err=True)
            self._bar = None


class Bars:
    """The bars of a longer work, one for each of its steps; one is on the screen at a time."""

    def __init__(self, *, shown: bool) -> None:
        self._shown, self._label = shown, ""
        self._bar: Bar | None = None

    def named(self, label: str) -> Callable[[int, int], None]:
        """The bar of a step. Its first call takes the bar of another step off the screen."""
        return partial(self._update, label)

    def close(self) -> None:
        """Take the bar off the screen, however the work ended."""
        if self._bar is not None:
            self._bar.close()
            self._bar = None

    def _update(self, label: str, done: int, total: int) -> None:
        if self._bar is None or self._label != label:
            self.close()
            self._label, self._bar = label, Bar(time.monotonic(), shown=self._shown, label=label)
        self._bar(done, total)


class RunningCount:
    """How many of an unknown number are done, on standard error: `Reading: 1,204 articles`."""

    def __init__(self, doing: str, what: str, *, shown: bool) -> None:
        self._doing, self._what, self._shown = doing, what, shown
        self._started = time.monotonic()
        self._drawn = False
        self._done = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc: object) -> None:
        self.hide()

    def up(self) -> None:
        """Count one more, and draw the count once the work has taken a second."""
        self._done += 1
        if self._shown and time.monotonic() - self._started >= PATIENCE:
            self._drawn = True
            click.echo(f"{_ERASE}{self._doing}: {self._done:,} {self._what}", nl=False, err=True)

    def hide(self) -> None:
        """Take the count off the screen, so that messages can be printed. The next `up` draws it again."""
        if self._drawn:
            click.echo(_ERASE, nl=False, err=True)
            self._drawn = False
