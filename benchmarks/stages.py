"""Where the time of a build from nothing goes, and what no build can go below: a copy of the finished tree."""

from __future__ import annotations

import shutil
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

from benchmarks.corpus import write_site
from benchmarks.edits import forget
from benchmarks.processes import DIGEST


def stages(work: Path, count: int) -> Iterator[str]:
    """What `digest build --stats` says, and beside it the seconds of the copy."""
    site = work / f"digest-{count}"
    write_site(site, count)
    forget(site)
    command = [each for each in DIGEST if each != "--quiet"]
    said = subprocess.run([*command, "--stats"], cwd=site, check=True, capture_output=True, text=True).stdout
    yield from ("```", *(line for line in said.splitlines() if " s" in line or line.startswith("pages")), "```")
    copy = work / "copy"
    shutil.rmtree(copy, ignore_errors=True)
    started = time.perf_counter()
    shutil.copytree(site / "output", copy)
    seconds = time.perf_counter() - started
    size = sum(path.stat().st_size for path in copy.rglob("*") if path.is_file()) / 1e6
    shutil.rmtree(copy)
    yield ""
    yield f"To copy the finished tree ({size:,.0f} MB) takes {seconds:.1f} s in one process."
