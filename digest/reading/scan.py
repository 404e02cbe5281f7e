"""Which files a site has. The only part of reading that touches the disk."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from digest.errors import Finding, error
from digest.model.source import SourceFile

CONTENT = "content"


def scan(root: Path, folder: str) -> list[str]:
    """Paths, relative to `root` and sorted, of the files in one of its folders.

    Names that begin with a dot or end with `~` are editors' and systems' own and left out, but for
    `.well-known`, which the web knows.
    """
    return sorted(_walk(root / folder, folder)) if (root / folder).is_dir() else []


def _walk(folder: Path, prefix: str) -> Iterator[str]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if (entry.name.startswith(".") and entry.name != ".well-known") or entry.name.endswith("~"):
                continue
            path = f"{prefix}/{entry.name}"
            if entry.is_dir(follow_symlinks=False):
                yield from _walk(Path(entry.path), path)
            else:
                yield path


def read_source(root: Path, path: str) -> tuple[SourceFile | None, list[Finding]]:
    """Read one file; a link that leads out of the site, or a file that cannot be read, is a finding."""
    file = root / path
    try:
        if file.is_symlink() and not file.resolve(strict=True).is_relative_to(root.resolve()):
            return None, [error(path, 0, 0, "this link leads out of the site", "copy the file here instead")]
        return SourceFile(path=path, content=file.read_bytes()), []
    except OSError as problem:
        return None, [error(path, 0, 0, f"cannot be read: {problem.strerror}", "mend its permissions or remove it")]
