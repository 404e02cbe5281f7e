"""The summary of `digest add` at the end of a run over many articles: how many are doubtful, by kind, and which."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from digest.ingest.store_article import Outcome

_COUNTED = re.compile(r'delete the line "date_basis"|only (?:a )?part of it could be read|pages reads its page')
"""Warnings that a count replaces: that of unconfirmed dates, or of parts of articles."""
_OWN = re.compile(r'"[^"]*"|\d+')
"""Parts that differ between warnings of one kind: quoted words, numbers of lines."""
_KINDS = {
    "unconfirmed": ("date is unconfirmed", "dates are unconfirmed", "see digest list unconfirmed, digest set"),
    "sourceless": (
        "article is without a source",
        "articles are without a source",
        "see digest list no-source, digest set",
    ),
    "partial": ("article is only a part", "articles are only parts", "read the whole ones at their addresses"),
    "duplicate": ("article was here already", "articles were here already", ""),
    "refused": ("article was not read", "articles were not read", "mend what is said above and add them again"),
}
"""For one and for several articles of each kind, and what to do. In the order in which they are printed."""
_CLOSING = ("duplicate", "refused")
"""Kinds that the last line of a run counts already, so that only their names are listed."""


class Summary:
    """The doubtful articles of a run, by kind, and its other warnings, each said once."""

    def __init__(self) -> None:
        self._names: dict[str, list[str]] = {kind: [] for kind in _KINDS}
        self._warnings: dict[str, tuple[str, str]] = {}
        self._times: Counter[str] = Counter()

    def add(self, outcome: Outcome, name: str) -> None:
        """Note an outcome. `name` is that of its input, with the line: `articles.jsonl:3`."""
        for kind in _kinds(outcome):
            self._names[kind].append(f"{outcome.path} ({name})" if outcome.path else name)
        for message in outcome.warnings if outcome.path or outcome.failure else ():
            if not _COUNTED.search(message):
                key = _OWN.sub("", message)
                self._warnings.setdefault(key, (name, message))
                self._times[key] += 1

    def warnings(self) -> Iterator[tuple[str, str]]:
        """Each kind of warning once: the first article that has it, and the warning."""
        for key, (name, message) in self._warnings.items():
            others = self._times[key] - 1
            yield name, f"{message} (and {others} more like it: see them with -v)" if others else message

    def lines(self, *, names: bool) -> Iterator[str]:
        """A line for each kind of doubt: how many, and what to do; with `names`, also a line for each article."""
        for kind, (singular, plural, hint) in _KINDS.items():
            articles = self._names[kind]
            if articles and (names or kind not in _CLOSING):
                yield f"{len(articles)} {singular if len(articles) == 1 else plural}" + (f": {hint}" if hint else "")
                yield from (f"  {name}" for name in articles if names)


def _kinds(outcome: Outcome) -> Iterator[str]:
    article = outcome.article
    if outcome.failure:
        yield "refused"
    elif outcome.duplicate_of:
        yield "duplicate"
    elif outcome.path and article:
        if article.date_basis == "file":
            yield "unconfirmed"
        if not article.source:
            yield "sourceless"
        if article.partial:
            yield "partial"
