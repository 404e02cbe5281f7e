"""Dates as machines write them, in the many ways they do, with the offset that they state."""

from __future__ import annotations

import datetime as dt
import email.utils
import re

from digest.dates import When, first_moment, read_when
from digest.language.calendar import SHORT_MONTHS

_ISO = re.compile(
    r"(\d{4})-?(\d{2})-?(\d{2})"
    r"(?:[T ]+(\d{2}):?(\d{2})(?::?(\d{2})(?:[.,]\d+)?)?\s*([+-]\d{2}(?::?\d{2})?|[A-Z]{1,5})?)?",
    re.IGNORECASE,
)
_UNIX = re.compile(
    r"[A-Z][a-z]{2},? ([A-Z][a-z]{2}) +(\d{1,2}) (?:(\d{4}) )?(\d{2}):(\d{2}):(\d{2}) ?([A-Z]{2,5}(?:[+-]\d{4})?)?"
    r"(?: (\d{4}))?(?: \(.*\))?"
)
_EPOCH = re.compile(r"\d{10}(?:\d{3})?")
_ZONES = {
    "Z": 0, "UTC": 0, "GMT": 0, "BST": 1, "WEST": 1, "CET": 1, "MEZ": 1, "CEST": 2, "MESZ": 2, "EET": 2, "EEST": 3,
    "MSK": 3, "JST": 9, "KST": 9, "HKT": 8, "SGT": 8, "EDT": -4, "EST": -5, "CDT": -5, "MDT": -6, "MST": -7, "PDT": -7,
    "PST": -8, "AEST": 10, "AEDT": 11, "NZST": 12, "NZDT": 13,
}  # fmt: skip
"""Hours from Greenwich, of names that newsrooms use for one zone only. CST is in America, China and Cuba."""


class ClockTime(When, frozen=True):
    """A time of the clock of which nobody says in which zone: in the site's, until the outlet's is known."""

    def settled(self, zone: dt.tzinfo) -> When:
        """The same time of the clock in a zone."""
        return _settled(self.at.replace(tzinfo=zone))


def read_stated(text: str, here: dt.tzinfo) -> When:
    """A date that a machine wrote, in the offset that it states, or else a ClockTime `here`. Raises ValueError.

    ISO 8601 in its many spellings, RFC 822, what Unix and JavaScript print.
    """
    text = text.strip()
    for read in (_iso, _unix, _mail):
        found = read(text, here)
        if found:
            return found
    raise ValueError(f'"{text}" is no date')


def _iso(text: str, here: dt.tzinfo) -> When | None:
    found = _ISO.fullmatch(text)
    if not found:
        return None
    year, month, day, hour, minute, second, offset = found.groups()
    if hour is None:
        return _made(here, None, False, year, month, day)
    zone = None if not offset else _named(offset.upper()) if offset.isalpha() else _offset(offset)
    return _made(here, zone, True, year, month, day, hour, minute, second or "0")


def _unix(text: str, here: dt.tzinfo) -> When | None:
    """`Fri Apr 28 19:20:36 CEST 2023`, `Fri Apr 28 2023 17:52:31 GMT+0000 (Coordinated Universal Time)`."""
    found = _UNIX.fullmatch(text)
    if not found or found[1].lower() not in SHORT_MONTHS or not (found[3] or found[8]):
        return None
    month = str(SHORT_MONTHS.index(found[1].lower()) + 1)
    zone = _named(found[7]) if found[7] else None
    return _made(here, zone, True, found[3] or found[8], month, *found.group(2, 4, 5, 6))


def read_epoch(text: str) -> When:
    """Seconds or milliseconds since 1970, as some pages write them. Raises ValueError."""
    if not _EPOCH.fullmatch(text.strip()):
        raise ValueError(f'"{text}" is no count of seconds')
    return When(dt.datetime.fromtimestamp(int(text.strip()[:10]), dt.UTC), timed=True)


def _mail(text: str, here: dt.tzinfo) -> When | None:
    try:
        at = email.utils.parsedate_to_datetime(text)
        if not 1000 <= at.year < 9999:
            return None
        return When(at, timed=True) if at.tzinfo else _clock_time(at, here)
    except (ValueError, IndexError, OverflowError, TypeError):
        return None


def _made(
    here: dt.tzinfo, zone: dt.tzinfo | None, timed: bool, year: str, month: str, day: str, *clock: str
) -> When | None:
    """A date of its parts, if there is such a date. Without a zone, its time is one of the clock `here`."""
    if not 1000 < int(year) < 9999:  # what a file of the site can hold, in any zone
        return None
    try:
        if not timed:
            return When(first_moment(dt.date(int(year), int(month), int(day)), here), timed=False)
        hour, minute, second, *_ = *map(int, clock), 0, 0, 0
        at = dt.datetime(int(year), int(month), int(day), hour, minute, second, tzinfo=zone)
        return _settled(at) if zone else _clock_time(at, here)
    except (ValueError, OverflowError):
        return None


def _clock_time(at: dt.datetime, here: dt.tzinfo) -> ClockTime:
    return ClockTime(_settled(at.replace(tzinfo=here)).at, timed=True)


def _settled(at: dt.datetime) -> When:
    """With the offset as a plain number, as front matter writes it."""
    offset = at.utcoffset() or dt.timedelta()
    if offset % dt.timedelta(minutes=1):
        return When(at.astimezone(dt.UTC), timed=True)
    return read_when(at.isoformat(timespec="seconds"), dt.timezone(offset) if offset else dt.UTC)


def _offset(text: str) -> dt.tzinfo:
    hours, minutes = int(text[1:3]), int(text[3:].strip(":") or 0)
    return dt.timezone((-1 if text[0] == "-" else 1) * dt.timedelta(hours=hours, minutes=minutes))


def _named(name: str) -> dt.tzinfo | None:
    parts = re.match(r"([A-Z]+)([+-]?)(\d*)", name)
    assert parts, "the pattern of dates finds no other names"
    base, sign, digits = parts.groups()
    if digits:
        return _offset(f"{sign}{digits}")
    return dt.timezone(dt.timedelta(hours=_ZONES[base])) if base in _ZONES else None
