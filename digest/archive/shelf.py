"""An archive put away between two builds, and taken out again without opening an article."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import msgspec

from digest.archive.archive import Archive, Notice, Subject
from digest.archive.assemble import days_of, entry_of
from digest.archive.entry import Entry, Keeper, Opened, Series, Stub
from digest.config import Config
from digest.model.article import Article
from digest.model.card import Term
from digest.model.notes import Dossier, EditionNote, StandingPage
from digest.reading.content import Content


class _Subject(msgspec.Struct, frozen=True, array_like=True):
    slug: str
    term: Term
    aliases: tuple[str, ...]
    dossier: Dossier | None
    ranks: tuple[int, ...]


class _Shelved(msgspec.Struct, frozen=True):
    stubs: tuple[Stub, ...]
    subjects: dict[str, tuple[_Subject, ...]]
    notices: tuple[Notice, ...]
    editions: tuple[EditionNote, ...]
    pages: tuple[StandingPage, ...]
    addresses: dict[str, str]


def put_away(archive: Archive) -> bytes:
    """The archive as bytes: of each article its stub, of everything else all."""
    subjects = {
        family: tuple(_Subject(one.slug, one.term, one.aliases, one.dossier, one.ranks) for one in found.values())
        for family, found in archive.subjects.items()
    }
    shelved = _Shelved(
        stubs=tuple(entry.stub for entry in archive.series),
        subjects=subjects,
        notices=archive.notices,
        editions=tuple(archive.editions.values()),
        pages=archive.pages,
        addresses=dict(archive.addresses),
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

    def open_(stub: Stub) -> Opened:
        return entry_of(stub, article(stub.key), archive, content, config).opened

    def term(family: str, slug: str) -> Term:
        return archive.subjects[family][slug].term

    keeper = Keeper(open_, term)
    entries = [Entry(stub, None, keeper) for stub in shelved.stubs]
    archive = Archive(
        series=Series.of(entries),
        days=days_of(entries),
        subjects={
            family: {one.slug: _subject(family, one, entries) for one in found}
            for family, found in shelved.subjects.items()
        },
        notices=shelved.notices,
        editions={note.day: note for note in shelved.editions},
        pages=shelved.pages,
        addresses=shelved.addresses,
        attachments=attachments,
    )
    return archive


_decode = msgspec.msgpack.Decoder(_Shelved).decode


def _subject(family: str, one: _Subject, entries: list[Entry]) -> Subject:
    return Subject(
        family=family,
        slug=one.slug,
        term=one.term,
        aliases=one.aliases,
        dossier=one.dossier,
        ranks=one.ranks,
        series=Series.of([entries[rank] for rank in one.ranks]),
    )
