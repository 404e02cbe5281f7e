"""Where a report was filed: the place of its dateline, and which entries of the gazetteer that place speaks for."""

from __future__ import annotations

from typing import NamedTuple

from digest.language.datelines import Dateline
from digest.tagging.lexicon import Lexicon


class Filed(NamedTuple):
    """The place of a dateline, and the entries that it speaks for."""

    slugs: tuple[str, ...]
    text: str
    """The place as it is printed: `TOKYO`, `BRUSSELS/KYIV`, `OAK BROOK, Ill.`."""
    offset: int
    """Where it begins in the body; -1 for a dateline that is stated apart from the body."""
    elsewhere: bool
    """Whether its town bears the name of one in another country: LONDON, Ont."""


NONE = Filed((), "", 0, elsewhere=False)
"""Of a report without a dateline."""


def filed_from(dateline: Dateline, lexicon: Lexicon) -> Filed:
    """The entries that a dateline's place speaks for; none where the gazetteer does not know the place."""
    slugs = _slugs(dateline.place, lexicon)
    town = lexicon.towns.get(dateline.place.partition(",")[0].strip().casefold())
    return Filed(slugs, dateline.place, dateline.start, elsewhere=bool(town) and town not in slugs)


def _slugs(place: str, lexicon: Lexicon) -> tuple[str, ...]:
    """The wider part decides (Ill., West Germany); else each town of `BRUSSELS/KYIV`."""
    town, *wider = (part.strip().casefold() for part in place.split(","))
    for part in reversed(wider):
        slug = lexicon.postal.get(part.rstrip(".")) or lexicon.towns.get(part)
        if slug:
            return (slug,)
    slugs = (lexicon.towns.get(name.strip()) for name in town.split("/"))
    return tuple(dict.fromkeys(slug for slug in slugs if slug))
