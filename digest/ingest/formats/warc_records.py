"""The records of a web archive (WARC, ISO 28500), one after the other, however large the file is.

Read by a program of our own because each step has to be bounded: a line, a head, and what is kept of a page. The
libraries take a line of any length for a head, and refuse an archive that was packed as a whole.
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
_LONGEST_LINE = 64 << 10
_MOST_LINES = 1_000
_STEP = 1 << 20
_CHUNK = re.compile(rb"\s*([0-9a-fA-F]{1,8})[^\n]{0,200}\n")

Head = Mapping[str, str]
"""By names in small letters; of several of one name, the last."""


class Stream(Protocol):
    """What an archive is read from, plain or unpacked on the way."""

    def read(self, most: int, /) -> bytes:
        """The next bytes."""

    def readline(self, most: int, /) -> bytes:
        """The next line, or as much of it."""


class Record(NamedTuple):
    """A record, of which nothing but the head is read yet."""

    head: Head
    body: Body

    @property
    def kind(self) -> str:
        """`response`, `resource`, `revisit`, `warcinfo` …"""
        return self.head.get("warc-type", "").lower()


class Body:
    """The bytes of a record, to be read before the next record is asked for."""

    def __init__(self, stream: Stream, length: int) -> None:
        self._stream = stream
        self._left = length

    def read(self, most: int) -> bytes:
        """The next bytes; fewer than `most` at the end only."""
        found = self._stream.read(min(most, self._left))
        self._left -= len(found)
        return found

    def line(self) -> bytes:
        """The next line; empty at the end. Raises ValueError where it is too long."""
        found = _line(self._stream, self._left)
        self._left -= len(found)
        return found

    def skip(self) -> None:
        """Go to the record's end. Raises EOFError where the file ends before."""
        while self._left:
            if not self.read(_STEP):
                raise EOFError("it breaks off")


def records(file: BinaryIO) -> Iterator[Record]:
    """Each record of an archive, plain, packed one by one or as a whole. Raises one of DAMAGES."""
    packed = file.read(2) == gzip_archive.MAGIC[:2]
    file.seek(0)
    # What gzip has packed may unpack to anything: it is read on as it is needed, never as a whole.
    stream: Stream = gzip.GzipFile(fileobj=file) if packed else file
    while mark := _mark(stream):
        if not mark.startswith(b"WARC/"):
            raise ValueError("a record should begin there")
        head = _head(lambda: _line(stream, _LONGEST_LINE))
        body = Body(stream, _length(head))
        yield Record(head, body)
        body.skip()


def http(body: Body) -> tuple[str, Head]:
    """The status and the head of an answer; what is left in `body` is its content. Raises one of DAMAGES."""
    protocol, _, status = body.line().decode("latin-1").partition(" ")
    if not protocol.startswith("HTTP/"):
        raise ValueError("an answer does not begin as one")
    return status.split(" ", maxsplit=1)[0].strip(), _head(body.line)


def content_of(body: Body, head: Head, limit: int) -> bytes:
    """At most `limit` bytes of an answer's content as they were before the server packed them and cut them up.

    Many archives keep a head as it came with a content that is unpacked already. Raises gzipped.TooLargeError, and
    LookupError for what no program of ours unpacks.
    """
    content = body.read(limit)
    if "chunked" in head.get("transfer-encoding", "").lower():
        content = _joined(content)
    coding = head.get("content-encoding", "").strip().lower()
    if coding in ("gzip", "x-gzip", "deflate") and content[:2] in _PACKED:
        return gzip_archive.unpack(content, limit)
    if coding not in ("", "identity", "gzip", "x-gzip", "deflate"):
        raise LookupError(coding)
    return content


_PACKED = (gzip_archive.MAGIC[:2], b"\x78\x01", b"\x78\x5e", b"\x78\x9c", b"\x78\xda")
"""How gzip and zlib begin."""


def _mark(stream: Stream) -> bytes:
    """The first line of a record, what is blank before it left out; empty at the end of the file."""
    while line := _line(stream, _LONGEST_LINE):
        if line.strip():
            return line
    return b""


def _line(stream: Stream, most: int) -> bytes:
    line = stream.readline(min(most, _LONGEST_LINE))
    if len(line) >= _LONGEST_LINE:
        raise ValueError("a line of a head is too long")
    return line


def _head(next_line: Callable[[], bytes]) -> Head:
    """The lines `name: value` down to a blank one; one that begins with a space goes on from the line before."""
    head: dict[str, str] = {}
    name = ""
    for _ in range(_MOST_LINES):
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


def _joined(content: bytes) -> bytes:
    """What was cut into chunks, in one piece; as it is, where there are none."""
    parts, at = [], 0
    while found := _CHUNK.match(content, at):
        size = int(found[1], 16)
        if not size:
            break
        parts.append(content[found.end() : found.end() + size])
        at = found.end() + size
    return b"".join(parts) or content
