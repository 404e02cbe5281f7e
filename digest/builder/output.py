"""The output folder: whose each file is, and how a new tree takes the place of the old one.

`.digest-owned` in the folder lists what digest wrote. Before the first file is put in place it holds old and
new, after the last is removed exactly the new: a crash between leaves nothing that digest would not know
for its own.
"""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Self

from digest.atomic import write
from digest.config import FILE_NAME
from digest.errors import DigestError, Finding, error
from digest.fingerprint import digest_of_file
from digest.lock import try_lock, wait_for_lock
from digest.site_files import Refused, read_regular

OWNED = ".digest-owned"
_STAGE = ".digest-stage-"


def refuse_unsafe(root: Path, output: Path) -> None:
    """Raise DigestError for a folder that is not safe to build into."""
    folder = output.resolve()
    inside = [name for name in ("content", "static", "templates", "themes") if _within(folder, root / name)]
    if inside or folder == root or root.is_relative_to(folder):
        raise DigestError(error("", 0, 0, f"cannot build into {output}: it holds the site itself", _ELSEWHERE))
    if folder == Path.home() or (folder / ".git").exists() or _holds_a_site(folder):
        raise DigestError(error("", 0, 0, f"cannot build into {output}: it is somebody's own folder", _ELSEWHERE))
    if folder.exists() and not folder.is_dir():
        raise DigestError(error("", 0, 0, f"cannot build into {output}: it is a file", _ELSEWHERE))
    if folder.is_dir() and not (folder / OWNED).exists() and _foreign(folder):
        message = f"cannot build into {output}: it holds files that digest did not write"
        raise DigestError(error("", 0, 0, message, _ELSEWHERE))


_ELSEWHERE = "name an empty folder with --output"


def _within(folder: Path, other: Path) -> bool:
    return folder.is_relative_to(other.resolve()) or other.resolve().is_relative_to(folder)


def _holds_a_site(folder: Path) -> bool:
    """Whether a digest.toml stands there that digest did not put there itself, as a copy of `static/digest.toml`."""
    return (folder / FILE_NAME).is_file() and FILE_NAME not in read_owned(folder)


def _foreign(folder: Path) -> bool:
    return any(not path.name.startswith(".") for path in folder.iterdir())


@contextmanager
def exclusive(folder: Path, waiting: Callable[[], None]) -> Iterator[None]:
    """Keep other builds out of a folder, which is made if it is missing; `waiting` is called if one is under way.

    The lock is the kernel's, on the folder itself: it leaves no file, and it goes with the process.
    """
    made = _made(folder)
    try:
        handle = _locked(folder, waiting)
        while handle is not None and not _is_at(folder, handle):
            os.close(handle)  # the build that was waited for has taken its folder away again
            made += _made(folder)
            handle = _locked(folder, waiting)
        try:
            yield
        finally:
            if handle is not None:
                os.close(handle)
    finally:
        for each in made:
            with suppress(OSError):
                each.rmdir()  # a build that failed leaves no empty folder where there was none


def _made(folder: Path) -> list[Path]:
    """Make a folder and those above it; gives the ones that were made, the lowest first."""
    missing = [each for each in (folder, *folder.parents) if not each.exists()]
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as problem:
        raise DigestError(unwritable(folder, problem)) from None
    return missing


def _locked(folder: Path, waiting: Callable[[], None]) -> int | None:
    """A handle of the folder that holds the lock; None where folders cannot be opened."""
    if sys.platform == "win32":  # there files are still replaced one by one, each whole
        return None
    try:
        handle = os.open(folder, os.O_RDONLY)
    except OSError as problem:
        raise DigestError(unwritable(folder, problem)) from None
    if not try_lock(handle):
        waiting()
        wait_for_lock(handle)
    return handle


def _is_at(folder: Path, handle: int) -> bool:
    try:
        return os.path.samestat(os.fstat(handle), folder.stat())
    except OSError:
        return False


def unwritable(path: Path | str, problem: OSError) -> Finding:
    """Why a file or folder of the output cannot be written."""
    return error(str(path), 0, 0, f"cannot be written: {problem.strerror}", "make room, or mend its permissions")


