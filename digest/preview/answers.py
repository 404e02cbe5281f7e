"""The preview's answer to a request: a pure function of the request and of the current site.

A site is served as GitHub Pages serves it: under the path of its base_url; a folder's address without its slash
redirects to the one with it, `/about` serves `about.html`, and every miss serves `404.html`. An address means a
planned page and never a file on the disk.
"""

from __future__ import annotations

import html
import mimetypes
from http import HTTPStatus
from pathlib import Path
from urllib.parse import parse_qs, quote, unquote, urlsplit

import msgspec

from digest.dates import edition_span
from digest.editors import editor_link
from digest.errors import DigestError, Finding
from digest.fingerprint import digest_of
from digest.mail.letter import letter_of
from digest.model.page import FileCopy
from digest.preview.guard import HttpRequest
from digest.preview.inject import CLIENT, inject
from digest.preview.live import Live, Scene, ShownPage
from digest.preview.page_info import PageInfo
from digest.preview.report import faults, without_links
from digest.urls import output_path

TEXT, HTML = "text/plain; charset=utf-8", "text/html; charset=utf-8"

FILES = {
    "client.js": "text/javascript; charset=utf-8",
    "morph.js": "text/javascript; charset=utf-8",
    "panel.js": "text/javascript; charset=utf-8",
    "panel.css": "text/css; charset=utf-8",
    "desk.js": "text/javascript; charset=utf-8",
    "desk_edition.js": "text/javascript; charset=utf-8",
    "desk_parts.js": "text/javascript; charset=utf-8",
    "desk.css": "text/css; charset=utf-8",
    "capture.js": "text/javascript; charset=utf-8",
    "vendor/idiomorph.esm.js": "text/javascript; charset=utf-8",
}
"""The files of the client, with their content types."""

_FOLDER = Path(__file__).parent / "client"

_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".html": HTML,
    ".ico": "image/vnd.microsoft.icon",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json; charset=utf-8",
    ".mjs": "text/javascript; charset=utf-8",
    ".opml": "text/x-opml; charset=utf-8",
    ".svg": "image/svg+xml",
    ".txt": TEXT,
    ".wasm": "application/wasm",
    ".webp": "image/webp",
    ".woff2": "font/woff2",
    ".xml": "application/xml",
}
"""Content types on which systems disagree; others come from `mimetypes`."""


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """The response to a request."""

    status: HTTPStatus = HTTPStatus.OK
    body: bytes = b""
    file: FileCopy | None = None
    """A file to send piece by piece, in place of a body."""
    content_type: str = TEXT
    version: str = ""
    """ETag."""
    location: str = ""


def answer(request: HttpRequest, live: Live) -> Answer:
    """The answer to a request that the guard has let through."""
    address = urlsplit(request.target)
    path = _decoded(address.path)
    if path == f"{CLIENT}page":
        response = _site(request, live, _decoded((parse_qs(address.query).get("at") or ["/"])[0]))
    elif path.startswith(f"{CLIENT}letter/"):
        response = _letter(request, live, path.removeprefix(f"{CLIENT}letter/"))
    elif path.startswith(CLIENT):
        response = _client(path.removeprefix(CLIENT))
    else:
        response = _site(request, live, path)
    is_known = response.version and f'"{response.version}"' in request.version
    if is_known and response.status is not HTTPStatus.NOT_MODIFIED:
        return Answer(status=HTTPStatus.NOT_MODIFIED, version=response.version)
    return response


def _decoded(path: str) -> str:
    return unquote(path, errors="surrogateescape")


def _client(name: str) -> Answer:
    if name not in FILES:
        return Answer(status=HTTPStatus.NOT_FOUND, body=b"There is nothing here.\n")
    body = (_FOLDER / name).read_bytes()
    return Answer(body=body, content_type=FILES[name], version=digest_of(body).hex())


def _letter(request: HttpRequest, live: Live, name: str) -> Answer:
    """The letter of a day or a week, as `digest mail` writes it."""
    live.wait()
    scene = live.scene
    if scene is None:
        return _nothing_yet(request, live)
    try:
        letter = letter_of(scene.snapshot, *edition_span(name, scene.snapshot.selection.now.date()))
    except ValueError:
        return Answer(status=HTTPStatus.NOT_FOUND, body=b"Name a day or a week: letter/2026-11-24\n")
    except DigestError as problem:
        return _stand_in(request, live, "This letter cannot be made", problem.findings)
    return Answer(body=letter.html.encode(), content_type=HTML, version=digest_of(letter.html).hex())


