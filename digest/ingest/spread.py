"""Many web pages, read side by side: a page takes some forty times as long as a text of the same length."""

from __future__ import annotations

import datetime as dt
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import BrokenExecutor, Executor, Future

from digest.ingest import formats, html
from digest.ingest.draft import Failure, Input, Link, Place, Read

Given = Input | Link | Failure
"""What the command line names: something to read, an address, or why there is neither."""

FEW = 4
"""Pages that are read at once: starting a process takes as long as some of them."""
AHEAD = 8
"""Pages that are in hand at a time; each is held in memory."""


Reader = Callable[[Input | Link], Iterator[Read]]


def spread(inputs: Iterable[Given], read: Reader, zone: dt.tzinfo, start: Callable[[], Executor]) -> Iterator[Read]:
    """What the inputs hold, in their order. `start` is asked for an executor when there are more than a few pages."""
    waiting: deque[Given | tuple[Place, Future[Read]]] = deque()
    executor: Executor | None = None
    pages = 0
    for given in inputs:
        is_page = isinstance(given, Input) and formats.format_of(given).read is html.read
        pages += is_page
        if isinstance(given, Input) and is_page and pages > FEW:
            executor = executor or start()
            waiting.append((Place(given.name, id=given.id, modified=given.modified), _submitted(executor, given, zone)))
        else:
            waiting.append(given)
        while len(waiting) > (AHEAD if executor else 0):
            yield from _read(waiting.popleft(), read)
    while waiting:
        yield from _read(waiting.popleft(), read)


def _submitted(executor: Executor, given: Input, zone: dt.tzinfo) -> Future[Read]:
    try:
        return executor.submit(html.read_page, given, zone)
    except BrokenExecutor as problem:
        broken: Future[Read] = Future()
        broken.set_exception(problem)
        return broken


def _read(given: Given | tuple[Place, Future[Read]], read: Reader) -> Iterator[Read]:
    if isinstance(given, Failure):
        yield given
    elif isinstance(given, Input | Link):
        yield from read(given)
    else:
        place, future = given
        try:
            yield future.result()
        except BrokenExecutor:
            yield Failure(place, "reading it broke off", "read it alone, or save its text")
