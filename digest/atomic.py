"""Files written whole or not at all: a reader, a second program or a crash meets the old file or the new one.

The bytes go to a temporary file beside the one that is meant, on the same file system, which then takes its name in one
step. Nothing is forced to the disk (fsync): what digest writes can be made again, or is in the editor's hands and in
git; a machine that loses its power may lose the last second of work, as with any editor.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def write(path: Path, content: bytes, *, stage: Path | None = None, follow: bool = True) -> None:
    """Let a file hold these bytes, whether or not it exists. Raises OSError, and the file is as it was.

    A file that exists keeps its permissions. A link stays one, and the file that it leads to changes; without `follow`
    the link itself is replaced. `stage` is another folder of the same file system for the temporary file.
    """
    target = path.resolve() if follow else path
    with _temporary(target if stage is None else stage / target.name) as temporary:
        temporary.write_bytes(content)
        if target.is_file() and (follow or not target.is_symlink()):
            temporary.chmod(target.stat().st_mode)
        temporary.replace(target)


def write_new(path: Path, content: bytes) -> bool:
    """Write a file that does not exist yet; False, and nothing written, if there is one of that name. Raises OSError.

    The temporary file is linked to the name. Linking fails where the name is taken, so two programs that write at the
    same time cannot overwrite each other.
    """
    with _temporary(path) as temporary:
        with temporary.open("xb") as file:
            file.write(content)
        return _give_name(temporary, path)


@contextmanager
def _temporary(path: Path) -> Iterator[Path]:
    """The path of a temporary file beside another; it is gone afterwards. The folder is made if it is missing."""
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{secrets.token_hex(8)}.new")
    try:
        yield temporary
    finally:
        temporary.unlink(missing_ok=True)


def _give_name(temporary: Path, path: Path) -> bool:
    try:
        path.hardlink_to(temporary)
    except FileExistsError:
        return False
    except OSError:
        # A file system without links (FAT): take the name, then move the content over our own empty file.
        return _take_name(path) and bool(temporary.replace(path))
    return True


def _take_name(path: Path) -> bool:
    try:
        path.touch(exist_ok=False)
    except FileExistsError:
        return False
    return True
