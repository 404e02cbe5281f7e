"""Dates and moments as editors state them: read strictly, always aware, in the site's time zone."""

from __future__ import annotations

import contextlib
import datetime as dt
import re
import zoneinfo
from importlib import resources
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import msgspec

_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})", re.ASCII)
_WEEK = re.compile(r"([1-9][0-9]{3})-w([0-9]{2})")
_MOMENT = re.compile(
    r"(\d{4}-\d{2}-\d{2})[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?\s*(Z|[+-]\d{2}:?\d{2})?",
    re.ASCII | re.IGNORECASE,
)
HOW = "write a day as 2026-11-24 or a moment as 2026-11-24T09:30:00+01:00"


class When(msgspec.Struct, frozen=True):
    """A date as an editor states it: a moment, and whether only its day was stated."""

    at: dt.datetime
    """Aware, in the site's time zone; a bare day is its first moment there."""
    timed: bool
    """False where only the day is known."""

    @property
    def day(self) -> dt.date:
        """The day in the site's time zone."""
        return self.at.date()


def zone(name: str) -> ZoneInfo:
    """The time zone of an IANA name such as `Europe/Brussels`. Raises ValueError for any other name."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise ValueError(f'"{name}" is not a time zone') from None


def zone_data(name: str) -> bytes:
    """The bytes of a zone's rules on this machine. They go into fingerprints, since releases of the rules differ."""
    for folder in zoneinfo.TZPATH:
        with contextlib.suppress(OSError):
            return Path(folder, name).read_bytes()
    with contextlib.suppress(OSError, ImportError):
        return resources.files("tzdata.zoneinfo").joinpath(name).read_bytes()
    return b""


def read_when(text: str, here: dt.tzinfo) -> When:
    """Read a date from front matter or the command line. Raises ValueError saying what is wrong."""
    text = text.strip()
    if _DAY.fullmatch(text):
        return When(first_moment(read_day(text), here), timed=False)
    match = _MOMENT.fullmatch(text)
    if not match:
        raise ValueError(f'"{text}" is not a date')
    day, hour, minute, second, offset = match.groups()
    try:
        clock = dt.time(int(hour), int(minute), int(second or 0), tzinfo=_offset(offset) or here)
        at = dt.datetime.combine(read_day(day), clock)
        return When(_fixed(at.astimezone(dt.UTC).astimezone(here)), timed=True)
    except (ValueError, OverflowError):
        raise ValueError(f'"{text}" is not a date') from None


def read_day(text: str) -> dt.date:
    """Read `2026-11-24`. Raises ValueError for anything else."""
    match = _DAY.fullmatch(text.strip())
    try:
        if not match or not 1000 <= int(match[1]) < 9999:  # calendars need a day on either side
            raise ValueError
        return dt.date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        raise ValueError(f'"{text}" is not a date') from None


def read_edition_name(text: str) -> tuple[dt.date, dt.date]:
    """The first and the last day of `2026-11-24`, or of the ISO week `2026-w48`. Raises ValueError for others."""
    week = _WEEK.fullmatch(text)
    if week:
        first = dt.date.fromisocalendar(int(week[1]), int(week[2]), 1)
        return first, first + dt.timedelta(6)
    day = read_day(text)
    return day, day


def edition_span(text: str, today: dt.date) -> tuple[dt.date, dt.date]:
    """The same of `today` and `yesterday` too, and of weeks with a large W."""
    if text in ("today", "yesterday"):
        day = today - dt.timedelta(text == "yesterday")
        return day, day
    return read_edition_name(text.lower())


def edition_name(first: dt.date, last: dt.date) -> str:
    """`2026-11-24`, `2026-w48`."""
    year, week, _ = first.isocalendar()
    return first.isoformat() if first == last else f"{year:04d}-w{week:02d}"


def first_moment(day: dt.date, here: dt.tzinfo) -> dt.datetime:
    """The moment at which a day begins in a zone: midnight, or later where clocks skip it."""
    midnight = dt.datetime.combine(day, dt.time.min, tzinfo=here)
    return _fixed(midnight.astimezone(dt.UTC).astimezone(here))


def stamp(at: dt.datetime) -> str:
    """A moment as RFC 3339 writes it. Old local times had offsets with seconds, which it cannot: these go to UTC."""
    offset = at.utcoffset()
    whole = at.astimezone(dt.UTC) if offset and (offset.seconds % 60 or offset.microseconds) else at
    return whole.isoformat(timespec="seconds")


def _offset(text: str | None) -> dt.tzinfo | None:
    if not text:
        return None
    if text in "Zz":
        return dt.UTC
    sign = -1 if text[0] == "-" else 1
    hours, minutes = int(text[1:3]), int(text[-2:])
    if minutes > 59:
        raise ValueError(text)
    return dt.timezone(sign * dt.timedelta(hours=hours, minutes=minutes))


def _fixed(at: dt.datetime) -> dt.datetime:
    """The same moment with its offset as a plain number, so that equal moments have equal bytes."""
    offset = at.utcoffset()
    return at.replace(tzinfo=dt.timezone(offset) if offset else dt.UTC)
