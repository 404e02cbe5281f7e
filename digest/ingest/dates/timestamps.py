"""Timestamps: dates as machines write them, in any of their forms, with the offset from UTC that they state."""

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
    """A local time without a zone. It is taken in the site's zone until the outlet's is known."""

    def settled(self, zone: dt.tzinfo) -> When:
        """The same local time in a zone."""
        return _settled(self.at.replace(tzinfo=zone))


def read_stated(text: str, here: dt.tzinfo) -> When:
    """Read a timestamp, in the offset that it states, or else as a ClockTime `here`. Raises ValueError.

    It may be ISO 8601 in any of its spellings, RFC 822, or what Unix and JavaScript print.
    """
    text = text.strip()
    for read in (_iso, _unix, _mail):
        date = read(text, here)
        if date:
            return date
    raise ValueError(f'"{text}" is no date')


def _iso(text: str, here: dt.tzinfo) -> When | None:
    match = _ISO.fullmatch(text)
    if not match:
        return None
    year, month, day, hour, minute, second, offset = match.groups()
    if hour is None:
        return _built(here, None, False, year, month, day)
    zone = None if not offset else _named(offset.upper()) if offset.isalpha() else _offset(offset)
    return _built(here, zone, True, year, month, day, hour, minute, second or "0")


def _unix(text: str, here: dt.tzinfo) -> When | None:
    """`Fri Apr 28 19:20:36 CEST 2023`, `Fri Apr 28 2023 17:52:31 GMT+0000 (Coordinated Universal Time)`."""
    match = _UNIX.fullmatch(text)
    if not match or match[1].lower() not in SHORT_MONTHS or not (match[3] or match[8]):
        return None
    month = str(SHORT_MONTHS.index(match[1].lower()) + 1)
    zone = _named(match[7]) if match[7] else None
    return _built(here, zone, True, match[3] or match[8], month, *match.group(2, 4, 5, 6))


def read_epoch(text: str) -> When:
    """Unix time, in seconds or milliseconds, as some pages write it. Raises ValueError."""
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


def _built(
    here: dt.tzinfo, zone: dt.tzinfo | None, timed: bool, year: str, month: str, day: str, *clock: str
) -> When | None:
    """The date that has these parts, or None where there is no such date. Without a zone it is local time `here`."""
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
    """The same moment with a fixed offset in whole minutes, as front matter writes it."""
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
