"""Whole programs, measured from outside: wall and CPU seconds, and the memory of the whole process tree."""

from __future__ import annotations

import resource
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

DIGEST = [sys.executable, "-m", "digest", "build", "--quiet", "--now", "2500-01-01"]
"""A build that shows every article, of whichever year."""


class Run(NamedTuple):
    """What a command cost."""

    wall: float
    cpu: float
    """Seconds, of all its processes."""
    mebibytes: float
    """The largest sum of proportional set sizes over its processes (shared memory counts once); 0 where unknown."""


def run(command: Sequence[str | Path], folder: Path) -> Run:
    """Run a command to its end. Raises CalledProcessError if it fails."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    started = time.perf_counter()
    with subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL) as process:
        peak = 0
        while True:
            try:
                code = process.wait(timeout=0.05)
                break
            except subprocess.TimeoutExpired:
                peak = max(peak, memory(process.pid))
    wall = time.perf_counter() - started
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if code:
        raise subprocess.CalledProcessError(code, list(map(str, command)))
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Run(wall, cpu, peak / 1024)


def memory(root: int) -> int:
    """KiB of a process and its descendants. Linux only; elsewhere 0."""
    parents = dict(_parents())
    return sum(_pss(pid) for pid in parents if _descends(pid, root, parents))


def _parents() -> list[tuple[int, int]]:
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            found.append((int(stat.parent.name), int(stat.read_text().rsplit(")", 1)[1].split()[1])))
        except OSError:
            continue
    return found


def _descends(pid: int, root: int, parents: dict[int, int]) -> bool:
    while pid and pid != root:
        pid = parents.get(pid, 0)
    return pid == root


def _pss(pid: int) -> int:
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)
