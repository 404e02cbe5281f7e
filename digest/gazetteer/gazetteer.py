"""The gazetteer as a value: it finds actors, regions and outlets by any name that an editor may write."""

from __future__ import annotations

import dataclasses
import unicodedata
from collections.abc import Iterable
from functools import cache, cached_property
from typing import Protocol, TypeVar

from digest.fingerprint import digest_of
from digest.gazetteer.entries import ActorEntry, RegionEntry
from digest.model.actor import Actor, Outlet, Region


class _HasNames(Protocol):
    @property
    def name(self) -> str: ...
    @property
    def aliases(self) -> tuple[str, ...]: ...


_Entry = TypeVar("_Entry", bound=_HasNames)


@dataclasses.dataclass(frozen=True, eq=False)
class Gazetteer:
    """All actors, regions and outlets that digest knows. Immutable; two of one `version` give equal answers.

    Two entries can share a name. The one with it as its `name` then gets it: "Japan" is the country, even if a site
    lists it as an alias of a school. If it is an alias of both, the later entry gets it, so that the entries of a site,
    which follow ours, win.
    """

    actors: tuple[ActorEntry, ...] = ()
    regions: tuple[RegionEntry, ...] = ()
    outlets: tuple[Outlet, ...] = ()
    silent: frozenset[str] = frozenset()
    """Slugs of actors and regions that are never tagged. An editor may still name them in front matter."""
    given: frozenset[str] = frozenset()
    """Given names. Two capitalised words that begin with one are a person's name."""
    family: frozenset[str] = frozenset()
    """Family names that come first: Xi, Yoon, Nguyen."""
    shared: frozenset[str] = frozenset()
    """Given names that are also names of places: Jordan, Chad, Paris."""

    def actor(self, name: str) -> Actor | None:
        """The actor with this name or alias; if there is none, in any case. Demonyms and capitals do not count."""
        return _find(self._actors, name)

    def region(self, name: str) -> Region | None:
        """The region with this name or alias, matched as `actor` does."""
        return _find(self._regions, name)

    def outlet(self, name: str) -> Outlet | None:
        """The outlet with this name or alias, matched as `actor` does."""
        return _find(self._outlets, name)

    def outlet_of_host(self, host: str) -> Outlet | None:
        """The outlet that publishes at a host, or at a domain above it: Reuters for `www.reuters.com`."""
        labels = host.lower().rstrip(".").split(".")
        domains = (".".join(labels[n:]) for n in range(len(labels) - 1))
        return next((self._hosts[domain] for domain in domains if domain in self._hosts), None)

    def actor_by_slug(self, slug: str) -> Actor | None:
        """The actor with this slug."""
        entry = self.entries.get(slug)
        return entry.actor if entry else None

    def region_by_slug(self, slug: str) -> Region | None:
        """The region with this slug."""
        return self._regions_by_slug.get(slug)

    def outlet_by_slug(self, slug: str) -> Outlet | None:
        """The outlet with this slug."""
        return self._outlets_by_slug.get(slug)

    @cached_property
    def version(self) -> str:
        """A digest of all entries, as 32 hexadecimal digits."""
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
    """The gazetteer that ships with digest. Takes about 10 ms from its compiled form, 100 ms from the YAML."""
    from digest.gazetteer.compiled import load

    return Gazetteer(**load())


def _by_name(entries: Iterable[_Entry]) -> dict[str, _Entry]:
    """An index by normalised name, also case-folded. Exact spellings win over folded ones, names over aliases."""
    everything = list(entries)
    aliases = {normalized_name(alias): entry for entry in everything for alias in entry.aliases}
    names = {normalized_name(entry.name): entry for entry in everything}
    exact = aliases | names
    return {name.casefold(): entry for name, entry in exact.items()} | exact


def _find(index: dict[str, _Entry], name: str) -> _Entry | None:
    key = normalized_name(name)
    return index.get(key) or index.get(key.casefold())


def normalized_name(name: str) -> str:
    """A name in Unicode's NFC, with straight apostrophes and single spaces. Its case stays."""
    composed = unicodedata.normalize("NFC", name).replace("\u2019", "'")
    return " ".join(composed.split())
