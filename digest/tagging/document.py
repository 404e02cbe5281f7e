"""An article's file as tagging reads it: the Markdown as written, so that words have a line and a column."""

from __future__ import annotations

import datetime as dt

import msgspec

from digest.config import Config
from digest.errors import Finding, error
from digest.gazetteer import Gazetteer
from digest.model.source import SourceFile
from digest.reading.article import FIELDS
from digest.reading.frontmatter import MatterEntry, parse
from digest.reading.schema import read_values
from digest.reading.text import decode
from digest.tagging.tagger import tag
from digest.tagging.tags import Evidence, Tagging


class Document(msgspec.Struct, frozen=True, kw_only=True):
    """The fields of an article's file that tagging uses."""

    path: str
    title: str
    title_place: tuple[int, int]
    """Line and column of the title's first letter."""
    body: str
    """Markdown, without the front matter."""
    body_line: int
    """The line of the file on which it begins."""
    dateline: str = ""
    dateline_line: int = 1
    day: dt.date | None = None
    """When it was published; None if unknown."""
    url: str = ""
    """Where it was published first."""
    lang: str = ""
    """Language tag; empty if the file states none."""
    actors: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    rejected: tuple[str, ...] = ()
    reviewed: bool = False

    def place(self, piece: Evidence) -> tuple[int, int]:
        """Line and column, from 1, of words of this article."""
        if piece.place == "title":
            line, column = self.title_place
            return line, column + piece.offset
        if piece.offset < 0:
            return self.dateline_line, 1
        before = self.body[: piece.offset]
        return self.body_line + before.count("\n"), len(before) - before.rfind("\n")


def read_document(source: SourceFile, config: Config) -> tuple[Document | None, list[Finding]]:
    """Read one article's file. None, with findings, if it is faulty."""
    text, findings = decode(source)
    if findings:
        return None, findings
    matter, findings = parse(source.path, text)
    if matter is None or findings:
        return None, findings
    values, findings = read_values(source.path, matter.entries, FIELDS, config.zone, config.content.extra)
    entries = {entry.key: entry for entry in matter.entries}
    typed = values.typed
    if not findings and not typed.get("title"):
        findings = [error(source.path, 1, 1, "title is missing", 'add a line "title: …"')]
    if findings:
        return None, findings
    dated = "date" in typed and typed.get("date_basis") != "file"
    return Document(
        path=source.path,
        title_place=_first_letter(entries["title"]),
        body=matter.body,
        body_line=matter.body_line,
        dateline_line=entries["dateline"].line if "dateline" in entries else 1,
        day=typed["date"].day if dated else None,
        **{key: typed[key] for key in _AS_THEY_ARE if key in typed},
    ), []


_AS_THEY_ARE = ("title", "lang", "url", "dateline", "actors", "regions", "rejected", "reviewed")


def _first_letter(entry: MatterEntry) -> tuple[int, int]:
    """Line and column of the first letter of a value on one line, behind its quotation mark."""
    line, column = entry.value.line, entry.value.column
    return line, column + (1 if getattr(entry.value, "style", None) in ("'", '"') else 0)


def tag_document(document: Document, gazetteer: Gazetteer, exclude: tuple[str, ...] = ()) -> Tagging:
    """The tags for an article's file. `exclude` holds names besides those that the file rejects itself."""
    return tag(
        document.title,
        document.body,
        gazetteer,
        (*exclude, *document.rejected),
        dateline=document.dateline,
        day=document.day,
        url=document.url,
        lang=document.lang,
    )
