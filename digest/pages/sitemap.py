"""For machines that look for pages: sitemap and robots.txt."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from digest.config import Config
from digest.model.page import View
from digest.pages.page import Page, known

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


def sitemap_pages(pages: Iterable[Page], config: Config) -> Iterator[Page]:
    """The sitemap of these pages: an index of parts, so that a new article changes only its own year's."""
    base = config.site.base_url
    yield Page.of("robots.txt", "robots", _robots_view, known(None), listed=False)
    if not base:
        return
    parts = _parts(pages)
    yield Page.of("sitemap.xml", "sitemap-index", _index_view, known(tuple(parts)), listed=False)
    for address, entries in parts.items():
        yield Page.of(address, "sitemap", _sitemap_view, known(entries), listed=False)


def _robots_view(config: Config, parts: None) -> RobotsView:
    base = config.site.base_url
    return RobotsView(sitemap=f"{base}sitemap.xml" if base else "")


def _index_view(config: Config, addresses: tuple[str, ...]) -> SitemapIndexView:
    return SitemapIndexView(base_url=config.site.base_url, addresses=addresses)


def _sitemap_view(config: Config, entries: tuple[tuple[str, str], ...]) -> SitemapView:
    return SitemapView(base_url=config.site.base_url, entries=entries)


def _parts(pages: Iterable[Page]) -> dict[str, tuple[tuple[str, str], ...]]:
    """Articles and editions by year, everything else apart; cut where a part grows too large."""
    groups: dict[str, list[tuple[str, str]]] = {}
    for page in pages:
        if page.listed:
            first = page.address.split("/")[0]
            groups.setdefault(first if first.isdigit() else "pages", []).append((page.address, page.modified))
    parts: dict[str, tuple[tuple[str, str], ...]] = {}
    for name, entries in sorted(groups.items()):
        entries.sort()
        for n in range(0, len(entries), LARGEST):
            suffix = f"-{n // LARGEST + 1}" if n else ""
            parts[f"sitemap/{name}{suffix}.xml"] = tuple(entries[n : n + LARGEST])
    return parts
