"""A preview that runs in this process while a test looks at it.

with serving(site) as preview:
    site.write("…")
    preview.until(lambda state: not state.faults)
    assert "…" in preview.get("/news/").text
"""

import datetime as dt
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from threading import Condition
from typing import Any, NamedTuple
from unittest.mock import patch
from urllib.parse import urlsplit

from digest.dates import read_when
from digest.preview.loading import Loader
from digest.preview.preview import Preview
from digest.preview.report import State
from tests.support.building import LATER, Site

LONG = 30.0
"""Seconds after which what a test waits for is given up."""


class Got(NamedTuple):
    """An answer."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()


class Serving:
    """A running preview, its states as they came, and a way to ask it."""

    def __init__(self, site: Site, **options: Any) -> None:
        self.site = site
        self.states: list[State] = []
        self._news = Condition()
        load = Loader(site.root, None, lambda: read_when(LATER, dt.UTC).at)
        self.preview = Preview(site.root, load, self._hear, **{"port": 0, **options})

    def _hear(self, state: State) -> None:
        with self._news:
            self.states.append(state)
            self._news.notify_all()

    @property
    def url(self) -> str:
        """Where the site's front page is."""
        return f"{self.preview.origin}/news/"

    def until(self, true: Callable[[State], object], since: int = 0, what: str = "") -> State:
        """The first state, after so many others, of which something is true; waited for if need be."""

        def found() -> State | None:
            return next((state for state in self.states[since:] if true(state)), None)

        with self._news:
            state = self._news.wait_for(found, LONG)
        assert state is not None, f"{what}: only heard {self.states[since:]}"
        return state

    def after(self, text: str) -> State:
        """Write files and wait for the next state."""
        since = len(self.states)
        self.site.write(text)
        return self.until(lambda state: True, since)

    def get(self, path: str, method: str = "GET", **headers: str) -> Got:
        """Ask for a path; headers with `_` for `-`."""
        address = urlsplit(self.preview.origin)
        connection = HTTPConnection(address.hostname or "", address.port, timeout=LONG)
        try:
            connection.request(method, path, headers={name.replace("_", "-"): value for name, value in headers.items()})
            answer = connection.getresponse()
            return Got(answer.status, {name.lower(): value for name, value in answer.headers.items()}, answer.read())
        finally:
            connection.close()


@contextmanager
def serving(site: Site, **options: Any) -> Iterator[Serving]:
    """A preview of a site, once it has been read for the first time."""
    running = Serving(site, **options)
    with patch.dict(os.environ, DIGEST_TRACEBACK="1"), running.preview:
        running.until(lambda state: True)
        yield running
