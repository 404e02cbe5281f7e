"""Processes that can be stopped: each task has a budget of processor time, and a task that exceeds it is ended alone.

A thread cannot be stopped while it runs the C code of a parser, and a process pool of the standard library is broken
as a whole when one of its processes ends. So each process here has a pipe and a thread of its own. The system counts
the seconds (`RLIMIT_CPU`), so that a busy machine costs no task its budget and nobody has to watch.
"""

from __future__ import annotations

import math
import pickle
import signal
import sys
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from queue import SimpleQueue
from typing import TYPE_CHECKING, Any, ParamSpec, Self, TypeVar

from digest import workers

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

P = ParamSpec("P")
T = TypeVar("T")

MOST = 4
"""Processes at most: their results go through one process, which more of them would only wait for."""
_PATIENCE = 20
"""Seconds of the clock for a second of the budget. They end a task that waits instead of computing, and every task on
Windows, which has no limit of processor time."""


class OverBudgetError(Exception):
    """A task that used up its budget."""


class BrokenTaskError(Exception):
    """A task whose process ended for another reason: a parser that crashed, or memory that ran out."""


class BudgetedProcesses:
    """Processes that start with their first task. Several threads may submit tasks."""

    def __init__(self, jobs: int = 0, method: str = "") -> None:
        """`jobs`: how many processes, 0 for one a processor and MOST at most. `method`: see `workers.start_method`."""
        self._jobs, self._method = jobs or min(MOST, workers.cores()), method
        self._lock = threading.Lock()
        self._threads: ThreadPoolExecutor | None = None
        self._idle: SimpleQueue[_Process | None] = SimpleQueue()
        self._started: list[_Process] = []
        self._is_closed = False

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def start(self) -> None:
        """Start the processes. A program with threads calls this before them, as a fork is cheaper than a spawn."""
        with self._lock:
            if self._threads is None:
                for _ in range(self._jobs):
                    self._idle.put(self._process())
                self._threads = ThreadPoolExecutor(self._jobs)

    def submit(self, budget: float, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """Call a function in one of the processes, for at most `budget` seconds of the processor.

        The future raises OverBudgetError or BrokenTaskError where there is no result.
        """
        self.start()
        assert self._threads
        return self._threads.submit(self._run, budget, fn, args, kwargs)

    def close(self) -> None:
        """End the processes at once, whatever they do; tasks that have not started are dropped."""
        if self._threads is None:
            return
        self._threads.shutdown(wait=False, cancel_futures=True)
        with self._lock:
            self._is_closed = True
            for process in self._started:
                process.kill()
        self._threads.shutdown()

    def _process(self) -> _Process:
        process = _Process(self._method or workers.start_method())
        self._started = [*(other for other in self._started if other.is_alive), process]
        return process

    def _next(self) -> _Process:
        """A process without a task. Raises BrokenTaskError once all are ended."""
        process = self._idle.get()
        with self._lock:
            if self._is_closed:
                self._idle.put(None)
                raise BrokenTaskError
            return process or self._process()

    def _run(self, budget: float, fn: Callable[..., T], args: tuple[Any, ...], kwargs: dict[str, Any]) -> T:
        process = self._next()
        try:
            return process.call(budget, (fn, args, kwargs))  # type: ignore[no-any-return]
        finally:
            self._idle.put(process if process.is_alive else None)


class _Process:
    """One process, and this end of its pipe."""

    def __init__(self, method: str) -> None:
        import multiprocessing

        context: Any = multiprocessing.get_context(method)
        self._pipe, theirs = context.Pipe()
        self._process = context.Process(target=_serve, args=(theirs,), daemon=True)
        with workers.without_sigint():
            self._process.start()
        theirs.close()
        self.is_alive = True

    def call(self, budget: float, task: tuple[Callable[..., Any], tuple[Any, ...], dict[str, Any]]) -> Any:
        """The result of a task. Raises what the task raises, OverBudgetError and BrokenTaskError."""
        try:
            self._pipe.send((budget, *task))
            if not self._pipe.poll(_PATIENCE * budget):
                self.kill()
                raise OverBudgetError
            is_result, value = self._pipe.recv()
        except (EOFError, OSError):
            self.kill()
            raise self._reason() from None
        if is_result:
            return value
        raise value

    def kill(self) -> None:
        """End it, whatever it does."""
        self.is_alive = False
        self._process.kill()
        self._process.join()

    def _reason(self) -> Exception:
        over_budget = getattr(signal, "SIGXCPU", 0)
        is_over = over_budget and self._process.exitcode == -over_budget
        return OverBudgetError() if is_over else BrokenTaskError()


def _serve(pipe: Connection[Any, Any]) -> None:
    """What a process does: tasks, one after the other, until the pipe is closed."""
    workers.begin()
    while True:
        try:
            budget, fn, args, kwargs = pipe.recv()
        except (EOFError, OSError):
            return
        _limit(budget)
        pipe.send_bytes(_answer(fn, args, kwargs))


def _answer(fn: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]) -> bytes:
    """The pickled result of a task, or the exception that it raised."""
    try:
        return pickle.dumps((True, fn(*args, **kwargs)))
    except Exception as problem:  # noqa: BLE001 (the parent raises it)
        try:
            return pickle.dumps((False, problem))
        except Exception:  # noqa: BLE001 (an exception that cannot be pickled)
            return pickle.dumps((False, RuntimeError(repr(problem))))


def _limit(seconds: float) -> None:
    """Have the system end this process when it has used that many more seconds, without a core dump."""
    if sys.platform == "win32":
        return
    import resource

    signal.signal(signal.SIGXCPU, signal.SIG_DFL)
    resource.setrlimit(resource.RLIMIT_CORE, (0, resource.getrlimit(resource.RLIMIT_CORE)[1]))
    most = resource.getrlimit(resource.RLIMIT_CPU)[1]
    limit = math.ceil(time.process_time() + seconds)
    resource.setrlimit(resource.RLIMIT_CPU, (limit if most == resource.RLIM_INFINITY else min(limit, most), most))
