"""A web page as Safari saves it (`.webarchive`): a property list in which the page is one of the entries."""

from __future__ import annotations

import plistlib
from collections.abc import Iterator
from typing import Any
from xml.parsers.expat import ExpatError

import msgspec

from digest.ingest.draft import Failure, Found, Input, Place

_MARK = b"bplist00"
_DAMAGES = (plistlib.InvalidFileException, ExpatError, ValueError, KeyError, TypeError, AttributeError, OverflowError,
            RecursionError, IndexError, MemoryError)  # fmt: skip
"""What the reader of property lists raises for what is none."""


def recognise(given: Input) -> bool:
    """Whether it is a property list; Apple's programs keep other things in such files too."""
    return given.content.startswith(_MARK)


def read(given: Input) -> Iterator[Found]:
    """The page, with the address that it was saved from."""
    try:
        page: dict[str, Any] = plistlib.loads(given.content, fmt=plistlib.FMT_BINARY)["WebMainResource"]
        content, url = page["WebResourceData"], page.get("WebResourceURL")
        encoding, kind = page.get("WebResourceTextEncodingName"), page.get("WebResourceMIMEType")
        if not isinstance(content, bytes):
            raise TypeError
    except _DAMAGES:
        yield Failure(Place(given.name), "this is no web archive of Safari's", "save the page as HTML")
        return
    yield msgspec.structs.replace(
        given,
        content=content,
        url=url if isinstance(url, str) else given.url,
        content_type="; charset=".join(each for each in (kind, encoding) if isinstance(each, str)),
    )
