"""The output folder: whose each file is, and how a new tree takes the place of the old one.

`.digest-owned` in the folder lists what digest wrote. Before the first file is put in place it holds old and
new, after the last is removed exactly the new: a crash between leaves nothing that digest would not know
for its own.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Collection, Iterable
from pathlib import Path
from typing import Self

from digest.config import FILE_NAME
from digest.errors import DigestError, Finding, error

OWNED = ".digest-owned"
_STAGE = ".digest-stage-"


def refuse_unsafe(root: Path, output: Path) -> None:
    """Raise DigestError for a folder that is not safe to build into."""
    folder = output.resolve()
    inside = [name for name in ("content", "static", "templates", "themes") if _within(folder, root / name)]
    if inside or folder == root or root.is_relative_to(folder):
        raise DigestError(error("", 0, 0, f"cannot build into {output}: it holds the site itself", _ELSEWHERE))
    if folder == Path.home() or (folder / ".git").exists() or (folder / FILE_NAME).exists():
        raise DigestError(error("", 0, 0, f"cannot build into {output}: it is somebody's own folder", _ELSEWHERE))
    if folder.exists() and not folder.is_dir():
        raise DigestError(error("", 0, 0, f"cannot build into {output}: it is a file", _ELSEWHERE))
    if folder.is_dir() and not (folder / OWNED).exists() and _foreign(folder):
        message = f"cannot build into {output}: it holds files that digest did not write"
        raise DigestError(error("", 0, 0, message, _ELSEWHERE))


_ELSEWHERE = "name an empty folder with --output"


def _within(folder: Path, other: Path) -> bool:
    return folder.is_relative_to(other.resolve()) or other.resolve().is_relative_to(folder)


def _foreign(folder: Path) -> bool:
    return any(not path.name.startswith(".") for path in folder.iterdir())


class Output:
    """One build's way into an output folder: stage every file, then put all in place, then remove the rest."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.owned = read_owned(folder)
        self._stage = folder / f"{_STAGE}{os.getpid()}"
        self._staged: list[str] = []
        self._made: set[Path] = set()
        self.unchanged = 0

    def __enter__(self) -> Self:
        self.folder.mkdir(parents=True, exist_ok=True)
        for left in self.folder.glob(f"{_STAGE}*"):
            shutil.rmtree(left, ignore_errors=True)
        self._stage.mkdir()
        return self

    def __exit__(self, *exc: object) -> None:
        shutil.rmtree(self._stage, ignore_errors=True)

    def stage(self, path: str, content: bytes) -> Finding | None:
        """Take a file in, unless the folder holds these bytes already. A foreign file in its place is a finding."""
        standing = self._standing(path)
        if standing == content:
            self.unchanged += 1
            return None
        if standing is not None and path not in self.owned:
            return error(str(self.folder / path), 0, 0, "this file is not digest's", "move it, or build elsewhere")
        self._write(self._stage / path, content)
        self._staged.append(path)
        return None

    def commit(self, planned: Collection[str]) -> int:
        """Put what was staged in place and remove what is no longer planned. Returns how many were removed."""
        gone = sorted(self.owned.difference(planned))
        if self._staged or gone:
            self._record(self.owned.union(planned))
        for path in self._staged:
            target = self.folder / path
            self._make_room(target)
            (self._stage / path).replace(target)
        removed = sum(self._remove(path) for path in gone)
        self._record(planned)
        return removed

    @property
    def written(self) -> int:
        """How many files this build puts in place."""
        return len(self._staged)

    def _standing(self, path: str) -> bytes | None:
        try:
            return (self.folder / path).read_bytes()
        except (FileNotFoundError, NotADirectoryError):
            return None
        except IsADirectoryError:
            return None if self._is_ours(path) else b""

    def _is_ours(self, folder: str) -> bool:
        """Whether a folder that stands where a file shall be holds only what digest wrote."""
        held = (p.relative_to(self.folder).as_posix() for p in (self.folder / folder).rglob("*") if not p.is_dir())
        return all(path in self.owned for path in held)

    def _make_room(self, target: Path) -> None:
        if target.is_dir():
            shutil.rmtree(target)
        self._make_folder(target.parent)

    def _make_folder(self, folder: Path) -> None:
        if folder in self._made:
            return
        for above in reversed(folder.relative_to(self.folder).parents):
            step = self.folder / above
            if step.is_file() and step.relative_to(self.folder).as_posix() in self.owned:
                step.unlink()
        if folder.is_file():
            folder.unlink()
        folder.mkdir(parents=True, exist_ok=True)
        self._made.add(folder)

    def _write(self, path: Path, content: bytes) -> None:
        if path.parent not in self._made:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._made.add(path.parent)
        path.write_bytes(content)

    def _remove(self, path: str) -> bool:
        file = self.folder / path
        try:
            file.unlink()
        except (FileNotFoundError, NotADirectoryError, IsADirectoryError, PermissionError):
            if file.exists() and not file.is_dir():
                raise
            return False
        for above in file.relative_to(self.folder).parents:
            try:
                (self.folder / above).rmdir()
            except OSError:
                break
        return True

    def _record(self, paths: Iterable[str]) -> None:
        content = "".join(f"{path}\n" for path in sorted(paths)).encode()
        target = self.folder / OWNED
        if target.is_file() and target.read_bytes() == content:
            return
        temporary = self._stage / OWNED
        temporary.write_bytes(content)
        temporary.replace(target)


def read_owned(folder: Path) -> frozenset[str]:
    """The paths in an output folder that digest wrote."""
    try:
        lines = (folder / OWNED).read_text(encoding="utf-8").splitlines()
    except (FileNotFoundError, NotADirectoryError, UnicodeDecodeError):
        return frozenset()
    return frozenset(line for line in lines if line and _is_inside(line))


def _is_inside(path: str) -> bool:
    """Whether a line of the list can be one of ours: whoever wrote it, it leads to nothing outside the folder."""
    return not path.startswith("/") and ".." not in path.split("/") and "\0" not in path
