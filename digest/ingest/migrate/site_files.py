"""The files of another generator's site."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from digest.ingest.draft import Failure, Input, Location
from digest.ingest.inputs import read_file
from digest.ingest.migrate.front_matter import BadMatter, SplitFile
from digest.reading.scan import scan

MARKDOWN = (".md", ".markdown", ".mkd", ".mdown")


class OldFile(NamedTuple):
    """A file with front matter."""

    path: str
    """Relative to the folder of the old site, with forward slashes."""
    parts: SplitFile


def pages_of(
    root: Path, folder: str, split: Callable[[bytes], SplitFile | None], others: tuple[str, ...] = ()
) -> Iterator[OldFile | Failure]:
    """Each Markdown file of a folder, split; a failure for a file that cannot be taken over.

    `others` are the endings of files with articles in other formats than Markdown.
    """
    for path in scan(root, folder):
        name = path.removeprefix("./")
        if name.endswith(others):
            yield Failure(Location(name), "this is no Markdown", "turn it into Markdown, with pandoc for example")
        elif name.endswith(MARKDOWN):
            yield _file(root, name, split)


def _file(root: Path, name: str, split: Callable[[bytes], SplitFile | None]) -> OldFile | Failure:
    raw = read_file(name, root / name)
    if not isinstance(raw, Input):
        return raw
    try:
        parts = split(raw.content)
    except BadMatter as problem:
        return Failure(Location(name, problem.line), problem.message, "mend it, or copy the text by hand")
    if parts is None:
        return Failure(Location(name), "it has no front matter", "it is left where it is")
    return OldFile(name, parts)


def warnings_of(body: str, calls: tuple[tuple[str, str], ...]) -> tuple[str, ...]:
    """Warnings of what only the old generator understands. `calls` are patterns, each with what it is called."""
    return tuple(
        f"{what} in the text is left as it is: {' '.join(call[0].split())[:60]}"
        for pattern, what in calls
        if (call := re.search(pattern, body, re.DOTALL))
    )
