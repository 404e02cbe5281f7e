"""An index of entries by the names, aliases and slugs that an editor may write."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Generic, Protocol, TypeVar

from digest.names import folded_name, normalized_name


class Named(Protocol):
    """What has a slug, a name and aliases."""

    @property
    def slug(self) -> str:
        """Its slug."""

    @property
    def name(self) -> str:
        """Its own name; empty if it has none."""

    @property
    def aliases(self) -> tuple[str, ...]:
        """Its other names."""


_Entry = TypeVar("_Entry", bound=Named)


class NameIndex(Generic[_Entry]):
    """Finds an entry by name or by slug.

    Two entries can share a name. The one with it as its `name` then gets it; if it is an alias of both, the later.
    """

    def __init__(self, entries: Iterable[_Entry]) -> None:
        everything = list(entries)
        aliases = {normalized_name(alias): entry for entry in everything for alias in entry.aliases}
        names = {normalized_name(entry.name): entry for entry in everything if entry.name}
        exact = aliases | names
        self._by_name = {folded_name(name): entry for name, entry in exact.items()} | exact
        self._by_slug = {entry.slug: entry for entry in everything}

    def named(self, name: str) -> _Entry | None:
        """The entry with this name or alias; if there is none, in any case.

        A slug of several words, written as in an address (`united-states`), counts as an alias. A slug that would only
        come of a transliteration does not: it makes one of 李强 and 李蔷, and `canal` of Canal+.
        """
        key = normalized_name(name)
        entry = self._by_name.get(key) or self._by_name.get(folded_name(key))
        return entry or (self._by_slug.get(name) if "-" in name else None)

    def at(self, slug: str) -> _Entry | None:
        """The entry with this slug."""
        return self._by_slug.get(slug)
