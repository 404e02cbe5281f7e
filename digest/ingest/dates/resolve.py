"""When an article was published. The first that states it counts, in this order:

the editor; the data of the input, with the line that a page shows above its text (`html/published.py`); a line of its
own among the first of the text, or a dateline with its year; the address; a dateline without its year, near the day
of its file; the name of the file; the file's own time, which is unconfirmed.

A date in the prose may be of anything that the text speaks of. It is named, and never taken.
"""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

import msgspec

from digest.dates import When, first_moment
from digest.ingest.dates.date_lines import read_day_line
from digest.ingest.dates.text_dates import (
    ambiguous_line,
    date_in_text,
    date_mentioned,
    dateline_day,
    dateline_day_before,
    day_in_address,
    day_in_name,
)
from digest.ingest.dates.timestamps import ClockTime
from digest.ingest.draft import EMPHASIS, Draft, Stripped
from digest.ingest.text.encoding import one_line

_APART = dt.timedelta(days=2)
"""The most between two days that state the same: newsrooms date by their own clocks."""
_APART_WITHOUT_YEAR = dt.timedelta(days=14)
"""The most between an article's day and that of its dateline: reports are printed later, and taken up elsewhere."""


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
        warning = _contradiction(draft, draft.date.day, zone)
        return _placed(draft.date, draft.date_basis, outlets)._replace(warning=warning)
    written = date_in_text(draft.body, tomorrow, zone)
    if written:
        return _placed(written, "text", outlets)
    day, basis, warning = _guessed(draft, now)
    return Dated(When(first_moment(day, zone), timed=False), basis, warning)


def _guessed(draft: Draft, now: dt.datetime) -> tuple[dt.date, str, str]:
    """The day of a draft that does not state its date, what it was taken from, and a warning that says so."""
    tomorrow = now.date() + dt.timedelta(days=1)
    in_address, in_name = day_in_address(draft.url), day_in_name(draft.location.input)
    if in_address and in_address <= tomorrow:
        return in_address, "url", ""
    modified = min(draft.location.modified or now, now).astimezone(now.tzinfo).date()
    named = in_name if in_name and in_name <= tomorrow else None
    near = dateline_day_before(draft.body, named or modified)
    if near:
        return near, "text", _YEAR_TAKEN.format(near.year)
    if named:
        return named, "name", _NAME_TAKEN.format(named)
    taken = "the file's own" if draft.location.modified else "today's"
    return modified, "file", _UNCONFIRMED.format(_why_unconfirmed(draft), taken)


def _contradiction(draft: Draft, day: dt.date, zone: dt.tzinfo) -> str:
    """A warning, if the first lines of a text state another day than the article's, beyond what clocks explain."""
    written = date_in_text(draft.body, dt.date.max, zone)
    other = written.day if written else dateline_day(draft.body, day)
    if not other or abs(other - day) <= (_APART if written else _APART_WITHOUT_YEAR):
        return ""
    return f"it is dated {day}, and its text begins with {other}: see which is right"


def _placed(date: When, basis: str, outlets: dt.tzinfo | None) -> Dated:
    """A date with its time of day, if it has one, in the zone that it belongs to."""
    if not isinstance(date, ClockTime):
        return Dated(date, basis, zone="stated" if date.timed else "")
    if date.shared_name:
        return Dated(in_zone(date, outlets), basis, zone="stated")
    return Dated(in_zone(date, outlets), basis, zone="source" if outlets else "site")


def in_zone(date: When, outlet_zone: dt.tzinfo | None) -> When:
    """A date; a time without a zone is in the outlet's or, if that is unknown, in the site's."""
    if not isinstance(date, ClockTime):
        return date
    return date.settled(outlet_zone) if outlet_zone else When(date.at, timed=True)


def _why_unconfirmed(draft: Draft) -> str:
    """Why a date cannot be confirmed: it may be one of two, is in the future, is only in the prose, or is missing."""
    if ambiguous := ambiguous_line(draft.body):
        return f'"{one_line(ambiguous)}" may be one of two days'
    if draft.date:
        return f"it is dated {draft.date.day}, which has not come yet"
    mentioned = date_mentioned(draft.body)
    return "it states no date" + (f' ("{one_line(mentioned)}" in its text may be of anything)' if mentioned else "")


_UNCONFIRMED = (
    '{}: {} is taken until you confirm it, mend "date" and delete the line "date_basis", or add it with --date'
)
_YEAR_TAKEN = "its dateline states no year: {} is taken, see whether it is right"
_NAME_TAKEN = "it states no date: {} is taken from the name of its file, see whether it is right"


def without_date_line(draft: Draft, when: When) -> Draft:
    """The draft without a first line that only says the date, once that is known: `Friday, January 4, 2019`."""
    first, _, rest = draft.body.partition("\n\n")
    line = read_day_line(first.strip(EMPHASIS))
    if not line or not rest.strip() or line.day != when.day:
        return draft
    stripped = (*draft.stripped, Stripped("date line", first))
    return msgspec.structs.replace(draft, body=rest, stripped=stripped)
