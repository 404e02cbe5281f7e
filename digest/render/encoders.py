"""What is not HTML: the named encoders, each a pure function from a view to bytes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from digest.render.atom import encode_atom
from digest.render.jsonfeed import encode_json_feed
from digest.render.lists import encode_opml, encode_robots, encode_sitemap, encode_sitemap_index

ENCODERS: Mapping[str, Callable[[Any], bytes]] = {
    "atom": encode_atom,
    "jsonfeed": encode_json_feed,
    "opml": encode_opml,
    "robots": encode_robots,
    "sitemap": encode_sitemap,
    "sitemap-index": encode_sitemap_index,
}
"""`copy` is not among them: it is the one that needs the disk."""
