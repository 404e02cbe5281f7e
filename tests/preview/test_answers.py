"""What the preview answers, and to whom."""

import html
import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event
from typing import Any
from urllib.request import urlopen

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.builder.snapshot import Snapshot, load
from digest.preview import live, loading
from digest.preview.answers import answer
from digest.preview.guard import HttpRequest, refusal
from digest.preview.inject import inject, widened
from digest.preview.report import Fault, State
from tests.support.building import Site, make_site
from tests.support.previewing import LONG, Serving, serving

CONTENT = """
    -- content/articles/a.md --
    ---
    title: A
    date: 2026-11-24
    actors: [Japan]
    aliases: [/old/]
    ---
    Words with a [file](notes.txt).
    -- content/articles/notes.txt --
    Notes.
    -- content/articles/draft.md --
    ---
    title: A draft
    date: 2026-11-23
    draft: true
    ---
    Not yet.
    -- content/articles/later.md --
    ---
    title: Later
    date: 2031-01-01
    ---
    Much later.
    -- static/plain.html --
    <p>No head.</p>
    -- static/sub dir/ü.txt --
    Umlaut.
"""


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return make_site(tmp_path, CONTENT)


@pytest.fixture
def preview(site: Site) -> Iterator[Serving]:
    with serving(site) as running:
        yield running


@pytest.fixture(scope="module")
def still(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serving]:
    """A preview for tests that only look."""
    with serving(make_site(tmp_path_factory.mktemp("site"), CONTENT)) as running:
        yield running


def without_client(page: bytes) -> bytes:
    return re.sub(rb'<script type="module" src="/__digest/[^>]*></script>\n', b"", page)


def test_every_file_is_what_a_build_writes_plus_the_client(site: Site) -> None:
    site.build(drafts=True, future=True)
    with serving(site) as preview:
        served = {path: preview.get(f"/news/{path.replace(' ', '%20').replace('ü', '%C3%BC')}") for path in site.tree()}
    assert {path: without_client(got.body) for path, got in served.items()} == site.tree()
    assert all(got.status == 200 for got in served.values())
    assert all((b"/__digest/" in got.body) == path.endswith(".html") for path, got in served.items())


