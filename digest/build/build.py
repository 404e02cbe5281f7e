"""Build a site: look → load → check → commit."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Iterator, Mapping
from concurrent.futures import Executor
from contextlib import ExitStack, contextmanager
from pathlib import Path

import msgspec

from digest.archive.visibility import Selection, Skipped
from digest.build.ledger import Ledger, Line, Record, asked
from digest.build.output import Output, exclusive, refuse_unsafe
from digest.build.rendering import Task, render_all
from digest.build.snapshot import Snapshot, snapshot_of
from digest.build.survey import file_clock, inputs_if_known, settings_of, survey
from digest.build.workers import cores, workers
from digest.errors import DigestError, Finding
from digest.reading.library import Library
from digest.store import Damaged, Store
from digest.urls import output_path

Progress = Callable[[int, int], None]
"""Told how many of how many pages are done."""


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """What a build did."""

    articles: int
    pages: int
    written: int = 0
    unchanged: int = 0
    """Files that were right already."""
    removed: int = 0
    rendered: int = 0
    """Pages that had to be rendered to know that."""
    skipped: Skipped
    warnings: tuple[Finding, ...]
    notes: tuple[str, ...] = ()
    """What cost this build time."""
    seconds: tuple[tuple[str, float], ...] = ()
    """How long each step took, in their order."""


class Request(msgspec.Struct, frozen=True, kw_only=True):
    """What is to be built, and where to."""

    root: Path
    output: Path
    selection: Selection
    base_url: str | None = None
    strict: bool = False
    """Whether warnings are errors."""
    clean: bool = False
    """Whether to forget what earlier builds worked out."""
    jobs: int = 0
    """Processes to work in; 0: as many as there are processors."""


class Watch:
    """A stop watch for the steps of a build."""

    def __init__(self) -> None:
        self.seconds: list[tuple[str, float]] = []

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        """Time what is done inside."""
        started = time.perf_counter()
        try:
            yield
        finally:
            self.seconds.append((name, time.perf_counter() - started))


def build(
    request: Request, progress: Progress = lambda done, all_: None, waiting: Callable[[], None] = lambda: None
) -> Report:
    """Build a site. Raises DigestError with all that is wrong; the output folder is then as it was.

    `waiting` is called if another build of the same folder is under way and has to end first.
    """
    refuse_unsafe(request.root, request.output)
    with exclusive(request.output, waiting), Store(request.root) as store:
        try:
            return _build(request, store, progress)
        except Damaged:
            store.renew("was damaged")
            return _build(request, store, progress)


def _build(request: Request, store: Store, progress: Progress) -> Report:
    if request.clean:
        store.renew("was emptied")
    watch = Watch()
    root, jobs = request.root, request.jobs or cores()
    with watch.step("look"):
        settings = settings_of(root, request.base_url)
        library, seen, ledger = Library(store), survey(root), Ledger(store, request.output)
        known = inputs_if_known(settings, seen, library)
        unchanged = _unchanged(request, known, ledger) if known else None
    if unchanged:
        ledger.settle(file_clock(root))
        return msgspec.structs.replace(unchanged, seconds=tuple(watch.seconds))
    with watch.step("read"), workers(jobs) as executor:
        snapshot = snapshot_of(root, settings, seen, library, request.selection, store, executor)
        library.save(frozenset(snapshot.content.keys.values()), {*seen.content, *seen.static})
    if snapshot.errors or (request.strict and snapshot.findings):
        raise DigestError(*snapshot.findings)
    return _commit(request, snapshot, ledger, store, watch, jobs, progress)


def _unchanged(request: Request, inputs: bytes, ledger: Ledger) -> Report | None:
    """What the last build said, if this one would do nothing."""
    last = ledger.record()
    if last is None or last.inputs != asked(inputs, request.selection, request.strict):
        return None
    if not last.since <= request.selection.now < last.until or not ledger.all_intact():
        return None
    return Report(
        articles=last.articles,
        pages=last.pages,
        unchanged=last.pages,
        skipped=last.skipped,
        warnings=last.warnings,
    )


def _commit(
    request: Request, snapshot: Snapshot, ledger: Ledger, store: Store, watch: Watch, jobs: int, progress: Progress
) -> Report:
    """Write a snapshot's pages. Nothing is put in place before every page has been rendered."""
    assert snapshot.renderer is not None, "a snapshot without a theme has errors"
    pages = snapshot.plan.pages
    paths = {address: output_path(address) for address in pages}
    with watch.step("compare"):
        keys = {address: snapshot.renderer.fingerprint(page) for address, page in pages.items()}
        intact = ledger.intact()
    with Output(request.output) as output, ExitStack() as pools:
        tasks = list(_stale(keys, paths, intact, output.owned))
        with watch.step("render"):
            rendered = render_all(
                snapshot,
                request.base_url,
                tasks,
                output.stage,
                lambda: _pool(pools, jobs),
                progress,
            )
            pools.close()
        digests = {one.path: one.digest for one in rendered if one.path}
        wrong = [finding for one in rendered for finding in one.findings]
        wrong += output.obstacles([one.path for one in rendered if one.staged], digests.__getitem__)
        if wrong:
            raise DigestError(*_once(snapshot.findings), *_once(wrong))
        with watch.step("write"):
            removed = output.commit(frozenset(paths.values()))
    with watch.step("remember"), store.transaction():
        snapshot.renderer.save()
        lines = {one.path: (keys[one.address], one.digest) for one in rendered}
        ledger.write(lines, frozenset(paths.values()), _record(request, snapshot), file_clock(snapshot.root))
    written = sum(one.staged for one in rendered)
    return Report(
        articles=len(snapshot.archive.series),
        pages=len(pages),
        written=written,
        unchanged=len(pages) - written,
        removed=removed,
        rendered=len(tasks),
        skipped=snapshot.skipped,
        warnings=snapshot.findings,
        notes=(store.note,) if store.note else (),
        seconds=tuple(watch.seconds),
    )


def _stale(
    keys: Mapping[str, bytes], paths: Mapping[str, str], intact: Mapping[str, Line], owned: Collection[str]
) -> Iterator[Task]:
    """The pages that must be rendered: their fingerprint is new, or their file is not what was written."""
    for address, key in keys.items():
        line = intact.get(paths[address])
        if line is None or line.key != key:
            yield Task(address, line.digest if line else None, look=line is None and paths[address] in owned)


def _pool(pools: ExitStack, jobs: int) -> Executor | None:
    return pools.enter_context(workers(jobs))


def _record(request: Request, snapshot: Snapshot) -> Record:
    since, until = snapshot.steady
    return Record(
        inputs=asked(snapshot.inputs, request.selection, request.strict),
        since=since,
        until=until,
        articles=len(snapshot.archive.series),
        pages=len(snapshot.plan.pages),
        skipped=snapshot.skipped,
        warnings=snapshot.findings,
    )


def _once(findings: tuple[Finding, ...] | list[Finding]) -> list[Finding]:
    """A template's fault shows on every page that uses it: once is enough to mend it."""
    seen: dict[tuple[str, int, str], Finding] = {}
    for finding in findings:
        seen.setdefault((finding.path, finding.line, finding.message), finding)
    return sorted(seen.values())
