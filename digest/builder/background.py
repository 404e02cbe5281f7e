"""Work done in a forked process while this one goes on with something else."""

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
    """What a function gives, worked out in a copy of this process where such copies are safe, else when asked.

    The function must not change anything: what it changes is changed in the copy.
    """

    def __init__(self, work: Callable[[], T]) -> None:
        self._work = work
        self._pid = self._pipe = -1
        """Of the copy, and to read from it; the pipe is -1 where there is no copy."""
        if start_method() == "fork":
            self._begin()

    def _begin(self) -> None:
        pipe, end = os.pipe()
        with suppress(OSError), without_sigint():  # there may be no room for another process
            self._pid = os.fork()
            if self._pid == 0:
                self._tell(pipe, end)
        os.close(end)
        if self._pid > 0:
            self._pipe = pipe
        else:
            os.close(pipe)

    def _tell(self, pipe: int, end: int) -> NoReturn:
        """What the copy does: nothing of this process may be seen through to its end twice."""
        try:
            signal.signal(signal.SIGINT, signal.SIG_IGN)
            os.close(pipe)  # or it would wait for itself to read
            with open(end, "wb") as answer:
                pickle.dump(self._work(), answer)
        finally:
            os._exit(0)

    def result(self) -> T:
        """What came out. If the copy came to harm, it is worked out here."""
        said = b""
        if self._pipe >= 0:
            with open(self._pipe, "rb", closefd=False) as answer:
                said = answer.read()
        self.close()
        try:
            found: T = pickle.loads(said)  # noqa: S301 - from our own copy
        except (EOFError, pickle.UnpicklingError):
            return self._work()
        return found

    def close(self) -> None:
        """See the copy off, whether or not it has come to its end."""
        if self._pipe >= 0:
            os.close(self._pipe)  # it ends when it has nobody to tell
            os.waitpid(self._pid, 0)
        self._pipe = -1
