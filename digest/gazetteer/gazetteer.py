"""The gazetteer as a value: find an actor, a region or an outlet by a name an editor may write."""

from __future__ import annotations

import dataclasses
import unicodedata
from collections.abc import Iterable
from functools import cache, cached_property
from typing import Protocol, TypeVar

from digest.fingerprint import digest_of
from digest.gazetteer.entries import ActorEntry, RegionEntry
from digest.model.actor import Actor, Outlet, Region


class _Named(Protocol):
    @property
    def name(self) -> str: ...
    @property
    def aliases(self) -> tuple[str, ...]: ...


_N = TypeVar("_N", bound=_Named)


@dataclasses.dataclass(frozen=True, eq=False)
class Gazetteer:
    """All that digest knows by name. Immutable; two of one `version` are equal in all they answer.

    Of two entries that share a name, the one whose own name it is has it; of two that share an alias,
    the later one, so that a site's entries win over those they came after.
    """

    actors: tuple[ActorEntry, ...] = ()
    regions: tuple[RegionEntry, ...] = ()
    outlets: tuple[Outlet, ...] = ()
    silent: frozenset[str] = frozenset()
    """Slugs of actors and regions that are never tagged, though an editor may still name them."""
    given: frozenset[str] = frozenset()
    """Given names, by which a capitalised pair of words is read as a person."""
    family: frozenset[str] = frozenset()
    """Family names that stand first: Xi, Yoon, Nguyen."""
    shared: frozenset[str] = frozenset()
    """Given names that are a place's too: Jordan, Chad, Paris."""

    def actor(self, name: str) -> Actor | None:
        """The actor of that name or alias, else of that name in any case; never by a demonym or a capital."""
        return _find(self._actors, name)

    def region(self, name: str) -> Region | None:
        """The region of that name or alias, found as `actor` finds."""
        return _find(self._regions, name)

    def outlet(self, name: str) -> Outlet | None:
        """The outlet of that name or alias, found as `actor` finds."""
        return _find(self._outlets, name)

    def outlet_of_host(self, host: str) -> Outlet | None:
        """The outlet that publishes at a host, or at the domain above it: `www.reuters.com`."""
        labels = host.lower().rstrip(".").split(".")
        above = (".".join(labels[n:]) for n in range(len(labels) - 1))
        return next((self._hosts[domain] for domain in above if domain in self._hosts), None)

    def actor_by_slug(self, slug: str) -> Actor | None:
        """The actor of that slug."""
        entry = self.entries.get(slug)
        return entry.actor if entry else None

    def region_by_slug(self, slug: str) -> Region | None:
        """The region of that slug."""
        return self._regions_by_slug.get(slug)

    def outlet_by_slug(self, slug: str) -> Outlet | None:
        """The outlet of that slug."""
        return self._outlets_by_slug.get(slug)

    @cached_property
    def version(self) -> str:
        """32 hexadecimal figures that change with any entry."""
        names = (sorted(self.silent), sorted(self.given), sorted(self.family), sorted(self.shared))
        return digest_of((self.actors, self.regions, self.outlets, *names)).hex()

    @cached_property
    def entries(self) -> dict[str, ActorEntry]:
        """The actors' entries by slug."""
        return {entry.actor.slug: entry for entry in self.actors}

    @cached_property
    def countries(self) -> dict[str, Actor]:
        """Countries and territories by ISO code."""
        return {entry.actor.iso: entry.actor for entry in self.actors if entry.actor.iso}

    @cached_property
    def _actors(self) -> dict[str, Actor]:
        return _by_name(entry.actor for entry in self.actors)

    @cached_property
    def _regions(self) -> dict[str, Region]:
        return _by_name(entry.region for entry in self.regions)

    @cached_property
    def _outlets(self) -> dict[str, Outlet]:
        return _by_name(self.outlets)

    @cached_property
    def _regions_by_slug(self) -> dict[str, Region]:
        return {entry.region.slug: entry.region for entry in self.regions}

    @cached_property
    def _outlets_by_slug(self) -> dict[str, Outlet]:
        return {outlet.slug: outlet for outlet in self.outlets}

    @cached_property
    def _hosts(self) -> dict[str, Outlet]:
        return {host: outlet for outlet in self.outlets for host in outlet.hosts}


@cache
def builtin() -> Gazetteer:
    """The gazetteer that ships with digest: some 10 ms from its compiled form, ten times that without one."""
    from digest.gazetteer.compiled import load

    return Gazetteer(**load())


def _by_name(things: Iterable[_N]) -> dict[str, _N]:
    """Every spelling to its bearer: folded below exact, aliases below names."""
    listed = list(things)
    aliases = {plain(alias): thing for thing in listed for alias in thing.aliases}
    names = {plain(thing.name): thing for thing in listed}
    exact = aliases | names
    return {name.casefold(): thing for name, thing in exact.items()} | exact


def _find(index: dict[str, _N], name: str) -> _N | None:
    wanted = plain(name)
    return index.get(wanted) or index.get(wanted.casefold())


def plain(name: str) -> str:
    """A name with composed letters, straight apostrophes and single spaces, its case kept."""
    composed = unicodedata.normalize("NFC", name).replace("\u2019", "'")
    return " ".join(composed.split())
