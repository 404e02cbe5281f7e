"""Long lists: the articles of a subject, of a pair or of a day, parted by year, month, day and letter.

A part has the address that it would have at any length of the list, and so do the anchors of months and days: what
grows changes only which parts have a page.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from digest.archive.counts import grouped
from digest.archive.entry import Run, Series
from digest.config import Config
from digest.model.card import Term
from digest.pages.bounds import DEEPEST, MOST_ARTICLES, by_letters
from digest.pages.calendar import day_title, first_day, month_anchor, month_title
from digest.pages.frame import frame
from digest.pages.page import Page, Parts
from digest.pages.view import Crumb, PageView, Part, Section

BY_TITLE = "by-title/"
"""Under the address of a day with too many articles: its parts by the first letters of the headlines."""


class ListingView(PageView, frozen=True, kw_only=True):
    """What listing.html finds in `page`: a year, month, day or letter of a longer list."""

    count: int
    sections: tuple[Section, ...]
    """By month or day, newest first, a line for each article; empty where there are parts."""
    parts: tuple[Part, ...]
    """Where there are too many articles for one page: its parts, which have them all."""
    previous: Crumb | None
    next: Crumb | None


class Listing(Parts, frozen=True, kw_only=True):
    """A part of a list, and its address."""

    name: str
    """Of the whole list, for titles: `NATO`."""
    section: str
    """The entry of the navigation."""
    crumbs: tuple[Crumb, ...]
    unit: str
    """`year`, `month`, `day` or `letter`."""
    title: str
    """`2024`, `March 2024`, `Tuesday 5 March 2024`, `Ab`."""
    address: str
    anchor: str
    """The id of the part in the list above it; empty for a letter."""
    series: Series
    older: Crumb | None = None
    newer: Crumb | None = None

    @property
    def is_long(self) -> bool:
        """Whether it has too many articles for one page."""
        return len(self.series) > MOST_ARTICLES and not (self.unit == "letter" and len(self.title) == DEEPEST)


class _Span(NamedTuple):
    """A part of a list in time."""

    title: str
    address: str
    anchor: str
    series: Series


def year_listings(name: str, section: str, crumbs: tuple[Crumb, ...], series: Series) -> Iterator[Listing]:
    """The years of a list. The last of `crumbs` is the page of the whole."""
    home = crumbs[-1].address
    years = series.grouped(lambda month: month // 100)
    spans = [_Span(str(year), f"{home}{year}/", str(year), part) for year, part in years.items()]
    yield from _in_time(name, section, crumbs, "year", spans)


def letter_listings(
    name: str, section: str, crumbs: tuple[Crumb, ...], day: str, series: Series, depth: int = 1
) -> Iterator[Listing]:
    """The articles of the day at an address by the first letters of their headlines."""
    month = series.runs[0].month
    for letters, entries in by_letters(series, lambda entry: entry.stub.title, depth).items():
        yield Listing(
            name=name,
            section=section,
            crumbs=crumbs,
            unit="letter",
            title=letters.capitalize(),
            address=f"{day}{BY_TITLE}{letters}/",
            anchor="",
            series=Series([Run(month, b"".join([entry.digest for entry in entries]))]),
        )


def listing_pages(listing: Listing, config: Config) -> Iterator[Page]:
    """The page of a part, and those of its own parts where it has too many articles for one."""
    yield Page.of(listing.address, "listing.html", _view, listing)
    if listing.is_long:
        for part in _parts_of(listing, config):
            yield from listing_pages(part, config)


def with_bars(listings: Sequence[Listing]) -> tuple[Part, ...]:
    """The parts of a list as lines with bars."""
    top = max((len(listing.series) for listing in listings), default=1)
    return tuple(
        Part(part.title, part.address, len(part.series), max(1, 100 * len(part.series) // top), part.anchor)
        for part in listings
    )


def by_month(config: Config, series: Series, address: str = "") -> tuple[Section, ...]:
    """Articles under their months, which lead to the page of their year below `address`, where there is one."""
    return tuple(
        Section(
            Term(month_title(config, first_day(key)), f"{address}{key // 100}/#{month_anchor(key)}" if address else ""),
            part.cards,
            month_anchor(key),
        )
        for key, part in series.grouped(lambda month: month).items()
    )


def _parts_of(listing: Listing, config: Config) -> list[Listing]:
    crumbs = (*listing.crumbs, Crumb(listing.title, listing.address))
    if listing.unit in ("day", "letter"):
        day = listing.address if listing.unit == "day" else listing.address.rpartition(BY_TITLE)[0]
        depth = 1 if listing.unit == "day" else len(listing.title) + 1
        return list(letter_listings(listing.name, listing.section, crumbs, day, listing.series, depth))
    if listing.unit == "year":
        months = listing.series.grouped(lambda month: month)
        spans = [
            _Span(month_title(config, first_day(key)), f"{listing.address}{key % 100:02d}/", month_anchor(key), part)
            for key, part in months.items()
        ]
        return list(_in_time(listing.name, listing.section, crumbs, "month", spans))
    spans = [
        _Span(day_title(config, day), f"{listing.address}{day.day:02d}/", day.isoformat(), part)
        for day, part in grouped(listing.series, lambda day: day).items()
    ]
    return list(_in_time(listing.name, listing.section, crumbs, "day", spans))


def _in_time(
    name: str, section: str, crumbs: tuple[Crumb, ...], unit: str, spans: Sequence[_Span]
) -> Iterator[Listing]:
    beside = [None, *[Crumb(span.title, span.address) for span in spans], None]
    for n, span in enumerate(spans):
        yield Listing(
            name=name,
            section=section,
            crumbs=crumbs,
            unit=unit,
            title=span.title,
            address=span.address,
            anchor=span.anchor,
            series=span.series,
            older=beside[n + 2],
            newer=beside[n],
        )


def _view(config: Config, listing: Listing) -> ListingView:
    title = f"{listing.name}, {listing.title}"
    return ListingView(
        **frame(config, "listing", listing.address, title, section=listing.section, crumbs=listing.crumbs),
        count=len(listing.series),
        sections=() if listing.is_long else _sections(config, listing),
        parts=with_bars(_parts_of(listing, config)) if listing.is_long else (),
        previous=listing.older,
        next=listing.newer,
    )


def _sections(config: Config, listing: Listing) -> tuple[Section, ...]:
    if listing.unit == "year":
        return by_month(config, listing.series)
    days = grouped(listing.series, lambda day: day)
    return tuple(Section(Term(day_title(config, day)), part.cards, day.isoformat()) for day, part in days.items())
