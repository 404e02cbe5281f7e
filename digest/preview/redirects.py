"""Redirects from old to new addresses, for an editor who corrects a date or renames a file while its page is open."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from digest.archive.archive import Archive
from digest.archive.entry import Entry

Moves = Mapping[str, str]
"""Former addresses of articles, each with the current address of its article."""


def moved(moves: Moves, before: Archive, after: Archive) -> Moves:
    """The moves from one state of the site to the next, together with earlier moves.

    An article is identified by its file or, where the file is gone, by its title.
    """
    new = dict(_moved(before, after))
    return {address: new.get(target, target) for address, target in moves.items()} | new


def _moved(before: Archive, after: Archive) -> Iterator[tuple[str, str]]:
    """The former and the current address of each article that has moved. Months that are the same are passed over."""
    old, new = _changed(before, after), _changed(after, before)
    files = {entry.stub.path: entry.address for entry in new}
    titles = {entry.stub.title: entry.address for entry in new}
    for entry in old:
        target = files.get(entry.stub.path) or titles.get(entry.stub.title, entry.address)
        if target != entry.address:
            yield entry.address, target


def _changed(archive: Archive, other: Archive) -> list[Entry]:
    """The entries of those months that the other archive has not, or has otherwise."""
    return [
        entry
        for key, month in archive.months.items()
        if key not in other.months or other.months[key].digest != month.digest
        for entry in month.opened.entries
    ]
