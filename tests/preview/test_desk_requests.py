"""The desk over HTTP: only its own pages change anything, by whatever trick."""

import json
from collections.abc import Iterator
from http.client import HTTPConnection
from typing import Any
from urllib.parse import urlsplit

import pytest

from digest.preview import desk_answers
from tests.desk.conftest import ARTICLES
from tests.support.building import make_site
from tests.support.previewing import Got, Serving, serving

A = "content/articles/2026/11/a.md"


@pytest.fixture(scope="module")
def preview(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serving]:
    with serving(make_site(tmp_path_factory.mktemp("site"), ARTICLES)) as running:
        yield running


def post(preview: Serving, path: str, value: Any, **headers: str | None) -> Got:
    """A request as the desk's own page sends it, with other headers where they are given; None leaves one out."""
    origin = preview.preview.origin
    address = urlsplit(origin)
    token = preview.get("/__digest/desk").text.partition('name="digest-token" content="')[2].partition('"')[0]
    sent: dict[str, str | None] = {
        "Content-Type": "application/json", "X-Digest-Token": token, "Origin": origin, "Sec-Fetch-Site": "same-origin",
        "Sec-Fetch-Mode": "cors", "Sec-Fetch-Dest": "empty",
    }  # fmt: skip
    sent |= {name.replace("_", "-"): value for name, value in headers.items()}
    connection = HTTPConnection(address.hostname or "", address.port, timeout=30)
    try:
        body = value if isinstance(value, bytes) else json.dumps(value).encode()
        connection.request("POST", path, body, {name: value for name, value in sent.items() if value is not None})
        answer = connection.getresponse()
        return Got(answer.status, {name.lower(): value for name, value in answer.headers.items()}, answer.read())
    finally:
        connection.close()


def deed(preview: Serving, **more: Any) -> dict[str, Any]:
    seen = json.loads(preview.get(f"/__digest/desk/article?path={A}").text)["seen"]
    return {"path": A, "seen": seen, "deed": "set", "set": {"source": "The Other"}, **more}


TRICKS: dict[str, dict[str, str | None]] = {
    "a form of another site": {"Content_Type": "application/x-www-form-urlencoded"},
    "plain text, which needs no asking": {"Content_Type": "text/plain"},
    "no content type": {"Content_Type": None},
    "another origin": {"Origin": "http://evil.example"},
    "no origin": {"Origin": None},
    "a sandboxed frame": {"Origin": "null"},
    "another port": {"Origin": "http://127.0.0.1:1"},
    "another scheme's name": {"Origin": "https://127.0.0.1.evil.example"},
    "a page of the same site": {"Sec_Fetch_Site": "same-site"},
    "a page of another site": {"Sec_Fetch_Site": "cross-site"},
    "another site's form that opens a page": {"Sec_Fetch_Site": "cross-site", "Sec_Fetch_Mode": "navigate",
                                              "Sec_Fetch_Dest": "document"},
    "no token": {"X_Digest_Token": None},
    "another token": {"X_Digest_Token": "x" * 22},
    "a token of other letters": {"X_Digest_Token": "\xe9" * 22},
    "a name that points here": {"Host": "evil.example"},
    "a name that points here, with its own origin": {"Host": "evil.example", "Origin": "http://evil.example"},
}  # fmt: skip


@pytest.mark.parametrize("trick", TRICKS)
def test_no_trick_changes_anything(preview: Serving, trick: str) -> None:
    before = (preview.site.root / A).read_bytes()
    answer = post(preview, "/__digest/desk/do", deed(preview), **TRICKS[trick])
    assert answer.status == 403
    assert (preview.site.root / A).read_bytes() == before


@pytest.mark.parametrize("method", ["GET", "HEAD", "PUT", "DELETE", "OPTIONS", "PATCH"])
def test_no_other_method_changes_anything(preview: Serving, method: str) -> None:
    before = (preview.site.root / A).read_bytes()
    assert preview.get("/__digest/desk/do", method).status in (404, 501)
    assert (preview.site.root / A).read_bytes() == before


