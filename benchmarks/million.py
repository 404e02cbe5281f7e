"""A million articles indexed in memory, without rendering: how long it takes, and how large they are."""

from __future__ import annotations

import datetime as dt
import gc
import resource
import time
from collections.abc import Iterator, Mapping
from pathlib import Path

from benchmarks.corpus import articles
from digest.archive.assemble import assemble
from digest.archive.visibility import Selection
from digest.config import Config
from digest.gazetteer import builtin
from digest.model.article import Article
from digest.model.facts import facts_of
from digest.model.source import SourceFile
from digest.objects import Objects
from digest.reading.article import read_article
from digest.reading.catalogue import ArticleCatalogue
from digest.reading.content import Content
from digest.reading.library import Library
from digest.reading.pictures import Pictures

READ = 10_000
"""So many are read from texts; the others are these again, under other names and days."""


def million(work: Path, count: int) -> Iterator[str]:
    """Lines of figures."""
    config = Config()
    gc.disable()
    read = [_read(path, text, config) for path, text in articles(READ, "digest", 11)]
    before = _resident()
    started = time.perf_counter()
    found = [_again(read[n % READ], n) for n in range(count)]
    made = time.perf_counter()
    objects, library = Objects(), _Held({article.path.encode()[-16:]: article for article in found})
    changes = {article.path: (facts_of(article, article.path.encode()[-16:]), ()) for article in found}
    catalogue = ArticleCatalogue(objects, {}, {}).followed_by(changes)
    content = Content(catalogue=catalogue, library=library)
    selection = Selection(dt.datetime(2300, 1, 1, tzinfo=dt.UTC))
    archive = assemble(content, config, builtin(), selection, objects, {}, Pictures(Path(), {})).archive
    seconds = time.perf_counter() - made
    size = (_resident() - before) / count
    yield f"{len(archive.series):,} articles, {sum(map(len, archive.subjects.values()))} actors, regions and sources"
    yield f"{made - started:.1f} s to make the articles, {seconds:.1f} s to index them, {size:,.0f} bytes each"


class _Held(Library):
    """A library that has all articles in memory."""

    def __init__(self, articles: Mapping[bytes, Article]) -> None:
        super().__init__()
        self._articles = articles

    def article(self, key: bytes) -> Article:
        """The article with this key."""
        return self._articles[key]


def _read(path: str, text: str, config: Config) -> Article:
    written, findings = read_article(SourceFile(f"content/articles/{path}", text.encode()), config.content, config.zone)
    assert written, findings
    return written.article


def _again(article: Article, n: int) -> Article:
    import msgspec

    moved = article.date.at + dt.timedelta(days=n // READ * 3)
    date = msgspec.structs.replace(article.date, at=moved)
    path = f"content/articles/{n:08d}.md"
    return msgspec.structs.replace(article, path=path, slug=f"story-{n:08d}", date=date, edition=moved.date())


def _resident() -> int:
    """Bytes of this process at its largest so far."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
