"""Addresses of links, as Markdown may hold them."""

from __future__ import annotations

import re
from urllib.parse import quote, urljoin

from digest.urls import scheme


def safe_address(href: str, base: str) -> str:
    """An absolute address, escaped for Markdown; empty if it leads neither to the web nor to a mailbox."""
    if _ORDINARY.fullmatch(href):
        return href
    try:
        address = urljoin(base, href.strip())
    except ValueError:
        return ""
    compact = re.sub(r"[\x00-\x20]", "", address)
    is_safe = scheme(compact) in ("http", "https", "mailto")
    return quote(compact, safe="/-._~!$'*+,;=:@?#&%").replace("&", "&amp;") if is_safe else ""


_ORDINARY = re.compile(r"https?://[\w-]+(?:\.[\w-]+)+/[\w/.%-]*", re.ASCII)
"""Most addresses: `safe_address` would return them unchanged."""
