"""The head of a wire report: `TOKYO, July 9 (Reuters) - `, `WASHINGTON (AP) — `, `MOSCOW, March 5. /TASS/. `."""

from __future__ import annotations

import datetime as dt
import re
from typing import NamedTuple

from digest.language.calendar import MONTH, month_number

DASH = r"[-\u2013\u2014\u2012\u2015]{1,2}"
NAME = r"[^\W\d_][^()\[\]\n]{0,38}?"
"""A pattern of the words between the brackets around an agency."""
KICKERS = frozenset(
    "ADVISORY ANALYSIS BREAKING BRIEF CORRECTED CORRECTION EDITORIAL EXCLUSIVE EXPLAINER FACTBOX FILE INSIGHT "
    "INTERVIEW LEAD LIVE NEW NEWS NOTE OPINION PHOTO PHOTOS PREVIEW RECAST REFILE REPEAT TIMELINE UPDATE UPDATED "
    "UPDATES URGENT VIDEO WARNING WATCH WRAPUP".split()
)
"""Words in capitals at the head of a report that are neither a place nor an agency."""

_YEAR = r"(?:,?\s+(?:de\s+)?[12]\d{3})?"
_DAY = rf"(?:{MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?|\d{{1,2}}(?:st|nd|rd|th|\.)?\s+(?:de\s+)?{MONTH}){_YEAR}(?![\w.]\d)"
"""Either order: `July 9, 2024`, `9 July 2024`, `9. Juli 2024`, `9 de julio de 2024`."""
_MISPRINT = r"[A-Z]\w{2,9}\.? ?\d\w{0,3}"
"""A misprinted day, as old wires have it behind a place in capitals: `Narch 2`, `March 119`, `March 2O`."""
# A town: capitalised words, with small ones between them; old wires may have line noise in it.
_WORD = r"[^\W\d_a-z][\w.'\u2019}]*"
_TOWN = rf"{_WORD}(?:[ /-](?:(?:of|de|la|le|el|al|du|da|do|am|upon|sur)[ -])?{_WORD}){{0,4}}"
_AGENCY = (
    r"(?:AFP|AP|ANI|ANSA|Ansa|APA|BBC|Belga|Bloomberg|CNA|CNN|dpa|DPA|EFE|IANS|Interfax|KUNA|Kyodo|Lusa|LUSA"
    r"|MENA|ots|PA|PTI|Reuters?|REUTERS?|RIA|sda|SPA|TASS|Tass|UPI|VOA|WAM|Xinhua|XINHUA|Yonhap|PR ?Newswire"
    r"|GLOBE NEWSWIRE|BUSINESS WIRE)(?: News| Agency)?"
)
"""A pattern of names that always mean an agency; other names need a day or capitals before them."""
_DATELINE = re.compile(
    r"\s*(?:\([^\W\d_][^()\n]{1,29}\)\s*)?"  # (MENAFN) before it
    r"(?:\\?[*]){0,4}"  # ****LONDON
    rf"(?P<place>{_TOWN}(?: ?, ?{_TOWN}){{0,2}}?)"
    rf"(?:(?: ?[,:]\s*|\s+)(?:(?P<day>(?i:{_DAY}))|(?P<misprint>{_MISPRINT}))[.,]?|,)?"
    rf"(?:\s*(?:\((?P<agency>{NAME})\)|/(?P<agency_slashed>{NAME})/)|\s+(?<=, )(?P<agency_plain>{_AGENCY}))?"
    rf"(?:\.?\s*(?P<dash>{DASH})\s+|\s*(?P<colon>:)\s+|(?P<bare>(?<=[)/])\.?\s+))"
    # TOKYO, Japan – July 9, 2024 (PRN) – has its day and its agency behind a first dash
    rf"(?:(?P<later>(?i:{_DAY}))\s*(?:\((?P<agency_later>{NAME})\)\s*)?{DASH}\s+)?(?=\S)"
)
_AGENCY_FORMS = ("agency", "agency_slashed", "agency_plain", "agency_later")
_IS_AGENCY = re.compile(_AGENCY)
_MONTH_FIRST = re.compile(rf"(?P<month>{MONTH})\s+(?P<day>\d{{1,2}})", re.IGNORECASE)
_DAY_FIRST = re.compile(rf"(?P<day>\d{{1,2}})\D{{0,3}}\s+(?:de\s+)?(?P<month>{MONTH})", re.IGNORECASE)
_STATED_YEAR = re.compile(r"[12]\d{3}$")
_STOPPED = re.compile(r"[^,]*\b[^\W\d_]{5,}\.")
"""A town with a full stop that ends it, as in `MOSCOW. March 5.`, and not a short form: `ST.`, `EUREKA, Calif.`."""
_LENGTH = 200
"""Characters of a text within which its dateline ends."""


