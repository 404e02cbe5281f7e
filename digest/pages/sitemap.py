"""For machines that look for pages: sitemap and robots.txt."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain

from digest.config import Config
from digest.fingerprint import digest_of
from digest.model.page import View
from digest.pages.page import Page, PageBranch, Parts

LARGEST = 5_000
"""The most addresses in one file of the sitemap. The protocol allows 50,000; smaller ones are quicker to write anew."""


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
    is_closed: bool
    """Whether search engines are to stay away."""


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


class PartScope:
    """What a part of the sitemap is made of: the pages that it lists, by branch."""

    def __init__(self, name: str, listed: Sequence[ListedPages]) -> None:
        self.name, self._listed = name, listed

    @property
    def digest(self) -> bytes:
        """Of the pages."""
        return digest_of((self.name, b"".join([listed.digest for listed in self._listed])))

    @property
    def addresses(self) -> tuple[str, ...]:
        """Of its files: more than one where it grows too large."""
        count = sum(len(listed.pages) for listed in self._listed)
        files = range(-(-count // LARGEST))
        return tuple(f"sitemap/{self.name}{f'-{n + 1}' if n else ''}.xml" for n in files)

    @property
    def entries(self) -> list[Listed]:
        """The pages in the order of their addresses."""
        return sorted(chain.from_iterable(listed.pages for listed in self._listed))


def sitemap_branches(parts: Iterable[PartScope]) -> Iterator[PageBranch]:
    """The sitemap: an index of parts, so that a new article changes only its own year's; and what names it."""
    scopes = list(parts)
    yield PageBranch.of("sitemap", tuple(address for part in scopes for address in part.addresses), _index_pages)
    for part in scopes:
        yield PageBranch.of(f"sitemap/{part.name}", part, _part_pages)


def _index_pages(config: Config, addresses: tuple[str, ...]) -> Iterator[Page]:
    yield Page.of("robots.txt", "robots", _robots_view, None, listed=False)
    if addresses:
        yield Page.of("sitemap.xml", "sitemap-index", _index_view, addresses, listed=False)


def _part_pages(config: Config, part: PartScope) -> Iterator[Page]:
    entries = part.entries
    for n, address in enumerate(part.addresses):
        listed = ListedPages.of(entries[n * LARGEST : (n + 1) * LARGEST])
        yield Page.of(address, "sitemap", _sitemap_view, listed, listed=False)


def _robots_view(config: Config, parts: None) -> RobotsView:
    base, is_closed = config.site.base_url, config.site.index == "none"
    return RobotsView(sitemap=f"{base}sitemap.xml" if base and not is_closed else "", is_closed=is_closed)


def _index_view(config: Config, addresses: tuple[str, ...]) -> SitemapIndexView:
    return SitemapIndexView(base_url=config.site.base_url, addresses=addresses)


def _sitemap_view(config: Config, listed: ListedPages) -> SitemapView:
    return SitemapView(base_url=config.site.base_url, entries=listed.pages)
