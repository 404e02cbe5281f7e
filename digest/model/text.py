"""Markdown that has been read: safe HTML with a slot for each link until its page is known."""

from __future__ import annotations

import re

import msgspec

from digest.urls import link

NOWHERE = "\x00"
"""The address of a link that leads nowhere: the words of such a link are shown without it."""

_SLOT = re.compile("\x02(\\d+)\x03")
_ATTRIBUTES = r'(?:[^">]|"[^"]*")*'
_LINK = re.compile(
    rf"<a\b{_ATTRIBUTES}href=\"\x02(?P<link>\d+)\x03\"{_ATTRIBUTES}>(?P<words>.*?)</a>"
    rf"|<img\b(?P<before>{_ATTRIBUTES})src=\"\x02(?P<picture>\d+)\x03\"(?P<after>{_ATTRIBUTES})>",
    re.DOTALL,
)
"""`<a href="\x020\x03">the report</a>`, `<img src="\x021\x03" alt="A map" loading="lazy">`."""
_ALT = re.compile('alt="([^"]*)"')


class Link(msgspec.Struct, frozen=True):
    """A reference to another place of the same site, found in a text."""

    target: str
    """As written: `other.md#costs`, `../map.png`, `/actors/nato/`."""
    line: int
    column: int
    image: bool = False


class Heading(msgspec.Struct, frozen=True):
    """A heading in a text; `id` is the anchor that links can name."""

    level: int
    id: str
    text: str


class Prose(msgspec.Struct, frozen=True):
    """A Markdown text as read: HTML with a slot for each link inside the site.

    Slot n is written `\\x02n\\x03` (a source file cannot hold control characters, so no text can
    forge one) and belongs to `links[n]`.
    """

    html: str = ""
    text: str = ""
    """The words alone, paragraphs parted by blank lines."""
    words: int = 0
    links: tuple[Link, ...] = ()
    headings: tuple[Heading, ...] = ()
    anchors: tuple[str, ...] = ()
    """Every id in the HTML."""


class Outline(msgspec.Struct, frozen=True):
    """All of a text but its words: what may be asked of it without opening it."""

    words: int = 0
    opening: str = ""
    """Its text up to the end of the paragraph that its summary is taken from."""
    gist: str = ""
    """Its first sentences."""
    links: tuple[Link, ...] = ()
    headings: tuple[Heading, ...] = ()
    anchors: tuple[str, ...] = ()


class Rich(msgspec.Struct, frozen=True):
    """A text whose links are resolved: what a view holds. `addresses[n]` fills slot n of `html`."""

    html: str = ""
    addresses: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.html)

    def __str__(self) -> str:
        raise TypeError("a text is printed with its filter: {{ page.body | prose(page.root) }}")

    def at(self, root: str) -> str:
        """The HTML for a page with that root prefix (or a base URL, for feeds)."""
        if not self.addresses:
            return self.html
        html = _LINK.sub(self._unlinked, self.html) if NOWHERE in self.addresses else self.html
        return _SLOT.sub(lambda slot: link(root, self.addresses[int(slot[1])]).replace("&", "&amp;"), html)

    def _unlinked(self, match: re.Match[str]) -> str:
        """The words of a link, or of a picture its alternative text, where its address is nowhere; else all of it."""
        if self.addresses[int(match["link"] or match["picture"])] != NOWHERE:
            return match[0]
        if match["link"]:
            return match["words"]
        alt = _ALT.search(match["before"] + match["after"])
        return alt[1] if alt else ""
