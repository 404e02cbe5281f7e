"""Branch coverage of the package, room by room, held to floors that only rise.

    python -m tests.room_coverage   read .coverage, show a table, raise the floors in docs/coverage.md (make coverage)

Exit code 1, and nothing written, if a room is below its floor. A floor is the whole percentage below what was measured.
"""

import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from tests.support.paths import ROOT

DOCUMENT = ROOT / "docs/coverage.md"
SLACK = 0.5
"""Percentage points by which two runs of the same tests may differ: threads and signals do not meet twice alike."""

HEAD = """\
# Coverage

Written by `make coverage`, which runs the tests, subprocesses included, and counts the lines and the branches (both
ways out of each `if` and loop) that they reach. It fails where a room reaches fewer of its branches than its floor, and
raises a floor where it reaches more. What only the long tests of `make soak` reach counts as not reached.

"""
ROW = re.compile(r"^\| `(.+?)` \|.*\| (\d+) \|$", re.MULTILINE)


class Counts(NamedTuple):
    """How many lines and branches of a room there are, and how many of them the tests reach."""

    lines: int = 0
    reached_lines: int = 0
    branches: int = 0
    reached_branches: int = 0

    @property
    def of_lines(self) -> float:
        return 100 * self.reached_lines / (self.lines or 1)

    @property
    def of_branches(self) -> float:
        return 100 * self.reached_branches / self.branches if self.branches else 100.0


def room_of(path: str) -> str:
    """`digest/ingest/html/page.py` → `ingest/html`, `digest/slugs.py` → `base`."""
    return Path(path).parent.as_posix().removeprefix("digest").strip("/") or "base"


def rooms(files: Iterable[tuple[str, Counts]]) -> dict[str, Counts]:
    """The sums of the files of each room, in alphabetical order. Rooms without a line of code are left out."""
    parts: dict[str, list[Counts]] = {}
    for path, counts in files:
        parts.setdefault(room_of(path), []).append(counts)
    sums = {name: total(counts) for name, counts in sorted(parts.items())}
    return {name: counts for name, counts in sums.items() if counts.lines}


def total(parts: Iterable[Counts]) -> Counts:
    return Counts(*map(sum, zip(*parts, strict=True)))


def floors(document: str) -> dict[str, int]:
    """The floor of each room by its row in the document."""
    return {name: int(floor) for name, floor in ROW.findall(document)}


def below(measured: Mapping[str, Counts], least: Mapping[str, int]) -> list[str]:
    """A line for each room that reaches fewer of its branches than its floor."""
    return [
        f"{name}: {counts.of_branches:.1f} % of the branches, its floor is {least[name]} %"
        for name, counts in measured.items()
        if counts.of_branches < least.get(name, 0)
    ]


def document(measured: Mapping[str, Counts], least: Mapping[str, int]) -> str:
    """The text of docs/coverage.md, each floor as it was or higher."""
    lines = ["| room | lines | reached % | branches | reached % | floor % |", "| --- | --- | --- | --- | --- | --- |"]
    for name, counts in measured.items():
        floor = max(least.get(name, 0), int(counts.of_branches - SLACK))
        lines.append(f"| `{name}` | {_cells(counts)} | {floor} |")
    lines.append(f"| all | {_cells(total(measured.values()))} | |")
    return HEAD + "\n".join(lines) + "\n"


def _cells(counts: Counts) -> str:
    return f"{counts.lines} | {counts.of_lines:.1f} | {counts.branches} | {counts.of_branches:.1f}"


def counted() -> Iterator[tuple[str, Counts]]:
    """Each file of the package with its counts, by what coverage has put down in .coverage."""
    from coverage import Coverage

    data = Coverage()
    data.load()
    for path in sorted((ROOT / "digest").rglob("*.py")):
        _, lines, _, missing, _ = data.analysis2(str(path))
        exits = data.branch_stats(str(path)).values()
        branches = sum(ways for ways, _ in exits), sum(taken for _, taken in exits)
        yield path.relative_to(ROOT).as_posix(), Counts(len(lines), len(lines) - len(missing), *branches)


def main() -> int:
    least = floors(DOCUMENT.read_text("utf-8")) if DOCUMENT.exists() else {}
    measured = rooms(counted())
    faults = below(measured, least)
    if not faults:
        DOCUMENT.write_text(document(measured, least), "utf-8")
    print("\n".join(faults or [document(measured, least).removeprefix(HEAD).strip()]))
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
