"""The archive: a calendar of all years."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence

import msgspec

from digest.archive.addresses import week_address, year_address
from digest.archive.archive import Archive
from digest.config import Config
from digest.pages.calendar import day_counts, month
from digest.pages.frame import frame, site_feeds
from digest.pages.page import Page
from digest.pages.view import Crumb, Month, PageView


class ArchiveYear(msgspec.Struct, frozen=True):
    """A year of the archive."""

    year: int
    address: str
    """Of the year's edition."""
    count: int
    months: tuple[Month, ...]
    """All twelve."""
    weeks: tuple[Crumb, ...]
    """The ISO weeks that have an edition, each under the year of its newest; one of another year says of which."""


class ArchiveView(PageView, frozen=True, kw_only=True):
    """What archive.html finds in `page`."""

    count: int
    years: tuple[ArchiveYear, ...]
    """Newest first."""


def archive_page(archive: Archive, config: Config) -> Iterator[Page]:
    """The calendar of all years."""
    yield Page.of("archive/", "archive.html", _archive_view, day_counts(archive))


def _archive_view(config: Config, days: Sequence[tuple[dt.date, int]]) -> ArchiveView:
    counts = dict(days)
    top = max(counts.values(), default=0)
    years = sorted({day.year for day in counts}, reverse=True)
    newest = {week_address(day): day for day in sorted(counts)}
    return ArchiveView(
        **frame(
            config,
            "archive",
            "archive/",
            config.labels.archive,
            section="archive",
            feeds=site_feeds(config) if counts else (),
        ),
        count=sum(counts.values()),
        years=tuple(_year(year, counts, top, newest.values()) for year in years),
    )


def _year(year: int, counts: dict[dt.date, int], top: int, weeks: Iterable[dt.date]) -> ArchiveYear:
    months = tuple(month(dt.date(year, number, 1), counts, top) for number in range(1, 13))
    return ArchiveYear(
        year=year,
        address=year_address(year),
        count=sum(each.count for each in months),
        months=months,
        weeks=tuple(Crumb(_week_name(day), week_address(day)) for day in weeks if day.year == year),
    )


def _week_name(day: dt.date) -> str:
    """`48`, or `1, 2025` for the 31st of December 2024."""
    year, week, _ = day.isocalendar()
    return str(week) if year == day.year else f"{week}, {year}"
