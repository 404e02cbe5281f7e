"""What `digest add` knows by its looks and does not read: better said than taken for a plain text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from digest.ingest.draft import Failure, Input, Place, Read

_FRONT_MATTER = re.compile(rb"(?:\xef\xbb\xbf)?---[ \t]*\r?\n(?:[^\n]*\n)*?title[ \t]*:")
_FEED = re.compile(rb"(?:\xef\xbb\xbf)?\s*<(?:\?xml|rss|feed|rdf:rdf|opml)\b", re.IGNORECASE)
_MAIL = re.compile(
    rb"(?:(?:From|To|Date|Subject|Message-ID|MIME-Version|Received|Return-Path): ?[^\n]*\n(?:[ \t][^\n]*\n)*){3}"
)
_LOOKED_AT = 20_000


def is_article(given: Input) -> bool:
    """A Markdown file with front matter and a title: an article as digest itself writes them."""
    return bool(_FRONT_MATTER.match(given.content[:_LOOKED_AT]))


def refuse_article(given: Input) -> Iterator[Read]:
    """An article needs no reading, only a place."""
    yield _refusal(given, "this is an article already, with front matter", "copy it into content/articles/")


def is_feed(given: Input) -> bool:
    """A feed or a list of feeds."""
    return bool(_FEED.match(given.content[:_LOOKED_AT]))


def refuse_feed(given: Input) -> Iterator[Read]:
    """Feeds have no reader yet."""
    yield _refusal(given, "this is a feed", "save the article as plain text: digest cannot read feeds yet")


def is_mail(given: Input) -> bool:
    """A message with its headers."""
    return bool(_MAIL.match(given.content[:_LOOKED_AT].replace(b"\r\n", b"\n")))


def refuse_mail(given: Input) -> Iterator[Read]:
    """Messages have no reader yet."""
    yield _refusal(given, "this is an e-mail", "save its text alone: digest cannot read e-mail yet")


def _refusal(given: Input, message: str, hint: str) -> Failure:
    return Failure(Place(given.name), message, hint)
