"""The files of an output folder as a build left them: a line for each of twenty thousand files, stored in columns.

Columns save time: a build with no changes, or with one changed page, makes no objects for the other files.
"""

from __future__ import annotations

import struct
from bisect import bisect_left
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import chain
from typing import NamedTuple

import msgspec

from digest.fingerprint import SIZE
from digest.reading.scan import Sighting

_SIGHTING = struct.Struct("<qqqQ")


class OutputLine(NamedTuple):
    """A file in an output folder as a build left it."""

    key: bytes
    """The fingerprint of the page."""
    digest: bytes
    """Digest of the file's bytes."""
    seen: Sighting
    """The file's stat."""


class OutputLines(msgspec.Struct, frozen=True, dict=True):
    """Lines by path in the output folder. Each column has a row for each path."""

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
    def rows(self) -> Mapping[str, int]:
        """The row of each path, from 0."""
        return {path: row for row, path in enumerate(self.paths)}

    def seen(self) -> Iterator[tuple[str, tuple[int, ...]]]:
        """Each path with its stat, as the fields of a Sighting."""
        return zip(self.paths, _SIGHTING.iter_unpack(self.looks), strict=True)

    def line(self, path: str) -> OutputLine | None:
        """The line of a path, if there is one."""
        row = self.rows.get(path)
        if row is None:
            return None
        start, stop = row * SIZE, (row + 1) * SIZE
        seen = Sighting(*_SIGHTING.unpack_from(self.looks, row * _SIGHTING.size))
        return OutputLine(self.keys[start:stop], self.digests[start:stop], seen)

    def then(self, planned: Collection[str], new: Mapping[str, OutputLine]) -> OutputLines:
        """The lines of the planned paths: those in `new`, and for other paths the lines from here."""
        gone = self.rows.keys() - planned
        added = sorted(path for path in new if path not in self.rows and path in planned)
        if len(gone) + len(added) > len(self.paths) // 4:
            known = {path: new.get(path) or self.line(path) for path in sorted(planned)}
            return OutputLines.of({path: line for path, line in known.items() if line})
        stay = {path: line for path, line in new.items() if path in self.rows and path not in gone}
        return self._with(stay)._spliced(sorted(self.rows[path] for path in gone), {path: new[path] for path in added})

    def _with(self, new: Mapping[str, OutputLine]) -> OutputLines:
        """The same paths, some with other lines."""
        if not new:
            return self
        keys, digests, looks = bytearray(self.keys), bytearray(self.digests), bytearray(self.looks)
        for path, line in new.items():
            row = self.rows[path]
            keys[row * SIZE : (row + 1) * SIZE] = line.key
            digests[row * SIZE : (row + 1) * SIZE] = line.digest
            looks[row * _SIGHTING.size : (row + 1) * _SIGHTING.size] = _packed(line.seen)
        return OutputLines(self.paths, bytes(keys), bytes(digests), bytes(looks))

    def _spliced(self, gone: Sequence[int], added: Mapping[str, OutputLine]) -> OutputLines:
        """The lines without some rows, and with others at their places in the order of paths."""
        places = ((bisect_left(self.paths, path), path) for path in added)
        edits = sorted([*places, *((row, "") for row in gone)], key=lambda edit: (edit[0], not edit[1], edit[1]))
        if not edits:
            return self
        pieces, start = [], 0
        for row, path in edits:
            pieces.append(self._rows(start, row))
            start = row if path else row + 1
            if path:
                pieces.append(OutputLines.of({path: added[path]}))
        pieces.append(self._rows(start, len(self.paths)))
        return OutputLines(
            tuple(chain.from_iterable(piece.paths for piece in pieces)),
            b"".join([piece.keys for piece in pieces]),
            b"".join([piece.digests for piece in pieces]),
            b"".join([piece.looks for piece in pieces]),
        )

    def _rows(self, start: int, stop: int) -> OutputLines:
        return OutputLines(
            self.paths[start:stop],
            self.keys[start * SIZE : stop * SIZE],
            self.digests[start * SIZE : stop * SIZE],
            self.looks[start * _SIGHTING.size : stop * _SIGHTING.size],
        )


def _packed(seen: Sighting) -> bytes:
    return _SIGHTING.pack(*seen[:3], seen.inode & 0xFFFF_FFFF_FFFF_FFFF)  # some systems have longer inode numbers
