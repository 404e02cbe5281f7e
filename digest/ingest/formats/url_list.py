"""A list of web addresses, one on each line."""

from __future__ import annotations

import re
from collections.abc import Iterator

from digest.ingest.draft import Address, Input, Member

MAX_SIZE = 1 << 20
"""Bytes."""
_ADDRESS = re.compile(rb"https?://[^\s<>\"]+", re.IGNORECASE)


def is_address(name: str) -> bool:
    """Whether a name on the command line is an address and not a file."""
    return bool(re.match(r"https?://[^/\s]", name, re.IGNORECASE))


def recognise(raw: Input) -> bool:
    """Whether every line is an address."""
    lines = _lines(raw) if len(raw.content) <= MAX_SIZE else []
    return bool(lines) and all(map(_ADDRESS.fullmatch, lines))


def read(raw: Input) -> Iterator[Member]:
    """Each address once. A list may come from anybody, so its addresses are trusted no more than the list itself."""
    urls = (line.decode("utf-8", "replace") for line in dict.fromkeys(_lines(raw)))
    yield from (Address(url, trusted_url=raw.trusted_url) for url in urls)


def _lines(raw: Input) -> list[bytes]:
    return [line for line in map(bytes.strip, raw.content.removeprefix(b"\xef\xbb\xbf").split(b"\n")) if line]
