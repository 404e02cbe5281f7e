"""JSON Feed, versions 1 and 1.1."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from digest.ingest.draft import Failure, Input, Location, Member
from digest.ingest.formats.feed_entry import ParsedEntry, read_entry, string_of
from digest.ingest.text.encoding import decode

_VERSION = re.compile(rb'"https?:\\?/\\?/jsonfeed\.org\\?/version\\?/')
"""`"https://jsonfeed.org/version/1.1"`, also with escaped slashes."""
_HEAD_SIZE = 1 << 16
"""Bytes by which the format is recognised."""


def recognise(raw: Input) -> bool:
    """Whether it is a JSON object that states the version of JSON Feed near its beginning or its end."""
    content = raw.content
    is_object = content[:64].removeprefix(b"\xef\xbb\xbf").lstrip()[:1] == b"{"
    return is_object and bool(_VERSION.search(content[:_HEAD_SIZE]) or _VERSION.search(content[-1000:]))


def read(raw: Input, zone: dt.tzinfo) -> Iterator[Member]:
    """A draft for each item that has a title or a text. Raises NotText."""
    text, _ = decode(raw.content)
    try:
        feed = json.loads(text)
        items = feed["items"]
    except json.JSONDecodeError as problem:
        yield Failure(Location(raw.name, problem.lineno), f"this is not JSON: {problem.msg}", column=problem.colno)
        return
    except (ValueError, KeyError, TypeError, RecursionError):
        items = None
    if not isinstance(items, list) or not items:
        yield Failure(Location(raw.name), "there is no entry in this feed")
        return
    for number, item in enumerate(items, 1):
        entry = item if isinstance(item, dict) else {}
        entry_id = entry.get("id")
        location = Location(
            f"{raw.name}#{number}",
            id=str(entry_id) if isinstance(entry_id, str | int | float) else None,
            modified=raw.modified,
        )
        yield read_entry(_feed_entry(entry, feed), location, raw.url, zone)


def _feed_entry(item: Mapping[str, Any], feed: Mapping[str, Any]) -> ParsedEntry:
    html, text, summary = (string_of(item, key) for key in ("content_html", "content_text", "summary"))
    return ParsedEntry(
        title=string_of(item, "title").replace("<", "&amp;lt;"),
        url=string_of(item, "url") or string_of(item, "external_url"),
        html=html,
        text="" if html else text or summary,
        whole=bool(html or text),
        excerpt=summary.replace("<", "&lt;") if html or text else "",
        published=string_of(item, "date_published"),
        updated=string_of(item, "date_modified"),
        authors=_authors(item) or _authors(feed),
        source=string_of(feed, "title"),
        lang=string_of(item, "language") or string_of(feed, "language"),
    )


def _authors(value: Mapping[str, Any]) -> tuple[str, ...]:
    authors = value.get("authors") or [value.get("author")]
    listed = authors if isinstance(authors, list) else []
    return tuple(filter(None, (string_of(author, "name") for author in listed if isinstance(author, dict))))
