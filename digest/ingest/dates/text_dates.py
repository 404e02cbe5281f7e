"""What a text, the name of its file and its address say of its date."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import PurePath

from digest.dates import When, first_moment
from digest.ingest.dates.date_lines import read_day_line
from digest.ingest.dates.timestamps import moment_of
from digest.ingest.dates.written_date import WrittenDate, read_written
from digest.ingest.draft import EMPHASIS
from digest.language.calendar import MONTH, SHORT_MONTHS, month_number
from digest.language.datelines import date_near, read_dateline

_FIRST_LINES = 3
_FAR = dt.timedelta(days=60)
"""The most between a dateline's day and its file's. Beyond it, the file does not tell the dateline's year."""
_MAX_PROSE = 50_000
"""Characters of a text that are searched for a date."""
_IN_PROSE = re.compile(
    rf"(?<!\w)(?:{MONTH}\s+[0-9]{{1,2}}(?:st|nd|rd|th)?,?\s+[12][0-9]{{3}}"
    rf"|[0-9]{{1,2}}(?:st|nd|rd|th|\.|er|º)?\s+(?:de\s+)?{MONTH}(?:\s+del?)?,?\s+[12][0-9]{{3}}"
    r"|[12][0-9]{3}-[0-9]{2}-[0-9]{2}|[0-9]{1,2}\.[0-9]{1,2}\.[12][0-9]{3}"
    r"|[12][0-9]{3}年[0-9]{1,2}月[0-9]{1,2}日)(?![\w])",
    re.IGNORECASE,
)
"""`March 3, 2021`, `9 de julio de 2024`, `24.11.2026`."""
_YEAR_IN_PROSE = re.compile(r"(?<![\w.,:/-])(?:19|20)[0-9]{2}(?![\w/:-]|[.,][0-9])")
_IN_NAME = re.compile(r"(?<![0-9])((?:19|20)[0-9]{2})([-_.]?)(0[1-9]|1[0-2])\2(0[1-9]|[12][0-9]|3[01])(?![0-9])")
"""`2024-07-09-ferry.txt`, `ferry_20240709.html`."""
_IN_ADDRESS = re.compile(
    rf"/(?P<y>(?:19|20)\d\d)[/-](?P<m>0?[1-9]|1[0-2]|{'|'.join(SHORT_MONTHS)})[/-]"
    r"(?P<d>0?[1-9]|[12]\d|3[01])(?=[/_.-]|$)"
    r"|/(?P<y2>20\d\d)(?P<m2>0[1-9]|1[0-2])(?P<d2>0[1-9]|[12]\d|3[01])(?=[/_.-]|$)",
    re.IGNORECASE,
)
"""`/2026/11/24/`, `/2026-nov-24-`, `/20261124.html`."""


def date_in_text(body: str, latest: dt.date, here: dt.tzinfo) -> When | None:
    """The day that a dateline or a line of its own states, year and all, among a text's first lines.

    The line may state the time too. A day after `latest` is not believed.
    """
    for number, paragraph in enumerate(_opening(body)):
        line = read_day_line(paragraph)
        if line and line.day and line.day <= latest:
            return moment_of(line, here)
        dateline = read_dateline(paragraph) if number == 0 and not line else None
        day = date_near(dateline, latest) if dateline and dateline.year else None
        if day and day <= latest:
            return When(first_moment(day, here), timed=False)
    return None


def dateline_day(body: str, reference: dt.date) -> dt.date | None:
    """The day of a dateline without a year, in the year that brings it nearest to `reference`."""
    dateline = read_dateline(body)
    return date_near(dateline, reference) if dateline and dateline.day and not dateline.year else None


def dateline_day_before(body: str, reference: dt.date) -> dt.date | None:
    """The day of a dateline without a year, if it lies shortly before `reference`."""
    day = dateline_day(body, reference)
    return day if day and reference - _FAR <= day <= reference + dt.timedelta(days=1) else None


def ambiguous_line(body: str) -> str:
    """The first line that states a day which may be one of two: `09/07/2024`; empty if there is none."""
    return next((line for line in _opening(body) if (day := read_day_line(line)) and not day.day), "")


def date_mentioned(body: str) -> str:
    """The words of the first whole date in a text or, where there is none, of the first year; empty if it has neither.

    It may be of anything that the text speaks of, and so it dates nothing.
    """
    prose = body[:_MAX_PROSE]
    date = next((match[0] for match in _IN_PROSE.finditer(prose) if _is_day(read_written(match[0]))), "")
    year = _YEAR_IN_PROSE.search(prose)
    return date or (year[0] if year else "")


def day_in_name(name: str) -> dt.date | None:
    """The whole date in the name of a file, year first."""
    match = _IN_NAME.search(PurePath(name).name) if "://" not in name else None
    return _day(match[1], match[3], match[4]) if match else None


def day_in_address(url: str) -> dt.date | None:
    """The day in the path of an address."""
    match = _IN_ADDRESS.search(url)
    if not match:
        return None
    return _day(match["y"] or match["y2"], match["m"] or match["m2"], match["d"] or match["d2"])


def _is_day(written: WrittenDate | None) -> bool:
    return bool(written and written.day)


def _day(year: str, month: str, day: str) -> dt.date | None:
    try:
        return dt.date(int(year), int(month) if month.isdigit() else month_number(month), int(day))
    except ValueError:
        return None


def _opening(body: str) -> list[str]:
    """The first lines of a text, without what Markdown puts around them."""
    return [paragraph.strip(EMPHASIS) for paragraph in body[:1000].split("\n\n")][:_FIRST_LINES]
