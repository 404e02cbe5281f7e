"""Down from an input to its articles, through whatever they are packed in.

A format yields articles, or inputs and addresses of its own; those are read by the same table, and so on down.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import NamedTuple

from digest.ingest.draft import Draft, Failure, Found, Input, Link, Place, Read
from digest.ingest.formats import registry, webpage

MAX_DEPTH = 5
"""Of things within things: a page in a message in a mailbox in a zip in a zip is four deep."""
MAX_UNPACKED = 1 << 30
"""Bytes that all that lies within one input may come to, whatever small size it was packed to."""
MAX_GROWTH = 20
"""How many times its own size that may be, if it is a large one."""


class Fetch(NamedTuple):
    """How an address is turned into an input, and which have been: each is read once."""

    get: Callable[[Link], Input | Failure]
    done: set[str]


def read(given: Input | Link, zone: dt.tzinfo, fetch: Fetch | None = None) -> Iterator[Read]:
    """Every article of an input and of all that lies within it, or why there is none.

    Without `fetch`, an address is a failure that says so.
    """
    for found in opened(given, zone, fetch):
        yield webpage.read_page(found, zone) if isinstance(found, Input) else found


def opened(given: Input | Link, zone: dt.tzinfo, fetch: Fetch | None = None) -> Iterator[Read | Input]:
    """The same, but web pages are left to be read by `html.read_page`: that is where the time goes."""
    try:
        yield from _opened(given, 0, _Reading(zone, fetch, _Budget(given)))
    except _TooMuchError as most:
        said = f"it unpacks to more than {most} MB"
        yield Failure(Place(_name(given)), said, "unpack it yourself, and add its files")


class _Reading(NamedTuple):
    zone: dt.tzinfo
    fetch: Fetch | None
    budget: _Budget


class _Budget:
    """The bytes that may still be unpacked."""

    def __init__(self, given: Input | Link) -> None:
        self.most = self.left = max(MAX_UNPACKED, MAX_GROWTH * _size(given))

    def spend(self, size: int) -> None:
        self.left -= size
        if self.left < 0:
            raise _TooMuchError(self.most >> 20)


def _size(given: Input | Link) -> int:
    """Bytes of a file that is read piece by piece; 0 for what is in memory, or gone meanwhile."""
    with suppress(OSError):
        return given.file.stat().st_size if isinstance(given, Input) and given.file else 0
    return 0


class _TooMuchError(Exception):
    """The budget of an input, in MB, is used up."""


def _opened(found: Found, depth: int, reading: _Reading) -> Iterator[Read | Input]:
    """Down into what was found, until it is articles, pages and failures."""
    if isinstance(found, Draft | Failure):
        yield found
    elif depth > MAX_DEPTH:
        yield Failure(Place(_name(found)), "it lies too deep in other files", "unpack it yourself, and add it alone")
    elif isinstance(found, Link):
        fetched = _fetched(found, reading.fetch)
        if fetched:
            yield from _opened(fetched, depth, reading)
    else:
        if depth:
            reading.budget.spend(len(found.content))
        if registry.is_page(found):
            yield found
            return
        for within in registry.read(found, reading.zone):
            yield from _opened(within, depth + 1, reading)


def _fetched(link: Link, fetch: Fetch | None) -> Input | Failure | None:
    """What stands at an address; None where it was read before, so that lists that name each other end."""
    if fetch is None:
        return Failure(Place(_name(link)), "this is an address, not an article", "save the article's page or text")
    if link.url in fetch.done:
        return None
    fetch.done.add(link.url)
    return fetch.get(link)


def _name(found: Input | Link) -> str:
    return found.name or found.url
