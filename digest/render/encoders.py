"""Encoders of the files that are not HTML: by name, pure functions from a view to bytes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from digest.render.atom import encode_atom
from digest.render.atom_editions import encode_edition_feed
from digest.render.data import encode_data_index, encode_data_month
from digest.render.jsonfeed import encode_json_feed
from digest.render.lists import encode_opml, encode_robots, encode_sitemap, encode_sitemap_index
from digest.render.plain import encode_text

ENCODERS: Mapping[str, Callable[[Any], bytes]] = {
    "atom": encode_atom,
    "atom-editions": encode_edition_feed,
    "data-index": encode_data_index,
    "data-month": encode_data_month,
    "jsonfeed": encode_json_feed,
    "opml": encode_opml,
    "robots": encode_robots,
    "sitemap": encode_sitemap,
    "sitemap-index": encode_sitemap_index,
    "text": encode_text,
}
"""Encoders by name of a renderer. `copy` is not among them, because it needs the disk."""
