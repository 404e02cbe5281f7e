"""What went wrong, where, and how to mend it.

Finding       one thing wrong with one place in the user's files; a value, collected and shown together
DigestError   raised where there is nothing left to collect; carries the findings to show
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

ERROR = "error"
WARNING = "warning"
NOTE = "note"


class Finding(NamedTuple):
    """One thing wrong: `path:line:column: message, hint`.

    `line` and `column` count from 1; 0 means that the finding is about the file as a whole.
    `path` is relative to the site's root, or empty where no file is to blame.
    """

    path: str
    line: int
    column: int
    severity: str
    message: str
    hint: str = ""
    code: str = ""
    """Code of the rule that it breaks: docs/reference/rules.md lists all."""

    def __str__(self) -> str:
        place = self.path
        if self.line:
            place += f":{self.line}:{self.column or 1}"
        label = "" if self.severity == ERROR else f"{self.severity}: "
        text = f"{label}{self.message}" + (f", {self.hint}" if self.hint else "")
        return _UNPRINTABLE.sub(_escaped, f"{place}: {text}" if place else text)


# A finding quotes files and their names, and a terminal would obey control characters in them.
_UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff]")
"""Control characters, marks that turn the direction of text (U+202E), and bytes of a name that are not text."""


def _escaped(match: re.Match[str]) -> str:
    """`\\x1b`, `\\u202e`."""
    code = ord(match[0])
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if not 0xD800 <= code < 0xE000 else "\ufffd"


class DigestError(Exception):
    """Stops a command; the findings say why. Only the command line turns it into an exit code."""

    def __init__(self, *findings: Finding) -> None:
        super().__init__("\n".join(str(finding) for finding in findings))
        self.findings = findings


def error(path: str, line: int, column: int, message: str, hint: str = "", code: str = "") -> Finding:
    """A finding that makes a build fail."""
    return Finding(path, line, column, ERROR, message, hint, code)


def warning(path: str, line: int, column: int, message: str, hint: str = "", code: str = "") -> Finding:
    """A finding that is shown, and fails a build only under `--strict`."""
    return Finding(path, line, column, WARNING, message, hint, code)


def note(path: str, line: int, column: int, message: str, hint: str = "", code: str = "") -> Finding:
    """A finding that only `digest check` shows: what an editor may want to know."""
    return Finding(path, line, column, NOTE, message, hint, code)


def coded(code: str, findings: Iterable[Finding]) -> Iterator[Finding]:
    """The findings, with this code where they have none of their own."""
    return (finding if finding.code else finding._replace(code=code) for finding in findings)


def has_errors(findings: Iterable[Finding]) -> bool:
    """Whether one of them makes a build fail."""
    return any(finding.severity == ERROR for finding in findings)


def did_you_mean(word: str, known: Iterable[str], otherwise: str = "") -> str:
    """`did you mean "title"?` for the nearest known word, else `otherwise`."""
    by_fold = {name.casefold(): name for name in sorted(known, reverse=True)}
    near = difflib.get_close_matches(word.casefold(), by_fold, n=1, cutoff=0.6)
    return f'did you mean "{by_fold[near[0]]}"?' if near else otherwise
