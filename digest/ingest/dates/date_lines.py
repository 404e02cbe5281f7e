"""A line that says a day and nothing else: `Tuesday, July 9, 2024`, `Published: 23/11/2026`, `18 novembre 2026`."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from typing import NamedTuple

from digest.language.datelines import MONTH, MONTHS

_ABROAD: Mapping[int, str] = {
    1: "janvier januar jänner enero gennaio janeiro januari",
    2: "février februar febrero febbraio fevereiro februari",
    3: "mars märz marzo março maart",
    4: "avril april abril aprile",
    5: "mai mayo maggio maio mei maj",
    6: "juin juni junio giugno junho",
    7: "juillet juli julio luglio julho",
    8: "août august agosto augustus augusti",
    9: "septembre september septiembre setiembre settembre setembro",
    10: "octobre oktober octubre ottobre outubro",
    11: "novembre november noviembre novembro",
    12: "décembre dezember diciembre dicembre dezembro december",
}
"""The months in French, German, Spanish, Italian, Portuguese, Dutch and Swedish; each name is that of one month."""
_MONTH_OF = {name: month for month, names in _ABROAD.items() for name in names.split()}
_WEEKDAY = (
    r"(?:[a-z]+day|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|montag|dienstag|mittwoch|donnerstag|freitag"
    r"|samstag|sonnabend|sonntag|lunes|martes|miércoles|jueves|viernes|sábado|domingo|lunedì|martedì|mercoledì|giovedì"
    r"|venerdì|sabato|domenica|(?:segunda|terça|quarta|quinta|sexta)(?:-feira)?|maandag|dinsdag|woensdag|donderdag"
    r"|vrijdag|zaterdag|zondag|måndag|tisdag|onsdag|torsdag|fredag|lördag|söndag)"
)
_LABEL = (
    r"(?:(?:published|posted|issued|date|dated|publié|veröffentlicht|erschienen|datum|publicado|fecha|pubblicato|data"
    r"|gepubliceerd|publicerad)(?:\s+(?:on|le|am|el|il|em|op))?\s*:?\s+)?"
)
_BEFORE = rf"{_LABEL}(?:(?:le|el)\s+)?(?:{_WEEKDAY},?\s+(?:den\s+)?)?"
_TIME = (
    r"(?:,?\s+(?:(?:at|à|um|om|alle)\s+)?(?P<hour>\d{1,2})[:.h](?P<minute>\d\d)(?:\s*(?P<half>[ap])\.?m\.?)?"
    r"(?:\s+(?:uhr|uur|(?P<zone>[A-Z]{2,4})))?)?\.?"
)
_TH = r"(?:st|nd|rd|th)?"


def _line(date: str) -> re.Pattern[str]:
    return re.compile(_BEFORE + date + _TIME, re.IGNORECASE)


_MONTH_FIRST = _line(rf"(?P<month>{MONTH})\s+(?P<day>\d{{1,2}}){_TH},?\s+(?P<year>[12]\d{{3}})")
_DAY_FIRST = _line(rf"(?P<day>\d{{1,2}}){_TH}\s+(?P<month>{MONTH}),?\s+(?P<year>[12]\d{{3}})")
_ISO = _line(r"(?P<year>[12]\d{3})-(?P<month>\d\d)-(?P<day>\d\d)")
_IN_CHINESE = _line(r"(?P<year>[12]\d{3})年(?P<month>\d{1,2})月(?P<day>\d{1,2})日")
_IN_OTHER_WORDS = _line(
    r"(?P<day>\d{1,2})(?:\.|er|º|°)?\s+(?:de\s+)?(?P<month>[^\W\d_]{3,10})(?:\s+del?)?\s+(?P<year>[12]\d{3})"
)
_FIGURES = _line(r"(?P<one>\d{1,2})(?P<mark>[./-])(?P<two>\d{1,2})(?P=mark)(?P<year>[12]\d{3})")
_LONGEST = 80
"""Characters of such a line."""


class DayLine(NamedTuple):
    """What a line says."""

    day: dt.date | None
    """None where it may be one of two: `09/07/2024` is July here and September there."""
    time: str = ""
    """Of day, in 24 hours, and the zone if one is named: `22:04 EST`; empty where none is stated."""


def read_day_line(line: str) -> DayLine | None:
    """The day that a line states, year and all; None where it says something else, or no such day."""
    if len(line) > _LONGEST or not any(map(str.isdigit, line)):
        return None
    for pattern in (_MONTH_FIRST, _DAY_FIRST, _ISO, _IN_CHINESE, _IN_OTHER_WORDS):
        found = pattern.fullmatch(line)
        day = _day(int(found["year"]), _number(found["month"]), int(found["day"])) if found else None
        if found and day:
            return DayLine(day, _time(found))
    found = _FIGURES.fullmatch(line)
    return _in_figures(found) if found else None


def _in_figures(found: re.Match[str]) -> DayLine | None:
    """With points, the day stands first; with strokes, only figures above twelve tell, or two that are the same."""
    year, one, two = int(found["year"]), int(found["one"]), int(found["two"])
    by_day, by_month = _day(year, two, one), None if found["mark"] == "." else _day(year, one, two)
    if by_day and by_month and by_day != by_month:
        return DayLine(None)
    day = by_day or by_month
    return DayLine(day, _time(found)) if day else None


def _number(month: str) -> int:
    """The number of a month by its name or figures; 0 where it is none."""
    folded = month.lower()
    if folded.isdecimal():
        return int(folded)
    if folded in _MONTH_OF:
        return _MONTH_OF[folded]
    return MONTHS.index(folded[:3]) + 1 if re.fullmatch(MONTH, month, re.IGNORECASE) else 0


def _day(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def _time(found: re.Match[str]) -> str:
    hour, minute, half, zone = found.group("hour", "minute", "half", "zone")
    if not hour or (half and int(hour) > 12):
        return ""
    counted = int(hour) % 12 + 12 * (half in "pP") if half else int(hour)
    return f"{counted:02}:{minute} {zone or ''}".rstrip()
