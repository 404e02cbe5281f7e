"""The feed of editions (Atom, RFC 4287)."""

from __future__ import annotations

from html import escape

from digest.dates import stamp
from digest.model.card import Card
from digest.pages.edition_feed import EditionEntry, EditionFeedView
from digest.pages.frame import ATOM
from digest.render.xml import DECLARATION, element
from digest.urls import absolute


def encode_edition_feed(view: EditionFeedView) -> bytes:
    """The feed as an Atom document."""
    head = (
        element("title", view.title)
        + element("id", view.id)
        + element("updated", stamp(view.updated))
        + element("link", "", rel="self", type=ATOM, href=absolute(view.base_url, view.address))
        + element("link", "", rel="alternate", type="text/html", href=absolute(view.base_url, ""))
        + f"<author>{element('name', view.author).strip()}</author>\n"
    )
    entries = "".join(_entry(entry, view) for entry in view.entries)
    opened = f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{view.language}">\n'
    return f"{DECLARATION}{opened}{head}{entries}</feed>\n".encode()


def _entry(entry: EditionEntry, view: EditionFeedView) -> str:
    inner = (
        element("title", entry.title)
        + element("id", entry.id)
        + element("link", "", rel="alternate", type="text/html", href=absolute(view.base_url, entry.address))
        + element("updated", stamp(entry.updated))
        + element("content", _html(entry, view.base_url), type="html")
    )
    return f"<entry>\n{inner}</entry>\n"


def _html(entry: EditionEntry, base_url: str) -> str:
    """The introduction, then a line for each article; how many more there are."""
    lines = "".join(f"<li>{_line(card, base_url)}</li>\n" for card in entry.cards)
    more = entry.count - len(entry.cards)
    link = absolute(base_url, entry.address)
    rest = f'<p><a href="{escape(link)}">{more} more on the site</a></p>\n' if more else ""
    return f"{entry.introduction.at(base_url)}<ul>\n{lines}</ul>\n{rest}"


def _line(card: Card, base_url: str) -> str:
    source = f" ({escape(card.source.name)})" if card.source.name else ""
    summary = f"<br>{escape(card.summary)}" if card.summary else ""
    return f'<a href="{escape(absolute(base_url, card.address))}">{escape(card.title)}</a>{source}{summary}'
