"""Atom feeds (RFC 4287)."""

from __future__ import annotations

import datetime as dt

from digest.dates import stamp
from digest.pages.feeds import FeedEntry, FeedView
from digest.pages.frame import ATOM
from digest.render.entry_html import content_html
from digest.render.xml import DECLARATION, element, optional
from digest.urls import absolute


def encode_atom(view: FeedView) -> bytes:
    """The feed as an Atom document."""
    head = (
        element("title", view.title)
        + optional("subtitle", view.subtitle)
        + element("id", view.id)
        + element("updated", _stamp(view.updated))
        + element("link", "", rel="self", type=ATOM, href=absolute(view.base_url, view.address))
        + element("link", "", rel="alternate", type="text/html", href=absolute(view.base_url, view.home))
        + f"<author>{element('name', view.author).strip()}</author>\n"
        + optional("rights", view.rights)
    )
    entries = "".join(_entry(entry, view) for entry in view.entries)
    opened = f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{view.language}">\n'
    return f"{DECLARATION}{opened}{head}{entries}</feed>\n".encode()


def _entry(entry: FeedEntry, view: FeedView) -> str:
    card = entry.card
    names = card.authors or ((card.source.name,) if card.source.name else ())
    authors = "".join(f"<author>{element('name', name).strip()}</author>\n" for name in names)
    categories = "".join(element("category", "", term=t.name) for t in (*card.actors, *card.regions, *card.topics))
    inner = (
        element("title", card.title)
        + element("id", entry.id)
        + element("link", "", rel="alternate", type="text/html", href=absolute(view.base_url, card.address))
        + (element("link", "", rel="via", href=card.url) if card.url else "")
        + (element("published", _stamp(card.date)) if card.confirmed else "")
        + element("updated", _stamp(entry.updated))
        + authors
        + categories
        + optional("summary", card.summary)
        + optional("content", content_html(entry, view), type="html")
        + (_source(entry) if card.authors else "")
    )
    return f"<entry>\n{inner}</entry>\n"


def _source(entry: FeedEntry) -> str:
    """The outlet of an article that names its authors: a contributor in Atom's terms."""
    name = entry.card.source.name
    return f"<contributor>{element('name', name).strip()}</contributor>\n" if name else ""


def _stamp(moment: dt.datetime) -> str:
    return stamp(moment).replace("+00:00", "Z")
