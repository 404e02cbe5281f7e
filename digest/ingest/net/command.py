"""A program of the editor that prints articles: a converter in any language."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import threading
from collections import deque
from pathlib import Path
from typing import BinaryIO

from digest.ingest.draft import Failure, Input, Location
from digest.ingest.text.encoding import one_line

TIMEOUT = 300.0
"""Seconds that it may run."""
MAX_OUTPUT = 128 << 20
"""Bytes that it may print."""
_CHUNK = 1 << 16
"""Bytes of its errors that are read at a time."""
_LAST_WORDS = 1.0
"""Seconds to wait for the end of its errors, which a process that it left behind may hold open."""


def run(command: tuple[str, ...], folder: Path, timeout: float = TIMEOUT) -> Input | Failure:
    """The standard output of a program, run in `folder` with an empty standard input."""
    name = " ".join(command)
    try:
        process = subprocess.Popen(
            command,
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            start_new_session=True,
        )
    except (OSError, ValueError) as problem:
        reason = getattr(problem, "strerror", None) or str(problem)
        return Failure(Location(name), f"the program cannot be run: {reason}", "see its path and permissions")
    errors: deque[bytes] = deque(maxlen=2)
    reader = threading.Thread(target=_keep_last, args=(process.stderr, errors), daemon=True)
    reader.start()
    content, timed_out = _output(process, timeout)
    reader.join(_LAST_WORDS)
    lines = b"".join(errors).decode("utf-8", "replace").strip().splitlines()
    if timed_out:
        return Failure(Location(name), f"the program takes longer than {timeout:g} seconds and was ended")
    if len(content) > MAX_OUTPUT:
        return Failure(Location(name), f"the program prints more than {MAX_OUTPUT >> 20} MB")
    if process.returncode:
        last = f": {one_line(lines[-1])}" if lines else ""
        return Failure(Location(name), f"the program ends with code {process.returncode}{last}")
    return Input(name, content)


def _keep_last(stream: BinaryIO, errors: deque[bytes]) -> None:
    """Read what a program says of its errors, which may be without end, and keep the last of it."""
    with stream:
        while chunk := stream.read1(_CHUNK):  # type: ignore[attr-defined]  # subprocess gives a buffered stream
            errors.append(chunk)


def _output(process: subprocess.Popen[bytes], timeout: float) -> tuple[bytes, bool]:
    """What it printed, and whether the timeout ended it."""
    timed_out = threading.Event()

    def end() -> None:
        timed_out.set()
        _kill(process)

    timer = threading.Timer(timeout, end)
    timer.start()
    try:
        assert process.stdout
        with process.stdout:
            content = process.stdout.read(MAX_OUTPUT + 1)
        if len(content) > MAX_OUTPUT:
            _kill(process)
        process.wait()
    finally:
        timer.cancel()
    return content, timed_out.is_set()


def _kill(process: subprocess.Popen[bytes]) -> None:
    """End it and all processes that it started, which may hold its output open."""
    with contextlib.suppress(OSError):
        if os.name == "posix":
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()
