"""An article: one parsed file of `content/articles/`."""

from __future__ import annotations

import datetime as dt

import msgspec

from digest.dates import When
from digest.model.text import Outline, Prose


class Carrier(msgspec.Struct, frozen=True):
    """Another outlet that carried the same text."""

    source: str
    url: str = ""


class Correction(msgspec.Struct, frozen=True):
    """What was put right, when, and by whom: the `outlet` or `us`."""

    date: dt.date
    text: str
    by: str = "outlet"


class Article(msgspec.Struct, frozen=True, kw_only=True):
    """One parsed article: its typed fields and its body. Names are as the editor wrote them.

    The meaning of each field is in docs/reference/front-matter.md, under the key of the same name.
    """

    path: str
    """Of its file, relative to the site's root."""
    slug: str
    title: str
    date: When
    edition: dt.date
    lines: tuple[tuple[str, int], ...] = ()
    """The line of each front-matter key that is set, for messages."""
    date_basis: str = ""
    """Where a date came from that the editor did not state; empty: the editor stated it."""
    added: dt.datetime | None = None
    updated: When | None = None
    source: str = ""
    agency: str = ""
    url: str = ""
    dateline: str = ""
    authors: tuple[str, ...] = ()
    also: tuple[Carrier, ...] = ()
    actors: tuple[str, ...] = ()
    rejected: tuple[str, ...] = ()
    reviewed: bool = False
    regions: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    summary: str = ""
    comment: Prose = Prose()
    notice: str = ""
    corrections: tuple[Correction, ...] = ()
    image: str = ""
    image_alt: str = ""
    image_credit: str = ""
    lang: str = ""
    original_title: str = ""
    lead: bool = False
    tier: str = ""
    """`1`, `2` or `3`: how much room its edition gives it; empty where the site's rule decides."""
    aliases: tuple[str, ...] = ()
    """Old addresses, as addresses (no leading slash)."""
    story: str = ""
    """The slug of the story that it tells, or `none`, as the editors say; empty where the words decide."""
    draft: bool = False
    embargo: dt.datetime | None = None
    expires: dt.datetime | None = None
    withdrawn: str | None = None
    """The reason, which may be empty; None where it is not withdrawn."""
    rights: str = ""
    """`full`, `excerpt`, `link`, or empty: as the source or the site says."""
    partial: bool = False
    extra: tuple[tuple[str, str], ...] = ()
    """Keys that the site allows beyond ours, with their values as text."""
    body: Outline = Outline()
    """Of the text below the front matter, which is opened only for the pages that show it."""

    def line_of(self, key: str) -> int:
        """The line of a front-matter key; 1 where it is not set."""
        return dict(self.lines).get(key, 1)

    @property
    def at(self) -> dt.datetime:
        """The moment of its date."""
        return self.date.at

    @property
    def confirmed(self) -> bool:
        """Whether the date is the publication's, not merely the file's own time."""
        return self.date_basis != "file"
