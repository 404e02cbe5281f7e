"""A site for the rules: a snapshot, the articles to check, and facts of their texts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from functools import cached_property
from typing import NamedTuple

from digest.archive.entry import Entry
from digest.archive.term_names import Names
from digest.builder.snapshot import Snapshot
from digest.checking.text_facts import TextFacts, facts_of
from digest.editing.inplace import EditableFile
from digest.gazetteer import Gazetteer, builtin, site_gazetteer
from digest.model.article import Article
from digest.model.editorial import FAMILIES
from digest.reading.positions import Positions
from digest.store import Store

Mend = Callable[[EditableFile], EditableFile]
"""A change of one file that mends a fault and nothing else. Raises CannotEdit."""


class Breach(NamedTuple):
    """One place that breaks a rule. The rule adds its code and its severity."""

    path: str
    line: int
    column: int
    message: str
    hint: str = ""
    mend: Mend | None = None
    """None for a fault that only an editor can mend."""


class CheckedSite:
    """The site at the moment of a snapshot. `articles` are those to check; by default, all that are shown."""

    def __init__(
        self, snapshot: Snapshot, articles: tuple[Article, ...] | None = None, store: Store | None = None
    ) -> None:
        self.snapshot, self.store = snapshot, store
        self.content, self.config, self.archive = snapshot.content, snapshot.config, snapshot.archive
        self.now: dt.datetime = snapshot.selection.now
        self.positions = Positions(snapshot.root)
        shown = (entry.written for entry in self.archive.series) if articles is None else articles
        self.articles = tuple(article for article in shown if article.path not in self.content.kept)

    def only(self, path: str) -> CheckedSite:
        """The same site with one article to check; with none if no article has that path."""
        entry = self.entry_by_path.get(path)
        site = CheckedSite(self.snapshot, (entry.written,) if entry else (), self.store)
        site.gazetteer, site.names = self.gazetteer, self.names
        return site

    @cached_property
    def entry_by_path(self) -> Mapping[str, Entry]:
        """The entries of the articles that are shown, by the path of their file."""
        return {entry.stub.path: entry for entry in self.archive.series}

    @cached_property
    def gazetteer(self) -> Gazetteer:
        """The gazetteer with the site's dossiers."""
        return site_gazetteer(builtin(), self.content.dossiers)[0]

    @cached_property
    def names(self) -> Mapping[str, Names]:
        """The names of each family, with their meanings."""
        return {family: Names(family, self.gazetteer, self.content.dossiers) for family in FAMILIES}

    @cached_property
    def doubtful_names(self) -> frozenset[tuple[str, str]]:
        """The names of which the build warns already, each with the file that states it."""
        return frozenset((fault.finding.path, fault.written) for fault in self.snapshot.names)

    @cached_property
    def facts(self) -> Mapping[str, TextFacts]:
        """The facts of each article's text, by path."""
        return facts_of(self.articles, self.content, self.store)

    def fault(self, article: Article, key: str, message: str, hint: str = "", mend: Mend | None = None) -> Breach:
        """A fault at a key of an article's front matter; at the top of the file if that key is missing."""
        return Breach(article.path, article.line_of(key), 1, message, hint, mend)

    def fault_at(self, path: str, words: str, message: str, hint: str = "", line: int = 1) -> Breach:
        """A fault at the first place of a file, from a line on, that has these words."""
        return Breach(path, *self.positions.of(path, line, words), message, hint)
