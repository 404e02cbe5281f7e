"""When an article was published: what the editor says, what the input says, what its text says, its file.

Only what is plainly stated counts. A weekday, a day without its year or `09/07/2024`, which is July here
and September there, is no date.
"""

from __future__ import annotations

import datetime as dt
import email.utils
import itertools
import re
from typing import NamedTuple

from digest.dates import When, first_moment, read_when
from digest.ingest.draft import Draft

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?"
    r"|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.?"
)
_TH = r"(?:st|nd|rd|th)?"
_DATE = (
    rf"(?:(?P<m1>{_MONTH})\s+(?P<d1>\d{{1,2}}){_TH},?\s+(?P<y1>[12]\d{{3}})"
    rf"|(?P<d2>\d{{1,2}}){_TH}\s+(?P<m2>{_MONTH}),?\s+(?P<y2>[12]\d{{3}})"
    r"|(?P<y3>[12]\d{3})-(?P<m3>\d\d)-(?P<d3>\d\d))(?!\d)"
)
_LONG = re.compile(rf"(?:[A-Za-z]+day,?\s+)?{_DATE}", re.IGNORECASE)
_ALONE = re.compile(
    rf"(?:(?:published|posted|issued|date|dated)(?:\s+on)?\s*:?\s+)?(?:[A-Za-z]+day,?\s+)?{_DATE}"
    r"(?:,?\s+(?:at\s+)?\d{1,2}[:.]\d\d(?:\s*[ap]\.?m\.?)?(?:\s+[A-Z]{2,4})?)?\.?",
    re.IGNORECASE,
)
_DATELINE = re.compile(
    rf"[*]{{0,4}}(?P<place>[^\W\d_][^\n()]{{1,70}}?),\s+(?-i:{_DATE})\s*,?\s*(?:\([^()\n]{{1,40}}\))?\s*"
    r"(?:[-\u2013\u2014]{1,2}|:)\s"
)
_LINES_LOOKED_AT = 3


class Dated(NamedTuple):
    """A date, where it came from (empty: the editor), and what the editor should know of it."""

    when: When
    basis: str
    warning: str = ""


def date_of(draft: Draft, stated: When | None, now: dt.datetime) -> Dated:
    """The date of a draft. `stated` is the editor's own, `now` is aware and in the site's time zone."""
    if stated:
        return Dated(stated, "")
    zone = now.tzinfo
    assert zone is not None
    tomorrow = now.date() + dt.timedelta(days=1)
    if draft.date and draft.date.day <= tomorrow + dt.timedelta(days=1):
        return Dated(draft.date, draft.date_basis)
    written = date_in_text(draft.body, tomorrow)
    if written:
        return Dated(When(first_moment(written, zone), timed=False), "text")
    modified = min(draft.place.modified or now, now).astimezone(zone)
    warning = _UNCONFIRMED.format("the file's own" if draft.place.modified else "today's")
    return Dated(When(first_moment(modified.date(), zone), timed=False), "file", warning)


_UNCONFIRMED = (
    "it states no date: {} is taken until you confirm it, "
    'mend "date" and delete the line "date_basis", or add it with --date'
)


def date_in_text(body: str, latest: dt.date) -> dt.date | None:
    """The day that a dateline or a line of its own states, year and all, among a text's first lines.

    A day after `latest` is not believed.
    """
    paragraphs = itertools.islice(_opening(body), _LINES_LOOKED_AT)
    for n, paragraph in enumerate(paragraphs):
        found = _ALONE.fullmatch(paragraph) or (_dateline(paragraph) if n == 0 else None)
        day = _day(found) if found else None
        if day and day <= latest:
            return day
    return None


def read_stated(text: str, zone: dt.tzinfo) -> When:
    """A date from metadata: ISO 8601, RFC 822, `July 9, 2024` or `9 July 2024`. Raises ValueError."""
    for read in (read_when, _read_mail, _read_long):
        try:
            return read(text.strip(), zone)
        except ValueError:
            continue
    raise ValueError(f'"{text}" is no date')


def _read_mail(text: str, zone: dt.tzinfo) -> When:
    at = email.utils.parsedate_to_datetime(text)
    return read_when(at.isoformat(timespec="seconds"), zone)


def _read_long(text: str, zone: dt.tzinfo) -> When:
    found = _LONG.fullmatch(text)
    day = _day(found) if found else None
    if not day:
        raise ValueError(text)
    return When(first_moment(day, zone), timed=False)


def _opening(body: str) -> list[str]:
    return [paragraph.strip() for paragraph in body[:1000].split("\n\n")]


def _dateline(paragraph: str) -> re.Match[str] | None:
    """A dateline begins with a place in capitals: `TOKYO, July 9, 2024 (Reuters) - `."""
    found = _DATELINE.match(paragraph)
    return found if found and re.match(r"[^\W\d_]{2}", found["place"]) and found["place"][:2].isupper() else None


def _day(found: re.Match[str]) -> dt.date | None:
    year, month, day = (found[f"{part}1"] or found[f"{part}2"] or found[f"{part}3"] for part in "ymd")
    number = int(month) if month.isdigit() else MONTHS.index(month[:3].lower()) + 1
    try:
        return dt.date(int(year), number, int(day))
    except ValueError:
        return None
