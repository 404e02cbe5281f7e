"""All that a site's `content/` says, read at once with everything that is wrong in it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec

from digest.config import Config
from digest.errors import Finding, error, warning
from digest.model.article import Article
from digest.model.notes import FAMILIES, Dossier, EditionNote, StandingPage
from digest.model.source import SourceFile
from digest.reading.article import read_article
from digest.reading.notes import read_dossier, read_edition, read_standing
from digest.reading.scan import CONTENT, read_source, scan


class Content(msgspec.Struct, frozen=True, kw_only=True):
    """What stands under `content/`, in the order of the paths."""

    articles: tuple[Article, ...] = ()
    dossiers: tuple[Dossier, ...] = ()
    editions: tuple[EditionNote, ...] = ()
    pages: tuple[StandingPage, ...] = ()
    attachments: frozenset[str] = frozenset()
    """Paths of the files that are not Markdown: pictures and the like."""
    unread: frozenset[str] = frozenset()
    """Paths of the Markdown files that could not be taken: a link to one of them is not dead."""


Reader = Callable[[SourceFile, Config], tuple[Any, list[Finding]]]


def read_content(root: Path, config: Config) -> tuple[Content, list[Finding]]:
    """Read every file under `content/`. What cannot be read is left out and stands in the findings."""
    read: dict[type, list[Any]] = {Article: [], Dossier: [], EditionNote: [], StandingPage: []}
    attachments: set[str] = set()
    unread: set[str] = set()
    findings: list[Finding] = []
    for path in scan(root, CONTENT):
        if not path.endswith(".md"):
            attachments.add(path)
            continue
        reader = _reader_of(path)
        if reader is None:
            folders = ", ".join(["articles", "editions", "pages", *FAMILIES])
            hint = f"move it into one of the folders under content/: {folders}"
            findings.append(warning(path, 0, 0, "this file stands where digest reads nothing", hint))
            continue
        value, found = _read(root, path, reader, config)
        findings += found
        if value is None:
            unread.add(path)
        else:
            read[type(value)].append(value)
    if not (root / CONTENT).is_dir():
        findings.append(error("", 0, 0, "there is no folder content/", "make it, or run digest init"))
    content = Content(
        articles=tuple(read[Article]),
        dossiers=tuple(read[Dossier]),
        editions=tuple(read[EditionNote]),
        pages=tuple(read[StandingPage]),
        attachments=frozenset(attachments),
        unread=frozenset(unread),
    )
    return content, findings


def _read(root: Path, path: str, reader: Reader, config: Config) -> tuple[Any, list[Finding]]:
    source, findings = read_source(root, path)
    return reader(source, config) if source is not None else (None, findings)


def _reader_of(path: str) -> Reader | None:
    """Which function reads a Markdown file, by the folder it stands in."""
    parts = path.split("/")
    folder, depth = parts[1], len(parts) - 2
    if folder == "articles" and depth >= 1:
        return lambda source, config: read_article(source, config.content, config.zone)
    if folder == "pages" and depth >= 1:
        return lambda source, config: read_standing(source, config.zone)
    if folder == "editions" and depth == 1:
        return lambda source, config: read_edition(source, config.zone)
    if folder in FAMILIES and depth == 1:
        return lambda source, config: read_dossier(source, config.zone)
    return None
