"""What is imported is declared in pyproject.toml, and the libraries declared there are needed."""

import ast
import sys
import tomllib
from collections.abc import Iterable, Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.support.paths import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
LIBRARIES = PROJECT["project"]["dependencies"]
TOOLS = [requirement for group in PROJECT["dependency-groups"].values() for requirement in group]

OURS = {"digest", "tests", "benchmarks"}
NOT_IMPORTED = {
    "lxml-html-clean": "justext, which trafilatura needs, imports it; to lxml it is an extra",
    "tzdata": "digest/dates.py reads its files",
}
"""Libraries that digest needs without importing them, each with the reason."""


def imported(folder: str) -> dict[str, str]:
    """The distributions that the modules of a folder import, by canonical name, each with the first place that does."""
    providers = packages_distributions()
    places: dict[str, str] = {}
    for path in sorted((ROOT / folder).rglob("*.py")):
        for name, line in imports(path):
            if name not in sys.stdlib_module_names | OURS:
                for distribution in providers.get(name, [name]):
                    places.setdefault(canonicalize_name(distribution), f"{path.relative_to(ROOT)}:{line}")
    return places


def imports(path: Path) -> Iterator[tuple[str, int]]:
    """The top-level names that a module imports, each with its line."""
    for node in ast.walk(ast.parse(path.read_bytes(), path)):
        if isinstance(node, ast.Import):
            yield from ((alias.name.partition(".")[0], node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module.partition(".")[0], node.lineno


def canonical(requirements: Iterable[str]) -> set[str]:
    return {canonicalize_name(Requirement(requirement).name) for requirement in requirements}


@pytest.mark.parametrize(
    ("folder", "declared"),
    [("digest", LIBRARIES), ("tests", LIBRARIES + TOOLS), ("benchmarks", LIBRARIES + TOOLS)],
    ids=["digest", "tests", "benchmarks"],
)
def test_what_is_imported_is_declared(folder: str, declared: list[str]) -> None:
    """A library that is here only because another one needs it can be gone with that one's next version."""
    undeclared = {name: place for name, place in imported(folder).items() if name not in canonical(declared)}
    assert undeclared == {}


def test_each_library_is_needed() -> None:
    assert canonical(LIBRARIES) == imported("digest").keys() | NOT_IMPORTED.keys()
