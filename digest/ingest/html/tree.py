"""HTML as a tree, however deep its elements nest and whatever it carries along."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser

MAX_DEPTH = 200
"""Elements within elements. No article needs these many; parsers take a time that grows with their square."""

_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)(?:[^>\"']|\"[^\"]*\"|'[^']*')*>")
_NEVER_DEEP = frozenset(
    "area base br col embed hr img input link meta param source track wbr p li dt dd option td th tr tbody thead "
    "tfoot colgroup html head body".split()
)
"""Elements without an end tag, or for which HTML lets it be left out."""
_DATA = re.compile(r"(?<=[\"'(=])\s*data:[\w/+.;=-]*,[A-Za-z0-9+/=%_-]{200,}")


def parse(html: str) -> LexborHTMLParser:
    """The tree of a page or of a piece of one, which is not too deep (see `flattened`)."""
    from selectolax.lexbor import LexborHTMLParser

    return LexborHTMLParser(html)


def without_data(html: str) -> str:
    """Without the pictures and fonts that a page was saved with: they are no words, and most of its size."""
    return _DATA.sub("data:,", html) if "data:" in html else html


def flattened(html: str) -> str:
    """The same words with no element deeper than MAX_DEPTH."""
    if html.count("<") <= MAX_DEPTH:
        return html
    depth = 0

    def kept(found: re.Match[str]) -> str:
        nonlocal depth
        if found[2].lower() in _NEVER_DEEP or found[0].endswith("/>"):
            return found[0]
        if found[1]:
            depth = max(0, depth - 1)
            return found[0] if depth < MAX_DEPTH else ""
        depth += 1
        return found[0] if depth <= MAX_DEPTH else ""

    return _TAG.sub(kept, html)
