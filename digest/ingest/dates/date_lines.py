"""A line that says a day and nothing else: `Tuesday, July 9, 2024`, `Published: 23/11/2026`, `18 novembre 2026`."""

from __future__ import annotations

import datetime as dt
import re
from typing import NamedTuple

from digest.language.calendar import ENGLISH_MONTH, MONTH, WEEKDAY, month_number

_LABEL = (
    r"(?:(?:published|posted|issued|date|dated|publié|veröffentlicht|erschienen|datum|publicado|fecha|pubblicato|data"
    r"|gepubliceerd|publicerad|опубликовано|дата)(?:\s+(?:on|le|am|el|il|em|op))?\s*:?\s+)?"
)
_BEFORE = rf"{_LABEL}(?:(?:le|el)\s+)?(?:{WEEKDAY},?\s+(?:den\s+)?)?"
"""What may stand before a date: `Publié le mardi`."""
_TIME = (
    r"(?:,?\s+(?:(?:at|à|um|om|alle|в)\s+)?(?P<hour>\d{1,2})[:.h](?P<minute>\d\d)(?:\s*(?P<half>[ap])\.?m\.?)?"
    r"(?:\s+(?:uhr|uur|(?P<zone>[A-Z]{2,4})))?)?\.?"
)
"""What may stand behind it: `at 10.04 p.m. EST`, `à 10h15`, `10:15 Uhr`."""
_YEAR = r"(?P<year>[12]\d{3})"


def _line(date: str) -> re.Pattern[str]:
    return re.compile(_BEFORE + date + _TIME, re.IGNORECASE)


_IN_FULL = (
    _line(rf"(?P<month>{ENGLISH_MONTH})\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+{_YEAR}"),  # July 9th, 2024
    _line(rf"{_YEAR}-(?P<month>\d\d)-(?P<day>\d\d)"),
    _line(rf"{_YEAR}年(?P<month>\d{{1,2}})月(?P<day>\d{{1,2}})日"),
    # 9th July, 2024, 9. Juli 2024, 1er mai 2024, 9 de julio de 2024, 9 июля 2024 г.
    _line(
        rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th|\.|er|º|°)?\s+(?:de\s+)?(?P<month>{MONTH})(?:\s+del?)?,?\s+{_YEAR}"
        r"(?:\s+(?:г|года))?"
    ),
)
_IN_FIGURES = _line(rf"(?P<first>\d{{1,2}})(?P<mark>[./-])(?P<second>\d{{1,2}})(?P=mark){_YEAR}")
_LONGEST = 80
"""Characters of such a line."""


class DayLine(NamedTuple):
    """What a line says."""

    day: dt.date | None
    """None where it may be one of two: `09/07/2024` is July here and September there."""
    time: str = ""
    """Of day, in 24 hours, and the zone if one is named: `22:04 EST`; empty where none is stated."""


def read_day_line(line: str) -> DayLine | None:
    """The day that a line states, year and all; None where it says something else, or no such day."""
    if len(line) > _LONGEST or not any(map(str.isdigit, line)):
        return None
    for pattern in _IN_FULL:
        date = pattern.fullmatch(line)
        day = _day(int(date["year"]), _month(date["month"]), int(date["day"])) if date else None
        if date and day:
            return DayLine(day, _time(date))
    figures = _IN_FIGURES.fullmatch(line)
    return _in_figures(figures) if figures else None


def _in_figures(date: re.Match[str]) -> DayLine | None:
    """With points, the day stands first; with strokes, only figures above twelve tell, or two that are the same."""
    year, first, second = int(date["year"]), int(date["first"]), int(date["second"])
    by_day, by_month = _day(year, second, first), None if date["mark"] == "." else _day(year, first, second)
    if by_day and by_month and by_day != by_month:
        return DayLine(None)
    day = by_day or by_month
    return DayLine(day, _time(date)) if day else None


def _month(text: str) -> int:
    """The number of a month by its figures or its name."""
    return int(text) if text.isdecimal() else month_number(text)


def _day(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def _time(date: re.Match[str]) -> str:
    """The time of day behind a date, in 24 hours; empty where none is stated, or one that no clock shows."""
    hour, minute, half, zone = date.group("hour", "minute", "half", "zone")
    if not hour or (half and int(hour) > 12):
        return ""
    hours = int(hour) % 12 + 12 * (half in "pP") if half else int(hour)
    return f"{hours:02}:{minute} {zone or ''}".rstrip()
