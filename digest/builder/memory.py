"""What a build remembers of a site for the next one, whatever folder that builds into: the tree of its digests.

It is a cache: everything in it can be made again, and a part with another digest is made again.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import NamedTuple, TypeVar

import msgspec

from digest.archive.assemble import MonthRecord
from digest.fingerprint import digest_of, engine
from digest.model.facts import MonthKey
from digest.objects import Objects
from digest.pages.plan import Lines
from digest.reading.catalogue import ArticleCatalogue, load_catalogue
from digest.reading.library import Library
from digest.store import KNOWN, OBJECTS, Store, Values

_MONTHS = digest_of("the months of an archive")
_LINES = digest_of("the lines of a plan")
_DEAD = digest_of("the dead links of a site")


class Memory(NamedTuple):
    """The parts of a tree, from the files up."""

    objects: Objects
    catalogue: ArticleCatalogue
    months: Mapping[MonthKey, MonthRecord]
    lines: Mapping[str, Lines]
    """Of the branches of the plan, by key."""
    dead: frozenset[tuple[str, str]] = frozenset()
    """The references that are shown without their link, by file and target."""

    def save(self, library: Library, keys: Collection[bytes], paths: Collection[str], at_hand: int = 0) -> None:
        """Keep it in the store, together with what was read: see `Library.save`."""
        known = [
            self.catalogue.stored(),
            (_MONTHS, _packed(dict(self.months))),
            (_LINES, _packed(dict(self.lines))),
            (_DEAD, _packed(sorted(self.dead))),
        ]
        live = {*self.catalogue.months.values()}
        for month in self.months.values():
            live |= {month.stub.stubs, month.stub.companies, month.stub.words, *month.stories.objects}
        objects = self.objects
        values: Mapping[str, Values] = {KNOWN: known, OBJECTS: objects.unsaved()}
        library.save(keys, paths, at_hand, values, {OBJECTS: objects.unused(live)})
        objects.saved()


def load_memory(store: Store | None) -> Memory:
    """What the store remembers; of another version of digest, nothing."""
    objects = Objects(store)
    months = _recalled(store, _MONTHS, dict[MonthKey, MonthRecord], {})
    lines = _recalled(store, _LINES, dict[str, Lines], {})
    dead = _recalled(store, _DEAD, list[tuple[str, str]], [])
    return Memory(objects, load_catalogue(store, objects), months, lines, frozenset(dead))


T = TypeVar("T")


def _recalled(store: Store | None, key: bytes, kind: type[T], nothing: T) -> T:
    value = store.recall(key) if store is not None else None
    try:
        kept = msgspec.msgpack.decode(value, type=tuple[bytes, kind]) if value else (b"", nothing)  # type: ignore[valid-type]
    except msgspec.MsgspecError:
        return nothing
    return kept[1] if kept[0] == engine() else nothing


def _packed(value: object) -> bytes:
    return msgspec.msgpack.encode((engine(), value))
