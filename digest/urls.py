"""Addresses: the place of a page in the site, and how one page links to another.

An *address* is a path from the site's root without a leading slash: `2026/11/24/a-title/` is a folder with
an index.html, `feed.xml` a file, and the empty address is the front page. Links climb to the root of the
site and go down from there, so that the tree works wherever it is put.
"""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import quote, unquote, urlsplit

from digest.names import composed

_SAFE = "/-._~!$&'()*+,;=:@"
WEB_SCHEMES = frozenset(["http", "https", "mailto"])


def output_path(address: str) -> str:
    """The file, relative to the output folder, that answers for an address."""
    return address + "index.html" if not address or address.endswith("/") else address


def root_of(address: str) -> str:
    """The prefix that climbs from a page to the root of the site: `./`, `../`, `../../` …"""
    return "../" * address.count("/") or "./"


def link(root: str, address: str) -> str:
    """The reference from a page with the root prefix `root` to an address (which may have a `#fragment`)."""
    return root + _quoted(address)


@lru_cache(maxsize=1 << 16)
def _quoted(address: str) -> str:
    """An address with its fragment, percent-encoded. Cached, because a site links to the same addresses often."""
    path, mark, fragment = address.partition("#")
    return quote(path, safe=_SAFE) + mark + quote(fragment, safe=_SAFE)


def absolute(base_url: str, address: str) -> str:
    """The full URL of an address. `base_url` ends with a slash."""
    return link(base_url, address)


def address_of(path: str) -> str:
    """The address, in NFC, that a reader means by a path from the root, such as `/actors/nato` or `/feed.xml`."""
    address = composed(unquote(urlsplit(path).path).lstrip("/"))
    last = address.rsplit("/", 1)[-1]
    if last == "index.html":
        return address[: -len("index.html")]
    return address if not last or "." in last else address + "/"


def is_web(url: str) -> bool:
    """Whether a page may link to this reference: its scheme is http, https or mailto."""
    return scheme(url) in WEB_SCHEMES


def is_web_address(url: str) -> bool:
    """Whether it is a full web address, such as `https://example.org/page`."""
    return scheme(url) in ("http", "https") and bool(_WHOLE.fullmatch(url))


_WHOLE = re.compile(r"\w+://[^\s/?#\x00-\x1f\x7f-\x9f][^\s\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]*")


def scheme(url: str) -> str:
    """The scheme of a reference in lower case, or the empty string."""
    try:
        return urlsplit(url).scheme.lower()
    except ValueError:
        return ""


def hostname(url: str) -> str:
    """Whose address it is: its host in lower case, without port; empty where it has none. WHATWG's `url.hostname`."""
    try:
        return (urlsplit(url).hostname or "").lower()
    except ValueError:
        return ""


def host_and_port(url: str) -> str:
    """Which server answers for it: its host in lower case, and its port if it states one. WHATWG's `url.host`."""
    try:
        return urlsplit(url).netloc.rpartition("@")[2].lower()
    except ValueError:
        return ""
