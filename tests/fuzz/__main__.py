"""`python -m tests.fuzz [KIND…]`: minutes of ever new inputs for each format, one after the other."""

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

from tests.fuzz.engine import LENGTH, MEBIBYTES
from tests.fuzz.kinds import KINDS


class Run(NamedTuple):
    """What became of a kind."""

    inputs: int
    seconds: float
    mebibytes: float
    """The most that its process held."""
    rate: str
    """The most seconds of the processor for a MB of a large input; empty if there was none."""
    problem: str
    """Empty: none."""


def fuzz(kind: str, seconds: float, folder: Path, seeds: Path | None = None) -> Run:
    """Run a kind in a process of its own. `folder` is made anew; `seeds` are files to begin with beside its own."""
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "seeds").mkdir(parents=True)
    for number, path in enumerate(sorted(seeds.rglob("*")) if seeds else ()):
        if path.is_file() and path.stat().st_size <= LENGTH:
            shutil.copy(path, folder / "seeds" / str(number))
    said = folder / "said"
    command = [sys.executable, "-m", "tests.fuzz.engine", kind, str(seconds), str(folder)]
    started = time.monotonic()
    with said.open("wb") as file:
        process = subprocess.Popen(command, stdout=file, stderr=subprocess.STDOUT)
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    text = said.read_text("utf-8", "replace")
    counted = re.search(r"stat::number_of_executed_units: +(\d+)", text)
    problem = f"see {said}" if process.returncode else ""
    peak = used.ru_maxrss / 1024
    if not problem and peak > MEBIBYTES:
        problem = f"it took more than {MEBIBYTES} MiB"
    slowest = folder / "rate"
    rate = slowest.read_text("ascii") if slowest.exists() else ""
    return Run(int(counted[1]) if counted else 0, time.monotonic() - started, peak, rate, problem)


def main() -> None:
    parser = argparse.ArgumentParser(prog="tests.fuzz", description=__doc__)
    parser.add_argument("kinds", nargs="*", metavar="KIND", help=f"one of: {', '.join(KINDS)}")
    parser.add_argument("--seconds", type=float, help="for each; else the minutes of its kind")
    parser.add_argument("--seeds", type=Path, help="a folder of files to begin with")
    parser.add_argument("--work", type=Path, default=Path(tempfile.gettempdir()) / "digest-fuzz")
    asked = parser.parse_args()
    if unknown := [kind for kind in asked.kinds if kind not in KINDS]:
        parser.error(f"no such kind: {', '.join(unknown)}")
    print("| kind | inputs | seconds | MiB | s/MB | problem |\n| --- | --- | --- | --- | --- | --- |", flush=True)
    failed = False
    for kind in asked.kinds or KINDS:
        run = fuzz(kind, asked.seconds or 60 * KINDS[kind].minutes, asked.work / kind.replace(" ", "-"), asked.seeds)
        failed |= bool(run.problem)
        figures = f"{run.inputs:,} | {run.seconds:.0f} | {run.mebibytes:.0f} | {run.rate}"
        print(f"| {kind} | {figures} | {run.problem} |", flush=True)
    sys.exit(failed)


if __name__ == "__main__":
    main()
