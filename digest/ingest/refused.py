"""What `digest add` knows by its looks and does not read: better said than taken for a plain text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from digest.ingest.draft import Failure, Input, Place, Read

_FRONT_MATTER = re.compile(rb"(?:\xef\xbb\xbf)?---[ \t]*\r?\n(?:[^\n]*\n)*?title[ \t]*:")
_XML = re.compile(rb"(?:\xef\xbb\xbf)?\s*<\?xml\b", re.IGNORECASE)
_LOOKED_AT = 20_000


def is_article(given: Input) -> bool:
    """A Markdown file with front matter and a title: an article as digest itself writes them."""
    return bool(_FRONT_MATTER.match(given.content[:_LOOKED_AT]))


def refuse_article(given: Input) -> Iterator[Read]:
    """An article needs no reading, only a place."""
    yield _refusal(given, "this is an article already, with front matter", "copy it into content/articles/")


def is_xml(given: Input) -> bool:
    """XML that is neither a page nor a feed."""
    return bool(_XML.match(given.content[:_LOOKED_AT]))


def refuse_xml(given: Input) -> Iterator[Read]:
    """There are more kinds of XML than anybody reads."""
    yield _refusal(given, "this is XML of a kind that digest does not know", "save the article's page or text")


def _refusal(given: Input, message: str, hint: str) -> Failure:
    return Failure(Place(given.name), message, hint)
