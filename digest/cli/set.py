"""`digest set`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from digest.editing.file_change import FileChange
    from digest.editing.set_values import Assignment, Change

_ASSIGNMENT = re.compile(r"([^\W\d][\w-]*)=(.*)", re.DOTALL)
"""Example: `source=The Gazette`."""


@click.command("set", short_help="Set keys of articles' front matter, as a diff.")
@click.argument("arguments", nargs=-1, required=True, metavar="[KEY=VALUE…] ARTICLE…|-")
@click.option("--add", "added", multiple=True, metavar="KEY=ITEM", help="Add an item to the end of a list.")
@click.option("--remove", "removed", multiple=True, metavar="KEY=ITEM", help="Remove an item from a list.")
@click.option("--write", is_flag=True, help="Make the changes, not only show them.")
@click.option("--allow-dirty", is_flag=True, help="Write files with changes that are not committed, too.")
@click.pass_context
def command(
    ctx: click.Context,
    arguments: tuple[str, ...],
    added: tuple[str, ...],
    removed: tuple[str, ...],
    write: bool,
    allow_dirty: bool,
) -> None:
    """Set keys of articles' front matter, and show that as a diff. Each value is checked before anything is written,
    and every other byte of the files stays.

    ARTICLE is a file, or a short name as digest list shows it; - reads names from standard input, one a line. A list
    is written as actors=NATO,Japan. KEY= removes a key. A new date removes date_basis: you have confirmed it.
    """
    from digest.cli.file_changes import apply
    from digest.cli.named_articles import named_articles
    from digest.editing.set_values import changes_of, with_basis
    from digest.errors import DigestError
    from digest.site import find_root, load_config

    root = find_root(ctx.obj)
    stated = [pair for argument in arguments if (pair := _assignment(argument))]
    names = [argument for argument in arguments if not _assignment(argument)]
    if not stated and not added and not removed:
        raise click.UsageError("say what to set: KEY=VALUE, --add KEY=ITEM or --remove KEY=ITEM")
    if not names:
        raise click.UsageError("name the articles; - reads names from standard input")
    changes, findings = changes_of(stated, _pairs("--add", added), _pairs("--remove", removed), load_config(root))
    if findings:
        raise DigestError(*findings)
    paths = named_articles(root, ctx.obj, names)
    edits = [_edited(root, path, with_basis(changes)) for path in paths]
    applied = apply(root, edits, write=write, allow_dirty=allow_dirty)
    click.echo(_closing(len(paths), applied.changed, write=write), err=not write)
    ctx.exit(1 if applied.problems else 0)


def _assignment(argument: str) -> Assignment | None:
    match = _ASSIGNMENT.fullmatch(argument)
    return (match[1], match[2]) if match else None


def _pairs(option: str, arguments: tuple[str, ...]) -> list[Assignment]:
    pairs = [_assignment(argument) for argument in arguments]
    if None in pairs:
        raise click.UsageError(f'{option}: "{arguments[pairs.index(None)]}" names no key, write KEY=ITEM')
    return [pair for pair in pairs if pair]


def _edited(root: Path, path: str, changes: Sequence[Change]) -> FileChange:
    """A file with the changes; one that cannot be read is a finding, so that the others are changed all the same."""
    from digest.editing.file_change import FileChange
    from digest.editing.set_values import edited
    from digest.reading.scan import read_source

    source, findings = read_source(root, path)
    if source is None:
        return FileChange(path=path, before=b"", after=b"", findings=tuple(findings))
    return edited(source, changes)


def _closing(articles: int, changed: int, *, write: bool) -> str:
    what = "changed" if write else "would change: digest set --write"
    return f"{articles} article{'' if articles == 1 else 's'}, {changed} {what if changed else 'to change'}."
