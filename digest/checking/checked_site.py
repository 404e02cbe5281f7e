"""A site for the rules: a snapshot, the articles to check, and what was found in their files."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

from digest.archive.term_names import Names
from digest.builder.snapshot import Snapshot
from digest.checking.breach import Breach, Mend
from digest.checking.file_reports import FileReport, Month, file_reports
from digest.gazetteer import Gazetteer, builtin, site_gazetteer
from digest.model.editorial import FAMILIES
from digest.model.facts import Facts
from digest.reading.positions import Positions
from digest.store import Store


class CheckedSite:
    """The site at the moment of a snapshot. With `path`, only the article of that file is checked; else all shown."""

    def __init__(self, snapshot: Snapshot, store: Store | None = None, path: str | None = None) -> None:
        self.snapshot, self.store = snapshot, store
        self.content, self.config, self.archive = snapshot.content, snapshot.config, snapshot.archive
        self.now: dt.datetime = snapshot.selection.now
        self.positions = Positions(snapshot.root)
        self._path = path

    def only(self, path: str) -> CheckedSite:
        """The same site with one article to check; with none if no article that is shown has that path."""
        site = CheckedSite(self.snapshot, self.store, path)
        site.gazetteer, site.names = self.gazetteer, self.names
        return site

    @cached_property
    def months(self) -> Sequence[Month]:
        """The articles to check, by month, newest first."""
        months = []
        for key, shown in self.archive.shown.items():
            paths = shown.addresses.keys() - {notice.path for notice in shown.notices} - self.content.kept
            if self._path is not None:
                paths &= {self._path}
            if paths:
                months.append((key, [facts for facts in self.content.catalogue.facts(key) if facts.path in paths]))
        return months

    @cached_property
    def articles(self) -> Sequence[Facts]:
        """The articles to check."""
        return [facts for _, month in self.months for facts in month]

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
    def reports(self) -> Mapping[str, FileReport]:
        """The report of each article to check, by path."""
        return file_reports(self.months, self.content, self.positions, self.store)

    def in_files(self, code: str) -> Iterator[Breach]:
        """The breaches of a rule over one file."""
        return (breach for path, report in self.reports.items() for breach in report.of_rule(code, path))

    def fault(self, path: str, key: str, message: str, hint: str = "", mend: Mend | None = None) -> Breach:
        """A fault at a key of an article's front matter; at the top of the file where it has no such key."""
        return Breach(path, self.content.article(path).line_of(key), 1, message, hint, mend)

    def fault_at(self, path: str, words: str, message: str, hint: str = "", key: str = "") -> Breach:
        """A fault at the first place of a file that has these words: from a key of an article's front matter on."""
        line = self.content.article(path).line_of(key) if key else 1
        return Breach(path, *self.positions.of(path, line, words), message, hint)
