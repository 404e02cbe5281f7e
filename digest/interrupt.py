"""Ctrl-C (SIGINT): it ends the command silently, with the exit code that shells use for it.

A running command is unwound by KeyboardInterrupt, so that a build can finish putting files in place. While modules are
imported, and after the work is done, nothing needs unwinding, and Python would print a traceback for a
KeyboardInterrupt or swallow it. At these times the process exits at once.
"""

import os
import signal

CODE = 128 + 2
"""The exit code of a process that SIGINT ended."""


def listen() -> None:
    """From here on Ctrl-C ends the process at once. Where SIGINT was ignored before (nohup), it stays ignored."""
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, _end)


def unwind() -> bool:
    """From here on Ctrl-C raises KeyboardInterrupt. Returns whether this changed anything: then `listen` undoes it."""
    if signal.getsignal(signal.SIGINT) is not _end:
        return False
    signal.signal(signal.SIGINT, signal.default_int_handler)
    return True


def _end(*_: object) -> None:
    os._exit(CODE)
