"""A web page that Safari saved (`.webarchive`): a property list, one entry of which is the page."""

from __future__ import annotations

import plistlib
from collections.abc import Iterator
from typing import Any
from xml.parsers.expat import ExpatError

import msgspec

from digest.ingest.draft import Failure, Input, Location, Member

_MARK = b"bplist00"
_DAMAGES = (plistlib.InvalidFileException, ExpatError, ValueError, KeyError, TypeError, AttributeError, OverflowError,
            RecursionError, IndexError, MemoryError)  # fmt: skip
"""What `plistlib` and the look-ups raise if it is no such list."""


def recognise(raw: Input) -> bool:
    """Whether it is a property list. Apple's programs write other data in this format too."""
    return raw.content.startswith(_MARK)


def read(raw: Input) -> Iterator[Member]:
    """The page, with the address that it was saved from."""
    try:
        page: dict[str, Any] = plistlib.loads(raw.content, fmt=plistlib.FMT_BINARY)["WebMainResource"]
        content, url = page["WebResourceData"], page.get("WebResourceURL")
        encoding, kind = page.get("WebResourceTextEncodingName"), page.get("WebResourceMIMEType")
        if not isinstance(content, bytes):
            raise TypeError
    except _DAMAGES:
        yield Failure(Location(raw.name), "this is no web archive of Safari's", "save the page as HTML")
        return
    yield msgspec.structs.replace(
        raw,
        content=content,
        url=url if isinstance(url, str) else raw.url,
        content_type="; charset=".join(part for part in (kind, encoding) if isinstance(part, str)),
    )
