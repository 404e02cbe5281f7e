"""The proof that a standing output folder is what a clean build would leave: a clean build, and a comparison."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec

from digest.builder.build import build
from digest.builder.output import OWNED, read_owned
from digest.builder.request import Progress, Report, Request
from digest.errors import DigestError, Finding, error
from digest.site_files import read_regular

_HINT = "please report it; digest build --clean puts it right"


def prove(request: Request, report: Report, progress: Progress = lambda done, of: None) -> list[Finding]:
    """Build once more, from nothing and into a temporary folder; gives whatever tells the two builds apart.

    `report` is what the build said whose output is to be proved.
    """
    with TemporaryDirectory(prefix="digest-proof-") as folder:
        output = Path(folder) / "output"
        try:
            clean = build(msgspec.structs.replace(request, output=output, remember=False), progress)
        except DigestError as problem:
            return [error("", 0, 0, "a clean build does not go through", _HINT), *problem.findings]
        return [*_messages(report, clean), *_files(request.output, output)]


def _messages(report: Report, clean: Report) -> Iterator[Finding]:
    for finding in report.warnings:
        if finding not in clean.warnings:
            yield error("", 0, 0, f'a clean build does not say "{finding}"', _HINT)
    for finding in clean.warnings:
        if finding not in report.warnings:
            yield error("", 0, 0, f'a clean build says "{finding}"', _HINT)


def _files(output: Path, clean: Path) -> Iterator[Finding]:
    for path in sorted({OWNED, *read_owned(output), *read_owned(clean)}):
        found, expected = _content(output / path), _content(clean / path)
        if found != expected:
            yield error(str(output / path), 0, 0, _difference(found, expected), _HINT)


def _content(file: Path) -> bytes | None:
    try:
        return read_regular(file)
    except OSError:
        return None


def _difference(found: bytes | None, expected: bytes | None) -> str:
    if found is None:
        return "a clean build writes this file"
    if expected is None:
        return "a clean build has no such file"
    pairs = enumerate(zip(found, expected, strict=False))
    at = next((n for n, (one, other) in pairs if one != other), min(len(found), len(expected)))
    return f"a clean build writes other bytes, from byte {at} on"
