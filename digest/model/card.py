"""A card: all that other pages may show of an article."""

from __future__ import annotations

import datetime as dt

import msgspec

from digest.model.article import Carrier
from digest.model.text import Rich


class Term(msgspec.Struct, frozen=True):
    """An actor, region, source or topic as a page shows it: a name, perhaps with a page of its own."""

    name: str
    address: str = ""
    """Empty where it has no page."""
    kind: str = ""
    """For actors: `country`, `person`, `organisation`, `company`, `group`; empty where unknown."""
    hue: int = 0
    """For regions: 0 to 9; a colour of the theme's."""


class Picture(msgspec.Struct, frozen=True):
    """An article's picture, served from the site itself."""

    address: str
    alt: str
    credit: str = ""
    width: int = 0
    """In pixels, as its file says; 0 where it does not."""
    height: int = 0


class StoryMark(msgspec.Struct, frozen=True):
    """The story that an article tells with others."""

    address: str
    others: int
    """The other articles that tell it."""


class Card(msgspec.Struct, frozen=True, kw_only=True):
    """What other pages may show of an article, and nothing else of it."""

    address: str
    title: str
    lang: str
    """BCP 47; the site's own where the article states none."""
    title_lang: str
    """Of the title: `lang`, or the site's own where the title is a translation."""
    summary_lang: str
    """Of the summary: that of the title where the editor wrote it, `lang` where it is taken from the text."""
    date: dt.datetime
    """When the outlet published, in the site's time zone."""
    timed: bool
    """Whether the time of day is known, or only the day."""
    confirmed: bool
    """False where the date is merely the file's own time: say "added", never "published"."""
    edition: dt.date
    added: dt.datetime | None
    updated: dt.datetime | None
    updated_timed: bool
    """Whether the time of day of `updated` is known."""
    source: Term
    """Its name is empty where the article states no source."""
    url: str
    """Of the original; empty where unknown."""
    agency: str
    also: tuple[Carrier, ...]
    authors: tuple[str, ...]
    summary: str
    comment: Rich
    minutes: int
    """Reading time, whole minutes, at least 1."""
    actors: tuple[Term, ...]
    regions: tuple[Term, ...]
    topics: tuple[Term, ...]
    image: Picture | None
    rights: str
    """`full`, `excerpt` or `link`, after article, source and site have spoken."""
    corrected: bool
    lead: bool
    """Whether it would like to lead its edition."""
    tier: str
    """`1` (like `lead`), `2` (a story with its summary), `3` (a line), or empty: as the edition's rule says."""
    story: StoryMark | None
    """None where no other outlet tells it."""
    extra: tuple[tuple[str, str], ...]
    """The keys of `[content] extra` with their values; a template asks for one with `card | extra("risk")`."""
    state: str
    """Empty for a published article; `draft`, `scheduled`, `embargoed` or `expired` in a preview."""
