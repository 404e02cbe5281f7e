"""The client's way into a page, past the page's own Content-Security-Policy.

Both are done to what is served and never to what is built: one script element is put in front of the page's
first, and the page's policy is widened by the one folder from which the client comes.
"""

from __future__ import annotations

import html
import re

CLIENT = "/__digest/"
"""The folder of the client and of what it asks for. No page of a site is served from there."""

_SCRIPT = re.compile(rb"<script\b|</head\s*>|<body\b", re.IGNORECASE)
_META = re.compile(rb"<meta\b[^>]*http-equiv\s*=\s*[\"']?content-security-policy[^>]*>", re.IGNORECASE)
_CONTENT = re.compile(rb"(content\s*=\s*)(\"[^\"]*\"|'[^']*')", re.IGNORECASE)
_NEEDED = ("script-src", "style-src", "connect-src")
_NARROWER = ("script-src-elem", "style-src-elem")


def inject(page: bytes, note: str, origin: str) -> bytes:
    """A page with the client in it. `note` is told to the client; `origin` is where the browser finds us."""
    page = _META.sub(lambda found: _widened(found[0], origin), page)
    tag = f'<script type="module" src="{CLIENT}client.js" data-digest="{html.escape(note)}"></script>\n'.encode()
    place = _SCRIPT.search(page)
    at = place.start() if place else len(page)
    return page[:at] + tag + page[at:]


def _widened(meta: bytes, origin: str) -> bytes:
    return _CONTENT.sub(lambda found: found[1] + _quoted(found[2], origin), meta, count=1)


def _quoted(value: bytes, origin: str) -> bytes:
    policy = widened(html.unescape(value[1:-1].decode(errors="replace")), origin + CLIENT)
    return b'"' + html.escape(policy, quote=False).replace('"', "&quot;").encode() + b'"'


def widened(policy: str, source: str) -> str:
    """A policy that also lets scripts, styles and connections of `source` through, and nothing else."""
    directives: dict[str, list[str]] = {}
    for name, *sources in (part.split() for part in policy.split(";") if part.strip()):
        directives.setdefault(name.lower(), sources)
    for name in (*_NEEDED, *_NARROWER):
        allowed = directives.get(name, None if name in _NARROWER else directives.get("default-src"))
        if allowed is not None:
            directives[name] = [*(one for one in allowed if one.lower() != "'none'"), source]
    return "; ".join(" ".join([name, *sources]) for name, sources in directives.items())
