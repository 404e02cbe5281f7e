"""Adding an old address to an article's front matter, on the editor's request; nothing else changes."""

from __future__ import annotations

from pathlib import Path

from digest.editing.files import replace
from digest.editing.inplace import CannotEdit, EditableFile
from digest.errors import DigestError, error
from digest.reading.scan import read_source


def with_alias(content: bytes, alias: str) -> bytes:
    """An article's bytes with one more address at the end of `aliases`: feeds identify an article by its first alias.

    Raises CannotEdit where the change would change anything else.
    """
    return EditableFile.parse(content).add_to_list("aliases", alias).to_bytes()


def add_alias(root: Path, path: str, alias: str) -> None:
    """Write an alias into an article of the site. Raises DigestError where the editor has to write it."""
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
