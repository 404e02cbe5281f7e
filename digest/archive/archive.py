"""The archive: all articles that a build shows, newest first, with every index that the pages need."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections.abc import Mapping, Sequence

import msgspec

from digest.model.article import Article
from digest.model.card import Card, Term
from digest.model.notes import Dossier, EditionNote, StandingPage


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """An article as this build shows it, and the slugs of the terms it stands under."""

    card: Card
    article: Article
    """As far as its rights let it be shown."""
    actors: tuple[str, ...]
    regions: tuple[str, ...]
    sources: tuple[str, ...]
    topics: tuple[str, ...]
    offices: tuple[str, ...] = ()
    """For each of the card's actors, the office held on the article's day; empty where none is known."""


class Subject(msgspec.Struct, frozen=True, kw_only=True):
    """An actor, region, source or topic and where it stands: the matter of a dossier."""

    family: str
    slug: str
    term: Term
    aliases: tuple[str, ...] = ()
    dossier: Dossier | None = None
    ranks: tuple[int, ...] = ()
    """Positions of its articles in the archive, newest first (that is: rising)."""


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

    entries: tuple[Entry, ...]
    """Newest edition first; within an edition the newest first."""
    days: Mapping[dt.date, tuple[int, int]]
    """For each edition, newest first, the range of its entries."""
    subjects: Mapping[str, Mapping[str, Subject]]
    """By family and slug; families in their fixed order, slugs sorted."""
    notices: tuple[Notice, ...]
    editions: Mapping[dt.date, EditionNote]
    pages: tuple[StandingPage, ...]
    addresses: Mapping[str, str]
    """Of each source file that has a page: path to address."""
    attachments: frozenset[str]
    """Paths of the files beside articles and pages that are not Markdown."""

    def of_day(self, day: dt.date) -> tuple[Entry, ...]:
        """The entries of an edition; none for a day without one."""
        first, last = self.days.get(day, (0, 0))
        return self.entries[first:last]

    def cards(self, ranks: Sequence[int]) -> tuple[Card, ...]:
        """The cards at these positions."""
        return tuple(self.entries[rank].card for rank in ranks)

    def subject(self, family: str, slug: str) -> Subject:
        """The subject of that family and slug. Raises KeyError for one that no article names."""
        return self.subjects[family][slug]


def before(subject: Subject, rank: int, most: int) -> tuple[tuple[int, ...], int]:
    """Up to `most` articles of a subject that are older than the one at `rank`, and how many there are in all."""
    start = bisect_right(subject.ranks, rank)
    return subject.ranks[start : start + most], len(subject.ranks) - start
