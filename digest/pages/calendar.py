"""Months as calendars, and counts as steps of a ramp."""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Mapping, Sequence

from digest.archive.addresses import day_address, month_address
from digest.archive.archive import Archive
from digest.config import Config
from digest.model.card import Term
from digest.model.facts import MonthKey
from digest.pages.view import Day, Month, TermCount

LEVELS = 4
_WEEKS = calendar.Calendar(firstweekday=0)


def level(count: int, top: int) -> int:
    """The step from 0 (nothing) to 4 (as much as the top) for a count."""
    return -(-LEVELS * count // top) if top else 0


def day_counts(archive: Archive) -> tuple[tuple[dt.date, int], ...]:
    """Articles in each edition, newest first."""
    return tuple(archive.days.items())


def month(first: dt.date, counts: Mapping[dt.date, int], top: int) -> Month:
    """The calendar of a month from the counts of its days; `top` is the largest count shown beside it."""
    weeks = tuple(
        tuple(_day(day, counts, top) if day.month == first.month else None for day in week)
        for week in _WEEKS.monthdatescalendar(first.year, first.month)
    )
    total = sum(day.count for week in weeks for day in week if day)
    return Month(first, month_address(first) if total else "", total, weeks)


def _day(day: dt.date, counts: Mapping[dt.date, int], top: int) -> Day:
    count = counts.get(day, 0)
    return Day(day.day, day_address(day) if count else "", count, level(count, top))


def counted(tally: Sequence[tuple[Term, int]], most: int) -> tuple[TermCount, ...]:
    """The first of a tally as counts with bars."""
    shown = tally[:most]
    top = max((count for _, count in shown), default=1)
    return tuple(TermCount(term, count, max(1, 100 * count // top)) for term, count in shown)


def first_day(month: MonthKey) -> dt.date:
    """The first day of a month."""
    return dt.date(month // 100, month % 100, 1)


def month_title(config: Config, first: dt.date) -> str:
    """`November 2026`, in the site's words."""
    return f"{config.labels.months[first.month - 1]} {first.year}"


def day_title(config: Config, day: dt.date) -> str:
    """`Tuesday 24 November 2026`, in the site's words."""
    return f"{config.labels.weekdays[day.weekday()]} {day.day} {config.labels.months[day.month - 1]} {day.year}"
