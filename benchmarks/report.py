"""`docs/performance.md`: what was measured in one run on one machine, with what it was measured."""

from __future__ import annotations

import os
import platform
import subprocess
from collections.abc import Iterator
from pathlib import Path

from benchmarks.against_hugo import against_hugo, hugo_of
from benchmarks.growth import growth
from benchmarks.million import million
from benchmarks.stages import stages
from digest import __version__

HEAD = """\
# Performance

Made by `python -m benchmarks report`, which writes this page anew. Figures of other machines differ; ratios of two
programs on the same machine, in turn, differ less. The articles are made up: some 540 words each, with links and
emphasis, three actors and two regions. Hugo makes from them article pages, a page and a feed for each actor, region and
source, and dated archives; digest all its pages and feeds."""

UNDER = (
    "Hugo has no build cache: it builds all, whatever changed. *Body* and *title* are edits of one article, *added* is",
    "one more, all dated some years before the newest. MiB are the largest sum of all processes' shares.",
)


def report(work: Path, rounds: int) -> Iterator[str]:
    """The page, line by line."""
    yield HEAD
    yield ""
    hugo = subprocess.run([hugo_of(work), "version"], check=True, capture_output=True, text=True).stdout.split()[1]
    machine = f"{os.cpu_count()} processors, {platform.system()}, Python {platform.python_version()}"
    yield f"Measured with digest {__version__} and Hugo {hugo.split('-')[0]} on {machine}."
    yield from ("", "## Beside Hugo", "")
    yield from against_hugo(work, 10_000, rounds)
    yield from ("", *UNDER)
    yield from ("", "## Where the time goes", "", "10,000 articles, from nothing:", "")
    yield from stages(work, 10_000)
    yield from ("", "## Growth", "", "One run each.", "")
    yield from growth(work, [1_000, 10_000, 100_000])
    yield from ("", "## In memory", "")
    yield from million(work, 1_000_000)


def write(work: Path, rounds: int) -> Iterator[str]:
    """Write the page; tells where."""
    lines = list(report(work, rounds))
    page = Path(__file__).parent.parent / "docs/performance.md"
    page.write_text("\n".join([*lines, ""]), encoding="utf-8")
    yield from lines
