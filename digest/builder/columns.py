"""The files of an output folder as a build left them: twenty thousand lines, kept in columns.

A build that finds nothing to do, or one page, must not make objects of all the others.
"""

from __future__ import annotations

import struct
from collections.abc import Collection, Iterator, Mapping
from functools import cached_property
from typing import NamedTuple

import msgspec

from digest.fingerprint import SIZE
from digest.reading.scan import Sighting

_LOOKS = struct.Struct("<qqqQ")


class OutputLine(NamedTuple):
    """A file in an output folder as a build left it."""

    key: bytes
    """The fingerprint of the page."""
    digest: bytes
    """Of the file's bytes."""
    seen: Sighting
    """What the file system said of it."""


class OutputLines(msgspec.Struct, frozen=True, dict=True):
    """OutputLines by path in the output folder; each column holds as many entries as there are paths."""

    paths: tuple[str, ...] = ()
    keys: bytes = b""
    digests: bytes = b""
    looks: bytes = b""

    @classmethod
    def of(cls, lines: Mapping[str, OutputLine]) -> OutputLines:
        """The columns of these lines."""
        values = lines.values()
        return cls(
            tuple(lines),
            b"".join([line.key for line in values]),
            b"".join([line.digest for line in values]),
            b"".join([_packed(line.seen) for line in values]),
        )

    @cached_property
    def places(self) -> Mapping[str, int]:
        """Where in the columns each path stands."""
        return {path: place for place, path in enumerate(self.paths)}

    def seen(self) -> Iterator[tuple[str, tuple[int, ...]]]:
        """Each path with what the file system said of it: what a Sighting holds."""
        return zip(self.paths, _LOOKS.iter_unpack(self.looks), strict=True)

    def line(self, path: str) -> OutputLine | None:
        """The line of a path, if there is one."""
        place = self.places.get(path)
        if place is None:
            return None
        start, stop = place * SIZE, (place + 1) * SIZE
        seen = Sighting(*_LOOKS.unpack_from(self.looks, place * _LOOKS.size))
        return OutputLine(self.keys[start:stop], self.digests[start:stop], seen)

    def then(self, planned: Collection[str], new: Mapping[str, OutputLine]) -> OutputLines:
        """The lines of what is planned: the new ones, and of all else those that stand here."""
        if len(planned) != len(self.paths) or self.places.keys() != set(planned):
            known = {path: new.get(path) or self.line(path) for path in sorted(planned)}
            return OutputLines.of({path: line for path, line in known.items() if line})
        keys, digests, looks = bytearray(self.keys), bytearray(self.digests), bytearray(self.looks)
        for path, line in new.items():
            place = self.places[path]
            keys[place * SIZE : (place + 1) * SIZE] = line.key
            digests[place * SIZE : (place + 1) * SIZE] = line.digest
            looks[place * _LOOKS.size : (place + 1) * _LOOKS.size] = _packed(line.seen)
        return OutputLines(self.paths, bytes(keys), bytes(digests), bytes(looks))


def _packed(seen: Sighting) -> bytes:
    return _LOOKS.pack(*seen[:3], seen.inode & 0xFFFF_FFFF_FFFF_FFFF)  # some systems have longer ones
