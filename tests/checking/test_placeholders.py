"""What `digest init` wrote and nobody changed: for the editor's eyes."""

from pathlib import Path

import pytest

from digest.checking.placeholders import refused
from tests.support.building import Site, run
from tests.support.previewing import serving

ARTICLE = "-- content/articles/mine.md --\n---\ntitle: Mine\ndate: 2026-11-24\nsource: Desk\n---\nWords.\n"


@pytest.fixture
def site(tmp_path: Path) -> Site:
    assert run("-C", str(tmp_path), "init", "desk").code == 0
    return Site(tmp_path / "desk")


def welcome(site: Site) -> Path:
    (path,) = site.root.glob("content/articles/*/*/welcome.md")
    return path


def test_the_welcome_shows_until_there_is_another_article(site: Site) -> None:
    site.run("build", "--now", "2200-01-01")
    assert list(site.output.glob("*/*/*/welcome/index.html"))
    site.write(ARTICLE)
    site.run("build", "--now", "2200-01-01")
    assert not list(site.output.glob("*/*/*/welcome/index.html"))
    assert "Welcome" not in site.page("")
    welcome(site).write_bytes(welcome(site).read_bytes().replace(b"The site works.", b"My own words."))
    site.run("build", "--now", "2200-01-01")
    assert list(site.output.glob("*/*/*/welcome/index.html")), "changed, it is an article as any other"


def test_a_draft_is_no_other_article(site: Site) -> None:
    site.write(ARTICLE.replace("source: Desk", "draft: true"))
    site.run("build", "--now", "2200-01-01")
    assert list(site.output.glob("*/*/*/welcome/index.html"))


def test_a_preview_shows_it_all_the_same(site: Site) -> None:
    site.write(ARTICLE)
    with serving(site) as preview:
        assert "Welcome to your digest" in preview.get("/").text


def test_a_publish_refuses_what_would_be_published_of_it(site: Site) -> None:
    first = {finding.path.rpartition("/")[2] for finding in refused(site.root)}
    assert first == {"welcome.md", "about.md"}
    site.write(ARTICLE)
    assert {finding.path for finding in refused(site.root)} == {"content/pages/about.md"}
    (site.root / "content/pages/about.md").write_text("---\ntitle: About\n---\n\nWho we are.\n")
    assert list(refused(site.root)) == []


def test_check_names_both(site: Site) -> None:
    site.write(ARTICLE)
    out = site.run("check").out
    assert out.count("[placeholder]") == 2
