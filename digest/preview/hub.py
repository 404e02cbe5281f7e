"""Everybody who waits for news of the site."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from threading import Condition

from digest.preview.report import State

BEAT = 10.0
"""Seconds after which a waiting listener is woken without news, to see whether its browser is still there."""


class Hub:
    """Gives each new state to every listener. One who is slow hears the newest, not all."""

    def __init__(self) -> None:
        self._news = Condition()
        self._state: State | None = None
        self._closed = False

    def publish(self, state: State) -> None:
        """Tell everybody."""
        with self._news:
            self._state = state
            self._news.notify_all()

    def close(self) -> None:
        """Send everybody home."""
        with self._news:
            self._closed = True
            self._news.notify_all()

    def _is_news_after(self, heard: State | None) -> bool:
        return self._closed or self._state is not heard

    def follow(self) -> Iterator[State | None]:
        """The state as it is, then each newer one; None now and then while there is none. Ends with `close`."""
        heard: State | None = None
        while True:
            with self._news:
                self._news.wait_for(partial(self._is_news_after, heard), BEAT)
                if self._closed:
                    return
                fresh = self._state if self._state is not heard else None
                heard = self._state
            yield fresh
