"""The places of words in the files of a site: asked only for messages, so a file is read when it is asked for."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from digest.reading.scan import read_source
from digest.reading.text import decode


class Positions:
    """Lines and columns in the files of one site, as they are on disk."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._lines = lru_cache(maxsize=256)(self._read)

    def of(self, path: str, line: int, words: str) -> tuple[int, int]:
        """Line and column, from 1, of the first place from a line on that has these words; else the line itself."""
        lines = self._lines(path)
        for number in range(line, len(lines) + 1) if words else ():
            column = lines[number - 1].find(words)
            if column >= 0:
                return number, column + 1
        return line, 1

    def _read(self, path: str) -> tuple[str, ...]:
        source, _ = read_source(self._root, path)
        return tuple(decode(source)[0].split("\n")) if source else ()
