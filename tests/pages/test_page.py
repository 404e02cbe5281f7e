"""The seam between plan and page is typed: a type checker sees parts that are not those of the view."""

import pytest
from mypy import api

from tests.support.paths import ROOT

HEAD = """
from collections.abc import Iterator
from digest.config import Config
from digest.model.card import Term
from digest.model.page import View
from digest.pages.page import PageBranch, Page, Parts

class Pair(Parts, frozen=True, kw_only=True):
    first: Term
    count: int

def view(config: Config, parts: Pair) -> View:
    return View()

def plan(config: Config, scope: Pair) -> Iterator[Page]:
    yield Page.of('a/', 'a.html', view, scope)

"""
FINE = """Page.of('a/', 'a.html', view, Pair(first=Term('A'), count=1))
PageBranch.of('a', Pair(first=Term('A'), count=1), plan)
"""
WRONG = {
    "a swapped pair": "Page.of('a/', 'a.html', view, Pair(first=1, count=Term('A')))\n",
    "parts of another page": "Page.of('a/', 'a.html', view, Term('A'))\n",
    "a scope of another branch": "PageBranch.of('a', Term('A'), plan)\n",
}


@pytest.fixture(scope="module")
def said() -> list[str]:
    """What mypy says of all of them, by the line."""
    out, _, _ = api.run(
        ["--strict", "--config-file", str(ROOT / "pyproject.toml"), "-c", HEAD + FINE + "".join(WRONG.values())]
    )
    return out.splitlines()


def test_what_fits_is_fine_and_what_does_not_is_an_error(said: list[str]) -> None:
    first = (HEAD + FINE).count("\n") + 1
    lines = {int(line.split(":")[1]) for line in said if ": error:" in line}
    assert lines == {first, first + 1, first + 2}
