"""Open data as JSON: an index of the months, and the articles of each."""

from __future__ import annotations

from typing import Any

import msgspec

from digest.dates import stamp
from digest.model.card import Card
from digest.pages.data import DataIndexView, DataMonthView
from digest.urls import absolute


def encode_data_index(view: DataIndexView) -> bytes:
    """The months, newest first, each with the number of its articles."""
    months = [{"title": m.title, "url": absolute(view.base_url, m.address), "count": m.count} for m in view.months]
    return _json({"title": view.title, "licence": view.licence, "months": months})


def encode_data_month(view: DataMonthView) -> bytes:
    """The articles of a month, newest first."""
    return _json({"month": view.month, "articles": [_article(card, view.base_url) for card in view.cards]})


def _article(card: Card, base_url: str) -> dict[str, Any]:
    """What the site itself shows of an article on other pages than its own; fields that are empty are left out."""
    values = {
        "address": absolute(base_url, card.address),
        "title": card.title,
        "date": (stamp(card.date) if card.timed else card.date.date().isoformat()) if card.confirmed else "",
        "added": stamp(card.added) if card.added else "",
        "edition": card.edition.isoformat(),
        "source": card.source.name,
        "agency": card.agency,
        "authors": card.authors,
        "original": card.url,
        "language": card.lang,
        "summary": card.summary,
        "actors": [term.name for term in card.actors],
        "regions": [term.name for term in card.regions],
        "topics": [term.name for term in card.topics],
        "rights": card.rights,
        "extra": dict(card.extra),
    }
    return {name: value for name, value in values.items() if value}


def _json(value: dict[str, Any]) -> bytes:
    return msgspec.json.format(msgspec.json.encode(value), indent=1) + b"\n"
