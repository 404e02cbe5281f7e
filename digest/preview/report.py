"""What the browser gets to know of the site: the number of its state, the changed files, and all findings."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Self

import msgspec

from digest.editors import editor_link
from digest.errors import Finding
from digest.site_files import is_file, real_path

AROUND = 2
"""Lines shown before and after the line of a finding."""
LONGEST, LEFT = 200, 80
"""Characters shown of a line; and of a longer line, characters before the column of the finding."""
EXCERPTS = 100
"""Number of findings with an excerpt: no file is read for those after them."""


class ExcerptLine(msgspec.Struct, frozen=True):
    """A line of a file, as an excerpt shows it."""

    number: int
    text: str


class Fault(msgspec.Struct, frozen=True, kw_only=True):
    """A finding as the browser shows it."""

    path: str
    line: int
    column: int
    severity: str
    message: str
    hint: str
    excerpt: tuple[ExcerptLine, ...] = ()
    """The lines around the place; empty for a finding without a line."""
    caret: int = 0
    """The column in the excerpt's line, from 1; 0 for a finding without a column."""
    link: str = ""
    """A link that opens the place in the editor; empty where the site configures no editor."""

    def __str__(self) -> str:
        return str(Finding(self.path, self.line, self.column, self.severity, self.message, self.hint))


class State(msgspec.Struct, frozen=True, kw_only=True):
    """One state of the site, sent to the browser as JSON."""

    instance: str
    """The id of this run of the server."""
    generation: int
    """The number of the state within a run."""
    files: tuple[str, ...] = ()
    """The changed files that led to it, as far as the watcher named them."""
    took: int = 0
    """Milliseconds from the first event of the change to this state."""
    assets: tuple[str, ...] = ()
    """Addresses of changed style sheets, scripts and pictures."""
    faults: tuple[Fault, ...] = ()
    reading: bool = False
    """Whether the site is still being read for the first time."""

    def for_others(self) -> Self:
        """The same for a browser on another machine, which cannot open the files."""
        return msgspec.structs.replace(self, faults=without_links(self.faults))


def without_links(faults: tuple[Fault, ...]) -> tuple[Fault, ...]:
    """The same faults without links into the editor."""
    return tuple(msgspec.structs.replace(fault, link="") for fault in faults)


def faults(root: Path, findings: Iterable[Finding], editor: str) -> tuple[Fault, ...]:
    """Findings with excerpts of the files that they point to."""
    files: dict[str, list[str]] = {}
    return tuple(_fault(root, finding, editor, files, n < EXCERPTS) for n, finding in enumerate(findings))


def _fault(root: Path, finding: Finding, editor: str, files: dict[str, list[str]], shown: bool) -> Fault:
    file = _own_file(root, finding.path)
    skip = max(0, finding.column - 1 - LEFT) if finding.column > LONGEST else 0
    return Fault(
        path=finding.path,
        line=finding.line,
        column=finding.column,
        severity=finding.severity,
        message=finding.message,
        hint=finding.hint,
        excerpt=_excerpt(_lines(file, files), finding.line, skip) if file and finding.line and shown else (),
        caret=max(finding.column - skip, 0),
        link=editor_link(editor, file, finding.line, finding.column) if file else "",
    )


def _own_file(root: Path, path: str) -> Path | None:
    """The file that a finding names, if it is one of the site's own."""
    file = root / path
    try:
        return file if path and is_file(file) and real_path(file).is_relative_to(real_path(root)) else None
    except (OSError, ValueError):
        return None


def _lines(file: Path, files: dict[str, list[str]]) -> list[str]:
    """The lines of a file; each file is read once."""
    name = str(file)
    if name not in files:
        try:
            files[name] = file.read_text(encoding="utf-8", errors="replace").splitlines()
        except OSError:
            files[name] = []
    return files[name]


def _excerpt(lines: list[str], line: int, skip: int) -> tuple[ExcerptLine, ...]:
    """The lines around a line; the line itself without its first `skip` characters."""
    first = max(0, line - 1 - AROUND)
    around = enumerate(lines[first : line + AROUND], first + 1)
    return tuple(ExcerptLine(number, text[skip if number == line else 0 :][:LONGEST]) for number, text in around)
