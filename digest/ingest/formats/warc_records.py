"""The records of a web archive (WARC, ISO 28500), one after the other, however large the file is.

This reader is our own because each step has to be bounded: a line, a head, and what is kept of a page. The libraries
accept a head line of any length, and refuse an archive that was compressed as a whole.
"""

from __future__ import annotations

import gzip
import re
import zlib
from collections.abc import Callable, Iterator, Mapping
from typing import BinaryIO, NamedTuple, Protocol

from digest.ingest.formats import gzip_archive

DAMAGES = (OSError, EOFError, ValueError, zlib.error)
"""What reading a damaged archive raises."""
_MAX_LINE = 64 << 10
_MAX_HEAD_LINES = 1_000
_STEP = 1 << 20
_CHUNK = re.compile(rb"\s*([0-9a-fA-F]{1,8})[^\n]{0,200}\n")
"""The line before a chunk: its size in hexadecimal, perhaps with extensions."""

Head = Mapping[str, str]
"""Values by lower-case name; of several with one name, the last."""


class Stream(Protocol):
    """The bytes of an archive, decompressed."""

    def read(self, limit: int, /) -> bytes:
        """At most `limit` of the next bytes."""

    def readline(self, limit: int, /) -> bytes:
        """The next line, or its first `limit` bytes."""


class WarcRecord(NamedTuple):
    """A record of which only the head has been read."""

    head: Head
    body: RecordBody

    @property
    def kind(self) -> str:
        """`response`, `resource`, `revisit`, `warcinfo` …"""
        return self.head.get("warc-type", "").lower()


class RecordBody:
    """The bytes of a record. They have to be read before the next record."""

    def __init__(self, stream: Stream, length: int) -> None:
        self._stream = stream
        self._left = length

    def read(self, limit: int) -> bytes:
        """The next bytes; fewer than `limit` only at the end."""
        content = self._stream.read(min(limit, self._left))
        self._left -= len(content)
        return content

    def line(self) -> bytes:
        """The next line; empty at the end. Raises ValueError if it is too long."""
        line = _line(self._stream, self._left)
        self._left -= len(line)
        return line

    def skip(self) -> None:
        """Skip to the end of the record. Raises EOFError if the file ends before."""
        while self._left:
            if not self.read(_STEP):
                raise EOFError("it breaks off")


def records(file: BinaryIO) -> Iterator[WarcRecord]:
    """Each record of an archive, compressed one by one, as a whole or not at all. Raises one of DAMAGES."""
    packed = file.read(2) == gzip_archive.MAGIC[:2]
    file.seek(0)
    # A gzip file may unpack to any size, so it is read as a stream and never as a whole.
    stream: Stream = gzip.GzipFile(fileobj=file) if packed else file
    while version := _version_line(stream):
        if not version.startswith(b"WARC/"):
            raise ValueError("a record should begin there")
        head = _head(lambda: _line(stream, _MAX_LINE))
        body = RecordBody(stream, _length(head))
        yield WarcRecord(head, body)
        body.skip()


def http_head(body: RecordBody) -> tuple[str, Head]:
    """The status and the head of an HTTP response; its content is left in `body`. Raises one of DAMAGES."""
    protocol, _, status = body.line().decode("latin-1").partition(" ")
    if not protocol.startswith("HTTP/"):
        raise ValueError("an answer does not begin as one")
    return status.split(" ", maxsplit=1)[0].strip(), _head(body.line)


def content_of(body: RecordBody, head: Head, limit: int) -> bytes:
    """At most `limit` bytes of a response's content, dechunked and decompressed.

    Many archives keep the original head with content that is decompressed already. Raises
    `gzip_archive.TooLargeError`, and LookupError for an encoding that digest does not decompress.
    """
    content = body.read(limit)
    if "chunked" in head.get("transfer-encoding", "").lower():
        content = _dechunked(content)
    coding = head.get("content-encoding", "").strip().lower()
    if coding in ("gzip", "x-gzip", "deflate") and content[:2] in _PACKED:
        return gzip_archive.unpack(content, limit)
    if coding not in ("", "identity", "gzip", "x-gzip", "deflate"):
        raise LookupError(coding)
    return content


_PACKED = (gzip_archive.MAGIC[:2], b"\x78\x01", b"\x78\x5e", b"\x78\x9c", b"\x78\xda")
"""How gzip and zlib streams begin."""


def _version_line(stream: Stream) -> bytes:
    """The first line of a record, after any blank lines; empty at the end of the file."""
    while line := _line(stream, _MAX_LINE):
        if line.strip():
            return line
    return b""


def _line(stream: Stream, limit: int) -> bytes:
    line = stream.readline(min(limit, _MAX_LINE))
    if len(line) >= _MAX_LINE:
        raise ValueError("a line of a head is too long")
    return line


def _head(next_line: Callable[[], bytes]) -> Head:
    """The lines `name: value` down to a blank line; a line that begins with a space continues the one before."""
    head: dict[str, str] = {}
    name = ""
    for _ in range(_MAX_HEAD_LINES):
        line = next_line().decode("utf-8", "replace")
        if not line.strip():
            return head
        if name and line[0] in " \t":
            head[name] += f" {line.strip()}"
            continue
        name, _, value = line.partition(":")
        name = name.strip().lower()
        head[name] = value.strip()
    raise ValueError("a head has too many lines")


def _length(head: Head) -> int:
    stated = head.get("content-length", "")
    if not stated.isascii() or not stated.isdigit():
        raise ValueError("a record does not say how long it is")
    return int(stated)


def _dechunked(content: bytes) -> bytes:
    """The content without the lines that chunked transfer puts in; unchanged if there are none."""
    parts, start = [], 0
    while chunk := _CHUNK.match(content, start):
        size = int(chunk[1], 16)
        if not size:
            break
        parts.append(content[chunk.end() : chunk.end() + size])
        start = chunk.end() + size
    return b"".join(parts) or content
