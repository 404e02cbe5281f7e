"""Many web pages, read in parallel: a page takes some forty times as long as a text of the same length."""

from __future__ import annotations

import datetime as dt
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import BrokenExecutor, Executor, Future

from digest.ingest.draft import Failure, Input, Location, ReadResult
from digest.ingest.formats import webpage

FEW = 4
"""Pages that are read in this process: starting another one takes as long as reading some of them."""
AHEAD = 8
"""Pages that are read or waiting at a time; each is held in memory."""

_Pending = tuple[Location, Future[ReadResult]]


def read_pages(
    opened: Iterable[ReadResult | Input], zone: dt.tzinfo, start: Callable[[], Executor]
) -> Iterator[ReadResult]:
    """The results in order, with each web page among them read. `start` returns the executor for many pages."""
    waiting: deque[ReadResult | _Pending] = deque()
    executor: Executor | None = None
    pages = 0
    for result in opened:
        if not isinstance(result, Input):
            waiting.append(result)
        elif (pages := pages + 1) <= FEW:
            waiting.append(webpage.read_page(result, zone))
        else:
            executor = executor or start()
            location = Location(result.name, id=result.id, modified=result.modified)
            waiting.append((location, _submitted(executor, result, zone)))
        while len(waiting) > (AHEAD if executor else 0):
            yield _finished(waiting.popleft())
    while waiting:
        yield _finished(waiting.popleft())


def _submitted(executor: Executor, page: Input, zone: dt.tzinfo) -> Future[ReadResult]:
    try:
        return executor.submit(webpage.read_page, page, zone)
    except BrokenExecutor as problem:
        broken: Future[ReadResult] = Future()
        broken.set_exception(problem)
        return broken


def _finished(result: ReadResult | _Pending) -> ReadResult:
    if not isinstance(result, tuple):
        return result
    location, future = result
    try:
        return future.result()
    except BrokenExecutor:
        return Failure(location, "reading it broke off", "read it alone, or save its text")
