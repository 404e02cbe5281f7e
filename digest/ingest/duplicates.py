"""Which articles are here already: by address, and by the words of their text."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from pathlib import Path
from urllib.parse import parse_qsl, urlencode, urlsplit

import yaml

from digest.model.source import SourceFile
from digest.reading import frontmatter
from digest.reading.article import FOLDER
from digest.reading.scan import read_source, scan
from digest.reading.text import decode

_TRACKING = re.compile(r"utm_\w+|fbclid|gclid|dclid|msclkid|mc_[ce]id|igshid|yclid|_ga|cmpid|ocid|smid|ito|ref_src")
SHORT = 200
"""Letters and figures. Below these many a text alone says too little, and its title counts too."""


class Known:
    """The articles of a site, growing as a run adds to it."""

    def __init__(self) -> None:
        self._by_url: dict[str, str] = {}
        self._by_text: dict[bytes, str] = {}

    def find(self, url: str, title: str, body: str) -> str | None:
        """The path of an article with that address, or else with that text."""
        by_url = self._by_url.get(normal_url(url)) if url else None
        return by_url or self._by_text.get(text_digest(title, body))

    def add(self, path: str, url: str, title: str, body: str) -> None:
        """Remember an article; the first of two equal ones stays the one that is named."""
        if url:
            self._by_url.setdefault(normal_url(url), path)
        self._by_text.setdefault(text_digest(title, body), path)


def known_in(root: Path) -> Known:
    """What the site at `root` holds. A file that cannot be read is left to `digest build` to complain of."""
    known = Known()
    for path in scan(root, FOLDER.rstrip("/")):
        source, _ = read_source(root, path) if path.endswith(".md") else (None, [])
        if source:
            _remember(known, source)
    return known


def normal_url(url: str) -> str:
    """An address without what does not tell one article from another: scheme, `www.`, tracking, fragment."""
    try:
        parts = urlsplit(url.strip())
        host = (parts.hostname or "").removeprefix("www.")
        port = f":{parts.port}" if parts.port not in (None, 80, 443) else ""
    except ValueError:
        return url.strip()
    query = [pair for pair in parse_qsl(parts.query, keep_blank_values=True) if not _TRACKING.fullmatch(pair[0])]
    return f"{host}{port}{parts.path.rstrip('/')}?{urlencode(sorted(query))}"


def text_digest(title: str, body: str) -> bytes:
    """The same for texts that differ only in white space, case, punctuation or Markdown's escapes."""
    words = _folded(body)
    if len(words) < SHORT:
        words = f"{_folded(title)}\n{words}"
    return hashlib.blake2b(words.encode(), digest_size=16).digest()


_NOT_A_WORD = re.compile(r"[\W_]+")


def _folded(text: str) -> str:
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text)
    return _NOT_A_WORD.sub("", text).casefold()


def _remember(known: Known, source: SourceFile) -> None:
    text, _ = decode(source)
    matter, _ = frontmatter.parse(source.path, text)
    if matter is None:
        return
    values = {entry.key: entry.value for entry in matter.entries}
    known.add(source.path, _text(values.get("url")), _text(values.get("title")), matter.body)


def _text(node: yaml.Node | None) -> str:
    return node.value if isinstance(node, yaml.ScalarNode) else ""
