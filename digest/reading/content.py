"""All files under a site's `content/`, read in one pass, with everything that is wrong in them."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Executor
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from digest.config import Config
from digest.errors import Finding, error, has_errors, warning
from digest.fingerprint import digest_of_bytes
from digest.model.article import Article
from digest.model.editorial import FAMILIES, Dossier, EditionNote, StandalonePage
from digest.model.facts import Facts, facts_of
from digest.model.source import SourceFile
from digest.model.text import Link, Prose
from digest.reading.article import Written, read_as_far, tells_nothing
from digest.reading.catalogue import ArticleCatalogue, changed_paths
from digest.reading.editorial import read_dossier, read_edition, read_standing
from digest.reading.kinds import ARTICLE, DOSSIER, EDITION, NOTHING, OTHER, PAGE, kind_of, known_key, reading_prefix
from digest.reading.library import Library, Reading, body_of, known_digest, reading_key
from digest.reading.scan import CONTENT, Sighting, is_text, read_source
from digest.reading.words import words_of
from digest.site_files import is_folder

CHUNK = 200
"""Files that a process reads at a time."""


class Content(msgspec.Struct, frozen=True, kw_only=True):
    """The values of the files under `content/`, in the order of the paths; of articles their facts, by month."""

    catalogue: ArticleCatalogue
    dossiers: tuple[Dossier, ...] = ()
    editions: tuple[EditionNote, ...] = ()
    pages: tuple[StandalonePage, ...] = ()
    attachments: Mapping[str, bytes] = {}
    """The other files (pictures, …), which the site copies: path to digest."""
    faulty: frozenset[str] = frozenset()
    """Paths of the Markdown files with errors. A link to one of them is not reported as dead."""
    loose: tuple[tuple[str, tuple[Link, ...]], ...] = ()
    """The links in the texts of files from which no article could be made, by path: they may be dead too."""
    kept: frozenset[str] = frozenset()
    """Paths of articles as they were read before, because their files cannot be read now."""
    keys: Mapping[str, bytes] = {}
    """Path to key: the digest of a file's bytes or, for Markdown, its `reading_key`."""
    library: Library

    @property
    def articles(self) -> Iterator[Article]:
        """Every article, opened one after the other, in the order of the paths."""
        files = self.catalogue.files
        return (self.library.article(files[path].key) for path in sorted(files))

    def article(self, path: str) -> Article:
        """The article in that file. Raises KeyError where there is none that can be read."""
        return self.library.article(self.catalogue.files[path].key)


ReadResult = tuple[Any, Prose, list[Finding]]
"""A value (None if the file has errors), the body that is stored apart from it, and the findings."""


class Kind(NamedTuple):
    """A kind of Markdown file: the type of its value, and its reader."""

    type: type
    read: Callable[[SourceFile, Config], ReadResult]


def _read_article(source: SourceFile, config: Config) -> ReadResult:
    article, body, findings = read_as_far(source, config.content, config.zone)
    is_bare = not findings and article and not article.draft and tells_nothing(Written(article, body))
    return article, body, [_headline_only(source.path)] if is_bare else findings


def _without_body(
    read: Callable[[SourceFile, Any], tuple[Any, list[Finding]]],
) -> Callable[[SourceFile, Config], ReadResult]:
    def read_whole(source: SourceFile, config: Config) -> ReadResult:
        value, findings = read(source, config.zone)
        return value, Prose(), findings

    return read_whole


_KINDS: Mapping[str, Kind] = {
    ARTICLE: Kind(Article, _read_article),
    PAGE: Kind(StandalonePage, _without_body(read_standing)),
    EDITION: Kind(EditionNote, _without_body(read_edition)),
    DOSSIER: Kind(Dossier, _without_body(read_dossier)),
}


class Reader(NamedTuple):
    """What reading needs to know of a site."""

    root: Path
    config: Config
    library: Library
    catalogue: ArticleCatalogue
    """As it was before."""
    executor: Executor | None = None
    """Where several processes shall read."""
    keeps: bool = False
    """Whether an article whose file cannot be read now stays as it was: in a preview."""


def read_content(
    reader: Reader,
    seen: Mapping[str, Sighting | None],
    clock: int,
    meanwhile: Callable[[], object] = lambda: None,
) -> tuple[Content, list[Finding]]:
    """Read every file under `content/`. What is wrong with a file is left out of its value; the findings name it.

    `seen` holds the files' paths and stats, `clock` the time of the stats. Files that library and catalogue know are
    not read again. `meanwhile` is called while other processes read.
    """
    library, catalogue, prefix = reader.library, reader.catalogue, reading_prefix(reader.config)
    keys = {path: known_key(prefix, path, sighting, library) for path, sighting in seen.items()}
    kinds = {path: kind for path in seen if (kind := kind_of(path)) != ARTICLE}
    articles = {path: key for path, key in keys.items() if path not in kinds}
    values = _values(library, kinds, keys)
    changes: dict[str, _Change] = dict.fromkeys(catalogue.files.keys() - articles.keys())
    findings: list[Finding] = []
    faulty: set[str] = set()
    loose: list[tuple[str, tuple[Link, ...]]] = []
    unknown = [*changed_paths(catalogue, articles), *(path for path, value in values.items() if value is None)]
    for reading in _readings(reader, prefix, sorted(unknown), meanwhile):
        path, keys[reading.path] = reading.path, reading.key
        if path in kinds:
            values[path] = library.take(reading, _KINDS[kinds[path]].type, clock)
        else:
            changes[path] = _filed(reading, library, clock)
        if path in kinds or changes[path] is None:
            findings += reading.findings
            faulty.update([path] if has_errors(reading.findings) else [])
        if reading.body and not reading.head and (links := body_of(reading).links):
            loose.append((path, links))
    findings += _of_others(reader, seen, clock, kinds, keys)
    lost = {path for path in changes if reader.keeps and path in articles and changes[path] is None}
    kept = lost & catalogue.files.keys()
    catalogue = catalogue.followed_by({path: change for path, change in changes.items() if path not in kept})
    findings += (finding for path in catalogue.files.keys() - kept for finding in catalogue.files[path].findings)
    faulty |= {path for path, filed in catalogue.files.items() if filed.findings and has_errors(filed.findings)}
    content = _content({path: key or b"" for path, key in keys.items()}, values, catalogue, library)
    return msgspec.structs.replace(
        content, faulty=frozenset(faulty), loose=tuple(sorted(loose)), kept=frozenset(kept)
    ), findings


