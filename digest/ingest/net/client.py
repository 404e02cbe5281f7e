"""Polite HTTP requests: with a delay for each host, under our own name, and obeying robots.txt."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import Protocol
from urllib.parse import urlsplit

from digest import __version__
from digest.config import Config
from digest.ingest.draft import Address, Failure, Input, Location
from digest.ingest.net.http import FetchError, Response, fetch
from digest.urls import host_and_port

MAX_DELAY = 30.0
"""Seconds: the longest delay between two requests that a robots.txt can ask for."""
PRODUCT = "news-digest"


def agent_of(config: Config) -> str:
    """The User-Agent of digest, with the address and contact of the site, if digest.toml states them."""
    contact = ", ".join(filter(None, (config.site.base_url, config.site.contact)))
    printable = "".join(letter for letter in contact if " " <= letter <= "~")
    return f"{PRODUCT}/{__version__}" + (f" (+{printable})" if printable else "")


class Rules(Protocol):
    """The rules of a robots.txt."""

    def can_fetch(self, url: str, agent: str) -> bool:
        """Whether a program of that name may request an address."""

    def crawl_delay(self, agent: str) -> float | None:
        """The seconds that it should wait between two requests."""


class Web:
    """An HTTP client for one run. Several threads may use it."""

    def __init__(self, config: Config, sleep: Callable[[float], object] = time.sleep) -> None:
        self._agent = agent_of(config)
        self._timeout = float(config.fetch.timeout)
        self._queue = _Queue(config.fetch.delay, sleep)
        self._robots = _Robots(lambda url, trusted_url: self._request(url, trusted_url, {}))
        self._trusted: dict[str, str] = {}

    def get(self, address: Address, etag: str = "", last_modified: str = "") -> Response:
        """The response of an address. Raises FetchError.

        With `etag` or `last_modified` of an earlier response, it may say that nothing has changed.
        """
        if address.followed:
            self._obey_robots(address)
        conditions = {"If-None-Match": etag, "If-Modified-Since": last_modified}
        headers = {name: value for name, value in conditions.items() if value}
        return self._request(address.url, address.trusted_url, headers)

    def read(self, address: Address) -> Input | Failure:
        """The response of an address as an input."""
        name = address.name or address.url
        try:
            response = self.get(address)
        except FetchError as problem:
            return Failure(Location(name, id=address.id), problem.message, problem.hint)
        trusted_url = address.trusted_url if response.is_private else ""
        self._trusted[name] = trusted_url
        return Input(
            name,
            response.content,
            url=response.url,
            content_type=response.content_type,
            envelope=address.envelope,
            id=address.id,
            trusted_url=trusted_url,
        )

    def trusted_url_of(self, name: str) -> str:
        """The `trusted_url` of the input that was read under this name, for the links in it."""
        return self._trusted.get(name, "")

    def _obey_robots(self, address: Address) -> None:
        """Keep the delay that robots.txt asks for. Raises FetchError if it forbids the address."""
        rules = self._robots.of(address)
        if not rules.can_fetch(address.url, PRODUCT):
            raise FetchError("its robots.txt asks programs to stay away", "open it in a browser and save the page")
        self._queue.slow_down(host_and_port(address.url), min(rules.crawl_delay(PRODUCT) or 0, MAX_DELAY))

    def _request(self, url: str, trusted_url: str, headers: dict[str, str]) -> Response:
        self._queue.wait(host_and_port(url))
        return fetch(url, agent=self._agent, trusted_url=trusted_url, headers=headers, timeout=self._timeout)


class _Queue:
    """When the next request to each host may be sent."""

    def __init__(self, delay: float, sleep: Callable[[float], object]) -> None:
        self._delay = delay
        self._sleep = sleep
        self._lock = threading.Lock()
        self._next: dict[str, float] = {}
        self._slower: dict[str, float] = {}

    def wait(self, host: str) -> None:
        """Wait until a request to this host may be sent, and reserve that moment."""
        with self._lock:
            now = time.monotonic()
            turn = max(now, self._next.get(host, now))
            self._next[host] = turn + max(self._delay, self._slower.get(host, 0))
        if turn > now:
            self._sleep(turn - now)

    def slow_down(self, host: str, delay: float) -> None:
        """Wait this many seconds between two requests to this host, if that is more than usual."""
        with self._lock:
            self._slower[host] = delay
            if host in self._next:
                self._next[host] = max(self._next[host], time.monotonic() + delay)


class _Robots:
    """The robots.txt of each host, requested once."""

    def __init__(self, request: Callable[[str, str], Response]) -> None:
        self._request = request
        self._lock = threading.Lock()
        self._rules: dict[str, Rules] = {}

    def of(self, address: Address) -> Rules:
        """The rules for an address: none if there is no such file. Raises FetchError if it cannot be fetched."""
        parts = urlsplit(address.url)
        url = f"{parts.scheme}://{parts.netloc}/robots.txt"
        with self._lock:
            rules = self._rules.get(url)
        if rules is None:
            rules = self._fetched(url, address.trusted_url)
            with self._lock:
                self._rules[url] = rules
        return rules

    def _fetched(self, url: str, trusted_url: str) -> Rules:
        from protego import Protego

        try:
            text = self._request(url, trusted_url).content[:500_000].decode("utf-8", "replace")
        except FetchError as problem:
            if not 400 <= problem.status < 500:
                raise
            text = ""
        rules: Rules = Protego.parse(text)
        return rules
