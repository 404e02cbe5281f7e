"""The hub: it passes each new state of the site on to every connected browser."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from threading import Condition

from digest.preview.report import State

BEAT = 10.0
"""Seconds after which a listener without news is woken, to find out whether its browser is still connected."""


class Hub:
    """Gives each new state to every listener. A slow listener gets the newest state and misses those between."""

    def __init__(self) -> None:
        self._news = Condition()
        self._state: State | None = None
        self._closed = False

    def publish(self, state: State) -> None:
        """Give a state to all listeners."""
        with self._news:
            self._state = state
            self._news.notify_all()

    def close(self) -> None:
        """End all listeners."""
        with self._news:
            self._closed = True
            self._news.notify_all()

    def _is_news_after(self, last: State | None) -> bool:
        return self._closed or self._state is not last

    def follow(self) -> Iterator[State | None]:
        """The current state, then each newer one; None every BEAT seconds without news. Ends with `close`."""
        last: State | None = None
        while True:
            with self._news:
                self._news.wait_for(partial(self._is_news_after, last), BEAT)
                if self._closed:
                    return
                fresh = self._state if self._state is not last else None
                last = self._state
            yield fresh
