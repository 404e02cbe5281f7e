"""What tagging would change in an article's file: new names in, and standing ones out only if that is asked for."""

from __future__ import annotations

import difflib

import msgspec

from digest.config import Config
from digest.editing.front_matter import flow_list
from digest.editing.inplace import CannotEdit, EditableFile
from digest.errors import Finding, error
from digest.gazetteer import Gazetteer
from digest.model.source import SourceFile
from digest.slugs import slug
from digest.tagging.document import Document, read_document, tag_document
from digest.tagging.tags import Tagging


class Suggestion(msgspec.Struct, frozen=True, kw_only=True):
    """An article's file, and what it would be."""

    path: str
    before: bytes
    after: bytes
    reviewed: bool = False
    unborne: tuple[str, ...] = ()
    """Names that stand in the file, though its words do not bear them. The editor's word holds: they stay,
    unless it was asked to prune."""
    findings: tuple[Finding, ...] = ()

    @property
    def changes(self) -> bool:
        """Whether there is anything to change."""
        return self.before != self.after

    def diff(self) -> str:
        """The change as a unified diff; empty where there is none."""
        lines = difflib.unified_diff(
            self.before.decode().splitlines(keepends=True),
            self.after.decode().splitlines(keepends=True),
            self.path,
            self.path,
            n=1,
        )
        return "".join(line if line.endswith("\n") else line + "\n" for line in lines)


def suggest(source: SourceFile, config: Config, gazetteer: Gazetteer, *, prune: bool = False) -> Suggestion:
    """What tagging would change in one file. A reviewed article's tags are closed: nothing."""
    document, findings = read_document(source, config)
    if document is None:
        return Suggestion(path=source.path, before=b"", after=b"", findings=tuple(findings))
    before = source.content
    if document.reviewed:
        return Suggestion(path=source.path, before=before, after=before, reviewed=True)
    tagging = tag_document(document, gazetteer, config.actors.never)
    actors, alone = _actors(document, tagging, gazetteer, prune=prune)
    regions, astray = _regions(document, tagging, gazetteer, prune=prune)
    after = EditableFile.parse(before)
    findings = []
    for key, names, standing in (("actors", actors, document.actors), ("regions", regions, document.regions)):
        try:
            after = after.set_list(key, names) if names != standing else after
        except CannotEdit:
            hint = f"write it so: {key}: {flow_list(names)}"
            findings.append(error(source.path, 1, 1, f"{key}: this list cannot be changed in place", hint))
    unborne = () if prune else (*alone, *astray)
    return Suggestion(
        path=source.path, before=before, after=after.to_bytes(), unborne=unborne, findings=tuple(findings)
    )


def _actors(
    document: Document, tagging: Tagging, gazetteer: Gazetteer, *, prune: bool
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    found = {tag.actor.slug: tag.actor.name for tag in tagging.actors}
    standing = {name: _slug(gazetteer.actor(name), name) for name in document.actors}
    return _joined(standing, found, prune=prune)


def _regions(
    document: Document, tagging: Tagging, gazetteer: Gazetteer, *, prune: bool
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    found = {tag.region.slug: tag.region.name for tag in tagging.regions}
    standing = {name: _slug(gazetteer.region(name), name) for name in document.regions}
    if standing and not prune:  # the editor has said where it plays: what only follows from the actors adds nothing
        stated = {tag.region.slug for tag in tagging.regions if tag.basis == "stated"}
        found = {key: name for key, name in found.items() if key in stated or key in standing.values()}
    return _joined(standing, found, prune=prune)


def _joined(
    standing: dict[str, str], found: dict[str, str], *, prune: bool
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The names as they are to stand: the editor's first, in their order and spelling; and those not borne out."""
    unborne = tuple(name for name, key in standing.items() if key not in found)
    kept = [name for name in standing if not prune or name not in unborne]
    new = [name for key, name in found.items() if key not in standing.values()]
    return (*kept, *new), unborne


def _slug(entry: object, name: str) -> str:
    return getattr(entry, "slug", "") or slug(name)
