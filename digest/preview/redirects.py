"""Where articles went: an editor who corrects a date, or renames a file, is taken along."""

from __future__ import annotations

from collections.abc import Mapping

from digest.archive.archive import Archive

Moves = Mapping[str, str]
"""Addresses at which articles stood, each with the one at which its article stands now."""


def moved(moves: Moves, before: Archive, after: Archive) -> Moves:
    """What has moved from one state of the site to the next, and what had moved before.

    An article is known by its file. Where the file is gone, it is known by its title.
    """
    files = {entry.stub.path: entry.address for entry in after.series}
    titles = {entry.stub.title: entry.address for entry in after.series}
    now = {
        entry.address: files.get(entry.stub.path) or titles.get(entry.stub.title, entry.address)
        for entry in before.series
    }
    left = {address: target for address, target in now.items() if address != target}
    return {address: left.get(target, target) for address, target in moves.items()} | left
