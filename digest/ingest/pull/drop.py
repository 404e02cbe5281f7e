"""`digest drop`: drafts are deleted, once it is noted what they were, so that no pull brings them again."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from digest.config import Config
from digest.editing.articles import source_at
from digest.errors import DigestError, Finding, error
from digest.ingest.pull.seen import Seen, lines_of_article
from digest.model.article import Article
from digest.reading.article import read_article
from digest.reading.frontmatter import split
from digest.reading.text import decode


class DropResult(NamedTuple):
    """The result for one file: deleted, no draft, or what is wrong with it."""

    path: str
    was_draft: bool = False
    findings: tuple[Finding, ...] = ()


class _Draft(NamedTuple):
    article: Article
    body: str


def drop(root: Path, paths: Iterable[str], config: Config, year: int) -> list[DropResult]:
    """Delete the drafts at these paths from the site's root, and note them under that year of `content/.seen/`.

    They are noted before the first one is deleted. A file that is not a draft, or cannot be read, stays.
    """
    drafts = {path: _read(root, path, config) for path in paths}
    seen = Seen(root)
    for draft in drafts.values():
        if isinstance(draft, _Draft) and draft.article.draft:
            for line in lines_of_article(draft.article, draft.body):
                seen.add(line)
    seen.save(year)
    return [_deleted(root, path, draft) for path, draft in drafts.items()]


def _read(root: Path, path: str, config: Config) -> _Draft | tuple[Finding, ...]:
    """The draft at a path, or what is wrong with it."""
    try:
        source = source_at(root, path)
    except DigestError as problem:
        return problem.findings
    written, findings = read_article(source, config.content, config.zone)
    if written is None:
        return tuple(findings)
    parts, _ = split(path, decode(source)[0])
    return _Draft(written.article, parts[1] if parts else "")


def _deleted(root: Path, path: str, draft: _Draft | tuple[Finding, ...]) -> DropResult:
    if not isinstance(draft, _Draft):
        return DropResult(path, findings=draft)
    if not draft.article.draft:
        return DropResult(path)
    try:
        (root / path).unlink()
    except OSError as problem:
        return DropResult(path, findings=(error(path, 0, 0, f"cannot be deleted: {problem.strerror}"),))
    return DropResult(path, was_draft=True)
