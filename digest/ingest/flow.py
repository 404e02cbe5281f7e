"""From inputs to articles in the site, one at a time: the whole of ingest, top to bottom."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Protocol

import msgspec

from digest.ingest import formats
from digest.ingest.article import NewArticle, paths, to_file
from digest.ingest.dating import date_of
from digest.ingest.desk import Desk, Stated
from digest.ingest.draft import Draft, Failure, Input, Place, Read
from digest.ingest.duplicates import Known
from digest.ingest.markdown import to_markdown
from digest.ingest.summary import summarise
from digest.ingest.wire import clean
from digest.reading.markdown import read_markdown
from digest.tagging import tag
from digest.tagging.bounds import offered as bounds_offered
from digest.urls import scheme


class Store(Protocol):
    """Where new articles go."""

    def keep(self, path: str, content: bytes) -> bool:
        """Take a file in, unless the path is taken: then False."""


class Outcome(msgspec.Struct, frozen=True, kw_only=True):
    """What became of one article of an input: it was written, or was here already, or could not be read."""

    place: Place
    article: NewArticle | None = None
    """None where it could not be read."""
    path: str = ""
    """Of the file that was written; empty where none was."""
    duplicate_of: str = ""
    """Of the file that holds the same article."""
    failure: Failure | None = None
    stripped: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()


def take_in(inputs: Iterable[Input | Failure], desk: Desk, known: Known, store: Store) -> Iterator[Outcome]:
    """Every article of the inputs, in order, each written (or not) before the next is read.

    `known` grows with each, so that the second of two equal articles in one run is noticed too.
    """
    for read in _read_all(inputs, desk):
        if isinstance(read, Failure):
            yield Outcome(place=read.place, failure=read)
        else:
            yield _take(read, desk, known, store)


def _read_all(inputs: Iterable[Input | Failure], desk: Desk) -> Iterator[Read]:
    for given in inputs:
        if isinstance(given, Failure):
            yield given
        else:
            yield from formats.read(given, desk.config.zone)


def _take(draft: Draft, desk: Desk, known: Known, store: Store) -> Outcome:
    draft = clean(_overridden(draft, desk.stated), desk.gazetteer)
    article, doubts = _edited(draft, desk)
    outcome = Outcome(place=draft.place, article=article, stripped=draft.stripped, warnings=(*draft.warnings, *doubts))
    duplicate = known.find(article.url, article.title, article.body)
    if duplicate:
        return msgspec.structs.replace(outcome, duplicate_of=duplicate)
    return _kept(outcome, article, known, store)


def _overridden(draft: Draft, stated: Stated) -> Draft:
    """The editor's word for source and address. (The date's is in `date_of`.)"""
    return msgspec.structs.replace(draft, source=stated.source or draft.source, url=stated.url or draft.url)


def _edited(draft: Draft, desk: Desk) -> tuple[NewArticle, tuple[str, ...]]:
    """The article that an editor would have made of a cleaned draft, and what they should look at."""
    dated = date_of(draft, desk.stated.date, desk.now)
    url, doubt = _web_address(draft.url)
    source = draft.source or _source_of(url, desk)
    body = _markdown(draft)
    day = dated.when.day if dated.basis != "file" else None
    tags = tag(draft.title, body, desk.gazetteer, desk.config.actors.never, day=day)
    article = NewArticle(
        title=draft.title,
        date=dated.when,
        date_basis=dated.basis,
        edition=desk.now.date() if desk.config.add.edition == "today" else None,
        added=desk.now,
        source=source,
        agency=draft.agency,
        url=url,
        authors=draft.authors,
        actors=tuple(each.actor for each in tags.actors),
        regions=tuple(each.region for each in tags.regions),
        summary=draft.summary or summarise(read_markdown(draft.body).text if draft.markdown else draft.body),
        notice=draft.notice,
        body=body,
        tagging=tags,
    )
    offer = bounds_offered(tags, body, draft.title, desk.gazetteer) if day is None else ""
    return article, tuple(filter(None, (dated.warning, doubt, offer)))


def _source_of(url: str, desk: Desk) -> str:
    """The outlet that publishes at an address, if the gazetteer knows its host."""
    host = url.partition("://")[2].partition("/")[0].rpartition("@")[2].partition(":")[0]
    outlet = desk.gazetteer.outlet_of_host(host) if host else None
    return outlet.name if outlet else ""


def _web_address(url: str) -> tuple[str, str]:
    """The address, or none and why."""
    if not url or (scheme(url) in ("http", "https") and not re.search(r"\s", url)):
        return url, ""
    return "", f'"{url}" is no web address and was left out'


_CONFLICT = re.compile(r"^(?=(?:<{7}|>{7}|\|{7})(?: |$))", re.MULTILINE)


def _markdown(draft: Draft) -> str:
    """The body as its file will hold it; a line like git's conflict marker, which no file may hold, escaped."""
    if draft.markdown:
        return _CONFLICT.sub(r"\\", draft.body.strip("\n")) + "\n"
    return to_markdown(draft.body.split("\n\n"))


def _kept(outcome: Outcome, article: NewArticle, known: Known, store: Store) -> Outcome:
    content = to_file(article).encode()
    candidates = paths(article)
    path = next((path for path in candidates if store.keep(path, content)), None)
    if path is None:
        failure = Failure(outcome.place, f"{candidates[-1]} is taken", "give the article another title")
        return msgspec.structs.replace(outcome, failure=failure)
    known.add(path, article.url, article.title, article.body)
    warnings = outcome.warnings
    if path != candidates[0]:
        warnings = (*warnings, f"another article of that headline and month is {candidates[0]}; this text differs")
    return msgspec.structs.replace(outcome, path=path, warnings=warnings)
