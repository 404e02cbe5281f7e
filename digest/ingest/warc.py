"""WARC, as web archives keep pages: each page that was answered with is an input of its own."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from digest.ingest import gzipped
from digest.ingest.draft import Failure, Found, Input, Place

_MARK = b"WARC/"
MAX_SIZE = 32 << 20
"""Bytes of one page; a longer one is cut there by its archive too."""
_PAGES = ("text/html", "application/xhtml+xml", "text/plain", "application/rss+xml", "application/atom+xml",
          "application/xml", "text/xml", "application/feed+json")  # fmt: skip
_HINT = "install it with: pip install 'news-digest[warc]'"


def recognise(given: Input) -> bool:
    """Whether it begins as WARC files do, packed with gzip or not."""
    return given.content.startswith(_MARK) or (gzipped.recognise(given) and gzipped.begins_with(given.content, _MARK))


def read(given: Input) -> Iterator[Found]:
    """An input for each page of the archive that was found (status 200); a damaged end is said."""
    try:
        from warcio.archiveiterator import ArchiveIterator
    except ImportError:
        yield Failure(Place(given.name), "reading web archives needs warcio", _HINT)
        return
    number = pages = 0
    problem = ""
    try:
        for number, record in enumerate(ArchiveIterator(io.BytesIO(given.content)), 1):
            page = _page(given, record, number)
            if page:
                pages += 1
                yield page
    except Exception as fault:  # noqa: BLE001  (warcio raises what its parsing meets: KeyError, ValueError, zlib.error …)
        problem = f"this archive is damaged after record {number}: {fault}"
    if problem or not pages:
        said = problem or "there is no page in this archive"
        yield Failure(Place(given.name), said, "what stands before is read" if problem and pages else "")


def _page(given: Input, record: Any, number: int) -> Input | None:
    """The page of a record, if it holds one. Revisits repeat a page that stands elsewhere in the archive."""
    if record.rec_type == "response":
        if not record.http_headers or record.http_headers.get_statuscode() != "200":
            return None
        kind = record.http_headers.get_header("Content-Type") or ""
    elif record.rec_type == "resource":
        kind = record.rec_headers.get_header("Content-Type") or ""
    else:
        return None
    if kind.partition(";")[0].strip().lower() not in _PAGES:
        return None
    url = (record.rec_headers.get_header("WARC-Target-URI") or "").strip("<>")
    content = record.content_stream().read(MAX_SIZE)
    return Input(f"{given.name}#{number}", content, given.modified, url, kind, id=url or None, named=given.named)
