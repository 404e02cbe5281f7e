"""Rendering of pages into files of a stage, in this process or in several."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor, as_completed
from itertools import groupby
from pathlib import Path
from typing import BinaryIO, NamedTuple

import msgspec

from digest.archive.visibility import Selection
from digest.builder.output import unwritable
from digest.builder.request import BuildRequest
from digest.builder.snapshot import Snapshot, load, render_page
from digest.errors import DigestError, Finding, error
from digest.fingerprint import PIECE, SIZE, digest_of_bytes, digest_of_file, running_digest
from digest.model.page import Artifact, FileCopy
from digest.reading.scan import Sighting, sighted
from digest.site_files import unreadable
from digest.store import Store
from digest.workers import Processes

CHUNK = 100
"""Pages that a process renders at a time."""
MANY = 400
"""With fewer pages than this, starting processes costs more than it saves."""


class RenderTask(NamedTuple):
    """A page to be rendered."""

    address: str
    existing: bytes | None
    """The digest of the existing file at its path, if the ledger knows it."""
    look: bool
    """Whether there may be an existing file that the ledger does not know: rendering then compares with it."""
    name: str = ""
    """The file name in the stage; empty for the page's own path."""


class Rendered(NamedTuple):
    """The result of rendering a page."""

    address: str
    path: str
    digest: bytes
    staged: str = ""
    """Its name in the stage; empty where the existing file has the same bytes."""
    seen: Sighting | None = None
    """The stat of the staged file right after it was written."""
    findings: tuple[Finding, ...] = ()
    slow: str = ""
    """The template, where it could not be rendered the fast way."""


class Job(msgspec.Struct, frozen=True):
    """What a worker needs to render pages of a snapshot that another process made."""

    root: Path
    selection: Selection
    base_url: str | None
    inputs: bytes
    """The snapshot's inputs. A worker that reads the site itself must get the same."""
    remember: bool
    """Whether a worker may use the store."""


_snapshots: dict[Job, Snapshot] = {}
"""In a forked worker its parent's snapshot; in a spawned worker the one that it read itself."""


def render_all(
    snapshot: Snapshot,
    request: BuildRequest,
    tasks: Sequence[RenderTask],
    stage: Path,
    executor: Executor | None,
    progress: Callable[[int, int], None],
    meanwhile: Callable[[], None] = lambda: None,
) -> list[Rendered]:
    """Render pages into a stage, in parallel where there is an executor. The results are in the order of the tasks.

    `meanwhile` is called once: while workers render, or before.
    """
    job = Job(snapshot.root, snapshot.selection, request.base_url, snapshot.inputs, request.remember)
    _snapshots[job] = snapshot
    try:
        if executor is None:
            meanwhile()
            return list(_here(snapshot, tasks, stage, progress))
        return _spread(job, tasks, stage, executor, progress, meanwhile)
    finally:
        _snapshots.clear()


def _here(
    snapshot: Snapshot, tasks: Sequence[RenderTask], stage: Path, progress: Callable[[int, int], None]
) -> Iterator[Rendered]:
    folders: set[str] = set()
    for start in range(0, len(tasks), CHUNK):
        progress(start, len(tasks))
        yield from _chunk(snapshot, tasks[start : start + CHUNK], str(stage), folders)


def _spread(
    job: Job,
    tasks: Sequence[RenderTask],
    stage: Path,
    executor: Executor,
    progress: Callable[[int, int], None],
    meanwhile: Callable[[], None],
) -> list[Rendered]:
    copies = isinstance(executor, Processes) and executor.copies
    if not copies:
        meanwhile()  # it saves to the store what was read: spawned workers take it from there
    gc.freeze()  # else the collector of a forked worker touches, and so copies, memory that it never frees
    chunks = list(_chunks(_snapshots[job], tasks))
    futures = {executor.submit(render_chunk, job, chunk, str(stage)): n for n, chunk in enumerate(chunks)}
    if copies:
        meanwhile()
    results: dict[int, list[Rendered]] = {}
    for future in as_completed(futures):
        results[futures[future]] = future.result()
        progress(sum(map(len, results.values())), len(tasks))
    return [rendered for n in range(len(chunks)) for rendered in results[n]]


def _chunks(snapshot: Snapshot, tasks: Sequence[RenderTask]) -> Iterator[list[RenderTask]]:
    """The tasks in chunks, in which no branch is divided: who renders a page has to plan all of its branch."""
    branch_of = snapshot.plan.pages.branch_of
    chunk: list[RenderTask] = []
    for _, branch in groupby(tasks, lambda task: branch_of[task.address]):
        chunk += branch
        if len(chunk) >= CHUNK:
            yield chunk
            chunk = []
    if chunk:
        yield chunk