class Dateline(NamedTuple):
    """The place, day and agency of a dateline, with its offsets in the text."""

    text: str
    """Place and day as they are printed, without agency and dash: `TOKYO, July 9`."""
    place: str
    """The town, and what it lies in if that is said: `TOKYO`, `OAK BROOK, Ill.`, `BRUSSELS/KYIV`."""
    agency: str
    start: int
    """Offset of the place."""
    end: int
    """Offset at which the report itself begins."""
    month: int = 0
    day: int = 0
    year: int = 0
    """Month, day and year are 0 where the dateline does not state them."""


def read_dateline(text: str) -> Dateline | None:
    """The dateline with which a text begins, if it has one.

    A place alone has to be in capitals and followed by a dash: `Tokyo - once Edo` and `NOTE: …` are text.
    In small letters it takes a day, or an agency that is known: `Tokyo, July 9 - `, `Berlin (dpa) - `.
    """
    head = _DATELINE.match(text[:_LENGTH])
    if not head:
        return None
    place = _without_full_stop(head["place"])
    day = head["day"] or head["later"] or ""
    agency = next((head[form].strip() for form in _AGENCY_FORMS if head[form]), "")
    if not _is_place(place) or not _is_dateline(head, place, day, agency):
        return None
    last = next(part for part in ("later", "day", "misprint", "place") if head[part])
    end = head.end(last) if last != "place" else head.start("place") + len(place)
    return Dateline(text[head.start("place") : end], place, agency, head.start("place"), head.end(), *_numbers(day))


def without_dateline(paragraph: str) -> str:
    """A first paragraph without `TOKYO, July 9 (Reuters) - `, as a summary has it."""
    dateline = read_dateline(paragraph)
    return paragraph[dateline.end :] if dateline else paragraph


def _is_dateline(head: re.Match[str], place: str, day: str, agency: str) -> bool:
    """Whether enough speaks for it: of day, agency, capitals and dash, those that its form needs."""
    is_known = bool(_IS_AGENCY.fullmatch(agency))
    if head["bare"]:
        return bool(day) and is_known
    if head["colon"] and not (day or agency):
        return False
    return bool(day or is_known or _is_in_capitals(place))


def _is_place(text: str) -> bool:
    """Whether a text may be a place's name: more than one letter, and not a newsroom's own words."""
    return bool(re.match(r"[^\W\d_]['\u2019]?[^\W\d_]", text)) and not KICKERS.issuperset(text.split())


def _is_in_capitals(place: str) -> bool:
    """Whether a place, or the town of it, is in capitals: `HANOVER, West Germany`, `KYIV, Ukraine`."""
    letters = [letter for letter in place.split(",", maxsplit=1)[0] if letter.isalpha()]
    return len(letters) > 1 and sum(map(str.isupper, letters)) >= 0.7 * len(letters)


def _without_full_stop(place: str) -> str:
    return place.removesuffix(".") if _STOPPED.fullmatch(place) else place


def _numbers(day: str) -> tuple[int, int, int]:
    """Month, day and year of `July 9, 2024`; 0 for what it does not state."""
    parts = _MONTH_FIRST.match(day) or _DAY_FIRST.match(day)
    if not parts:
        return 0, 0, 0
    year = _STATED_YEAR.search(day)
    return month_number(parts["month"]), int(parts["day"]), int(year[0]) if year else 0


def date_near(dateline: Dateline, reference: dt.date) -> dt.date | None:
    """The day of a dateline, in the year that brings it nearest to a reference day.

    So `Dec. 31` in a report of 1 January is of the year before. None without a day, or for a day that does not exist.
    """
    years = (dateline.year,) if dateline.year else (reference.year - 1, reference.year, reference.year + 1)
    days = []
    for year in years:
        try:
            days.append(dt.date(year, dateline.month, dateline.day))
        except ValueError:
            continue
    return min(days, key=lambda day: abs(day - reference), default=None)
