"""The files of a built site to publish: those of the plan, as they are in the output folder."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import msgspec

from digest.owned_files import OWNED, read_owned


class PlannedFiles(msgspec.Struct, frozen=True, kw_only=True):
    """The planned files on disk. Other files in the output folder are not published."""

    output: Path
    sizes: Mapping[str, int]
    """The bytes of each file, by its path from the output folder."""
    links: tuple[str, ...]
    """Planned paths that are, or lie below, a symbolic link, or that are another kind than a regular file."""
    missing: tuple[str, ...]
    """Planned paths without a file."""


def read_planned(output: Path) -> PlannedFiles:
    """Take the stat of each planned file of an output folder, without following links."""
    planned = read_owned(output) - {OWNED}
    linked = {folder for folder in folders_of(planned) if stat.S_ISLNK(_mode(output, folder))}
    sizes, links, missing = {}, [], []
    for path in sorted(planned):
        seen = _stat(output, path)
        if linked and not linked.isdisjoint(_above(path)):
            links.append(path)
        elif seen is None:
            missing.append(path)
        elif stat.S_ISREG(seen.st_mode):
            sizes[path] = seen.st_size
        else:
            links.append(path)
    return PlannedFiles(output=output, sizes=sizes, links=tuple(links), missing=tuple(missing))


def _stat(output: Path, path: str) -> os.stat_result | None:
    try:
        return os.lstat(os.path.join(output, path))  # noqa: PTH118 (75,000 of these: a Path costs as much as lstat)
    except OSError:
        return None


def _mode(output: Path, path: str) -> int:
    seen = _stat(output, path)
    return seen.st_mode if seen else 0


def folders_of(paths: Iterable[str]) -> set[str]:
    """All folders above these paths."""
    lowest = {path.rpartition("/")[0] for path in paths} - {""}
    return {above for folder in lowest for above in (folder, *_above(folder))}


def _above(path: str) -> Iterator[str]:
    while path := path.rpartition("/")[0]:
        yield path
