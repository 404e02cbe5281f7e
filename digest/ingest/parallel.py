"""Inputs read in parallel: a page takes some forty times as long as a text of the same length."""

from __future__ import annotations

import datetime as dt
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future

from digest.budgeted import BudgetedProcesses
from digest.ingest.draft import Input, ReadResult
from digest.ingest.formats import leaf

AHEAD = 8
"""Inputs that are read or waiting at a time; each is held in memory."""

_Waiting = deque[tuple[Input, Future[leaf.Results]] | ReadResult]


def read_leaves(
    opened: Iterable[ReadResult | Input], zone: dt.tzinfo, processes: BudgetedProcesses | None
) -> Iterator[ReadResult]:
    """The results in order, with each input among them read. What can be yielded does not wait for what follows."""
    waiting: _Waiting = deque()
    for result in opened:
        waiting.append((result, leaf.submit(result, zone, processes)) if isinstance(result, Input) else result)
        while waiting and (len(waiting) > AHEAD or _is_done(waiting[0])):
            yield from _finished(waiting.popleft())
    while waiting:
        yield from _finished(waiting.popleft())


def _is_done(result: tuple[Input, Future[leaf.Results]] | ReadResult) -> bool:
    return not isinstance(result, tuple) or result[1].done()


def _finished(result: tuple[Input, Future[leaf.Results]] | ReadResult) -> leaf.Results:
    return leaf.finished(result[1], result[0]) if isinstance(result, tuple) else (result,)
