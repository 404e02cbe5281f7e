"""Redirects from old to new addresses, for an editor who corrects a date or renames a file while its page is open."""

from __future__ import annotations

from collections.abc import Mapping

from digest.archive.archive import Archive

Moves = Mapping[str, str]
"""Former addresses of articles, each with the current address of its article."""


def moved(moves: Moves, before: Archive, after: Archive) -> Moves:
    """The moves from one state of the site to the next, together with earlier moves.

    An article is identified by its file or, where the file is gone, by its title.
    """
    files = {entry.stub.path: entry.address for entry in after.series}
    titles = {entry.stub.title: entry.address for entry in after.series}
    now = {
        entry.address: files.get(entry.stub.path) or titles.get(entry.stub.title, entry.address)
        for entry in before.series
    }
    new = {address: target for address, target in now.items() if address != target}
    return {address: new.get(target, target) for address, target in moves.items()} | new
