"""Addresses are fetched carefully: from real servers on loopback, good ones and bad ones."""

import gzip
import re
import socket
import time
from pathlib import Path
from typing import Any

import pytest

from digest.ingest.net import http as module
from digest.ingest.net.http import MAX_REDIRECTS, FetchError, Response, fetch
from tests.support.building import make_site
from tests.support.loopback import CERTIFICATE, Handler, Loopback, Reply


def ask(url: str, *, trusted_url: str | None = None, **more: Any) -> Response:
    """As an editor who named the address asks."""
    return fetch(url, agent="test/1", trusted_url=url if trusted_url is None else trusted_url, **more)


def problem(url: str, **more: Any) -> str:
    with pytest.raises(FetchError) as caught:
        ask(url, **more)
    return caught.value.message


def moved(where: str, status: int = 302) -> Reply:
    return Reply(status=status, headers={"Location": where})


def test_an_answer_says_what_the_server_says() -> None:
    headers = {"Content-Type": "text/html; charset=utf-8", "ETag": '"1"', "Last-Modified": "yesterday"}
    with Loopback({"/a?b=c": Reply(b"words", headers=headers)}) as server:
        answer = ask(server.url + "/a?b=c")
    assert answer == Response(
        url=server.url + "/a?b=c",
        content=b"words",
        content_type="text/html; charset=utf-8",
        is_private=True,
        etag='"1"',
        last_modified="yesterday",
    )
    assert server.asked[0].headers["User-Agent"] == "test/1"


def test_letters_of_an_address_are_sent_as_the_web_wants_them() -> None:
    with Loopback({"/%C3%A9t%C3%A9?q=%C3%A9%20": Reply(b"x")}) as server:
        assert ask(server.url + "/\u00e9t\u00e9?q=\u00e9 ").content == b"x"


def test_what_has_not_changed_is_not_sent_again() -> None:
    with Loopback({"/": Reply(status=304)}) as server:
        answer = ask(server.url + "/", headers={"If-None-Match": '"1"'})
    assert not answer.changed
    assert server.asked[0].headers["If-None-Match"] == '"1"'


def test_packed_answers_are_unpacked() -> None:
    packed = Reply(gzip.compress(b"words"), headers={"Content-Encoding": "gzip"})
    with Loopback({"/": packed}) as server:
        assert ask(server.url + "/").content == b"words"


def test_redirects_are_followed_and_lasting_ones_are_told() -> None:
    with Loopback({"/a": moved("/b", 301), "/b": moved("c", 308), "/c": Reply(b"x"), "/d": moved("/c")}) as server:
        answers = [ask(server.url + path) for path in ("/a", "/d")]
        assert [(answer.url, answer.moved) for answer in answers] == [
            (server.url + "/c", server.url + "/c"),
            (server.url + "/c", ""),
        ]


def test_a_circle_of_redirects_ends() -> None:
    with Loopback({"/a": moved("/b"), "/b": moved("/a")}) as server:
        assert problem(server.url + "/a") == f"it redirects more than {MAX_REDIRECTS} times"
    assert len(server.asked) == MAX_REDIRECTS + 1


@pytest.mark.parametrize("where", ["file:///etc/passwd", "javascript:alert(1)", "http://[", "ftp://x/"])
def test_redirects_lead_to_web_addresses_only(where: str) -> None:
    with Loopback({"/": moved(where)}) as server:
        assert "is not a web address" in problem(server.url + "/")


@pytest.mark.parametrize(("status", "said"), [(404, "404 Not Found"), (410, "410 Gone"), (500, "500"), (204, "204")])
def test_other_answers_are_problems(status: int, said: str) -> None:
    with Loopback({"/": Reply(status=status)}) as server:
        assert problem(server.url + "/").startswith(f"it answers {said}")


def test_a_server_can_ask_to_be_left_alone() -> None:
    with Loopback({"/": Reply(status=429, headers={"Retry-After": "120"})}) as server:
        with pytest.raises(FetchError) as caught:
            ask(server.url + "/")
        assert caught.value.retry_after == 120


