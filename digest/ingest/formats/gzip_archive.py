"""A file that gzip has packed: what is in it is an input of its own."""

from __future__ import annotations

import zlib
from collections.abc import Iterator

from digest.ingest.draft import Failure, Found, Input, Place

MAX_SIZE = 128 << 20
"""Bytes that a file may unpack to."""
MAGIC = b"\x1f\x8b\x08"
"""How a file begins that gzip has packed."""
_STEP = 1 << 20


class TooLargeError(ValueError):
    """It unpacks to more than was allowed."""


def recognise(given: Input) -> bool:
    """Whether it begins as gzip's files do."""
    return given.content.startswith(MAGIC)


def read(given: Input) -> Iterator[Found]:
    """The one input in it."""
    try:
        content = unpack(given.content, MAX_SIZE)
    except TooLargeError:
        said = f"it unpacks to more than {MAX_SIZE >> 20} MB"
        yield Failure(Place(given.name), said, "unpack it yourself, if you trust it")
    except zlib.error:
        yield Failure(Place(given.name), "this gzip file is damaged", "pack it again")
    else:
        name = given.name.removesuffix(".gz")
        yield Input(name, content, modified=given.modified, url=given.url, named=given.named)


def unpack(content: bytes, limit: int) -> bytes:
    """All members of a gzip or zlib stream, at most `limit` bytes. Raises TooLargeError, and zlib.error for damage."""
    parts, size = [], 0
    while content:
        packed = zlib.decompressobj(zlib.MAX_WBITS | 32)
        while not packed.eof:
            part = packed.decompress(content, _STEP)
            content = packed.unconsumed_tail
            if not part and not content and not packed.eof:
                raise zlib.error("it breaks off")
            parts.append(part)
            size += len(part)
            if size > limit:
                raise TooLargeError(limit)
        content = packed.unused_data.lstrip(b"\0")
    return b"".join(parts)


def begins_with(content: bytes, words: bytes) -> bool:
    """Whether what gzip has packed begins with these bytes."""
    try:
        return zlib.decompressobj(zlib.MAX_WBITS | 32).decompress(content[:65536], len(words)) == words
    except zlib.error:
        return False
