"""A day's edition on the desk: its articles in their order, its title, lead and introduction."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import msgspec

from digest.archive.addresses import day_address
from digest.builder.snapshot import Snapshot
from digest.desk.article import version_of
from digest.desk.changes import FileState
from digest.editing.inplace import CannotEdit, EditableFile
from digest.editing.yaml_values import front_matter
from digest.errors import DigestError, error
from digest.ingest.text.encoding import one_line
from digest.pages.editions import in_order

FOLDER = "content/editions/"


class EditionArticle(msgspec.Struct, frozen=True):
    """An article of an edition."""

    slug: str
    path: str
    title: str
    source: str
    state: str


class DeskEdition(msgspec.Struct, frozen=True, kw_only=True):
    """What the desk shows of an edition."""

    day: dt.date
    path: str
    address: str
    """Of its page, from the root of the server."""
    seen: str
    """The SHA-256 of its file; empty where it has none."""
    title: str = ""
    introduction: str = ""
    """Markdown."""
    lead: str = ""
    """The slug of the article that leads."""
    order: tuple[str, ...] = ()
    """The slugs that its file puts in order."""
    articles: tuple[EditionArticle, ...] = ()
    """As the edition shows them."""
    days: tuple[dt.date, ...] = ()
    """The newest days with articles."""


class EditionChange(msgspec.Struct, frozen=True, kw_only=True):
    """An edition as an editor wants it."""

    day: dt.date
    seen: str
    title: str = ""
    introduction: str = ""
    lead: str = ""
    order: tuple[str, ...] = ()
    is_sure: bool = False


def desk_edition(snapshot: Snapshot, day: dt.date, base: str) -> DeskEdition:
    """The edition of a day, drafts among its articles. `base` is the path of the site on the server."""
    path = path_of(day)
    content = _content(snapshot.root, path)
    archive = snapshot.archive
    note = archive.editions.get(day)
    entries = in_order(archive.of_day(day), note)
    articles = [
        EditionArticle(entry.slug, entry.stub.path, entry.stub.title, entry.card.source.name, entry.stub.state)
        for entry in entries
    ]
    file = EditableFile(content) if content else None
    return DeskEdition(
        day=day,
        path=path,
        address=f"{base}{day_address(day)}",
        seen=version_of(content) if content is not None else "",
        title=note.title if note else "",
        introduction=file.body.strip("\n") if file else "",
        lead=note.lead if note else "",
        order=note.order if note else (),
        articles=tuple(articles),
        days=tuple(archive.days)[:30],
    )


def path_of(day: dt.date) -> str:
    """The file of an edition."""
    return f"{FOLDER}{day.isoformat()}.md"


def states_of_edition(change: EditionChange, content: bytes | None) -> list[FileState]:
    """The change of an edition's file. Raises DigestError where it cannot be changed in place."""
    path, title = path_of(change.day), one_line(change.title)
    body = f"\n{change.introduction.strip()}\n" if change.introduction.strip() else ""
    if content is None:
        values = (("title", title), ("lead", change.lead), ("order", change.order))
        return [FileState(path, None, (front_matter(values) + body).encode())]
    try:
        file = EditableFile.parse(content)
        for key, value in (("title", title), ("lead", change.lead)):
            file = file.set(key, value) if value else file.remove(key)
        file = file.set_list("order", change.order) if change.order else file.remove("order")
        if file.body.strip("\n") != change.introduction.strip("\n"):
            file = file.replace_body(body)
    except CannotEdit as problem:
        raise DigestError(error(path, 1, 1, str(problem), "change it by hand")) from None
    after = file.to_bytes()
    return [FileState(path, content, after)] if after != content else []


def _content(root: Path, path: str) -> bytes | None:
    try:
        return (root / path).read_bytes()
    except FileNotFoundError:
        return None
