"""JSON Feed 1.1."""

from __future__ import annotations

from typing import Any

import msgspec

from digest.dates import stamp
from digest.pages.feeds import FeedEntry, FeedView
from digest.render.entry_html import content_html
from digest.urls import absolute


def encode_json_feed(view: FeedView) -> bytes:
    """The feed as a JSON Feed document."""
    document = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": view.title,
        "description": view.subtitle,
        "home_page_url": absolute(view.base_url, view.home),
        "feed_url": absolute(view.base_url, view.address),
        "language": view.language,
        "authors": [{"name": view.author}],
        "items": [_item(entry, view) for entry in view.entries],
    }
    return msgspec.json.format(msgspec.json.encode(_full(document)), indent=1) + b"\n"


def _item(entry: FeedEntry, view: FeedView) -> dict[str, Any]:
    card = entry.card
    html = content_html(entry, view)
    return _full(
        {
            "id": entry.id,
            "url": absolute(view.base_url, card.address),
            "external_url": card.url,
            "title": card.title,
            "content_html": html,
            # An item must have a text of some kind.
            "content_text": "" if html else card.summary or card.title,
            "summary": card.summary,
            "image": absolute(view.base_url, card.image.address) if card.image else "",
            "date_published": stamp(card.date) if card.confirmed else "",
            "date_modified": stamp(entry.updated),
            "authors": [{"name": name} for name in card.authors or ((card.source.name,) if card.source.name else ())],
            "tags": [term.name for term in (*card.actors, *card.regions, *card.topics)],
            "language": card.lang,
        }
    )


def _full(values: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in values.items() if value not in ("", [])}
