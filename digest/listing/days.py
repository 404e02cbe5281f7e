"""Days as a command line names them: `2026-11-24`, `today`, or a whole month or year as the end of a span."""

from __future__ import annotations

import calendar
import datetime as dt
import re

from digest.dates import read_day

HOW = "write a day as 2026-11-24, or today"
HOW_SPAN = "write a day as 2026-11-24, a month as 2026-11, a year as 2026, or today"

_FROM_TODAY = {"yesterday": -1, "today": 0, "tomorrow": 1}
_MONTH = re.compile(r"(\d{4})-(\d{2})", re.ASCII)
_YEAR = re.compile(r"\d{4}", re.ASCII)


def day(text: str, today: dt.date) -> dt.date:
    """The day that a text names. Raises ValueError, which says what is wrong."""
    distance = _FROM_TODAY.get(text.strip().casefold())
    return read_day(text) if distance is None else today + dt.timedelta(days=distance)


def first_day(text: str, today: dt.date) -> dt.date:
    """The first day of the day, month or year that a text names. Raises ValueError."""
    text = text.strip()
    if _YEAR.fullmatch(text):
        return read_day(f"{text}-01-01")
    return read_day(f"{text}-01") if _MONTH.fullmatch(text) else day(text, today)


def last_day(text: str, today: dt.date) -> dt.date:
    """The last day of the day, month or year that a text names. Raises ValueError."""
    first = first_day(text, today)
    text = text.strip()
    if _YEAR.fullmatch(text):
        return first.replace(month=12, day=31)
    if _MONTH.fullmatch(text):
        return first.replace(day=calendar.monthrange(first.year, first.month)[1])
    return first
