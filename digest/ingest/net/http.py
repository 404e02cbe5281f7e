"""One HTTP request with bounds: few redirects, TLS checked, bytes and time limited.

An address that an editor named may be anywhere. An address from a feed, a list or a page may not lead into a private
network, neither directly nor by a redirect: its author may not be able to see that network, while the machine that
runs digest can. Only what was itself found in a private network may lead on in it, on its own host.
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
_PERMANENT = (301, 308)
MAX_REDIRECTS = 5
MAX_RESPONSE_SIZE = 64 << 20
"""Bytes of a response, as sent and as decompressed."""
TIMEOUT = 30.0
"""Seconds for the request, its redirects and the response together."""
_STEP = 1 << 16
_FIRST_FREE_PORT = 1024
"""Ports below this one, other than 80 and 443, belong to other services than the web's."""
_ACCEPT = (
    "text/html, application/xhtml+xml, application/atom+xml, application/rss+xml, application/feed+json, */*;q=0.5"
)


class Response(msgspec.Struct, frozen=True, kw_only=True):
    """The response of an address."""

    url: str
    """The address after all redirects."""
    content: bytes = b""
    content_type: str = ""
    etag: str = ""
    last_modified: str = ""
    changed: bool = True
    """False if the server says that nothing has changed (304)."""
    moved: str = ""
    """The new address, if the first one has moved permanently."""
    is_private: bool = False
    """Whether it came from a private network."""


class FetchError(Exception):
    """An address that could not be fetched: what happened, and what to do."""

    def __init__(self, message: str, hint: str = "", status: int = 0, retry_after: float = 0) -> None:
        super().__init__(message)
        self.message, self.hint = message, hint
        self.status = status
        """The status of the response; 0 if there was none."""
        self.retry_after = retry_after
        """The server asks for no request in these seconds."""


def fetch(
    url: str, *, agent: str, trusted_url: str = "", headers: Mapping[str, str] | None = None, timeout: float = TIMEOUT
) -> Response:
    """Request `url` and follow its redirects. Raises FetchError.

    `trusted_url` is the address that the editor named, if any. Its host, and no other, may be in a private network;
    if it is not, none of its redirects may lead into one.
    """
    deadline = time.monotonic() + timeout
    usual_headers = {"User-Agent": agent, "Accept": _ACCEPT, "Accept-Encoding": "gzip", "Connection": "close"}
    request_headers = {**usual_headers, **(headers or {})}
    address, moved, permanent = url, "", True
    for _ in range(MAX_REDIRECTS + 1):
        status, is_private, response = _exchange(address, trusted_url, request_headers, deadline)
        if isinstance(response, Response):
            return msgspec.structs.replace(response, moved=moved, is_private=is_private)
        trusted_url = trusted_url if is_private else ""
        permanent = permanent and status in _PERMANENT
        address = response
        moved = address if permanent else moved
    raise FetchError(f"it redirects more than {MAX_REDIRECTS} times", "look at it in a browser")


def _exchange(
    url: str, trusted_url: str, headers: Mapping[str, str], deadline: float
) -> tuple[int, bool, Response | str]:
    """The status, whether it came from a private network, and the response or the address that it redirects to."""
    target, private = _target(url, trusted_url)
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
            return response.status, connection.is_private, _response(url, response, deadline)
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


def _target(url: str, trusted_url: str) -> tuple[SplitResult, bool]:
    """The parts of an address, and whether it may be in a private network. Raises FetchError."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise FetchError(f'"{url}" is not a web address') from None
    if parts.scheme.lower() not in ("http", "https") or not parts.hostname:
        raise FetchError(f'"{url}" is not a web address', "addresses begin with https:// or http://")
    if parts.username or parts.password:
        raise FetchError("it holds a name and password", "digest does not log in")
    trusted = bool(trusted_url) and _same_host(parts.hostname, port, trusted_url)
    if not trusted and port and port < _FIRST_FREE_PORT and port not in (80, 443):
        raise FetchError(f"port {port} belongs to another service than the web's")
    return parts, trusted


def _same_host(hostname: str, port: int | None, trusted_url: str) -> bool:
    """Whether it is the same host and port. 80 and 443 count as the same, so that http may redirect to https."""
    other = urlsplit(trusted_url)
    ports = {(port or 80), (other.port or 80)}
    return hostname == other.hostname and (len(ports) == 1 or ports <= {80, 443})


def _response(url: str, response: http.client.HTTPResponse, deadline: float) -> Response | str:
    headers = response.headers
    if response.status in REDIRECTS:
        location = headers.get("Location", "").strip()
        if not location:
            raise FetchError(f"it answers {response.status} and does not say where to go")
        return _joined(url, location)
    if response.status == http.HTTPStatus.NOT_MODIFIED:
        return Response(url=url, changed=False)
    if response.status != http.HTTPStatus.OK:
        raise _refused(response)
    return Response(
        url=url,
        content=_content(response, deadline),
        content_type=headers.get("Content-Type", ""),
        etag=headers.get("ETag", ""),
        last_modified=headers.get("Last-Modified", ""),
    )


def _joined(url: str, location: str) -> str:
    try:
        return urljoin(url, location)
    except ValueError:
        raise FetchError(f'it redirects to "{location}", which is not a web address') from None


def _refused(response: http.client.HTTPResponse) -> FetchError:
    retry_after = response.headers.get("Retry-After", "").strip()
    message = f"it answers {response.status} {response.reason}".rstrip()
    hint = _HINTS.get(response.status, "")
    return FetchError(message, hint, response.status, float(retry_after) if retry_after.isdecimal() else 0)


_HINTS = {
    401: "digest does not log in",
    403: "open it in a browser and save the page",
    404: "see whether the address is right",
    410: "it will not come back",
    429: "it is asked too often, try again later",
    503: "try again later",
}


def _content(response: http.client.HTTPResponse, deadline: float) -> bytes:
    """The body of a response, decompressed."""
    parts, size = [], 0
    while part := response.read(_STEP):
        parts.append(part)
        size += len(part)
        if size > MAX_RESPONSE_SIZE:
            raise _too_large()
    if response.length:
        raise FetchError("its answer breaks off", "try again later")
    encoding = response.headers.get("Content-Encoding", "").strip().lower()
    if encoding in ("", "identity"):
        return b"".join(parts)
    if encoding not in ("gzip", "x-gzip", "deflate"):
        raise FetchError(f'its answer is packed as "{encoding}", which was not asked for')
    try:
        return unpack(b"".join(parts), MAX_RESPONSE_SIZE, deadline)
    except TimeoutError:
        raise FetchError("it takes too long to unpack", "save it yourself, and add the file") from None
    except TooLargeError:
        raise _too_large() from None
    except zlib.error:
        raise FetchError("its answer is damaged", "try again later") from None


def _too_large() -> FetchError:
    return FetchError(f"it is larger than {MAX_RESPONSE_SIZE >> 20} MB", "save it yourself, and add the file")


def _reason(problem: Exception) -> str:
    """The message of the operating system without its number: `Connection refused`."""
    reason = getattr(problem, "strerror", None) or str(problem) or type(problem).__name__
    return str(reason)[:200]
