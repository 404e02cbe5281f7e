"""The sockets of the preview: HTTP/1.1, a thread for each connection."""

from __future__ import annotations

import errno
import io
import ipaddress
import os
import socket
import socketserver
import sys
import threading
from collections.abc import Collection
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, BinaryIO

import msgspec

from digest.desk.desk import EditorsDesk
from digest.errors import DigestError, error
from digest.fingerprint import PIECE
from digest.preview.answers import Answer, answer
from digest.preview.desk_answers import LARGEST, POLICY, DeskAnswer, desk_answer, is_for_desk
from digest.preview.guard import HttpRequest, malformed, refusal
from digest.preview.hub import Hub
from digest.preview.inject import CLIENT
from digest.preview.live import Live
from digest.site_files import unreadable

PORT = 8000
TRIES = 10
"""Number of ports to try, from PORT on, where the editor names none."""
MAX_CONNECTIONS = 400
"""A browser holds one connection for each tab that listens, and six to load pages."""
RETRY = 500
"""Milliseconds after which a browser that lost the connection reconnects."""


def bind(host: str, port: int | None, live: Live, hub: Hub, names: Collection[str]) -> Server:
    """A server on that port, or on the first free one from PORT on. Raises DigestError where none is free."""
    for number in range(PORT, PORT + TRIES) if port is None else (port,):
        try:
            return Server(host, number, live, hub, names)
        except OSError as problem:
            if problem.errno not in (errno.EADDRINUSE, errno.EACCES):
                raise DigestError(error("", 0, 0, f"cannot listen on {host}: {problem.strerror}", _HOST)) from None
            reason = problem.strerror
    place = f"port {port}" if port is not None else f"each of the ports {PORT} to {PORT + TRIES - 1}"
    raise DigestError(error("", 0, 0, f"{place} of {host} cannot be used: {reason}", "name another with --port"))


_HOST = "name an address of this machine with --host"


