"""From a snapshot to an output folder: render new pages, put them in place, remove old files, write the ledger."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from contextlib import suppress

from digest.archive.shelf import put_away
from digest.builder.ledger import BuildRecord, Ledger, OutputFile, asked
from digest.builder.output import Output
from digest.builder.rendering import MANY, Rendered, RenderTask, render_all
from digest.builder.request import BuildReport, BuildRequest, Progress, Watch
from digest.builder.snapshot import Snapshot
from digest.builder.survey import by_kind, file_clock, inputs
from digest.errors import DigestError, Finding
from digest.fingerprint import SIZE, digest_of_bytes
from digest.owned_files import OWNED, listing
from digest.urls import output_path
from digest.workers import uninterrupted, workers

AT_HAND = 128 << 20
"""Bytes of newly read texts that stay in memory for rendering. Texts beyond these are read from the store again."""


def commit(request: BuildRequest, snapshot: Snapshot, ledger: Ledger, watch: Watch, progress: Progress) -> BuildReport:
    """Write a snapshot's pages and keep what was read. No file is put in place before every page has been rendered.

    Raises DigestError with every page that cannot be rendered or written.
    """
    paths = {address: output_path(address) for address in snapshot.plan.pages}
    planned = snapshot.plan.others.union(paths.values())
    keys: dict[str, bytes] = {}

    def meanwhile() -> None:
        snapshot.save(AT_HAND)
        if not keys:
            keys.update(_fingerprints(snapshot))

    with watch.step("compare"):
        if ledger.paths:  # else there is nothing to compare with
            keys.update(_fingerprints(snapshot))
    with Output(request.output) as output:
        tasks = _tasks(paths, keys, ledger, output)
        with watch.step("render"), workers(request.jobs if len(tasks) >= MANY else 1) as executor:
            rendered = render_all(snapshot, request, tasks, output.stage, executor, progress, meanwhile)
        _refuse(snapshot, rendered, output)
        with watch.step("write"), uninterrupted():
            listed = listing(planned)
            staged = {page.path: page.staged for page in rendered if page.staged}
            removed = output.commit(planned, staged, listed)
    with watch.step("remember"):
        written = {page.path: OutputFile(keys[page.address], page.digest, page.seen) for page in rendered}
        written[OWNED] = OutputFile(bytes(SIZE), digest_of_bytes(listed))
        _remember(request, snapshot, ledger, written, planned)
    slow = Counter(page.slow for page in rendered if page.slow)
    return _report(snapshot, watch, planned, len(tasks), len(staged), removed, tuple(sorted(slow.items())))


def _fingerprints(snapshot: Snapshot) -> Mapping[str, bytes]:
    """The fingerprint of every page, by address."""
    renderer, archive = snapshot.renderer, snapshot.archive
    assert renderer, "a snapshot without a theme has errors"
    return {address: renderer.fingerprint(page, archive) for address, page in snapshot.plan.pages.items()}


def _tasks(paths: Mapping[str, str], keys: Mapping[str, bytes], ledger: Ledger, output: Output) -> list[RenderTask]:
    """The pages that must be rendered: the fingerprint is new, or the file has changed since the last build."""
    tasks: list[RenderTask] = []
    for address, path in paths.items():
        line = ledger.intact(path)
        if line is None or line.key != keys[address]:
            look, name = line is None and path in output.owned, "" if output.is_new else str(len(tasks))
            tasks.append(RenderTask(address, line.digest if line else None, look, name))
    return tasks


def _refuse(snapshot: Snapshot, rendered: Iterable[Rendered], output: Output) -> None:
    """Raise DigestError where a page could not be rendered, or where the path of one holds a file of somebody else."""
    digests = {page.path: page.digest for page in rendered if page.staged}
    findings = [finding for page in rendered for finding in page.findings]
    findings += output.obstacles(digests, digests.__getitem__)
    if findings:
        raise DigestError(*_once(snapshot.findings), *_once(findings))


def _remember(
    request: BuildRequest,
    snapshot: Snapshot,
    ledger: Ledger,
    written: Mapping[str, OutputFile],
    planned: Collection[str],
) -> None:
    assert snapshot.renderer, "without a theme nothing was rendered"
    snapshot.renderer.save()
    record, clock = _record(request, snapshot, len(planned)), file_clock(request.output)
    with suppress(UnicodeEncodeError):  # for a file name that is not text: such a build is not recorded
        ledger.write(written, {*planned, OWNED}, record, put_away(snapshot.archive), clock)


def _record(request: BuildRequest, snapshot: Snapshot, pages: int) -> BuildRecord:
    since, until = snapshot.steady
    files, others = by_kind(snapshot.content.keys)
    return BuildRecord(
        ground=asked(inputs(snapshot.settings, others, snapshot.static), request.selection, request.strict),
        files=files,
        inputs=asked(snapshot.inputs, request.selection, request.strict),
        since=since,
        until=until,
        articles=len(snapshot.archive.series),
        pages=pages,
        skipped=snapshot.skipped,
        warnings=snapshot.findings,
    )


def _report(
    snapshot: Snapshot,
    watch: Watch,
    planned: Collection[str],
    rendered: int,
    written: int,
    removed: int,
    slow: tuple[tuple[str, int], ...],
) -> BuildReport:
    return BuildReport(
        articles=len(snapshot.archive.series),
        pages=len(planned),
        written=written,
        unchanged=len(planned) - written,
        removed=removed,
        rendered=rendered,
        skipped=snapshot.skipped,
        warnings=snapshot.findings,
        seconds=tuple(watch.seconds),
        slow=slow,
    )


def _once(findings: Iterable[Finding]) -> list[Finding]:
    """Findings without repetition: a template's fault occurs on every page that uses it, in any order."""
    seen: dict[tuple[str, int, str], Finding] = {}
    for finding in sorted(findings):
        seen.setdefault((finding.path, finding.line, finding.message), finding)
    return list(seen.values())
