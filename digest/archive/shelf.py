"""An archive put away between two builds, and taken out again without opening an article."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import msgspec

from digest.archive.addresses import attachments_of
from digest.archive.archive import Archive, Notice, Subject, SubjectStub
from digest.archive.assemble import days_of, entry_of
from digest.archive.entry import Entry, EntryLoader, EntryStub, Opened, Series
from digest.config import Config
from digest.model.article import Article
from digest.model.card import Term
from digest.model.editorial import EditionNote, StandalonePage
from digest.reading.content import Content


class _Shelved(msgspec.Struct, frozen=True):
    stubs: tuple[EntryStub, ...]
    subjects: dict[str, tuple[SubjectStub, ...]]
    notices: tuple[Notice, ...]
    editions: tuple[EditionNote, ...]
    pages: tuple[StandalonePage, ...]
    addresses: dict[str, str]
    dead: tuple[tuple[str, str], ...]


def put_away(archive: Archive) -> bytes:
    """The archive as bytes: of each article its stub, of everything else all."""
    subjects = {
        family: tuple(SubjectStub(**listing_of(one)) for one in found.values())
        for family, found in archive.subjects.items()
    }
    shelved = _Shelved(
        stubs=tuple(entry.stub for entry in archive.series),
        subjects=subjects,
        notices=archive.notices,
        editions=tuple(archive.editions.values()),
        pages=archive.pages,
        addresses=dict(archive.addresses),
        dead=tuple(sorted(archive.dead)),
    )
    return msgspec.msgpack.encode(shelved)


def take_out(
    kept: bytes,
    attachments: Mapping[str, bytes],
    article: Callable[[bytes], Article],
    content: Content,
    config: Config,
) -> Archive:
    """The archive again. `article` gives the article that was read under a key; it is asked when one is opened."""
    shelved = _decode(kept)

    def open_(stub: EntryStub) -> Opened:
        return entry_of(stub, article(stub.key), archive, content, config).opened

    def term(family: str, slug: str) -> Term:
        return archive.subjects[family][slug].term

    loader = EntryLoader(open_, term)
    entries = [Entry(stub, None, loader) for stub in shelved.stubs]
    archive = Archive(
        series=Series.of(entries),
        days=days_of(entries),
        subjects={
            family: {one.slug: _subject(one, entries) for one in found}
            for family, found in shelved.subjects.items()
        },
        notices=shelved.notices,
        editions={note.day: note for note in shelved.editions},
        pages=shelved.pages,
        addresses=shelved.addresses,
        attachments=attachments_of(attachments),
        dead=frozenset(shelved.dead),
    )
    return archive


_decode = msgspec.msgpack.Decoder(_Shelved).decode


def _subject(one: SubjectStub, entries: list[Entry]) -> Subject:
    return Subject(**listing_of(one), series=Series.of([entries[rank] for rank in one.ranks]))


def listing_of(one: SubjectStub) -> dict[str, Any]:
    """All that is known of a subject beside its articles: field by field, so that none is forgotten."""
    return {field: getattr(one, field) for field in SubjectStub.__struct_fields__}
