"""Work spread over processes, through a `concurrent.futures.Executor`: one of this machine's, or another."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import connection


def cores() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def start_method() -> str:
    """`fork`, which hands all that was read to the workers for nothing, where it is safe: else `spawn`.

    A forked process has only the thread that forked it, so locks that others held stay locked in it for ever;
    and on macOS the system's own libraries do not survive it.
    """
    return "fork" if sys.platform == "linux" and threading.active_count() == 1 else "spawn"


@contextmanager
def workers(jobs: int, method: str = "") -> Iterator[Executor | None]:
    """As many processes, or None where one job alone is asked for. They are gone afterwards, however it ends."""
    if jobs <= 1:
        yield None
        return
    context = multiprocessing.get_context(method or start_method())
    pool = ProcessPoolExecutor(jobs, mp_context=context, initializer=_begin)
    try:
        yield pool
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _begin() -> None:
    """A worker leaves Ctrl-C to its parent, and ends when that is gone, even by `kill -9`."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        connection.wait([parent.sentinel])
        os._exit(1)
