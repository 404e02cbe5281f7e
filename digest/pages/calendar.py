"""Months as calendars, and counts as steps of a ramp."""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence

from digest.archive.addresses import day_address, month_address
from digest.config import Config
from digest.model.card import Term
from digest.model.facts import MonthKey
from digest.pages.view import Day, Month, TermCount

LEVELS = 4
_WEEKS = calendar.Calendar(firstweekday=0)


class Scale:
    """Counts as steps of a ramp, by quarters of the counts that are shown: one busy day leaves the others apart."""

    def __init__(self, counts: Iterable[int]) -> None:
        ranked = sorted(count for count in counts if count)
        self._steps = [ranked[len(ranked) * n // LEVELS] for n in range(1, LEVELS)] if ranked else []

    def level(self, count: int) -> int:
        """The step from 0 (nothing) to 4 for a count."""
        return 1 + sum(count > step for step in self._steps) if count else 0


def month(first: dt.date, counts: Mapping[dt.date, int], scale: Scale) -> Month:
    """The calendar of a month from the counts of its days; `scale` is that of all counts shown beside it."""
    weeks = tuple(
        tuple(_day(day, counts, scale) if day.month == first.month else None for day in week)
        for week in _WEEKS.monthdatescalendar(first.year, first.month)
    )
    total = sum(day.count for week in weeks for day in week if day)
    return Month(first, month_address(first) if total else "", total, weeks)


def _day(day: dt.date, counts: Mapping[dt.date, int], scale: Scale) -> Day:
    count = counts.get(day, 0)
    return Day(day.day, day_address(day) if count else "", count, scale.level(count))


def counted(
    tally: Sequence[tuple[Term, int]], most: int, articles: Callable[[Term], str] = lambda term: ""
) -> tuple[TermCount, ...]:
    """The first of a tally as counts with bars. `articles` gives the address of the counted articles of a term."""
    shown = tally[:most]
    top = max((count for _, count in shown), default=1)
    return tuple(TermCount(term, count, max(1, 100 * count // top), articles(term)) for term, count in shown)


def first_day(month: MonthKey) -> dt.date:
    """The first day of a month."""
    return dt.date(month // 100, month % 100, 1)


def month_title(config: Config, first: dt.date) -> str:
    """`November 2026`, in the site's words."""
    return f"{config.labels.months[first.month - 1]} {first.year}"


def day_title(config: Config, day: dt.date) -> str:
    """`Tuesday 24 November 2026`, in the site's words."""
    return f"{config.labels.weekdays[day.weekday()]} {day_of(config, day)}"


def day_of(config: Config, day: dt.date) -> str:
    """`24 November 2026`, in the site's words."""
    return f"{day.day} {config.labels.months[day.month - 1]} {day.year}"


def date_range(config: Config, first: dt.date, last: dt.date) -> str:
    """`8–14 July 2024`, `29 July – 4 August 2024`, `30 December 2024 – 5 January 2025`, in the site's words."""
    months = config.labels.months
    end = f"{last.day} {months[last.month - 1]} {last.year}"
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{end}"
    start = f"{first.day} {months[first.month - 1]}"
    return f"{start} – {end}" if first.year == last.year else f"{start} {first.year} – {end}"


def month_anchor(month: MonthKey) -> str:
    """The id of a month in a list of articles, which never moves: `2024-03`."""
    return f"{month // 100}-{month % 100:02d}"
