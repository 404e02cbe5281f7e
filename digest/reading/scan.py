"""The files of a site: their paths, stats, bytes and digests. The only part of reading that touches the disk."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from digest.errors import DigestError, Finding, error
from digest.fingerprint import digest_of_bytes, digest_of_stream
from digest.model.source import SourceFile
from digest.site_files import is_folder, is_hidden, open_site_file, unreadable

CONTENT = "content"

GRAIN = 50_000_000
"""Nanoseconds. Two writes to a file within this time may get the same timestamp (kernels count in ticks)."""
COARSE_GRAIN = 2_000_000_000
"""The same for file systems with timestamps in whole seconds, or in two seconds as FAT has them."""


class Sighting(NamedTuple):
    """A file's stat. As long as it stays the same, so do the file's bytes, if the file was `at_rest`."""

    size: int
    modified: int
    """Nanoseconds; so is `changed`."""
    changed: int
    inode: int


def scan(root: Path, folder: str) -> list[str]:
    """Paths, relative to `root` and sorted, of the files in one of its folders.

    It skips names that begin with a dot or end with `~`, which belong to editors and systems, but for
    `.well-known`, a folder of web standards. Raises DigestError for a folder that cannot be read.
    """
    return sorted(path for path, _ in _walk(root / folder, folder))


def sightings(root: Path, path: str) -> dict[str, Sighting | None]:
    """The files that `scan` gives, in the same order, each with its stat.

    `path` may also be a file or a folder further down, existing or not. The result is then that part of a full scan.
    The stat is None for a symbolic link, because the target can change without it, and for a file without access.
    """
    folder, *inside = path.split("/")
    for name in inside:
        if is_hidden(name) or not _is_folder(root / folder, top="/" not in folder):
            return {}
        folder = f"{folder}/{name}"
    if not _is_folder(root / path, top=not inside):
        return {path: _sighting(root / path)} if inside and os.path.lexists(root / path) else {}
    entries = sorted(_walk(root / path, path), key=lambda pair: pair[0])
    return {name: _sighting(entry) for name, entry in entries}


def _is_folder(path: Path, *, top: bool) -> bool:
    """Whether a path is a folder of the site. A symbolic link counts only at the top: `content` itself may be one."""
    return is_folder(path) and (top or not path.is_symlink())


def sighted(status: os.stat_result) -> Sighting:
    """The fields of a stat that change when the file changes."""
    return Sighting(status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino)


def at_rest(seen: Sighting, clock: int) -> bool:
    """Whether a file's last write is old enough that any later write changes its stat.

    `clock` is the file system's time of the stat. A file written in the same tick as the stat could be written once
    more and keep the same timestamp: git calls such a file racily clean.
    """
    grain = COARSE_GRAIN if not seen.modified % 1_000_000_000 else GRAIN
    return max(seen.modified, seen.changed) < clock - grain


def is_text(name: str) -> bool:
    """Whether a file's name is UTF-8. File systems allow any bytes."""
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
    folders = [(folder, prefix)]
    while folders:
        for path, entry in _visible_entries(*folders.pop()):
            if entry.is_dir(follow_symlinks=False):
                folders.append((Path(entry.path), path))
            else:
                yield path, entry


def _visible_entries(folder: Path, prefix: str) -> Iterator[tuple[str, os.DirEntry[str]]]:
    """The entries of a folder with their paths, without hidden ones."""
    try:
        with os.scandir(folder) as iterator:
            entries = list(iterator)
    except (FileNotFoundError, NotADirectoryError):
        return
    except OSError as problem:
        raise DigestError(error(prefix, 0, 0, f"cannot be read: {problem.strerror}", "mend its permissions")) from None
    for entry in entries:
        if not is_hidden(entry.name):
            yield f"{prefix}/{entry.name}", entry


def read_source(root: Path, path: str) -> tuple[SourceFile | None, list[Finding]]:
    """Read one file. A file that cannot be read, or must not be (see `open_site_file`), gives a finding."""
    try:
        with open_site_file(root, path) as opened:
            seen = None if (root / path).is_symlink() else sighted(os.fstat(opened.fileno()))
            return SourceFile(path=path, content=opened.read(), seen=seen), []
    except OSError as problem:
        return None, [unreadable(path, problem)]


def digest_file(root: Path, path: str) -> tuple[bytes, Sighting | None]:
    """The digest of a file's bytes, and its stat. For a file that cannot be read: the digest of the error."""
    try:
        with open_site_file(root, path) as opened:
            seen = None if (root / path).is_symlink() else sighted(os.fstat(opened.fileno()))
            return digest_of_stream(opened), seen
    except OSError as problem:
        return digest_of_bytes(str(unreadable(path, problem)).encode()), None
