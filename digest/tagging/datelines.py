"""The place at the head of a wire report: `TOKYO, July 9 (Reuters) -`, `OAK BROOK, Ill., March 3 -`."""

from __future__ import annotations

import re
from typing import NamedTuple

from digest.tagging.lexicon import Lexicon
from digest.tagging.words import UPPER


class Dateline(NamedTuple):
    """Whom a dateline's place stands for, and how far it reaches."""

    slugs: tuple[str, ...]
    text: str
    offset: int
    elsewhere: bool
    """Whether its town bears the name of one in another country: LONDON, Ont."""
    end: int
    """Where the report itself begins; 0 where there is no dateline."""


NONE = Dateline((), "", 0, elsewhere=False, end=0)

_MONTH = r"(?i:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?"
_DATELINE = re.compile(
    rf"\s*(?:\([{UPPER}][^()\n]{{1,30}}\)\s*)?"  # (MENAFN)
    rf"(?P<place>[{UPPER}][\w.'\u2019/ -]{{1,40}}?(?:, ?[{UPPER}][\w. -]{{1,24}}?){{0,2}}?)"
    rf"(?P<day>,? {_MONTH} ?\d{{1,2}}(?:, \d{{4}})?)?"
    r"(?P<agency> ?\([^()\n]{2,40}\))?"
    r" ?(?:--?|\u2013|\u2014)\s"
)


def read_dateline(body: str, lexicon: Lexicon) -> Dateline:
    """The dateline of a body, or NONE. A town alone must be in capitals, lest `Tokyo - once Edo` pass."""
    found = _DATELINE.match(body)
    if not found or not (found["day"] or found["agency"] or found["place"].partition(",")[0].isupper()):
        return NONE
    place = found["place"]
    slugs = _whose(place, lexicon)
    town = lexicon.towns.get(place.partition(",")[0].strip().casefold())
    return Dateline(slugs, place, found.start("place"), elsewhere=bool(town) and town not in slugs, end=found.end())


def _whose(place: str, lexicon: Lexicon) -> tuple[str, ...]:
    """The wider part decides (Ill., West Germany); else each town of `BRUSSELS/KYIV`."""
    town, *wider = (part.strip().casefold() for part in place.split(","))
    for part in reversed(wider):
        slug = lexicon.postal.get(part.rstrip(".")) or lexicon.towns.get(part)
        if slug:
            return (slug,)
    slugs = (lexicon.towns.get(name.strip()) for name in town.split("/"))
    return tuple(dict.fromkeys(slug for slug in slugs if slug))
