"""WARC, the format of web archives: each page in it is an input of its own."""

from __future__ import annotations

import zlib
from collections.abc import Iterator

from digest.ingest.draft import Failure, Input, Location, Member
from digest.ingest.formats import gzip_archive
from digest.ingest.formats.warc_records import DAMAGES, Head, WarcRecord, content_of, http_head, records

_MARK = b"WARC/"
MAX_PAGE_SIZE = 32 << 20
"""Bytes of one page; the rest of a longer one is cut off, as archives do themselves."""
_PAGE_TYPES = ("text/html", "application/xhtml+xml", "text/plain", "application/rss+xml", "application/atom+xml",
          "application/xml", "text/xml", "application/feed+json")  # fmt: skip


def recognise(raw: Input) -> bool:
    """Whether it begins as WARC files do, compressed with gzip or not."""
    packed = gzip_archive.recognise(raw)
    return raw.content.startswith(_MARK) or (packed and gzip_archive.begins_with(raw.content, _MARK))


def read(raw: Input) -> Iterator[Member]:
    """An input for each page with status 200; a failure if the archive is damaged.

    One record is in memory at a time, and no more than MAX_PAGE_SIZE bytes of it.
    """
    number = pages = 0
    problem = ""
    try:
        with raw.open() as file:
            for number, record in enumerate(records(file), 1):
                page = _page(raw, record, number)
                if page:
                    pages += 1
                    yield page
    except DAMAGES as fault:
        problem = f"this archive is damaged after record {number}: {fault}"
    if problem or not pages:
        message = problem or "there is no page in this archive"
        yield Failure(Location(raw.name), message, "the pages before the damage are read" if problem and pages else "")


def _page(raw: Input, record: WarcRecord, number: int) -> Input | Failure | None:
    """The page of a record, if it holds one. A `revisit` repeats a page of another record."""
    url = record.head.get("warc-target-uri", "").strip("<>")
    name = f"{raw.name}#{number}"
    try:
        response = _response_head(record)
        kind = response.get("content-type", "") if response is not None else ""
        if response is None or kind.partition(";")[0].strip().lower() not in _PAGE_TYPES:
            return None
        content = content_of(record.body, response, MAX_PAGE_SIZE)
    except gzip_archive.TooLargeError:
        return Failure(Location(name, id=url), f"it unpacks to more than {MAX_PAGE_SIZE >> 20} MB")
    except LookupError as coding:
        message = f"it is packed in a way that digest does not read: {coding}"
        return Failure(Location(name, id=url), message, "record the page again, or save it from the browser")
    except (ValueError, zlib.error) as fault:
        return Failure(Location(name, id=url), f"this page is damaged: {fault}")
    return Input(name, content, raw.modified, url, kind, id=url or None, trusted_url=raw.trusted_url)


def _response_head(record: WarcRecord) -> Head | None:
    """The HTTP head of a record's response; None if it is an error or a redirect."""
    if record.kind == "response" and record.head.get("content-type", "").startswith("application/http"):
        status, head = http_head(record.body)
        return head if status == "200" else None
    return {"content-type": record.head.get("content-type", "")} if record.kind == "resource" else None
