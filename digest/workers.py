"""Work spread over processes, through a `concurrent.futures.Executor`: this machine's, or another's."""

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
    """`fork`, which hands all that was read to the workers for nothing, where it is safe: else `spawn`.

    A forked process has only the thread that forked it, so locks that others held stay locked in it for ever;
    and on macOS the system's own libraries do not survive it.
    """
    return "fork" if sys.platform == "linux" and threading.active_count() == 1 else "spawn"


@contextmanager
def workers(jobs: int, method: str = "") -> Iterator[Executor | None]:
    """That many processes (0: one for each processor), or None where one alone is enough.

    They are gone afterwards, however it ends.
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
    """Processes that begin with the first work they get: most builds have none for them."""

    def __init__(self, jobs: int, method: str = "") -> None:
        self._jobs, self._method = jobs, method
        self.copies = (method or start_method()) == "fork"
        """Whether they know all that this process knows when it gives them their first work."""
        self._pool: Executor | None = None

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """Have a function called in one of the processes."""
        if self._pool is None:
            import multiprocessing
            from concurrent.futures import ProcessPoolExecutor

            context: Any = multiprocessing.get_context(self._method or start_method())
            self._pool = ProcessPoolExecutor(self._jobs, mp_context=context, initializer=_begin)
        with without_sigint():
            return self._pool.submit(fn, *args, **kwargs)

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = True) -> None:
        """End the processes; what they have not begun is dropped."""
        if self._pool is not None:
            self._pool.shutdown(wait=wait, cancel_futures=cancel_futures)


@contextmanager
def uninterrupted() -> Iterator[None]:
    """What is begun inside is brought to its end before Ctrl-C takes effect."""
    usual = signal.getsignal(signal.SIGINT)
    if threading.current_thread() is not threading.main_thread() or not callable(usual):
        yield
        return
    caught: list[Any] = []
    signal.signal(signal.SIGINT, lambda number, frame: caught.append(number))
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, usual)
    if caught:
        usual(caught[0], None)


@contextmanager
def without_sigint() -> Iterator[None]:
    """Processes that begin inside are deaf to Ctrl-C from their first moment, before they can say so themselves."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGINT])
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _begin() -> None:
    """A worker leaves Ctrl-C to its parent, and ends when that is gone, even by `kill -9`."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    import multiprocessing
    from multiprocessing import connection

    parent = multiprocessing.parent_process()
    if parent is not None:
        connection.wait([parent.sentinel])
        os._exit(1)
