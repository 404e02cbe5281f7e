"""Opening a file of the site, so that no file can keep a build waiting and no link can publish what is private.

Every file that a build, a preview or a publish reads is opened here. Only a regular file is opened: a named pipe
without a writer would block for ever, a device may never end. A symbolic link is followed only to a file that could be
in its place (see `open_site_file`).
"""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from digest.errors import Finding, error
from digest.names import composed

_SPECIAL = {
    stat.S_IFIFO: "a named pipe",
    stat.S_IFSOCK: "a socket",
    stat.S_IFCHR: "a device",
    stat.S_IFBLK: "a device",
    stat.S_IFDIR: "a folder",
}

_COPY = "copy the file here instead"


class Refused(OSError):
    """A file that digest does not open, whatever its permissions: `strerror` says why, `hint` what to do."""

    def __init__(self, reason: str, hint: str = "remove it") -> None:
        super().__init__(errno.EINVAL, reason)
        self.hint = hint


def is_file(path: Path | str) -> bool:
    """Whether a file stands at a path, at the end of any links.

    False also where the system cannot say, as for a link to a name that is too long: pathlib's methods raise OSError
    there, and a site may hold such a link.
    """
    return os.path.isfile(path)  # noqa: PTH113


def is_folder(path: Path | str) -> bool:
    """Whether a folder stands at a path, at the end of any links. False where the system cannot say: see `is_file`."""
    return os.path.isdir(path)  # noqa: PTH112


def exists(path: Path | str) -> bool:
    """Whether anything stands at a path, at the end of any links. False where the system cannot say: see `is_file`."""
    return os.path.exists(path)  # noqa: PTH110


def real_path(path: Path) -> Path:
    """The absolute path without links. One that leads to itself stays as it is: `Path.resolve` raises there."""
    return Path(os.path.realpath(path))


def open_regular(file: Path | str) -> BinaryIO:
    """Open a regular file, at the end of any links. Raises OSError; `Refused` for a pipe, a socket, a device, a folder.

    The kind is checked before the file is opened, because opening a device can already do something, and again on the
    open file, because another may have taken its place.
    """
    try:
        _refuse_special(os.stat(file))  # noqa: PTH116 - also for strings, of which there are many
        opened = os.fdopen(os.open(file, os.O_RDONLY | _NO_WAIT), "rb")
    except OSError as problem:
        raise _named(problem) from None
    try:
        _refuse_special(os.fstat(opened.fileno()))
    except OSError:
        opened.close()
        raise
    return opened


def read_regular(file: Path | str) -> bytes:
    """The bytes of a regular file. Raises OSError as `open_regular` does."""
    with open_regular(file) as opened:
        return opened.read()


def open_site_file(root: Path, path: str) -> BinaryIO:
    """Open a file of `content/` or `static/`, named by its path from the site's root. Raises OSError.

    A link counts as its file only if that file could be in its place. From `static/`, and from a file beside an
    article, it must stay inside its own top folder (which may itself be a link) and not lead to a hidden name or a text
    of `content/`, because copied files are published. A text (`.md`) may be a link to any file of the site without a
    hidden name, because the same rules apply to it as to others.
    """
    file = root / path
    if file.is_symlink():
        file = _target(root, path)
    return open_regular(file)


def open_inside(file: Path, folder: Path) -> BinaryIO:
    """Open a file of a theme. Raises OSError; `Refused` where a link leads out of `folder` or to a hidden name."""
    if file.is_symlink():
        file = _followed(file, (folder,), "its theme")
    return open_regular(file)


def unreadable(path: str, problem: OSError) -> Finding:
    """The finding for a file that could not be opened or read."""
    if isinstance(problem, Refused):
        return error(path, 0, 0, str(problem.strerror), problem.hint)
    return error(path, 0, 0, f"cannot be read: {problem.strerror}", "mend its permissions or remove it")


def is_hidden(name: str) -> bool:
    """Whether a name is of a file of editors or the system, outside of the site. `.well-known` is the web's."""
    return (name.startswith(".") and name != ".well-known") or name.endswith("~")


def names_alike(paths: Iterable[str]) -> Iterator[Finding]:
    """A finding for each path that differs from another only in its Unicode form: a link could mean either."""
    first: dict[str, str] = {}
    for path in paths:
        if not path.isascii() and first.setdefault(composed(path), path) != path:
            hint = "rename one of them, or delete the copy"
            yield error(path, 0, 0, "another file here has this name in another Unicode form (NFC, NFD)", hint)


def _target(root: Path, path: str) -> Path:
    top = path.partition("/")[0]
    if path.endswith(".md") and top != "static":
        return _followed(root / path, (root, root / top), "the site")
    target = _followed(root / path, (root / top,), f"the folder {top}/")
    if top == "content" and target.name.endswith(".md"):
        raise Refused("this link leads to a text of content/, which may be a draft", _COPY)
    return target


def _followed(link: Path, folders: tuple[Path, ...], name: str) -> Path:
    """The file at the end of a link, inside one of the folders. Raises OSError."""
    try:
        file = Path(os.path.realpath(link, strict=True))
    except OSError as problem:
        raise _named(problem) from None
    inside = [file.relative_to(real) for folder in folders if file.is_relative_to(real := real_path(folder))]
    if not inside:
        raise Refused(f"this link leads out of {name}", _COPY)
    if any(is_hidden(part) for part in min(inside, key=lambda rest: len(rest.parts)).parts):
        raise Refused("this link leads to a hidden file", _COPY)
    return file


def _refuse_special(status: os.stat_result) -> None:
    if not stat.S_ISREG(status.st_mode):
        kind = _SPECIAL.get(stat.S_IFMT(status.st_mode), "something else")
        raise Refused(f"cannot be read: this is {kind} and not a file")


def _named(problem: OSError) -> OSError:
    """The same problem, in words that say more than the system's."""
    return Refused("cannot be read: this link leads to itself") if problem.errno == errno.ELOOP else problem


_NO_WAIT = getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
