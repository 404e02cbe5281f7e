"""Findings as text for people, as JSON for programs, and as the commands by which GitHub marks lines of a change."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence

import msgspec

from digest.checking.rules import Checked
from digest.errors import ERROR, NOTE, WARNING, Finding


class JsonFinding(msgspec.Struct, frozen=True):
    """One finding as `--format json` prints it, one a line."""

    path: str
    """From the site's root; empty where no file is to blame."""
    line: int
    """From 1; 0 for a file as a whole. So is `column`."""
    column: int
    severity: str
    """`error`, `warning` or `note`."""
    code: str
    message: str
    hint: str
    can_be_fixed: bool
    """Whether `--fix` mends it."""


def as_text(checked: Sequence[Checked]) -> list[str]:
    """`content/articles/a.md:5:10: warning: …, did you mean …? [near-name]`, a line each."""
    return [f"{item.finding} [{item.finding.code}]" if item.finding.code else str(item.finding) for item in checked]


def as_json(checked: Sequence[Checked]) -> list[str]:
    """A JSON object for each finding."""
    return [msgspec.json.encode(_json(item)).decode() for item in checked]


def _json(item: Checked) -> JsonFinding:
    finding = item.finding
    place = (finding.path, finding.line, finding.column)
    return JsonFinding(*place, finding.severity, finding.code, finding.message, finding.hint, item.mend is not None)


def as_github(checked: Sequence[Checked]) -> list[str]:
    """Workflow commands: `::warning file=content/articles/a.md,line=5,col=10,title=near-name::…`."""
    return [_command(item.finding) for item in checked]


_LEVELS = {ERROR: "error", WARNING: "warning", NOTE: "notice"}


def _command(finding: Finding) -> str:
    fields = {"file": finding.path, "line": finding.line, "col": finding.column, "title": finding.code}
    properties = ",".join(f"{name}={_property(str(value))}" for name, value in fields.items() if value)
    words = finding.message + (f", {finding.hint}" if finding.hint else "")
    return f"::{_LEVELS[finding.severity]} {properties}::{_data(words)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


FORMATS: Mapping[str, Callable[[Sequence[Checked]], list[str]]] = {
    "text": as_text,
    "json": as_json,
    "github": as_github,
}


def summary(findings: Iterable[Finding]) -> str:
    """`2 errors, 1 warning, 40 notes`; `Nothing to mend.` for none."""
    counts = Counter(finding.severity for finding in findings)
    kinds = [kind for kind in (ERROR, WARNING, NOTE) if counts[kind]]
    parts = [f"{counts[kind]} {kind}{'' if counts[kind] == 1 else 's'}" for kind in kinds]
    return ", ".join(parts) or "Nothing to mend."
