"""From an input down to its articles, through every container that holds them.

A container yields its members: articles, or inputs and addresses. Those are read by the same table of formats, and so
on down.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import NamedTuple

from digest.budgeted import BudgetedProcesses
from digest.ingest.draft import Address, Draft, Failure, Input, Location, Member, ReadResult
from digest.ingest.formats import leaf, registry

MAX_DEPTH = 5
"""Containers within containers: a page in a message in a mailbox in a zip in a zip is four deep."""
MAX_UNPACKED = 1 << 30
"""Bytes that all members of one input may have together when unpacked."""
MAX_GROWTH = 20
"""How many times the size of a large file its members may have together instead."""
MAX_MEMBERS = 20_000
"""Inputs that one input may hold, at all depths: ten files of ten files each, six levels deep, are a million."""
MIN_MEMBER_SIZE = 100
"""Bytes of a large file for each member that it may hold beyond these: no message or record is smaller."""


class Fetch(NamedTuple):
    """How to fetch an address, and the addresses that were fetched: each is fetched once."""

    get: Callable[[Address], Input | Failure]
    done: set[str]


def read(
    member: Member, zone: dt.tzinfo, fetch: Fetch | None = None, processes: BudgetedProcesses | None = None
) -> Iterator[ReadResult]:
    """Every article of an input and of all containers in it, or a failure.

    Without `fetch`, an address is a failure that says so. Without `processes`, reading has no budget.
    """
    for result in opened(member, zone, fetch):
        if isinstance(result, Input):
            yield from leaf.read(result, zone, processes)
        else:
            yield result


def opened(member: Member, zone: dt.tzinfo, fetch: Fetch | None = None) -> Iterator[ReadResult | Input]:
    """The same with all that `leaf.read` reads unread, as inputs: they are read in parallel, if there are many."""
    try:
        yield from _opened(member, 0, _Run(zone, fetch, _Budget(member)))
    except _OverBudgetError as problem:
        yield Failure(_location(member), f"it unpacks to more than {problem}", "unpack it yourself, and add its files")


class _Run(NamedTuple):
    """What every level of containers needs."""

    zone: dt.tzinfo
    fetch: Fetch | None
    budget: _Budget


class _Budget:
    """The bytes and the members that may still be unpacked."""

    def __init__(self, member: Member) -> None:
        size = _file_size(member)
        content = len(member.content) if isinstance(member, Input) else 0
        self.total = self.left = max(MAX_UNPACKED, MAX_GROWTH * size)
        self.most_members = self.members_left = max(MAX_MEMBERS, max(size, content) // MIN_MEMBER_SIZE)

    def spend(self, size: int) -> None:
        """Count one more member, of `size` bytes."""
        self.left -= size
        self.members_left -= 1
        if self.left < 0:
            raise _OverBudgetError(f"{self.total >> 20} MB")
        if self.members_left < 0:
            raise _OverBudgetError(f"{self.most_members:,} files")


def _file_size(member: Member) -> int:
    """Bytes of a file that is read as a stream; 0 for what is in memory, or was deleted meanwhile."""
    with suppress(OSError):
        return member.file.stat().st_size if isinstance(member, Input) and member.file else 0
    return 0


class _OverBudgetError(Exception):
    """The members of an input are more than its budget: `1024 MB`, `20,000 files`."""


def _opened(member: Member, depth: int, run: _Run) -> Iterator[ReadResult | Input]:
    """The articles, pages and failures in a member, at whatever depth."""
    if isinstance(member, Draft | Failure):
        yield member
        return
    if depth and isinstance(member, Input):
        run.budget.spend(len(member.content))
    if depth > MAX_DEPTH:
        message = "it is packed in too many files within files"
        yield Failure(_location(member), message, "unpack it yourself, and add it alone")
    elif isinstance(member, Address):
        response = _fetched(member, run.fetch)
        if response:
            yield from _opened(response, depth, run)
    else:
        if registry.is_leaf(member):
            yield member
            return
        for inner in registry.read(member, run.zone):
            yield from _opened(inner, depth + 1, run)


def _fetched(address: Address, fetch: Fetch | None) -> Input | Failure | None:
    """The response of an address; None if it was fetched before, so that lists that name each other end."""
    if fetch is None:
        return Failure(_location(address), "this is an address, not an article", "save the article's page or text")
    if address.url in fetch.done:
        return None
    fetch.done.add(address.url)
    return fetch.get(address)


def _location(member: Member) -> Location:
    if isinstance(member, Draft | Failure):
        return member.location
    return Location(member.name if isinstance(member, Input) else member.name or member.url)
