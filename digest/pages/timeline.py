"""Timelines: the articles of a subject or a pair by year and month."""

from __future__ import annotations

import msgspec

from digest.archive.entry import Series
from digest.pages.calendar import Scale, month_anchor


class MonthCell(msgspec.Struct, frozen=True):
    """A month of a timeline."""

    count: int
    share: int = 0
    """Percent of the largest month, 1 to 100: the height of a bar."""
    level: int = 0
    """0 to 4: a step of the theme's colour ramp, by quarters of the months that have articles."""
    address: str = ""
    """The address of its articles; empty without any."""


class Year(msgspec.Struct, frozen=True):
    """A year of a timeline."""

    year: int
    address: str
    """Of the page of its articles; empty where the page that has the timeline has them itself."""
    count: int
    months: tuple[MonthCell, ...]
    """All twelve."""


def timeline(series: Series, home: str, *, has_years: bool) -> tuple[Year, ...]:
    """The years of a list whose page is `home`, newest first. `has_years` says whether each has a page of its own."""
    counts = {month: len(part) for month, part in series.grouped(lambda month: month).items()}
    scale, top = Scale(counts.values()), max(counts.values(), default=1)
    years = []
    for year in dict.fromkeys(month // 100 for month in counts):
        address = f"{home}{year}/" if has_years else ""
        cells = tuple(
            _cell(count, top, scale, f"{address or home}#{month_anchor(month)}")
            for month, count in ((month, counts.get(month, 0)) for month in range(year * 100 + 1, year * 100 + 13))
        )
        years.append(Year(year, address, sum(cell.count for cell in cells), cells))
    return tuple(years)


def _cell(count: int, top: int, scale: Scale, address: str) -> MonthCell:
    return MonthCell(count, max(1, 100 * count // top), scale.level(count), address) if count else MonthCell(0)
