"""What was ever pulled: sorted lines in `content/.seen/YYYY.txt`, so that what an editor deleted stays away.

A line holds the item's address on the web and a mark of what its feed calls it; either is enough to know it
by. Deleting a line lets the item come again. The files are committed, and git merges two of them as a union.
"""

from __future__ import annotations

import hashlib
from pathlib import Path
from urllib.parse import quote

from digest.atomic import write
from digest.ingest.dedupe.article_urls import normal_url
from digest.ingest.dedupe.index import text_digest
from digest.ingest.draft import Draft

FOLDER = "content/.seen"


def line_of(draft: Draft, feed: str) -> str:
    """The line for an item of a feed: its address, and a mark of its id; of its words where it has neither.

    An id may be a mere number, so it counts within its feed only. An address without a path is that of a
    whole site, and no item is known by it.
    """
    said = "" if draft.place.id is None else str(draft.place.id)
    marks = [_address(draft.url), _mark("#", f"{normal_url(feed)}\n{said}") if said else ""]
    return " ".join(filter(None, marks)) or _mark("=", text_digest(draft.title, draft.body).hex())


class Seen:
    """The items that were pulled into the site at `root`; grows in memory, and is written by `save`."""

    def __init__(self, root: Path) -> None:
        self._folder = root / FOLDER
        self._marks: set[str] = set()
        self._new: set[str] = set()
        for path in sorted(self._folder.glob("*.txt")):
            self._marks.update(path.read_text("utf-8", "replace").split())

    def holds(self, line: str) -> bool:
        """Whether an item was pulled before, by its address or by its id."""
        return not self._marks.isdisjoint(line.split())

    def add(self, line: str) -> None:
        """Remember an item."""
        self._marks.update(line.split())
        self._new.add(line)

    def save(self, year: int) -> None:
        """Write what is new since the last time, among the lines of the year in which it was pulled."""
        if not self._new:
            return
        path = self._folder / f"{year:04}.txt"
        before = path.read_text("utf-8", "replace").splitlines() if path.exists() else []
        lines = sorted({*filter(str.strip, before), *self._new})
        write(path, "".join(f"{line}\n" for line in lines).encode())
        self._new.clear()


def _address(url: str) -> str:
    normal = normal_url(url).removesuffix("?") if url else ""
    return quote(normal, safe="/-._~!$&'()*+,;:@?=%") if normal.partition("/")[2] or "?" in normal else ""


def _mark(kind: str, text: str) -> str:
    return kind + hashlib.blake2b(text.encode("utf-8", "backslashreplace"), digest_size=8).hexdigest()
