"""Writing an old address into an article's front matter, when the editor asked for it; nothing else changes."""

from __future__ import annotations

from pathlib import Path

from digest.editing.files import replace
from digest.editing.inplace import CannotEdit, EditableFile
from digest.errors import DigestError, error
from digest.reading.scan import read_source


def with_alias(content: bytes, alias: str) -> bytes:
    """An article's bytes with one more address under `aliases`, the last: feeds know it by its first.

    Raises CannotEdit where it cannot be added and nothing else.
    """
    return EditableFile.parse(content).add_to_list("aliases", alias).to_bytes()


def add_alias(root: Path, path: str, alias: str) -> None:
    """Write an alias into an article of the site. Raises DigestError where the editor has to do it."""
    source, findings = read_source(root, path)
    if source is None:
        raise DigestError(*findings)
    try:
        failure = replace(root, path, source.content, with_alias(source.content, alias))
    except CannotEdit:
        hint = f'add it: "aliases: [{alias}]"'
        raise DigestError(error(path, 1, 1, "an alias cannot be written into this front matter", hint)) from None
    if failure:
        raise DigestError(failure)
