"""Changes of files that the desk makes: each whole or not at all, none over what somebody else wrote meanwhile."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from digest.atomic import write_new, write_over
from digest.errors import DigestError, error


class FileState(msgspec.Struct, frozen=True):
    """A file before and after a change; None where it is not there."""

    path: str
    before: bytes | None
    after: bytes | None


class Conflict(DigestError):
    """A file is not as the desk saw it: `diff` shows what somebody else changed."""

    def __init__(self, path: str, diff: str, what: str = "changed") -> None:
        message = f"somebody {what} it meanwhile, and it was left alone"
        super().__init__(error(path, 0, 0, message, "look at it again, and decide anew"))
        self.diff = diff


class BeingEdited(DigestError):
    """An editor has the file open."""

    def __init__(self, path: str, swap: str) -> None:
        message = f"an editor seems to have it open (there is {swap})"
        super().__init__(error(path, 0, 0, message, "save and close it there, or decide once more to write over it"))


def make(root: Path, states: Sequence[FileState]) -> None:
    """Make a change of several files. Raises Conflict, and what was written before it is undone; DigestError."""
    done: list[FileState] = []
    try:
        for state in states:
            _make(root, state)
            done.append(state)
    except DigestError:
        for state in reversed(done):
            _make(root, FileState(state.path, state.after, state.before))
        raise


def swap_file(root: Path, path: str) -> str:
    """The name of a file by which an editor says that it has this one open; empty where there is none."""
    file = root / path
    names = (f".{file.name}.swp", f".{file.name}.swo", f".#{file.name}", f"#{file.name}#", f".~lock.{file.name}#")
    return next((name for name in names if file.with_name(name).is_symlink() or file.with_name(name).exists()), "")


def diff(path: str, one: bytes | None, other: bytes | None) -> str:
    """The difference of two states of a file, as a unified diff."""
    before, after = ((content or b"").decode("utf-8", "replace").splitlines(keepends=True) for content in (one, other))
    return "".join(_ended(difflib.unified_diff(before, after, path, path, n=1)))


def _make(root: Path, state: FileState) -> None:
    file = root / state.path
    try:
        if state.after is None:
            _delete(file, state)
        elif state.before is None:
            if not write_new(file, state.after):
                raise Conflict(state.path, diff(state.path, None, file.read_bytes()), "wrote")
        elif (found := write_over(file, state.before, state.after)) is not None:
            raise Conflict(state.path, diff(state.path, state.before, found))
    except FileNotFoundError:
        raise Conflict(state.path, diff(state.path, state.before, None), "deleted") from None
    except OSError as problem:
        raise DigestError(error(state.path, 0, 0, f"cannot be written: {problem.strerror}")) from None


def _delete(file: Path, state: FileState) -> None:
    """Delete a file with these bytes: it gets another name first, so that what is deleted is what was looked at."""
    aside = file.with_name(f".{file.name}.gone")
    file.rename(aside)
    found = aside.read_bytes()
    if found != state.before:
        if not write_new(file, found):
            found = file.read_bytes()
        aside.unlink()
        raise Conflict(state.path, diff(state.path, state.before, found))
    aside.unlink()


def _ended(lines: Iterator[str]) -> Iterator[str]:
    return (line if line.endswith("\n") else f"{line}\n" for line in lines)
