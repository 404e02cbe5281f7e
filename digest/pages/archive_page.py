"""The archive: a table of all years and months."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from digest.archive.addresses import month_address, year_address
from digest.archive.archive import Archive
from digest.config import Config
from digest.pages.calendar import Scale, first_day
from digest.pages.frame import frame, site_feeds
from digest.pages.page import Page, Parts
from digest.pages.site_map import site_map
from digest.pages.timeline import MonthCell
from digest.pages.view import PageView, SiteMap


class ArchiveYear(msgspec.Struct, frozen=True):
    """A year of the archive."""

    year: int
    address: str
    """Of the year's page."""
    count: int
    months: tuple[MonthCell, ...]
    """All twelve."""


class ArchiveView(PageView, frozen=True, kw_only=True):
    """What archive.html finds in `page`."""

    count: int
    years: tuple[ArchiveYear, ...]
    """Newest first."""
    stories: int
    """The events that several outlets told."""


class ArchiveParts(Parts, frozen=True, kw_only=True):
    """What the archive is made of."""

    counts: tuple[tuple[int, int], ...]
    """The articles of each month, newest first."""
    stories: int
    site_map: SiteMap


def archive_page(archive: Archive, config: Config) -> Iterator[Page]:
    """The table of all years and months."""
    counts = tuple((key, sum(count for _, count in month.stub.days)) for key, month in archive.months.items())
    parts = ArchiveParts(counts=counts, stories=len(archive.stories), site_map=site_map(archive, config))
    yield Page.of("archive/", "archive.html", _archive_view, parts)


def _archive_view(config: Config, parts: ArchiveParts) -> ArchiveView:
    counts = dict(parts.counts)
    scale = Scale(counts.values())
    return ArchiveView(
        **frame(
            config,
            "archive",
            "archive/",
            config.labels.archive,
            section="archive",
            feeds=site_feeds(config) if counts else (),
            site_map=parts.site_map,
        ),
        count=sum(counts.values()),
        years=tuple(_year(year, counts, scale) for year in dict.fromkeys(month // 100 for month in counts)),
        stories=parts.stories,
    )


def _year(year: int, counts: dict[int, int], scale: Scale) -> ArchiveYear:
    cells = []
    for key in range(year * 100 + 1, year * 100 + 13):
        count = counts.get(key, 0)
        share = max(1, 100 * count // max(counts.values())) if count else 0
        cells.append(MonthCell(count, share, scale.level(count), month_address(first_day(key)) if count else ""))
    return ArchiveYear(year, year_address(year), sum(cell.count for cell in cells), tuple(cells))
