"""A site's own entries over the gazetteer that ships with digest."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from typing import Any, TypeVar

import msgspec

from digest.gazetteer.entries import ActorEntry, RegionEntry
from digest.gazetteer.gazetteer import Gazetteer
from digest.model.actor import Actor, Outlet, Region

_S = TypeVar("_S", bound=msgspec.Struct)


def extend(
    gazetteer: Gazetteer,
    *,
    actors: Iterable[ActorEntry] = (),
    regions: Iterable[RegionEntry] = (),
    outlets: Iterable[Outlet] = (),
    silent: Collection[str] = (),
) -> Gazetteer:
    """The gazetteer with a site's entries added, or merged into those of the same slug.

    Where the site states a field, the site's word holds; its aliases, demonyms and the like are added to
    ours; a name that it replaces stays as an alias. `silent` holds slugs that are never to be tagged.
    """
    return Gazetteer(
        actors=_merged(gazetteer.actors, actors, lambda entry: entry.actor.slug),
        regions=_merged(gazetteer.regions, regions, lambda entry: entry.region.slug),
        outlets=_merged(gazetteer.outlets, outlets, lambda outlet: outlet.slug),
        silent=gazetteer.silent | frozenset(silent),
        given=gazetteer.given,
        family=gazetteer.family,
        shared=gazetteer.shared,
    )


def _merged(ours: Iterable[_S], theirs: Iterable[_S], slug: Callable[[_S], str]) -> tuple[_S, ...]:
    """What the site leaves alone in our order, then the site's in its own: who comes later wins a name."""
    standing = {slug(entry): entry for entry in ours}
    changed: dict[str, _S] = {}
    for entry in theirs:
        key = slug(entry)
        known = changed.get(key) or standing.pop(key, None)
        changed[key] = _merge(known, entry) if known else entry
    return (*standing.values(), *changed.values())


def _merge(ours: _S, theirs: _S) -> _S:
    """One struct over another of its type: tuples joined, anything else replaced where it was stated."""
    changes = {
        field.name: _value(getattr(ours, field.name), getattr(theirs, field.name), field.default)
        for field in msgspec.structs.fields(ours)
    }
    if isinstance(ours, Actor | Region | Outlet):
        names = dict.fromkeys((ours.name, *changes["aliases"]))
        changes["aliases"] = tuple(name for name in names if name != changes["name"])
    return msgspec.structs.replace(ours, **changes)


def _value(ours: Any, theirs: Any, unstated: object) -> Any:
    if isinstance(theirs, tuple):
        return tuple(dict.fromkeys((*ours, *theirs)))
    if isinstance(theirs, msgspec.Struct):
        return _merge(ours, theirs)
    return ours if theirs == unstated else theirs
