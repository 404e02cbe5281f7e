"""The proof that an output folder holds what a clean build would write: a clean build elsewhere, and a comparison."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec

from digest.builder.build import build
from digest.builder.request import BuildReport, BuildRequest, Progress
from digest.errors import DigestError, Finding, error
from digest.owned_files import OWNED, read_owned
from digest.site_files import read_regular

_HINT = "please report it; digest build --clean puts it right"


def prove(request: BuildRequest, report: BuildReport, progress: Progress = lambda done, of: None) -> list[Finding]:
    """Build from nothing into a temporary folder, and compare. A finding for each difference in files or warnings.

    `report` is that of the build to prove.
    """
    with TemporaryDirectory(prefix="digest-proof-") as folder:
        output = Path(folder) / "output"
        try:
            clean = build(msgspec.structs.replace(request, output=output, remember=False), progress)
        except DigestError as problem:
            return [error("", 0, 0, "a clean build does not go through", _HINT), *problem.findings]
        return [*_messages(report, clean), *_files(request.output, output)]


def _messages(report: BuildReport, clean: BuildReport) -> Iterator[Finding]:
    for finding in report.warnings:
        if finding not in clean.warnings:
            yield error("", 0, 0, f'a clean build does not say "{finding}"', _HINT)
    for finding in clean.warnings:
        if finding not in report.warnings:
            yield error("", 0, 0, f'a clean build says "{finding}"', _HINT)


def _files(output: Path, clean: Path) -> Iterator[Finding]:
    for path in sorted({OWNED, *read_owned(output), *read_owned(clean)}):
        content, expected = _content(output / path), _content(clean / path)
        if content != expected:
            yield error(str(output / path), 0, 0, _difference(content, expected), _HINT)


def _content(file: Path) -> bytes | None:
    try:
        return read_regular(file)
    except OSError:
        return None


def _difference(content: bytes | None, expected: bytes | None) -> str:
    if content is None:
        return "a clean build writes this file"
    if expected is None:
        return "a clean build has no such file"
    pairs = enumerate(zip(content, expected, strict=False))
    at = next((n for n, (byte, other) in pairs if byte != other), min(len(content), len(expected)))
    return f"a clean build writes other bytes, from byte {at} on"
