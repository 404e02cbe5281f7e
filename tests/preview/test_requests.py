"""Requests that no browser sends: each is refused, and none hides another one."""

import socket
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from digest.preview import server
from tests.support.building import make_site
from tests.support.previewing import Serving, serving


@pytest.fixture(scope="module")
def preview(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serving]:
    with serving(make_site(tmp_path_factory.mktemp("site"))) as running:
        yield running


def connected(preview: Serving) -> socket.socket:
    address = urlsplit(preview.preview.origin)
    assert address.hostname
    assert address.port
    return socket.create_connection((address.hostname, address.port), timeout=30)


def ask(preview: Serving, request: str) -> bytes:
    """All that comes back for these bytes, until the preview closes the connection."""
    with connected(preview) as sent:
        sent.sendall(request.replace("\n", "\r\n").encode("latin-1"))
        sent.shutdown(socket.SHUT_WR)
        answer = b""
        while piece := sent.recv(1 << 16):
            answer += piece
    return answer


MALFORMED = {
    "no host": "GET /news/ HTTP/1.1\n\n",
    "an empty host": "GET /news/ HTTP/1.1\nHost:\n\n",
    "two hosts": "GET /news/ HTTP/1.1\nHost: localhost\nHost: evil.example\n\n",
    "a host with a user": "GET /news/ HTTP/1.1\nHost: evil.example@127.0.0.1\n\n",
    "a host with a fragment": "GET /news/ HTTP/1.1\nHost: 127.0.0.1#evil.example\n\n",
    "a host behind brackets": "GET /news/ HTTP/1.1\nHost: [::1].evil.example\n\n",
    "a host with a path": "GET /news/ HTTP/1.1\nHost: localhost/evil\n\n",
    "a host with white space": "GET /news/ HTTP/1.1\nHost: local host\n\n",
    "a target with a host": "GET http://evil.example/news/ HTTP/1.1\nHost: localhost\n\n",
    "a target without a path": "GET * HTTP/1.1\nHost: localhost\n\n",
    "a line without a colon": "GET /news/ HTTP/1.1\nHost: localhost\nX\nContent-Length: 50\n\n",
    "a folded line": "GET /news/ HTTP/1.1\nHost: localhost\nX: a\n b\n\n",
    "two lengths": "GET /news/ HTTP/1.1\nHost: localhost\nContent-Length: 0\nContent-Length: 60\n\n",
    "two kinds of length": "GET /news/ HTTP/1.1\nHost: localhost\nContent-Length: 60\nTransfer-Encoding: chunked\n\n",
    "two origins": "GET /news/ HTTP/1.1\nHost: localhost\nOrigin: http://localhost\nOrigin: null\n\n",
}
HIDDEN = "GET /news/hidden HTTP/1.1\nHost: localhost\n\n"


@pytest.mark.parametrize("name", MALFORMED)
def test_a_malformed_request_is_refused_and_hides_no_other(preview: Serving, name: str) -> None:
    answer = ask(preview, MALFORMED[name] + HIDDEN)
    assert answer.startswith(b"HTTP/1.1 400 ")
    assert answer.count(b"HTTP/1.1 ") == 1


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST:8000", "127.0.0.1:1", "[::1]:8000", "digest.localhost"])
def test_a_request_of_a_browser_is_answered(preview: Serving, host: str) -> None:
    answer = ask(preview, f"GET /news/ HTTP/1.1\nHost: {host}\nConnection: close\n\n")
    assert answer.startswith(b"HTTP/1.1 200 ")


def test_connections_beyond_the_limit_are_closed_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server, "MAX_CONNECTIONS", 3)
    with serving(make_site(tmp_path)) as preview:
        held = [connected(preview) for _ in range(3)]
        for one in held:  # each is being answered
            one.sendall(b"GET /news/ HTTP/1.1\r\nHost: localhost\r\n\r\n")
            assert one.recv(10).startswith(b"HTTP/1.1 2")
        with connected(preview) as beyond:
            assert beyond.recv(10) == b""
        for one in held:
            one.close()
