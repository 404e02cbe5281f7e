"""For machines that look for pages: sitemap and robots.txt."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain

from digest.config import Config
from digest.fingerprint import digest_of
from digest.model.page import View
from digest.pages.page import Page, Parts

LARGEST = 50_000
"""The most addresses that one sitemap may hold (sitemaps.org)."""


class SitemapView(View, frozen=True, kw_only=True):
    """What the encoder `sitemap` sees."""

    base_url: str
    entries: tuple[tuple[str, str], ...]
    """Address and day or moment of the last change, or the empty text."""


class SitemapIndexView(View, frozen=True, kw_only=True):
    """What the encoder `sitemap-index` sees."""

    base_url: str
    addresses: tuple[str, ...]


class RobotsView(View, frozen=True, kw_only=True):
    """What the encoder `robots` sees."""

    sitemap: str
    """Its full URL, or empty."""


Listed = tuple[str, str]
"""The address of a page, and when its content last changed."""


class ListedPages(Parts, frozen=True, kw_only=True):
    """Pages of one branch that belong in the sitemap."""

    pages: tuple[Listed, ...]
    digest: bytes

    @classmethod
    def of(cls, pages: Iterable[Listed]) -> ListedPages:
        """These pages."""
        listed = tuple(pages)
        return cls(pages=listed, digest=digest_of(listed))

    def by_first(self) -> Mapping[str, ListedPages]:
        """The pages by the first part of their addresses where this is a number, as a year; else under "pages"."""
        groups: defaultdict[str, list[Listed]] = defaultdict(list)
        for page in self.pages:
            first = page[0].partition("/")[0]
            groups[first if first.isdigit() else "pages"].append(page)
        return {name: ListedPages.of(pages) for name, pages in groups.items()}


class SitemapScope:
    """What the sitemap is made of: pages by the part that lists them."""

    def __init__(self, *, parts: tuple[tuple[str, tuple[ListedPages, ...]], ...]) -> None:
        self.parts = parts

    @property
    def digest(self) -> bytes:
        """Of all pages listed."""
        return digest_of([(name, b"".join([listed.digest for listed in part])) for name, part in self.parts])


class PartOfSitemap:
    """The entries of a part, from the positions `start` to `stop` in the order of addresses."""

    def __init__(self, listed: tuple[ListedPages, ...], start: int) -> None:
        self._listed, self._start = listed, start

    @property
    def digest(self) -> bytes:
        """Of the entries."""
        return digest_of((b"".join([listed.digest for listed in self._listed]), self._start))

    @property
    def entries(self) -> tuple[Listed, ...]:
        """The entries."""
        ordered = sorted(chain.from_iterable(listed.pages for listed in self._listed))
        return tuple(ordered[self._start : self._start + LARGEST])


def sitemap_pages(config: Config, scope: SitemapScope) -> Iterator[Page]:
    """The sitemap of a site: an index of parts, so that a new article changes only its own year's."""
    yield Page.of("robots.txt", "robots", _robots_view, None, listed=False)
    if not config.site.base_url:
        return
    parts = {
        f"sitemap/{name}{f'-{start // LARGEST + 1}' if start else ''}.xml": PartOfSitemap(listed, start)
        for name, listed in scope.parts
        for start in range(0, sum(len(one.pages) for one in listed), LARGEST)
    }
    yield Page.of("sitemap.xml", "sitemap-index", _index_view, tuple(parts), listed=False)
    for address, part in parts.items():
        yield Page.of(address, "sitemap", _sitemap_view, part, listed=False)


def _robots_view(config: Config, parts: None) -> RobotsView:
    base = config.site.base_url
    return RobotsView(sitemap=f"{base}sitemap.xml" if base else "")


def _index_view(config: Config, addresses: tuple[str, ...]) -> SitemapIndexView:
    return SitemapIndexView(base_url=config.site.base_url, addresses=addresses)


def _sitemap_view(config: Config, part: PartOfSitemap) -> SitemapView:
    return SitemapView(base_url=config.site.base_url, entries=part.entries)
