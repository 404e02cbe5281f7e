"""`digest check --diff` and `--fix`: what can be mended safely is mended, and every other byte stays."""

import subprocess
from pathlib import Path

import pytest

from tests.support.building import Site, make_site

ARTICLE = (
    b"\xef\xbb\xbf---\r\n# mine\r\ntitle: A\r\ndate: 2026-11-24   # of mine\r\nactors: NATO, Japan\r\n"
    b"regions:\r\n  - Euro-Atlantik\r\naliases: [/2026/11/24/a/, /old/]\r\nsource: Reuters\r\n"
    b"url: https://example.org/a\r\n---\r\nWords.  \r\n"
)
MENDED = (
    ARTICLE.replace(b"NATO, Japan", b"[NATO, Japan]")
    .replace(b"Euro-Atlantik", b"Euro-Atlantic")
    .replace(b"/2026/11/24/a/, ", b"")
)


@pytest.fixture
def site(tmp_path: Path) -> Site:
    (tmp_path / "content/articles").mkdir(parents=True)
    (tmp_path / "content/articles/a.md").write_bytes(ARTICLE)
    return make_site(tmp_path)


def test_what_is_mended_changes_nothing_else(site: Site) -> None:
    run = site.run("check", "--fix")
    assert (site.root / "content/articles/a.md").read_bytes() == MENDED
    assert run.err == "Mended: 3\nNothing to mend.\n"
    assert site.run("check", "--fix").err == "Mended: 0\nNothing to mend.\n"


def test_a_diff_writes_nothing(site: Site) -> None:
    run = site.run("check", "--diff")
    assert "+actors: [NATO, Japan]" in run.out
    assert "-  - Euro-Atlantik" in run.out
    assert (site.root / "content/articles/a.md").read_bytes() == ARTICLE


def test_a_name_that_could_be_two_is_left_to_the_editor(site: Site) -> None:
    site.write("-- content/actors/alpha-one.md --\n---\nname: Alpha Onea\n---\n")
    site.write("-- content/actors/alpha-two.md --\n---\nname: Alpha Oneb\n---\n")
    path = site.root / "content/articles/a.md"
    path.write_text("---\ntitle: A\ndate: 2026-11-24\nactors: [Alpha Onex]\n---\nWords.\n")
    before = path.read_bytes()
    assert 'did you mean "Alpha Onea" or "Alpha Oneb"?' in site.run("check", "--fix").out
    assert path.read_bytes() == before


def test_a_file_with_changes_that_are_not_committed_is_left_alone(site: Site) -> None:
    subprocess.run(["git", "init", "-q"], cwd=site.root, check=True)
    run = site.run("check", "--fix")
    assert run.code == 1
    assert "content/articles/a.md: it has changes that are not committed, and was left alone" in run.err
    assert (site.root / "content/articles/a.md").read_bytes() == ARTICLE
    assert site.run("check", "--fix", "--allow-dirty").code == 0
    assert (site.root / "content/articles/a.md").read_bytes() == MENDED
