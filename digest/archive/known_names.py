"""The names that a site knows, to find one that is nearly another."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cached_property

from digest.archive.term_names import Names
from digest.gazetteer.gazetteer import Gazetteer
from digest.model.actor import Actor, Outlet, Region
from digest.names import normalized_name
from digest.reading.content import Content

SHORTEST = 5
"""Letters. Of two shorter names that differ in one letter both are as a rule right: Iran and Iraq, Mali and Bali."""
SEPARATORS = re.compile(r"\s*[,;]\s*")


class KnownNames:
    """The names that a site knows in one family, to find one that is nearly another."""

    def __init__(self, names: Mapping[str, str]) -> None:
        """`names` holds each name and alias, with the entry's own name."""
        self._names = {name: own for name, own in names.items() if len(name) >= SHORTEST and not name.isupper()}

    @cached_property
    def _by_shape(self) -> Mapping[tuple[str, int], list[str]]:
        """The folded names by first letter and length: a misprint rarely changes the one, and the other by one."""
        shapes: dict[tuple[str, int], list[str]] = {}
        for name in {name.casefold(): None for name in self._names}:
            shapes.setdefault((name[0], len(name)), []).append(name)
        return shapes

    @cached_property
    def _own(self) -> Mapping[str, str]:
        return {name.casefold(): own for name, own in self._names.items()}

    def near(self, name: str) -> tuple[str, ...]:
        """The entries with a name that differs from this one by one letter, one pair of letters swapped, or an accent.

        Optimal string alignment: Damerau (1964) found four of five misprints to be one such step.
        """
        from rapidfuzz.distance import OSA  # only now: most sites have no name that is not known

        folded = normalized_name(name).casefold()
        if len(folded) < SHORTEST or name.isupper() or not folded[0].isalpha():
            return ()
        lengths = range(len(folded) - 1, len(folded) + 2)
        alike = [other for length in lengths for other in self._by_shape.get((folded[0], length), ())]
        near = [other for other in alike if OSA.distance(folded, other, score_cutoff=1) == 1]
        return tuple(dict.fromkeys(self._own[other] for other in near if not _is_another(folded, other)))


def _is_another(name: str, other: str) -> bool:
    """Whether two names that differ in one place are two names all the same: `G7` and `G20`, `Korea` and `Koreas`."""
    digits = re.findall(r"\d+", name) != re.findall(r"\d+", other)
    return digits or name == f"{other}s" or name.replace(" ", "") == other.replace(" ", "")


def known_names(gazetteer: Gazetteer, content: Content) -> Mapping[str, KnownNames]:
    """The names of the gazetteer, over which the site's dossiers are laid, by family."""
    entries: Mapping[str, Sequence[Actor | Region | Outlet]] = {
        "actors": [entry.actor for entry in gazetteer.actors],
        "regions": [entry.region for entry in gazetteer.regions],
        "sources": list(gazetteer.outlets),
    }
    names = {
        family: {name: one.name for one in known for name in (one.name, *one.aliases)}
        for family, known in entries.items()
    }
    topics = [dossier for dossier in content.dossiers if dossier.family == "topics"]
    names["topics"] = {name: one.name or one.slug for one in topics for name in (one.name, *one.aliases) if name}
    return {family: KnownNames(known) for family, known in names.items()}


def several(written: str, names: Names) -> tuple[str, ...]:
    """The names in `NATO, Japan`, if one at least is known; none for one name that has a comma in it."""
    if not SEPARATORS.search(written):
        return ()
    parts = tuple(part for part in SEPARATORS.split(written.strip(" ,;")) if part)
    return parts if len(parts) > 1 and any(names.identity(part).known for part in parts) else ()
