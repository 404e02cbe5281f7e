"""Articles whose files, as they are, no commit of the source holds."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec

from digest.archive.visibility import PUBLISHED, state_of
from digest.config import Config
from digest.errors import Finding, warning
from digest.publish.source_repository import Source
from digest.reading.article import FOLDER, read_article
from digest.reading.scan import read_source

_SAID = 10


class UncommittedArticle(msgspec.Struct, frozen=True):
    """Such an article."""

    path: str
    is_known: bool
    """Whether a commit holds an earlier state of it."""
    is_ignored: bool
    """Whether .gitignore keeps it out."""
    state: str
    """What it is at the moment of the publish: see `visibility`."""


def uncommitted_articles(
    source: Source, root: Path, config: Config, now: dt.datetime
) -> tuple[UncommittedArticle, ...]:
    """All of them, by path."""
    found = []
    for path, letters in sorted(source.changed(FOLDER, ignored=True).items()):
        file, _ = read_source(root, path) if path.endswith(".md") else (None, [])
        written, _ = read_article(file, config.content, config.zone) if file else (None, [])
        if written:
            known, ignored = letters not in ("??", "!!", "A "), letters == "!!"
            found.append(UncommittedArticle(path, known, ignored, state_of(written.article, now)))
    return tuple(found)


def uncommitted_warnings(uncommitted: Iterable[UncommittedArticle]) -> Iterator[Finding]:
    """A warning for each of the first ten that are published, and one for the rest."""
    published = [one for one in uncommitted if one.state == PUBLISHED]
    for one in published[:_SAID]:
        if one.is_ignored:
            yield warning(one.path, 0, 0, "this article is published, and .gitignore keeps it out of all commits")
        else:
            how = "in a state that no commit holds" if one.is_known else "and is in no commit"
            yield warning(one.path, 0, 0, f"this article is published {how}", "commit it")
    if len(published) > _SAID:
        rest = len(published) - _SAID
        yield warning("", 0, 0, f"{rest} more articles are published and are in no commit", "commit them")
