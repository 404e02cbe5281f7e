"""The index of one site, kept in its store from run to run, so that only new and changed files are read."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import msgspec

from digest.fingerprint import digest_of, engine
from digest.ingest.dedupe.index import ArticleIndex, IndexedArticle, indexed
from digest.model.source import SourceFile
from digest.reading import frontmatter
from digest.reading.article import FOLDER
from digest.reading.nodes import Node, Scalar
from digest.reading.scan import Sighting, at_rest, read_source, sighted, sightings
from digest.reading.text import decode
from digest.store import FILE, KNOWN, Damaged, Store
from digest.store import FOLDER as STORE

_Files = dict[str, tuple[Sighting, tuple[IndexedArticle, ...]]]
"""By path: the stat of the file, and its article; none if the file holds no article."""


class SiteIndex(ArticleIndex):
    """The articles of a site, and the files that they were read from."""

    def __init__(self, files: _Files) -> None:
        super().__init__()
        self.files = files
        for _, articles in files.values():
            for article in articles:
                self.add(article)
        self.read = len(self.articles)
        """How many articles came from files; this run added those after them."""


def site_index(root: Path) -> SiteIndex:
    """The index of the site at `root`. It skips unreadable files: `digest build` reports them.

    A file with the same stat as when `save_index` was called is not read again.
    """
    stored = _load(root) if (root / STORE / FILE).is_file() else {}
    return SiteIndex(dict(_indexed_files(root, stored)))


def save_index(root: Path, index: SiteIndex) -> None:
    """Store what was read and added, for the next run. Nothing is written if nothing is new."""
    files, clock = dict(index.files), time.time_ns()
    for article in index.articles[index.read :]:
        with suppress(OSError):
            files[article.path] = (sighted((root / article.path).stat()), (article,))
    files = {path: file for path, file in files.items() if at_rest(file[0], clock)}
    if files and files != _load(root):
        _store(root, files)


def _indexed_files(root: Path, stored: _Files) -> Iterator[tuple[str, tuple[Sighting, tuple[IndexedArticle, ...]]]]:
    for path, sighting in sightings(root, FOLDER.rstrip("/")).items():
        if not path.endswith(".md"):
            continue
        if sighting and path in stored and stored[path][0] == sighting:
            yield path, stored[path]
        else:
            source, _ = read_source(root, path)
            yield path, (sighting or _ALWAYS_READ, tuple(_indexed(source)) if source else ())


_ALWAYS_READ = Sighting(-1, 0, 1 << 62, 0)
"""For a symbolic link: its stat says nothing of the file that it points to, so that file is read in each run."""


def _indexed(source: SourceFile) -> Iterator[IndexedArticle]:
    text, _ = decode(source)
    matter, _ = frontmatter.parse(source.path, text)
    if matter is not None:
        values = {entry.key: entry.value for entry in matter.entries}
        title, url, outlet = (_scalar_text(values.get(key)) for key in ("title", "url", "source"))
        yield indexed(source.path, title, matter.body, url, outlet)


def _scalar_text(node: Node | None) -> str:
    return node.value if isinstance(node, Scalar) else ""


_KEY = digest_of("the marks of the articles that are here")


def _load(root: Path) -> _Files:
    """The stored index; empty if it is damaged or another version of digest stored it."""
    try:
        with Store(root) as store:
            value = store.recall(_KEY)
        stored_by, files = msgspec.msgpack.decode(value, type=tuple[bytes, _Files]) if value else (b"", {})
    except (Damaged, msgspec.MsgspecError):
        return {}
    return files if stored_by == engine() else {}


def _store(root: Path, files: _Files) -> None:
    """Store the index. If that fails, the next run reads the files again."""
    with suppress(Damaged), Store(root) as store:
        store.remember({KNOWN: [(_KEY, msgspec.msgpack.encode((engine(), files)))]})
