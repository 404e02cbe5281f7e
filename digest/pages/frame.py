"""The fields that every page's view shares."""

from __future__ import annotations

from typing import Any

import msgspec

from digest.archive.archive import Archive
from digest.config import Config
from digest.pages.view import Crumb, FeedLink, SiteMap
from digest.urls import absolute, root_of

COLLECTIONS = frozenset(["archive", "day", "dossier", "listing", "month", "pair", "terms", "week", "with", "year"])
"""The kinds of page that gather others."""
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
    original: str = "",
    site_map: SiteMap | None = None,
    subject: dict[str, Any] | None = None,
) -> dict[str, Any]:
    """The values of PageView's own fields for one page.

    `original` is the address of another site's page that has the same text: search engines are sent there. `subject` is
    what the page is about, in the terms of schema.org.
    """
    site = config.site
    noindex = noindex or site.index == "none"
    own = absolute(site.base_url, address) if site.base_url else ""
    described = [subject] if subject else []
    if own and not noindex and kind in COLLECTIONS:
        described.append({"@type": "CollectionPage", "name": title, "url": own})
    if own and not noindex and crumbs:
        described.append(_breadcrumbs(site.base_url, crumbs))
    return {
        "kind": kind,
        "address": address,
        "root": root_of(address),
        "title": title,
        "description": description,
        "lang": lang or site.language,
        "canonical": "" if noindex or not own else original or own,
        "noindex": noindex,
        "section": section,
        "crumbs": crumbs,
        "feeds": feeds,
        "site_map": site_map,
        "json_ld": json_ld(*described),
    }


def _breadcrumbs(base_url: str, crumbs: tuple[Crumb, ...]) -> dict[str, Any]:
    items = [
        {"@type": "ListItem", "position": n, "name": crumb.title, "item": absolute(base_url, crumb.address)}
        for n, crumb in enumerate(crumbs, 1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": items}


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


def editions_feed(config: Config) -> tuple[FeedLink, ...]:
    """The feed of the editions; none without a base_url."""
    return (FeedLink(f"{config.site.title}, by edition", "editions.xml", ATOM),) if config.site.base_url else ()


def json_ld(*values: dict[str, Any]) -> str:
    """Descriptions by schema.org as JSON for the inside of a script element: empty values dropped, `<` escaped.

    Without any, the empty text; several make a graph.
    """
    kept = [{key: item for key, item in value.items() if item not in ("", (), [], None)} for value in values]
    if not kept:
        return ""
    whole = kept[0] if len(kept) == 1 else {"@graph": kept}
    made = msgspec.json.encode({"@context": "https://schema.org", **whole}, order="deterministic").decode()
    return made.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
