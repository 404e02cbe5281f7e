"""Other people's servers, asked politely: not too often, as who we are, and not where robots.txt says no."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import Protocol
from urllib.parse import urlsplit

from digest import __version__
from digest.config import Config
from digest.ingest.draft import Failure, Input, Link, Place
from digest.ingest.net.http import Answer, FetchError, fetch
from digest.urls import host_and_port

MAX_DELAY = 30.0
"""Seconds between two requests that a robots.txt can ask for."""
PRODUCT = "news-digest"


def agent_of(config: Config) -> str:
    """How digest names itself to a server, with where to complain if the site says."""
    contact = ", ".join(filter(None, (config.site.base_url, config.site.contact)))
    plain = "".join(letter for letter in contact if " " <= letter <= "~")
    return f"{PRODUCT}/{__version__}" + (f" (+{plain})" if plain else "")


class Rules(Protocol):
    """What a robots.txt says."""

    def can_fetch(self, url: str, agent: str) -> bool:
        """Whether a program of that name may ask for an address."""

    def crawl_delay(self, agent: str) -> float | None:
        """The seconds that it should leave between two requests."""


class Web:
    """The way to the web for one run. Safe to use from several threads."""

    def __init__(self, config: Config, sleep: Callable[[float], object] = time.sleep) -> None:
        self._agent = agent_of(config)
        self._timeout = float(config.fetch.timeout)
        self._queue = _Queue(config.fetch.delay, sleep)
        self._robots = _Robots(lambda url, named: self._ask(url, named, {}))
        self._inside: dict[str, str] = {}

    def get(self, link: Link, etag: str = "", last_modified: str = "") -> Answer:
        """What stands at an address, unless it is as it was. Raises FetchError."""
        if link.followed:
            self._heed(link)
        known = {"If-None-Match": etag, "If-Modified-Since": last_modified}
        return self._ask(link.url, link.named, {name: value for name, value in known.items() if value})

    def read(self, link: Link) -> Input | Failure:
        """The same as an input."""
        name = link.name or link.url
        try:
            answer = self.get(link)
        except FetchError as problem:
            return Failure(Place(name, id=link.id), problem.message, problem.hint)
        named = link.named if answer.inside else ""
        self._inside[name] = named
        return Input(
            name,
            answer.content,
            url=answer.url,
            content_type=answer.content_type,
            envelope=link.envelope,
            id=link.id,
            named=named,
        )

    def named(self, name: str) -> str:
        """The `named` of the input that was read under a name: what its own links may trust in."""
        return self._inside.get(name, "")

    def _heed(self, link: Link) -> None:
        rules = self._robots.of(link)
        if not rules.can_fetch(link.url, PRODUCT):
            raise FetchError("its robots.txt asks programs to stay away", "open it in a browser and save the page")
        self._queue.slow_down(host_and_port(link.url) or link.url, min(rules.crawl_delay(PRODUCT) or 0, MAX_DELAY))

    def _ask(self, url: str, named: str, headers: dict[str, str]) -> Answer:
        self._queue.wait(host_and_port(url) or url)
        return fetch(url, agent=self._agent, named=named, headers=headers, timeout=self._timeout)


class _Queue:
    """When each host may be asked next."""

    def __init__(self, delay: float, sleep: Callable[[float], object]) -> None:
        self._delay = delay
        self._sleep = sleep
        self._lock = threading.Lock()
        self._next: dict[str, float] = {}
        self._slower: dict[str, float] = {}

    def wait(self, host: str) -> None:
        """Wait for this host's turn, and take it."""
        with self._lock:
            now = time.monotonic()
            turn = max(now, self._next.get(host, now))
            self._next[host] = turn + max(self._delay, self._slower.get(host, 0))
        if turn > now:
            self._sleep(turn - now)

    def slow_down(self, host: str, delay: float) -> None:
        """Leave that many seconds between two requests to this host, if that is more than usual."""
        with self._lock:
            self._slower[host] = delay
            if host in self._next:
                self._next[host] = max(self._next[host], time.monotonic() + delay)


class _Robots:
    """The robots.txt of each host, asked for once."""

    def __init__(self, ask: Callable[[str, str], Answer]) -> None:
        self._ask = ask
        self._lock = threading.Lock()
        self._known: dict[str, Rules] = {}

    def of(self, link: Link) -> Rules:
        """The rules for an address: none where there is no such file. Raises FetchError where it cannot be had."""
        parts = urlsplit(link.url)
        place = f"{parts.scheme}://{parts.netloc}/robots.txt"
        with self._lock:
            known = self._known.get(place)
        if known is None:
            known = self._read(place, link.named)
            with self._lock:
                self._known[place] = known
        return known

    def _read(self, place: str, named: str) -> Rules:
        from protego import Protego

        try:
            text = self._ask(place, named).content[:500_000].decode("utf-8", "replace")
        except FetchError as problem:
            if not 400 <= problem.status < 500:
                raise
            text = ""
        rules: Rules = Protego.parse(text)
        return rules
