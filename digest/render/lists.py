"""Lists for machines: sitemaps (sitemaps.org), OPML 2.0, robots.txt."""

from __future__ import annotations

from html import escape

from digest.pages.feeds import OpmlView
from digest.pages.sitemap import RobotsView, SitemapIndexView, SitemapView
from digest.render.xml import DECLARATION, element, optional
from digest.urls import absolute

_NAMESPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'


def encode_sitemap(view: SitemapView) -> bytes:
    """The pages of one part of the site."""
    urls = "".join(
        f"<url>{(element('loc', absolute(view.base_url, address)) + optional('lastmod', day)).replace(chr(10), '')}"
        "</url>\n"
        for address, day in view.entries
    )
    return f"{DECLARATION}<urlset {_NAMESPACE}>\n{urls}</urlset>\n".encode()


def encode_sitemap_index(view: SitemapIndexView) -> bytes:
    """The list of the sitemaps."""
    parts = "".join(
        f"<sitemap>{element('loc', absolute(view.base_url, address)).strip()}</sitemap>\n" for address in view.addresses
    )
    return f"{DECLARATION}<sitemapindex {_NAMESPACE}>\n{parts}</sitemapindex>\n".encode()


def encode_opml(view: OpmlView) -> bytes:
    """The list of the site's feeds, for feed readers."""
    groups = "".join(
        f'<outline text="{escape(title)}">\n{"".join(_outline(view, o.title, o.address, o.home) for o in outlines)}'
        "</outline>\n"
        for title, outlines in view.groups
    )
    head = f"<head>\n{element('title', view.title)}</head>\n"
    return f'{DECLARATION}<opml version="2.0">\n{head}<body>\n{groups}</body>\n</opml>\n'.encode()


def _outline(view: OpmlView, title: str, address: str, home: str) -> str:
    return element(
        "outline",
        "",
        type="rss",
        text=title,
        xmlUrl=absolute(view.base_url, address),
        htmlUrl=absolute(view.base_url, home),
    )


def encode_robots(view: RobotsView) -> bytes:
    """Everyone may read everything, or search engines nothing."""
    sitemap = f"\nSitemap: {view.sitemap}\n" if view.sitemap else ""
    return f"User-agent: *\n{'Disallow' if view.is_closed else 'Allow'}: /\n{sitemap}".encode()
