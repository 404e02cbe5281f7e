"""`--date`, `--source` and `--url` of `digest add` on an article that the site has: they are set there."""

import os
from pathlib import Path

import pytest

from tests.support.building import Run, Site, make_site

WORDS = "The ministers of nine countries met in the harbour and spoke of cables on the floor of the sea. " * 6
TAKEN = 1_795_521_600
"""2026-11-24 in seconds since 1970: when the file was last written."""
NAME = "content/articles/2026/11/ministers-meet.md"


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """A site with one article of which neither day nor outlet is known."""
    site = make_site(tmp_path / "site")
    assert add(site).out.startswith(NAME)
    return site


def add(site: Site, *options: str, text: str = WORDS) -> Run:
    path = site.root.parent / "ministers.txt"
    path.write_text(f"Ministers meet\n\n{text}\n")
    os.utime(path, (TAKEN, TAKEN))
    return site.run("add", str(path), *options)


def matter(site: Site) -> str:
    return (site.root / NAME).read_text().split("---\n")[1]


@pytest.fixture
def before(site: Site) -> str:
    text = matter(site)
    assert "date: 2026-11-24\ndate_basis: file\n" in text
    return text


def test_a_date_is_set_and_confirmed(site: Site, before: str) -> None:
    done = add(site, "--date", "2024-07-09")
    assert done.code == 0
    assert done.out.endswith(f"is here already: {NAME}: date was set there\n0 added, 1 changed. Next: digest build\n")
    assert matter(site) == before.replace("2026-11-24\ndate_basis: file", "2024-07-09")
    assert add(site, "--date", "2024-07-09").out.endswith(f"is here already: {NAME}\n0 added, 1 here already.\n")


def test_a_day_that_is_confirmed_says_so(site: Site, before: str) -> None:
    assert "date_basis was set there" in add(site, "--date", "2026-11-24").out
    assert matter(site) == before.replace("date_basis: file\n", "")


def test_source_and_address_are_set_and_put_right(site: Site, before: str) -> None:
    done = add(site, "--source", "The Gazete", "--url", "https://gazette.example/a?utm_source=x")
    assert "source and url were set there" in done.out
    lines = [line for line in matter(site).splitlines() if line not in before.splitlines()]
    assert lines == ["source: The Gazete", "url: https://gazette.example/a"]
    assert "source was set there" in add(site, "--url", "https://gazette.example/a", "--source", "The Gazette").out
    assert "source: The Gazette\n" in matter(site)


def test_an_outlet_of_an_article_without_an_address_is_put_right(site: Site) -> None:
    add(site, "--source", "The Gazete")
    assert "source was set there" in add(site, "--source", "The Gazette").out
    assert "source: The Gazette\n" in matter(site)
    assert "also" not in matter(site)


def test_another_outlet_of_an_article_with_an_address_is_noted_as_before(site: Site) -> None:
    add(site, "--source", "The Gazette", "--url", "https://gazette.example/a")
    assert "is noted there under also" in add(site, "--source", "Herald", "--url", "https://herald.example/a").out
    assert "source: The Gazette\nurl: https://gazette.example/a\nalso: [{source: " in matter(site)


def test_a_changed_version_gets_what_is_stated_too(site: Site) -> None:
    add(site, "--url", "https://gazette.example/a")
    text = WORDS.replace("nine", "ten")
    done = add(site, "--url", "https://gazette.example/a", "--date", "2024-07-09", text=text)
    assert f"{NAME}: date was set there" in done.out
    assert "is a changed version of" in done.out
    assert "date: 2024-07-09\n" in matter(site)
    assert "ten countries" not in (site.root / NAME).read_text()


def test_a_dry_run_writes_nothing(site: Site, before: str) -> None:
    assert "date would be set there" in add(site, "--date", "2024-07-09", "--dry-run").out
    assert matter(site) == before


def test_what_cannot_be_set_is_said_and_fails(site: Site) -> None:
    path = site.root / NAME
    path.write_text(f"---\n{{title: Ministers meet, date: 2026-11-24}}\n---\n\n{WORDS}")
    content = path.read_bytes()
    done = add(site, "--source", "The Gazette")
    assert done.code == 1
    assert f"{NAME}: " in done.err
    assert "write it so: source: The Gazette" in done.err
    assert path.read_bytes() == content