# Limits


def test_a_large_answer_is_not_read_to_its_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MAX_RESPONSE_SIZE", 100_000)

    def without_end(handler: Handler) -> None:
        handler.send_response(200)
        handler.end_headers()
        while not handler.ending.is_set():
            handler.wfile.write(b"x" * 10_000)

    with Loopback({"/": without_end}) as server:
        assert problem(server.url + "/").startswith("it is larger than")


def test_a_small_answer_that_unpacks_to_a_large_one_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MAX_RESPONSE_SIZE", 100_000)
    with Loopback({"/": Reply(gzip.compress(b"\0" * 10_000_000), headers={"Content-Encoding": "gzip"})}) as server:
        assert problem(server.url + "/").startswith("it is larger than")


@pytest.mark.parametrize(
    "packed", [b"no gzip at all", gzip.compress(b"words" * 100, mtime=0)[:-20]], ids=["no gzip", "cut off"]
)
def test_a_damaged_answer_is_a_problem(packed: bytes) -> None:
    with Loopback({"/": Reply(packed, headers={"Content-Encoding": "gzip"})}) as server:
        assert problem(server.url + "/") == "its answer is damaged"


def _drip(part: bytes) -> Any:
    def answer(handler: Handler) -> None:
        """A byte now and then: each wait is short, all of them have no end."""
        handler.wfile.write(b"HTTP/1.1 200 OK\r\n")
        while not handler.ending.wait(0.02):
            handler.wfile.write(part)

    return answer


@pytest.mark.parametrize("part", [b"X-A: b\r\n", b"x", b"\r\n"], ids=["heads", "one head", "body"])
def test_a_server_that_drips_is_not_waited_for(part: bytes) -> None:
    started = time.monotonic()
    with Loopback({"/": _drip(part)}) as server:
        said = problem(server.url + "/", timeout=0.5)
    assert said in ("it takes too long to answer", "it cannot be reached: got more than 100 headers")
    assert time.monotonic() - started < 30


def test_a_server_that_says_nothing_is_not_waited_for() -> None:
    def silent(handler: Handler) -> None:
        handler.ending.wait()

    with Loopback({"/": silent}) as server:
        assert problem(server.url + "/", timeout=0.2) == "it takes too long to answer"


@pytest.mark.parametrize(
    "answer", [b"", b"nonsense\r\n\r\n", b"HTTP/1.1 abc\r\n\r\n", b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nab"]
)
def test_a_broken_answer_is_a_problem(answer: bytes) -> None:
    def broken(handler: Handler) -> None:
        handler.wfile.write(answer)

    with Loopback({"/": broken}) as server:
        assert re.match("it cannot be reached|its answer breaks off", problem(server.url + "/"))


def test_nobody_there_is_a_problem() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    assert "it cannot be reached" in problem(f"http://127.0.0.1:{port}/")
    assert "it cannot be reached" in problem(f"http://{'a' * 70}.example/")


# TLS


def test_a_certificate_that_nobody_vouches_for_is_refused() -> None:
    with Loopback({"/": Reply(b"x")}, tls=True) as server:
        assert problem(server.url + "/").startswith("its certificate is not valid")
        assert server.asked == []


def test_a_certificate_for_another_name_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(CERTIFICATE))
    with Loopback({"/": Reply(b"x")}, tls=True) as server:
        assert ask(server.url + "/").content == b"x"
        assert problem(f"https://127.0.0.1:{server.port}/").startswith("its certificate is not valid")


# Private networks


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "localhost", "0x7f000001", "2130706433", "127.1", "[::ffff:127.0.0.1]", "0"]
)
def test_what_a_feed_names_may_not_be_private(host: str) -> None:
    with Loopback({"/": Reply(b"secret")}) as server:
        said = problem(f"http://{host}:{server.port}/", trusted_url="")
        assert "in a private network" in said or "cannot be reached" in said
        assert server.asked == []


