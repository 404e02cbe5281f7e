"""From a snapshot to an output folder: render what is new, put it in place, remove the rest, remember."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from contextlib import suppress

from digest.archive.shelf import put_away
from digest.builder.ledger import BuildRecord, Ledger, OutputFile, asked
from digest.builder.output import OWNED, Output, listing
from digest.builder.rendering import MANY, Rendered, RenderTask, render_all
from digest.builder.request import BuildReport, BuildRequest, Progress, Watch
from digest.builder.snapshot import Snapshot
from digest.builder.survey import by_kind, file_clock, inputs
from digest.errors import DigestError, Finding
from digest.fingerprint import SIZE, digest_of_bytes
from digest.urls import output_path
from digest.workers import uninterrupted, workers

AT_HAND = 128 << 20
"""Bytes of texts just read that rendering finds in memory: what exceeds it is fetched from the store again."""


def commit(request: BuildRequest, snapshot: Snapshot, ledger: Ledger, watch: Watch, progress: Progress) -> BuildReport:
    """Write a snapshot's pages, and keep what was read. Nothing is put in place before every page has been rendered.

    Raises DigestError with what could not be rendered or written.
    """
    paths = {address: output_path(address) for address in snapshot.plan.pages}
    planned = snapshot.plan.others.union(paths.values())
    keys: dict[str, bytes] = {}

    def meanwhile() -> None:
        snapshot.save(AT_HAND)
        if not keys:
            keys.update(_fingerprints(snapshot))

    with watch.step("compare"):
        if ledger.paths:  # else nothing is there to compare with
            keys.update(_fingerprints(snapshot))
    with Output(request.output) as output:
        tasks = _tasks(paths, keys, ledger, output)
        with watch.step("render"), workers(request.jobs if len(tasks) >= MANY else 1) as executor:
            rendered = render_all(snapshot, request, tasks, output.stage, executor, progress, meanwhile)
        _refuse(snapshot, rendered, output)
        with watch.step("write"), uninterrupted():
            listed = listing(planned)
            staged = {one.path: one.staged for one in rendered if one.staged}
            removed = output.commit(planned, staged, listed)
    with watch.step("remember"):
        written = {one.path: OutputFile(keys[one.address], one.digest, one.seen) for one in rendered}
        written[OWNED] = OutputFile(bytes(SIZE), digest_of_bytes(listed))
        _remember(request, snapshot, ledger, written, planned)
    slow = Counter(page.slow for page in rendered if page.slow)
    return _report(snapshot, watch, planned, len(tasks), len(staged), removed, tuple(sorted(slow.items())))


def _fingerprints(snapshot: Snapshot) -> Mapping[str, bytes]:
    """By address, of every page."""
    renderer, archive = snapshot.renderer, snapshot.archive
    assert renderer, "a snapshot without a theme has errors"
    return {address: renderer.fingerprint(page, archive) for address, page in snapshot.plan.pages.items()}


def _tasks(paths: Mapping[str, str], keys: Mapping[str, bytes], ledger: Ledger, output: Output) -> list[RenderTask]:
    """The pages that must be rendered: their fingerprint is new, or their file is not what was written."""
    tasks: list[RenderTask] = []
    for address, path in paths.items():
        line = ledger.intact(path)
        if line is None or line.key != keys[address]:
            look, name = line is None and path in output.owned, "" if output.is_new else str(len(tasks))
            tasks.append(RenderTask(address, line.digest if line else None, look, name))
    return tasks


def _refuse(snapshot: Snapshot, rendered: Iterable[Rendered], output: Output) -> None:
    """Raise DigestError if a page could not be rendered, or if something of others stands in a page's place."""
    digests = {one.path: one.digest for one in rendered if one.staged}
    wrong = [finding for one in rendered for finding in one.findings]
    wrong += output.obstacles(digests, digests.__getitem__)
    if wrong:
        raise DigestError(*_once(snapshot.findings), *_once(wrong))


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
    with suppress(UnicodeEncodeError):  # a file's name need not be text: then nothing is remembered
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
    """A template's fault shows on every page that uses it: once is enough to mend it, whichever was rendered first."""
    seen: dict[tuple[str, int, str], Finding] = {}
    for finding in sorted(findings):
        seen.setdefault((finding.path, finding.line, finding.message), finding)
    return list(seen.values())
