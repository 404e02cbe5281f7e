"""Addresses of links, as Markdown may hold them."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import quote, urljoin

from digest.urls import scheme


def safe_address(href: str, base: str) -> str:
    """An absolute address, escaped for Markdown; empty if it leads neither to the web nor to a mailbox."""
    if _ORDINARY.fullmatch(href):
        return href
    if _ROOTED.fullmatch(href) and (origin := _origin(base)):
        return f"{origin}{href}"
    try:
        address = urljoin(base, href.strip())
    except ValueError:
        return ""
    compact = re.sub(r"[\x00-\x20]", "", address)
    is_safe = scheme(compact) in ("http", "https", "mailto")
    return quote(compact, safe="/-._~!$'*+,;=:@?#&%").replace("&", "&amp;") if is_safe else ""


_ORDINARY = re.compile(r"https?://[\w-]+(?:\.[\w-]+)+/[\w/.%-]*", re.ASCII)
"""Most addresses: `safe_address` would return them unchanged."""
_ROOTED = re.compile(r"/(?![/.])(?:(?!/\.)[\w/.%-])*", re.ASCII)
"""Most others: `/2024/07/cables.html`."""


@lru_cache(maxsize=64)
def _origin(base: str) -> str:
    """The scheme and host of an ordinary address; empty for any other."""
    parts = base.split("/", 3)
    return "/".join(parts[:3]) if len(parts) > 2 and _ORDINARY.fullmatch(f"{'/'.join(parts[:3])}/") else ""
