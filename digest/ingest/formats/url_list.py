"""A list of web addresses, one a line: what stands at each is read."""

from __future__ import annotations

import re
from collections.abc import Iterator

from digest.ingest.draft import Found, Input, Link

MAX_SIZE = 1 << 20
_ADDRESS = re.compile(rb"https?://[^\s<>\"]+", re.IGNORECASE)


def is_address(name: str) -> bool:
    """Whether what stands on the command line is an address and not a file."""
    return bool(re.match(r"https?://[^/\s]", name, re.IGNORECASE))


def recognise(given: Input) -> bool:
    """Whether each of its lines is an address."""
    lines = _lines(given) if len(given.content) <= MAX_SIZE else []
    return bool(lines) and all(map(_ADDRESS.fullmatch, lines))


def read(given: Input) -> Iterator[Found]:
    """What stands at each of them, once. A list may come from anybody: its addresses are not the editor's own."""
    urls = (line.decode("utf-8", "replace") for line in dict.fromkeys(_lines(given)))
    yield from (Link(url, named=given.named) for url in urls)


def _lines(given: Input) -> list[bytes]:
    return [line for line in map(bytes.strip, given.content.removeprefix(b"\xef\xbb\xbf").split(b"\n")) if line]
