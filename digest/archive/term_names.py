"""Which term a name in front matter means: the entry that has it as a name or alias, or else the name itself."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

import msgspec

from digest.gazetteer.entries import Office
from digest.gazetteer.gazetteer import Gazetteer
from digest.gazetteer.name_index import NameIndex
from digest.model.actor import Actor, Outlet, Region
from digest.model.editorial import Dossier
from digest.names import Key, key_of


class Identity(msgspec.Struct, frozen=True):
    """What a name means."""

    key: Key
    """Equal for all spellings of one identity, and for no two identities."""
    name: str
    """The entry's own name; for names that no entry knows, as written."""
    kind: str = ""
    hue: int = 0
    aliases: tuple[str, ...] = ()
    offices: tuple[Office, ...] = ()
    """A person's, as the gazetteer has them."""

    @property
    def known(self) -> bool:
        """Whether the gazetteer or a dossier knows it."""
        return self.key[0]


Entry = Actor | Region | Outlet | Dossier
"""What knows a name: an entry of the gazetteer, or the dossier of a topic."""


class Names:
    """Resolves the names of one family, remembering what it has seen."""

    def __init__(self, family: str, gazetteer: Gazetteer, dossiers: Iterable[Dossier]) -> None:
        topics = NameIndex(dossier for dossier in dossiers if dossier.family == "topics")
        lookups: Mapping[str, tuple[Callable[[str], Entry | None], Callable[[str], Entry | None]]] = {
            "actors": (gazetteer.actor, gazetteer.actor_by_slug),
            "regions": (gazetteer.region, gazetteer.region_by_slug),
            "sources": (gazetteer.outlet, gazetteer.outlet_by_slug),
            "topics": (topics.named, topics.at),
        }
        self._named, self._at = lookups[family]
        self._family, self._gazetteer = family, gazetteer
        self._seen: dict[str, Identity] = {}

    def identity(self, written: str) -> Identity:
        """What a name as written means."""
        identity = self._seen.get(written)
        if identity is None:
            entry = self._named(written)
            identity = self._seen[written] = self._known(entry, written) if entry else self._unknown(written)
        return identity

    def dossier_identity(self, dossier: Dossier) -> Identity:
        """What a dossier of this family is about. One that states no name is called by its slug."""
        return self._known(self._at(dossier.slug) or dossier, dossier.slug)

    def is_taken(self, slug: str) -> bool:
        """Whether an entry with a name has this slug. A topic's dossier without one waits for a name of its slug."""
        entry = self._at(slug)
        return entry is not None and bool(entry.name)

    def _known(self, entry: Entry, written: str) -> Identity:
        key = key_of(entry.slug, written)
        match entry:
            case Actor():
                offices = self._gazetteer.entries[entry.slug].offices
                return Identity(key, entry.name, entry.kind, 0, entry.aliases, offices)
            case Region():
                return Identity(key, entry.name, "", entry.hue, entry.aliases)
            case Outlet():
                return Identity(key, entry.name, entry.kind, 0, entry.aliases)
            case _:
                return Identity(key, entry.name or written, aliases=entry.aliases)

    def _unknown(self, written: str) -> Identity:
        key = key_of("", written)
        return Identity(key, written, hue=sum(key[1].encode()) % 10 if self._family == "regions" else 0)
