"""Names in front matter that are probably misspelt, and lists of names that were written without brackets.

Both make pages that nobody wants (`/actors/russsia/`), so a build warns of them. A warning that is wrong costs more
than one that is missing: names of real people differ from each other by one letter too. So a name counts as misspelt
only if the article itself never writes it so.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from digest.archive.archive import Archive
from digest.archive.shown import DoubtfulName
from digest.errors import Finding, warning
from digest.model.article import Article
from digest.model.editorial import FAMILIES
from digest.names import normalized_name
from digest.reading.content import Content


class NameFault(NamedTuple):
    """A name, or a list of names, that is probably written wrong, and what was meant."""

    finding: Finding
    key: str
    """Of the front matter."""
    written: str
    meant: tuple[str, ...]


Place = Callable[[str, int, str], tuple[int, int]]
"""Line and column of a name, from a file's path and the line from which it is searched."""


def name_faults(archive: Archive, content: Content, place: Place) -> Iterator[NameFault]:
    """Every name that is probably misspelt, and every list without brackets, in the articles that are shown.

    Only articles that state a doubtful name are opened.
    """
    for month, shown in archive.shown.items():
        doubtful = {(FAMILIES[name.family], name.written): name for name in shown.doubtful}
        if not doubtful:
            continue
        states = {(family, name) for family, name in doubtful}
        for facts in content.catalogue.facts(month):
            stated = {(family, name) for family, names in zip(FAMILIES, facts.names, strict=True) for name in names}
            if facts.path in shown.addresses and facts.path not in content.kept and not states.isdisjoint(stated):
                yield from _faults(content.article(facts.path), doubtful, content, place)


def _faults(
    article: Article, doubtful: Mapping[tuple[str, str], DoubtfulName], content: Content, place: Place
) -> Iterator[NameFault]:
    for family, key, written in _stated(article):
        name = doubtful.get((family, written))
        if name is None or (not name.is_list and _stands_in(written, article, content)):
            continue
        line, column = place(article.path, article.line_of(key), written)
        make = _unbracketed if name.is_list else _misspelt
        yield NameFault(make(article.path, line, column, key, written, name.meant), key, written, name.meant)


def _stated(article: Article) -> Iterator[tuple[str, str, str]]:
    """Family, key and name of each name that an article states."""
    for family in ("actors", "regions", "topics"):
        for name in getattr(article, family):
            yield family, family, name
    if article.source:
        yield "sources", "source", article.source


def _stands_in(name: str, article: Article, content: Content) -> bool:
    """Whether the article itself writes a name so: then it is not the editor's misprint."""
    own = normalized_name(name).casefold()
    shown = f"{article.title}\n{article.summary}\n{article.comment.text}\n{article.body.opening}"
    if own in normalized_name(shown).casefold():
        return True
    return own in normalized_name(content.library.text(content.keys[article.path]).text).casefold()


def _unbracketed(path: str, line: int, column: int, key: str, written: str, parts: tuple[str, ...]) -> Finding:
    message = f'{key}: "{written}" is read as one name'
    return warning(path, line, column, message, f"write {key}: [{', '.join(parts)}]", "list-without-brackets")


def _misspelt(path: str, line: int, column: int, key: str, written: str, meant: tuple[str, ...]) -> Finding:
    message = f'{key}: "{written}" is not known, and nearly a name that is'
    names = '" or "'.join(meant[:3])
    return warning(path, line, column, message, f'did you mean "{names}"?', "near-name")
