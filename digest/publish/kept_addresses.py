"""Addresses that readers may have kept: none of them may die unexplained.

Pages that are made from others (days, dossiers, lists) come and go with what they list. What an editor
published at an address of its own does not: an article, a page, and the redirects from their old addresses.
Which they are is seen from their paths, so that any published tree can be asked.
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
"""The share of an article's words that must stand on the old page for it to be the same article."""


class Offer(msgspec.Struct, frozen=True):
    """An article that seems to be what stood at an address before."""

    address: str
    path: str
    """Of the article's file."""

    @property
    def alias(self) -> str:
        """As front matter has it."""
        return f"/{self.address}"


def kept(paths: Iterable[str]) -> list[str]:
    """The addresses, among the paths of a tree, that an editor gave out."""
    pages = (path for path in paths if path.endswith(".html") and not _MADE.fullmatch(path))
    return sorted(path.removesuffix("index.html") if path.endswith("/index.html") else path for path in pages)


def moved_to(address: str, words: frozenset[str], candidates: Sequence[Entry]) -> Offer | None:
    """The one of several new articles that holds the words of the page that stood at an address.

    An article of the same slug may have been edited more than another.
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
