"""`digest build`, as it is typed: where it works, what it prints, what it leaves alone."""

import json
import subprocess
import sys
from pathlib import Path
from unittest.mock import patch

import pytest

from tests.support.building import Site, make_site, run, tree

ARTICLES = """
    -- content/articles/a.md --
    ---
    title: A title
    date: 2026-11-24
    actors: [NATO]
    ---
    The body.
"""


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return make_site(tmp_path / "site", ARTICLES)


def test_one_line_says_what_was_done(site: Site) -> None:
    first, again = site.run("build"), site.run("build")
    assert (first.code, first.err) == (0, "")
    (line,) = first.out.splitlines()
    assert line.startswith("Built 1 article, ")
    assert " written in " in line
    assert ": nothing changed in " in again.out


def test_any_folder_of_the_site_will_do(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(site.root / "content/articles")
    assert run("build", "--now", "2026-12-01").code == 0
    assert site.has("2026/11/24/a/")


def test_another_output_folder_is_meant_from_where_one_stands(site: Site, tmp_path: Path) -> None:
    assert run("-C", str(site.root / "content"), "build", "--output", "../elsewhere", "--now", "2026-12-01").code == 0
    assert (site.root / "elsewhere/2026/11/24/a/index.html").is_file()
    assert not site.output.exists()


def test_another_base_url_holds_for_one_build(site: Site) -> None:
    site.run("build", "--base-url", "https://example.net/here")
    assert "https://example.net/here/feed.xml" in site.page("feed.xml")
    site.run("build")
    assert "example.net" not in "".join(content.decode(errors="replace") for content in site.tree().values())


def test_a_view_is_printed_as_json_and_nothing_is_written(site: Site) -> None:
    seen = site.run("build", "--view", "/2026/11/24/a/")
    assert (seen.code, seen.err) == (0, "")
    shown = json.loads(seen.out)
    assert (shown["renderer"], shown["page"]["card"]["title"]) == ("article.html", "A title")
    assert not site.output.exists()
    assert site.run("build", "--view", "2026/11/24/a").out == seen.out, "with or without slashes"
    for name in ("a", "content/articles/a.md"):
        assert site.run("build", "--view", name).out == seen.out, "an article by its name"
    assert "no article has this name" in site.run("build", "--view", "nothing").err


def test_help_names_every_option(site: Site) -> None:
    out = site.run("build", "--help").out
    for option in ("--output", "--base-url", "--drafts", "--future", "--expired", "--now", "--strict", "--view"):
        assert option in out


def test_the_reader_of_our_output_may_go_away(site: Site) -> None:
    """As in `digest build --view / | head -1`."""
    command = f'"{sys.executable}" -m digest -C "{site.root}" build --view / | head -c 1'
    done = subprocess.run(["sh", "-c", command], capture_output=True, text=True, check=True)
    assert (done.stdout, done.stderr) == ("{", "")


@pytest.mark.parametrize("arguments", [("add",), ("init",), ("build", "--output")], ids=" ".join)
def test_a_name_that_is_too_long_is_no_fault_of_ours(site: Site, arguments: tuple[str, ...]) -> None:
    done = site.run(*arguments, "x" * 300)
    assert done.code == 1
    assert "xxx" in done.err
    assert "fault of its own" not in done.err


def test_a_fault_of_our_own_is_no_traceback(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    with patch("digest.builder.build.build", side_effect=ZeroDivisionError("by nothing")):
        fault = site.run("build")
        monkeypatch.setenv("DIGEST_TRACEBACK", "1")
        with pytest.raises(ZeroDivisionError):
            site.run("build")
    assert fault.code == 1
    assert fault.err.splitlines() == [
        "digest met a fault of its own: ZeroDivisionError: by nothing",
        "Please report it, with what DIGEST_TRACEBACK=1 digest … prints.",
    ]


def test_a_library_that_is_not_there_is_named(site: Site) -> None:
    with patch("digest.builder.build.build", side_effect=ModuleNotFoundError("no", name="imagesize")):
        fault = site.run("build")
    assert fault.code == 1
    assert 'needs "imagesize", which is not installed here' in fault.err


def test_nothing_is_drawn_where_nobody_looks(site: Site) -> None:
    with patch("digest.cli.progress.PATIENCE", 0):
        assert site.run("build").err == ""


def test_a_site_is_left_as_it_was_by_looking(site: Site) -> None:
    before = tree(site.root)
    for arguments in (("build", "--help"), ("build", "--view", "/"), ("build", "--nonsense")):
        site.run(*arguments)
    assert tree(site.root) == before
