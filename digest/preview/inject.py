"""Adding the client to a page, and allowing it in the page's own Content-Security-Policy.

Only served pages change, never built ones: a script element goes before the page's first script, and the page's policy
also allows the one folder that the client is served from.
"""

from __future__ import annotations

import html
import re

CLIENT = "/__digest/"
"""The folder of the client and of its requests. No page of a site is served from there."""

_SCRIPT = re.compile(rb"<script\b|</head\s*>|<body\b", re.IGNORECASE)
_META = re.compile(rb"<meta\b[^>]*http-equiv\s*=\s*[\"']?content-security-policy[^>]*>", re.IGNORECASE)
_CONTENT = re.compile(rb"(content\s*=\s*)(\"[^\"]*\"|'[^']*')", re.IGNORECASE)
_NEEDED = ("script-src", "style-src", "connect-src")
_NARROWER = ("script-src-elem", "style-src-elem")


def inject(page: bytes, info: str, origin: str) -> bytes:
    """A page with the client in it. `info` is JSON for the client; `origin` is that of the server."""
    page = _META.sub(lambda meta: _widened(meta[0], origin), page)
    tag = f'<script type="module" src="{CLIENT}client.js" data-digest="{html.escape(info)}"></script>\n'.encode()
    place = _SCRIPT.search(page)
    at = place.start() if place else len(page)
    return page[:at] + tag + page[at:]


def _widened(meta: bytes, origin: str) -> bytes:
    return _CONTENT.sub(lambda content: content[1] + _quoted(content[2], origin), meta, count=1)


def _quoted(value: bytes, origin: str) -> bytes:
    policy = widened(html.unescape(value[1:-1].decode(errors="replace")), origin + CLIENT)
    return b'"' + html.escape(policy, quote=False).replace('"', "&quot;").encode() + b'"'


def widened(policy: str, source: str) -> str:
    """The policy, which now also allows scripts, styles and connections of `source`, and nothing else."""
    directives: dict[str, list[str]] = {}
    for name, *sources in (part.split() for part in policy.split(";") if part.strip()):
        directives.setdefault(name.lower(), sources)
    for name in (*_NEEDED, *_NARROWER):
        allowed = directives.get(name, None if name in _NARROWER else directives.get("default-src"))
        if allowed is not None:
            directives[name] = [*(origin for origin in allowed if origin.lower() != "'none'"), source]
    return "; ".join(" ".join([name, *sources]) for name, sources in directives.items())
