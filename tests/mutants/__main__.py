"""`python -m tests.mutants [ROOM…]`: put faults into the package at random, and count those that no test sees.

Faults are put into a clone of a commit, so the work tree stays as it is. What was judged is kept in .mutants/: the same
command goes on where it was stopped, also when there are newer commits; `--at HEAD` begins anew. The last lines say, by
room and by kind, how many of the faults that change behaviour were found, and where the others are; `--same ID` marks
one that changes nothing.
"""

import argparse
import ast
import os
import random
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from cosmic_ray import plugins
from cosmic_ray.commands.execute import execute
from cosmic_ray.commands.init import init
from cosmic_ray.config import ConfigDict
from cosmic_ray.work_db import WorkDB, use_db
from cosmic_ray.work_item import MutationSpec, TestOutcome, WorkItem, WorkResult

from tests.mutants.operators import Orders, check_examples
from tests.support.paths import ROOT

PACKAGE = Path("digest")
BASE = "base"
FOLDER = ROOT / ".mutants"
KINDS = {
    "NumberReplacer": "number",
    "ReplaceTrueWithFalse": "true, false",
    "ReplaceFalseWithTrue": "true, false",
    "ReplaceAndWithOr": "and, or",
    "ReplaceOrWithAnd": "and, or",
    "AddNot": "not",
    "ReplaceUnaryOperator": "not",
    "ReplaceComparisonOperator": "comparison",
    "ReplaceBinaryOperator": "arithmetic",
    "ExceptionReplacer": "exception",
    "RemoveDecorator": "decorator",
    "LeaveSortOut": "order",
    "ForgetKey": "order",
    "ReplaceBreakWithContinue": "loop",
    "ReplaceContinueWithBreak": "loop",
    "ZeroIterationForLoop": "loop",
}
"""What a fault is, by the beginning of its operator's name."""


class Fault(NamedTuple):
    """A fault that was judged."""

    id: str
    room: str
    kind: str
    found: bool
    same: bool
    """Whether somebody has marked it as one that changes nothing."""
    diff: str


class Session(NamedTuple):
    """The faults of one commit and one seed."""

    folder: Path

    @property
    def clone(self) -> Path:
        return self.folder / "repo"

    @property
    def same(self) -> Path:
        """The file with the ids of faults that change nothing."""
        return self.folder / "same.txt"

    def database(self, room: str) -> str:
        return str(self.folder / f"{room}.sqlite")


def open_session(commit: str, seed: int) -> Session:
    """A clone of a commit (or of the last session's), without the fault in which the last run may have been killed."""
    sessions = sorted(FOLDER.glob(f"*-{seed}"), key=lambda path: path.stat().st_mtime)
    commit = _git("rev-parse", "--short", commit or (sessions[-1].name.partition("-")[0] if sessions else "HEAD"))
    session = Session(FOLDER / f"{commit}-{seed}")
    if not session.clone.is_dir():
        session.folder.mkdir(parents=True, exist_ok=True)
        _git("clone", "--quiet", "--shared", "--no-checkout", ".", str(session.clone))
    _git("-C", str(session.clone), "checkout", "--quiet", "--force", "--detach", commit)
    return session


def _git(*arguments: str) -> str:
    return subprocess.run(["git", *arguments], cwd=ROOT, capture_output=True, text=True, check=True).stdout.strip()


def rooms(package: Path = PACKAGE) -> dict[str, list[Path]]:
    """The modules of each room; those of none are `base`."""
    found = defaultdict(list)
    for path in sorted(package.rglob("*.py")):
        parts = path.relative_to(package).parts
        found[parts[0] if len(parts) > 1 else BASE].append(path)
    return dict(found)


def kind_of(operator: str) -> str:
    """`core/ReplaceComparisonOperator_Eq_Lt` → comparison."""
    return KINDS[operator.partition("/")[2].partition("_")[0]]


@cache
def annotations(module: Path) -> list[tuple[tuple[int, int], tuple[int, int]]]:
    """Where types stand, from and to: a fault in one changes nothing that runs."""
    nodes = list(ast.walk(ast.parse(module.read_bytes())))
    types: list[ast.expr | None] = [node.annotation for node in nodes if isinstance(node, ast.arg | ast.AnnAssign)]
    types += [node.returns for node in nodes if isinstance(node, ast.FunctionDef)]
    return [
        ((node.lineno, node.col_offset), (node.end_lineno or 0, node.end_col_offset or 0)) for node in types if node
    ]


