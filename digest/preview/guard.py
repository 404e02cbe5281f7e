"""Which requests the preview refuses.

A preview runs on the editor's own machine, where any page open in the browser can reach it. The guard closes two
attacks: a foreign name that points to this machine (DNS rebinding), by a list of names that the preview answers to; and
a foreign page that loads the preview's pages, by the headers in which the browser states where a request comes from.
"""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Collection
from email.message import Message
from urllib.parse import urlsplit

import msgspec

from digest.urls import hostname


class HttpRequest(msgspec.Struct, frozen=True, kw_only=True):
    """A request of a browser, with the headers that the preview uses; empty where they were not sent."""

    method: str = "GET"
    target: str
    host: str = ""
    origin: str = ""
    site: str = ""
    """Sec-Fetch-Site: `same-origin`, `same-site`, `cross-site`, `none`."""
    mode: str = ""
    """Sec-Fetch-Mode: `navigate` where a person opened the page."""
    dest: str = ""
    """Sec-Fetch-Dest: `document` where the page fills a whole tab."""
    version: str = ""
    """If-None-Match."""
    near: bool = True
    """Whether it comes from this machine."""
    content_type: str = ""
    token: str = ""
    """X-Digest-Token."""
    body: bytes = b""


def refusal(request: HttpRequest, names: Collection[str], *, open_to_all: bool) -> str:
    """Why a request is refused; empty for one that is answered. `names` are allowed beside the machine's own names."""
    host = hostname(f"//{request.host}").rstrip(".")
    if not _is_ours(host, names, open_to_all):
        return f'This preview does not answer to the name "{host}". Allow it with: digest serve --allow-host {host}'
    if request.origin and urlsplit(request.origin).netloc != request.host:
        return "This preview does not answer to the pages of other sites."
    if request.site in ("", "same-origin", "none"):
        return ""
    if request.mode == "navigate" and request.dest == "document" and request.method in ("GET", "HEAD"):
        return ""
    return "This preview does not answer to the pages of other sites."


def malformed(target: str, headers: Message) -> str:
    """Why a request is malformed HTTP/1.1 (RFC 9112); empty for a well-formed one.

    It refuses whatever two parsers could read as two different requests: headers that are cut short, folded or given
    twice, a target with a host of its own, and a Host header that is more than a name with a port.
    """
    hosts = headers.get_all("Host", [])
    if len(hosts) != 1 or not _HOST.fullmatch(hosts[0].strip()):
        return "This request needs one Host: a name or a number, and perhaps a port."
    if not target.startswith("/"):
        return "This request does not name a path."
    if headers.defects or headers.get_payload() or any("\n" in value or "\r" in value for value in headers.values()):
        return "A header of this request cannot be read."
    if any(len(headers.get_all(name, [])) > 1 for name in ("Content-Length", "Transfer-Encoding", "Origin")):
        return "A header is given twice in this request."
    if "Content-Length" in headers and "Transfer-Encoding" in headers:
        return "This request states its length twice."
    return ""


_HOST = re.compile(r"(\[[0-9a-fA-F:.]+\]|[\w.-]+)(:\d{1,5})?", re.ASCII)
"""For example `localhost:8000`, `[::1]`."""


def _is_ours(host: str, names: Collection[str], open_to_all: bool) -> bool:
    """Whether the Host header is safe: an IP address, which nobody can rebind, or a known name."""
    if host == "localhost" or host.endswith(".localhost") or host in names:
        return True
    try:
        return ipaddress.ip_address(host).is_loopback or open_to_all
    except ValueError:
        return False
