"""The files of a built site that are to be published: those of the plan, as they lie in the output folder."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Mapping
from pathlib import Path

import msgspec

from digest.build.output import OWNED, read_owned


class Planned(msgspec.Struct, frozen=True, kw_only=True):
    """The planned tree on disk. What else lies in the folder is nobody's business, and stays there."""

    output: Path
    sizes: Mapping[str, int]
    """The bytes of each file, by its path from the output folder."""
    links: tuple[str, ...]
    """Planned paths at which, or above which, a symbolic link stands, or something else that is no plain file."""
    missing: tuple[str, ...]
    """Planned paths at which nothing stands."""


def read_planned(output: Path) -> Planned:
    """Look at each planned file of an output folder, and follow no link."""
    wanted = read_owned(output) - {OWNED}
    found = {path: status for path, status in _walk(output, "") if path in wanted}
    files = {path: status.st_size for path, status in found.items() if stat.S_ISREG(status.st_mode)}
    rest = wanted.difference(files)
    links = {path for path in rest if path in found or _behind_link(output, path)}
    return Planned(output=output, sizes=files, links=tuple(sorted(links)), missing=tuple(sorted(rest - links)))


def _walk(folder: Path | str, prefix: str) -> Iterator[tuple[str, os.stat_result]]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                yield from _walk(entry.path, f"{prefix}{entry.name}/")
            else:
                yield prefix + entry.name, entry.stat(follow_symlinks=False)


def _behind_link(output: Path, path: str) -> bool:
    return any((output / above).is_symlink() for above in Path(path).parents)
