"""Files written whole or not at all, and never over another unless that is what was asked for."""

from __future__ import annotations

import secrets
from pathlib import Path

from digest.errors import DigestError, Finding, error


def write_new(path: Path, content: bytes) -> bool:
    """Write a file that is not there yet; False, and nothing written, if there is one of that name.

    The bytes go to a temporary file of the same folder, which is then linked to its name: linking fails
    where the name is taken, so two programs at work at once cannot overwrite each other, and a reader or
    a crash never meets half a file.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{secrets.token_hex(8)}.new")
    try:
        with temporary.open("xb") as file:
            file.write(content)
        return _give_name(temporary, path)
    finally:
        temporary.unlink(missing_ok=True)


def write_over(path: Path, content: bytes) -> None:
    """Write a file whether or not there is one of that name; a reader or a crash meets the old or the new one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{secrets.token_hex(8)}.new")
    try:
        temporary.write_bytes(content)
        temporary.replace(path)
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
            write_over(self.root / path, content)
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
    """Put new content in the place of a file's old one, at once and whole; a finding, and the file as it was, if
    it no longer holds `before` or cannot be written."""
    file = (root / path).resolve()
    temporary = file.with_name(f".{secrets.token_hex(8)}.new")
    try:
        if file.read_bytes() != before:
            return error(path, 0, 0, "it changed in the meantime and was left alone", "run the command again")
        temporary.write_bytes(after)
        temporary.chmod(file.stat().st_mode)
        temporary.replace(file)
    except OSError as problem:
        return error(path, 0, 0, f"cannot be written: {problem.strerror}")
    finally:
        temporary.unlink(missing_ok=True)
    return None
