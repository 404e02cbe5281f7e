"""Links from an article's text to the dossiers of those whom it names: the first mention of each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from html import escape
from typing import NamedTuple

from digest.model.text import Rich

SHORTEST = 3
"""Letters of a name that is looked for: a shorter one is too often another word."""
_CLOSED = ("a", "button", "code", "figcaption", "h1", "h2", "h3", "h4", "h5", "h6", "kbd", "pre", "samp", "sup")
"""Elements in which no link begins: what they hold is a link already, or no running text."""
_TAG = re.compile(r"<(/?)([a-z][a-z0-9]*)\b(?:[^\">]|\"[^\"]*\")*?(/?)>|<!--.*?-->", re.DOTALL)


class NamedPage(NamedTuple):
    """A page, and the names by which a text speaks of what it is about."""

    address: str
    names: tuple[str, ...]


def with_links(text: Rich, pages: Sequence[NamedPage]) -> Rich:
    """The text in which the first mention of each page's subject is a link to it."""
    found: list[tuple[int, int, str]] = []
    passages = list(_passages(text.html))
    for page in pages:
        place = min(filter(None, (_place(text.html, name, passages) for name in page.names)), default=None)
        if place and not any(start < place[1] and place[0] < end for start, end, _ in found):
            found.append((*place, page.address))
    html, end = "", len(text.html)
    addresses = list(text.addresses)
    for start, stop, address in sorted(found, reverse=True):
        link = f'<a class="who" href="\x02{len(addresses)}\x03">{text.html[start:stop]}</a>'
        html, end = f"{link}{text.html[stop:end]}{html}", start
        addresses.append(address)
    return Rich(text.html[:end] + html, tuple(addresses)) if found else text


def _passages(html: str) -> Iterator[tuple[int, int]]:
    """Start and end of each passage of running text."""
    start, depth = 0, 0
    for tag in _TAG.finditer(html):
        if not depth and tag.start() > start:
            yield start, tag.start()
        if tag[2] in _CLOSED and not tag[3]:
            depth = max(0, depth - 1) if tag[1] else depth + 1
        start = tag.end()
    if not depth and start < len(html):
        yield start, len(html)


def _place(html: str, name: str, passages: Sequence[tuple[int, int]]) -> tuple[int, int] | None:
    """Start and end of the first mention of a name in running text."""
    written = escape(name)
    if len(name) < SHORTEST or written not in html:
        return None
    pattern = _pattern(written)
    for start, end in passages:
        match = pattern.search(html, start, end)
        if match:
            return match.span()
    return None


@lru_cache(maxsize=20_000)
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w&;-]){re.escape(name)}(?![\w-])")
