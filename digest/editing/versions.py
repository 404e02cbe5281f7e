"""An article that is here already, and what another version of it brings: a changed text, another carrier."""

from __future__ import annotations

import datetime as dt
import difflib

from digest.dates import When
from digest.editing.inplace import CannotEdit, EditableFile
from digest.model.article import Carrier
from digest.reading.article import FIELDS
from digest.reading.fields import Bad
from digest.reading.yaml_full import node_of


def difference(before: str, after: str) -> str:
    """What a new version changes in a text, as a diff of its paragraphs; empty if nothing is."""
    old, new = ([line for line in text.split("\n") if line.strip()] for text in (before, after))
    lines = difflib.unified_diff(old, new, "here", "new", n=1, lineterm="")
    return "\n".join(lines)


def body_of(content: bytes) -> str:
    """The text below the front matter, with `\\n` line ends. Raises CannotEdit."""
    return EditableFile.parse(content).body


def with_body(content: bytes, body: str, updated: When) -> bytes:
    """The file with another text, and the date of the change; all else as the editor left it. Raises CannotEdit."""
    return EditableFile.parse(content).set("updated", updated).replace_body(f"\n{body}").to_bytes()


def with_carrier(content: bytes, carrier: Carrier) -> bytes:
    """The file with one more entry under `also`; the same if that outlet is named already. Raises CannotEdit."""
    document = EditableFile.parse(content)
    known = _carriers(document)
    if any(other.source.casefold() == carrier.source.casefold() for other in known):
        return content
    return document.set("also", (*known, carrier)).to_bytes()


def _carriers(document: EditableFile) -> tuple[Carrier, ...]:
    if "also" not in document.nodes:
        return ()
    try:
        return tuple(FIELDS["also"](node_of(document.nodes["also"]), dt.UTC))
    except Bad as problem:
        raise CannotEdit(problem.message) from None
