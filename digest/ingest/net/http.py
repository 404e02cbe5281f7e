"""One address asked over HTTP, carefully: few redirects, TLS checked, bytes and time capped.

An address that an editor named may be anywhere. One that came from a feed, a list or a page may not lead into
a private network, neither at once nor by a redirect: whoever wrote it may not be able to see that network, while
the machine that runs digest can. Only what was itself found in a private network may lead on in it, on its own host.
"""

from __future__ import annotations

import http.client
import ssl
import time
import zlib
from collections.abc import Mapping
from urllib.parse import SplitResult, quote, urljoin, urlsplit

import msgspec

from digest.ingest.formats.gzip_archive import TooLargeError, unpack
from digest.ingest.net.connection import Connection, PrivateAddressError

REDIRECTS = (301, 302, 303, 307, 308)
_LASTING = (301, 308)
MAX_REDIRECTS = 5
MAX_SIZE = 64 << 20
"""Bytes of an answer, as sent and as unpacked."""
TIMEOUT = 30.0
"""Seconds for all of one exchange."""
_STEP = 1 << 16
_UNUSUAL = 1024
"""Ports below this one belong to other services than the web's, save its own two."""
_ACCEPT = (
    "text/html, application/xhtml+xml, application/atom+xml, application/rss+xml, application/feed+json, */*;q=0.5"
)


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """What stands at an address."""

    url: str
    """Where it was found in the end."""
    content: bytes = b""
    content_type: str = ""
    etag: str = ""
    last_modified: str = ""
    changed: bool = True
    """False where the server says that nothing changed since (304)."""
    moved: str = ""
    """The new address, if the first one says that it moved for good."""
    inside: bool = False
    """Whether it was found in a private network."""


class FetchError(Exception):
    """An address that could not be read: says what happened and what to do."""

    def __init__(self, message: str, hint: str = "", status: int = 0, retry_after: float = 0) -> None:
        super().__init__(message)
        self.message, self.hint = message, hint
        self.status = status
        """What the server answered; 0 where it did not."""
        self.retry_after = retry_after
        """Seconds for which the server asks to be left alone."""


def fetch(
    url: str, *, agent: str, named: str = "", headers: Mapping[str, str] | None = None, timeout: float = TIMEOUT
) -> Answer:
    """Ask for `url` and follow where it leads. `named` is the address that the editor named, if any. Raises FetchError.

    The host of `named`, and no other, may be in a private network; where it is not, neither may its redirects be.
    """
    deadline = time.monotonic() + timeout
    sent = {"User-Agent": agent, "Accept": _ACCEPT, "Accept-Encoding": "gzip", "Connection": "close", **(headers or {})}
    here, moved, lasting = url, "", True
    for _ in range(MAX_REDIRECTS + 1):
        status, inside, got = _exchange(here, named, sent, deadline)
        if isinstance(got, Answer):
            return msgspec.structs.replace(got, moved=moved, inside=inside)
        named = named if inside else ""
        lasting = lasting and status in _LASTING
        here = got
        moved = here if lasting else moved
    raise FetchError(f"it redirects more than {MAX_REDIRECTS} times", "look at it in a browser")


def _exchange(url: str, named: str, headers: Mapping[str, str], deadline: float) -> tuple[int, bool, Answer | str]:
    """The status, whether it is from a private network, and the answer or the address that it redirects to."""
    target, private = _target(url, named)
    tls = ssl.create_default_context() if target.scheme == "https" else None
    port = target.port or (443 if tls else 80)
    assert target.hostname
    connection = Connection(target.hostname, port, tls=tls, deadline=deadline, private=private)
    path = quote(target.path or "/", safe="/-._~!$&'()*+,;=:@%")
    query = f"?{quote(target.query, safe='/-._~!$&()*+,;=:@%?')}" if target.query else ""
    try:
        connection.request("GET", path + query, headers=dict(headers))
        response = connection.getresponse()
        try:
            return response.status, connection.inside, _answer(url, response)
        finally:
            response.close()
    except FetchError:
        raise
    except PrivateAddressError as problem:
        hint = "name it yourself if you mean it: digest add ADDRESS, or a feed in digest.toml"
        raise FetchError(f"{problem}, and a feed or page may not lead there", hint) from None
    except ssl.SSLCertVerificationError as problem:
        raise FetchError(f"its certificate is not valid: {problem.verify_message}", "tell whoever runs it") from None
    except TimeoutError:
        raise FetchError("it takes too long to answer", "try again later") from None
    except (OSError, http.client.HTTPException, UnicodeError, ValueError) as problem:
        raise FetchError(f"it cannot be reached: {_reason(problem)}", "see whether the address is right") from None
    finally:
        connection.close()


