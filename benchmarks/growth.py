"""How time and memory grow with the number of articles."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks.corpus import write_site
from benchmarks.edits import CASES
from benchmarks.processes import DIGEST, run


def growth(work: Path, counts: Sequence[int]) -> Iterator[str]:
    """A Markdown table, line by line: seconds of a cold build, of one without a change, of one with one edit."""
    yield "| articles | files | cold s | cold CPU ms/article | MiB | KiB/article | no change s | body s | added s |"
    yield "| --- | --- | --- | --- | --- | --- | --- | --- | --- |"
    for count in counts:
        site = work / f"digest-{count}"
        write_site(site, count)
        found = {}
        for name in ("cold", "no change", "body", "added"):
            CASES[name](site)
            found[name] = run(DIGEST, site)
        cold = found["cold"]
        files = sum(1 for path in (site / "output").rglob("*") if path.is_file())
        yield (
            f"| {count:,} | {files:,} | {cold.wall:.1f} | {1000 * cold.cpu / count:.2f} | {cold.mebibytes:.0f} "
            f"| {1024 * cold.mebibytes / count:.1f} | {found['no change'].wall:.2f} | {found['body'].wall:.2f} "
            f"| {found['added'].wall:.2f} |"
        )
