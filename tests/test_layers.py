"""The rooms of the package are stacked: each may import only rooms below its own (docs/architecture.md)."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

import digest
from tests.support.paths import ROOT

PACKAGE = Path(digest.__file__).parent

ROWS = [
    {"__main__"},
    {"cli"},
    {"preview", "publish", "check", "scaffold"},
    {"builder"},
    {"render"},
    {"pages"},
    {"search"},
    {"archive"},
    {"ingest"},
    {"editing"},
    {"tagging"},
    {"reading"},
    {"gazetteer", "language"},
    set(
        " atomic clock config dates editors errors fingerprint git interrupt lock model places requirements settings"
        " site slugs"
        " store urls workers".split(" ")
    ),
]
BASE = ROWS[-1]
"""The small modules of the last row may import each other. "" is `digest/__init__.py`."""

INGEST_ROWS = [
    {"migrate", "pull"},
    {"pipeline", "json_output"},
    {"store_article", "parallel"},
    {"candidate"},
    {"outlets"},
    {"dedupe", "net"},
    {"inputs"},
    {"formats"},
    {"summary"},
    {"wire"},
    {"html"},
    {"dates"},
    {"text"},
    {"draft"},
    {""},
]
"""The rooms inside `ingest`, and its own modules between them, from the top down."""

LONGEST_FILE = 400
LONGEST_FUNCTION = 50


@cache
def modules() -> dict[str, Path]:
    """Every module of the package by its dotted name."""
    found = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        parts = ("digest", *path.relative_to(PACKAGE).with_suffix("").parts)
        found[".".join(parts).removesuffix(".__init__")] = path
    return found


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_bytes(), path)


@cache
def imports(name: str) -> dict[str, int]:
    """The modules of digest that the module imports, lazily too, each with the first line that does."""
    found: dict[str, int] = {}
    for node in ast.walk(tree(modules()[name])):
        if isinstance(node, ast.Import | ast.ImportFrom):
            for target in _targets(node, name):
                found.setdefault(target, node.lineno)
    return found


def _targets(node: ast.Import | ast.ImportFrom, importer: str) -> Iterator[str]:
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names if alias.name.split(".")[0] == "digest")
        return
    origin = _origin(node, importer)
    if origin.split(".")[0] == "digest":
        for alias in node.names:
            submodule = f"{origin}.{alias.name}"
            yield submodule if submodule in modules() else origin


def _origin(node: ast.ImportFrom, importer: str) -> str:
    """The absolute name of the module that a `from … import` takes from."""
    if not node.level:
        return node.module or ""
    package = importer.split(".")
    if modules()[importer].name != "__init__.py":
        package.pop()
    package = package[: len(package) - node.level + 1]
    return ".".join([*package, node.module] if node.module else package)


def room(name: str, within: str = "digest") -> str:
    """The first part of the name below `within`; `within` itself is in room ""."""
    return name.removeprefix(within).removeprefix(".").partition(".")[0]


def row(of_room: str, rows: list[set[str]]) -> int:
    return next((number for number, rooms in enumerate(rows) if of_room in rooms), len(rows))


def may_import(mine: str, other: str) -> bool:
    return mine == other or {mine, other} <= BASE or row(mine, ROWS) < row(other, ROWS)


def test_every_module_has_its_room() -> None:
    rooms = set().union(*ROWS)
    assert [name for name in modules() if room(name) not in rooms] == [], "name its room in ROWS"


@pytest.mark.parametrize("name", modules())
def test_imports_go_down(name: str) -> None:
    upward = [
        f"{modules()[name]}:{line}: {room(name) or 'digest'} may not import {target}"
        for target, line in imports(name).items()
        if not may_import(room(name), room(target))
    ]
    assert upward == []


def test_every_room_of_ingest_has_its_row() -> None:
    rooms = set().union(*INGEST_ROWS)
    inside = [name for name in modules() if room(name) == "ingest"]
    assert [name for name in inside if room(name, "digest.ingest") not in rooms] == [], "name its room in INGEST_ROWS"


def test_rooms_of_ingest_import_down() -> None:
    upward = [
        f"{modules()[name]}:{line}: ingest/{mine} may not import {target}"
        for name in modules()
        if room(name) == "ingest"
        for target, line in imports(name).items()
        if room(target) == "ingest"
        for mine, other in [(room(name, "digest.ingest"), room(target, "digest.ingest"))]
        if mine != other and row(mine, INGEST_ROWS) >= row(other, INGEST_ROWS)
    ]
    assert upward == []


def test_no_module_imports_itself_in_a_circle() -> None:
    graph = TopologicalSorter({name: imports(name).keys() - {name} for name in modules()})
    try:
        graph.prepare()
    except CycleError as error:
        pytest.fail(" → ".join(reversed(error.args[1])), pytrace=False)


def test_every_import_of_our_own_is_there() -> None:
    assert {target for name in modules() for target in imports(name)} <= modules().keys()


def test_files_are_short() -> None:
    files = [path for folder in ("digest", "tests", "benchmarks") for path in (ROOT / folder).rglob("*.py")]
    lengths = {path: len(path.read_text("utf-8").splitlines()) for path in files}
    assert [f"{path}: {lines} lines" for path, lines in lengths.items() if lines > LONGEST_FILE] == []


def test_functions_are_short() -> None:
    long = [
        f"{path}:{node.lineno}: {node.name} has {lines} lines"
        for path in modules().values()
        for node in ast.walk(tree(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (lines := (node.end_lineno or 0) - node.lineno + 1) > LONGEST_FUNCTION
    ]
    assert long == []


ALONE = """
import os, sys
from contextlib import suppress
from importlib import import_module

others, ours = (names.split() for names in sys.argv[1:])
for name in others:
    with suppress(ImportError):
        import_module(name)
assert not sys.modules.keys() & set(ours)
for name in ours:
    if not os.fork():
        try:
            import_module(name)
        except BaseException as fault:
            print(f"{name}: {fault!r}", flush=True)
        os._exit(0)
    os.wait()
"""
"""A program that has what is not ours, and imports each of our modules in a process of its own."""


def test_every_module_imports_alone() -> None:
    """No module leans on what another of ours has imported before it. (What others it needs, mypy sees to.)"""
    others = {name for path in modules().values() for name in imports_of_others(path)}
    alone = [name for name in modules() if not name.endswith("__main__")]
    command = [sys.executable, "-c", ALONE, " ".join(sorted(others)), " ".join(alone)]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (run.returncode, run.stdout) == (0, ""), run.stderr


def imports_of_others(path: Path) -> Iterator[str]:
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.ImportFrom) and node.module:
            yield from [node.module] if node.module.split(".")[0] != "digest" else []
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name.split(".")[0] != "digest")
