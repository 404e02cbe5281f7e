"""Ctrl-C: it ends the command without a word, with the exit code that shells give it.

A command that is at work is unwound, by KeyboardInterrupt: a build brings to its end what it is putting in place. While
modules are imported, and when all is done, there is nothing to unwind, and a KeyboardInterrupt would come out where
Python prints a traceback or swallows it. Then the process just ends.
"""

import os
import signal

CODE = 128 + 2
"""The exit code of what SIGINT ended."""


def listen() -> None:
    """From here on Ctrl-C ends the process at once; where it was not to be heard, as under nohup, it still is not."""
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, _end)


def unwind() -> bool:
    """From here on Ctrl-C is a KeyboardInterrupt. Gives whether it was none before: then `listen` goes back."""
    if signal.getsignal(signal.SIGINT) is not _end:
        return False
    signal.signal(signal.SIGINT, signal.default_int_handler)
    return True


def _end(*_: object) -> None:
    os._exit(CODE)
