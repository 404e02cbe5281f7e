"""What digest leans on inside its libraries may go: then a build takes longer, says so, and gives the same bytes."""

import subprocess
import sys
from pathlib import Path
from textwrap import dedent

import pytest

from tests.support.building import Site, make_site, tree

FIRST = {
    "MarkupSafe's inner function": """
        import markupsafe._native, markupsafe._speedups
        del markupsafe._native._escape_inner, markupsafe._speedups._escape_inner
    """,
    "a name of the compiler": """
        import jinja2.compiler
        del jinja2.compiler.optimizeconst
    """,
    "what a method of the compiler is given": """
        import digest.render.fast_output
        digest.render.fast_output.Generator._output_child_pre = lambda self, node: None
    """,
    "what macros are": """
        import digest.render.fast_output
        digest.render.fast_output._Context.call = lambda self, *given, **named: "another"
    """,
}
"""What runs before digest does, and takes something away that it leans on."""
NOTED = {
    "MarkupSafe's inner function": [],
    "a name of the compiler": ["templates are compiled by Jinja's own way"],
    "what a method of the compiler is given": ["values are printed by", "templates are compiled by"],
    "what macros are": ["values are printed by", "templates are compiled by"],
}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    article = "---\ntitle: A & b\ndate: 2026-11-24\nactors: [NATO]\n---\nWords.\n"
    made = make_site(tmp_path_factory.mktemp("site"), f"-- content/articles/a.md --\n{article}")
    (made.root / "digest.toml").write_text('[site]\nid = "test"\ntitle = "T"\nbase_url = "https://e.org/"\n')
    made.build()
    return made


@pytest.mark.parametrize("name", FIRST)
def test_a_build_without_it_is_slower_and_right(site: Site, tmp_path: Path, name: str) -> None:
    program = f"{dedent(FIRST[name])}\nfrom digest.cli import main\nmain()\n"
    build = ["-C", str(site.root), "build", "--now", "2027-06-01", "--stats", "--output", str(tmp_path / "out")]
    run = subprocess.run([sys.executable, "-c", program, *build], capture_output=True, text=True, check=False)
    assert (run.returncode, run.stderr) == (0, "")
    assert tree(tmp_path / "out") == site.tree()
    noted = [line for line in run.stdout.splitlines() if "Jinja's own way" in line]
    assert [line.startswith(part) for line, part in zip(noted, NOTED[name], strict=True)] == [True] * len(noted)
