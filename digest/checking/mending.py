"""Faults that can be mended safely, mended in their files: shown as a diff, or written."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from digest.checking.breach import Mend
from digest.checking.rules import Checked
from digest.editing.inplace import CannotEdit, EditableFile
from digest.errors import DigestError, Finding
from digest.reading.scan import read_source


class MendedFile(NamedTuple):
    """A file of the site before and after its faults are mended."""

    path: str
    before: bytes
    after: bytes
    mended: tuple[Finding, ...]

    @property
    def diff(self) -> str:
        """The change, as `diff -u` shows it."""
        before, after = (text.decode().splitlines(keepends=True) for text in (self.before, self.after))
        return "".join(difflib.unified_diff(before, after, fromfile=self.path, tofile=self.path))


def mended_files(root: Path, checked: Iterable[Checked]) -> Iterator[MendedFile]:
    """Every file with faults that can be mended, after all its mends. A mend that would change other bytes is left."""
    by_path: dict[str, list[tuple[Finding, Mend]]] = {}
    for fault in checked:
        if fault.mend:
            by_path.setdefault(fault.finding.path, []).append((fault.finding, fault.mend))
    for path, mends in by_path.items():
        file = _mended(root, path, dict(mends))
        if file:
            yield file


def _mended(root: Path, path: str, mends: Mapping[Finding, Mend]) -> MendedFile | None:
    source, findings = read_source(root, path)
    if source is None:
        raise DigestError(*findings)
    try:
        file = EditableFile.parse(source.content)
    except CannotEdit:
        return None
    mended = []
    for finding, mend in mends.items():
        try:
            file = mend(file)
            mended.append(finding)
        except CannotEdit:
            continue
    after = file.to_bytes()
    return MendedFile(path, source.content, after, tuple(mended)) if after != source.content else None
