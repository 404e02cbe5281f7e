"""A change of one file before digest writes it: its bytes before and after, and the reasons against it."""

from __future__ import annotations

import difflib

import msgspec

from digest.errors import Finding


class FileChange(msgspec.Struct, frozen=True, kw_only=True):
    """An article's file before and after a change."""

    path: str
    before: bytes
    after: bytes
    findings: tuple[Finding, ...] = ()

    @property
    def changes(self) -> bool:
        """Whether there is anything to change."""
        return self.before != self.after

    def diff(self) -> str:
        """The change as a unified diff; empty if nothing changes."""
        lines = difflib.unified_diff(
            self.before.decode().splitlines(keepends=True),
            self.after.decode().splitlines(keepends=True),
            self.path,
            self.path,
            n=1,
        )
        return "".join(line if line.endswith("\n") else line + "\n" for line in lines)
