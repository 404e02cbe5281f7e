"""The names of months and weekdays in all languages in which digest reads dates, and the patterns made of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

ENGLISH_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
ENGLISH_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
SHORT_MONTHS = tuple(name[:3].lower() for name in ENGLISH_MONTHS)
"""English months in three small letters: `jan`."""
ENGLISH_CALENDAR = frozenset(
    [*ENGLISH_MONTHS, *ENGLISH_WEEKDAYS, *(name[:3] for name in (*ENGLISH_MONTHS, *ENGLISH_WEEKDAYS)), "Sept"]
)
"""Every name of a month or a weekday in English, long and short, with a capital."""

_MONTHS: Mapping[int, str] = {
    1: "janvier januar jänner enero gennaio janeiro januari stycznia ledna ocak января січня",
    2: "février februar febrero febbraio fevereiro februari lutego února şubat февраля лютого",
    3: "mars märz marzo março maart marts marca března mart марта березня",
    4: "avril april abril aprile kwietnia dubna nisan апреля квітня",
    5: "mai mayo maggio maio mei maj maja května mayıs мая травня",
    6: "juin juni junio giugno junho czerwca června haziran июня червня",
    7: "juillet juli julio luglio julho lipca července temmuz июля липня",
    8: "août august agosto augustus augusti sierpnia srpna ağustos августа серпня",
    9: "septembre september septiembre setiembre settembre setembro września září eylül сентября вересня",
    10: "octobre oktober octubre ottobre outubro października října ekim октября жовтня",
    11: "novembre november noviembre novembro listopada listopadu kasım ноября листопада",
    12: "décembre dezember diciembre dicembre dezembro december desember grudnia prosince aralık декабря грудня",
}
"""The months in French, German, Spanish, Italian, Portuguese, Dutch, Swedish, Danish, Norwegian, Polish, Czech,
Turkish, Russian and Ukrainian; no name is of two months."""
_SHORT_MONTHS: Mapping[int, str] = {
    1: "janv jän ene gen sty янв", 2: "févr fév fev feb lut şub фев февр",
    3: "mär mrz mrt marz mar мар", 4: "avr abr kwi nis апр",
    5: "mag mai май", 6: "giu cze haz июн", 7: "juil lug lip tem июл", 8: "aoû ago sie ağu авг",
    9: "set wrz eyl сен сент", 10: "okt ott out paź eki окт", 11: "lis kas ноя нояб", 12: "déc dez dic gru ara дек",
}  # fmt: skip
"""Short names in the same languages, where they are no English ones. They count only within a whole date."""
_NUMBERS = {name: number for number, names in _MONTHS.items() for name in names.split()}
_SHORT_NUMBERS = {name: number for number, names in _SHORT_MONTHS.items() for name in names.split()}
_WEEKDAYS = (
    "monday tuesday wednesday thursday friday saturday sunday "
    "lundi mardi mercredi jeudi vendredi samedi dimanche "
    "montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag "
    "lunes martes miércoles jueves viernes sábado domingo "
    "lunedì martedì mercoledì giovedì venerdì sabato domenica "
    "segunda terça quarta quinta sexta segunda-feira terça-feira quarta-feira quinta-feira sexta-feira "
    "maandag dinsdag woensdag donderdag vrijdag zaterdag zondag "
    "måndag tisdag onsdag torsdag fredag lördag söndag "
    "mandag tirsdag lørdag søndag "
    "poniedziałek wtorek środa czwartek piątek sobota niedziela "
    "pondělí úterý středa čtvrtek pátek neděle "
    "pazartesi salı çarşamba perşembe cuma cumartesi pazar "
    "понедельник вторник среда четверг пятница суббота воскресенье "
    "понеділок вівторок середа четвер п'ятниця субота неділя"
)
"""In English and in the same languages, in the same order."""
_SHORT_WEEKDAYS = (
    "mon tue tues wed thu thur thurs fri sat sun mo di mi do fr sa so lun mar mer jeu ven sam dim mié jue vie sáb dom "
    "gio sab seg ter qua qui sex ma wo vr za zo mån tis ons tors tor fre lör sön man tir lør søn "
    "pon wt śr czw pt sob ndz niedz po út st čt pá pzt sal çar per cum cmt paz пн вт ср чт пт сб вс нд"
)
"""In the same languages; they count only before a date."""

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
ANY_MONTH = rf"(?:{_any(_NUMBERS)}\b|{ENGLISH_MONTH}(?![^\W\d_])|{_any(_SHORT_NUMBERS)}\b\.?)"
"""The same, with the short names."""
WEEKDAY = rf"(?:{_any({*_WEEKDAYS.split(), *_SHORT_WEEKDAYS.split()})}\b)"
"""A pattern of a weekday in any of the languages, long or short, to be matched without regard to case."""
_IS_ENGLISH = re.compile(ENGLISH_MONTH, re.IGNORECASE)


def month_number(name: str) -> int:
    """1 to 12 by a month's name in any of the languages, long or short; 0 for any other word."""
    folded = name.lower().removesuffix(".")
    if number := _NUMBERS.get(folded) or _SHORT_NUMBERS.get(folded):
        return number
    return SHORT_MONTHS.index(folded[:3]) + 1 if _IS_ENGLISH.fullmatch(name) else 0
