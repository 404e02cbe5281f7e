"""The formats that articles come in: each a row here and a module of its own."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from typing import NamedTuple

from digest.ingest import html, jsonlines, refused, text
from digest.ingest.draft import Failure, Input, Place, Read
from digest.ingest.encoding import NotText


class Format(NamedTuple):
    """How an input is known by its content, and how its articles are read."""

    name: str
    recognises: Callable[[Input], bool]
    read: Callable[[Input, dt.tzinfo], Iterator[Read]]
    """Takes the site's time zone, for dates that state none; may raise NotText."""


FORMATS: tuple[Format, ...] = (
    Format("article", refused.is_article, lambda given, _: refused.refuse_article(given)),
    Format("web page", html.recognise, html.read),
    Format("feed", refused.is_feed, lambda given, _: refused.refuse_feed(given)),
    Format("e-mail", refused.is_mail, lambda given, _: refused.refuse_mail(given)),
    Format("JSON lines", jsonlines.recognise, jsonlines.read),
    Format("plain text", lambda _: True, lambda given, _: text.read(given)),
)
"""The first that recognises an input reads it; anything may be plain text, so that one comes last."""


def read(given: Input, zone: dt.tzinfo) -> Iterator[Read]:
    """Every article of an input, or why there is none."""
    try:
        yield from next(row for row in FORMATS if row.recognises(given)).read(given, zone)
    except NotText as problem:
        yield Failure(Place(given.name), problem.message, problem.hint)
