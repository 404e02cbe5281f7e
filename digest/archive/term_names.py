"""Which term a name in front matter stands for: spelling, alias and case lead to one entry, one page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import msgspec

from digest.gazetteer.entries import Office
from digest.gazetteer.gazetteer import Gazetteer
from digest.model.actor import Actor, Outlet, Region
from digest.model.editorial import Dossier
from digest.slugs import slug


class Identity(msgspec.Struct, frozen=True):
    """What a name stands for."""

    slug: str
    name: str
    """The entry's own name; for names that no entry knows, as written."""
    known: bool
    """Whether the gazetteer or a dossier knows it."""
    kind: str = ""
    hue: int = 0
    aliases: tuple[str, ...] = ()
    offices: tuple[Office, ...] = ()
    """A person's, as the gazetteer has them."""


class Names:
    """Resolves the names of one family, remembering what it has seen."""

    def __init__(self, family: str, gazetteer: Gazetteer, dossiers: Iterable[Dossier]) -> None:
        self._find = _FINDERS[family]
        self._gazetteer = gazetteer
        self._topics = {d.slug: d for d in dossiers if d.family == "topics"} if family == "topics" else {}
        self._seen: dict[str, Identity] = {}

    def identity(self, written: str) -> Identity:
        """What a name as written stands for."""
        found = self._seen.get(written)
        if found is None:
            found = self._seen[written] = self._find(self, written)
        return found

    def identities(self, written: tuple[str, ...]) -> tuple[Identity, ...]:
        """What several names stand for, each once."""
        if not written:
            return ()
        seen = self._seen
        found = tuple([seen.get(name) or self.identity(name) for name in written])
        slugs = {one.slug for one in found}
        return found if len(slugs) == len(found) else tuple({one.slug: one for one in found}.values())

    def _actor(self, written: str) -> Identity:
        entry = self._gazetteer.actor(written) or self._gazetteer.actor_by_slug(slug(written))
        if not entry:
            return _unknown(written)
        return msgspec.structs.replace(_of_actor(entry), offices=self._gazetteer.entries[entry.slug].offices)

    def _region(self, written: str) -> Identity:
        entry = self._gazetteer.region(written) or self._gazetteer.region_by_slug(slug(written))
        return _of_region(entry) if entry else _unknown(written, hue=sum(written.casefold().encode()) % 10)

    def _source(self, written: str) -> Identity:
        entry = self._gazetteer.outlet(written) or self._gazetteer.outlet_by_slug(slug(written))
        return _of_outlet(entry) if entry else _unknown(written)

    def _topic(self, written: str) -> Identity:
        name = slug(written)
        for dossier in self._topics.values():
            if name in (dossier.slug, *map(slug, dossier.aliases)):
                return Identity(dossier.slug, dossier.name or written, known=True, aliases=dossier.aliases)
        return _unknown(written)


_FINDERS = {
    "actors": Names._actor,
    "regions": Names._region,
    "sources": Names._source,
    "topics": Names._topic,
}


def _unknown(written: str, hue: int = 0) -> Identity:
    return Identity(slug(written), written, known=False, hue=hue)


def _of_actor(entry: Actor) -> Identity:
    return Identity(entry.slug, entry.name, True, entry.kind, 0, entry.aliases)


def _of_region(entry: Region) -> Identity:
    return Identity(entry.slug, entry.name, True, "", entry.hue, entry.aliases)


def _of_outlet(entry: Outlet) -> Identity:
    return Identity(entry.slug, entry.name, True, entry.kind, 0, entry.aliases)


def settle(counts: Mapping[Identity, int]) -> Mapping[str, Identity]:
    """One identity for each slug: of several spellings that no entry knows, the commonest stands."""
    best: dict[str, Identity] = {}
    for identity in sorted(counts, key=lambda one: (not one.known, -counts[one], one.name)):
        best.setdefault(identity.slug, identity)
    return best
