"""Addresses behind redirects: what a click counter, a mail guard or a search engine leads to."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, unquote, urlsplit

from digest.urls import is_web_address

_TARGET_KEYS = frozenset(
    "url u target targeturl redirect redirect_url redirecturl redirect_to dest destination goto out".split()
)
"""Parameters in which a redirect keeps the address that it leads to: `?url=https%3A%2F%2F…`."""
_SHORT_TARGET_KEYS = frozenset("q link to r l".split())
"""Those that mean so only on a page that redirects."""
_REDIRECT = re.compile(r"/(?:url|redirect|redir|r|l|l\.php|out|click|away|link|goto|go|exit|track|c)/*$", re.IGNORECASE)
"""`google.com/url`, `l.facebook.com/l.php`."""
_IN_PATH = re.compile(
    r"https?://(?:www\.)?google\.[a-z.]+/amp/(?P<google>s/)?(?P<google_rest>[^/]+\.[^/]+/.+)"
    r"|https?://[\w-]+\.cdn\.ampproject\.org/[acv]/(?P<cdn>s/)?(?P<cdn_rest>[^/]+\.[^/]+/.+)"
    r"|https?://urldefense\.com/v3/__(?P<defended>https?:/.+?)__;.*"
)
"""`https://www.google.com/amp/s/harbour.example/a`, `https://urldefense.com/v3/__https://harbour.example/a__;!!b$`."""
_MAX_WRAPPERS = 4


def unwrapped(url: str) -> str:
    """The address to which a redirect leads, if it holds it itself; else the address."""
    for _ in range(_MAX_WRAPPERS):
        inner = _target(url)
        if not inner:
            break
        url = inner
    return url


def _target(url: str) -> str:
    if in_path := _IN_PATH.fullmatch(url):
        scheme = "https" if in_path["google"] or in_path["cdn"] else "http"
        return in_path["defended"] or f"{scheme}://{in_path['google_rest'] or in_path['cdn_rest']}"
    try:
        parts = urlsplit(url)
        pairs = parse_qsl(parts.query)
    except ValueError:
        return ""
    if (parts.hostname or "").startswith("urldefense."):
        pairs = [(key, unquote(value.replace("-", "%").replace("_", "/"))) for key, value in pairs]
    keys = _TARGET_KEYS | (_SHORT_TARGET_KEYS if _REDIRECT.search(parts.path) else frozenset())
    return next((value for key, value in pairs if key.lower() in keys and is_web_address(value)), "")
