"""Changes of files on the command line: shown as a diff, or written where nothing of the editor's is at risk."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

if TYPE_CHECKING:
    from digest.editing.file_change import FileChange


class Applied(NamedTuple):
    """What became of some changes."""

    changed: int
    """Files that were changed or, without `write`, would be."""
    problems: int


def apply(root: Path, changes: Sequence[FileChange], *, write: bool, allow_dirty: bool) -> Applied:
    """Print each change as a diff or, with `write`, make it; and print what is wrong.

    A file with changes that are not committed is left alone, unless `allow_dirty` is given. Raises DigestError, with
    everything that is wrong, where git cannot say which files these are.
    """
    from digest.editing.articles import uncommitted
    from digest.editing.files import replace
    from digest.errors import DigestError, error

    problems = [finding for change in changes for finding in change.findings]
    due = [change for change in changes if change.changes]
    try:
        dirty = uncommitted(root, [change.path for change in due] if write and not allow_dirty else [])
    except DigestError as failure:
        raise DigestError(*problems, *failure.findings) from None
    for change in due:
        if not write:
            click.echo(change.diff(), nl=False)
        elif change.path not in dirty:
            problem = replace(root, change.path, change.before, change.after)
            problems += [problem] if problem else []
            if problem is None:
                click.echo(change.path)
    hint = "commit them first, or say --allow-dirty"
    problems += [error(path, 0, 0, "it has changes that are not committed", hint) for path in dirty]
    for problem in problems:
        click.echo(str(problem), err=True)
    return Applied(len(due) - len(dirty), len(problems))
