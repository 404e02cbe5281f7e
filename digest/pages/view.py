"""What the view of every rendered page holds, and the pieces that several kinds of page share."""

from __future__ import annotations

import datetime as dt

import msgspec

from digest.model.card import Card, Term
from digest.model.page import View


class Crumb(msgspec.Struct, frozen=True):
    """A step on the way down to a page, or any other link with a name."""

    title: str
    address: str


class FeedLink(msgspec.Struct, frozen=True):
    """A feed to be named in a page's head."""

    title: str
    address: str
    type: str
    """`application/atom+xml` or `application/feed+json`."""


class SiteMap(msgspec.Struct, frozen=True):
    """Where readers set out from the foot of a page."""

    months: tuple[Crumb, ...]
    """The newest months, newest first."""
    actors: tuple[Term, ...]
    """Those with the most articles."""


class PageView(View, frozen=True, kw_only=True):
    """What every template finds in `page`."""

    kind: str
    """`front`, `day`, `article` …: what kind of page this is; serves as a class name."""
    address: str
    """From the site's root, without a leading slash."""
    root: str
    """The prefix that climbs to the site's root; `{{ term.address | link(page.root) }}` makes a link."""
    title: str
    """Of the page, without the site's; empty on the front page of a site without articles."""
    description: str = ""
    lang: str
    canonical: str = ""
    """The page's full URL; empty without a base_url."""
    noindex: bool = False
    section: str = ""
    """The navigation's current entry: `latest`, `who`, `where`, `sources`, `topics`, `archive` or empty."""
    feeds: tuple[FeedLink, ...] = ()
    crumbs: tuple[Crumb, ...] = ()
    """From the top down to, not including, this page."""
    site_map: SiteMap | None = None
    """On the front page, the archive, the lists of names and the page for wrong addresses."""
    json_ld: str = ""
    """A schema.org description as JSON, `<` escaped: safe between script tags. Empty where there is none."""


class TermCount(msgspec.Struct, frozen=True):
    """A term and how many articles it has here."""

    term: Term
    count: int
    share: int
    """Percent of the largest count in the same list, 1 to 100: the length of a bar."""
    articles: str = ""
    """The address of these articles: of a page, perhaps with an anchor. Empty where no page has just them."""


class Section(msgspec.Struct, frozen=True):
    """Cards under a heading."""

    term: Term
    """What they have in common; its name is the heading, its address may be empty."""
    cards: tuple[Card, ...]
    anchor: str = ""
    """Its id where that never moves: `2024-03` for a month."""
    lines: tuple[Card, ...] = ()
    """In an edition: further articles, which have a line each."""
    also: tuple[Card, ...] = ()
    """In an edition: articles that name the region too, and are listed under another one."""


class Part(msgspec.Struct, frozen=True):
    """A part of a list that is too long for one page."""

    title: str
    address: str
    count: int
    share: int
    """Percent of the largest part, 1 to 100: the length of a bar."""
    anchor: str = ""
    """The id of the line that leads to it, which is that of the section on a shorter page: `2024-03` for a month."""


class Day(msgspec.Struct, frozen=True):
    """A day in a calendar."""

    number: int
    """Of the month."""
    address: str = ""
    """Of its edition; empty where there is none."""
    count: int = 0
    level: int = 0
    """0 (nothing) to 4 (as much as any day shown): a step of the theme's colour ramp."""


class Month(msgspec.Struct, frozen=True):
    """A month as a calendar: weeks of seven days from Monday; None outside the month."""

    first: dt.date
    address: str
    """Of the month's edition; empty where there is none."""
    count: int
    weeks: tuple[tuple[Day | None, ...], ...]
