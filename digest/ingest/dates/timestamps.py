"""Dates that an input states, in the offset that they state, or as a local time until the outlet is known."""

from __future__ import annotations

import datetime as dt
import re

from digest.dates import When, first_moment, read_when
from digest.ingest.dates.written_date import WrittenDate, read_written
from digest.ingest.text.encoding import one_line

_EPOCH = re.compile(r"[0-9]{10}(?:[0-9]{3})?")
_ZEROS = frozenset(
    dt.date.fromisoformat(day)
    for day in "1899-12-30 1899-12-31 1900-01-01 1904-01-01 1969-12-31 1970-01-01 1980-01-01".split()
)
"""The first days of the clocks of programs, which they write where they know no date."""


class ClockTime(When, frozen=True):
    """A local time without a zone, or with a name that several zones share. The outlet's zone decides, once known."""

    shared_name: str = ""
    """`CST`: the outlet's zone counts only if it has this name; else `at` does."""

    def settled(self, zone: dt.tzinfo) -> When:
        """The same local time in a zone."""
        local = self.at.replace(tzinfo=zone)
        if self.shared_name and local.tzname() != self.shared_name:
            return When(self.at, timed=True)
        return _settled(local)


def read_stated(text: str, here: dt.tzinfo) -> When:
    """A date that an input states, in the offset that it states, or else as a ClockTime `here`. Raises ValueError.

    All of the text has to be understood (see `written_date.py`).
    """
    written = read_written(text)
    if not written or not written.day:
        raise ValueError(f'"{text.strip()}" is not a date')
    return moment_of(written, here)


def moment_of(written: WrittenDate, here: dt.tzinfo) -> When:
    """The moment of a written date with a day. Raises ValueError if its zone leads out of the calendar."""
    assert written.day
    if not written.clock:
        return When(first_moment(written.day, here), timed=False)
    local = dt.datetime.combine(written.day, written.clock)
    try:
        if not written.zone:
            return ClockTime(_settled(local.replace(tzinfo=here)).at, timed=True)
        at = _settled(local.replace(tzinfo=written.zone.tz))
    except OverflowError:
        raise ValueError(f'"{local}" is not a date') from None
    shared = written.zone.shared_name
    return ClockTime(at.at, timed=True, shared_name=shared) if shared else at


def read_epoch(text: str) -> When:
    """Unix time, in seconds or milliseconds, as some pages write it. Raises ValueError."""
    if not _EPOCH.fullmatch(text.strip()):
        raise ValueError(f'"{text}" is not a number of seconds')
    return When(dt.datetime.fromtimestamp(int(text.strip()[:10]), dt.UTC), timed=True)


def is_zero_of_a_clock(date: When) -> bool:
    """Whether a date is the first day of some program's clock, and so no date."""
    return date.day in _ZEROS


def _settled(at: dt.datetime) -> When:
    """The same moment with a fixed offset in whole minutes, as front matter writes it."""
    offset = at.utcoffset() or dt.timedelta()
    if offset % dt.timedelta(minutes=1):
        return When(at.astimezone(dt.UTC), timed=True)
    return read_when(at.isoformat(timespec="seconds"), dt.timezone(offset) if offset else dt.UTC)


def unread(stated: str, zone: dt.tzinfo) -> tuple[str, ...]:
    """A warning with the words of a date, if one is stated and cannot be read as a whole."""
    try:
        read_stated(stated, zone) if stated.strip() else None
    except ValueError:
        return (f'its date "{one_line(stated)[:_SHOWN]}" is not understood, or may be one of two days',)
    return ()


_SHOWN = 100
"""Characters of such a date in a warning."""
