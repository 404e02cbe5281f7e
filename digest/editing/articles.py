"""The existing articles of a site, for commands that work on many of them: their paths, and work in parallel."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor
from contextlib import contextmanager
from functools import cache, partial
from pathlib import Path
from typing import TypeVar

from digest.editing.context import Context, site_context
from digest.errors import DigestError, error
from digest.git import Git, GitFailed, plain_variables, repository_entry
from digest.model.source import SourceFile
from digest.reading.article import FOLDER
from digest.reading.scan import read_source, scan
from digest.tagging.document import Document, read_document
from digest.workers import workers

T = TypeVar("T")
CHUNK = 50
"""Files that a process takes at a time."""
WORTH_SPREADING = 400
"""From this number of files on, several processes are quicker than one."""


def site_paths(root: Path) -> list[str]:
    """The path of every article's file, from the site's root."""
    return [path for path in scan(root, FOLDER.rstrip("/")) if path.endswith(".md")]


def article_at(context: Context, path: str) -> Document:
    """The article at a path from the site's root. Raises DigestError where it cannot be read."""
    document, findings = read_document(source_at(context.root, path), context.config)
    if document is None:
        raise DigestError(*findings)
    return document


def source_at(root: Path, path: str) -> SourceFile:
    """A file of the site. Raises DigestError where it cannot be read."""
    source, findings = read_source(root, path)
    if source is None:
        raise DigestError(*findings)
    return source


def each(
    work: Callable[[Context, str], T], context: Context, paths: Sequence[str], executor: Executor | None = None
) -> Iterator[T]:
    """`work(context, path)` for each path, in order: in this process, or in those of an executor."""
    with _spread(executor, len(paths)) as pool:
        if pool is None:
            yield from (work(context, path) for path in paths)
            return
        chunks = [paths[n : n + CHUNK] for n in range(0, len(paths), CHUNK)]
        for results in pool.map(partial(_chunk, work, context.root), chunks):
            yield from results


@contextmanager
def _spread(executor: Executor | None, files: int) -> Iterator[Executor | None]:
    if executor:
        yield executor
        return
    with workers(0 if files >= WORTH_SPREADING else 1) as pool:
        yield pool


def _chunk(work: Callable[[Context, str], T], root: Path, paths: Sequence[str]) -> list[T]:
    return [work(_worker_context(root), path) for path in paths]


@cache
def _worker_context(root: Path) -> Context:
    """The worker's own context: reading it once costs less than sending it with each chunk."""
    return site_context(root)


def uncommitted(root: Path, paths: Sequence[str]) -> list[str]:
    """The files among `paths` that have changes which are not committed; none where the site is in no git repository.

    Raises DigestError where git fails in a repository, for then no file can be called safe to write.
    """
    if not paths or repository_entry(root.resolve()) is None:
        return []
    git = Git(root, plain_variables())
    try:
        status = git.listed("status", "--porcelain", "-z", "--untracked-files=all", "--", FOLDER)
        prefix = git.line("rev-parse", "--show-prefix")
    except (OSError, GitFailed) as problem:
        reason = problem.reason if isinstance(problem, GitFailed) else f"git cannot be started: {problem.strerror}"
        message = f"git cannot say which articles have changes that are not committed: {reason}"
        raise DigestError(error("", 0, 0, message, "mend that, or say --allow-dirty")) from None
    changed = {line[3:].removeprefix(prefix) for line in status if line[2:3] == " "}
    return [path for path in paths if path in changed]
