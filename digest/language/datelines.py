"""The head of a wire report: `TOKYO, July 9 (Reuters) - `, `WASHINGTON (AP) — `, `OAK BROOK, Ill., March 3 - `."""

from __future__ import annotations

import datetime as dt
import re
from typing import NamedTuple

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?"
    r"|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.?"
)
DASH = r"[-\u2013\u2014\u2012\u2015]{1,2}"
NAME = r"[^\W\d_][^()\[\]\n]{0,38}?"
"""What may stand between the brackets that name an agency."""
_TH = r"(?:st|nd|rd|th)?"
_DAY = rf"(?:{MONTH}\s+\d{{1,2}}{_TH}(?:,?\s+[12]\d{{3}})?|\d{{1,2}}{_TH}\s+{MONTH}(?:,?\s+[12]\d{{3}})?)(?![\w.]\d)"
# A town: capitalised words, with the small ones that stand in names; line noise of old wires may stand in it.
_WORD = r"[^\W\d_a-z][\w.'\u2019}]*"
_TOWN = rf"{_WORD}(?:[ /-](?:(?:of|de|la|le|el|al|du|da|do|am|upon|sur)[ -])?{_WORD}){{0,4}}"
_DATELINE = re.compile(
    rf"(?:\\?[*]){{0,4}}(?P<place>{_TOWN}(?:,\s?{_TOWN}){{0,2}}?)"
    rf"(?:,?\s+(?P<day>(?i:{_DAY})))?(?P<comma>,)?"
    rf"(?:\s*\((?P<agency>{NAME})\))?"
    rf"\s*(?:(?P<dash>{DASH})|(?P<colon>:))\s+"
    rf"(?:(?P<later>(?i:{_DAY}))\s*(?:\((?P<agency_later>{NAME})\)\s*)?{DASH}\s+)?(?=\S)"
)
_PARTS = re.compile(
    rf"(?:(?P<m1>{MONTH})\s+(?P<d1>\d{{1,2}})|(?P<d2>\d{{1,2}}){_TH}\s+(?P<m2>{MONTH})){_TH}(?:,?\s+(?P<y>[12]\d{{3}}))?",
    re.IGNORECASE,
)
_LOOKED_AT = 200
_NO_PLACE = frozenset(
    "ANALYSIS BREAKING CORRECTED CORRECTION EDITORIAL EXCLUSIVE FILE INTERVIEW LEAD LIVE NEW OPINION PHOTO PHOTOS "
    "RECAST REPEAT UPDATE UPDATED URGENT VIDEO WATCH WARNING NOTE FACTBOX TIMELINE EXPLAINER".split()
)


class Dateline(NamedTuple):
    """What a dateline says, and how far it reaches."""

    text: str
    """Place and day as they are printed, without agency and dash: `TOKYO, July 9`."""
    place: str
    agency: str
    end: int
    """Where the report itself begins."""
    month: int = 0
    day: int = 0
    year: int = 0
    """0 is: it does not say."""


def read_dateline(paragraph: str) -> Dateline | None:
    """The dateline with which a paragraph begins, if it has one.

    A place alone has to be in capitals, and followed by a dash: `Tokyo - once Edo` and `NOTE: …` are none.
    """
    found = _DATELINE.match(paragraph[:_LOOKED_AT])
    if not found:
        return None
    place = found["place"]
    day, agency = found["day"] or found["later"] or "", (found["agency"] or found["agency_later"] or "").strip()
    shouted = _shouts(place)
    if (found["colon"] and not (day or agency)) or not (day or agency or (shouted and found["dash"])):
        return None
    if not (shouted or day) or place in _NO_PLACE or not re.match(r"[^\W\d_]{2}", place):
        return None
    last = next(part for part in ("later", "day", "place") if found[part])
    text = paragraph[: found.end(last)].lstrip("\\*")
    return Dateline(text, place, agency, found.end(), *_day(day))


def _shouts(place: str) -> bool:
    """Whether a place, or the town of it, is in capitals: `HANOVER, West Germany`, `KYIV, Ukraine`."""
    letters = [letter for letter in place.split(",", maxsplit=1)[0] if letter.isalpha()]
    return len(letters) > 1 and sum(map(str.isupper, letters)) >= 0.7 * len(letters)


def _day(text: str) -> tuple[int, int, int]:
    found = _PARTS.match(text)
    if not found:
        return 0, 0, 0
    month = MONTHS.index((found["m1"] or found["m2"])[:3].lower()) + 1
    return month, int(found["d1"] or found["d2"]), int(found["y"] or 0)


def date_near(dateline: Dateline, known: dt.date) -> dt.date | None:
    """The day of a dateline, in the year that brings it nearest to a day that is known.

    So `Dec. 31` in a report of 1 January is of the year before. None where it states no day, or no such day.
    """
    years = (dateline.year,) if dateline.year else (known.year - 1, known.year, known.year + 1)
    days = []
    for year in years:
        try:
            days.append(dt.date(year, dateline.month, dateline.day))
        except ValueError:
            continue
    return min(days, key=lambda day: abs(day - known), default=None)
