"""The summary that a page states of its article: without markup, and not the slogan of the site."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from digest.ingest.html.headline import fold
from digest.ingest.html.jsonld import text_of
from digest.ingest.html.tree import parse
from digest.ingest.text.encoding import one_line
from digest.ingest.text.lengths import tokens

if TYPE_CHECKING:
    from digest.ingest.html.page import WebPage

_MAX_SLOGAN = 20
"""Words. A longer text tells of something."""
_MIN_SHARED = 0.5
"""The share of the longer words of a short summary that its article has too."""
_LONGER = 4
"""Letters of a word that says what a text is about; in Chinese and Japanese each character counts."""


def descriptions_of(page: WebPage) -> list[str]:
    """The summaries that a page states, the most exact first, on one line each."""
    stated = (page.first(name) for name in ("og:description", "description", "twitter:description"))
    texts = map(_plain, (*stated, text_of(page.article.get("description"))))
    own = {fold(text) for text in _of_the_site(page)}
    return [text for text in texts if text and fold(text) not in own]


def is_about(description: str, text: str) -> bool:
    """Whether a summary is that of a text, and no slogan: it is long, or shares most of its longer words with it."""
    words = tokens(description.casefold())
    longer = {word for word in words if len(word) >= _LONGER or not word.isascii()}
    shared = longer & set(tokens(text.casefold()))
    return len(words) > _MAX_SLOGAN or len(shared) >= _MIN_SHARED * len(longer)


def _of_the_site(page: WebPage) -> Iterator[str]:
    """What the site says of itself."""
    for thing in page.things:
        if re.search(r"WebSite|Organization", str(thing.get("@type"))):
            yield text_of(thing.get("description"))
            yield text_of(thing.get("slogan"))


def _plain(text: str) -> str:
    if "<" in text:
        body = parse(text).body
        text = body.text(deep=True, separator=" ") if body else ""
        text = re.sub(r"\s+(?=[.,;:!?])", "", text)
    return one_line(text)
