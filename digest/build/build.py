"""Build a site: load → check → commit."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import msgspec

from digest.archive.rights import FULL
from digest.archive.visibility import Selection, Skipped
from digest.build.output import Output, refuse_unsafe
from digest.build.snapshot import Snapshot, load, render_page
from digest.errors import DigestError, Finding
from digest.urls import output_path

Progress = Callable[[int, int], None]
"""Told how many of how many pages are done."""


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """What a build did."""

    articles: int
    pages: int
    written: int
    unchanged: int
    removed: int
    skipped: Skipped
    warnings: tuple[Finding, ...]
    cut: int = 0
    """How many articles are shown in part only, as their rights let them be."""


class Request(msgspec.Struct, frozen=True, kw_only=True):
    """What is to be built, and where to."""

    root: Path
    output: Path
    selection: Selection
    base_url: str | None = None
    strict: bool = False
    """Whether warnings are errors."""


def build(request: Request, progress: Progress | None = None) -> Report:
    """Build a site. Raises DigestError with all that is wrong; the output folder is then as it was."""
    refuse_unsafe(request.root, request.output)
    snapshot = load(request.root, request.selection, request.base_url)
    if snapshot.errors or (request.strict and snapshot.findings):
        raise DigestError(*snapshot.findings)
    return commit(snapshot, request.output, progress)


def commit(snapshot: Snapshot, folder: Path, progress: Progress | None = None) -> Report:
    """Write a snapshot's pages. Nothing is put in place before every page has been rendered."""
    pages = snapshot.plan.pages
    findings: list[Finding] = []
    with Output(folder) as output:
        for done, address in enumerate(pages):
            if progress:
                progress(done, len(pages))
            try:
                artifact = render_page(snapshot, address)
            except DigestError as problem:
                findings += problem.findings
                continue
            wrong = output.stage(artifact.path, artifact.content)
            findings += [wrong] if wrong else []
        if findings:
            raise DigestError(*_once(snapshot.findings), *_once(findings))
        removed = output.commit([output_path(address) for address in pages])
        return Report(
            articles=len(snapshot.archive.entries),
            pages=len(pages),
            written=output.written,
            unchanged=output.unchanged,
            removed=removed,
            skipped=snapshot.skipped,
            warnings=snapshot.findings,
            cut=sum(entry.article.rights != FULL for entry in snapshot.archive.entries),
        )


def _once(findings: tuple[Finding, ...] | list[Finding]) -> list[Finding]:
    """A template's fault shows on every page that uses it: once is enough to mend it."""
    seen: dict[tuple[str, int, str], Finding] = {}
    for finding in findings:
        seen.setdefault((finding.path, finding.line, finding.message), finding)
    return sorted(seen.values())