def _target(url: str, named: str) -> tuple[SplitResult, bool]:
    """The parts of an address, and whether it may be in a private network. Raises FetchError."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise FetchError(f'"{url}" is no web address') from None
    if parts.scheme.lower() not in ("http", "https") or not parts.hostname:
        raise FetchError(f'"{url}" is no web address', "addresses begin with https:// or http://")
    if parts.username or parts.password:
        raise FetchError("it holds a name and password", "digest does not log in")
    trusted = bool(named) and _same_host(parts.hostname, port, named)
    if not trusted and port and port < _UNUSUAL and port not in (80, 443):
        raise FetchError(f"port {port} belongs to another service than the web's")
    return parts, trusted


def _same_host(hostname: str, port: int | None, named: str) -> bool:
    """The same host on the same port; the two usual ports are one, so that http may lead to https."""
    other = urlsplit(named)
    ports = {(port or 80), (other.port or 80)}
    return hostname == other.hostname and (len(ports) == 1 or ports <= {80, 443})


def _answer(url: str, response: http.client.HTTPResponse) -> Answer | str:
    header = response.headers
    if response.status in REDIRECTS:
        location = header.get("Location", "").strip()
        if not location:
            raise FetchError(f"it answers {response.status} and does not say where to go")
        return _joined(url, location)
    if response.status == http.HTTPStatus.NOT_MODIFIED:
        return Answer(url=url, changed=False)
    if response.status != http.HTTPStatus.OK:
        raise _refused(response)
    return Answer(
        url=url,
        content=_content(response),
        content_type=header.get("Content-Type", ""),
        etag=header.get("ETag", ""),
        last_modified=header.get("Last-Modified", ""),
    )


def _joined(url: str, location: str) -> str:
    try:
        return urljoin(url, location)
    except ValueError:
        raise FetchError(f'it redirects to "{location}", which is no web address') from None


def _refused(response: http.client.HTTPResponse) -> FetchError:
    waiting = response.headers.get("Retry-After", "").strip()
    said = f"it answers {response.status} {response.reason}".rstrip()
    hint = _HINTS.get(response.status, "")
    return FetchError(said, hint, response.status, float(waiting) if waiting.isdecimal() else 0)


_HINTS = {
    401: "digest does not log in",
    403: "open it in a browser and save the page",
    404: "see whether the address is right",
    410: "it will not come back",
    429: "it is asked too often, try again later",
    503: "try again later",
}


def _content(response: http.client.HTTPResponse) -> bytes:
    """The body, unpacked if it was sent packed."""
    parts, size = [], 0
    while part := response.read(_STEP):
        parts.append(part)
        size += len(part)
        if size > MAX_SIZE:
            raise _too_large()
    if response.length:
        raise FetchError("its answer breaks off", "try again later")
    packed = response.headers.get("Content-Encoding", "").strip().lower()
    if packed in ("", "identity"):
        return b"".join(parts)
    if packed not in ("gzip", "x-gzip", "deflate"):
        raise FetchError(f'its answer is packed as "{packed}", which was not asked for')
    try:
        return unpack(b"".join(parts), MAX_SIZE)
    except TooLargeError:
        raise _too_large() from None
    except zlib.error:
        raise FetchError("its answer is damaged", "try again later") from None


def _too_large() -> FetchError:
    return FetchError(f"it is larger than {MAX_SIZE >> 20} MB", "save it yourself, and add the file")


def _reason(problem: Exception) -> str:
    """The system's words without its numbers."""
    said = getattr(problem, "strerror", None) or str(problem) or type(problem).__name__
    return str(said)[:200]
