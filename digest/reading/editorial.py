"""From the other Markdown files of `content/` to values: dossiers, introductions of editions, standalone pages."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from digest.dates import read_edition_name
from digest.errors import Finding, error
from digest.model.actor import KINDS
from digest.model.editorial import Dossier, EditionNote, StandalonePage
from digest.model.source import SourceFile
from digest.reading import fields
from digest.reading.cut_values import cut_values
from digest.reading.fields import Bad, Field
from digest.reading.frontmatter import Matter, joined, read_matter
from digest.reading.markdown import read_markdown
from digest.reading.nodes import Items, Node
from digest.reading.schema import read_values
from digest.reading.text import decode
from digest.settings import RIGHTS
from digest.slugs import is_slug


def _hue(node: Node, zone: dt.tzinfo) -> int:
    value = fields.text(node, zone)
    if value not in tuple("0123456789"):
        raise Bad(node, f'"{value}" is not a hue', "write a number from 0 to 9")
    return int(value)


def _aliases(node: Node, zone: dt.tzinfo) -> tuple[str, ...]:
    """Other names, and old addresses, which begin with a slash."""
    for item in node.value if isinstance(node, Items) else [node]:
        if fields.line(item, zone).startswith("/"):
            fields.site_address(item, zone)
    return fields.names(node, zone)


_TERM: Mapping[str, Field] = {"name": fields.line, "summary": fields.line, "aliases": _aliases}
DOSSIER_FIELDS: Mapping[str, Mapping[str, Field]] = {
    "actors": {**_TERM, "kind": fields.one_of(*KINDS), "iso": fields.line, "silent": fields.flag},
    "regions": {**_TERM, "hue": _hue, "members": fields.names, "silent": fields.flag},
    "sources": {
        **_TERM,
        "kind": fields.line,
        "hosts": fields.names,
        "country": fields.line,
        "state_media": fields.flag,
        "rights": fields.one_of(*RIGHTS),
        "notice": fields.text,
        "timezone": fields.line,
    },
    "topics": _TERM,
}
"""By family, every key of a dossier's front matter, with the type of its value."""
_TEXTS = (fields.line, fields.text, fields.names, _aliases)

EDITION_FIELDS: Mapping[str, Field] = {
    "title": fields.line,
    "lead": fields.slug,
    "order": fields.many(fields.slug),
}
PAGE_FIELDS: Mapping[str, Field] = {
    "title": fields.line,
    "summary": fields.line,
    "lang": fields.language,
    "aliases": fields.many(fields.site_address),
    "draft": fields.flag,
    "template": fields.slug,
}


def read_dossier(source: SourceFile, zone: dt.tzinfo) -> tuple[Dossier | None, list[Finding]]:
    """Read a dossier: a file of `content/actors/`, `regions/`, `sources/` or `topics/`.

    It and the other readers give a value without what does not fit, and None where not even that can be given.
    """
    _, family, name = source.path.split("/", 2)
    slug = name.removesuffix(".md")
    matter, typed, findings = _read(source, DOSSIER_FIELDS[family], zone)
    if not is_slug(slug):
        hint = "rename it: small letters a to z, figures and hyphens"
        findings.append(error(source.path, 1, 1, "this file's name cannot be part of an address", hint))
        return None, findings
    if matter is None:
        return None, findings
    text = read_markdown(matter.body, first_line=matter.body_line)
    aliases = typed.pop("aliases", ())
    return Dossier(
        path=source.path,
        family=family,
        slug=slug,
        aliases=tuple(alias for alias in aliases if not alias.startswith("/")),
        old_addresses=tuple(fields.old_address(alias) for alias in aliases if alias.startswith("/")),
        text=text,
        **typed,
    ), findings


def read_edition(source: SourceFile, zone: dt.tzinfo) -> tuple[EditionNote | None, list[Finding]]:
    """Read the introduction of an edition: a file of `content/editions/`, named for its day or week."""
    matter, typed, findings = _read(source, EDITION_FIELDS, zone)
    try:
        day, last = read_edition_name(source.path.rsplit("/", 1)[-1].removesuffix(".md"))
    except ValueError:
        hint = "name it as 2026-11-24.md, or 2026-w48.md for a week"
        findings.append(error(source.path, 1, 1, "this file's name is not a day", hint))
        return None, findings
    if matter is None:
        return None, findings
    introduction = read_markdown(matter.body, first_line=matter.body_line)
    lines = tuple((entry.key, entry.line) for entry in matter.entries)
    note = EditionNote(path=source.path, day=day, last=last, introduction=introduction, lines=lines, **typed)
    return note, findings


def read_standing(source: SourceFile, zone: dt.tzinfo) -> tuple[StandalonePage | None, list[Finding]]:
    """Read a file of `content/pages/`; its path there is its address."""
    matter, typed, findings = _read(source, PAGE_FIELDS, zone)
    parts = source.path.removeprefix("content/pages/").removesuffix(".md").split("/")
    if parts[-1] == "index" and len(parts) > 1:
        parts.pop()
    if not all(is_slug(part) for part in parts):
        hint = "rename it: small letters a to z, figures and hyphens"
        findings.append(error(source.path, 1, 1, "this file's path cannot be part of an address", hint))
        return None, findings
    if matter is None:
        return None, findings
    is_named = typed.get("title") or any(finding.message.startswith("title: ") for finding in findings)
    if not is_named and (matter.entries or not findings):
        findings.append(error(source.path, 1, 1, "title is missing", 'add a line "title: …"'))
    body = read_markdown(matter.body, first_line=matter.body_line)
    values = {"title": parts[-1], **typed}
    line = next((entry.line for entry in matter.entries if entry.key == "template"), 0)
    address = "/".join(parts) + "/"
    return StandalonePage(path=source.path, address=address, body=body, template_line=line, **values), findings


def _read(
    source: SourceFile, table: Mapping[str, Field], zone: dt.tzinfo
) -> tuple[Matter | None, dict[str, Any], list[Finding]]:
    matter, findings = read_matter(source)
    if matter is None or (findings and not matter.entries):
        return matter, {}, findings
    values, faults = read_values(source.path, matter.entries, table, zone)
    texts = {key for key, field in table.items() if field in _TEXTS}
    cuts = cut_values(source.path, decode(source)[0], matter, texts)
    return matter, values.typed, joined(findings, [*faults, *cuts])
