"""A report: an article as the grouping of stories knows it."""

from __future__ import annotations

import datetime as dt
from functools import cached_property

import msgspec

from digest.reading.words import TITLE, names_of, weights_of

ALONE = "none"
"""The editor's word for an article that belongs to no story."""


class Report(msgspec.Struct, frozen=True, array_like=True):
    """What grouping asks of an article before it looks at its words."""

    path: str
    """In NFC."""
    key: bytes
    """Under which the library has its words."""
    address: str
    edition: dt.date
    outlet: str
    """Equal for articles of one outlet; empty where none is stated."""
    told: dt.datetime
    """The moment of its date."""
    added: dt.datetime
    """When it came into the site, as far as it says; else the moment of its date."""
    said: str
    """The editor's word: the slug of a story, ALONE, or empty."""

    @property
    def place(self) -> tuple[dt.date, dt.datetime, str]:
        """By what reports are put in order."""
        return self.edition, self.told, self.path

    @property
    def age(self) -> tuple[dt.datetime, dt.datetime, str]:
        """By what it is told which of some reports came into the site first."""
        return self.added, self.told, self.path


class ReportText(msgspec.Struct, frozen=True, dict=True):
    """The words of a report."""

    packed: bytes
    """See `words_of`."""

    @cached_property
    def words(self) -> tuple[str, ...]:
        """Each of them once, sorted."""
        return tuple(sorted(word for _, words in weights_of(self.packed) for word in words))

    @cached_property
    def headline(self) -> frozenset[str]:
        """Those of the headline."""
        return frozenset(word for weight, words in weights_of(self.packed) if weight >= TITLE for word in words)

    @cached_property
    def names(self) -> frozenset[str]:
        """The words that it writes with a capital letter only."""
        return frozenset(names_of(self.packed))
