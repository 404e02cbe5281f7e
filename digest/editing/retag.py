"""The changes that tagging suggests for an article's file: new names, and with `prune` no unsupported ones."""

from __future__ import annotations

from digest.config import Config
from digest.editing.file_change import FileChange
from digest.editing.inplace import CannotEdit, EditableFile
from digest.editing.yaml_values import flow_list
from digest.errors import error
from digest.gazetteer import Gazetteer
from digest.model.source import SourceFile
from digest.slugs import slug
from digest.tagging.document import Document, read_document, tag_document
from digest.tagging.tags import Tagging


class Suggestion(FileChange, frozen=True, kw_only=True):
    """An article's file before and after tagging."""

    reviewed: bool = False
    unsupported: tuple[str, ...] = ()
    """Names in the file that nothing in its text supports. They stay, because an editor wrote them, unless `prune` is
    given."""


def suggest(source: SourceFile, config: Config, gazetteer: Gazetteer, *, prune: bool = False) -> Suggestion:
    """The changes that tagging suggests for one file. The tags of a reviewed article are final: it gets none."""
    document, findings = read_document(source, config)
    if document is None:
        return Suggestion(path=source.path, before=b"", after=b"", findings=tuple(findings))
    before = source.content
    if document.reviewed:
        return Suggestion(path=source.path, before=before, after=before, reviewed=True)
    tagging = tag_document(document, gazetteer, config.actors.never)
    actors, unsupported_actors = _actors(document, tagging, gazetteer, prune=prune)
    regions, unsupported_regions = _regions(document, tagging, gazetteer, prune=prune)
    after = EditableFile.parse(before)
    findings = []
    for key, names, existing in (("actors", actors, document.actors), ("regions", regions, document.regions)):
        try:
            after = after.set_list(key, names) if names != existing else after
        except CannotEdit:
            hint = f"write it so: {key}: {flow_list(names)}"
            findings.append(error(source.path, 1, 1, f"{key}: this list cannot be changed in place", hint))
    unsupported = () if prune else (*unsupported_actors, *unsupported_regions)
    return Suggestion(
        path=source.path, before=before, after=after.to_bytes(), unsupported=unsupported, findings=tuple(findings)
    )


def _actors(
    document: Document, tagging: Tagging, gazetteer: Gazetteer, *, prune: bool
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    tagged = {tag.actor.slug: tag.actor.name for tag in tagging.actors}
    existing = {name: _slug(gazetteer.actor(name), name) for name in document.actors}
    return _joined(existing, tagged, prune=prune)


def _regions(
    document: Document, tagging: Tagging, gazetteer: Gazetteer, *, prune: bool
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    tagged = {tag.region.slug: tag.region.name for tag in tagging.regions}
    existing = {name: _slug(gazetteer.region(name), name) for name in document.regions}
    if existing and not prune:  # the editor has chosen regions: none is added that follows from the actors only
        stated = {tag.region.slug for tag in tagging.regions if tag.basis == "stated"}
        tagged = {key: name for key, name in tagged.items() if key in stated or key in existing.values()}
    return _joined(existing, tagged, prune=prune)


def _joined(
    existing: dict[str, str], tagged: dict[str, str], *, prune: bool
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The new list of names, with the editor's first, in their order and spelling; and the unsupported names."""
    unsupported = tuple(name for name, key in existing.items() if key not in tagged)
    kept = [name for name in existing if not prune or name not in unsupported]
    new = [name for key, name in tagged.items() if key not in existing.values()]
    return (*kept, *new), unsupported


def _slug(entry: object, name: str) -> str:
    return getattr(entry, "slug", "") or slug(name)
