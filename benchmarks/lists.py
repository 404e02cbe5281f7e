"""What it costs to find articles: `digest list` with an empty store and with a full one, and one short name."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

from benchmarks.corpus import write_site
from benchmarks.processes import run

_CALLS = {
    "all, nothing known": ("list",),
    "all": ("list",),
    "unknown names": ("list", "unknown", "--format", "paths"),
    "unconfirmed dates": ("list", "unconfirmed", "--format", "paths"),
    "a word, as JSON": ("list", "ministry", "--format", "json"),
    "a short name": ("set", "lead=true", "story-0000009"),
}


def lists(work: Path, count: int) -> Iterator[str]:
    """Wall and CPU seconds of each call, and its MiB. The first call fills the store."""
    site = work / f"digest-{count}"
    write_site(site, count)
    shutil.rmtree(site / ".digest", ignore_errors=True)
    yield "| call | wall s | CPU s | MiB |"
    yield "| --- | --- | --- | --- |"
    for name, arguments in _CALLS.items():
        cost = run([sys.executable, "-m", "digest", *arguments], site)
        yield f"| {name} | {cost.wall:.2f} | {cost.cpu:.2f} | {cost.mebibytes:.0f} |"
