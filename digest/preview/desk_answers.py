"""The preview's answers for the editor's desk: its pages, what their scripts ask, and what they change.

What changes files is a POST with JSON from the desk's own pages. Four things must hold, each of which a page of another
site cannot bring about: the token that the desk's pages hold, the browser's word that the request
comes from this origin, its `Origin`, and a content type for which browsers ask beforehand.
"""

from __future__ import annotations

import datetime as dt
import html
import secrets
from collections.abc import Callable, Mapping
from http import HTTPStatus
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import msgspec

from digest.desk.capture import Capture
from digest.desk.changes import BeingEdited, Conflict
from digest.desk.deeds import Deed
from digest.desk.desk import EditorsDesk
from digest.desk.edition import EditionChange
from digest.errors import DigestError
from digest.preview.guard import HttpRequest
from digest.preview.inject import CLIENT

HTML, JSON = "text/html; charset=utf-8", "application/json"
DESK = f"{CLIENT}desk"
CAPTURE = f"{CLIENT}capture"
LARGEST = 24 << 20
"""Bytes of a request: a page of the web, or a file in base 64."""
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
_FOLDER = Path(__file__).parent / "client"

Asked = Mapping[str, str]
"""The query of an address."""


class DeskAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """The response to a request of the desk."""

    status: HTTPStatus = HTTPStatus.OK
    body: bytes = b""
    content_type: str = JSON


def is_for_desk(target: str) -> bool:
    """Whether a request is one for the desk."""
    path = urlsplit(target).path
    return path in (DESK, CAPTURE) or path.startswith((f"{DESK}/", f"{CAPTURE}/"))


def desk_answer(request: HttpRequest, desk: EditorsDesk | None) -> DeskAnswer:
    """The answer to a request that the guard has let through. Without a desk, why there is none."""
    if desk is None:
        text = "The desk is off, because other machines can reach this preview. Start it with: digest serve --desk\n"
        return DeskAnswer(status=HTTPStatus.FORBIDDEN, body=text.encode(), content_type="text/plain; charset=utf-8")
    address = urlsplit(request.target)
    asked = {name: values[0] for name, values in parse_qs(address.query, keep_blank_values=True).items()}
    if request.method == "POST":
        refusal = _refusal(request, desk)
        if refusal:
            return _problem(HTTPStatus.FORBIDDEN, refusal)
        return _answered(lambda: _changed(address.path, request.body, desk))
    if address.path in _PAGES:
        page = (_FOLDER / _PAGES[address.path]).read_bytes().replace(b"TOKEN", html.escape(desk.token).encode())
        return DeskAnswer(body=page, content_type=HTML)
    return _answered(lambda: _looked(address.path, asked, desk))


_PAGES = {DESK: "desk.html", CAPTURE: "capture.html"}


def _refusal(request: HttpRequest, desk: EditorsDesk) -> str:
    """Why a request that would change something is refused; empty for one of the desk's own pages."""
    if request.content_type.partition(";")[0].strip().lower() != JSON:
        return "The desk takes JSON."
    if request.site not in ("", "same-origin") or urlsplit(request.origin).netloc != request.host:
        return "The desk listens to its own pages."
    if not secrets.compare_digest(request.token.encode(), desk.token.encode()):
        return "This page is from an earlier run of digest serve: load it again."
    return ""


def _looked(path: str, asked: Asked, desk: EditorsDesk) -> Any:
    look = _LOOKS.get(path)
    if look is None:
        raise KeyError(path)
    return look(desk, asked)


_LOOKS: Mapping[str, Callable[[EditorsDesk, Asked], Any]] = {
    f"{DESK}/queues": lambda desk, asked: desk.queues(),
    f"{DESK}/waiting": lambda desk, asked: desk.waiting(asked.get("queue", "")),
    f"{DESK}/article": lambda desk, asked: desk.article(asked.get("path", "")),
    f"{DESK}/names": lambda desk, asked: desk.names(asked.get("family", ""), asked.get("typed", "")),
    f"{DESK}/edition": lambda desk, asked: desk.edition(_day(asked.get("day", ""))),
}


def _changed(path: str, body: bytes, desk: EditorsDesk) -> Any:
    match path:
        case "/__digest/desk/do":
            return desk.do(msgspec.json.decode(body, type=Deed))
        case "/__digest/desk/undo":
            return desk.undo()
        case "/__digest/desk/order":
            return desk.order(msgspec.json.decode(body, type=EditionChange))
        case "/__digest/capture/read" | "/__digest/capture/add":
            return desk.capture(msgspec.json.decode(body, type=Capture), add=path.endswith("/add"))
    raise KeyError(path)


def _answered(make: Callable[[], Any]) -> DeskAnswer:
    try:
        return DeskAnswer(body=msgspec.json.encode(make()))
    except KeyError:
        return _problem(HTTPStatus.NOT_FOUND, "There is nothing here.")
    except (msgspec.MsgspecError, ValueError) as problem:
        return _problem(HTTPStatus.BAD_REQUEST, f"This request cannot be read: {problem}")
    except Conflict as problem:
        return _problem(HTTPStatus.CONFLICT, _said(problem), diff=problem.diff)
    except BeingEdited as problem:
        return _problem(HTTPStatus.LOCKED, _said(problem))
    except DigestError as problem:
        return _problem(HTTPStatus.UNPROCESSABLE_ENTITY, _said(problem))


def _problem(status: HTTPStatus, message: str, **more: str) -> DeskAnswer:
    return DeskAnswer(status=status, body=msgspec.json.encode({"problem": message, **more}))


def _said(problem: DigestError) -> str:
    return "\n".join(str(finding) for finding in problem.findings)


def _day(text: str) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None