def render_chunk(job: Job, tasks: Iterable[RenderTask], stage: str) -> list[Rendered]:
    """Render some pages in a worker."""
    snapshot = _snapshots.get(job)
    if snapshot is None:
        snapshot = _snapshots[job] = _loaded(job)
    return _chunk(snapshot, tasks, stage, set())


def _chunk(snapshot: Snapshot, tasks: Iterable[RenderTask], stage: str, folders: set[str]) -> list[Rendered]:
    """Render all pages, then write all: in turns, each step would evict the other from the processor's caches."""
    results = [(task, _render(snapshot, task)) for task in tasks]
    renderer = snapshot.renderer
    assert renderer, "a snapshot without a theme has errors and is never rendered"
    rendered = [
        Rendered(task.address, "", b"", findings=result.findings)
        if isinstance(result, DigestError)
        else _stage(task, result, stage, folders)
        for task, result in results
    ]
    if not renderer.has_slow:
        return rendered
    pages = snapshot.plan.pages
    return [
        page._replace(slow=template) if renderer.is_slow(template := pages[page.address].renderer) else page
        for page in rendered
    ]


def _loaded(job: Job) -> Snapshot:
    store = Store(job.root if job.remember else None)
    snapshot = load(job.root, job.selection, job.base_url, store=store)
    if snapshot.inputs != job.inputs:
        raise DigestError(error("", 0, 0, "the site changed while it was built", "build again"))
    return snapshot


def _render(snapshot: Snapshot, task: RenderTask) -> Artifact | FileCopy | DigestError:
    try:
        return render_page(snapshot, task.address)
    except DigestError as problem:
        return problem


def _stage(task: RenderTask, artifact: Artifact | FileCopy, stage: str, folders: set[str]) -> Rendered:
    path = artifact.path
    digest = artifact.digest if isinstance(artifact, FileCopy) else digest_of_bytes(artifact.content)
    if digest == task.existing or (task.look and _holds(Path(stage).parent / path, digest)):
        return Rendered(task.address, path, digest)
    name = task.name or path
    file = f"{stage}/{name}"
    try:
        if isinstance(artifact, Artifact):
            return Rendered(task.address, path, digest, name, _write(file, (artifact.content,), folders))
        try:
            opened = artifact.open()
        except OSError as problem:
            return Rendered(task.address, path, digest, findings=(unreadable(artifact.origin, problem),))
        with opened:
            return _copy(task, artifact, _Pieces(opened), name, file, folders)
    except OSError as problem:
        return Rendered(task.address, path, digest, findings=(unwritable(Path(stage).parent, problem),))


def _copy(task: RenderTask, artifact: FileCopy, pieces: _Pieces, name: str, file: str, folders: set[str]) -> Rendered:
    seen = _write(file, pieces, folders)
    if pieces.problem or pieces.digest != artifact.digest:
        changed = error(artifact.origin, 0, 0, "this file changed while the site was built", "build again")
        finding = unreadable(artifact.origin, pieces.problem) if pieces.problem else changed
        return Rendered(task.address, artifact.path, artifact.digest, findings=(finding,))
    return Rendered(task.address, artifact.path, artifact.digest, name, seen)


class _Pieces:
    """The pieces of an open file. Afterwards `digest` covers all its bytes, `problem` says why reading failed."""

    def __init__(self, opened: BinaryIO) -> None:
        self._opened, self._running = opened, running_digest()
        self.problem: OSError | None = None

    def __iter__(self) -> Iterator[bytes]:
        try:
            while piece := self._opened.read(PIECE):
                self._running.update(piece)
                yield piece
        except OSError as problem:
            self.problem = problem

    @property
    def digest(self) -> bytes:
        """The digest of the bytes read so far."""
        return self._running.digest()[:SIZE]


def _holds(file: Path, digest: bytes) -> bool:
    try:
        return not file.is_symlink() and digest_of_file(file) == digest
    except OSError:
        return False


def _write(file: str, pieces: Iterable[bytes], folders: set[str]) -> Sighting:
    folder = file.rpartition("/")[0]
    if folder not in folders:
        _make(folder)
        folders.add(folder)
    handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o666)
    try:
        for piece in pieces:
            rest = memoryview(piece)
            while rest:
                rest = rest[os.write(handle, rest) :]
        return sighted(os.fstat(handle))
    finally:
        os.close(handle)


def _make(folder: str) -> None:
    """Make a folder and its missing parents, quickly: a cold build makes twenty thousand folders."""
    try:
        os.mkdir(folder)  # noqa: PTH102 - Path takes longer
    except FileExistsError:
        pass
    except FileNotFoundError:
        os.makedirs(folder, exist_ok=True)  # noqa: PTH103 - as above
