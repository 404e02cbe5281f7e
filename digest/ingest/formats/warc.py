"""WARC, as web archives keep pages: each page that was answered with is an input of its own."""

from __future__ import annotations

import zlib
from collections.abc import Iterator

from digest.ingest.draft import Failure, Found, Input, Place
from digest.ingest.formats import gzip_archive
from digest.ingest.formats.warc_records import DAMAGES, Head, Record, content_of, http, records

_MARK = b"WARC/"
MAX_SIZE = 32 << 20
"""Bytes of one page; a longer one is cut there by its archive too."""
_PAGES = ("text/html", "application/xhtml+xml", "text/plain", "application/rss+xml", "application/atom+xml",
          "application/xml", "text/xml", "application/feed+json")  # fmt: skip


def recognise(given: Input) -> bool:
    """Whether it begins as WARC files do, packed with gzip or not."""
    packed = gzip_archive.recognise(given)
    return given.content.startswith(_MARK) or (packed and gzip_archive.begins_with(given.content, _MARK))


def read(given: Input) -> Iterator[Found]:
    """An input for each page of the archive that was found (status 200); a damaged end is said.

    One record is in memory at a time, and of that no more than MAX_SIZE.
    """
    number = pages = 0
    problem = ""
    try:
        with given.open() as file:
            for number, record in enumerate(records(file), 1):
                page = _page(given, record, number)
                if page:
                    pages += 1
                    yield page
    except DAMAGES as fault:
        problem = f"this archive is damaged after record {number}: {fault}"
    if problem or not pages:
        said = problem or "there is no page in this archive"
        yield Failure(Place(given.name), said, "what stands before is read" if problem and pages else "")


def _page(given: Input, record: Record, number: int) -> Input | Failure | None:
    """The page of a record, if it holds one. Revisits repeat a page that stands elsewhere in the archive."""
    url = record.head.get("warc-target-uri", "").strip("<>")
    name = f"{given.name}#{number}"
    try:
        answer = _answer(record)
        kind = answer.get("content-type", "") if answer is not None else ""
        if answer is None or kind.partition(";")[0].strip().lower() not in _PAGES:
            return None
        content = content_of(record.body, answer, MAX_SIZE)
    except gzip_archive.TooLargeError:
        return Failure(Place(name, id=url), f"it unpacks to more than {MAX_SIZE >> 20} MB")
    except LookupError as coding:
        return Failure(Place(name, id=url), f"it is packed in a way that digest does not read: {coding}", _OTHERWISE)
    except (ValueError, zlib.error) as fault:
        return Failure(Place(name, id=url), f"this page is damaged: {fault}")
    return Input(name, content, given.modified, url, kind, id=url or None, named=given.named)


_OTHERWISE = "record the page again, or save it from the browser"


def _answer(record: Record) -> Head | None:
    """The head of what was answered with, where that is no error and no redirection."""
    if record.kind == "response" and record.head.get("content-type", "").startswith("application/http"):
        status, head = http(record.body)
        return head if status == "200" else None
    return {"content-type": record.head.get("content-type", "")} if record.kind == "resource" else None
