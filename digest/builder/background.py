"""A task that runs in a forked process while this process goes on with other work."""

from __future__ import annotations

import os
import pickle
import signal
from collections.abc import Callable
from contextlib import suppress
from typing import Generic, NoReturn, TypeVar

from digest.workers import start_method, without_sigint

T = TypeVar("T")


class BackgroundTask(Generic[T]):
    """The result of a function, computed in a forked child where forking is safe, else in `result`.

    The function must be pure: a change that it makes to memory is lost with the child.
    """

    def __init__(self, work: Callable[[], T]) -> None:
        self._work = work
        self._pid = self._pipe = -1
        """The child's process id, and the pipe from it; the pipe is -1 without a child."""
        if start_method() == "fork":
            self._begin()

    def _begin(self) -> None:
        pipe, end = os.pipe()
        with suppress(OSError), without_sigint():  # the system may allow no further process
            self._pid = os.fork()
            if self._pid == 0:
                self._run_child(pipe, end)
        os.close(end)
        if self._pid > 0:
            self._pipe = pipe
        else:
            os.close(pipe)

    def _run_child(self, pipe: int, end: int) -> NoReturn:
        """Compute the result in the child, write it to the pipe, and exit.

        The child exits by `os._exit`: the parent's `finally` blocks, exit handlers and buffered files are the parent's
        to run and to write, and would otherwise run twice.
        """
        try:
            signal.signal(signal.SIGINT, signal.SIG_IGN)
            os.close(pipe)  # else the child would never notice that the parent closed it
            with open(end, "wb") as answer:
                pickle.dump(self._work(), answer)
        finally:
            os._exit(0)

    def result(self) -> T:
        """The function's result. Where the child failed or was killed, this process computes it."""
        pickled = b""
        if self._pipe >= 0:
            with open(self._pipe, "rb", closefd=False) as answer:
                pickled = answer.read()
        self.close()
        try:
            result: T = pickle.loads(pickled)  # noqa: S301 - from our own child
        except (EOFError, pickle.UnpicklingError):
            return self._work()
        return result

    def close(self) -> None:
        """End the child and wait for its exit, finished or not: no zombie process remains."""
        if self._pipe >= 0:
            os.close(self._pipe)  # a child that still writes gets EPIPE, and exits
            os.waitpid(self._pid, 0)
        self._pipe = -1