class Output:
    """One build's way into an output folder: stage every file, then put all in place, then remove the rest."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.owned = read_owned(folder)
        self.is_new = not self.owned
        """Whether nothing of digest's stands there yet. Then whole folders are staged, else single files."""
        self.stage = folder / f"{_STAGE}{os.getpid()}"
        """Where the new files gather. On the same file system, so that each takes its place in one step."""

    def __enter__(self) -> Self:
        for left in leftovers(self.folder):
            shutil.rmtree(left, ignore_errors=True)
        try:
            self.stage.mkdir()
        except OSError as problem:
            raise DigestError(unwritable(self.folder, problem)) from None
        return self

    def __exit__(self, *exc: object) -> None:
        shutil.rmtree(self.stage, ignore_errors=True)

    def obstacles(self, paths: Iterable[str], digests: Callable[[str], bytes]) -> list[Finding]:
        """The files of others that stand where these paths must; one that holds the right bytes already is none.

        `digests` gives the digest of what shall stand at a path.
        """
        found: dict[str, Finding] = {}
        clear: set[str] = {""}
        standing = set(os.listdir(self.folder))  # noqa: PTH208 (names, not paths)
        for path in paths:
            if path.partition("/")[0] not in standing:
                continue
            blocked = self._blocked(path.rpartition("/")[0], clear)
            if blocked is not None:
                found.setdefault(blocked, self._foreign(blocked))
            elif not self._may_replace(path, digests):
                found.setdefault(path, self._foreign(path))
        return list(found.values())

    def commit(self, planned: Collection[str], staged: Mapping[str, str], listed: bytes) -> int:
        """Put what was staged in place and remove what is no longer planned. Returns how many were removed.

        `staged` gives, by path, the name in the stage; `listed` is the `listing` of what is planned. Raises DigestError
        where the disk forbids it: each file is then the old one or the new one, and whole.
        """
        try:
            return self._commit(planned, staged, listed)
        except OSError as problem:
            raise DigestError(unwritable(problem.filename2 or problem.filename or self.folder, problem)) from None

    def _commit(self, planned: Collection[str], staged: Mapping[str, str], listed: bytes) -> int:
        gone = sorted(self.owned.difference(planned))
        if gone or not self.owned.issuperset(planned):
            self._record(listing(self.owned.union(planned)))
        if self.is_new:
            self._place(self.stage, self.folder)
        else:
            for path, name in sorted(staged.items()):
                self._put(self.stage / name, path)
        removed = sum(self._remove(path) for path in gone)
        self._record(listed)
        return removed

    def _put(self, file: Path, path: str) -> None:
        """Move a staged file to its path in the folder."""
        target = self.folder / path
        if target.is_dir() and not target.is_symlink():
            shutil.rmtree(target)  # a folder with nothing but files of ours, where a file shall be
        elif not target.parent.is_dir():
            for above in reversed(target.parents[: path.count("/")]):
                if os.path.lexists(above) and not above.is_dir():
                    above.unlink()  # a file of ours, where a folder shall be
                above.mkdir(exist_ok=True)
        file.replace(target)

    def _place(self, stage: Path, folder: Path) -> None:
        """Move a staged folder's files, whole folders at once where nothing stands yet."""
        with os.scandir(stage) as found:
            entries = sorted(found, key=lambda entry: entry.name)
        for entry in entries:
            target = folder / entry.name
            standing = target.is_dir() and not target.is_symlink()
            if entry.is_dir() and standing:
                self._place(Path(entry.path), target)
                continue
            if standing:
                shutil.rmtree(target)  # a folder without a file in it, where a file shall be
            Path(entry.path).replace(target)

    def _blocked(self, folder: str, clear: set[str]) -> str | None:
        """The nearest path to the top that stands where a folder must be, and is neither a folder nor ours."""
        if folder in clear:
            return None
        blocked = self._blocked(folder.rpartition("/")[0], clear)
        if blocked is not None:
            return blocked
        path = self.folder / folder
        if path.is_symlink() or (os.path.lexists(path) and not path.is_dir() and folder not in self.owned):
            return folder
        clear.add(folder)
        return None

    def _may_replace(self, path: str, digests: Callable[[str], bytes]) -> bool:
        """Whether what stands at a path is digest's, or may as well be."""
        file = self.folder / path
        if file.is_dir() and not file.is_symlink():
            return self._is_ours(path)
        if path in self.owned or not os.path.lexists(file):
            return True
        return file.is_file() and not file.is_symlink() and digest_of_file(file) == digests(path)

    def _foreign(self, path: str) -> Finding:
        return error(str(self.folder / path), 0, 0, "this file is not digest's", "move it, or build elsewhere")

    def _is_ours(self, folder: str) -> bool:
        """Whether a folder that stands where a file shall be holds only what digest wrote."""
        held = [path for path in (self.folder / folder).rglob("*") if path.is_symlink() or not path.is_dir()]
        return all(path.relative_to(self.folder).as_posix() in self.owned for path in held)

    def _remove(self, path: str) -> bool:
        file = self.folder / path
        if self._blocked(path.rpartition("/")[0], {""}) is not None:
            return False  # what is reached through a link, or stands in a file's place, is not what we wrote
        there = os.path.lexists(file)  # else a build that was killed came so far, and no further
        try:
            file.unlink(missing_ok=True)
        except (NotADirectoryError, IsADirectoryError, PermissionError):
            if there and not file.is_dir():
                raise
            return False
        for above in file.relative_to(self.folder).parents:
            try:
                (self.folder / above).rmdir()
            except FileNotFoundError:
                continue
            except OSError:
                break
        return there

    def _record(self, listed: bytes) -> None:
        target = self.folder / OWNED
        if target.is_file() and target.read_bytes() == listed:
            return
        write(target, listed, stage=self.stage, follow=False)


def leftovers(folder: Path) -> list[Path]:
    """What a build that was killed had staged."""
    return list(folder.glob(f"{_STAGE}*"))


def listing(paths: Iterable[str]) -> bytes:
    """What the list of owned files says when these are they."""
    return "".join(f"{path}\n" for path in sorted(paths)).encode()


def read_owned(folder: Path) -> frozenset[str]:
    """The paths in an output folder that digest wrote."""
    try:
        lines = read_regular(folder / OWNED).decode().split("\n")
    except (FileNotFoundError, NotADirectoryError, Refused, UnicodeDecodeError):
        return frozenset()
    return frozenset(line for line in lines if line and _is_inside(line))


def _is_inside(path: str) -> bool:
    """Whether a line of the list can be one of ours: whoever wrote it, it leads to nothing outside the folder."""
    return not path.startswith("/") and ".." not in path.split("/") and "\0" not in path
