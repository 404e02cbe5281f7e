"""HTML as a tree, with bounds on its depth and without embedded data."""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser

MAX_DEPTH = 100
"""Elements within elements. No article needs that many, and the time of parsers grows with their square."""
MAX_ATTRIBUTES = 1_000
"""Attributes of one element. No page needs that many, and the time of parsers grows with their square."""

_ATTRIBUTE = r"[\s/]*+[^\s/>][^\s/>=]*+(?:\s*+=\s*+(?:\"[^\"]*+\"|'[^']*+'|[^\s>\"'][^\s>]*+)?+)?+"
"""An attribute as HTML's standard reads it: ` class="lead"`, ` hidden`, `/x=1`."""
_CROWDED = re.compile(rf"(<[a-zA-Z][^\s/>]*+(?:{_ATTRIBUTE}){{{MAX_ATTRIBUTES}}})(?:{_ATTRIBUTE})++")
"""The start tag of an element with too many attributes; its group holds what is kept."""
_LONG = 2 * MAX_ATTRIBUTES
"""Characters that so many attributes have at least."""

_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)(?:[^>\"']|\"[^\"]*\"|'[^']*')*>")
"""A start or end tag: `<p class="lead">`, `</p>`."""
_NEVER_DEEP = frozenset(
    "area base br col embed hr img input link meta param source track wbr p li dt dd option td th tr tbody thead "
    "tfoot colgroup html head body".split()
)
"""Elements without an end tag, or whose end tag is optional."""
_SHALLOW = "|".join((*sorted(_NEVER_DEEP), "path", "circle", "rect", "use", "line", "polygon", "polyline", "ellipse"))
_OPENING = re.compile(rf"<(/?)(?!(?:{_SHALLOW})\b)[a-zA-Z]", re.IGNORECASE)
"""The beginning of a tag that may lead deeper, or back."""
_DATA = re.compile(r"(?<=[\"'(=])\s*data:[\w/+.;=-]*,[A-Za-z0-9+/=%_-]{200,}")


def parse(html: str) -> LexborHTMLParser:
    """The tree of a page or of a piece of one, within bounds."""
    return parse_bounded(bounded(html))


def parse_bounded(html: str) -> LexborHTMLParser:
    """The tree of HTML that is `bounded`."""
    from selectolax.lexbor import LexborHTMLParser

    return LexborHTMLParser(html)


def bounded(html: str) -> str:
    """The same text with no element deeper than MAX_DEPTH and none with more than MAX_ATTRIBUTES.

    No word of a reader's goes: attributes and tags hold none.
    """
    return flattened(uncrowded(html))


def uncrowded(markup: str) -> str:
    """The same HTML or XML without the attributes of an element after the first MAX_ATTRIBUTES."""
    return _CROWDED.sub(r"\1", markup) if len(markup) > _LONG else markup


def without_data(html: str) -> str:
    """The HTML without the pictures and fonts in it (`data:` addresses), which are most of the size of a saved page."""
    return _DATA.sub("data:,", html) if "data:" in html else html


def flattened(html: str) -> str:
    """The same text with no element deeper than MAX_DEPTH."""
    if _depth(html) <= MAX_DEPTH:
        return html
    depth = 0

    def kept(tag: re.Match[str]) -> str:
        nonlocal depth
        if tag[2].lower() in _NEVER_DEEP or tag[0].endswith("/>"):
            return tag[0]
        if tag[1]:
            depth = max(0, depth - 1)
            return tag[0] if depth < MAX_DEPTH else ""
        depth += 1
        return tag[0] if depth <= MAX_DEPTH else ""

    return _TAG.sub(kept, html)


def _depth(html: str) -> int:
    """How deep its elements are at most: the longest rise from any place to a later one."""
    steps = [-1 if slash else 1 for slash in _OPENING.findall(html)]
    heights = list(itertools.accumulate(steps, initial=0))
    return max(height - lowest for height, lowest in zip(heights, itertools.accumulate(heights, min), strict=True))
