"""What was ever pulled: sorted lines in `content/.seen/YYYY.txt`, so that what an editor deleted stays away.

A line holds the address of an entry and a digest of the id that its feed gives it, as in
`harbour.example/a #0a1b2c3d4e5f6789`. Either of the two identifies the entry. Deleting a line lets the entry come
again. The files are committed, and git merges two of them as a union.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path
from urllib.parse import quote

from digest.atomic import write
from digest.ingest.dedupe.article_urls import normal_url
from digest.ingest.dedupe.index import text_digest
from digest.ingest.draft import Draft
from digest.model.article import Article

FOLDER = "content/.seen"


def line_of(draft: Draft, feed: str) -> str:
    """The line for an entry of a feed: its address and a digest of its id; a digest of its text if it has neither.

    An id may be a mere number, so it counts within its feed only. An address without a path is that of a whole
    site and identifies no entry.
    """
    entry_id = "" if draft.location.id is None else str(draft.location.id)
    keys = [_address_key(draft.url), _digest_key("#", f"{normal_url(feed)}\n{entry_id}") if entry_id else ""]
    return " ".join(filter(None, keys)) or _digest_key("=", text_digest(draft.title, draft.body).hex())


def lines_of_article(article: Article, body: str) -> list[str]:
    """The lines by which a feed's entry for an article of the site is known: one for each address of its text.

    Where it has none: a digest of its text.
    """
    addresses = (article.url, *(carrier.url for carrier in article.also))
    return [*filter(None, map(_address_key, addresses))] or [_digest_key("=", text_digest(article.title, body).hex())]


class Seen:
    """The entries that were pulled into the site at `root`. It grows in memory; `save` writes it."""

    def __init__(self, root: Path) -> None:
        self._folder = root / FOLDER
        self._keys: set[str] = set()
        self._new: set[str] = set()
        for path in sorted(self._folder.glob("*.txt")):
            self._keys.update(path.read_text("utf-8", "replace").split())

    def holds(self, line: str) -> bool:
        """Whether an entry was pulled before, by its address or by its id."""
        return not self._keys.isdisjoint(line.split())

    def add(self, line: str) -> None:
        """Add the line of an entry."""
        self._keys.update(line.split())
        self._new.add(line)

    def save(self, year: int) -> None:
        """Write the lines that were added since the last time into the file of this year."""
        if not self._new:
            return
        path = self._folder / f"{year:04}.txt"
        write(path, _with_lines(path.read_bytes() if path.exists() else b"", self._new))
        self._new.clear()


def seen_file(root: Path, article: Article, body: str, year: int) -> tuple[str, bytes | None, bytes]:
    """The file of a year's lines as it has to be so that an article's entry does not come again.

    Returns its name in FOLDER, its bytes now (None where it is not there), and its bytes then.
    """
    path = root / FOLDER / f"{year:04}.txt"
    before = path.read_bytes() if path.exists() else None
    return path.name, before, _with_lines(before or b"", lines_of_article(article, body))


def _with_lines(content: bytes, new: Iterable[str]) -> bytes:
    lines = sorted({*filter(str.strip, content.decode("utf-8", "replace").splitlines()), *new})
    return "".join(f"{line}\n" for line in lines).encode()


def _address_key(url: str) -> str:
    normal = normal_url(url).removesuffix("?") if url else ""
    return quote(normal, safe="/-._~!$&'()*+,;:@?=%") if normal.partition("/")[2] or "?" in normal else ""


def _digest_key(kind: str, text: str) -> str:
    return kind + hashlib.blake2b(text.encode("utf-8", "backslashreplace"), digest_size=8).hexdigest()
