"""The files of a built site that are to be published: those of the plan, as they lie in the output folder."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import msgspec

from digest.builder.output import OWNED, read_owned


class PlannedFiles(msgspec.Struct, frozen=True, kw_only=True):
    """The planned tree on disk. What else lies in the folder is nobody's business, and stays there."""

    output: Path
    sizes: Mapping[str, int]
    """The bytes of each file, by its path from the output folder."""
    links: tuple[str, ...]
    """PlannedFiles paths at which, or above which, a symbolic link stands, or something else that is no plain file."""
    missing: tuple[str, ...]
    """PlannedFiles paths at which nothing stands."""


def read_planned(output: Path) -> PlannedFiles:
    """Look at each planned file of an output folder, and follow no link."""
    wanted = read_owned(output) - {OWNED}
    linked = {folder for folder in folders_of(wanted) if stat.S_ISLNK(_mode(output, folder))}
    sizes, links, missing = {}, [], []
    for path in sorted(wanted):
        seen = _looks(output, path)
        if linked and not linked.isdisjoint(_above(path)):
            links.append(path)
        elif seen is None:
            missing.append(path)
        elif stat.S_ISREG(seen.st_mode):
            sizes[path] = seen.st_size
        else:
            links.append(path)
    return PlannedFiles(output=output, sizes=sizes, links=tuple(links), missing=tuple(missing))


def _looks(output: Path, path: str) -> os.stat_result | None:
    try:
        return os.lstat(os.path.join(output, path))  # noqa: PTH118 (75,000 of these: a Path costs as much as the look)
    except OSError:
        return None


def _mode(output: Path, path: str) -> int:
    seen = _looks(output, path)
    return seen.st_mode if seen else 0


def folders_of(paths: Iterable[str]) -> set[str]:
    """Every folder that one of these paths lies in, however deep."""
    lowest = {path.rpartition("/")[0] for path in paths} - {""}
    return {above for folder in lowest for above in (folder, *_above(folder))}


def _above(path: str) -> Iterator[str]:
    while path := path.rpartition("/")[0]:
        yield path
