"""Another version of an existing article: its changed text, or another carrier of the same text."""

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
    """The changes of a new version, as a diff of paragraphs; empty where the text is the same."""
    old, new = ([line for line in text.split("\n") if line.strip()] for text in (before, after))
    lines = difflib.unified_diff(old, new, "here", "new", n=1, lineterm="")
    return "\n".join(lines)


def body_of(content: bytes) -> str:
    """The text below the front matter, with `\\n` line ends. Raises CannotEdit."""
    return EditableFile.parse(content).body


def with_body(content: bytes, body: str, updated: When) -> bytes:
    """The file with another text and the date of the change; everything else stays. Raises CannotEdit."""
    return EditableFile.parse(content).set("updated", updated).replace_body(f"\n{body}").to_bytes()


def with_carrier(content: bytes, carrier: Carrier) -> bytes:
    """The file with one more entry under `also`; unchanged if that outlet is listed already. Raises CannotEdit."""
    file = EditableFile.parse(content)
    carriers = _carriers(file)
    if any(other.source.casefold() == carrier.source.casefold() for other in carriers):
        return content
    return file.set("also", (*carriers, carrier)).to_bytes()


def _carriers(file: EditableFile) -> tuple[Carrier, ...]:
    if "also" not in file.nodes:
        return ()
    try:
        return tuple(FIELDS["also"](node_of(file.nodes["also"]), dt.UTC))
    except Bad as problem:
        raise CannotEdit(problem.message) from None
