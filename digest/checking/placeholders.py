"""Files that are, byte for byte, as `digest init` wrote them: made to be seen by the editor, and by nobody else."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from digest.errors import Finding, error
from digest.reading.article import FOLDER
from digest.reading.scan import CONTENT, read_source, scan
from digest.scaffold import PLACEHOLDERS, is_placeholder


def is_untouched(root: Path, path: str) -> bool:
    """Whether a file of the site is a placeholder still. Only files that can be one are opened."""
    if path.rpartition("/")[2] not in PLACEHOLDERS:
        return False
    source, _ = read_source(root, path)
    return source is not None and is_placeholder(path, source.content)


def refused(root: Path) -> Iterator[Finding]:
    """An error for each file in which nobody has put their own words: a publish refuses them.

    An article that a build leaves out, because there is another, is refused no more than a draft is.
    """
    paths = scan(root, CONTENT)
    others = any(path.startswith(FOLDER) and path.rpartition("/")[2] not in PLACEHOLDERS for path in paths)
    for path in paths:
        if not (others and path.startswith(FOLDER)) and is_untouched(root, path):
            hint = "put your own words in it, or delete it, with the entry of the navigation that leads to it"
            yield error(path, 1, 1, "this is as digest init wrote it, and nothing to publish", hint, "placeholder")
