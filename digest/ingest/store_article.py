"""What becomes of a new article: its file is written, or it is here already, in this or another version."""

from __future__ import annotations

from typing import Protocol

import msgspec

from digest.dates import When
from digest.editing.context import Stated
from digest.editing.inplace import CannotEdit
from digest.editing.new_article import NewArticle, paths, to_file
from digest.editing.revise import Revise
from digest.editing.versions import body_of, difference, with_body, with_carrier
from digest.errors import DigestError
from digest.ingest.dedupe.index import How, Known, Twin, mark_of
from digest.ingest.draft import Failure, Place, Stripped
from digest.model.article import Carrier


class Store(Protocol):
    """Where new articles go."""

    def keep(self, path: str, content: bytes) -> bool:
        """Take a file in, unless the path is taken: then False."""

    def read(self, path: str) -> bytes:
        """The bytes of a file that is there. Raises DigestError."""

    def replace(self, path: str, content: bytes) -> None:
        """Put other bytes in the place of a file's."""

    def rename(self, path: str, to: str) -> bool:
        """Give a file another name, unless that is taken: then False."""


_NOTHING = Stated()


class Outcome(msgspec.Struct, frozen=True, kw_only=True):
    """What became of one article of an input: it was written, or was here already, or could not be read."""

    place: Place
    article: NewArticle | None = None
    """None where it could not be read."""
    path: str = ""
    """Of the file that was written; empty where none was."""
    duplicate_of: str = ""
    """Of the file that holds the same article, or another version of it."""
    how: How | None = None
    """How the two are one."""
    difference: str = ""
    """What a changed version changes, as a diff."""
    rewritten: bool = False
    """The file that holds the same article was given the new version, or the new carrier."""
    unwanted: bool = False
    """It could be read, and is not what was asked for."""
    failure: Failure | None = None
    stripped: tuple[Stripped, ...] = ()
    warnings: tuple[str, ...] = ()


def keep_new(
    outcome: Outcome,
    article: NewArticle,
    known: Known,
    store: Store,
    stated: Stated = _NOTHING,
    revise: Revise | None = None,
) -> Outcome:
    """Write an article, unless it is here already, or the editor, revising it, leaves nothing of it."""
    twin = known.find(article.url, article.title, article.body, article.source)
    if twin and (twin.how is How.SAME or not stated.separate):
        outcome = msgspec.structs.replace(outcome, duplicate_of=twin.path, how=twin.how)
        return _VERSIONS[twin.how](outcome, article, twin, store, stated)
    revision = revise(article) if revise else article
    if revision is None:
        return msgspec.structs.replace(outcome, unwanted=True)
    outcome, article = msgspec.structs.replace(outcome, article=revision), revision
    alike = known.alike(article.body)
    outcome = _written(outcome, article, known, store)
    if alike and outcome.path:
        return _warned(outcome, f"much of this text stands in {alike} too: see whether one of them should go")
    return outcome


def _same(outcome: Outcome, article: NewArticle, twin: Twin, store: Store, stated: Stated) -> Outcome:
    return outcome


def _changed(outcome: Outcome, article: NewArticle, twin: Twin, store: Store, stated: Stated) -> Outcome:
    """A changed version is shown, and taken in where the editor asked for it."""
    try:
        content = store.read(twin.path)
        changes = difference(body_of(content), article.body)
        if stated.update:
            updated = article.updated or When(article.added, timed=True)
            store.replace(twin.path, with_body(content, article.body, updated))
    except (CannotEdit, DigestError) as problem:
        return _warned(outcome, f"{twin.path} could not be brought up to date: {problem}")
    return msgspec.structs.replace(outcome, difference=changes, rewritten=stated.update)


def _carried(outcome: Outcome, article: NewArticle, twin: Twin, store: Store, stated: Stated) -> Outcome:
    """Another outlet's copy is noted where the text stands."""
    try:
        content = store.read(twin.path)
        noted = with_carrier(content, Carrier(article.source, article.url))
        if noted != content:
            store.replace(twin.path, noted)
    except (CannotEdit, DigestError) as problem:
        return _warned(outcome, f"it could not be noted in {twin.path} that {article.source} carries it too: {problem}")
    return msgspec.structs.replace(outcome, rewritten=noted != content)


_VERSIONS = {How.SAME: _same, How.CHANGED: _changed, How.CARRIED: _carried}


def _written(outcome: Outcome, article: NewArticle, known: Known, store: Store) -> Outcome:
    """The article under its headline's name, or, where that is contested, under one that its words decide.

    Two articles of one run that contest a name get neither of them, so that the order in which they were
    named counts for nothing. A file from before keeps its name: it may have an address that readers know.
    """
    content = to_file(article).encode()
    plain, *others = paths(article)
    rival = known.fresh.get(plain)
    if plain not in known.fresh and store.keep(plain, content):
        known.fresh[plain] = article
        return _known(outcome, article, plain, known)
    path = next((path for path in others if store.keep(path, content)), None)
    if path is None:
        failure = Failure(outcome.place, f"{others[-1]} is taken", "give the article another title")
        return msgspec.structs.replace(outcome, failure=failure)
    outcome = _known(outcome, article, path, known)
    if rival is None:
        there = "there" if plain in known.fresh else plain
        return _warned(outcome, f"another article of that headline and month is {there}; this text differs")
    to = next((other for other in paths(rival)[1:] if store.rename(plain, other)), plain)
    known.moved(plain, to)
    known.fresh[plain] = None
    return _warned(outcome, f"two articles have that headline in one month: the other one is now {to}")


def _known(outcome: Outcome, article: NewArticle, path: str, known: Known) -> Outcome:
    known.add(mark_of(path, article.title, article.body, article.url, article.source))
    return msgspec.structs.replace(outcome, path=path)


def _warned(outcome: Outcome, words: str) -> Outcome:
    return msgspec.structs.replace(outcome, warnings=(*outcome.warnings, words))
