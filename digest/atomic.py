"""Files written whole or not at all: a reader, a second program or a crash meets the old file or the new one.

The bytes go to a temporary file beside the one that is meant, on the same file system, which then takes its name in one
step. Nothing is forced to the disk (fsync): what digest writes can be made again, or is in the editor's hands and in
git; a machine that loses its power may lose the last second of work, as with any editor.

Only its owner can read the temporary file for one that exists, until it is whole and gets the permissions of the old
file: a private text is private at every moment, and after a kill that leaves the temporary file behind.
"""

from __future__ import annotations

import ctypes
import errno
import os
import secrets
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def write(path: Path, content: bytes, *, stage: Path | None = None, follow: bool = True) -> None:
    """Write a file whole, whether or not it exists. Where that fails it raises OSError, and the old file stays.

    A file that exists keeps its permissions. A link stays one, and the file that it leads to changes; without `follow`
    the link itself is replaced. `stage` is another folder of the same file system for the temporary file.
    """
    target = path.resolve() if follow else path
    is_file = target.is_file() and (follow or not target.is_symlink())
    mode = stat.S_IMODE(target.stat().st_mode) if is_file else None
    with _temporary(target if stage is None else stage / target.name) as temporary:
        _create(temporary, content, _ANY if mode is None else _PRIVATE)
        if mode is not None:
            temporary.chmod(mode)
        temporary.replace(target)


def write_new(path: Path, content: bytes) -> bool:
    """Write a file that does not exist yet; False, and nothing written, where the name is taken. Raises OSError.

    The temporary file is linked to the name. Linking fails where the name is taken, so two programs that write at the
    same time cannot overwrite each other.
    """
    with _temporary(path) as temporary:
        _create(temporary, content, _ANY)
        return _give_name(temporary, path)


def write_over(path: Path, before: bytes, after: bytes) -> bytes | None:
    """Write a file anew that holds `before`. Returns what it holds instead, and leaves that; raises OSError.

    The new file and the old one change places in one step where the system can do that (Linux). What was there
    is looked at afterwards, and put back if it is not what was expected: so nothing is lost that another program wrote
    in between. Elsewhere the file is looked at right before it is replaced.
    """
    target = path.resolve()
    mode = stat.S_IMODE(target.stat().st_mode)
    with _temporary(target) as temporary:
        _create(temporary, after, _PRIVATE)
        temporary.chmod(mode)
        found = target.read_bytes()
        if found != before:
            return found
        if not exchange(temporary, target):
            temporary.replace(target)
            return None
        found = temporary.read_bytes()
        if found == before:
            return None
        exchange(temporary, target)
        if temporary.read_bytes() != after:  # somebody wrote over ours meanwhile: theirs is the newest
            exchange(temporary, target)
    return found


if sys.platform == "linux":

    def exchange(one: Path, other: Path) -> bool:
        """Let two files change places in one step; False where the file system cannot. Raises OSError."""
        if _LIBC is None:
            return False
        if _LIBC.renameat2(_HERE, os.fsencode(one), _HERE, os.fsencode(other), 2) == 0:
            return True
        number = ctypes.get_errno()
        if number in (errno.EINVAL, errno.ENOSYS, errno.ENOTSUP):
            return False
        raise OSError(number, os.strerror(number))

    def _libc() -> ctypes.CDLL | None:
        try:
            library = ctypes.CDLL(None, use_errno=True)
            library.renameat2.argtypes = [ctypes.c_int, ctypes.c_char_p, ctypes.c_int, ctypes.c_char_p, ctypes.c_uint]
        except (OSError, AttributeError):
            return None
        return library

    _LIBC = _libc()
    _HERE = -100
    """AT_FDCWD: paths count from the working folder."""

else:

    def exchange(one: Path, other: Path) -> bool:
        """Let two files change places in one step; False where the system cannot."""
        return False


_PRIVATE, _ANY = 0o600, 0o666
"""Permissions of a file as it is created: its owner's, and those of any new file, less what the umask takes away."""


def _create(file: Path, content: bytes, mode: int) -> None:
    with open(file, "xb", opener=lambda path, flags: os.open(path, flags, mode)) as opened:
        opened.write(content)


@contextmanager
def _temporary(path: Path) -> Iterator[Path]:
    """The path for a temporary file beside another; removed afterwards. A missing folder is made."""
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
        # A file system without links (FAT): take the name with an empty file, then move the content over that.
        return _take_name(path) and bool(temporary.replace(path))
    return True


def _take_name(path: Path) -> bool:
    try:
        path.touch(exist_ok=False)
    except FileExistsError:
        return False
    return True
