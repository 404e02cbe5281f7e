"""What a site's dossiers say of actors, regions and sources, laid over the gazetteer."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from digest.dates import zone
from digest.errors import Finding, error
from digest.gazetteer import ActorEntry, Gazetteer, RegionEntry, extend
from digest.model.actor import Actor, Outlet, Region
from digest.model.editorial import Dossier


def site_gazetteer(gazetteer: Gazetteer, dossiers: Iterable[Dossier]) -> tuple[Gazetteer, list[Finding]]:
    """The gazetteer as the site's own files extend, correct and silence it."""
    made: dict[str, list[Any]] = {"actors": [], "regions": [], "sources": []}
    silent: list[str] = []
    findings: list[Finding] = []
    for dossier in dossiers:
        if dossier.family not in _MAKERS:
            continue
        name = dossier.name or _known_name(gazetteer, dossier)
        findings += _wrong(gazetteer, dossier, name)
        made[dossier.family].append(_MAKERS[dossier.family](dossier, name or dossier.slug))
        if dossier.silent:
            silent.append(dossier.slug)
    extended = extend(gazetteer, actors=made["actors"], regions=made["regions"], outlets=made["sources"], silent=silent)
    return extended, findings


def _known_name(gazetteer: Gazetteer, dossier: Dossier) -> str:
    find = {
        "actors": gazetteer.actor_by_slug,
        "regions": gazetteer.region_by_slug,
        "sources": gazetteer.outlet_by_slug,
    }
    entry = find[dossier.family](dossier.slug)
    return entry.name if entry else ""


def _wrong(gazetteer: Gazetteer, dossier: Dossier, name: str) -> list[Finding]:
    findings = []
    if not name:
        findings.append(error(dossier.path, 1, 1, "name is missing", 'add a line "name: …": no entry has this slug'))
    if dossier.timezone:
        try:
            zone(dossier.timezone)
        except ValueError as problem:
            findings.append(error(dossier.path, 1, 1, f"timezone: {problem}", "write a name such as Asia/Tokyo"))
    return findings


def _actor(dossier: Dossier, name: str) -> ActorEntry:
    return ActorEntry(actor=Actor(name, dossier.slug, dossier.kind, dossier.iso, dossier.aliases))


def _region(dossier: Dossier, name: str) -> RegionEntry:
    region = Region(name, dossier.slug, dossier.hue or 0, dossier.aliases, dossier.members)
    return RegionEntry(region=region, stated=(name, *dossier.aliases))


def _outlet(dossier: Dossier, name: str) -> Outlet:
    return Outlet(
        name=name,
        slug=dossier.slug,
        kind=dossier.kind,
        aliases=dossier.aliases,
        hosts=dossier.hosts,
        country=dossier.country,
        state_media=dossier.state_media,
        rights=dossier.rights,
        notice=dossier.notice,
        timezone=dossier.timezone,
    )


_MAKERS: dict[str, Callable[[Dossier, str], Any]] = {"actors": _actor, "regions": _region, "sources": _outlet}
