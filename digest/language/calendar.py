"""The names of months and of weekdays in the languages whose dates digest reads: one table, and what is made of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

ENGLISH_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
ENGLISH_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
SHORT_MONTHS = tuple(name[:3].lower() for name in ENGLISH_MONTHS)
"""As machines write them: `jan`."""
ENGLISH_CALENDAR = frozenset(
    [*ENGLISH_MONTHS, *ENGLISH_WEEKDAYS, *(name[:3] for name in (*ENGLISH_MONTHS, *ENGLISH_WEEKDAYS)), "Sept"]
)
"""Every name of a month or a weekday in English, long and short, with a capital."""

_MONTHS: Mapping[int, str] = {
    1: "janvier januar jänner enero gennaio janeiro januari января",
    2: "février februar febrero febbraio fevereiro februari февраля",
    3: "mars märz marzo março maart марта",
    4: "avril april abril aprile апреля",
    5: "mai mayo maggio maio mei maj мая",
    6: "juin juni junio giugno junho июня",
    7: "juillet juli julio luglio julho июля",
    8: "août august agosto augustus augusti августа",
    9: "septembre september septiembre setiembre settembre setembro сентября",
    10: "octobre oktober octubre ottobre outubro октября",
    11: "novembre november noviembre novembro ноября",
    12: "décembre dezember diciembre dicembre dezembro december декабря",
}
"""The months in French, German, Spanish, Italian, Portuguese, Dutch, Swedish and Russian; no name is of two months."""
_NUMBERS = {name: number for number, names in _MONTHS.items() for name in names.split()}
_WEEKDAYS = (
    "lundi mardi mercredi jeudi vendredi samedi dimanche "
    "montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag "
    "lunes martes miércoles jueves viernes sábado domingo "
    "lunedì martedì mercoledì giovedì venerdì sabato domenica "
    "segunda terça quarta quinta sexta segunda-feira terça-feira quarta-feira quinta-feira sexta-feira "
    "maandag dinsdag woensdag donderdag vrijdag zaterdag zondag "
    "måndag tisdag onsdag torsdag fredag lördag söndag "
    "понедельник вторник среда четверг пятница суббота воскресенье"
)
"""In the same languages, in the same order."""

_SHORT = {5: "May", 6: "June?", 7: "July?", 9: "Sept?(?:ember)?"}
_ENGLISH = (
    _SHORT.get(number, f"{name[:3]}(?:{name[3:]})?") for number, name in enumerate(ENGLISH_MONTHS, start=1)
)
ENGLISH_MONTH = rf"(?:{'|'.join(_ENGLISH)})\.?"
"""A pattern, to be matched without regard to case: `March`, `Mar.`, `Sept`."""


def _any(names: Iterable[str]) -> str:
    """A pattern of these names, the longer ones first."""
    return f"(?:{'|'.join(sorted(names, key=lambda name: (-len(name), name)))})"


MONTH = rf"(?:{_any(_NUMBERS)}\b|{ENGLISH_MONTH})"
"""A pattern of a month in any of the languages, to be matched without regard to case."""
WEEKDAY = rf"(?:{_any(_WEEKDAYS.split())}|[a-z]+day)"
"""A pattern of a weekday in any of the languages, to be matched without regard to case."""
_IS_ENGLISH = re.compile(ENGLISH_MONTH, re.IGNORECASE)


def month_number(name: str) -> int:
    """1 to 12 by a month's name in any of the languages, by its short name in English; 0 for any other word."""
    folded = name.lower()
    if folded in _NUMBERS:
        return _NUMBERS[folded]
    return SHORT_MONTHS.index(folded[:3]) + 1 if _IS_ENGLISH.fullmatch(name) else 0
