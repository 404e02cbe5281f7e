"""From a snapshot to an output folder: render new pages, put them in place, remove old files, write the ledger."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from contextlib import suppress
from functools import partial

import msgspec

from digest.builder.ledger import BuildRecord, Ledger, OutputFile, asked
from digest.builder.output import Output
from digest.builder.rendering import MANY, Rendered, RenderTask, render_all
from digest.builder.request import BuildReport, BuildRequest, Progress, Watch
from digest.builder.snapshot import Snapshot
from digest.builder.survey import file_clock
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
    planned = {output_path(address) for address in snapshot.plan.pages}
    with Output(request.output) as output:
        with watch.step("compare"):
            keys = _changed(snapshot, planned, ledger)
            tasks = _tasks(keys, ledger, output)
        with watch.step("render"), workers(request.jobs if len(tasks) >= MANY else 1) as executor:
            save = partial(snapshot.save, AT_HAND)
            rendered = render_all(snapshot, request, tasks, output.stage, executor, progress, save)
        _refuse(snapshot, rendered, output)
        with watch.step("write"), uninterrupted():
            listed = listing(planned)
            staged = {page.path: page.staged for page in rendered if page.staged}
            removed = output.commit(planned, staged, listed)
    with watch.step("remember"):
        written = {page.path: OutputFile(keys[page.address], page.digest, page.seen) for page in rendered}
        written[OWNED] = OutputFile(bytes(SIZE), digest_of_bytes(listed))
        size = _remember(request, snapshot, ledger, written, planned)
    slow = Counter(page.slow for page in rendered if page.slow)
    report = _report(snapshot, watch, planned, len(tasks), len(staged), removed, tuple(sorted(slow.items())))
    return msgspec.structs.replace(report, size=size)


def _changed(snapshot: Snapshot, planned: set[str], ledger: Ledger) -> Mapping[str, bytes]:
    """The fingerprints of the pages that must be rendered, by address, in the order of the plan.

    Their fingerprint is new, or their file has changed since the last build. A branch whose lines are those of the last
    build is passed over, but for files that have changed.
    """
    recorded = ledger.record.branches if ledger.record else {}
    lost = {*ledger.altered, *planned.difference(ledger.paths)} if recorded else set()
    keys: dict[str, bytes] = {}
    for key, lines in snapshot.plan.lines.items():
        if recorded.get(key) != lines.digest:
            keys |= {address: new for address, new in lines.rows if not ledger.holds(output_path(address), new)}
        elif lost and not lost.isdisjoint(map(output_path, lines.addresses)):
            keys |= {address: new for address, new in lines.rows if output_path(address) in lost}
    return keys


def _tasks(keys: Mapping[str, bytes], ledger: Ledger, output: Output) -> list[RenderTask]:
    tasks: list[RenderTask] = []
    for address in keys:
        path = output_path(address)
        line = ledger.intact(path)
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
) -> int:
    assert snapshot.renderer, "without a theme nothing was rendered"
    snapshot.renderer.save()
    record, clock = _record(request, snapshot, len(planned)), file_clock(request.output)
    with suppress(UnicodeEncodeError):  # for a file name that is not text: such a build is not recorded
        return ledger.write(written, {*planned, OWNED}, record, clock)
    return 0


def _record(request: BuildRequest, snapshot: Snapshot, pages: int) -> BuildRecord:
    since, until = snapshot.steady
    return BuildRecord(
        inputs=asked(snapshot.inputs, request.selection, request.strict),
        since=since,
        until=until,
        branches={key: lines.digest for key, lines in snapshot.plan.lines.items()},
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
