"""A program of the editor that prints articles: a converter in any language."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import tempfile
import threading
from pathlib import Path

from digest.ingest.draft import Failure, Input, Location
from digest.ingest.text.encoding import one_line

TIMEOUT = 300.0
"""Seconds that it may run."""
MAX_OUTPUT = 128 << 20
"""Bytes that it may print."""


def run(command: tuple[str, ...], folder: Path, timeout: float = TIMEOUT) -> Input | Failure:
    """The standard output of a program, run in `folder` with an empty standard input."""
    name = " ".join(command)
    with tempfile.TemporaryFile() as errors:
        try:
            process = subprocess.Popen(
                command,
                cwd=folder,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=errors,
                start_new_session=True,
            )
        except (OSError, ValueError) as problem:
            reason = getattr(problem, "strerror", None) or str(problem)
            return Failure(Location(name), f"the program cannot be run: {reason}", "see its path and permissions")
        content, timed_out = _output(process, timeout)
        errors.seek(0)
        lines = errors.read(100_000).decode("utf-8", "replace").strip().splitlines()
    if timed_out:
        return Failure(Location(name), f"the program takes longer than {timeout:g} seconds and was ended")
    if len(content) > MAX_OUTPUT:
        return Failure(Location(name), f"the program prints more than {MAX_OUTPUT >> 20} MB")
    if process.returncode:
        last = f": {one_line(lines[-1])}" if lines else ""
        return Failure(Location(name), f"the program ends with code {process.returncode}{last}")
    return Input(name, content)


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
