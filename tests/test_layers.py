"""The rooms of the package are stacked: each may import only rooms below its own (docs/architecture.md)."""

import ast
from collections.abc import Iterator
from functools import cache
from graphlib import CycleError, TopologicalSorter
from importlib import import_module
from itertools import accumulate
from pathlib import Path

import pytest

import digest
from tests.support.paths import ROOT

PACKAGE = Path(digest.__file__).parent

ROWS = [
    {"__main__"},
    {"cli"},
    {"preview", "publish"},
    {"desk"},
    {"checking", "listing", "mail"},
    {"builder"},
    {"render"},
    {"pages"},
    {"search"},
    {"archive"},
    {"stories"},
    {"scaffold"},
    {"ingest"},
    {"editing"},
    {"tagging"},
    {"reading"},
    {"gazetteer"},
    set(
        " atomic budgeted clock config dates decoding editors errors fingerprint git interrupt language lock model"
        " names objects owned_files places requirements settings site site_files slugs store urls workers".split(" ")
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
    {"wire"},
    {"html"},
    {"dates"},
    {"text"},
    {"draft"},
    {""},
]
"""The rooms inside `ingest`, and its own modules between them, from the top down."""


TESTS_OF_THE_WHOLE = {"browser", "fuzz", "support"}
"""Folders of tests/ that belong to no room."""

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
    """Together with the next test this lets any module be the first that is imported."""
    graph = TopologicalSorter({name: loaded_by(name) for name in modules()})
    try:
        graph.prepare()
    except CycleError as error:
        pytest.fail(" → ".join(reversed(error.args[1])), pytrace=False)


def loaded_by(name: str) -> set[str]:
    """The modules that the module imports, and the packages that Python loads on the way to them."""
    targets = imports(name).keys() - {name}
    return targets | {package for target in targets for package in packages_of(target)} - {name, *packages_of(name)}


def packages_of(name: str) -> list[str]:
    """`digest.ingest.net.http` → `["digest", "digest.ingest", "digest.ingest.net"]`."""
    return list(accumulate(name.split(".")[:-1], "{}.{}".format))


def test_every_module_imports_what_it_uses() -> None:
    """No module takes `package.module` from a package because another module has imported it before."""
    loose = [
        f"{path}:{node.lineno}: {target} is used and not imported"
        for name, path in modules().items()
        for bound in [names_of_our_own(name)]
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Attribute)
        for first, _, rest in [ast.unparse(node).partition(".")]
        for target in [f"{bound.get(first)}.{rest}"]
        if target in modules() and target not in imports(name)
    ]
    assert loose == []


def names_of_our_own(importer: str) -> dict[str, str]:
    """Names in a module that mean modules of digest: `from digest import dates` gives `{"dates": "digest.dates"}`."""
    names: dict[str, str] = {}
    for node in ast.walk(tree(modules()[importer])):
        if isinstance(node, ast.Import):
            names |= {alias.asname or "digest": alias.name if alias.asname else "digest" for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            origin = _origin(node, importer)
            names |= {alias.asname or alias.name: f"{origin}.{alias.name}" for alias in node.names}
    return {name: module for name, module in names.items() if module in modules()}


def test_every_module_can_be_imported() -> None:
    for name in modules():
        import_module(name)


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


def test_a_class_name_means_one_thing() -> None:
    places: dict[str, list[str]] = {}
    for path in modules().values():
        for node in tree(path).body:
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                places.setdefault(node.name, []).append(f"{path}:{node.lineno}")
    twice = {name: lines for name, lines in places.items() if len(lines) > 1}
    assert twice == {}, "find another name for one"


def test_tests_mirror_the_package() -> None:
    """Tests of a room lie in the folder of its name, and `test_x.py` beside those of a module `x`, if there is one."""
    folders: dict[str, set[Path]] = {}
    for path in modules().values():
        folders.setdefault(path.stem, set()).add(path.parent.relative_to(PACKAGE))
    misplaced = [
        f"{path}: {', '.join(map(str, wanted)) or 'no room of that name'}"
        for path in (ROOT / "tests").rglob("test_*.py")
        for folder in [path.parent.relative_to(ROOT / "tests")]
        for wanted in [folders.get(path.stem.removeprefix("test_"), set())]
        if not TESTS_OF_THE_WHOLE & {*folder.parts[:1]}
        if folder not in wanted and (wanted or not (PACKAGE / folder / "__init__.py").exists())
    ]
    assert misplaced == []
