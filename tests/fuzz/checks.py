"""What has to hold for any bytes: an article that is harmless, or a reason; soon."""

import datetime as dt
import re
import tempfile
import time
from functools import cache
from pathlib import Path

from digest.config import Config
from digest.editing.context import Context
from digest.editing.files import Rehearsal
from digest.editing.inplace import CannotEdit, EditableFile
from digest.editing.keep import keep
from digest.editing.new_article import to_file
from digest.errors import Finding
from digest.gazetteer import builtin
from digest.ingest.dedupe.index import ArticleIndex
from digest.ingest.draft import Input
from digest.ingest.migrate.take_over import take_over
from digest.ingest.pipeline import add_inputs
from digest.ingest.store_article import Outcome
from digest.model.source import SourceFile
from digest.model.text import Rich
from digest.reading.article import Written, read_article
from digest.reading.editorial import read_dossier
from digest.urls import is_web, scheme
from tests.support.harmless import dangers

LONGEST, PER_MEGABYTE = 10.0, 30.0
"""Seconds of the processor for one input, and for each 1,000,000 bytes of it; the slowest that were met take half."""
_NOW = dt.datetime(2024, 7, 10, 8, 0, tzinfo=dt.UTC)
_ARTICLE = "content/articles/a.md"
_OLD = {"hugo": "content/posts/a.md", "jekyll": "_posts/2024-07-09-a.md", "pelican": "content/a.md"}


@cache
def context() -> Context:
    return Context(Config(), builtin(), _NOW)


@cache
def folder() -> Path:
    """A folder for what has to stand on the disk."""
    return Path(tempfile.mkdtemp(prefix="digest-fuzz-"))


def added(content: bytes) -> None:
    """`digest add` of any bytes."""
    started = time.process_time()
    for outcome in add_inputs([Input("x", content)], context(), ArticleIndex(), Rehearsal(folder() / "none")):
        _outcome(outcome)
    spent = time.process_time() - started
    assert spent < LONGEST + PER_MEGABYTE * len(content) / 1_000_000, f"{spent:.1f} s for {len(content)} bytes"


def taken_over(content: bytes) -> None:
    """`digest add --from` of a site with any file."""
    for generator, path in _OLD.items():
        root = folder() / generator
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
        for outcome in take_over(generator, root, context(), ArticleIndex(), Rehearsal(folder() / "none")):
            _outcome(outcome)


def read(content: bytes) -> None:
    """Any bytes as an article of the site, as a dossier of it, and changed in place."""
    source = SourceFile(path=_ARTICLE, content=content)
    found, findings = read_article(source, Config().content, dt.UTC)
    _findings(findings)
    for family in ("actors", "regions", "sources"):
        _findings(read_dossier(SourceFile(path=f"content/{family}/a.md", content=content), dt.UTC)[1])
    if found is None:
        assert findings
        return
    _harmless(found)
    _retagged(content.decode(), found)
    _kept(content)


def _outcome(outcome: Outcome) -> None:
    """A reason, or a file that the site can read and in which nothing runs."""
    if outcome.failure:
        assert outcome.failure.message
        return
    assert outcome.article is not None
    assert scheme(outcome.article.url) in ("", "http", "https")
    source = SourceFile(path=_ARTICLE, content=to_file(outcome.article).encode())
    found, findings = read_article(source, Config().content, dt.UTC)
    assert not findings, findings
    assert found is not None
    assert found.article.title == outcome.article.title
    _harmless(found)


def _harmless(found: Written) -> None:
    body = found.body
    assert all(is_web(link.target) or not re.match(r"\w+:", link.target) for link in body.links)
    html = Rich(body.html, tuple(link.target for link in body.links)).at("../")
    assert dangers({"page.html": html.encode(errors="replace")}) == []


def _findings(findings: list[Finding]) -> None:
    assert all(str(finding) and finding.message for finding in findings)


def _retagged(text: str, found: Written) -> None:
    """A list changed in place: exactly what was asked for, or a refusal."""
    names = (*found.article.actors[1:], "Åland: a [name]")
    try:
        after = EditableFile.parse(text.encode()).set_list("actors", names).to_bytes()
    except CannotEdit:
        return
    again, findings = read_article(SourceFile(path=_ARTICLE, content=after), Config().content, dt.UTC)
    assert again is not None, findings
    assert again.body.html == found.body.html


def _kept(content: bytes) -> None:
    """`digest keep`: one line goes, or the file stays as it was."""
    file = folder() / _ARTICLE
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content)
    done = keep(folder(), _ARTICLE)
    _findings(list(done.findings))
    after = file.read_bytes()
    assert (after != content) is done.was_draft
    assert len(after.splitlines()) == len(content.splitlines()) - done.was_draft
