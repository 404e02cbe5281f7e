"""The last step of a candidate: its file is written, or the site has the article, in this or another version."""

from __future__ import annotations

from typing import Protocol

import msgspec

from digest.dates import When
from digest.editing.context import Overrides
from digest.editing.inplace import CannotEdit
from digest.editing.new_article import NewArticle, paths, to_file
from digest.editing.revise import Revise
from digest.editing.set_values import Change, edited, with_basis
from digest.editing.versions import body_of, difference, with_body, with_carrier
from digest.errors import DigestError
from digest.ingest.candidate import Candidate
from digest.ingest.dedupe.index import ArticleIndex, Duplicate, DuplicateKind, indexed
from digest.ingest.draft import Failure, Location, Stripped
from digest.model.article import Carrier
from digest.model.source import SourceFile


class Destination(Protocol):
    """Where new articles go: the site, or a rehearsal of it."""

    def keep(self, path: str, content: bytes) -> bool:
        """Write a new file. Returns False, and writes nothing, if the path is taken."""

    def read(self, path: str) -> bytes:
        """The bytes of an existing file. Raises DigestError."""

    def replace(self, path: str, content: bytes) -> None:
        """Replace the bytes of an existing file."""

    def rename(self, path: str, to: str) -> bool:
        """Rename a file. Returns False, and renames nothing, if the new name is taken."""


_NO_OVERRIDES = Overrides()


class Outcome(msgspec.Struct, frozen=True, kw_only=True):
    """What became of one article of an input: written, a duplicate, unwanted, or a failure."""

    location: Location
    article: NewArticle | None = None
    """None if it could not be read."""
    path: str = ""
    """The file that was written; empty if none was."""
    duplicate_of: str = ""
    """The file that holds the same article, or another version of it."""
    kind: DuplicateKind | None = None
    """What kind of duplicate it is."""
    difference: str = ""
    """What a changed version changes, as a diff."""
    rewritten: bool = False
    """Whether the file of the same article was given the new version, or the new carrier."""
    mended: tuple[str, ...] = ()
    """The keys of that file that were set to what the command line states."""
    unwanted: bool = False
    """Whether it was read but does not pass the filter, or the editor emptied it."""
    failure: Failure | None = None
    stripped: tuple[Stripped, ...] = ()
    warnings: tuple[str, ...] = ()


def outcome_of(candidate: Candidate) -> Outcome:
    """An outcome that says what the candidate says, before anything is decided."""
    return Outcome(
        location=candidate.location,
        article=candidate.article,
        stripped=candidate.stripped,
        warnings=candidate.warnings,
    )


def store_article(
    candidate: Candidate,
    duplicate: Duplicate | None,
    index: ArticleIndex,
    destination: Destination,
    overrides: Overrides = _NO_OVERRIDES,
    revise: Revise | None = None,
) -> Outcome:
    """Write the candidate's article, unless the site has it already or the editor empties it while revising.

    `duplicate` is what the index finds for it. With `--separate`, only the same article counts as a duplicate.
    """
    outcome = outcome_of(candidate)
    if duplicate and (duplicate.kind is DuplicateKind.SAME or not overrides.separate):
        outcome = msgspec.structs.replace(outcome, duplicate_of=duplicate.path, kind=duplicate.kind)
        return _DUPLICATES[duplicate.kind](outcome, candidate.article, destination, overrides)
    article = revise(candidate.article) if revise else candidate.article
    if article is None:
        return msgspec.structs.replace(outcome, unwanted=True)
    similar = index.similar(article.body)
    outcome = _written(msgspec.structs.replace(outcome, article=article), article, index, destination)
    if similar and outcome.path:
        return _warned(outcome, f"this text is nearly the same as that of {similar}: see whether you need both")
    return outcome


