"""Addresses behind redirects: what a click counter, a mail guard or a search engine leads to."""

from __future__ import annotations

import base64
import re
from urllib.parse import parse_qsl, unquote, urlsplit

from digest.urls import is_web_address

_TARGET_KEYS = frozenset(
    "url u target targeturl redirect redirect_url redirecturl redirect_to dest destination goto out uddg".split()
)
"""Parameters in which a redirect keeps the address that it leads to: `?url=https%3A%2F%2F…`."""
_SHORT_TARGET_KEYS = frozenset("q link to r l z a".split())
"""Those that mean so only on a page that redirects."""
_REDIRECT = re.compile(
    r"/(?:url|redirect|redir|r|l|l\.php|out|click|away(?:\.php)?|link|goto|go|exit|track|c|linkfilter)/*$",
    re.IGNORECASE,
)
"""`google.com/url`, `l.facebook.com/l.php`, `vk.com/away.php`."""
_IN_PATH = re.compile(
    r"https?://(?:www\.)?google\.[a-z.]+/amp/(?P<google>s/)?(?P<google_rest>[^/]+\.[^/]+/.+)"
    r"|https?://[\w-]+\.cdn\.ampproject\.org/[acv]/(?P<cdn>s/)?(?P<cdn_rest>[^/]+\.[^/]+/.+)"
)
"""`https://www.google.com/amp/s/harbour.example/a`."""
_ESCAPED = re.compile(
    r"https?://r\.search\.yahoo\.com/.*?/RU=(?P<yahoo>https?%3a%2f%2f[^/]+)/.*"
    r"|https?://secure-web\.cisco\.com/[^/]+/(?P<cisco>https?%3a%2f%2f.+)"
    r"|https?://(?:href\.li|anonym\.to|nullrefer\.com)/\?(?P<plain>https?://.+)",
    re.IGNORECASE,
)
"""`https://r.search.yahoo.com/_ylt=A/RU=https%3a%2f%2fharbour.example%2fa/RK=2/RS=b`, `https://href.li/?https://…`."""
_DEFENDED = re.compile(r"https?://urldefense\.(?:com|us)/v3/__(?P<target>https?:/.+?)__;(?P<letters>[^!]*)!.*")
"""`https://urldefense.com/v3/__https://harbour.example/a*b__;Iw!!c$`: each `*` is a letter of the encoded `Iw`."""
_ENCODED = re.compile(
    r"[/=](?:a1)?(?P<web>aHR0c[\w+-]+={0,2})(?=$|[&?#])|/redirect/2/(?P<object>eyJ[\w+-]+={0,2})(?=$|[.?&#])"
)
"""An address, or an object with one, in Base64: `bing.com/ck/a?u=a1aHR0cHM6…`, `substack.com/redirect/2/eyJlIjoi…`."""
_OBJECT = re.compile(r'"e"\s*:\s*"(https?://[^"]+)"')
_MAX_WRAPPERS = 4


def unwrapped(url: str) -> str:
    """The address to which a redirect leads, if it holds it itself; else the address."""
    for _ in range(_MAX_WRAPPERS):
        inner = next(filter(is_web_address, (read(url) for read in (_in_path, _in_base64, _in_query))), "")
        if not inner:
            break
        url = inner
    return url


def _in_path(url: str) -> str:
    if in_path := _IN_PATH.fullmatch(url):
        scheme = "https" if in_path["google"] or in_path["cdn"] else "http"
        return f"{scheme}://{in_path['google_rest'] or in_path['cdn_rest']}"
    if escaped := _ESCAPED.fullmatch(url):
        return escaped["plain"] or unquote(escaped["yahoo"] or escaped["cisco"])
    if defended := _DEFENDED.fullmatch(url):
        letters = iter(_from_base64(defended["letters"]))
        return re.sub(r"\*", lambda star: next(letters, star[0]), defended["target"])
    return ""


def _in_base64(url: str) -> str:
    encoded = _ENCODED.search(url)
    if not encoded:
        return ""
    if encoded["web"]:
        return _from_base64(encoded["web"])
    inner = _OBJECT.search(_from_base64(encoded["object"]))
    return inner[1] if inner else ""


def _from_base64(text: str) -> str:
    """The text that Base64 stands for, with `-` and `_` or without, padded or not; empty if it is none."""
    try:
        return base64.urlsafe_b64decode(text.rstrip("=") + "=" * (-len(text.rstrip("=")) % 4)).decode()
    except ValueError:
        return ""


def _in_query(url: str) -> str:
    try:
        parts = urlsplit(url)
        pairs = parse_qsl(parts.query)
    except ValueError:
        return ""
    if (parts.hostname or "").startswith("urldefense.") and parts.path.startswith("/v2/"):
        pairs = [(key, unquote(value.replace("-", "%").replace("_", "/"))) for key, value in pairs]
    keys = _TARGET_KEYS | (_SHORT_TARGET_KEYS if _REDIRECT.search(parts.path) else frozenset())
    return next((value for key, value in pairs if key.lower() in keys and is_web_address(value)), "")
