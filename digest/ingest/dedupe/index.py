"""Which articles are here already: by address, by the words of their text, and by likeness."""

from __future__ import annotations

import enum
import hashlib
import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

import msgspec

from digest.editing.new_article import NewArticle
from digest.ingest.dedupe.article_urls import normal_url
from digest.ingest.dedupe.minhash import Shelf, Sketch, sketch_of

SHORT = 200
"""Letters and figures. Below these many a text alone says too little, and its title counts too."""
ALIKE = 0.8
"""The likeness from which one text is probably a version of the other."""


class How(enum.Enum):
    """How an article that is here already is the one at hand."""

    SAME = "same"
    """The same address and the same text; or the same text, and nothing says that another outlet carries it."""
    CHANGED = "changed"
    """The same address, and a text that has changed."""
    CARRIED = "carried"
    """The same text, from another outlet."""


class Twin(NamedTuple):
    """An article that is here already."""

    path: str
    how: How


class Mark(msgspec.Struct, frozen=True, array_like=True):
    """What is kept of an article that is here, to know it again."""

    path: str
    url: str
    """As addresses are compared; empty where it has none."""
    source: str
    text: bytes
    sketch: Sketch


class Known:
    """The articles of a site, growing as a run adds to it."""

    def __init__(self) -> None:
        self.marks: list[Mark] = []
        self.fresh: dict[str, NewArticle | None] = {}
        """What this run wrote under the name of its headline; None where it had to give the name up."""
        self._by_url: dict[str, int] = {}
        self._by_text: dict[bytes, int] = {}
        self._by_path: dict[str, int] = {}
        self._shelf = Shelf()

    def find(self, url: str, title: str, body: str, source: str = "") -> Twin | None:
        """The article that this one is: of the same address, or else of the same text."""
        text = text_digest(title, body)
        by_url = self._by_url.get(normal_url(url)) if url else None
        if by_url is not None:
            there = self.marks[by_url]
            return Twin(there.path, How.SAME if there.text == text else How.CHANGED)
        by_text = self._by_text.get(text)
        if by_text is None:
            return None
        there = self.marks[by_text]
        elsewhere = source and there.source and source.casefold() != there.source.casefold()
        return Twin(there.path, How.CARRIED if elsewhere else How.SAME)

    def alike(self, body: str) -> str:
        """The path of an article whose text is nearly this one; empty if there is none."""
        sketch = sketch_of(body)
        near = self._shelf.nearest(sketch, ALIKE) if sketch else None
        return self.marks[near].path if near is not None else ""

    def add(self, mark: Mark) -> None:
        """Remember an article; the first of two equal ones stays the one that is named."""
        number = len(self.marks)
        self.marks.append(mark)
        self._by_path[mark.path] = number
        if mark.url:
            self._by_url.setdefault(mark.url, number)
        self._by_text.setdefault(mark.text, number)
        if mark.sketch:
            self._shelf.add(number, mark.sketch)

    def moved(self, path: str, to: str) -> None:
        """An article's file has another name now."""
        number = self._by_path.pop(path)
        self._by_path[to] = number
        self.marks[number] = msgspec.structs.replace(self.marks[number], path=to)


def mark_of(path: str, title: str, body: str, url: str = "", source: str = "") -> Mark:
    """What there is to know an article by."""
    return Mark(path, normal_url(url) if url else "", source, text_digest(title, body), sketch_of(body))


@lru_cache(maxsize=2)  # an article's is asked for when it is tagged, kept and remembered
def text_digest(title: str, body: str) -> bytes:
    """The same for texts that differ only in white space, case, punctuation or Markdown's escapes."""
    words = _folded(body)
    if len(words) < SHORT:
        words = f"{_folded(title)}\n{words}"
    return hashlib.blake2b(words.encode(), digest_size=16).digest()


_NOT_A_WORD = re.compile(r"[\W_]+")
_NO_LETTERS = bytes(code for code in range(128) if _NOT_A_WORD.fullmatch(chr(code)))


def _folded(text: str) -> str:
    if text.isascii():  # the same as below, twenty times as fast
        return text.encode().translate(None, _NO_LETTERS).lower().decode()
    return _NOT_A_WORD.sub("", unicodedata.normalize("NFKC", text)).casefold()
