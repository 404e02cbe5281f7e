"""Short names: the slug of an article, or a unique beginning of it, as commands show and take it.

Of articles with one slug, each is named by its address without the slash at its end: `2026/11/24/floods`.
"""

from __future__ import annotations

import difflib
import re
from bisect import bisect_left
from collections.abc import Iterable
from typing import NamedTuple

from digest.archive.addresses import article_address
from digest.listing.catalogue import Catalogue
from digest.reading.article import default_slug

SHORTEST = 12
"""Characters. A shorter beginning is seldom unique for long, as articles are added."""
_ADDRESS = re.compile(r"(?:^|/)(\d{4}/\d{2}/\d{2}/[^/]+)/?$")
"""Example: the end of `https://example.org/news/2026/11/24/floods/`."""


class NamedArticle(NamedTuple):
    """An article's file, and what names it."""

    slug: str
    address: str
    """`2026/11/24/floods`; the path of the file where it cannot be read."""
    path: str


class ShortNames:
    """The short names of all articles of a site, those that cannot be read among them."""

    def __init__(self, articles: Iterable[NamedArticle]) -> None:
        self._by_slug = sorted(articles)
        self._by_address = sorted(self._by_slug, key=lambda article: article.address)
        self._slugs = [article.slug for article in self._by_slug]
        self._addresses = [article.address for article in self._by_address]
        self._numbers = {article.path: number for number, article in enumerate(self._by_slug)}

    @classmethod
    def of(cls, catalogue: Catalogue) -> ShortNames:
        """The short names of a catalogue's articles."""
        read = [
            NamedArticle(article.slug, article_address(article).rstrip("/"), article.path)
            for article in catalogue.articles
        ]
        return cls([*read, *(NamedArticle(default_slug(path), path, path) for path in catalogue.unread)])

    def paths(self, name: str) -> list[str]:
        """The paths of the articles that a name may mean, in the order of their slugs.

        A slug or address itself outranks those that it begins.
        """
        match = _ADDRESS.search(name)
        if match or "/" in name:
            return _beginning(self._by_address, self._addresses, match[1] if match else name.strip("/"))
        return _beginning(self._by_slug, self._slugs, name)

    def short(self, path: str) -> str:
        """The short name of an article: the fewest whole words that no other slug begins with.

        The whole slug where that would leave out no more than one word.
        """
        number = self._numbers[path]
        article = self._by_slug[number]
        near = [self._slugs[other] for other in (number - 1, number + 1) if 0 <= other < len(self._slugs)]
        if article.slug in near:
            return article.address
        shared = max((_shared(article.slug, slug) for slug in near), default=0)
        end = article.slug.find("-", max(shared + 1, SHORTEST))
        return article.slug if end < 0 or "-" not in article.slug[end + 1 :] else article.slug[:end]

    def like(self, name: str) -> list[str]:
        """Short names of articles that a name without an article may mean: their slugs have all of its words.

        Where there is none: those that begin with its first six letters or, misspelt, nearly as it does.
        """
        words = re.findall(r"[^\W_]+", name.casefold())
        alike = [article.path for article in self._by_slug if words and all(word in article.slug for word in words)]
        alike = alike or _beginning(self._by_slug, self._slugs, name[: SHORTEST // 2])
        if not alike:
            near = {slug[: len(name)]: slug for slug in self._slugs if slug[:1] == name[:1]}
            matches = difflib.get_close_matches(name, near, n=3)
            alike = [path for match in matches for path in self.paths(near[match])]
        return [self.short(path) for path in alike]


def _beginning(articles: list[NamedArticle], keys: list[str], name: str) -> list[str]:
    """The paths of the articles that have a name as their key; if none has, of those with keys that begin with it."""
    start = bisect_left(keys, name)
    end = bisect_left(keys, f"{name}\U0010ffff")
    if not name or start == end:
        return []
    exact = [article.path for article, key in zip(articles[start:end], keys[start:end], strict=True) if key == name]
    return exact or [article.path for article in articles[start:end]]


def _shared(first: str, other: str) -> int:
    """How many characters two texts have in common at their beginning."""
    return next(
        (at for at, (mine, theirs) in enumerate(zip(first, other, strict=False)) if mine != theirs),
        min(len(first), len(other)),
    )
