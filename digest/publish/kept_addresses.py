"""Addresses that readers may have bookmarked: a publish removes none of them without the editor's consent.

Generated pages (days, dossiers, lists) come and go with the articles that they list. Articles, pages and the redirects
from their old addresses stay. Paths alone tell the two kinds apart, so that this works on any published tree.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from html.parser import HTMLParser

import msgspec

from digest.archive.entry import Entry
from digest.model.editorial import FAMILIES

_PERIOD = r"\d{4}/(?:w\d{2}/|\d{2}/(?:\d{2}/)?)?"
_LISTS = "|".join([*FAMILIES, "archive", "charts", "corrections", "data", "search", "sitemap"])
_MADE = re.compile(rf"(?:{_PERIOD}|(?:{_LISTS})/(?:.*/)?)?index\.html|404\.html")
_ALIKE, _ALIKE_IN_NAME_TOO = 0.8, 0.5
"""The share of an article's words that the old page must have to be the same article; the lower one for equal slugs."""


class Offer(msgspec.Struct, frozen=True):
    """An article that seems to be the former article of an address."""

    address: str
    path: str
    """The article's file."""

    @property
    def alias(self) -> str:
        """The alias for the article's front matter."""
        return f"/{self.address}"


def kept(paths: Iterable[str]) -> list[str]:
    """The addresses, among the paths of a tree, that an editor gave out."""
    pages = (path for path in paths if path.endswith(".html") and not _MADE.fullmatch(path))
    return sorted(path.removesuffix("index.html") if path.endswith("/index.html") else path for path in pages)


def moved_to(address: str, words: frozenset[str], candidates: Sequence[Entry]) -> Offer | None:
    """The new article with most of the words of an address's former page; None if no article has enough.

    An article with the same slug needs fewer: it is likely the same article, edited.
    """
    alike = []
    for entry in candidates:
        share = _share(entry, words)
        if share >= (_ALIKE_IN_NAME_TOO if entry.slug == _slug(address) else _ALIKE):
            alike.append((share, entry.article.path))
    return Offer(address, max(alike)[1]) if alike else None


def words_of(page: bytes) -> frozenset[str]:
    """The words that a page shows."""
    reader = _Words()
    reader.feed(page.decode(errors="replace"))
    reader.close()
    return words_in(" ".join(reader.texts))


def _share(entry: Entry, words: frozenset[str]) -> float:
    own = words_in(f"{entry.card.title} {entry.card.summary}") | words_of(entry.body().html.encode())
    return len(own & words) / len(own) if own else 0.0


def words_in(text: str) -> frozenset[str]:
    """The words of a text, in lower case."""
    return frozenset(re.findall(r"\w+", text.casefold()))


def _slug(address: str) -> str:
    return address.rstrip("/").rpartition("/")[2]


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.texts: list[str] = []

    def handle_data(self, data: str) -> None:
        self.texts.append(data)
