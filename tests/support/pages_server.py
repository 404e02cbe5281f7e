"""A server on loopback that answers as GitHub Pages does.

What it copies: a site stands under `/` or under `/repo/`, a folder's address without its slash moves to the
one with it, `/about` finds `about.html`, folders are not listed, every miss at any depth is `404.html` with
status 404, texts are compressed for those who take that, an ETag saves sending again what has not changed.
"""

import gzip
import hashlib
from dataclasses import dataclass
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit

from tests.support.server import Running, Silent

_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".gif": "image/gif",
    ".html": "text/html; charset=utf-8",
    ".ico": "image/vnd.microsoft.icon",
    ".jpg": "image/jpeg",
    ".js": "application/javascript; charset=utf-8",
    ".json": "application/json; charset=utf-8",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    ".webp": "image/webp",
    ".woff2": "font/woff2",
    ".xml": "application/xml",
}

_PACKED = ("image/gif", "image/jpeg", "image/png", "image/webp", "font/")
"""What does not get smaller."""


@dataclass(frozen=True, slots=True)
class Served:
    """One answer: the path asked for with its query, the status, the length of the body in bytes before packing."""

    path: str
    status: int
    size: int


@dataclass(frozen=True, slots=True)
class _Answer:
    status: HTTPStatus
    body: bytes = b""
    content_type: str = "text/html; charset=utf-8"
    location: str | None = None


class PagesServer(Running):
    """Serves `folder` under `base` (`/` or `/repo/`) while its `with` block runs, at `url`."""

    def __init__(self, folder: Path, base: str = "/") -> None:
        if not (base.startswith("/") and base.endswith("/")):
            raise ValueError(f"a base begins and ends with a slash: {base!r}")
        self.folder = folder.resolve()
        self.base = base
        self.served: list[Served] = []
        asked = _Server(("127.0.0.1", 0), _Handler)
        asked.site = self
        super().__init__(asked)
        self.url = f"http://127.0.0.1:{self.port}{base}"

    def answer(self, target: str) -> _Answer:
        """What GitHub Pages would say to a GET of `target`."""
        address = urlsplit(target)
        path = unquote(address.path)
        if path + "/" == self.base:
            return self._moved(target)
        if not path.startswith(self.base):
            return _Answer(HTTPStatus.NOT_FOUND, b"there is no site here\n", "text/plain; charset=utf-8")
        file = (self.folder / path.removeprefix(self.base)).resolve()
        if not file.is_relative_to(self.folder):
            return self._not_found()
        if path.endswith("/"):
            return self._file(file / "index.html")
        if file.is_dir():
            return self._moved(target)
        return self._file(file if file.is_file() else file.with_name(file.name + ".html"))

    def _file(self, file: Path) -> _Answer:
        if not file.is_file():
            return self._not_found()
        return _Answer(HTTPStatus.OK, file.read_bytes(), _TYPES.get(file.suffix.lower(), "application/octet-stream"))

    def _moved(self, target: str) -> _Answer:
        address = urlsplit(target)
        slashed = quote(unquote(address.path)) + "/" + (f"?{address.query}" if address.query else "")
        return _Answer(HTTPStatus.MOVED_PERMANENTLY, location=slashed)

    def _not_found(self) -> _Answer:
        page = self.folder / "404.html"
        body = page.read_bytes() if page.is_file() else b"<!DOCTYPE html><title>404</title>\n"
        return _Answer(HTTPStatus.NOT_FOUND, body)


class _Server(ThreadingHTTPServer):
    site: PagesServer


class _Handler(Silent, BaseHTTPRequestHandler):
    timeout = 5
    server: _Server

    def do_GET(self) -> None:
        site = self.server.site
        answer = site.answer(self.path)
        etag = f'"{hashlib.sha256(answer.body).hexdigest()[:32]}"'
        if answer.status == HTTPStatus.OK and self.headers["If-None-Match"] == etag:
            answer = _Answer(HTTPStatus.NOT_MODIFIED)
        body = answer.body
        self.send_response(answer.status)
        self.send_header("Content-Type", answer.content_type)
        if answer.status == HTTPStatus.OK:
            self.send_header("ETag", etag)
        if body and "gzip" in self.headers.get("Accept-Encoding", "") and not answer.content_type.startswith(_PACKED):
            self.send_header("Content-Encoding", "gzip")
            self.send_header("Vary", "Accept-Encoding")
            body = gzip.compress(body, mtime=0)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "max-age=600")
        self.send_header("Access-Control-Allow-Origin", "*")
        if answer.location is not None:
            self.send_header("Location", answer.location)
        self.end_headers()
        site.served.append(Served(self.path, answer.status, len(answer.body)))
        if self.command != "HEAD":
            self.wfile.write(body)

    do_HEAD = do_GET  # noqa: N815 - the name that http.server looks for
