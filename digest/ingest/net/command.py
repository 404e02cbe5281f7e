"""A program of the editor's that prints articles: a converter in any language."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import tempfile
import threading
from pathlib import Path

from digest.ingest.draft import Failure, Input, Place
from digest.ingest.text.encoding import one_line

TIMEOUT = 300.0
"""Seconds that it may take."""
MAX_SIZE = 128 << 20
"""Bytes that it may print."""


def run(command: tuple[str, ...], folder: Path, timeout: float = TIMEOUT) -> Input | Failure:
    """What a program prints on standard output, run in `folder` with nothing on its standard input."""
    name = " ".join(command)
    with tempfile.TemporaryFile() as complaints:
        try:
            process = subprocess.Popen(
                command,
                cwd=folder,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=complaints,
                start_new_session=True,
            )
        except (OSError, ValueError) as problem:
            said = getattr(problem, "strerror", None) or str(problem)
            return Failure(Place(name), f"the program cannot be run: {said}", "see its path and permissions")
        content, late = _output(process, timeout)
        complaints.seek(0)
        lines = complaints.read(100_000).decode("utf-8", "replace").strip().splitlines()
    if late:
        return Failure(Place(name), f"the program takes longer than {timeout:g} seconds and was ended")
    if len(content) > MAX_SIZE:
        return Failure(Place(name), f"the program prints more than {MAX_SIZE >> 20} MB")
    if process.returncode:
        last = f": {one_line(lines[-1])}" if lines else ""
        return Failure(Place(name), f"the program ends with code {process.returncode}{last}")
    return Input(name, content)


def _output(process: subprocess.Popen[bytes], timeout: float) -> tuple[bytes, bool]:
    """What it printed, and whether it had to be ended because time was up."""
    late = threading.Event()

    def end() -> None:
        late.set()
        _kill(process)

    timer = threading.Timer(timeout, end)
    timer.start()
    try:
        assert process.stdout
        with process.stdout:
            content = process.stdout.read(MAX_SIZE + 1)
        if len(content) > MAX_SIZE:
            _kill(process)
        process.wait()
    finally:
        timer.cancel()
    return content, late.is_set()


def _kill(process: subprocess.Popen[bytes]) -> None:
    """End it with all that it has started, which may hold its output open."""
    with contextlib.suppress(OSError):
        if os.name == "posix":
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()
