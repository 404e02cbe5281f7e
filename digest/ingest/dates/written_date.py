"""A date as a text or a machine writes it, read whole: `Thu, 30 Apr 2026 20:57 JST`, `30 avril 2026 à 20h57`.

This is the one reader of dates, for a line of a text, metadata, feeds, the head of a message, rows and front matter.
It takes a date only if it accounts for every character of it: nothing is left over, and nothing is added.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from functools import cache
from typing import NamedTuple

from digest.ingest.dates.zones import Zone, read_zone
from digest.language.calendar import ANY_MONTH, WEEKDAY, month_number

MAX_LENGTH = 100
"""Characters of a date. A longer text is none."""
LABEL = (
    r"(?:(?:first )?published|posted|issued|date|dated|publi(?:é|ée|shed)|veröffentlicht|erschienen|stand|datum"
    r"|created|submitted|erstellt|eingestellt|online seit|créée?|mise? en ligne|creado|creato|publicada|pubblicata"
    r"|zveřejněno|vydáno|utworzono|julkaistu|megjelent|yayınlanma(?: tarihi)?"
    r"|publicado|fecha|pubblicato|data|dato|gepubliceerd|geplaatst|publicerad|publisert|udgivet|opublikowano|опубликовано|дата"
    r"|发布时间|發布時間|公開日時?|投稿日時?|配信|입력|작성일)(?:\s+(?:on|le|am|el|il|em|op|dnia))?"
    r"(?:\s*:\s*|\s+)"
)
"""A pattern of the words before a date on a line: `Published on`, `Datum:`."""
_LABEL = f"(?:{LABEL})?"
_BEFORE = rf"{_LABEL}(?:(?:on|le|el|am|den|il)\s+)?(?:{WEEKDAY}[.,]{{0,2}}\s*(?:(?:den|the|le|el)\s+)?)?"
_YEAR = r"(?P<year>[0-9]{4})"
_SHORT_YEAR = r"(?P<year>[0-9]{4}|'?[0-9]{2})"
_WEEKDAY_BEHIND = r"(?:\s*[(]?(?:星期|周|週)?[一二三四五六日天月火水木金土월화수목금토일](?:曜日?|요일)?[)]?)?"
_DAY_FIRST = (
    rf"(?P<day>[0-9]{{1,2}})(?:st|nd|rd|th|\.|er|º|°)?[\s-]+(?:de\s+|of\s+)?(?P<month>{ANY_MONTH})(?:\s+del?)?[,\s-]+"
    rf"{_SHORT_YEAR}(?:\s*(?:г\.?|года|р\.?|року)(?!\w))?"
)
"""`9th July, 2024`, `9. Juli 2024`, `1er mai 2024`, `9 de julio de 2024`, `9 июля 2024 г.`, `09-Jul-24`."""
_DATES = (
    r"(?P<year>[0-9]{4})(?P<mark>[-/.])(?P<month>[0-9]{1,2})(?P=mark)(?P<day>[0-9]{1,2})\.?",
    r"(?P<year>[0-9]{4})(?P<month>[0-9]{2})(?P<day>[0-9]{2})",
    rf"{_YEAR}\s*[年년]\s*(?P<month>[0-9]{{1,2}})\s*[月월]\s*(?P<day>[0-9]{{1,2}})\s*[日일]{_WEEKDAY_BEHIND}",
    _DAY_FIRST,
    rf"(?P<month>{ANY_MONTH})\s+(?P<day>[0-9]{{1,2}})(?:st|nd|rd|th)?(?:,\s*|\s+){_YEAR}",  # July 9th, 2024
    r"(?P<former>[0-9]{1,2})(?P<mark>\.)\s?(?P<latter>[0-9]{1,2})(?P=mark)\s?(?P<year>[0-9]{4}|[0-9]{2})",
    rf"(?P<former>[0-9]{{1,2}})(?P<mark>[-/])(?P<latter>[0-9]{{1,2}})(?P=mark){_YEAR}",
)
"""The forms of a day, in the order in which they are tried."""
_CLOCK = (
    r"(?P<hour>[0-9]{1,2})(?:(?:[:.h]|\s?[时時시点點]\s?)(?P<minute>[0-9]{2})(?:[分분]|\s?min\.?)?"
    r"(?:[:.](?P<second>[0-9]{2})(?:[.,][0-9]+)?)?(?:\s?(?P<half>[ap])\.?\s?m\b\.?)?"
    r"|\s?(?P<hour_half>[ap])\.?\s?m\b\.?|(?=\s?(?:uhr|uur|hrs|h)\b))"
    r"(?:\s?(?:uhr|uur|hrs?|h|ч)\b\.?)?"
)
"""A time of day: `10.04 p.m.`, `10h15`, `9 PM`, `10:15:30.000`, `20 Uhr`."""
_COMPACT_CLOCK = r"T?(?P<hour>[0-9]{2})(?P<minute>[0-9]{2})(?:(?P<second>[0-9]{2})(?:[.,][0-9]+)?)?"
_ZONE = (
    r"(?:,?\s*(?P<zone>(?:UTC|GMT|Z)?\s*[+\u2212-]\s?[0-9]{1,2}(?::?[0-9]{2})?|z|utc|gmt|ce?s?t|[ecmp][sd]t"
    r"|(?-i:[A-Z]{2,5}\b|МСК|(?:[A-Z]\.){2,4}|[A-Z][a-z]+(?:/[A-Za-z_]+)+"
    r"|(?:Eastern|Central|Mountain|Pacific)(?: Standard| Daylight)? Time)))?"
    r"(?:\s*[(\[](?P<note>[^()\[\]]{1,60})[)\]])?\.?"
)
"""Behind a time: `EST`, `+02:00`, `GMT+0000 (Coordinated Universal Time)`, `(MESZ)`, `+02:00[Europe/Brussels]`."""
_BETWEEN = (
    r"(?:\s*[,|\u2022\u00b7\u2013\u2014/-]\s*|\s*T\s*|\s+|(?<=[日일)]))"
    r"(?:(?:at|à|a las?|a la\(s\)|às|as|um|om|alle(?: ore)?|ore|kl\.?|o|v|в|о|saat|@)\s*)?"
)
"""Between a day and its time: `, `, ` at `, ` - `, ` | `, `T`."""
_UNIX = (
    rf"{WEEKDAY},? (?P<month>{ANY_MONTH}) +(?P<day>[0-9]{{1,2}}) (?P<hour>[0-9]{{2}}):(?P<minute>[0-9]{{2}}):"
    rf"(?P<second>[0-9]{{2}})(?: (?P<zone>[A-Z]{{2,5}}))? {_YEAR}"
)
"""`Fri Apr 28 19:20:36 CEST 2023`."""


class WrittenDate(NamedTuple):
    """What a text states of a moment."""

    day: dt.date | None
    """None where it may be one of two: `09/07/2024` is July here and September there."""
    clock: dt.time | None = None
    zone: Zone | None = None


def read_written(text: str) -> WrittenDate | None:
    """The date, with its year, that a whole text states; None for other texts, and for a day that does not exist.

    A date in figures with strokes counts only if it can be one day: with a figure above twelve, or two equal ones. With
    points, the day comes first. A time that no clock shows is dropped.
    """
    text = " ".join(unicodedata.normalize("NFKC", text).split())
    if not 6 <= len(text) <= MAX_LENGTH or not any(map(str.isdigit, text)):
        return None
    for form in _FORMS:
        match = _compiled(form).fullmatch(text)
        written = _written(match.groupdict()) if match else None
        if written:
            return written
    return None


_FORMS = (
    *(rf"{_BEFORE}{date}(?:{_BETWEEN}{_CLOCK}{_ZONE})?\.?" for date in _DATES),
    rf"{_DATES[1]}{_COMPACT_CLOCK}{_ZONE}",
    rf"{_DATES[0]}T{_COMPACT_CLOCK}{_ZONE}",
    _UNIX,
    *(rf"{_LABEL}{_CLOCK}{_ZONE}(?:\s*[,|\u2022\u00b7\u2013\u2014-]\s*|\s+){_BEFORE}{date}" for date in _DATES),
)
"""A day, perhaps with a time behind it; without separators; as Unix prints it; a time, and its day behind it."""


@cache
def _compiled(form: str) -> re.Pattern[str]:
    """The pattern of a form, made when the first date needs it: each holds all names of months."""
    return re.compile(form, re.IGNORECASE)


def _written(parts: dict[str, str | None]) -> WrittenDate | None:
    """The date of these parts; None if the day or the zone does not exist."""
    year = _year(parts["year"] or "")
    if parts.get("former"):
        day, is_ambiguous = _in_figures(year, parts)
    else:
        day, is_ambiguous = _day(year, _month(parts["month"] or ""), int(parts["day"] or 0)), False
    zone = _zone(parts)
    if not (day or is_ambiguous) or (_names_zone(parts) and not zone):
        return None
    clock = _clock(parts)
    return WrittenDate(None if is_ambiguous else day, clock, zone if clock else None)


def _in_figures(year: int, parts: dict[str, str | None]) -> tuple[dt.date | None, bool]:
    """The day of two figures and a year, and whether it may be one of two."""
    former, latter = int(parts["former"] or 0), int(parts["latter"] or 0)
    by_day, by_month = _day(year, latter, former), None if parts["mark"] == "." else _day(year, former, latter)
    return by_day or by_month, bool(by_day and by_month and by_day != by_month)


def _names_zone(parts: dict[str, str | None]) -> bool:
    return bool(parts.get("zone") or parts.get("note"))


def _zone(parts: dict[str, str | None]) -> Zone | None:
    """The zone behind the time or, if there is none, in brackets; a note beside a zone is a comment."""
    stated = parts.get("zone") or parts.get("note")
    return read_zone(stated) if stated else None


def _year(text: str) -> int:
    """A year of two figures as mail has it: 69 and above are of the last century."""
    year = int(text.lstrip("'"))
    return year if len(text) == 4 else year + (1900 if year >= 69 else 2000)


def _month(text: str) -> int:
    """The number of a month by its figures or its name."""
    return int(text) if text.isdecimal() else month_number(text)


def _day(year: int, month: int, day: int) -> dt.date | None:
    """The day with these numbers, of a year that a file of the site can hold in any zone."""
    try:
        return dt.date(year, month, day) if 1000 < year < 9999 else None
    except ValueError:
        return None


def _clock(parts: dict[str, str | None]) -> dt.time | None:
    """The time of day in 24 hours; None where none is stated, or one that no clock shows."""
    hour, minute, second = (int(parts.get(name) or 0) for name in ("hour", "minute", "second"))
    half = (parts.get("half") or parts.get("hour_half") or "").lower()
    if not parts.get("hour") or (half and not 1 <= hour <= 12):
        return None
    hour = hour % 12 + 12 * (half == "p") if half else hour
    try:
        return dt.time(hour, minute, min(second, 59))
    except ValueError:
        return None
