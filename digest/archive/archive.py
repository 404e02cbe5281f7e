"""The archive: all articles that a build shows, newest first, with every index that the pages need."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping

import msgspec

from digest.archive.addresses import Attachment, Targets
from digest.archive.entry import Series
from digest.gazetteer.entries import Office
from digest.model.card import Term
from digest.model.editorial import Dossier, EditionNote, StandalonePage
from digest.model.text import Rich


class SubjectStub(msgspec.Struct, frozen=True, kw_only=True):
    """An actor, region, source or topic, with the positions of its articles instead of the articles."""

    family: str
    slug: str
    term: Term
    aliases: tuple[str, ...] = ()
    offices: tuple[Office, ...] = ()
    """A person's, with their days."""
    dossier: Dossier | None = None
    ranks: tuple[int, ...] = ()
    """Positions of its articles in the archive, newest first (that is: rising)."""


class Subject(SubjectStub, frozen=True, kw_only=True):
    """The same with the articles themselves: all that a dossier shows."""

    series: Series


class Notice(msgspec.Struct, frozen=True, kw_only=True):
    """An address at which an article was withdrawn or ran out."""

    address: str
    path: str
    reason: str
    expired: bool
    aliases: tuple[str, ...]
    edition: dt.date


class Archive(msgspec.Struct, frozen=True, kw_only=True):
    """Everything that pages are made from. Statistics are functions of it, not fields."""

    series: Series
    """All entries. Newest edition first; within an edition the newest first."""
    days: Mapping[dt.date, tuple[int, int]]
    """For each edition, newest first, the range of its entries in `series`, the end exclusive."""
    subjects: Mapping[str, Mapping[str, Subject]]
    """By family and slug; families in their fixed order, slugs sorted."""
    notices: tuple[Notice, ...]
    editions: Mapping[dt.date, EditionNote]
    pages: tuple[StandalonePage, ...]
    addresses: Mapping[str, str]
    """Of each source file that has a page: path in NFC to address."""
    attachments: Mapping[str, Attachment]
    """The files beside articles and pages that are not Markdown, by path in NFC."""
    dead: frozenset[tuple[str, str]] = frozenset()
    """The references that are shown without their link: see `Targets`."""

    @property
    def targets(self) -> Targets:
        """What the references in texts lead to."""
        return Targets(self.addresses, self.attachments, self.dead)

    def of_day(self, day: dt.date) -> Series:
        """The entries of an edition; none for a day without one."""
        first, last = self.days.get(day, (0, 0))
        return self.series[first:last]

    def introduction(self, day: dt.date, address: str) -> Rich:
        """The text with which an edition begins, or none."""
        note = self.editions.get(day)
        return self.targets.rich(note.path, address, note.introduction) if note else Rich()

    def subject(self, family: str, slug: str) -> Subject:
        """The subject of that family and slug. Raises KeyError for one that no article names."""
        return self.subjects[family][slug]


def subjects_at(archive: Archive, rank: int) -> Iterator[Subject]:
    """The subjects with a page of their own that the article at that rank names."""
    for family, slugs in zip(archive.subjects, archive.series[rank].stub.slugs, strict=True):
        for slug in slugs:
            subject = archive.subject(family, slug)
            if subject.term.address:
                yield subject
