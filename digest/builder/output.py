"""The output folder: who owns each file, and how a new tree replaces the old one.

`.digest-owned` in the folder lists the files that digest wrote. Before the first file is put in place the list holds
old and new paths; after the last file is removed it holds the new paths only. So a crash at any moment leaves no file
of digest's that is not listed.
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
from digest.errors import DigestError, Finding, error
from digest.fingerprint import digest_of_file
from digest.lock import try_lock, wait_for_lock
from digest.owned_files import OWNED, holds_a_site, listing, read_owned
from digest.site_files import exists, is_folder, real_path

_STAGE = ".digest-stage-"


def refuse_unsafe(root: Path, output: Path) -> None:
    """Raise DigestError for a folder that a build must not write into."""
    folder = real_path(output)
    inside = [name for name in ("content", "static", "templates", "themes") if _within(folder, root / name)]
    if inside or folder == root or root.is_relative_to(folder):
        raise DigestError(error("", 0, 0, f"cannot build into {output}: it holds the site itself", _ELSEWHERE))
    if folder == Path.home() or exists(folder / ".git") or holds_a_site(folder):
        raise DigestError(error("", 0, 0, f"cannot build into {output}: it is somebody's own folder", _ELSEWHERE))
    if exists(folder) and not is_folder(folder):
        raise DigestError(error("", 0, 0, f"cannot build into {output}: it is a file", _ELSEWHERE))
    if is_folder(folder) and not exists(folder / OWNED) and _foreign(folder):
        message = f"cannot build into {output}: it holds files that digest did not write"
        raise DigestError(error("", 0, 0, message, _ELSEWHERE))


_ELSEWHERE = "name an empty folder with --output"


def _within(folder: Path, other: Path) -> bool:
    real = real_path(other)
    return folder.is_relative_to(real) or real.is_relative_to(folder)


def _foreign(folder: Path) -> bool:
    return any(not path.name.startswith(".") for path in folder.iterdir())


@contextmanager
def exclusive(folder: Path, waiting: Callable[[], None]) -> Iterator[None]:
    """Lock a folder, made if missing, against other builds. `waiting` is called before waiting for another build.

    The kernel holds the lock, on the folder itself: it leaves no file and ends with the process.
    """
    made = _make_folders(folder)
    try:
        handle = _locked(folder, waiting)
        while handle is not None and not _is_at(folder, handle):
            os.close(handle)  # the other build has failed and removed the folder that it had made
            made += _make_folders(folder)
            handle = _locked(folder, waiting)
        try:
            yield
        finally:
            if handle is not None:
                os.close(handle)
    finally:
        for new_folder in made:
            with suppress(OSError):
                new_folder.rmdir()  # succeeds only where the build failed and left the folder empty


def _make_folders(folder: Path) -> list[Path]:
    """Make a folder and its missing parents. Returns the new ones, the lowest first."""
    missing = [parent for parent in (folder, *folder.parents) if not exists(parent)]
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as problem:
        raise DigestError(unwritable(folder, problem)) from None
    return missing


def _locked(folder: Path, waiting: Callable[[], None]) -> int | None:
    """An open file descriptor of the folder that holds the lock; None where folders cannot be opened."""
    if sys.platform == "win32":  # without a lock each file is still replaced whole
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
    """The writes of one build: it stages every file, then puts all of them in place, then removes old files."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.owned = read_owned(folder)
        self.is_new = not self.owned
        """Whether digest owns no file there yet. Then whole folders are staged, else single files."""
        self.stage = folder / f"{_STAGE}{os.getpid()}"
        """The folder for new files: on the same file system, so that each can be renamed into place."""

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
        """A finding for each file of somebody else in the way of these paths, unless it holds the right bytes already.

        `digests` gives the digest of the new file for a path.
        """
        findings: dict[str, Finding] = {}
        clear: set[str] = {""}
        existing = set(os.listdir(self.folder))  # noqa: PTH208 (names, not paths)
        for path in paths:
            if path.partition("/")[0] not in existing:
                continue
            blocked = self._blocked(path.rpartition("/")[0], clear)
            if blocked is not None:
                findings.setdefault(blocked, self._foreign(blocked))
            elif not self._may_replace(path, digests):
                findings.setdefault(path, self._foreign(path))
        return list(findings.values())

    def commit(self, planned: Collection[str], staged: Mapping[str, str], listed: bytes) -> int:
        """Put the staged files in place and remove files that are no longer planned. Returns the number removed.

        `staged` gives the name in the stage by path; `listed` is the `listing` of the planned paths. Raises DigestError
        where the disk refuses: each file is then whole, either the old or the new one.
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
            shutil.rmtree(target)  # a folder with files of digest's only, in the place of a file
        elif not target.parent.is_dir():
            for above in reversed(target.parents[: path.count("/")]):
                if os.path.lexists(above) and not above.is_dir():
                    above.unlink()  # a file of digest's, in the place of a folder
                above.mkdir(exist_ok=True)
        file.replace(target)

    def _place(self, stage: Path, folder: Path) -> None:
        """Move a staged folder's files; a folder that does not exist yet is moved as a whole."""
        with os.scandir(stage) as iterator:
            entries = sorted(iterator, key=lambda entry: entry.name)
        for entry in entries:
            target = folder / entry.name
            is_folder = target.is_dir() and not target.is_symlink()
            if entry.is_dir() and is_folder:
                self._place(Path(entry.path), target)
                continue
            if is_folder:
                shutil.rmtree(target)  # a folder without files, in the place of a file
            Path(entry.path).replace(target)

    def _blocked(self, folder: str, clear: set[str]) -> str | None:
        """The topmost path, at or above `folder`, that is neither a folder nor owned by digest; None where none is."""
        if folder in clear:
            return None
        blocked = self._blocked(folder.rpartition("/")[0], clear)
        if blocked is not None:
            return blocked
        path = self.folder / folder
        if os.path.islink(path) or (  # noqa: PTH114 - pathlib raises for a name that is too long
            os.path.lexists(path) and not path.is_dir() and folder not in self.owned
        ):
            return folder
        clear.add(folder)
        return None

    def _may_replace(self, path: str, digests: Callable[[str], bytes]) -> bool:
        """Whether a path is free, digest's own, or holds the right bytes already."""
        file = self.folder / path
        if file.is_dir() and not file.is_symlink():
            return self._is_ours(path)
        if path in self.owned or not os.path.lexists(file):
            return True
        return file.is_file() and not file.is_symlink() and digest_of_file(file) == digests(path)

    def _foreign(self, path: str) -> Finding:
        return error(str(self.folder / path), 0, 0, "this file is not digest's", "move it, or build elsewhere")

    def _is_ours(self, folder: str) -> bool:
        """Whether a folder in the place of a file holds only files that digest wrote."""
        files = [path for path in (self.folder / folder).rglob("*") if path.is_symlink() or not path.is_dir()]
        return all(path.relative_to(self.folder).as_posix() in self.owned for path in files)

    def _remove(self, path: str) -> bool:
        file = self.folder / path
        if self._blocked(path.rpartition("/")[0], {""}) is not None:
            return False  # behind a link, or below a file: not the file that digest wrote
        existed = os.path.lexists(file)  # False where an earlier build removed it and was killed
        try:
            if existed:  # else it may be a name that no file can have, from a damaged list
                file.unlink(missing_ok=True)
        except (NotADirectoryError, IsADirectoryError, PermissionError):
            if existed and not file.is_dir():
                raise
            return False
        for above in file.relative_to(self.folder).parents:
            try:
                (self.folder / above).rmdir()
            except FileNotFoundError:
                continue
            except OSError:
                break
        return existed

    def _record(self, listed: bytes) -> None:
        target = self.folder / OWNED
        if target.is_file() and target.read_bytes() == listed:
            return
        write(target, listed, stage=self.stage, follow=False)


def leftovers(folder: Path) -> list[Path]:
    """The stages that killed builds left."""
    return list(folder.glob(f"{_STAGE}*"))
