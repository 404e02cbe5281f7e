"""A build that goes on from where the last one ended: articles were edited where they stand, and nothing else.

What the last build knew of the whole site is taken out of the store without opening an article. Only the pages
are planned that can see the edited ones; the others are right as they stand, because nothing that their
fingerprints cover has changed.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from digest.archive.assemble import entry_of
from digest.archive.edit import MANY, stands_alike, with_entries
from digest.archive.shelf import take_out
from digest.builder.ledger import BuildRecord, Ledger, asked
from digest.builder.request import BuildRequest
from digest.builder.snapshot import Snapshot, make_renderer
from digest.builder.survey import Settings, Survey, inputs
from digest.model.article import Article
from digest.pages.plan import touched_plan
from digest.reading.content import Content, read_files
from digest.reading.kinds import ARTICLE, OTHER, kind_of, known_key, reading_prefix
from digest.reading.library import Library
from digest.store import Damaged, Store


def resume(
    request: BuildRequest, settings: Settings, seen: Survey, library: Library, ledger: Ledger, store: Store
) -> Snapshot | None:
    """The snapshot of a site in which articles were edited since the last build of this output folder.

    Its plan has only the pages that may have changed. None where anything else may have changed; then the whole
    site has to be looked through.
    """
    last = ledger.record
    found = _edited(request, settings, seen, library, last) if last else None
    kept = ledger.archive() if found else None
    renderer = make_renderer(request.root, settings, store) if kept else None
    if not (last and found and kept and renderer) or renderer.check() or not ledger.all_intact:
        return None
    attachments = {path: key for path, key in found.keys.items() if kind_of(path) == OTHER}
    content = Content(attachments=attachments, keys=found.keys, text=library.text)
    archive = take_out(kept, attachments, lambda key: _article(library, key), content, settings.config)
    if found.new.keys() - {entry.stub.path for entry in archive.series}:
        return None  # an article that was not shown before the edit may be shown now
    ranks = {
        rank: found.new[path] for rank, entry in enumerate(archive.series) if (path := entry.stub.path) in found.new
    }
    entries = {
        rank: entry_of(archive.series[rank].stub, article, archive, content, settings.config)
        for rank, article in ranks.items()
    }
    archive = with_entries(archive, entries)
    return Snapshot(
        root=request.root,
        config=settings.config,
        settings=settings,
        seen=seen,
        selection=request.selection,
        content=content,
        static=found.static,
        archive=archive,
        plan=touched_plan(archive, settings.config, entries, ledger.paths),
        renderer=renderer,
        findings=last.warnings,
        skipped=last.skipped,
        steady=(last.since, last.until),
        inputs=inputs(settings, found.keys, found.static),
        library=library,
    )


class _Edits(NamedTuple):
    """What is new since the last build."""

    keys: Mapping[str, bytes]
    static: Mapping[str, bytes]
    new: Mapping[str, Article]


def _edited(
    request: BuildRequest, settings: Settings, seen: Survey, library: Library, last: BuildRecord
) -> _Edits | None:
    """The edited articles, if nothing but articles was edited, and these where they stand."""
    prefix = reading_prefix(settings.config)
    keys = {path: known_key(prefix, path, sighting, library) for path, sighting in seen.content.items()}
    articles = {path: key for path, key in keys.items() if kind_of(path) == ARTICLE}
    others = {path: key for path, key in keys.items() if key is not None and path not in articles}
    static = {path: key for path, look in seen.static.items() if (key := library.digest(path, look)) is not None}
    if len(articles) + len(others) < len(keys) or len(static) < len(seen.static):
        return None  # a file that is new, or that only its bytes can tell from the one before
    ground = asked(inputs(settings, others, static), request.selection, request.strict)
    changed = [path for path, key in articles.items() if key != last.files.get(path)]
    if {finding.path for finding in last.warnings}.intersection(changed):
        return None  # what was said of these files may be untrue now, or true of other lines
    same = ground == last.ground and articles.keys() == last.files.keys() and len(changed) <= MANY
    if not same or not last.since <= request.selection.now < last.until:
        return None
    new = _read(request.root, settings, seen, library, last, changed)
    known = {path: key for path, key in keys.items() if key is not None}
    return None if new is None else _Edits({**known, **new.keys}, static, new.articles)


class _New(NamedTuple):
    keys: Mapping[str, bytes]
    articles: Mapping[str, Article]


def _read(
    root: Path, settings: Settings, seen: Survey, library: Library, last: BuildRecord, changed: list[str]
) -> _New | None:
    """The files that look otherwise, read; None if one of them says more than may be read in its place."""
    before = library.values({last.files[path]: Article for path in changed})
    keys: dict[str, bytes] = {}
    articles: dict[str, Article] = {}
    for reading in read_files(root, settings.config, reading_prefix(settings.config), changed):
        old, new = before.get(last.files[reading.path]), library.take(reading, Article, seen.clock)
        if old is None or new is None or reading.findings:
            return None
        if not stands_alike(old, new) or old.body.anchors != new.body.anchors:
            return None
        keys[reading.path] = reading.key
        if reading.key != last.files[reading.path]:
            articles[reading.path] = new
    return _New(keys, articles)


def _article(library: Library, key: bytes) -> Article:
    found: Article | None = library.values({key: Article}).get(key)
    if found is None:
        raise Damaged("an article in the store is not what was kept there")
    return found