def _site(request: HttpRequest, live: Live, path: str) -> Answer:
    live.wait()
    scene = live.scene
    if scene is None:
        return _nothing_yet(request, live)
    if not path.startswith(scene.base):
        if path in ("/", scene.base.rstrip("/")):
            return Answer(status=HTTPStatus.FOUND, location=quote(scene.base))
        body = f"The address of the site is {scene.base}\n".encode()
        return Answer(status=HTTPStatus.NOT_FOUND, body=body)
    address = path.removeprefix(scene.base)
    pages = scene.snapshot.plan.pages
    if address.rpartition("/")[2] == "index.html":
        address = address.removesuffix("index.html")
    if address not in pages and f"{address}/" in pages:
        return Answer(status=HTTPStatus.FOUND, location=quote(f"{scene.base}{address}/"))
    if address not in pages and f"{address}.html" in pages:
        address += ".html"
    if address not in pages and scene.moves.get(address) in pages:
        return Answer(status=HTTPStatus.FOUND, location=quote(f"{scene.base}{scene.moves[address]}"))
    return _page(request, live, scene, address)


def _page(request: HttpRequest, live: Live, scene: Scene, address: str) -> Answer:
    status = HTTPStatus.OK
    if address not in scene.snapshot.plan.pages:
        status, address = HTTPStatus.NOT_FOUND, "404.html"
    try:
        shown = live.page(scene, address)
    except KeyError:
        return Answer(status=HTTPStatus.NOT_FOUND, body=b"There is no page here.\n")
    except DigestError as problem:
        return _stand_in(request, live, "This page cannot be made", problem.findings)
    content_type = _type(output_path(address))
    version = _version(live, shown)
    if content_type != HTML:
        return Answer(status=status, body=shown.body, file=shown.file, content_type=content_type, version=version)
    body = inject(shown.file.content if shown.file else shown.body, _page_info(request, live, scene, shown), f"http://{request.host}")
    return Answer(status=status, body=body, content_type=content_type, version=version)


def _version(live: Live, shown: ShownPage) -> str:
    """The version of a page. One that could not be rendered anew has another, so that its tab gets the reason."""
    return digest_of((shown.version, live.state.instance, shown.findings)).hex() if shown.findings else shown.version


def _page_info(request: HttpRequest, live: Live, scene: Scene, shown: ShownPage) -> str:
    editor = scene.snapshot.config.preview.editor if request.near else ""
    page_faults, notes = (faults(live.root, findings, editor) for findings in (shown.findings, shown.notes))
    info = PageInfo(
        version=_version(live, shown),
        generation=live.state.generation,
        instance=live.state.instance,
        source=shown.source,
        editor=editor_link(editor, live.root / shown.source) if shown.source else "",
        marks=shown.marks,
        unconfirmed=shown.unconfirmed,
        faults=page_faults if request.near else without_links(page_faults),
        notes=notes if request.near else without_links(notes),
    )
    return msgspec.json.encode(info).decode()


def _nothing_yet(request: HttpRequest, live: Live) -> Answer:
    if live.state.reading:
        return _stand_in(request, live, "The site is being read …", (), HTTPStatus.SERVICE_UNAVAILABLE)
    return _stand_in(request, live, "The site cannot be shown", live.findings)


def _stand_in(
    request: HttpRequest,
    live: Live,
    title: str,
    findings: tuple[Finding, ...],
    status: HTTPStatus = HTTPStatus.INTERNAL_SERVER_ERROR,
) -> Answer:
    """A page of digest's own in place of one that cannot be shown. It lists the findings, also without a script."""
    items = "".join(f"<li><code>{html.escape(str(finding))}</code>" for finding in findings)
    body = (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{html.escape(title)}</title>\n</head>\n<body>\n<h1>{html.escape(title)}</h1>\n<ul>{items}</ul>\n"
        "<p>This page follows by itself.</p>\n</body>\n</html>\n"
    ).encode()
    version = digest_of((body, live.state.instance, live.state.generation)).hex()
    info = PageInfo(
        version=version,
        generation=live.state.generation,
        instance=live.state.instance,
        faults=faults(live.root, findings, ""),
        stand_in=True,
    )
    page = inject(body, msgspec.json.encode(info).decode(), f"http://{request.host}")
    return Answer(status=status, body=page, content_type=HTML, version=version)


def _type(path: str) -> str:
    suffix = path[path.rfind(".") :].lower() if "." in path.rpartition("/")[2] else ""
    return _TYPES.get(suffix) or mimetypes.guess_type(path, strict=False)[0] or "application/octet-stream"
