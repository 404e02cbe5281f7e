"""Which files a site has, and what they hold. The only part of reading that touches the disk."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from digest.errors import DigestError, Finding, error
from digest.fingerprint import digest_of_bytes, digest_of_stream
from digest.model.source import SourceFile
from digest.site_files import is_hidden, open_site_file, unreadable

CONTENT = "content"

GRAIN = 50_000_000
"""Nanoseconds. Two writes to a file that lie closer than this may bear the same time (kernels count in ticks)."""
COARSE_GRAIN = 2_000_000_000
"""The same for file systems that count in whole seconds, or in two as FAT does."""


class Sighting(NamedTuple):
    """What the file system says of a file. Where nothing of it has changed, the file has not, if it was at rest."""

    size: int
    modified: int
    """Nanoseconds; so is `changed`."""
    changed: int
    inode: int


def scan(root: Path, folder: str) -> list[str]:
    """Paths, relative to `root` and sorted, of the files in one of its folders.

    Names that begin with a dot or end with `~` are editors' and systems' own and left out, but for
    `.well-known`, which the web knows. Raises DigestError for a folder that cannot be read.
    """
    return sorted(path for path, _ in _walk(root / folder, folder))


def sightings(root: Path, path: str) -> dict[str, Sighting | None]:
    """The same files in the same order, each with what the file system says of it.

    `path` may also be a file or a folder further down, there or gone: what is found is what a look at everything
    would find there. None for a link, which says nothing of what it leads to, and for what cannot be looked at.
    """
    folder, *inside = path.split("/")
    for name in inside:
        if is_hidden(name) or not _is_folder(root / folder, top="/" not in folder):
            return {}
        folder = f"{folder}/{name}"
    if not _is_folder(root / path, top=not inside):
        return {path: _sighting(root / path)} if inside and os.path.lexists(root / path) else {}
    return {found: _sighting(entry) for found, entry in sorted(_walk(root / path, path), key=lambda each: each[0])}


def _is_folder(path: Path, *, top: bool) -> bool:
    """Whether the files below are the site's: not those behind a link, unless `content` itself is one."""
    return path.is_dir() and (top or not path.is_symlink())


def sighted(found: os.stat_result) -> Sighting:
    """What matters of a stat."""
    return Sighting(found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino)


def at_rest(seen: Sighting, clock: int) -> bool:
    """Whether a file had been left alone before it was looked at, so that any later change of it will show.

    `clock` is the file system's own time of the look. A file written in the same tick as the look could be
    written once more without a trace: git calls such a file racily clean.
    """
    grain = COARSE_GRAIN if not seen.modified % 1_000_000_000 else GRAIN
    return max(seen.modified, seen.changed) < clock - grain


def is_text(name: str) -> bool:
    """Whether a file's name is UTF-8, as it need not be."""
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True


def _sighting(entry: os.DirEntry[str] | Path) -> Sighting | None:
    try:
        return None if entry.is_symlink() else sighted(entry.stat(follow_symlinks=False))
    except OSError:
        return None


def _walk(folder: Path, prefix: str) -> Iterator[tuple[str, os.DirEntry[str]]]:
    """The files below a folder, with their paths."""
    waiting = [(folder, prefix)]
    while waiting:
        for path, entry in _listed(*waiting.pop()):
            if entry.is_dir(follow_symlinks=False):
                waiting.append((Path(entry.path), path))
            else:
                yield path, entry


def _listed(folder: Path, prefix: str) -> Iterator[tuple[str, os.DirEntry[str]]]:
    """What stands in a folder and is not an editor's or the system's own."""
    try:
        with os.scandir(folder) as listed:
            entries = list(listed)
    except (FileNotFoundError, NotADirectoryError):
        return
    except OSError as problem:
        raise DigestError(error(prefix, 0, 0, f"cannot be read: {problem.strerror}", "mend its permissions")) from None
    for entry in entries:
        if not is_hidden(entry.name):
            yield f"{prefix}/{entry.name}", entry


def read_source(root: Path, path: str) -> tuple[SourceFile | None, list[Finding]]:
    """Read one file. One that cannot be read, or must not be (see `open_site_file`), is a finding."""
    try:
        with open_site_file(root, path) as opened:
            seen = None if (root / path).is_symlink() else sighted(os.fstat(opened.fileno()))
            return SourceFile(path=path, content=opened.read(), seen=seen), []
    except OSError as problem:
        return None, [unreadable(path, problem)]


def digest_file(root: Path, path: str) -> tuple[bytes, Sighting | None]:
    """The digest of a file's bytes, and what it looked like. Of one that cannot be read: the digest of why."""
    try:
        with open_site_file(root, path) as opened:
            seen = None if (root / path).is_symlink() else sighted(os.fstat(opened.fileno()))
            return digest_of_stream(opened), seen
    except OSError as problem:
        return digest_of_bytes(str(unreadable(path, problem)).encode()), None
