"""When an article was published. Asked in turn: the editor, the input's metadata, the text, the file's own time.

Only a whole and unambiguous date counts: not a weekday, a day without its year, or `09/07/2024`, which is July in
one country and September in another.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import NamedTuple

import msgspec

from digest.dates import When, first_moment
from digest.ingest.dates import timestamps
from digest.ingest.dates.date_lines import DayLine, read_day_line
from digest.ingest.dates.timestamps import ClockTime
from digest.ingest.draft import EMPHASIS, Draft, Stripped
from digest.ingest.text.encoding import one_line
from digest.language.calendar import ENGLISH_MONTH, month_number
from digest.language.datelines import date_near, read_dateline

_TH = r"(?:st|nd|rd|th)?"
_DATE = (
    rf"(?:(?P<m1>{ENGLISH_MONTH})\s+(?P<d1>\d{{1,2}}){_TH},?\s+(?P<y1>[12]\d{{3}})"
    rf"|(?P<d2>\d{{1,2}}){_TH}\s+(?P<m2>{ENGLISH_MONTH}),?\s+(?P<y2>[12]\d{{3}})"
    r"|(?P<y3>[12]\d{3})-(?P<m3>\d\d)-(?P<d3>\d\d))(?!\d)"
)
_LONG = re.compile(rf"(?:[A-Za-z]+day,?\s+)?{_DATE}", re.IGNORECASE)
_FIRST_LINES = 3


class Dated(NamedTuple):
    """A date, where it came from (empty: the editor), and what the editor should know of it."""

    when: When
    basis: str
    warning: str = ""
    zone: str = ""
    """The zone of its time of day: the one `stated`, the `source`'s or the `site`'s. Empty where it has no time."""


def date_of(draft: Draft, stated: When | None, now: dt.datetime, outlets: dt.tzinfo | None = None) -> Dated:
    """The date of a draft. `stated` is the editor's own, `now` is aware and in the site's time zone.

    `outlets` is the time zone of the outlet, in which a time of the clock is taken that states none.
    """
    if stated:
        return Dated(stated, "")
    zone = now.tzinfo
    assert zone is not None
    tomorrow = now.date() + dt.timedelta(days=1)
    if draft.date and draft.date.day <= tomorrow:
        return _placed(draft.date, draft.date_basis, outlets)
    written = date_in_text(draft.body, tomorrow, zone)
    if written:
        return _placed(written, "text", outlets)
    modified = min(draft.location.modified or now, now).astimezone(zone)
    near = _dateline_day(draft.body, modified.date())
    if near:
        return Dated(When(first_moment(near, zone), timed=False), "text", _YEAR_TAKEN.format(near.year))
    taken = "the file's own" if draft.location.modified else "today's"
    warning = _UNCONFIRMED.format(_why_unconfirmed(draft.body), taken)
    return Dated(When(first_moment(modified.date(), zone), timed=False), "file", warning)


def _placed(date: When, basis: str, outlets: dt.tzinfo | None) -> Dated:
    """A date with its time of day, if it has one, in the zone that it belongs to."""
    if not isinstance(date, ClockTime):
        return Dated(date, basis, zone="stated" if date.timed else "")
    return Dated(in_zone(date, outlets), basis, zone="source" if outlets else "site")


def in_zone(date: When, outlets: dt.tzinfo | None) -> When:
    """A date; one without a zone in the outlet's or, where that is not known, in the site's."""
    if not isinstance(date, ClockTime):
        return date
    return date.settled(outlets) if outlets else When(date.at, timed=True)


def _why_unconfirmed(body: str) -> str:
    """Why a text's date cannot be confirmed: it may be read in two ways, or there is none."""
    ambiguous = next((line for line in _opening(body) if read_day_line(line) == DayLine(None)), "")
    return f'"{one_line(ambiguous)}" may be one of two days' if ambiguous else "it states no date"


_UNCONFIRMED = (
    '{}: {} is taken until you confirm it, mend "date" and delete the line "date_basis", or add it with --date'
)
_YEAR_TAKEN = "its dateline states no year: {} is taken, see whether it is right"
_FAR = dt.timedelta(days=60)
"""The most between a dateline's day and its file's. Beyond it, the file does not tell the dateline's year."""


def _dateline_day(body: str, known: dt.date) -> dt.date | None:
    """The day of a dateline without a year, in the year that brings it to a day shortly before `known`."""
    dateline = read_dateline(body)
    day = date_near(dateline, known) if dateline and dateline.day and not dateline.year else None
    return day if day and known - _FAR <= day <= known + dt.timedelta(days=1) else None


def date_in_text(body: str, latest: dt.date, here: dt.tzinfo) -> When | None:
    """The day that a dateline or a line of its own states, year and all, among a text's first lines.

    The line may state the time too. A day after `latest` is not believed.
    """
    for n, paragraph in enumerate(_opening(body)):
        line = read_day_line(paragraph)
        dateline = read_dateline(paragraph) if n == 0 and not line else None
        day = line.day if line else date_near(dateline, latest) if dateline and dateline.year else None
        if day and day <= latest:
            return (_moment(day, line.time, here) if line else None) or When(first_moment(day, here), timed=False)
    return None


def _moment(day: dt.date, time: str, here: dt.tzinfo) -> When | None:
    """The moment that a line states with its day; none where it does not."""
    try:
        return timestamps.read_stated(f"{day} {time}", here) if time else None
    except ValueError:
        return None


def without_date_line(draft: Draft, when: When) -> Draft:
    """The draft without a first line that only says the date, once that is known: `Friday, January 4, 2019`."""
    first, _, rest = draft.body.partition("\n\n")
    line = read_day_line(first.strip(EMPHASIS))
    if not line or not rest.strip() or line.day != when.day:
        return draft
    stripped = (*draft.stripped, Stripped("date line", first))
    return msgspec.structs.replace(draft, body=rest, stripped=stripped)


def read_stated(text: str, zone: dt.tzinfo) -> When:
    """A date from metadata, in the offset that it states: ISO 8601, RFC 822, `July 9, 2024`. Raises ValueError."""
    for read in (timestamps.read_stated, _read_long):
        try:
            return read(text.strip(), zone)
        except ValueError:
            continue
    raise ValueError(f'"{text}" is no date')


def _read_long(text: str, zone: dt.tzinfo) -> When:
    match = _LONG.fullmatch(text)
    day = _day(match) if match else None
    if not day:
        raise ValueError(text)
    return When(first_moment(day, zone), timed=False)


def _opening(body: str) -> list[str]:
    """The first lines of a text, without what Markdown puts around them."""
    return [paragraph.strip(EMPHASIS) for paragraph in body[:1000].split("\n\n")][:_FIRST_LINES]


def _day(date: re.Match[str]) -> dt.date | None:
    year, month, day = (date[f"{part}1"] or date[f"{part}2"] or date[f"{part}3"] for part in "ymd")
    number = int(month) if month.isdigit() else month_number(month)
    try:
        return dt.date(int(year), number, int(day))
    except ValueError:
        return None
