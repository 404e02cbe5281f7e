"""Worker processes, behind the interface of `concurrent.futures.Executor`."""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future
from contextlib import contextmanager
from typing import Any, ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")


def cores() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def start_method() -> str:
    """`fork` where it is safe, because a forked worker shares all that was read at no cost; else `spawn`.

    Fork is unsafe beside other threads, because a lock that one of them holds stays locked in the child for ever. It is
    unsafe on macOS, whose own libraries do not survive it.
    """
    return "fork" if sys.platform == "linux" and threading.active_count() == 1 else "spawn"


@contextmanager
def workers(jobs: int, method: str = "") -> Iterator[Executor | None]:
    """An executor with that many processes (0: one for each processor); None for a single process.

    The processes end with the block, also where an exception ends it.
    """
    jobs = jobs or cores()
    if jobs == 1:
        yield None
        return
    processes = Processes(jobs, method)
    try:
        yield processes
    finally:
        processes.shutdown()


class Processes(Executor):
    """A process pool that starts with its first task, because most builds have no task for it."""

    def __init__(self, jobs: int, method: str = "") -> None:
        self._jobs, self._method = jobs, method
        self.copies = (method or start_method()) == "fork"
        """Whether the workers are forks of this process, with all that it has in memory at their first task."""
        self._pool: Executor | None = None

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """Call a function in one of the processes."""
        if self._pool is None:
            import multiprocessing
            from concurrent.futures import ProcessPoolExecutor

            context: Any = multiprocessing.get_context(self._method or start_method())
            self._pool = ProcessPoolExecutor(self._jobs, mp_context=context, initializer=begin)
        with without_sigint():
            return self._pool.submit(fn, *args, **kwargs)

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = True) -> None:
        """End the processes; tasks that have not started are dropped."""
        if self._pool is not None:
            self._pool.shutdown(wait=wait, cancel_futures=cancel_futures)


@contextmanager
def uninterrupted() -> Iterator[None]:
    """Let the block finish before Ctrl-C takes effect."""
    handler = signal.getsignal(signal.SIGINT)
    if threading.current_thread() is not threading.main_thread() or not callable(handler):
        yield
        return
    caught: list[Any] = []
    signal.signal(signal.SIGINT, lambda number, frame: caught.append(number))
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, handler)
    if caught:
        handler(caught[0], None)


@contextmanager
def without_sigint() -> Iterator[None]:
    """Start processes with SIGINT blocked: Ctrl-C cannot reach one before it has set its own handler."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGINT])
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def begin() -> None:
    """Set up a worker: it leaves Ctrl-C to its parent, and ends with its parent, even after `kill -9`."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    import multiprocessing
    from multiprocessing import connection

    parent = multiprocessing.parent_process()
    if parent is not None:
        connection.wait([parent.sentinel])
        os._exit(1)
