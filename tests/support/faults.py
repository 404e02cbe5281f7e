"""A disk that fails: at a given operation a build is torn away, or told that the disk is full, or not its own."""

import errno
import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any
from unittest.mock import patch

from digest.store import Store

OPERATIONS = ("replace", "rename", "unlink", "remove", "rmdir", "mkdir", "open", "write")


class Killed(BaseException):
    """What is thrown where a process would be killed."""


class Disk:
    """Counts the operations that change it; from `breaks` on (never, if below 0) they fail in the way of `fault`."""

    def __init__(self, breaks: int, fault: str) -> None:
        self.breaks, self.fault, self.done = breaks, fault, 0
        self.broke = False
        self.touched: set[str] = set()
        """The paths, as they were named to the operations."""

    def call(self, real: Callable[..., Any], *arguments: Any, **named: Any) -> Any:
        self.done += 1
        self.touched.update(str(one) for one in arguments if isinstance(one, str | Path))
        if self.done - 1 < self.breaks or self.breaks < 0 or (self.broke and self.fault != "kill"):
            return real(*arguments, **named)
        self.broke = True
        if real.__name__ == "write":
            real(arguments[0], bytes(arguments[1])[: len(arguments[1]) // 2])
        if self.fault == "kill":
            raise Killed
        number = getattr(errno, self.fault)
        raise OSError(number, os.strerror(number), str(arguments[0]))


@contextmanager
def failing_disk(breaks: int, fault: str) -> Iterator[Disk]:
    """Inside, the operation number `breaks` fails: `kill` (and nothing works after it), `ENOSPC` or `EACCES`.

    Of a write that fails, half is on the disk.
    """
    disk = Disk(breaks, fault)

    def broken(real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*arguments: Any, **named: Any) -> Any:
            reads = real.__name__ == "open" and not arguments[1] & (os.O_WRONLY | os.O_RDWR)
            return real(*arguments, **named) if reads else disk.call(real, *arguments, **named)

        return call

    def remember(store: Store, *arguments: Any, **named: Any) -> None:
        try:
            disk.call(lambda path: None, store.path)
        except OSError as problem:
            store.note = f"could not be written ({problem.strerror})"
            return
        real_remember(store, *arguments, **named)

    real_remember, real_write_bytes = Store.remember, Path.write_bytes

    def write_bytes(path: Path, content: bytes) -> int:
        broke = disk.broke
        try:
            disk.call(lambda path: None, path)
        except (Killed, OSError):
            if not broke:
                real_write_bytes(path, content[: len(content) // 2])
            raise
        return real_write_bytes(path, content)

    with ExitStack() as broke:
        for name in OPERATIONS:
            broke.enter_context(patch.object(os, name, broken(getattr(os, name))))
        broke.enter_context(patch.object(Path, "write_bytes", write_bytes))
        broke.enter_context(patch.object(Store, "remember", remember))
        yield disk
