"""A gzip file: the file in it is an input of its own."""

from __future__ import annotations

import zlib
from collections.abc import Iterator

from digest.ingest.draft import Failure, Input, Location, Member

MAX_UNPACKED = 128 << 20
"""Bytes of the file in it."""
MAGIC = b"\x1f\x8b\x08"
"""The first bytes of a gzip file."""
_STEP = 1 << 20


class TooLargeError(ValueError):
    """A stream unpacks to more bytes than allowed."""


def recognise(raw: Input) -> bool:
    """Whether it begins as gzip files do."""
    return raw.content.startswith(MAGIC)


def read(raw: Input) -> Iterator[Member]:
    """The one file in it."""
    try:
        content = unpack(raw.content, MAX_UNPACKED)
    except TooLargeError:
        message = f"it unpacks to more than {MAX_UNPACKED >> 20} MB"
        yield Failure(Location(raw.name), message, "unpack it yourself, if you trust it")
    except zlib.error:
        yield Failure(Location(raw.name), "this gzip file is damaged", "pack it again")
    else:
        name = raw.name.removesuffix(".gz")
        yield Input(name, content, modified=raw.modified, url=raw.url, trusted_url=raw.trusted_url)


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
    """Whether the file in a gzip file begins with these bytes."""
    try:
        return zlib.decompressobj(zlib.MAX_WBITS | 32).decompress(content[:65536], len(words)) == words
    except zlib.error:
        return False
