"""Build a site: look → load → check → commit."""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from digest.builder.ledger import Ledger, asked
from digest.builder.output import exclusive, leftovers, refuse_unsafe
from digest.builder.request import BuildReport, BuildRequest, Progress, Watch
from digest.builder.survey import file_clock, inputs_if_known, settings_of, survey
from digest.errors import DigestError
from digest.reading.library import Library
from digest.store import Damaged, Store

__all__ = ["BuildReport", "BuildRequest", "Progress", "build"]


def build(
    request: BuildRequest, progress: Progress = lambda done, of: None, waiting: Callable[[], None] = lambda: None
) -> BuildReport:
    """Build a site. Raises DigestError with everything that is wrong, and leaves the output folder as it was.

    `waiting` is called where another build of the same folder runs, before this one waits for it.
    """
    refuse_unsafe(request.root, request.output)
    with exclusive(request.output, waiting):
        return build_alone(request, progress)


def build_alone(request: BuildRequest, progress: Progress = lambda done, all_: None) -> BuildReport:
    """`build` for a caller that holds the lock on the output folder, and may hold it longer than the build."""
    with Store(request.root if request.remember else None) as store:
        try:
            return _build_from(store, request, progress)
        except Damaged:
            store.renew("was damaged")
            return _build_from(store, request, progress)


def _build_from(store: Store, request: BuildRequest, progress: Progress) -> BuildReport:
    if request.clean:
        store.empty()
    with Ledger(store, request.output) as ledger:
        report = _build(request, store, ledger, progress)
    return msgspec.structs.replace(report, notes=(store.note,)) if store.note else report


def _build(request: BuildRequest, store: Store, ledger: Ledger, progress: Progress) -> BuildReport:
    watch, root = Watch(), request.root
    with watch.step("look"):
        settings, seen = settings_of(root, request.base_url), survey(root)
        library = Library(store)
        inputs = inputs_if_known(settings, seen, library)
        unchanged = _unchanged(request, inputs, ledger) if inputs else None
    if unchanged:
        ledger.settle(file_clock(request.output))
        return msgspec.structs.replace(unchanged, seconds=tuple(watch.seconds))
    # Imported late: a build without changes needs no Markdown and no templates.
    from digest.builder.commit import commit
    from digest.builder.snapshot import snapshot_of
    from digest.workers import workers

    with watch.step("read"), workers(request.jobs) as executor:
        snapshot = snapshot_of(root, settings, seen, library, request.selection, store, executor)
    if snapshot.errors or (request.strict and snapshot.findings):
        snapshot.save()
        raise DigestError(*snapshot.findings)
    return commit(request, snapshot, ledger, watch, progress)


def _unchanged(request: BuildRequest, inputs: bytes, ledger: Ledger) -> BuildReport | None:
    """The report of the last build, where this one would change nothing; else None."""
    last = ledger.record
    if last is None or last.inputs != asked(inputs, request.selection, request.strict):
        return None
    if not last.since <= request.selection.now < last.until or ledger.altered or leftovers(request.output):
        return None
    return BuildReport(
        articles=last.articles,
        pages=last.pages,
        unchanged=last.pages,
        size=last.size,
        skipped=last.skipped,
        warnings=last.warnings,
    )