def sample(items: Iterable[WorkItem], number: int, seed: int) -> list[WorkItem]:
    """So many places at random, and one fault at each: comparisons, which can go wrong in eleven ways, count once."""
    places: dict[tuple[str, tuple[int, int], str], list[WorkItem]] = defaultdict(list)
    for item in items:
        fault = _fault(item)
        line, column = fault.start_pos
        if not any(start <= (line, column) < end for start, end in annotations(fault.module_path)):
            places[str(fault.module_path), (line, column), kind_of(fault.operator_name)].append(item)
    chance = random.Random(seed)
    drawn = chance.sample(sorted(places), min(number, len(places)))
    return [chance.choice(sorted(places[place], key=lambda item: _fault(item).operator_name)) for place in drawn]


def _fault(item: WorkItem) -> MutationSpec:
    (fault,) = item.mutations
    return fault


def judge(session: Session, room: str, modules: list[Path], asked: argparse.Namespace) -> None:
    """Draw the room's faults, if that was not done, and run the tests for each that was not judged."""
    command = [sys.executable, "-m", "tests.mutants.judge", room, *(["own"] if asked.own else [])]
    with use_db(session.database(room), WorkDB.Mode.create) as database:
        if not database.num_work_items:
            init(modules, database, {})
            drawn = sample(database.work_items, asked.number, asked.seed)
            database.clear()
            database.add_work_items(drawn)
        left = database.num_work_items - database.num_results
        if not left:
            return
        started = time.monotonic()
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        seconds = time.monotonic() - started
        print(f"{room}: {left} faults to judge, the tests take {seconds:.0f} s without one", flush=True)
        settings = {"test-command": " ".join(command), "timeout": 60 + 3 * seconds, "distributor": {"name": "local"}}
        execute(database, ConfigDict(settings))


def judged(session: Session) -> Iterator[Fault]:
    """All faults of a session that were."""
    same = set(session.same.read_text().split()) if session.same.exists() else set()
    for path in sorted(session.folder.glob("*.sqlite")):
        with use_db(str(path), WorkDB.Mode.open) as database:
            items = {item.job_id: item for item in database.work_items}
            for job, result in database.results:
                kind = kind_of(_fault(items[job]).operator_name)
                yield Fault(job[:8], path.stem, kind, _was_found(result), job[:8] in same, result.diff or "")


def _was_found(result: WorkResult) -> bool:
    return bool(result.test_outcome != TestOutcome.SURVIVED)


def report(faults: list[Fault]) -> str:
    """The faults that no test sees, and how many were found, by room and by kind."""
    lines = []
    for fault in faults:
        if not fault.found and not fault.same:
            lines += [f"{fault.id}  {fault.room}, {fault.kind}", *_shown(fault.diff), ""]
    for title in ("room", "kind"):
        groups: dict[str, list[Fault]] = defaultdict(list)
        for fault in faults:
            groups[fault.room if title == "room" else fault.kind].append(fault)
        lines.append(f"{title:<14} faults  found / changing behaviour")
        for group, members in [*sorted(groups.items()), ("all", faults)]:
            found = sum(fault.found for fault in members)
            changing = sum(fault.found or not fault.same for fault in members)
            lines.append(f"{group:<14} {len(members):>6}  {found} / {changing}")
        lines.append("")
    return "\n".join(lines)


def _shown(diff: str) -> list[str]:
    return [f"  {line}" for line in diff.splitlines() if line[:1] in {"+", "-", "@"} and not line.startswith("---")]


def main() -> None:
    parser = argparse.ArgumentParser(prog="tests.mutants", description=__doc__)
    parser.add_argument("rooms", nargs="*", metavar="ROOM", help="folders of the package, or base; else all")
    parser.add_argument("--number", type=int, default=10, help="faults for each room (10)")
    parser.add_argument("--seed", type=int, default=1, help="another draws others")
    parser.add_argument("--at", default="", metavar="COMMIT", help="the last session's, else HEAD")
    parser.add_argument("--own", action="store_true", help="run the room's own tests only, not all")
    parser.add_argument("--report", action="store_true", help="judge nothing, say what was found")
    parser.add_argument("--same", nargs="+", metavar="ID", default=[], help="these change nothing")
    asked = parser.parse_args()
    session = open_session(asked.at, asked.seed)
    if asked.same:
        with session.same.open("a") as file:
            file.write("".join(f"{each}\n" for each in asked.same))
    if not asked.report and not asked.same:
        check_examples()
        plugins.OPERATOR_PROVIDERS["order"] = Orders()
        os.chdir(session.clone)
        os.environ.update(PYTHONPATH=str(session.clone), PYTHONDONTWRITEBYTECODE="1")
        known = rooms()
        if unknown := set(asked.rooms) - known.keys():
            parser.error(f"no such room: {', '.join(sorted(unknown))}")
        for room in asked.rooms or known:
            judge(session, room, known[room], asked)
    print(report(list(judged(session))))


if __name__ == "__main__":
    main()
