"""A letter as plain text: for those who read mail without HTML, and for filters that compare the two."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

import nh3

from digest.config import Config
from digest.pages.letter import LetterItem, LetterView
from digest.urls import absolute

WIDTH = 72
"""Characters a line, but for addresses, which are not broken."""


def plain(view: LetterView, config: Config) -> str:
    """The text of a letter."""
    return "\n".join(_lines(view, config)) + "\n"


def _lines(view: LetterView, config: Config) -> Iterator[str]:
    base = config.site.base_url
    yield config.site.title
    yield view.title
    yield "=" * min(WIDTH, len(view.title))
    if view.title != view.when:
        yield view.when
    if view.introduction:
        yield ""
        yield from _wrapped(_words(view.introduction.at(base)))
    for section in view.sections:
        yield ""
        if section.title:
            yield section.title.upper()
            yield ""
        for item in section.items:
            yield from _item(item, base)
    yield ""
    yield f"{view.more} more on the site:" if view.more else "This edition on the site:"
    yield absolute(base, view.address)
    if view.unsubscribe:
        yield ""
        yield f"Unsubscribe: {view.unsubscribe}"


def _item(item: LetterItem, base: str) -> Iterator[str]:
    yield from _wrapped(f"* {item.card.title}" + (f" ({item.card.source.name})" if item.card.source.name else ""))
    if item.is_long and item.card.summary:
        yield from _wrapped(item.card.summary, "  ")
    yield f"  {absolute(base, item.card.address)}"
    for card in item.told:
        yield from _wrapped(f"+ {card.title}" + (f" ({card.source.name})" if card.source.name else ""), "  ")
        yield f"    {absolute(base, card.address)}"


def _wrapped(text: str, indent: str = "") -> list[str]:
    return textwrap.wrap(text, WIDTH, initial_indent=indent, subsequent_indent=indent + "  ", break_long_words=False)


def _words(html: str) -> str:
    """The words of HTML on one line."""
    from html import unescape

    spaced = html.replace("</p>", "</p> ").replace("<br", " <br").replace("</li>", "</li> ")
    return " ".join(unescape(nh3.clean(spaced, tags=set())).split())
