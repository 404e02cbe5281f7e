"""For machines that look for pages: sitemap and robots.txt."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial

from digest.config import Config
from digest.model.page import Page, View

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
    robots = partial(RobotsView, sitemap=f"{base}sitemap.xml" if base else "")
    yield Page(address="robots.txt", renderer="robots", view=robots, listed=False)
    if not base:
        return
    parts = _parts(pages)
    index = partial(SitemapIndexView, base_url=base, addresses=tuple(parts))
    yield Page(address="sitemap.xml", renderer="sitemap-index", view=index, listed=False)
    for address, entries in parts.items():
        view = partial(SitemapView, base_url=base, entries=entries)
        yield Page(address=address, renderer="sitemap", view=view, listed=False)


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