def test_no_redirect_leads_into_a_private_network() -> None:
    with Loopback({"/": Reply(b"secret")}) as inner, Loopback({"/": moved(inner.url)}) as outer:
        assert "in a private network" in problem(outer.url + "/")
        assert inner.asked == []


def test_the_editors_own_host_may_be_private_and_redirect_to_itself() -> None:
    with Loopback({"/": moved("/feed"), "/feed": Reply(b"x")}) as server:
        assert ask(server.url + "/").content == b"x"
        assert ask(server.url + "/feed", trusted_url=server.url + "/other").content == b"x"


def test_a_name_that_changes_its_meaning_gains_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """DNS rebinding: what is connected to is what was looked at, and nobody asks for the name a second time."""
    answers = iter(["93.184.216.34", "127.0.0.1", "127.0.0.1"])
    connected = []

    def resolve(host: str, port: int, **_: Any) -> list[Any]:
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (next(answers), port))]

    def connect(_: socket.socket, address: tuple[str, int]) -> None:
        connected.append(address[0])
        raise ConnectionRefusedError("no")

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    monkeypatch.setattr("digest.ingest.net.connection.socket.socket.connect", connect)
    assert "cannot be reached" in problem("http://rebind.example/", trusted_url="")
    assert connected == ["93.184.216.34"]
    assert "private network" in problem("http://rebind.example/", trusted_url="")
    assert connected == ["93.184.216.34"]


def test_the_editors_host_cannot_change_its_meaning_either(monkeypatch: pytest.MonkeyPatch) -> None:
    """It was found in the internet, so what it redirects to has to be there too, its own name or not."""
    resolve = socket.getaddrinfo
    answers = iter(["127.0.0.1", "127.0.0.2"])
    monkeypatch.setattr("digest.ingest.net.connection.is_public", lambda address: address == "127.0.0.1")
    monkeypatch.setattr(socket, "getaddrinfo", lambda _, port, **more: resolve(next(answers), port, **more))
    with Loopback({"/": moved("/secret"), "/secret": Reply(b"secret")}) as server:
        assert "127.0.0.2 is in a private network" in problem(f"http://rebind.example:{server.port}/")
        assert server.paths() == ["/"]


@pytest.mark.parametrize("url", ["http://example.org:25/", "http://example.org:22/"])
def test_ports_of_other_services_are_left_alone(url: str) -> None:
    assert "belongs to another service" in problem(url, trusted_url="")


def test_passwords_in_addresses_are_not_sent() -> None:
    assert problem("http://user:secret@example.org/") == "it holds a name and password"


# From the command line


def test_an_address_on_the_command_line_is_read(tmp_path: Path) -> None:
    words = "The alliance met in Brussels and will meet again in the spring, officials said there. " * 10
    page = f"<!DOCTYPE html><html><body><article><h1>They meet</h1><p>{words}</p></article></body></html>"
    entry = "<item><title>They meet</title><link>{}/a</link><description>In short.</description></item>"
    site = make_site(tmp_path).write("-- digest.toml --\n[fetch]\ndelay = 0\n")
    with Loopback({"/a": Reply(page.encode(), headers={"Content-Type": "text/html"})}) as server:
        server.replies["/f"] = Reply(f"<rss><channel>{entry.format(server.url)}</channel></rss>".encode())
        assert "1 added" in site.run("add", "--pages", server.url + "/f").out
        assert "is here already" in site.run("add", server.url + "/a").out
        failed = site.run("add", server.url + "/none", server.url + "/a")
    assert (failed.code, failed.err) == (
        1,
        f"{server.url}/none: it answers 404 Not Found, see whether the address is right\n",
    )
    (made,) = (tmp_path / "content/articles").rglob("*.md")
    assert f"\nurl: {server.url}/a\n" in made.read_text()
    assert words.strip() in made.read_text()