def _of_others(
    reader: Reader,
    seen: Mapping[str, Sighting | None],
    clock: int,
    kinds: Mapping[str, str],
    keys: dict[str, bytes | None],
) -> Iterator[Finding]:
    """Take the digests of the files that are not read into `keys`. The findings name those that nothing uses."""
    for path, kind in kinds.items():
        if kind not in _KINDS:
            keys[path] = known_digest(reader.root, path, seen[path], clock, reader.library)
            if kind == NOTHING:
                yield _misplaced(path)
    if not is_folder(reader.root / CONTENT):
        yield error("", 0, 0, "there is no folder content/", "make it, or run digest init")


_Change = tuple[Facts, tuple[Finding, ...]] | None


def _values(library: Library, kinds: Mapping[str, str], keys: Mapping[str, bytes | None]) -> dict[str, Any]:
    """The known values of the files other than articles; None for one that has to be read."""
    read = {path: _KINDS[kind].type for path, kind in kinds.items() if kind in _KINDS}
    known = library.values({key: kind for path, kind in read.items() if (key := keys[path])})
    return {path: known.get(keys[path] or b"") for path in read}


def _filed(reading: Reading, library: Library, clock: int) -> _Change:
    article = library.take_article(reading, clock)
    return (facts_of(article, reading.key), tuple(reading.findings)) if article else None


def _content(
    keys: Mapping[str, bytes],
    values: Mapping[str, Any],
    catalogue: ArticleCatalogue,
    library: Library,
) -> Content:
    by_type: dict[type, list[Any]] = {Dossier: [], EditionNote: [], StandalonePage: [], type(None): []}
    for value in values.values():
        by_type[type(value)].append(value)
    return Content(
        catalogue=catalogue,
        dossiers=tuple(by_type[Dossier]),
        editions=tuple(by_type[EditionNote]),
        pages=tuple(by_type[StandalonePage]),
        attachments={path: key for path, key in keys.items() if kind_of(path) == OTHER},
        keys=keys,
        library=library,
    )


def _readings(
    reader: Reader, prefix: bytes, paths: Sequence[str], meanwhile: Callable[[], object]
) -> Iterator[Reading]:
    root, config, executor = reader.root, reader.config, reader.executor
    if executor is None or len(paths) < 2 * CHUNK:
        for n in range(0, len(paths), CHUNK):
            yield from read_files(root, config, prefix, paths[n : n + CHUNK])
        return
    chunks = [paths[n : n + CHUNK] for n in range(0, len(paths), CHUNK)]
    futures = deque(executor.submit(read_files, root, config, prefix, chunk) for chunk in chunks)
    meanwhile()
    while futures:
        yield from futures.popleft().result()  # memory lets go of it at once


def read_files(root: Path, config: Config, prefix: bytes, paths: Sequence[str]) -> list[Reading]:
    """Read these Markdown files. Runs in this process or in one of an executor."""
    sources = [(path, *_source(root, path)) for path in paths]
    return [_reading(config, prefix, *source) for source in sources]


def _source(root: Path, path: str) -> tuple[SourceFile | None, list[Finding]]:
    if is_text(path):
        return read_source(root, path)
    return None, [error(path, 0, 0, "this path is not UTF-8", "rename the file, or its folder")]


def _reading(config: Config, prefix: bytes, path: str, source: SourceFile | None, findings: list[Finding]) -> Reading:
    if source is None:
        reason = digest_of_bytes("\n".join(map(str, findings)).encode())  # else another reason would be no change
        return Reading(path, None, b"", reading_key(prefix, path, reason), b"", b"", b"", findings)
    digest = digest_of_bytes(source.content)
    try:
        value, body, findings = _KINDS[kind_of(path)].read(source, config)
        head, text = _encode(value) if value is not None else b"", _encode(body)
        words = words_of(value, body) if isinstance(value, Article) else b""
    except Exception as fault:  # noqa: BLE001 - a fault of ours in one file hides nothing of what is wrong in others
        message = f"digest met a fault of its own in this file: {type(fault).__name__}: {fault}"
        head, text, words, findings = b"", b"", b"", [error(path, 0, 0, message, "please report it, with the file")]
    return Reading(path, source.seen, digest, reading_key(prefix, path, digest), head, text, words, findings)


_encode = msgspec.json.Encoder(order="deterministic").encode


def _headline_only(path: str) -> Finding:
    hint = "write a text or a summary, or name its address under url"
    return warning(path, 1, 1, "there is nothing in this article but its headline", hint)


def _misplaced(path: str) -> Finding:
    folders = ", ".join(["articles", "editions", "pages", *FAMILIES])
    hint = f"move it into one of the folders under content/: {folders}"
    return warning(path, 0, 0, "this file is where digest reads nothing", hint)
