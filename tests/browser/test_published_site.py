"""A published tree, served as GitHub Pages serves it under `/repo/`, and walked through with a browser."""

import subprocess
from collections.abc import Callable
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from playwright.sync_api import Page

from tests.support.building import Site, run
from tests.support.pages_server import PagesServer
from tests.support.publishing import Desk, alone, git, make_remote

Serve = Callable[..., PagesServer]

REFERENCES = """() => [...document.querySelectorAll("[href], [src]")]
    .map((node) => node.href?.baseVal ?? node.href ?? node.src).filter(Boolean)"""


@pytest.fixture
def published(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """What lies on the branch, in a folder: a site with the default theme, published with `/repo/` as its path."""
    alone(tmp_path, monkeypatch)
    run("-C", str(tmp_path), "init", "news")
    desk = Desk(Site(tmp_path / "news"), make_remote(tmp_path / "remote.git"))
    desk.git("init", "--quiet")
    desk.git("remote", "add", "origin", str(desk.remote))
    file = desk.site.root / "digest.toml"
    file.write_text(
        file.read_text().replace(
            '# base_url = "https://example.org/news/"', 'base_url = "https://desk.github.io/repo/"'
        )
    )
    (desk.site.root / "content/pages/about.md").write_text("---\ntitle: About\n---\nWho we are.\n")
    desk.article("ships", "title: Ships in the strait\ndate: 2026-03-01\nactors: [Japan, NATO]\naliases: [/old/ships/]")
    desk.article("grain", "title: Grain\ndate: 2026-02-27\nsource: Reuters\nregions: [Black Sea]")
    desk.article("gone", "title: Gone\ndate: 2026-02-27\nwithdrawn: Retracted.")
    ran = desk.publish()
    assert ran.code == 0, ran.err
    folder = tmp_path / "served"
    folder.mkdir()
    archive = subprocess.run(["git", "archive", "gh-pages"], cwd=desk.remote, capture_output=True, check=True).stdout
    subprocess.run(["tar", "-x", "-C", str(folder)], input=archive, check=True)
    assert git(desk.remote, "ls-tree", "--name-only", "gh-pages", ".nojekyll").strip() == ".nojekyll"
    return folder


@pytest.mark.browser
def test_every_page_is_reached_and_no_link_is_dead(published: Path, serve_pages: Serve, page: Page) -> None:
    server = serve_pages(published, base="/repo/")
    origin = urlsplit(server.url).netloc
    waiting, seen = [server.url], set()
    while waiting:
        url = waiting.pop()
        if url in seen:
            continue
        seen.add(url)
        answer = page.goto(url, wait_until="load")
        assert answer is not None
        assert answer.status == 200, f"{url}: {answer.status}"
        for reference in page.evaluate(REFERENCES):
            parts = urlsplit(reference)
            if parts.netloc == origin:
                assert parts.path.startswith("/repo/"), f"{url} leads out of the site: {reference}"
                answered = server.answer(parts.path)
                assert answered.status == 200, f"{url} leads to {reference}: {answered.status}"
                if answered.content_type.startswith("text/html"):
                    waiting.append(parts._replace(fragment="", query="").geturl())
    assert {one.status for one in server.served} <= {200, 304}
    walked = {unquote(urlsplit(url).path.removeprefix("/repo/")) for url in seen}
    pages = {path.relative_to(published).as_posix().removesuffix("index.html") for path in published.rglob("*.html")}
    unlinked = {"404.html", "old/ships/", "2026/02/27/gone/"}
    assert pages - walked <= unlinked, "nothing links to these"


@pytest.mark.browser
def test_a_miss_at_any_depth_shows_the_way_back(published: Path, serve_pages: Serve, page: Page) -> None:
    server = serve_pages(published, base="/repo/")
    for wrong in ("nowhere", "2026/03/01/nothing/at/all/"):
        answer = page.goto(server.url + wrong, wait_until="load")
        assert answer is not None
        assert answer.status == 404
        assert all(urlsplit(url).path.startswith("/repo/") for url in page.evaluate(REFERENCES) if server.url in url)
        assert {one.status for one in server.served if "nowhere" not in one.path and "nothing" not in one.path} <= {200}
        page.locator("a:not(.skip)").first.click()
        page.wait_for_url(f"{server.url}**")


@pytest.mark.browser
def test_old_addresses_and_addresses_without_their_slash_lead_on(
    published: Path, serve_pages: Serve, page: Page
) -> None:
    server = serve_pages(published, base="/repo/")
    for address in ("old/ships/", "old/ships", "2026/03/01/ships"):
        page.goto(server.url + address)
        page.wait_for_url(f"{server.url}2026/03/01/ships/")


def test_addresses_for_elsewhere_are_those_of_the_published_site(published: Path) -> None:
    for path in ("feed.xml", "feed.json", "sitemap.xml", "robots.txt", "opml.xml"):
        text = (published / path).read_text()
        assert "https://desk.github.io/repo/" in text
        assert "localhost" not in text
