"""The files of `content/` as commands write them: never over another unless that is what was asked for."""

from __future__ import annotations

from pathlib import Path

from digest.atomic import write, write_new
from digest.errors import DigestError, Finding, error


class Site:
    """New articles go into the site at `root`."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def keep(self, path: str, content: bytes) -> bool:
        """Write the file, unless there is one of that name. Raises DigestError where it cannot be written."""
        try:
            return write_new(self.root / path, content)
        except OSError as problem:
            raise DigestError(error(path, 0, 0, f"cannot be written: {problem.strerror}")) from None

    def read(self, path: str) -> bytes:
        """The bytes of an article's file. Raises DigestError where it cannot be read."""
        try:
            return (self.root / path).read_bytes()
        except OSError as problem:
            raise DigestError(error(path, 0, 0, f"cannot be read: {problem.strerror}")) from None

    def replace(self, path: str, content: bytes) -> None:
        """Write an article's file anew. Raises DigestError where it cannot be written."""
        try:
            write(self.root / path, content)
        except OSError as problem:
            raise DigestError(error(path, 0, 0, f"cannot be written: {problem.strerror}")) from None

    def rename(self, path: str, to: str) -> bool:
        """Give a file another name, unless that is taken: then False."""
        if not self.keep(to, self.read(path)):
            return False
        (self.root / path).unlink()
        return True


class Rehearsal(Site):
    """New articles go nowhere, but no two of them to the same path: what a run would do."""

    def __init__(self, root: Path) -> None:
        super().__init__(root)
        self.files: dict[str, bytes] = {}

    def keep(self, path: str, content: bytes) -> bool:
        """Remember the file, unless there is one of that name."""
        if path in self.files or (self.root / path).exists():
            return False
        self.files[path] = content
        return True

    def read(self, path: str) -> bytes:
        """The bytes of a file, as this run would have left it."""
        return self.files[path] if path in self.files else super().read(path)

    def replace(self, path: str, content: bytes) -> None:
        """Remember the file."""
        self.files[path] = content

    def rename(self, path: str, to: str) -> bool:
        """Remember the file by another name."""
        return self.keep(to, self.files[path]) and self.files.pop(path) is not None


def replace(root: Path, path: str, before: bytes, after: bytes) -> Finding | None:
    """Put new content in the place of a file's old one; a finding, and the file as it was, if it no longer holds
    `before` or cannot be written."""
    file = root / path
    try:
        if file.read_bytes() != before:
            return error(path, 0, 0, "it changed in the meantime and was left alone", "run the command again")
        write(file, after)
    except OSError as problem:
        return error(path, 0, 0, f"cannot be written: {problem.strerror}")
    return None
