"""The archive after some articles were edited where they stand: most of what an editor does in an hour."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec

from digest.archive.archive import Archive, Subject
from digest.archive.assemble import entry_of
from digest.archive.entry import Entry, Series
from digest.config import Config
from digest.model.article import Article
from digest.model.editorial import FAMILIES
from digest.model.text import Outline, Prose
from digest.reading.content import Content

MANY = 50
"""With more edits than this, assembling anew is as quick."""


def edit(archive: Archive, before: Content, content: Content, config: Config) -> Archive | None:
    """The archive of `content`, made from that of `before`, if all that is new is what articles say.

    None where an index might move: then it has to be assembled. Equal to what `assemble` gives.
    """
    if not _has_same_files(before, content):
        return None
    pairs = [(old, new) for old, new in zip(before.articles, content.articles, strict=True) if old is not new]
    if len(pairs) > MANY or not all(stands_alike(old, new) for old, new in pairs):
        return None
    new = {article.path: article for _, article in pairs}
    ranks = {rank: new[path] for rank, entry in enumerate(archive.series) if (path := entry.stub.path) in new}
    edited = {
        rank: entry_of(archive.series[rank].stub, article, archive, content, config) for rank, article in ranks.items()
    }
    return with_entries(archive, edited)


def stands_alike(old: Article, new: Article) -> bool:
    """Whether all that is new in an article is merely read: it stands where it stood, beside what stood beside it."""
    return _place(old) == _place(new)


def _has_same_files(before: Content, content: Content) -> bool:
    return (
        before.keys.keys() == content.keys.keys()
        and len(before.articles) == len(content.articles)
        and before.dossiers == content.dossiers
        and before.editions == content.editions
        and before.pages == content.pages
        and before.attachments == content.attachments
        and before.faulty == content.faulty
        and before.loose == content.loose
        and before.kept == content.kept
    )


def _place(article: Article) -> tuple[Article, list[str]]:
    """All that decides where an article stands and what stands beside it: whatever is not merely read."""
    links = (*article.body.links, *article.comment.links)
    return msgspec.structs.replace(article, **_READ), [link.target for link in links]


_READ = {
    **dict.fromkeys(("title", "summary", "notice", "agency", "url", "dateline", "original_title"), ""),
    **dict.fromkeys(("authors", "corrections", "lines", "extra"), ()),
    "body": Outline(),
    "comment": Prose(),
}  # fmt: skip


def with_entries(archive: Archive, entries: Mapping[int, Entry]) -> Archive:
    """The archive with these entries at these ranks; each stands as the one before it stood."""
    all_entries = list(archive.series)
    for rank, entry in entries.items():
        all_entries[rank] = entry
    subjects = {}
    for family in FAMILIES:
        touched = {slug for entry in entries.values() for slug in getattr(entry, family)}
        renewed = {slug: _renewed(archive.subjects[family][slug], all_entries) for slug in touched}
        subjects[family] = {**archive.subjects[family], **renewed}
    return msgspec.structs.replace(archive, series=Series.of(all_entries), subjects=subjects)


def _renewed(subject: Subject, entries: Sequence[Entry]) -> Subject:
    return msgspec.structs.replace(subject, series=Series.of([entries[rank] for rank in subject.ranks]))


def without_links(archive: Archive, dead: frozenset[tuple[str, str]], content: Content, config: Config) -> Archive:
    """The archive in which these references, by file and target, are shown without their link."""
    changed = {path for path, _ in dead ^ archive.dead}
    archive = msgspec.structs.replace(archive, dead=dead)
    entries = {
        rank: entry_of(entry.stub, entry.written, archive, content, config)
        for rank, entry in enumerate(archive.series)
        if entry.stub.path in changed
    }
    return with_entries(archive, entries) if entries else archive