def test_while_the_site_is_read_for_the_first_time_a_page_says_so(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    go_on = Event()

    def slowly(*arguments: Any, **options: Any) -> Snapshot:
        go_on.wait(LONG)
        return load(*arguments, **options)

    monkeypatch.setattr(loading, "load", slowly)
    monkeypatch.setattr(live, "PATIENCE", 0.0)
    running = Serving(site)
    with running.preview:
        page = running.get("/news/2026/11/24/a/")
        assert (page.status, "The site is being read" in page.text) == (503, True)
        go_on.set()
        running.until(lambda state: True)
        assert running.get("/news/2026/11/24/a/").status == 200


def test_a_request_waits_for_a_change_that_is_being_read(preview: Serving, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(live, "PATIENCE", LONG)
    preview.preview.live.expect()
    with ThreadPoolExecutor(1) as pool:
        asked = pool.submit(preview.get, "/news/2026/11/24/a/")
        preview.after(CONTENT.replace("Words with", "Other words with"))
        assert "Other words with" in asked.result(LONG).text


def test_nothing_is_written(site: Site) -> None:
    before = {path for path in site.root.rglob("*") if ".digest" not in path.parts}
    with serving(site) as preview:
        preview.get("/news/")
    assert {path for path in site.root.rglob("*") if ".digest" not in path.parts} == before


@pytest.mark.parametrize(
    ("path", "status", "said"),
    [
        ("/", 302, "/news/"),
        ("/news", 302, "/news/"),
        ("/news/2026/11/24/a", 302, "/news/2026/11/24/a/"),
        ("/news/sub%20dir", 404, "Page not found"),
        ("/news/2026/11/24/a/index.html", 200, "Words with a"),
        ("/news/plain", 200, "No head"),
        ("/news/sub%20dir/%C3%BC.txt", 200, "Umlaut."),
        ("/news/2026/11/24/notes.txt", 404, "Page not found"),
        ("/news/2026/11/24/a/notes.txt", 200, "Notes."),
        ("/news/nowhere/at/all/", 404, "Page not found"),
        ("/news/%00", 404, "Page not found"),
        ("/news/%ff", 404, "Page not found"),
        ("/elsewhere/", 404, "The address of the site is /news/"),
        ("/__digest/", 404, "nothing here"),
        ("/__digest/../../answers.py", 404, "nothing here"),
        ("/news/2026/11/24/a/?page=2", 200, "Words with a"),
    ],
)
def test_addresses_are_answered_as_github_pages_would(still: Serving, path: str, status: int, said: str) -> None:
    got = still.get(path)
    assert got.status == status
    assert said in (got.headers.get("location", "") or got.text)


@pytest.mark.parametrize(
    "path",
    [
        "/news/../digest.toml",
        "/news/%2e%2e/digest.toml",
        "/news/..%2fdigest.toml",
        "/news/..%5cdigest.toml",
        "/news/%2e%2e%2f%2e%2e%2f%2e%2e%2fetc/passwd",
        "/news//etc/passwd",
        "//etc/passwd",
        "/news/content/articles/a.md",
        "/news/digest.toml",
        "/__digest/page?at=/news/../digest.toml",
        "/__digest/page?at=/etc/passwd",
        "/__digest/vendor/../../answers.py",
        "/__digest/%2e%2e/answers.py",
    ],
)
def test_nothing_outside_the_site_is_served(still: Serving, path: str) -> None:
    got = still.get(path)
    assert got.status == 404
    assert b"[site]" not in got.body
    assert b"root:" not in got.body


def test_a_link_out_of_the_site_is_not_followed(site: Site, tmp_path_factory: pytest.TempPathFactory) -> None:
    secret = tmp_path_factory.mktemp("elsewhere") / "secret.txt"
    secret.write_text("hush", encoding="utf-8")
    (site.root / "static/secret.txt").symlink_to(secret)
    with serving(site) as preview:
        assert b"hush" not in preview.get("/news/secret.txt").body


def test_a_page_that_is_known_is_not_sent_again(preview: Serving) -> None:
    page = preview.get("/news/")
    again = preview.get("/news/", If_None_Match=page.headers["etag"])
    assert (again.status, again.body) == (304, b"")
    preview.after("-- content/articles/b.md --\n---\ntitle: B\ndate: 2026-11-25\n---\nWords.\n")
    assert preview.get("/news/", If_None_Match=page.headers["etag"]).status == 200


def test_head_sends_the_head(still: Serving) -> None:
    whole, head = still.get("/news/"), still.get("/news/", "HEAD")
    assert head.body == b""
    assert head.headers["content-length"] == str(len(whole.body))


def test_other_methods_are_not_answered(still: Serving) -> None:
    assert [still.get("/news/", method).status for method in ("PUT", "DELETE", "OPTIONS")] == [501] * 3
    assert still.get("/news/", "POST", Content_Length="0").status == 405, "only the desk takes it"


def test_news_is_told_as_it_comes(preview: Serving) -> None:
    with urlopen(f"{preview.preview.origin}/__digest/events") as stream:  # noqa: S310 - an address of our own
        assert stream.headers["Content-Type"] == "text/event-stream"
        news = (msgspec.json.decode(line[6:], type=State) for line in stream if line.startswith(b"data: "))
        assert next(news).generation == 1
        preview.site.write("-- content/articles/a.md --\n---\ntitel: A\n---\n")
        state = next(news)
    assert (state.generation, state.files) == (2, ("content/articles/a.md",))
    assert next(str(fault) for fault in state.faults).startswith("content/articles/a.md:1:1: ")


def test_another_machine_is_not_told_how_to_open_files(still: Serving) -> None:
    live = still.preview.live
    asked = HttpRequest(target="/news/2026/11/24/a/", host="localhost", near=False)
    assert str(still.site.root).encode() not in answer(asked, live).body
    fault = Fault(path="a.md", line=1, column=1, severity="error", message="", hint="", link="vscode://file/a.md")
    assert State(instance="", generation=1, faults=(fault,)).for_others().faults[0].link == ""


# Who is answered


def asking(**headers: str) -> str:
    """What a request to our own name, with these headers, is refused for."""
    return refusal(
        msgspec.convert({"target": "/news/", "host": "127.0.0.1:8000", **headers}, HttpRequest), (), open_to_all=False
    )


@pytest.mark.parametrize(
    "host", ["localhost:8000", "127.0.0.1:8000", "[::1]:8000", "digest.localhost", "desk", "127.0.0.1"]
)
def test_this_machine_s_own_names_are_answered(host: str) -> None:
    assert refusal(HttpRequest(target="/", host=host), {"desk"}, open_to_all=False) == ""


@pytest.mark.parametrize(
    "host", ["", "evil.example", "evil.example:8000", "127.0.0.1.evil.example", "192.0.2.1", "[", "a b"]
)
def test_other_names_are_refused(host: str) -> None:
    assert "does not answer to the name" in refusal(HttpRequest(target="/", host=host), {"desk"}, open_to_all=False)


def test_open_to_all_answers_to_numbers_and_not_to_names() -> None:
    assert refusal(HttpRequest(target="/", host="192.0.2.1:8000"), (), open_to_all=True) == ""
    assert refusal(HttpRequest(target="/", host="evil.example:8000"), (), open_to_all=True) != ""


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
@pytest.mark.parametrize(
    ("mode", "dest"), [("no-cors", "script"), ("cors", "empty"), ("navigate", "iframe"), ("no-cors", "image"), ("", "")]
)
def test_pages_of_other_sites_can_load_nothing(site: str, mode: str, dest: str) -> None:
    assert asking(site=site, mode=mode, dest=dest) != ""


def test_a_person_may_come_from_another_site() -> None:
    assert asking(site="cross-site", mode="navigate", dest="document") == ""


def test_another_origin_is_refused() -> None:
    assert asking(origin="http://127.0.0.1:8000") == ""
    for origin in ("http://127.0.0.1:9000", "https://evil.example", "null"):
        assert asking(origin=origin) != ""


def test_a_refusal_says_how_to_mend_it(still: Serving) -> None:
    got = still.get("/news/", Host="desk.example")
    assert got.status == 403
    assert "digest serve --allow-host desk.example" in got.text
    assert "A digest" not in got.text


def test_nothing_invites_other_origins(still: Serving) -> None:
    headers = still.get("/news/").headers
    assert not [name for name in headers if name.startswith("access-control")]
    assert headers["cross-origin-resource-policy"] == "same-origin"


# The way in


@pytest.mark.parametrize(
    ("policy", "wide"),
    [
        ("", ""),
        ("img-src *", "img-src *"),
        ("default-src 'none'", "default-src 'none'; script-src X; style-src X; connect-src X"),
        ("script-src 'none'; img-src a", "script-src X; img-src a"),
        ("script-src 'self'; script-src *", "script-src 'self' X"),
        (
            "default-src 'self'; connect-src https://a",
            "script-src 'self' X; style-src 'self' X; connect-src https://a X",
        ),
        ("script-src-elem 'none'", "script-src-elem X"),
    ],
)
def test_a_policy_is_widened_by_the_client_alone(policy: str, wide: str) -> None:
    def parts(text: str) -> set[str]:
        return {part.strip() for part in text.split(";") if part.strip()}

    assert parts(widened(policy, "X")) - parts(policy) == parts(wide) - parts(policy)


@given(before=st.text(), after=st.text())
def test_what_stands_in_a_page_stays(before: str, after: str) -> None:
    page = f"<!doctype html><title>{before.replace('<', '')}</title></head><body>{after}</body>".encode(
        errors="replace"
    )
    assert without_client(inject(page, '{"a":"<\'\\""}', "http://localhost")) == page


def test_a_page_says_quietly_what_is_doubtful_in_its_article(tmp_path: Path) -> None:
    site = make_site(tmp_path)
    site.write("-- content/articles/a.md --\n---\ntitle: A\ndate: 2026-11-24\nregions: [Nowhere]\n---\nSee [it][1].\n")
    with serving(site) as preview:
        page = html.unescape(preview.get("/news/2026/11/24/a/").text)
        assert "nothing defines" in page
        assert "is not a known region" in page
        assert "is not a known region" not in html.unescape(preview.get("/news/").text)
        assert preview.states[-1].faults == ()
