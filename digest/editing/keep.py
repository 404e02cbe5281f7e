"""`digest keep`: it makes an article of a draft by removing the key `draft`; nothing else changes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from digest.config import ContentConfig
from digest.editing.files import replace
from digest.editing.set_values import Change, Operation, edited
from digest.errors import Finding, error
from digest.model.source import SourceFile
from digest.reading.article import FOLDER, read_article, tells_nothing
from digest.reading.fields import Bad, flag
from digest.reading.frontmatter import Matter, parse
from digest.reading.scan import read_source, scan
from digest.reading.text import decode


class KeepResult(NamedTuple):
    """The result for one file: taken in, not a draft, left as a draft, or what is wrong with it."""

    path: str
    was_draft: bool = False
    is_empty: bool = False
    """Whether it stays a draft because it has nothing but a headline."""
    findings: tuple[Finding, ...] = ()


def articles_under(root: Path, folder: str) -> list[str]:
    """The paths of the articles in a folder of the site, sorted."""
    return [path for path in scan(root, folder) if path.startswith(FOLDER) and path.endswith(".md")]


def keep(root: Path, path: str, empty: bool = True, changes: Sequence[Change] = ()) -> KeepResult:
    """Take in the draft at `path`, from the site's root, with further changes of its front matter.

    One with nothing but a headline needs `empty`.
    """
    source, findings = read_source(root, path)
    if source is None:
        return KeepResult(path, findings=tuple(findings))
    text, findings = decode(source)
    matter, further = parse(path, text)
    if matter is None or findings or further:
        return KeepResult(path, findings=(*findings, *further))
    entry = next((entry for entry in matter.entries if entry.key == "draft"), None)
    try:
        if entry is None or not flag(entry.value, dt.UTC):
            return KeepResult(path)
    except Bad as bad:
        return KeepResult(path, findings=(error(path, bad.line, 1, bad.message, bad.hint),))
    if not empty and _is_empty(source, matter):
        return KeepResult(path, is_empty=True)
    change = edited(source, (Change("draft", operation=Operation.REMOVE), *changes))
    failure = replace(root, path, change.before, change.after) if not change.findings else None
    wrong = (*change.findings, *([failure] if failure else []))
    return KeepResult(path, was_draft=not wrong, findings=wrong)


def _is_empty(source: SourceFile, matter: Matter) -> bool:
    """Whether an article has nothing but a headline. False for one that cannot be read: the build reports that."""
    written, _ = read_article(source, ContentConfig(extra=tuple(entry.key for entry in matter.entries)), dt.UTC)
    return written is not None and tells_nothing(written)

