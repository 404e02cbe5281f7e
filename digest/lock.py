"""Locks between processes: the system's own locks on open files. The system frees them however a process ends."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from digest.errors import DigestError, error


@contextmanager
def alone(path: Path, what: str) -> Iterator[None]:
    """Lock the file at `path` while the block runs. Raises DigestError where another process holds the lock.

    `what` names the process in the message, such as "digest add".
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a+b") as file:
        if not try_lock(file.fileno()):
            raise DigestError(error("", 0, 0, f"another {what} is at work here", "let it finish, then try again"))
        try:
            yield
        finally:
            unlock(file.fileno())


if sys.platform == "win32":
    import msvcrt
    import time

    def try_lock(descriptor: int) -> bool:
        """Lock an open file; False where another process has it locked."""
        try:
            os.lseek(descriptor, 0, os.SEEK_SET)
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

    def wait_for_lock(descriptor: int) -> None:
        """Lock an open file; wait while another process has it locked."""
        while not try_lock(descriptor):
            time.sleep(0.1)

    def unlock(descriptor: int) -> None:
        """Release the lock."""
        os.lseek(descriptor, 0, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def try_lock(descriptor: int) -> bool:
        """Lock an open file or folder; False where another process has it locked.

        A file system without locks gives True too, and then keeps no process out.
        """
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        except OSError:
            return True
        return True

    def wait_for_lock(descriptor: int) -> None:
        """Lock an open file or folder; wait while another process has it locked."""
        fcntl.flock(descriptor, fcntl.LOCK_EX)

    def unlock(descriptor: int) -> None:
        """Release the lock."""
        fcntl.flock(descriptor, fcntl.LOCK_UN)
