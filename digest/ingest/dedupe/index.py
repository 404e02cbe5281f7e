"""The index of the articles that a site has: by address, by the words of their text, and by similarity."""

from __future__ import annotations

import enum
import hashlib
import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

import msgspec

from digest.editing.new_article import NewArticle
from digest.ingest.dedupe import minhash
from digest.ingest.dedupe.article_urls import normal_url
from digest.ingest.dedupe.minhash import Sketch, sketch_of

SHORT = 200
"""Letters and digits. Many texts shorter than this are alike, so their title is compared too."""
MIN_SIMILARITY = 0.8
"""The similarity from which one text is probably a version of the other."""


class DuplicateKind(enum.Enum):
    """How an article that the site has relates to the new one."""

    SAME = "same"
    """The same address and the same text; or the same text, and nothing says that another outlet carries it."""
    CHANGED = "changed"
    """The same address, and a text that has changed."""
    CARRIED = "carried"
    """The same text, from another outlet."""


class Duplicate(NamedTuple):
    """The article of the site that a new article repeats."""

    path: str
    kind: DuplicateKind


class IndexedArticle(msgspec.Struct, frozen=True, array_like=True):
    """What the index keeps of an article, to recognise it."""

    path: str
    url: str
    """In normal form; empty if the article has none."""
    source: str
    text: bytes
    """See `text_digest`."""
    sketch: Sketch


class ArticleIndex:
    """The articles of a site. It grows as a run adds articles."""

    def __init__(self) -> None:
        self.articles: list[IndexedArticle] = []
        self.new_by_path: dict[str, NewArticle | None] = {}
        """What this run wrote under the name of a headline; None if the article had to give the name up."""
        self._by_url: dict[str, int] = {}
        self._by_text: dict[bytes, int] = {}
        self._by_path: dict[str, int] = {}
        self._by_sketch = minhash.Index()

    def find(
        self, url: str, title: str, body: str, source: str = "", *, attributed: bool = True
    ) -> Duplicate | None:
        """The article of the same address or else of the same text.

        `attributed` is whether the input itself states an outlet or an address. Where it states none, an editor's
        words on the source complete an article that has no address, and make no other outlet's copy of it.
        """
        text = text_digest(title, body)
        number = self._by_url.get(normal_url(url)) if url else None
        if number is not None:
            article = self.articles[number]
            return Duplicate(article.path, DuplicateKind.SAME if article.text == text else DuplicateKind.CHANGED)
        number = self._by_text.get(text)
        if number is None:
            return None
        article = self.articles[number]
        is_other = source and article.source and source.casefold() != article.source.casefold()
        is_carried = is_other and (attributed or article.url)
        return Duplicate(article.path, DuplicateKind.CARRIED if is_carried else DuplicateKind.SAME)

    def similar(self, body: str) -> str:
        """The path of an article whose text is nearly the same; empty if there is none."""
        sketch = sketch_of(body)
        number = self._by_sketch.nearest(sketch, MIN_SIMILARITY) if sketch else None
        return self.articles[number].path if number is not None else ""

    def add(self, article: IndexedArticle) -> None:
        """Add an article. Of two equal articles, `find` returns the one that was added first."""
        number = len(self.articles)
        self.articles.append(article)
        self._by_path[article.path] = number
        if article.url:
            self._by_url.setdefault(article.url, number)
        self._by_text.setdefault(article.text, number)
        if article.sketch:
            self._by_sketch.add(number, article.sketch)

    def rename(self, path: str, to: str) -> None:
        """Note that the file of an article was renamed."""
        number = self._by_path.pop(path)
        self._by_path[to] = number
        self.articles[number] = msgspec.structs.replace(self.articles[number], path=to)


def indexed(path: str, title: str, body: str, url: str = "", source: str = "") -> IndexedArticle:
    """What the index keeps of an article."""
    return IndexedArticle(path, normal_url(url) if url else "", source, text_digest(title, body), sketch_of(body))


@lru_cache(maxsize=2)  # computed when an article is looked up and again when it is added
def text_digest(title: str, body: str) -> bytes:
    """16 bytes, equal for texts that differ only in white space, case, punctuation or Markdown's escapes."""
    words = _folded(body)
    if len(words) < SHORT:
        words = f"{_folded(title)}\n{words}"
    return hashlib.blake2b(words.encode(), digest_size=16).digest()


_NOT_A_WORD = re.compile(r"[\W_]+")
_ASCII_NOT_A_WORD = bytes(code for code in range(128) if _NOT_A_WORD.fullmatch(chr(code)))


def _folded(text: str) -> str:
    if text.isascii():  # the same as below, twenty times as fast
        return text.encode().translate(None, _ASCII_NOT_A_WORD).lower().decode()
    return _NOT_A_WORD.sub("", unicodedata.normalize("NFKC", text)).casefold()
