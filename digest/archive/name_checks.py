"""Names in front matter that are probably misspelt, and lists of names that were written without brackets.

Both make pages that nobody wants (`/actors/russsia/`), so a build warns of them. A warning that is wrong costs more
than one that is missing: names of real people differ from each other by one letter too. So a name counts as misspelt
only if the article itself never writes it so.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

from digest.archive.archive import Archive
from digest.archive.term_names import Names
from digest.errors import Finding, warning
from digest.gazetteer.gazetteer import Gazetteer
from digest.model.actor import Actor, Outlet, Region
from digest.model.article import Article
from digest.model.editorial import FAMILIES
from digest.names import normalized_name
from digest.reading.content import Content

SHORTEST = 5
"""Letters. Of two shorter names that differ in one letter both are as a rule right: Iran and Iraq, Mali and Bali."""
SEPARATORS = re.compile(r"\s*[,;]\s*")


class NameFault(NamedTuple):
    """A name, or a list of names, that is probably written wrong, and what was meant."""

    finding: Finding
    key: str
    """Of the front matter."""
    written: str
    meant: tuple[str, ...]


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


Place = Callable[[str, int, str], tuple[int, int]]
"""Line and column of a name, from a file's path and the line from which it is searched."""


def name_faults(archive: Archive, content: Content, gazetteer: Gazetteer, place: Place) -> Iterator[NameFault]:
    """Every name that is probably misspelt, and every list without brackets, in the articles that are shown."""
    names = {family: Names(family, gazetteer, content.dossiers) for family in FAMILIES}
    known = known_names(gazetteer, content)
    near: dict[tuple[str, str], tuple[str, ...]] = {}
    for entry in archive.series:
        article = entry.written
        for family, key, written in _stated(article):
            if names[family].identity(written).known or article.path in content.kept:
                continue
            parts = _several(written, names[family]) if SEPARATORS.search(written) and family != "sources" else ()
            if parts:
                line, column = place(article.path, article.line_of(key), written)
                yield NameFault(_unbracketed(article.path, line, column, key, written, parts), key, written, parts)
                continue
            if (family, written) not in near:
                near[family, written] = known[family].near(written)
            meant = near[family, written]
            if meant and not _stands_in(written, article, content):
                line, column = place(article.path, article.line_of(key), written)
                yield NameFault(_misspelt(article.path, line, column, key, written, meant), key, written, meant)


def _stated(article: Article) -> Iterator[tuple[str, str, str]]:
    """Family, key and name of each name that an article states."""
    for family in ("actors", "regions", "topics"):
        for name in getattr(article, family):
            yield family, family, name
    if article.source:
        yield "sources", "source", article.source


def _several(written: str, names: Names) -> tuple[str, ...]:
    """The names in `NATO, Japan`, if one at least is known; none for one name that has a comma in it."""
    parts = tuple(part for part in SEPARATORS.split(written.strip(" ,;")) if part)
    return parts if len(parts) > 1 and any(names.identity(part).known for part in parts) else ()


def _stands_in(name: str, article: Article, content: Content) -> bool:
    """Whether the article itself writes a name so: then it is no misprint of the editor's."""
    own = normalized_name(name).casefold()
    shown = f"{article.title}\n{article.summary}\n{article.comment.text}\n{article.body.opening}"
    if own in normalized_name(shown).casefold():
        return True
    return own in normalized_name(content.text(content.keys[article.path]).text).casefold()


def _unbracketed(path: str, line: int, column: int, key: str, written: str, parts: tuple[str, ...]) -> Finding:
    message = f'{key}: "{written}" is read as one name'
    return warning(path, line, column, message, f"write {key}: [{', '.join(parts)}]", "list-without-brackets")


def _misspelt(path: str, line: int, column: int, key: str, written: str, meant: tuple[str, ...]) -> Finding:
    message = f'{key}: "{written}" is not known, and nearly a name that is'
    names = '" or "'.join(meant[:3])
    return warning(path, line, column, message, f'did you mean "{names}"?', "near-name")
