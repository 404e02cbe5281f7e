"""Which articles are here already: by address, and by the words of their text."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from pathlib import Path

import yaml

from digest.ingest.addresses import normal_url
from digest.model.source import SourceFile
from digest.reading import frontmatter
from digest.reading.article import FOLDER
from digest.reading.scan import read_source, scan
from digest.reading.text import decode

__all__ = ["Known", "known_in", "normal_url", "text_digest"]

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
