"""A gzip file: the file in it is an input of its own."""

from __future__ import annotations

import math
import time
import zlib
from collections.abc import Iterator

from digest.ingest.draft import Failure, Input, Location, Member

MAX_UNPACKED = 128 << 20
"""Bytes of the file in it."""
MAGIC = b"\x1f\x8b\x08"
"""The first bytes of a gzip file."""
_STEP = 1 << 20
"""Bytes that are handed to the decompressor at a time, and that it gives at a time, at most."""
_FIRST_STEP = 256
"""The same at the beginning of a member, which may be a few bytes long."""


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


def unpack(content: bytes, limit: int, deadline: float = math.inf) -> bytes:
    """All members of a gzip or zlib stream, at most `limit` bytes. Raises TooLargeError, and zlib.error for damage.

    `deadline` is on the clock of `time.monotonic`; after it TimeoutError is raised. Time grows with the bytes, however
    many members they are: what a member leaves over is handed on by its place, and not copied.
    """
    parts: list[bytes] = []
    size = at = 0
    while at < len(content):
        member, at = _member(content, at, limit - size, deadline)
        parts += member
        size += sum(map(len, member))
        while content[at : at + 1] == b"\0":
            at += 1
    return b"".join(parts)


def _member(content: bytes, at: int, limit: int, deadline: float) -> tuple[list[bytes], int]:
    """What one member unpacks to, and where the next begins."""
    packed, parts, size, step = zlib.decompressobj(zlib.MAX_WBITS | 32), [], 0, _FIRST_STEP
    while not packed.eof:
        if time.monotonic() > deadline:
            raise TimeoutError
        piece = packed.unconsumed_tail or content[at : at + step]
        if not packed.unconsumed_tail:
            at, step = at + len(piece), min(2 * step, _STEP)
        part = packed.decompress(piece, _STEP)
        if not part and not piece:
            raise zlib.error("it breaks off")
        parts.append(part)
        size += len(part)
        if size > limit:
            raise TooLargeError(limit)
    return parts, at - len(packed.unused_data)


def begins_with(content: bytes, words: bytes) -> bool:
    """Whether the file in a gzip file begins with these bytes."""
    try:
        return zlib.decompressobj(zlib.MAX_WBITS | 32).decompress(content[:65536], len(words)) == words
    except zlib.error:
        return False
