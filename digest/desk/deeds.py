"""What an editor does at the desk: each deed changes the lines of its keys, and no other byte of a file."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

import msgspec

from digest.config import Config
from digest.desk.article import version_of
from digest.desk.changes import FileState
from digest.editing.open_edition import into_open_edition
from digest.editing.set_values import Change, Operation, changes_of, edited, with_basis
from digest.errors import DigestError, error
from digest.ingest.pull.seen import FOLDER as SEEN
from digest.ingest.pull.seen import seen_file
from digest.model.source import SourceFile
from digest.reading.article import read_article
from digest.reading.frontmatter import split
from digest.reading.text import decode
from digest.stories.report import ALONE


class Deed(msgspec.Struct, frozen=True, kw_only=True):
    """A decision of an editor, as the browser sends it."""

    path: str
    seen: str
    """The SHA-256 of the file that the editor saw."""
    deed: str
    """A key of DEEDS."""
    set: dict[str, str] = {}
    """With `set`: keys with their values as a form has them; an empty one removes the key."""
    add: dict[str, str] = {}
    """With `set`: an item for a list, by key."""
    remove: dict[str, str] = {}
    is_sure: bool = False
    """Whether the file may be written although an editor seems to have it open."""


class DeedContext(NamedTuple):
    """What a deed needs to know."""

    root: Path
    config: Config
    now: dt.datetime


def states_of(deed: Deed, content: bytes, desk: DeedContext) -> list[FileState]:
    """The files that a deed changes. Raises DigestError for values that do not fit, and for what is not possible."""
    assert version_of(content) == deed.seen, "whoever calls has looked"
    act = DEEDS.get(deed.deed)
    if act is None:
        raise DigestError(error(deed.path, 0, 0, f'"{deed.deed}" is no deed of the desk'))
    return act(deed, content, desk)


def _keep(deed: Deed, content: bytes, desk: DeedContext) -> list[FileState]:
    """Take in a draft."""
    into = into_open_edition(desk.config, desk.now)
    return _changed(deed, content, [Change("draft", operation=Operation.REMOVE), *into])


def _confirm(deed: Deed, content: bytes, desk: DeedContext) -> list[FileState]:
    """Take the date as it is for the publication's."""
    return _changed(deed, content, [Change("date_basis", operation=Operation.REMOVE)])


def _review(deed: Deed, content: bytes, desk: DeedContext) -> list[FileState]:
    """Say that the tags are right as they stand."""
    return _changed(deed, content, [Change("reviewed", True)])


def _alone(deed: Deed, content: bytes, desk: DeedContext) -> list[FileState]:
    """Say that the article tells no story with others."""
    return _changed(deed, content, [Change("story", ALONE)])


def _set(deed: Deed, content: bytes, desk: DeedContext) -> list[FileState]:
    changes, findings = changes_of(deed.set.items(), deed.add.items(), deed.remove.items(), desk.config)
    if findings:
        raise DigestError(*findings)
    return _changed(deed, content, with_basis(changes))


def _reject(deed: Deed, content: bytes, desk: DeedContext) -> list[FileState]:
    """Take a name off the article, and say that it does not belong there."""
    names = [("rejected", name) for name in deed.remove.values()]
    changes, findings = changes_of((), names, deed.remove.items(), desk.config)
    if findings:
        raise DigestError(*findings)
    return _changed(deed, content, changes)


def _drop(deed: Deed, content: bytes, desk: DeedContext) -> list[FileState]:
    """Delete a draft, and note what it was, so that no pull brings it again."""
    source = SourceFile(path=deed.path, content=content)
    written, findings = read_article(source, desk.config.content, desk.config.zone)
    if written is None:
        raise DigestError(*findings)
    if not written.article.draft:
        raise DigestError(error(deed.path, 0, 0, "it is not a draft: it stays"))
    parts, _ = split(deed.path, decode(source)[0])
    path, before, after = seen_file(desk.root, written.article, parts[1] if parts else "", desk.now.year)
    noted = [FileState(f"{SEEN}/{path}", before, after)] if before != after else []
    return [*noted, FileState(deed.path, content, None)]


def _changed(deed: Deed, content: bytes, changes: list[Change]) -> list[FileState]:
    change = edited(SourceFile(path=deed.path, content=content), changes)
    if change.findings:
        raise DigestError(*change.findings)
    return [FileState(deed.path, change.before, change.after)] if change.changes else []


Act = Callable[[Deed, bytes, DeedContext], list[FileState]]
DEEDS: Mapping[str, Act] = {
    "keep": _keep,
    "drop": _drop,
    "confirm": _confirm,
    "review": _review,
    "alone": _alone,
    "set": _set,
    "reject": _reject,
}
"""The deeds by name."""


def words_of(deed: Deed) -> str:
    """A deed in words, for the journal: `set source, topics`."""
    return " ".join(filter(None, (deed.deed, ", ".join(_keys(deed)))))


def _keys(deed: Deed) -> Iterator[str]:
    yield from dict.fromkeys((*deed.set, *deed.add, *deed.remove))
