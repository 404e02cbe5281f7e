"""Many web pages, read side by side: a page takes some forty times as long as a text of the same length."""

from __future__ import annotations

import datetime as dt
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import BrokenExecutor, Executor, Future

from digest.ingest.draft import Failure, Input, Place, Read
from digest.ingest.formats import webpage

FEW = 4
"""Pages that are read at once: starting a process takes as long as some of them."""
AHEAD = 8
"""Pages that are in hand at a time; each is held in memory."""


def spread(found: Iterable[Read | Input], zone: dt.tzinfo, start: Callable[[], Executor]) -> Iterator[Read]:
    """What was found with its pages read, in order. `start` is asked for an executor where there are many pages."""
    waiting: deque[Read | tuple[Place, Future[Read]]] = deque()
    executor: Executor | None = None
    pages = 0
    for each in found:
        if not isinstance(each, Input):
            waiting.append(each)
        elif (pages := pages + 1) <= FEW:
            waiting.append(webpage.read_page(each, zone))
        else:
            executor = executor or start()
            place = Place(each.name, id=each.id, modified=each.modified)
            waiting.append((place, _submitted(executor, each, zone)))
        while len(waiting) > (AHEAD if executor else 0):
            yield _done(waiting.popleft())
    while waiting:
        yield _done(waiting.popleft())


def _submitted(executor: Executor, given: Input, zone: dt.tzinfo) -> Future[Read]:
    try:
        return executor.submit(webpage.read_page, given, zone)
    except BrokenExecutor as problem:
        broken: Future[Read] = Future()
        broken.set_exception(problem)
        return broken


def _done(waiting: Read | tuple[Place, Future[Read]]) -> Read:
    if not isinstance(waiting, tuple):
        return waiting
    place, future = waiting
    try:
        return future.result()
    except BrokenExecutor:
        return Failure(place, "reading it broke off", "read it alone, or save its text")
