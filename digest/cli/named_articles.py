"""The articles that a command line names. `-` means the names on standard input, one a line."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path


def named_articles(root: Path, folder: Path, names: Iterable[str]) -> list[str]:
    """The path of each named article from the site's root, without repetitions. Raises DigestError for other names."""
    from digest.listing.named import ArticleNames

    return ArticleNames(root, folder).paths(all_names(names))


def all_names(names: Iterable[str]) -> Iterator[str]:
    """The names of a command line, with those on standard input instead of `-`."""
    for name in names:
        if name == "-":
            lines = os.fsdecode(sys.stdin.buffer.read()).split("\n")
            yield from (line.strip() for line in lines if line.strip())
        else:
            yield name
