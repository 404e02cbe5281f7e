"""JSON Feed, versions 1 and 1.1."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from digest.ingest.draft import Failure, Found, Input, Place
from digest.ingest.formats.feed_entry import Entry, read_entry
from digest.ingest.text.encoding import decode

_VERSION = re.compile(rb'"https?:\\?/\\?/jsonfeed\.org\\?/version\\?/')
_LOOKED_AT = 1 << 16


def recognise(given: Input) -> bool:
    """Whether it is JSON that says so, near its beginning or its end."""
    content = given.content
    opened = content[:64].removeprefix(b"\xef\xbb\xbf").lstrip()[:1] == b"{"
    return opened and bool(_VERSION.search(content[:_LOOKED_AT]) or _VERSION.search(content[-1000:]))


def read(given: Input, zone: dt.tzinfo) -> Iterator[Found]:
    """A draft for each item that has a title or a text. Raises NotText."""
    text, _ = decode(given.content)
    try:
        feed = json.loads(text)
        items = feed["items"]
    except json.JSONDecodeError as problem:
        yield Failure(Place(given.name, problem.lineno), f"this is not JSON: {problem.msg}", column=problem.colno)
        return
    except (ValueError, KeyError, TypeError, RecursionError):
        items = None
    if not isinstance(items, list) or not items:
        yield Failure(Place(given.name), "there is no entry in this feed")
        return
    for number, item in enumerate(items, 1):
        said = item if isinstance(item, dict) else {}
        identity = said.get("id")
        place = Place(
            f"{given.name}#{number}",
            id=str(identity) if isinstance(identity, str | int | float) else None,
            modified=given.modified,
        )
        yield read_entry(_entry(said, feed), place, given.url, zone)


def _entry(item: Mapping[str, Any], feed: Mapping[str, Any]) -> Entry:
    html, text, summary = (_text(item, key) for key in ("content_html", "content_text", "summary"))
    return Entry(
        title=_text(item, "title").replace("<", "&amp;lt;"),
        url=_text(item, "url") or _text(item, "external_url"),
        html=html,
        text="" if html else text or summary,
        whole=bool(html or text),
        excerpt=summary.replace("<", "&lt;") if html or text else "",
        published=_text(item, "date_published"),
        updated=_text(item, "date_modified"),
        authors=_authors(item) or _authors(feed),
        source=_text(feed, "title"),
        lang=_text(item, "language") or _text(feed, "language"),
    )


def _authors(value: Mapping[str, Any]) -> tuple[str, ...]:
    authors = value.get("authors") or [value.get("author")]
    listed = authors if isinstance(authors, list) else []
    return tuple(filter(None, (_text(each, "name") for each in listed if isinstance(each, dict))))


def _text(value: Mapping[str, Any], key: str) -> str:
    found = value.get(key)
    return found if isinstance(found, str) else ""
