"""A run over many articles ends with what is doubtful, by kind; one article is reported in full."""

import sys
from pathlib import Path

import pytest

from digest.cli import add, progress
from digest.ingest.draft import Location
from digest.ingest.store_article import Outcome
from tests.cli.test_progress import Terminal
from tests.support.building import Site, make_site

STORY = "The council of {} put off its vote on the new bridge on Monday, and nobody could say what it would cost."
TOWNS = ("Harbourtown", "Riverton", "Hillsborough", "Lakeside")


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return make_site(tmp_path / "site")


@pytest.fixture
def pile(tmp_path: Path) -> Path:
    """Two texts without a date, one of them from an outlet; one with a date; an empty one; and a repeated one."""
    folder = tmp_path / "pile"
    folder.mkdir()
    texts = {
        "a.txt": f"Vote in Harbourtown\n\n{STORY.format(TOWNS[0])}\n",
        "b.txt": f"Vote in Riverton\n\n(Reuters) - {STORY.format(TOWNS[1])}\n",
        "c.txt": f"Vote in Hillsborough\n\nMarch 2, 2026\n\n{STORY.format(TOWNS[2])}\n",
        "d.txt": "\n",
        "e.txt": f"Vote in Harbourtown\n\n{STORY.format(TOWNS[0])}\n",
    }
    for name, text in texts.items():
        (folder / name).write_text(text)
    return folder


def test_the_doubts_of_many_articles_are_said_once_by_kind(site: Site, pile: Path) -> None:
    run = site.run("add", str(pile))
    lines = run.err.splitlines()
    assert lines[0].startswith(f"{pile}/d.txt: there is nothing in it")
    assert [line.split(":")[0] for line in lines[1:]] == [
        "2 dates are unconfirmed",
        "2 articles are without a source",
    ]
    assert run.out.splitlines() == [
        *(line for line in run.out.splitlines() if line.startswith("content/articles/") and line.endswith(".md")),
        f"{pile}/e.txt is here already: {run.out.splitlines()[0]}",
        "3 added, 1 here already, 1 not read. Next: digest build",
    ]
    assert run.code == 1


def test_with_verbose_the_summary_names_the_files(site: Site, pile: Path) -> None:
    run = site.run("add", str(pile), "-v")
    summary = run.err[run.err.index("2 dates are unconfirmed") :].splitlines()
    assert [f"({pile}/a.txt)" in summary[1], f"({pile}/b.txt)" in summary[2]] == [True, True]
    assert f"  {pile}/e.txt" in summary
    assert f"  {pile}/d.txt" in summary
    assert run.out.count("  date  ") == 3


def test_with_quiet_only_errors_are_printed(site: Site, pile: Path) -> None:
    run = site.run("add", str(pile), "-q")
    assert (run.code, run.out) == (1, "")
    assert [line.startswith(f"{pile}/d.txt: there is nothing in it") for line in run.err.splitlines()] == [True]
    (pile / "d.txt").unlink()
    again = site.run("add", str(pile), "--quiet")
    assert (again.code, again.out, again.err) == (0, "", "")


def test_one_article_is_reported_in_full(site: Site, pile: Path) -> None:
    run = site.run("add", str(pile / "b.txt"))
    assert "warning: it states no date" in run.err
    assert "unconfirmed\n" not in run.err
    assert "  source  Reuters\n" in run.out
    assert run.out.splitlines()[-1] == "1 added. Next: digest build"


def test_other_warnings_are_said_once_with_how_many_are_like_it(site: Site, tmp_path: Path) -> None:
    for number, town in enumerate(TOWNS):
        text = f"Vote in {town}\n\nMarch 2, 2026\n\nCafé. {STORY.format(town)}\n"
        (tmp_path / f"{number}.txt").write_bytes(text.encode("cp1252"))
    names = [str(tmp_path / f"{number}.txt") for number in range(len(TOWNS))]
    run = site.run("add", *names)
    (warning,) = [line for line in run.err.splitlines() if "Windows-1252" in line]
    assert warning.endswith("(and 3 more like it: see them with -v)")
    verbose = site.run("add", *names, "-v").err
    assert (verbose.count("Windows-1252"), "more like it" in verbose) == (4, False)


def test_a_part_of_an_article_is_counted(site: Site, tmp_path: Path) -> None:
    rows = "".join(
        f'{{"title": "Vote in {town}", "date": "2026-03-02", "source": "Reuters", "partial": true,'
        f' "text": "{STORY.format(town)}"}}\n'
        for town in TOWNS
    )
    (tmp_path / "rows.jsonl").write_text(rows)
    assert "4 articles are only parts" in site.run("add", str(tmp_path / "rows.jsonl")).err


def test_a_rehearsal_of_many_ends_with_the_same_summary(site: Site, pile: Path) -> None:
    run = site.run("add", str(pile), "--dry-run")
    assert "2 dates are unconfirmed" in run.err
    assert run.out.count("title: ") == 3


@pytest.mark.parametrize("other", ["--dry-run", "-v"])
def test_quiet_goes_with_nothing_that_prints(site: Site, pile: Path, other: str) -> None:
    assert site.run("add", str(pile), "-q", other).code == 2


def test_a_quiet_run_on_a_terminal_shows_how_far_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal()
    monkeypatch.setattr(progress, "PATIENCE", 0.0)
    monkeypatch.setattr(sys, "stderr", terminal)
    outcomes = [Outcome(location=Location(f"{number}.txt")) for number in range(3)]
    assert list(add._counted(iter(outcomes), quiet=True)) == outcomes
    assert "Reading: 3 articles" in terminal.getvalue()
    assert terminal.screen == []
