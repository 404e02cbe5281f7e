"""Writing the files of `content/`: a new file never replaces another; only an explicit `replace` does."""

from __future__ import annotations

from pathlib import Path

from digest.atomic import write, write_new
from digest.errors import DigestError, Finding, error


class Site:
    """The site at `root`, as a place for new articles."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def keep(self, path: str, content: bytes) -> bool:
        """Write a new file; False where the name is taken. Raises DigestError where it cannot be written."""
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
        """Give a file another name; False where the name is taken."""
        if not self.keep(to, self.read(path)):
            return False
        (self.root / path).unlink()
        return True


class Rehearsal(Site):
    """A site on which a dry run writes: it keeps new files in memory, and no two of them at the same path."""

    def __init__(self, root: Path) -> None:
        super().__init__(root)
        self.files: dict[str, bytes] = {}

    def keep(self, path: str, content: bytes) -> bool:
        """Keep the file in memory; False where the name is taken."""
        if path in self.files or (self.root / path).exists():
            return False
        self.files[path] = content
        return True

    def read(self, path: str) -> bytes:
        """The bytes of a file, as this run would leave it."""
        return self.files[path] if path in self.files else super().read(path)

    def replace(self, path: str, content: bytes) -> None:
        """Keep the new content in memory."""
        self.files[path] = content

    def rename(self, path: str, to: str) -> bool:
        """Keep the file in memory under another name; False where the name is taken."""
        return self.keep(to, self.files[path]) and self.files.pop(path) is not None


def replace(root: Path, path: str, before: bytes, after: bytes) -> Finding | None:
    """Replace the content of a file.

    A finding, and the file as it was, where it no longer holds `before` or cannot be written.
    """
    file = root / path
    try:
        if file.read_bytes() != before:
            return error(path, 0, 0, "it changed in the meantime and was left alone", "run the command again")
        write(file, after)
    except OSError as problem:
        return error(path, 0, 0, f"cannot be written: {problem.strerror}")
    return None
