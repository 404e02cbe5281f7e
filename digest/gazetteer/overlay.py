"""A site's own entries, taken from its dossiers, merged into the gazetteer that ships with digest."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from typing import Any, TypeVar

import msgspec

from digest.dates import zone
from digest.errors import Finding, error
from digest.gazetteer.entries import ActorEntry, RegionEntry
from digest.gazetteer.gazetteer import Gazetteer
from digest.model.actor import Actor, Outlet, Region
from digest.model.editorial import Dossier

_Entry = TypeVar("_Entry", bound=msgspec.Struct)


def site_gazetteer(gazetteer: Gazetteer, dossiers: Iterable[Dossier]) -> tuple[Gazetteer, list[Finding]]:
    """The gazetteer extended, corrected and silenced by a site's dossiers, with what is wrong in these."""
    entries: dict[str, list[Any]] = {"actors": [], "regions": [], "sources": []}
    silent: list[str] = []
    findings: list[Finding] = []
    for dossier in dossiers:
        if dossier.family not in _MAKERS:
            continue
        name = dossier.name or _known_name(gazetteer, dossier)
        findings += _faults(dossier, name)
        entries[dossier.family].append(_MAKERS[dossier.family](dossier, name or dossier.slug))
        if dossier.silent:
            silent.append(dossier.slug)
    actors, regions, outlets = entries["actors"], entries["regions"], entries["sources"]
    return extend(gazetteer, actors=actors, regions=regions, outlets=outlets, silent=silent), findings


def extend(
    gazetteer: Gazetteer,
    *,
    actors: Iterable[ActorEntry] = (),
    regions: Iterable[RegionEntry] = (),
    outlets: Iterable[Outlet] = (),
    silent: Collection[str] = (),
) -> Gazetteer:
    """The gazetteer with a site's entries added, or merged into those of the same slug.

    A field that the site states replaces ours. Tuples (aliases, demonyms, …) are joined. A name that the site
    replaces becomes an alias. `silent` holds slugs that are never tagged.
    """
    return Gazetteer(
        actors=_merge_entries(gazetteer.actors, actors, lambda entry: entry.actor.slug),
        regions=_merge_entries(gazetteer.regions, regions, lambda entry: entry.region.slug),
        outlets=_merge_entries(gazetteer.outlets, outlets, lambda outlet: outlet.slug),
        silent=gazetteer.silent | frozenset(silent),
        given_names=gazetteer.given_names,
        family_names=gazetteer.family_names,
        shared=gazetteer.shared,
    )


def _merge_entries(
    ours: Iterable[_Entry], theirs: Iterable[_Entry], slug: Callable[[_Entry], str]
) -> tuple[_Entry, ...]:
    """Our entries that the site leaves alone, then the site's: of two entries with one alias, the later one gets it."""
    unchanged = {slug(entry): entry for entry in ours}
    changed: dict[str, _Entry] = {}
    for entry in theirs:
        key = slug(entry)
        base = changed.get(key) or unchanged.pop(key, None)
        changed[key] = _merge_structs(base, entry) if base else entry
    return (*unchanged.values(), *changed.values())


def _merge_structs(ours: _Entry, theirs: _Entry) -> _Entry:
    """One struct over another of its type: tuples joined, any other field replaced where `theirs` states it."""
    changes = {
        field.name: _merge_values(getattr(ours, field.name), getattr(theirs, field.name), field.default)
        for field in msgspec.structs.fields(ours)
    }
    if isinstance(ours, Actor | Region | Outlet):
        names = dict.fromkeys((ours.name, *changes["aliases"]))
        changes["aliases"] = tuple(name for name in names if name != changes["name"])
    return msgspec.structs.replace(ours, **changes)


def _merge_values(ours: Any, theirs: Any, default: object) -> Any:
    if isinstance(theirs, tuple):
        return tuple(dict.fromkeys((*ours, *theirs)))
    if isinstance(theirs, msgspec.Struct):
        return _merge_structs(ours, theirs)
    return ours if theirs == default else theirs


def _known_name(gazetteer: Gazetteer, dossier: Dossier) -> str:
    find = {
        "actors": gazetteer.actor_by_slug,
        "regions": gazetteer.region_by_slug,
        "sources": gazetteer.outlet_by_slug,
    }
    entry = find[dossier.family](dossier.slug)
    return entry.name if entry else ""


def _faults(dossier: Dossier, name: str) -> list[Finding]:
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