def _same(outcome: Outcome, article: NewArticle, destination: Destination, overrides: Overrides) -> Outcome:
    """Set what the command line states of the article in the file that the site has."""
    path = outcome.duplicate_of
    changes = _stated(article, overrides)
    if not changes:
        return outcome
    change = edited(SourceFile(path=path, content=destination.read(path)), changes)
    if change.findings:
        problem = change.findings[0]
        failure = Failure(outcome.location, f"{path}: {problem.message}", problem.hint)
        return msgspec.structs.replace(outcome, failure=failure)
    if change.changes:
        destination.replace(path, change.after)
    return msgspec.structs.replace(outcome, mended=change.keys)


def _stated(article: NewArticle, overrides: Overrides) -> list[Change]:
    """The changes of front matter that the command line asks for, each as a new file would state it."""
    values = (
        ("date", overrides.date and article.date),
        ("source", overrides.source and article.source),
        ("url", overrides.url and article.url),
    )
    return with_basis([Change(key, value) for key, value in values if value])


def _changed(outcome: Outcome, article: NewArticle, destination: Destination, overrides: Overrides) -> Outcome:
    """Show what the new version changes; with `--update`, replace the text of the file.

    What the command line states is set in either case.
    """
    outcome = _same(outcome, article, destination, overrides)
    path = outcome.duplicate_of
    try:
        content = destination.read(path)
        changes = difference(body_of(content), article.body)
        if overrides.update:
            updated = article.updated or When(article.added, timed=True)
            destination.replace(path, with_body(content, article.body, updated))
    except (CannotEdit, DigestError) as problem:
        return _warned(outcome, f"{path} could not be brought up to date: {problem}")
    return msgspec.structs.replace(outcome, difference=changes, rewritten=overrides.update)


def _carried(outcome: Outcome, article: NewArticle, destination: Destination, overrides: Overrides) -> Outcome:
    """Add the other outlet to the carriers that the file of the same text names."""
    path = outcome.duplicate_of
    try:
        before = destination.read(path)
        after = with_carrier(before, Carrier(article.source, article.url))
        if after != before:
            destination.replace(path, after)
    except (CannotEdit, DigestError) as problem:
        return _warned(outcome, f"{article.source} could not be noted in {path} under also: {problem}")
    return msgspec.structs.replace(outcome, rewritten=after != before)


_DUPLICATES = {DuplicateKind.SAME: _same, DuplicateKind.CHANGED: _changed, DuplicateKind.CARRIED: _carried}


def _written(outcome: Outcome, article: NewArticle, index: ArticleIndex, destination: Destination) -> Outcome:
    """Write the article under the name of its headline or, if that is contested, under a name from its own words.

    If two articles of one run contest a name, neither keeps it, so that the order in which they were added does not
    matter. A file from before the run keeps its name: readers may know its address.
    """
    content = to_file(article).encode()
    headline_path, *digest_paths = paths(article)
    rival = index.new_by_path.get(headline_path)
    if headline_path not in index.new_by_path and destination.keep(headline_path, content):
        index.new_by_path[headline_path] = article
        return _indexed(outcome, article, headline_path, index)
    path = next((path for path in digest_paths if destination.keep(path, content)), None)
    if path is None:
        failure = Failure(outcome.location, f"{digest_paths[-1]} is taken", "give the article another title")
        return msgspec.structs.replace(outcome, failure=failure)
    outcome = _indexed(outcome, article, path, index)
    if rival is None:
        holder = "" if headline_path in index.new_by_path else f": {headline_path}"
        return _warned(outcome, f"an article with another text has this headline in the same month{holder}")
    free = (path for path in paths(rival)[1:] if destination.rename(headline_path, path))
    rival_path = next(free, headline_path)
    index.rename(headline_path, rival_path)
    index.new_by_path[headline_path] = None
    renamed = f"two articles have this headline in the same month: the other one was renamed to {rival_path}"
    return _warned(outcome, renamed)


def _indexed(outcome: Outcome, article: NewArticle, path: str, index: ArticleIndex) -> Outcome:
    index.add(indexed(path, article.title, article.body, article.url, article.source))
    return msgspec.structs.replace(outcome, path=path)


def _warned(outcome: Outcome, warning: str) -> Outcome:
    return msgspec.structs.replace(outcome, warnings=(*outcome.warnings, warning))
