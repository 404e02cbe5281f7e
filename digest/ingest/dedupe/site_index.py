"""What a site holds already: its articles' marks, kept from run to run so that only new files are read."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import msgspec

from digest.fingerprint import digest_of, engine
from digest.ingest.dedupe.index import Known, Mark, mark_of
from digest.model.source import SourceFile
from digest.reading import frontmatter
from digest.reading.article import FOLDER
from digest.reading.nodes import Node, Scalar
from digest.reading.scan import Sighting, at_rest, read_source, sighted, sightings
from digest.reading.text import decode
from digest.store import FILE, KNOWN, Damaged, Store
from digest.store import FOLDER as STORE

_Files = dict[str, tuple[Sighting, tuple[Mark, ...]]]
"""By path: what the file looked like, and its mark; none for a file that is no article."""


class Archive(Known):
    """The articles of a site, and the files that they were read from."""

    def __init__(self, files: _Files) -> None:
        super().__init__()
        self.files = files
        for _, marks in files.values():
            for mark in marks:
                self.add(mark)
        self.read = len(self.marks)
        """How many marks came from files; what follows was added by this run."""


def known_in(root: Path) -> Archive:
    """What the site at `root` holds. A file that cannot be read is left to `digest build` to complain of.

    Files that look as they did when `remember` was called are not read again.
    """
    kept = _recalled(root) if (root / STORE / FILE).is_file() else {}
    return Archive(dict(_marks(root, kept)))


def remember(root: Path, known: Archive) -> None:
    """Keep the marks of what was read and added, for the next run; it writes nothing that is there already."""
    files, clock = dict(known.files), time.time_ns()
    for mark in known.marks[known.read :]:
        with suppress(OSError):
            files[mark.path] = (sighted((root / mark.path).stat()), (mark,))
    files = {path: each for path, each in files.items() if at_rest(each[0], clock)}
    if files and files != _recalled(root):
        _keep(root, files)


def _marks(root: Path, kept: _Files) -> Iterator[tuple[str, tuple[Sighting, tuple[Mark, ...]]]]:
    for path, seen in sightings(root, FOLDER.rstrip("/")).items():
        if not path.endswith(".md"):
            continue
        if seen and path in kept and kept[path][0] == seen:
            yield path, kept[path]
        else:
            source, _ = read_source(root, path)
            yield path, (seen or _NEVER, tuple(_mark(source)) if source else ())


_NEVER = Sighting(-1, 0, 1 << 62, 0)
"""Of a link: it says nothing of what it leads to, and is read each time."""


def _mark(source: SourceFile) -> Iterator[Mark]:
    text, _ = decode(source)
    matter, _ = frontmatter.parse(source.path, text)
    if matter is not None:
        values = {entry.key: entry.value for entry in matter.entries}
        title, url, outlet = (_text(values.get(key)) for key in ("title", "url", "source"))
        yield mark_of(source.path, title, matter.body, url, outlet)


def _text(node: Node | None) -> str:
    return node.value if isinstance(node, Scalar) else ""


_KEY = digest_of("the marks of the articles that are here")


def _recalled(root: Path) -> _Files:
    try:
        with Store(root) as store:
            kept = store.recall(_KEY)
        made_by, files = msgspec.msgpack.decode(kept, type=tuple[bytes, _Files]) if kept else (b"", {})
    except (Damaged, msgspec.MsgspecError):
        return {}
    return files if made_by == engine() else {}


def _keep(root: Path, found: _Files) -> None:
    """Where that fails, the next run reads the files again."""
    with suppress(Damaged), Store(root) as store:
        store.remember({KNOWN: [(_KEY, msgspec.msgpack.encode((engine(), found)))]})