class Server(ThreadingHTTPServer):
    """The HTTP server of one preview."""

    daemon_threads = True
    block_on_close = False
    # On Windows this option would let two servers share a port.
    allow_reuse_address = os.name == "posix"

    def __init__(self, host: str, port: int, live: Live, hub: Hub, names: Collection[str]) -> None:
        self.live, self.hub = live, hub
        self.desk: EditorsDesk | None = None
        """The editor's desk; None where it is off."""
        self._places = threading.Semaphore(MAX_CONNECTIONS)
        self.names = frozenset(name.lower() for name in (host, *names))
        self.address_family = socket.AF_INET6 if ":" in host else socket.AF_INET
        super().__init__((host, port), Handler)

    def process_request(self, request: Any, client_address: Any) -> None:
        """Answer in a new thread; a connection beyond MAX_CONNECTIONS is closed at once."""
        if not self._places.acquire(blocking=False):
            self.shutdown_request(request)
            return
        super().process_request(request, client_address)

    def process_request_thread(self, request: Any, client_address: Any) -> None:
        """Answer a connection, in its thread."""
        try:
            super().process_request_thread(request, client_address)
        finally:
            self._places.release()

    def server_bind(self) -> None:
        """Bind without http.server's query for the host name, which can take seconds."""
        socketserver.TCPServer.server_bind(self)
        self.server_name, self.server_port = str(self.server_address[0]), self.server_address[1]

    @property
    def open_to_all(self) -> bool:
        """Whether other machines can reach the server."""
        return not ipaddress.ip_address(self.server_name).is_loopback

    @property
    def origin(self) -> str:
        """The origin for a browser on this machine."""
        host = str(self.server_name)
        if ipaddress.ip_address(host).is_unspecified:
            host = "127.0.0.1"
        return f"http://{f'[{host}]' if ':' in host else host}:{self.server_port}"

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Show the traceback where DIGEST_TRACEBACK is set; never for a browser that closed its connection."""
        if os.environ.get("DIGEST_TRACEBACK") and not isinstance(sys.exc_info()[1], OSError):
            super().handle_error(request, client_address)


class Handler(BaseHTTPRequestHandler):
    """One connection."""

    protocol_version = "HTTP/1.1"
    timeout = 60
    server: Server
    # Head and body go into one packet: as two, the second would wait for the acknowledgement of the first.
    wbufsize = 1 << 16
    disable_nagle_algorithm = True

    def do_GET(self) -> None:
        """Answer or refuse a request, or start to send events."""
        self.close_connection |= "Content-Length" in self.headers or "Transfer-Encoding" in self.headers
        fault = malformed(self.path, self.headers)
        if fault:
            self.close_connection = True
            self._send(Answer(status=HTTPStatus.BAD_REQUEST, body=f"{fault}\n".encode()))
            return
        request = self._request()
        reason = refusal(request, self.server.names, open_to_all=self.server.open_to_all)
        if reason:
            self._send(Answer(status=HTTPStatus.FORBIDDEN, body=f"{reason}\n".encode()))
        elif request.target == f"{CLIENT}events" and request.method == "GET":
            self._send_events(near=request.near)
        elif is_for_desk(request.target):
            self._send_of_desk(desk_answer(request, self.server.desk))
        else:
            self._send(answer(request, self.server.live))

    do_HEAD = do_GET  # noqa: N815 - the name that http.server calls

    def do_POST(self) -> None:
        """Answer or refuse a request of the desk, which is all that may change something."""
        fault = malformed(self.path, self.headers)
        length = self.headers.get("Content-Length", "")
        if not fault and not (length.isascii() and length.isdecimal()):
            fault = "This request does not state its length."
        if fault or int(length) > LARGEST or not is_for_desk(self.path):
            self.close_connection = True
            status = HTTPStatus.BAD_REQUEST if fault else HTTPStatus.REQUEST_ENTITY_TOO_LARGE
            status = status if fault or is_for_desk(self.path) else HTTPStatus.METHOD_NOT_ALLOWED
            self._send(Answer(status=status, body=f"{fault or 'This is not taken here.'}\n".encode()))
            return
        request = self._request()
        reason = refusal(request, self.server.names, open_to_all=self.server.open_to_all)
        body = self.rfile.read(int(length))
        if reason:
            self._send(Answer(status=HTTPStatus.FORBIDDEN, body=f"{reason}\n".encode()))
            return
        self._send_of_desk(desk_answer(msgspec.structs.replace(request, body=body), self.server.desk))

    def _send_of_desk(self, sent: DeskAnswer) -> None:
        self._head(sent.status, sent.content_type)
        self.send_header("Content-Length", str(len(sent.body)))
        self.send_header("Content-Security-Policy", POLICY)
        self.send_header("Referrer-Policy", "no-referrer")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(sent.body)

    def _request(self) -> HttpRequest:
        def header(name: str) -> str:
            return str(self.headers.get(name, ""))

        return HttpRequest(
            method=self.command,
            target=self.path,
            host=header("Host").lower(),
            origin=header("Origin").lower(),
            site=header("Sec-Fetch-Site"),
            mode=header("Sec-Fetch-Mode"),
            dest=header("Sec-Fetch-Dest"),
            version=header("If-None-Match"),
            content_type=header("Content-Type"),
            token=header("X-Digest-Token"),
            near=ipaddress.ip_address(self.client_address[0].partition("%")[0]).is_loopback,
        )

    def _send(self, sent: Answer) -> None:
        if sent.file is None or sent.status is HTTPStatus.NOT_MODIFIED:
            self._send_from(sent, io.BytesIO(sent.body), len(sent.body))
            return
        try:
            opened = sent.file.open()
        except OSError as problem:
            body = f"{unreadable(sent.file.origin, problem)}\n".encode()
            self._send(Answer(status=HTTPStatus.INTERNAL_SERVER_ERROR, body=body))
            return
        with opened:
            self._send_from(sent, opened, os.fstat(opened.fileno()).st_size)

    def _send_from(self, sent: Answer, opened: BinaryIO, size: int) -> None:
        """Send `size` bytes of an open file; where it has become shorter meanwhile, the connection ends."""
        self._head(sent.status, sent.content_type)
        if sent.status is not HTTPStatus.NOT_MODIFIED:
            self.send_header("Content-Length", str(size))
        if sent.version:
            self.send_header("ETag", f'"{sent.version}"')
        if sent.location:
            self.send_header("Location", sent.location)
        self.end_headers()
        if self.command != "HEAD" and sent.status is not HTTPStatus.NOT_MODIFIED:
            while size > 0 and (piece := opened.read(min(size, PIECE))):
                self.wfile.write(piece)
                size -= len(piece)
            self.close_connection |= size > 0

    def _head(self, status: HTTPStatus, content_type: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", content_type)
        self.send_header("Cache-Control", "no-cache")
        self.send_header("Cross-Origin-Resource-Policy", "same-origin")
        self.send_header("X-Content-Type-Options", "nosniff")
        self.send_header("X-Frame-Options", "SAMEORIGIN")

    def _send_events(self, *, near: bool) -> None:
        """Send server-sent events until the browser disconnects or the preview ends."""
        self.close_connection = True
        self._head(HTTPStatus.OK, "text/event-stream")
        self.end_headers()
        self.wfile.write(f"retry: {RETRY}\n\n".encode())
        for state in self.server.hub.follow():
            data = msgspec.json.encode(state if near else state.for_others()) if state else b""
            self.wfile.write(b"data: " + data + b"\n\n" if data else b":\n\n")
            self.wfile.flush()

    def version_string(self) -> str:
        """The name in the Server header."""
        return "digest"

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - named so in http.server
        """Log nothing: the command prints what happens."""