def test_the_desks_own_page_changes_the_file(preview: Serving) -> None:
    answer = post(preview, "/__digest/desk/do", deed(preview))
    assert (answer.status, json.loads(answer.text)["what"]) == (200, "set source")
    assert "source: The Other" in (preview.site.root / A).read_text()
    assert post(preview, "/__digest/desk/undo", {}).status == 200
    assert "source: The Gazette" in (preview.site.root / A).read_text()


@pytest.mark.parametrize(
    ("path", "value", "status"),
    [
        ("/__digest/desk/do", b"{", 400),
        ("/__digest/desk/do", {"path": A}, 400),
        ("/__digest/desk/do", {"path": A, "seen": "0" * 64, "deed": "keep"}, 409),
        ("/__digest/desk/do", {"path": "../x.md", "seen": "", "deed": "keep"}, 422),
        ("/__digest/desk/order", {"day": "soon", "seen": ""}, 400),
        ("/__digest/desk/others", {}, 404),
        ("/__digest/capture/read", {"url": "file:///etc/passwd"}, 422),
        ("/__digest/capture/read", {"name": "x", "file": "%%"}, 422),
        ("/news/", {}, 405),
        ("/__digest/client.js", {}, 405),
    ],
    ids=str,
)
def test_what_cannot_be_done_is_said(preview: Serving, path: str, value: Any, status: int) -> None:
    assert post(preview, path, value).status == status


def test_a_request_that_is_too_large_or_states_no_length_is_refused(
    preview: Serving, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("digest.preview.server.LARGEST", 100)
    assert post(preview, "/__digest/capture/read", {"text": "x" * 200}).status == 413
    assert post(preview, "/__digest/capture/read", {}, Content_Length="x").status == 400


def test_the_pages_of_the_desk_are_in_no_frame_and_load_nothing_from_elsewhere(preview: Serving) -> None:
    for page in ("/__digest/desk", "/__digest/capture"):
        answer = preview.get(page)
        policy = answer.headers["content-security-policy"]
        assert "frame-ancestors 'none'" in policy
        assert "default-src 'none'" in policy
        assert answer.headers["x-frame-options"] == "SAMEORIGIN"


def test_where_other_machines_can_reach_it_there_is_a_desk_only_if_it_is_asked_for(
    preview: Serving, tmp_path_factory: pytest.TempPathFactory
) -> None:
    for asked, status in ((None, 403), (True, 200)):
        site = make_site(tmp_path_factory.mktemp("open"), ARTICLES)
        with serving(site, host="0.0.0.0", desk=asked) as running:  # noqa: S104 - that is what is tried
            assert running.get("/__digest/desk").status == status
            assert running.preview.has_desk == (asked is True)
            answer = running.get("/__digest/desk/queues")
            assert ("digest serve --desk" in answer.text) == (asked is None)


def test_looking_answers_in_json(preview: Serving) -> None:
    names = json.loads(preview.get("/__digest/desk/names?family=actors&typed=finl").text)
    assert "Finland" in names
    assert json.loads(preview.get("/__digest/desk/waiting?queue=drafts").text)[0]["path"] == A
    assert json.loads(preview.get("/__digest/desk/edition?day=2026-11-24").text)["path"].endswith("2026-11-24.md")
    assert preview.get("/__digest/desk/waiting?queue=none").status == 422
    assert preview.get("/__digest/desk/article?path=digest.toml").status == 422
    assert preview.get("/__digest/desk/nothing").status == 404


def test_a_text_is_read_and_then_added(preview: Serving) -> None:
    text = "Ministers meet in Oslo\n\nOSLO, Nov 23 (Reuters) - NATO ministers met in Oslo on Monday, officials said."
    (found,) = json.loads(post(preview, "/__digest/capture/read", {"text": text}).text)
    assert (found["title"], found["source"]) == ("Ministers meet in Oslo", "Reuters")
    assert "Norway" in found["actors"]
    assert not (preview.site.root / found["path"]).exists()
    (added,) = json.loads(post(preview, "/__digest/capture/add", {"text": text, "draft": True}).text)
    assert "draft: true" in (preview.site.root / added["path"]).read_text()
    (again,) = json.loads(post(preview, "/__digest/capture/read", {"text": text}).text)
    assert again["duplicate_of"] == added["path"]


def test_the_policy_names_no_other_place() -> None:
    assert "http" not in desk_answers.POLICY
    assert "unsafe" not in desk_answers.POLICY
