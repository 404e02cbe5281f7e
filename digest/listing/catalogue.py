"""The catalogue: every article of a site, whether or not a build shows it, from the same library as a build."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from pathlib import Path

from digest.archive.term_names import Names
from digest.builder.memory import load_memory
from digest.builder.survey import survey
from digest.config import Config
from digest.gazetteer import builtin, site_gazetteer
from digest.model.article import Article
from digest.model.editorial import FAMILIES
from digest.reading.content import Content, Reader, read_content
from digest.reading.kinds import ARTICLE, kind_of
from digest.reading.library import Library
from digest.store import Damaged, Store
from digest.workers import workers


class Catalogue:
    """The articles of a site in the order of their paths, and the names that its gazetteer and dossiers know."""

    def __init__(self, content: Content) -> None:
        self._content = content
        self.articles: tuple[Article, ...] = tuple(
            article for article in content.articles if article.path not in content.faulty
        )
        self.unread = tuple(sorted(path for path in content.faulty if kind_of(path) == ARTICLE))
        """Paths of the articles with errors. `digest build` says what is wrong with them."""

    @cached_property
    def names(self) -> Mapping[str, Names]:
        """The names of front matter with their meanings, by family: `actors`, `regions`, `sources`, `topics`."""
        gazetteer, _ = site_gazetteer(builtin(), self._content.dossiers)
        return {family: Names(family, gazetteer, self._content.dossiers) for family in FAMILIES}


def read_catalogue(root: Path, config: Config) -> Catalogue:
    """The catalogue of the site at `root`. Files that the store knows are not read again, and new ones are kept there.

    Raises DigestError for a folder that cannot be read.
    """
    with Store(root) as store:
        try:
            return _read(root, config, store)
        except Damaged:
            store.renew("was damaged")
            return _read(root, config, store)


def _read(root: Path, config: Config, store: Store) -> Catalogue:
    seen, library = survey(root), Library(store)
    with workers(0) as executor:
        memory = load_memory(store)
        reader = Reader(root, config, library, memory.catalogue, executor)
        content, _ = read_content(reader, seen.content, seen.clock)
    memory = memory._replace(catalogue=content.catalogue)
    memory.save(library, frozenset(content.keys.values()), {*seen.content, *seen.static})
    return Catalogue(content)
