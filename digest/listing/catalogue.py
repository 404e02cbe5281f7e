"""The catalogue: every article of a site, whether or not a build shows it, from the same library as a build."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import cached_property
from pathlib import Path

from digest.archive.term_names import Names
from digest.builder.memory import load_memory
from digest.builder.survey import survey
from digest.config import Config
from digest.gazetteer import builtin, site_gazetteer
from digest.language.tokens import tokens
from digest.model.article import Article
from digest.model.editorial import FAMILIES
from digest.reading.content import Content, Reader, read_content
from digest.reading.kinds import ARTICLE, kind_of
from digest.reading.library import Library
from digest.store import Damaged, Store
from digest.workers import workers


class Catalogue:
    """The articles of a site in the order of their paths, and the names that its gazetteer and dossiers know."""

    def __init__(self, content: Content, texts: Mapping[str, frozenset[str]] = {}) -> None:
        self._content = content
        self.texts = texts
        """For each word that was asked for: the paths of the articles whose text, headline or summary has it."""
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


def read_catalogue(root: Path, config: Config, words: Collection[str] = ()) -> Catalogue:
    """The catalogue of the site at `root`. Files that the store knows are not read again, and new ones are kept there.

    `words` are looked up in the texts too. Raises DigestError for a folder that cannot be read.
    """
    with Store(root) as store:
        try:
            return _read(root, config, store, words)
        except Damaged:
            store.renew("was damaged")
            return _read(root, config, store, words)


def _read(root: Path, config: Config, store: Store, words: Collection[str]) -> Catalogue:
    seen, library = survey(root), Library(store)
    with workers(0) as executor:
        memory = load_memory(store)
        reader = Reader(root, config, library, memory.catalogue, executor)
        content, _ = read_content(reader, seen.content, seen.clock)
    memory = memory._replace(catalogue=content.catalogue)
    memory.save(library, frozenset(content.keys.values()), {*seen.content, *seen.static})
    return Catalogue(content, _texts_with(words, content) if words else {})


def _texts_with(words: Collection[str], content: Content) -> Mapping[str, frozenset[str]]:
    asked = {word: [f" {token} ".encode() for token in tokens(word)] for word in words}
    found: dict[str, set[str]] = {word: set() for word in words}
    for path, filed in content.catalogue.files.items():
        text = b" %b " % content.library.words(filed.key).replace(b"\n", b" ")
        for word, needed in asked.items():
            if needed and all(token in text for token in needed):
                found[word].add(path)
    return {word: frozenset(paths) for word, paths in found.items()}
