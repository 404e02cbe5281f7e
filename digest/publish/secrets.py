"""Content that no published file may have: keys, tokens, and links to a preview on the editor's own machine."""

from __future__ import annotations

import re
from collections.abc import Iterator

_NAMES = re.compile(
    r"\.env(?:\.(?!example$|sample$).*)?|.+\.env|id_(?:rsa|dsa|ecdsa|ed25519)|\.?netrc|\.npmrc|\.pypirc|\.htpasswd"
    r"|\.git-credentials|\.pgpass|.*\.(?:p12|pfx|jks|kdbx|keystore)",
    re.IGNORECASE,
)
"""Names of files that hold secrets."""

_PRIVATE_KEY = re.compile(
    rb"-----BEGIN [A-Z ]*PRIVATE KEY(?: BLOCK)?-----(?:\s|\\n)+(?:[\w-]+: [^\n]*\s+)*[A-Za-z0-9+/=]{40}"
)
"""A private key with some of its content: an article may quote the line `-----BEGIN PRIVATE KEY-----` alone."""

_MARKS: tuple[tuple[str, bytes, re.Pattern[bytes]], ...] = (
    ("a private key", b"PRIVATE KEY", _PRIVATE_KEY),
    ("a private key", b"PuTTY-User-Key-File", re.compile(rb"PuTTY-User-Key-File-\d: ")),
    ("a token of GitHub", b"gh", re.compile(rb"\bgh[pousr]_[A-Za-z0-9]{36}")),
    ("a token of GitHub", b"github_pat_", re.compile(rb"\bgithub_pat_[A-Za-z0-9_]{22}")),
    ("a token of GitLab", b"glpat-", re.compile(rb"\bglpat-[A-Za-z0-9_-]{20}")),
    ("a key of AWS", b"AKIA", re.compile(rb"\bAKIA[A-Z0-9]{16}\b")),
    ("a token of Slack", b"xox", re.compile(rb"\bxox[abeprs]-[A-Za-z0-9-]{20}")),
    ("a key of Google", b"AIza", re.compile(rb"\bAIza[A-Za-z0-9_-]{35}")),
    ("a key of Stripe", b"k_live_", re.compile(rb"\b[rs]k_live_[A-Za-z0-9]{24}")),
    ("a token of npm", b"npm_", re.compile(rb"\bnpm_[A-Za-z0-9]{36}")),
    ("a token of a Python index", b"pypi-AgE", re.compile(rb"\bpypi-AgE[A-Za-z0-9_-]{50}")),
    ("a key of Anthropic", b"sk-ant-", re.compile(rb"\bsk-ant-[A-Za-z0-9_-]{32}")),
    ("a key of OpenAI", b"sk-proj-", re.compile(rb"\bsk-proj-[A-Za-z0-9_-]{32}")),
    ("a key of SendGrid", b"SG.", re.compile(rb"\bSG\.[A-Za-z0-9_-]{22}\.[A-Za-z0-9_-]{43}")),
)
"""Each kind of secret: its name, bytes that it always contains (a quick test), and its pattern."""

_LOCAL = rb"https?://(?:localhost|127\.\d+\.\d+\.\d+|0\.0\.0\.0|\[::1\])(?=[:/\"'?#])"
_HOSTS = (b"//localhost", b"//127.", b"//0.0.0.0", b"//[::1]")
_PREVIEW = re.compile(rb"(?:\b(?:href|src|content|action|url|\w+_url|xmlUrl|htmlUrl)\"?\s*[=:]\s*[\"']|<loc>)" + _LOCAL)
"""An address that a reader's browser would follow: `href="http://localhost:8000/`. In plain text it may stay."""


def is_secret_name(path: str) -> bool:
    """Whether a file's name says that it holds secrets: `.env`, `prod.env`, `id_rsa`."""
    return bool(_NAMES.fullmatch(path.rpartition("/")[2]))


def secrets_in(content: bytes) -> Iterator[tuple[str, int]]:
    """Each secret in a file's bytes: its kind, and its line from 1."""
    for what, sign, form in _MARKS:
        if sign in content:
            for match in form.finditer(content):
                yield what, _line(content, match.start())


def previews_in(content: bytes) -> Iterator[int]:
    """The lines on which a link leads to the editor's own machine."""
    if any(host in content for host in _HOSTS):
        for match in _PREVIEW.finditer(content):
            yield _line(content, match.start())


def _line(content: bytes, offset: int) -> int:
    return content.count(b"\n", 0, offset) + 1
