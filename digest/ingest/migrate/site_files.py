"""The files of another generator's site."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from digest.ingest.draft import Failure, Input, Place
from digest.ingest.inputs import read_file
from digest.ingest.migrate.front_matter import BadMatter, Parted
from digest.reading.scan import scan

MARKDOWN = (".md", ".markdown", ".mkd", ".mdown")


class Page(NamedTuple):
    """A file with front matter: where it lies, what stands in it."""

    path: str
    """From the folder that was named, with forward slashes."""
    parted: Parted


def pages_of(
    root: Path, folder: str, part: Callable[[bytes], Parted | None], others: tuple[str, ...] = ()
) -> Iterator[Page | Failure]:
    """Each Markdown file of a folder with its front matter; a failure for what cannot be taken.

    `others` are endings of files that hold articles in a form that is not Markdown.
    """
    for path in scan(root, folder):
        name = path.removeprefix("./")
        if name.endswith(others):
            yield Failure(Place(name), "this is no Markdown", "turn it into Markdown, with pandoc for example")
        elif name.endswith(MARKDOWN):
            yield _page(root, name, part)


def _page(root: Path, name: str, part: Callable[[bytes], Parted | None]) -> Page | Failure:
    given = read_file(name, root / name)
    if not isinstance(given, Input):
        return given
    try:
        parted = part(given.content)
    except BadMatter as problem:
        return Failure(Place(name, problem.line), problem.message, "mend it, or copy the text by hand")
    if parted is None:
        return Failure(Place(name), "it has no front matter", "it is left where it is")
    return Page(name, parted)


def notes_on(body: str, calls: tuple[tuple[str, str], ...]) -> tuple[str, ...]:
    """What in a text only the old generator understands: patterns with what each is called."""
    return tuple(
        f"{what} in the text is left as it is: {' '.join(found[0].split())[:60]}"
        for pattern, what in calls
        if (found := re.search(pattern, body, re.DOTALL))
    )
