"""The fields that every page's view shares."""

from __future__ import annotations

from typing import Any

import msgspec

from digest.archive.archive import Archive
from digest.config import Config
from digest.pages.view import Crumb, FeedLink
from digest.urls import absolute, root_of

ATOM = "application/atom+xml"
JSON_FEED = "application/feed+json"


def frame(
    config: Config,
    kind: str,
    address: str,
    title: str,
    *,
    description: str = "",
    lang: str = "",
    section: str = "",
    crumbs: tuple[Crumb, ...] = (),
    feeds: tuple[FeedLink, ...] = (),
    noindex: bool = False,
) -> dict[str, Any]:
    """The values of PageView's own fields for one page."""
    site = config.site
    return {
        "kind": kind,
        "address": address,
        "root": root_of(address),
        "title": title,
        "description": description,
        "lang": lang or site.language,
        "canonical": absolute(site.base_url, address) if site.base_url and not noindex else "",
        "noindex": noindex,
        "section": section,
        "crumbs": crumbs,
        "feeds": feeds,
    }


def site_feeds(config: Config) -> tuple[FeedLink, ...]:
    """The site's own feeds; none without a base_url."""
    return feed_links(config, "", config.site.title)


def site_feeds_of(archive: Archive, config: Config) -> tuple[FeedLink, ...]:
    """The same for a page that a site without articles has too: such a site has no feeds."""
    return site_feeds(config) if archive.series else ()


def feed_links(config: Config, address: str, title: str) -> tuple[FeedLink, ...]:
    """The two feeds beside a page; none without a base_url."""
    if not config.site.base_url:
        return ()
    return FeedLink(title, f"{address}feed.xml", ATOM), FeedLink(title, f"{address}feed.json", JSON_FEED)


def json_ld(value: dict[str, Any]) -> str:
    """A schema.org description as JSON that can stand between script tags: empty values dropped, `<` escaped."""
    kept = {key: item for key, item in value.items() if item not in ("", (), [], None)}
    made = msgspec.json.encode({"@context": "https://schema.org", **kept}, order="deterministic").decode()
    return made.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
