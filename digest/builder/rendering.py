"""Pages to files in a stage, in this process or spread over others."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor, as_completed
from pathlib import Path
from typing import BinaryIO, NamedTuple

import msgspec

from digest.archive.visibility import Selection
from digest.builder.output import unwritable
from digest.builder.request import Request
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



class Task(NamedTuple):
    """A page to be rendered."""

    address: str
    standing: bytes | None
    """The digest of the file that stands in its place, if that is known."""
    look: bool
    """Whether to look for a file in its place, where none is known."""
    name: str = ""
    """Under which to stage it; empty for its own path."""


class Rendered(NamedTuple):
    """What became of a page."""

    address: str
    path: str
    digest: bytes
    staged: str = ""
    """Its name in the stage; empty where its bytes stand in its place already."""
    seen: Sighting | None = None
    """What the file system said of the staged file once it was written."""
    findings: tuple[Finding, ...] = ()
    slow: str = ""
    """The template, where it could not be rendered the fast way."""


class Job(msgspec.Struct, frozen=True):
    """What a process must know to render pages of a snapshot that was made in another."""

    root: Path
    selection: Selection
    base_url: str | None
    inputs: bytes
    """Of the snapshot: a process that reads the site anew must find the same."""
    remember: bool
    """Whether such a process may work with the store."""


_snapshots: dict[Job, Snapshot] = {}
"""In a forked process its parent's snapshot; in another the one that it read itself."""


def render_all(
    snapshot: Snapshot,
    request: Request,
    tasks: Sequence[Task],
    stage: Path,
    executor: Executor | None,
    progress: Callable[[int, int], None],
    meanwhile: Callable[[], None] = lambda: None,
) -> list[Rendered]:
    """Render pages into a stage, in the order of the tasks, spread over `executor` if there is one.

    `meanwhile` is called once: while others render, or before.
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
    snapshot: Snapshot, tasks: Sequence[Task], stage: Path, progress: Callable[[int, int], None]
) -> Iterator[Rendered]:
    made: set[str] = set()
    for start in range(0, len(tasks), CHUNK):
        progress(start, len(tasks))
        yield from _chunk(snapshot, tasks[start : start + CHUNK], str(stage), made)


def _spread(
    job: Job,
    tasks: Sequence[Task],
    stage: Path,
    executor: Executor,
    progress: Callable[[int, int], None],
    meanwhile: Callable[[], None],
) -> list[Rendered]:
    copies = isinstance(executor, Processes) and executor.copies
    if not copies:
        meanwhile()  # processes that know nothing of this one find in the store what was read
    gc.freeze()  # so that a forked process does not copy memory for counting what it never frees
    chunks = [tasks[n : n + CHUNK] for n in range(0, len(tasks), CHUNK)]
    futures = {executor.submit(render_chunk, job, chunk, str(stage)): n for n, chunk in enumerate(chunks)}
    if copies:
        meanwhile()
    done: dict[int, list[Rendered]] = {}
    for future in as_completed(futures):
        done[futures[future]] = future.result()
        progress(min(len(done) * CHUNK, len(tasks)), len(tasks))
    return [rendered for n in range(len(chunks)) for rendered in done[n]]


def render_chunk(job: Job, tasks: Iterable[Task], stage: str) -> list[Rendered]:
    """Render these pages, wherever this runs."""
    snapshot = _snapshots.get(job)
    if snapshot is None:
        snapshot = _snapshots[job] = _loaded(job)
    return _chunk(snapshot, tasks, stage, set())


def _chunk(snapshot: Snapshot, tasks: Iterable[Task], stage: str, made: set[str]) -> list[Rendered]:
    """Render all, then write all: taking turns, each would find the processor's caches full of the other's."""
    drawn = [(task, _draw(snapshot, task)) for task in tasks]
    renderer = snapshot.renderer
    assert renderer, "a snapshot without a theme has errors and is never rendered"
    rendered = [
        Rendered(task.address, "", b"", findings=made_of.findings)
        if isinstance(made_of, DigestError)
        else _place(task, made_of, stage, made)
        for task, made_of in drawn
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


def _draw(snapshot: Snapshot, task: Task) -> Artifact | FileCopy | DigestError:
    try:
        return render_page(snapshot, task.address)
    except DigestError as problem:
        return problem


def _place(task: Task, artifact: Artifact | FileCopy, stage: str, made: set[str]) -> Rendered:
    path = artifact.path
    digest = artifact.digest if isinstance(artifact, FileCopy) else digest_of_bytes(artifact.content)
    if digest == task.standing or (task.look and _holds(Path(stage).parent / path, digest)):
        return Rendered(task.address, path, digest)
    name = task.name or path
    file = f"{stage}/{name}"
    try:
        if isinstance(artifact, Artifact):
            return Rendered(task.address, path, digest, name, _write(file, (artifact.content,), made))
        try:
            opened = artifact.open()
        except OSError as problem:
            return Rendered(task.address, path, digest, findings=(unreadable(artifact.origin, problem),))
        with opened:
            return _copy(task, artifact, _Pieces(opened), name, file, made)
    except OSError as problem:
        return Rendered(task.address, path, digest, findings=(unwritable(Path(stage).parent, problem),))


def _copy(task: Task, artifact: FileCopy, pieces: _Pieces, name: str, file: str, made: set[str]) -> Rendered:
    seen = _write(file, pieces, made)
    if pieces.problem or pieces.digest != artifact.digest:
        changed = error(artifact.origin, 0, 0, "this file changed while the site was built", "build again")
        found = unreadable(artifact.origin, pieces.problem) if pieces.problem else changed
        return Rendered(task.address, artifact.path, artifact.digest, findings=(found,))
    return Rendered(task.address, artifact.path, artifact.digest, name, seen)


class _Pieces:
    """An open file, a piece at a time. Afterwards `digest` is that of all its bytes, `problem` what ended it early."""

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
        """Of the bytes read so far."""
        return self._running.digest()[:SIZE]


def _holds(file: Path, digest: bytes) -> bool:
    try:
        return not file.is_symlink() and digest_of_file(file) == digest
    except OSError:
        return False


def _write(file: str, pieces: Iterable[bytes], made: set[str]) -> Sighting:
    folder = file.rpartition("/")[0]
    if folder not in made:
        _make(folder)
        made.add(folder)
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
    """Make a folder, and those above it if they are missing too: a cold build makes twenty thousand."""
    try:
        os.mkdir(folder)  # noqa: PTH102 - Path takes longer
    except FileExistsError:
        pass
    except FileNotFoundError:
        os.makedirs(folder, exist_ok=True)  # noqa: PTH103 - as above
