"""An article that is here already, and what another version of it brings: a changed text, another carrier."""

from __future__ import annotations

import datetime as dt
import difflib
from collections.abc import Sequence

from digest.dates import When
from digest.editing.front_matter import carriers, when
from digest.model.article import Carrier
from digest.reading import frontmatter
from digest.reading.article import FIELDS
from digest.reading.fields import Bad
from digest.reading.frontmatter import Matter
from digest.reading.nodes import Node

_AFTER = {
    "updated": ("added", "edition", "date_basis", "date", "title"),
    "also": ("url", "agency", "source", "added", "date", "title"),
}
"""Where a new key goes: below the first of these that is there."""


class Unfit(ValueError):
    """A file whose front matter cannot be read, so that nothing can be put into it."""


def difference(before: str, after: str) -> str:
    """What a new version changes in a text, as a diff of its paragraphs; empty if nothing is."""
    old, new = ([line for line in text.split("\n") if line.strip()] for text in (before, after))
    lines = difflib.unified_diff(old, new, "here", "new", n=1, lineterm="")
    return "\n".join(lines)


def body_of(path: str, text: str) -> str:
    """The text below the front matter. Raises Unfit."""
    return _matter(path, text).body


def with_body(path: str, text: str, body: str, updated: When) -> str:
    """The file with another text, and the date of the change; all else as the editor left it. Raises Unfit."""
    head = text[: len(text) - len(_matter(path, text).body)]
    return _with_key(path, head, "updated", when(updated)) + f"\n{body}"


def with_carrier(path: str, text: str, carrier: Carrier) -> str:
    """The file with one more entry under `also`; the same if that outlet is named already. Raises Unfit."""
    matter = _matter(path, text)
    node = next((entry.value for entry in matter.entries if entry.key == "also"), None)
    there = _carriers(node) if node is not None else ()
    if any(each.source.casefold() == carrier.source.casefold() for each in there):
        return text
    return _with_key(path, text, "also", carriers((*there, carrier)))


def _carriers(node: Node) -> tuple[Carrier, ...]:
    try:
        return tuple(FIELDS["also"](node, dt.UTC))
    except Bad as problem:
        raise Unfit(problem.message) from None


def _matter(path: str, text: str) -> Matter:
    matter, findings = frontmatter.parse(path, text)
    if matter is None or findings:
        raise Unfit("its front matter cannot be read")
    return matter


def _with_key(path: str, text: str, key: str, value: str) -> str:
    """The file with a key set, on one line, in place of the lines that it stands on now."""
    matter = _matter(path, text)
    lines = text.split("\n")
    starts = [entry.line - 1 for entry in matter.entries]
    ends = [*starts[1:], matter.body_line - 2] if starts else []
    spans = {
        entry.key: (start, _without_comments(lines, start, end))
        for entry, start, end in zip(matter.entries, starts, ends, strict=True)
    }
    start, end = spans.get(key, (0, 0))
    if not end:
        above = next((name for name in _AFTER[key] if name in spans), "")
        start = end = spans[above][1] if above else 1
    return "\n".join([*lines[:start], f"{key}: {value}", *lines[end:]])


def _without_comments(lines: Sequence[str], start: int, end: int) -> int:
    """Where a key's lines end: blank lines and comments before the next key are not its own."""
    while end > start + 1 and (not lines[end - 1].strip() or lines[end - 1].startswith("#")):
        end -= 1
    return end
