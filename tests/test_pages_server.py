"""The tests' own server answers as GitHub Pages does."""

import gzip
from http.client import HTTPConnection, HTTPMessage
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page

from tests.conftest import Serve
from tests.support.pages_server import PagesServer, Served
from tests.support.site import write_site

SITE = """
    -- index.html --
    <!DOCTYPE html><html lang="en"><title>Front</title><link rel="stylesheet" href="style.css">
    <h1>Front</h1><p><a href="actors/nato">NATO</a></p></html>
    -- style.css --
    h1 { color: rgb(1, 2, 3) }
    -- actors/nato/index.html --
    <!DOCTYPE html><html lang="en"><title>NATO</title><h1>NATO</h1></html>
    -- about.html --
    About
    -- empty/note.txt --
    A folder without a page.
    -- 404.html --
    <!DOCTYPE html><html lang="en"><title>Not found</title><h1>Not found</h1></html>
"""


class Reply(NamedTuple):
    status: int
    headers: HTTPMessage
    body: bytes


def ask(server: PagesServer, path: str, method: str = "GET", headers: dict[str, str] | None = None) -> Reply:
    """Ask for `path` as it is written, following nothing."""
    connection = HTTPConnection(urlsplit(server.url).netloc, timeout=30)
    try:
        connection.request(method, path, headers=headers or {})
        response = connection.getresponse()
        return Reply(response.status, response.headers, response.read())
    finally:
        connection.close()


@pytest.mark.parametrize(
    ("path", "status", "location"),
    [
        ("/repo/", 200, None),
        ("/repo", 301, "/repo/"),
        ("/repo?q=a", 301, "/repo/?q=a"),
        ("/repo/actors/nato/", 200, None),
        ("/repo/actors/nato", 301, "/repo/actors/nato/"),
        ("/repo/actors/nato?from=2026", 301, "/repo/actors/nato/?from=2026"),
        ("/repo/style.css", 200, None),
        ("/repo/style.css/", 404, None),
        ("/repo/about", 200, None),
        ("/repo/empty/", 404, None),
        ("/repo/no/such/page/", 404, None),
        ("/repo/%2e%2e/secret", 404, None),
        ("/repo/..%2fsecret", 404, None),
        ("/", 404, None),
        ("/repository/", 404, None),
    ],
)
def test_answers(tmp_path: Path, serve_pages: Serve, path: str, status: int, location: str | None) -> None:
    (tmp_path / "secret").write_text("not in the site\n")
    server = serve_pages(write_site(tmp_path / "output", SITE), base="/repo/")
    response = ask(server, path)
    assert (response.status, response.headers["Location"]) == (status, location)


def test_every_miss_is_the_404_page(tmp_path: Path, serve_pages: Serve) -> None:
    server = serve_pages(write_site(tmp_path, SITE))
    assert ask(server, "/a/b/c").body == (tmp_path / "404.html").read_bytes()


def test_head_has_the_headers_alone(tmp_path: Path, serve_pages: Serve) -> None:
    response = ask(serve_pages(write_site(tmp_path, SITE)), "/style.css", "HEAD")
    assert response.headers["Content-Type"] == "text/css; charset=utf-8"
    assert response.headers["Content-Length"] == str((tmp_path / "style.css").stat().st_size)
    assert response.body == b""


@pytest.mark.parametrize("base", ["repo/", "/repo"])
def test_a_base_begins_and_ends_with_a_slash(tmp_path: Path, base: str) -> None:
    with pytest.raises(ValueError, match="slash"):
        PagesServer(tmp_path, base)


@pytest.mark.browser
@pytest.mark.parametrize("base", ["/", "/repo/"])
def test_a_browser_walks_the_site(tmp_path: Path, serve_pages: Serve, page: Page, base: str) -> None:
    server = serve_pages(write_site(tmp_path, SITE), base=base)
    page.goto(server.url)
    assert page.locator("h1").evaluate("node => getComputedStyle(node).color") == "rgb(1, 2, 3)"
    page.get_by_role("link", name="NATO").click()
    page.wait_for_url(server.url + "actors/nato/")
    assert page.title() == "NATO"
    page.goto(server.url + "gone/")
    assert page.title() == "Not found"
    assert Served(base + "actors/nato", 301, 0) in server.served


def test_what_has_not_changed_is_not_sent_again(tmp_path: Path, serve_pages: Serve) -> None:
    server = serve_pages(write_site(tmp_path, SITE))
    first = ask(server, "/style.css")
    assert first.headers["Content-Encoding"] is None
    again = ask(server, "/style.css", headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status, again.body) == (304, b"")
    (tmp_path / "style.css").write_text("h1 { color: red }")
    assert ask(server, "/style.css", headers={"If-None-Match": first.headers["ETag"]}).status == 200


def test_texts_are_compressed_for_those_who_take_that(tmp_path: Path, serve_pages: Serve) -> None:
    server = serve_pages(write_site(tmp_path, SITE))
    packed = ask(server, "/style.css", headers={"Accept-Encoding": "gzip, br"})
    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.body) == (tmp_path / "style.css").read_bytes()
