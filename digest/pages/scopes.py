"""The scope of a month: what the pages of its days and articles are made of, and all that their producers see."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from digest.archive.addresses import day_address
from digest.archive.archive import Archive
from digest.archive.month import MonthOfEntries
from digest.archive.related import ActorsOfMonth, actors_by_month
from digest.archive.shown import Notice
from digest.gazetteer.entries import Office
from digest.model.editorial import EditionNote
from digest.model.facts import MonthKey, month_of
from digest.model.text import Rich
from digest.pages.copied_files import AttachedFile, attachments_of_articles, attachments_of_prose
from digest.pages.page import Parts


class MonthScope(Parts, frozen=True, kw_only=True):
    """What the pages of a month's days and articles are made of."""

    month: MonthOfEntries | None
    """None for a month with nothing but notices."""
    notes: tuple[EditionNote, ...]
    """What the editors say of its days."""
    introductions: tuple[Rich, ...]
    """With which its days begin, in the order of `notes`."""
    newer: dt.date | None
    """The day of the edition that follows its newest."""
    older: dt.date | None
    actors: ActorsOfMonth
    offices: tuple[tuple[str, tuple[Office, ...]], ...]
    """Of those of the actors who hold any, by slug."""
    names: tuple[tuple[str, tuple[str, ...]], ...]
    """Of those of the actors with a page: by slug the names by which texts speak of each."""
    notices: tuple[Notice, ...]
    aliases: tuple[tuple[str, str, str], ...]
    """Old address, address and file of each article that has moved."""
    attachments: tuple[AttachedFile, ...]

    @property
    def notes_by_day(self) -> Mapping[dt.date, EditionNote]:
        """The notes by their days."""
        return {note.day: note for note in self.notes}


def month_scopes(archive: Archive) -> Iterator[tuple[MonthKey, MonthScope]]:
    """The scope of each month, newest first."""
    actors = actors_by_month(archive)
    held = {slug: subject.offices for slug, subject in archive.subjects["actors"].items() if subject.offices}
    named = {
        slug: (subject.term.name, *subject.aliases)
        for slug, subject in archive.subjects["actors"].items()
        if subject.term.address
    }
    notes: defaultdict[MonthKey, list[EditionNote]] = defaultdict(list)
    for note in archive.editions.values():
        if note.day in archive.days:
            notes[month_of(note.day)].append(note)
    newest = {month: entries.stub.days[0][0] for month, entries in archive.months.items()}
    oldest = {month: entries.stub.days[-1][0] for month, entries in archive.months.items()}
    with_entries = list(archive.months)
    beside = {month: n for n, month in enumerate(with_entries)}
    for key, shown in archive.shown.items():
        n = beside.get(key)
        newer = oldest[with_entries[n - 1]] if n else None
        older = newest[with_entries[n + 1]] if n is not None and n + 1 < len(with_entries) else None
        yield key, MonthScope(
            month=archive.months.get(key),
            notes=tuple(notes[key]),
            introductions=tuple(archive.introduction(note) for note in notes[key]),
            newer=newer,
            older=older,
            actors=actors[key],
            offices=tuple((slug, offices) for slug, offices in held.items() if slug in actors[key].actors),
            names=tuple([(slug, named[slug]) for slug in actors[key].actors if slug in named]),
            notices=shown.notices,
            aliases=(*shown.aliases, *_aliases(shown.notices)),
            attachments=tuple(_attachments(archive, archive.months.get(key), notes[key])),
        )


def _aliases(notices: Sequence[Notice]) -> Iterator[tuple[str, str, str]]:
    for notice in notices:
        for alias in notice.aliases:
            yield alias, notice.address, notice.path


def _attachments(
    archive: Archive, month: MonthOfEntries | None, notes: Sequence[EditionNote]
) -> Iterator[AttachedFile]:
    if month:
        yield from attachments_of_articles(archive.targets, month)
    for note in notes:
        yield from attachments_of_prose(archive.targets, note.path, day_address(note.day), note.introduction)
