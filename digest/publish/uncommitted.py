"""Articles with uncommitted changes in the source repository."""

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
    """An article with uncommitted changes."""

    path: str
    is_known: bool
    """Whether an earlier state of it is committed."""
    is_ignored: bool
    """Whether .gitignore names it."""
    state: str
    """Its state at the moment of the publish: see `archive.visibility`."""


def uncommitted_articles(
    source: Source, root: Path, config: Config, now: dt.datetime
) -> tuple[UncommittedArticle, ...]:
    """All articles with uncommitted changes, sorted by path."""
    articles = []
    for path, letters in sorted(source.changed(FOLDER, ignored=True).items()):
        file, _ = read_source(root, path) if path.endswith(".md") else (None, [])
        written, _ = read_article(file, config.content, config.zone) if file else (None, [])
        if written:
            is_known, is_ignored = letters not in ("??", "!!", "A "), letters == "!!"
            articles.append(UncommittedArticle(path, is_known, is_ignored, state_of(written.article, now)))
    return tuple(articles)


def uncommitted_warnings(uncommitted: Iterable[UncommittedArticle]) -> Iterator[Finding]:
    """A warning for each of the first ten that are published, and one for the rest."""
    published = [article for article in uncommitted if article.state == PUBLISHED]
    for article in published[:_SAID]:
        if article.is_ignored:
            yield warning(article.path, 0, 0, "this article is published, but .gitignore excludes it from commits")
        else:
            how = "with changes that are not committed" if article.is_known else "and not committed"
            yield warning(article.path, 0, 0, f"this article is published {how}", "commit it")
    if len(published) > _SAID:
        rest = len(published) - _SAID
        yield warning("", 0, 0, f"{rest} more articles are published and not committed", "commit them")
