"""A web server on loopback that answers what a test tells it to, and remembers what it was asked.

with Loopback({"/feed.xml": Reply(b"<rss/>")}) as server:
    fetch(server.url + "/feed.xml", …)
assert server.asked[0].path == "/feed.xml"
"""

import ssl
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event

from tests.support.paths import DATA
from tests.support.server import Running, Silent

CERTIFICATE = DATA / "localhost.pem"
"""Of `localhost`, signed by itself, with its key: good for nothing but these tests."""


@dataclass(frozen=True)
class Reply:
    """One answer."""

    body: bytes = b""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Asked:
    """One question."""

    path: str
    headers: Mapping[str, str]


Answer = Reply | Callable[["Handler"], None]


class Loopback(Running):
    """Serves `replies` by path while its `with` block runs; a function among them writes its answer itself."""

    def __init__(self, replies: Mapping[str, Answer] | None = None, *, tls: bool = False) -> None:
        self.replies = dict(replies or {})
        self.asked: list[Asked] = []
        self.ending = Event()
        asked = _Server(("127.0.0.1", 0), Handler)
        asked.loopback = self
        if tls:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(CERTIFICATE)
            asked.socket = context.wrap_socket(asked.socket, server_side=True)
        super().__init__(asked)
        self.url = f"https://localhost:{self.port}" if tls else f"http://127.0.0.1:{self.port}"

    def paths(self) -> list[str]:
        """The paths asked for, in order."""
        return [each.path for each in self.asked]

    def __exit__(self, *raised: object) -> None:
        self.ending.set()
        super().__exit__(*raised)


class _Server(ThreadingHTTPServer):
    loopback: Loopback

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that goes away is what some tests are about."""


class Handler(Silent, BaseHTTPRequestHandler):
    """Answers one connection."""

    server: _Server

    @property
    def ending(self) -> Event:
        """Set when the test is over: what an answer that never ends waits for."""
        return self.server.loopback.ending

    def do_GET(self) -> None:
        loopback = self.server.loopback
        loopback.asked.append(Asked(self.path, dict(self.headers.items())))
        reply = loopback.replies.get(self.path, Reply(b"nothing here", 404))
        self.close_connection = True
        if not isinstance(reply, Reply):
            reply(self)
            return
        self.send_response(reply.status)
        for name, value in {"Content-Length": str(len(reply.body)), **reply.headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(reply.body)
