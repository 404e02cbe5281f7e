"""Passages: the headline and the body of an article, scanned for names, with the places in them that weigh more."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from digest.language.datelines import read_dateline
from digest.language.sentences import next_sentence
from digest.tagging.caseless import CASELESS, scan_caseless
from digest.tagging.datelines import NONE, Filed, filed_from
from digest.tagging.lexicon import Lexicon
from digest.tagging.matcher import Match, plain, scan

_DASHES = " -\u2013\u2014"
_LEAD = 40
"""Minimum length of a first sentence in characters: a by-line, a date or a kicker before it is shorter."""


class Passage(NamedTuple):
    """A text with its names and capitalised words."""

    text: str
    """As `matcher.plain` gives it."""
    matches: Sequence[Match]
    bounds: tuple[int, int]
    """Offsets of the second sentence of a body and of the third; both 0 in a title."""
    style: str
    """`prose`; a title may be a `headline`, which capitalises every word, or `shouted` in capitals."""

    def place(self, offset: int) -> str:
        """The place of an offset, as in `Evidence.place`."""
        if self.bounds == (0, 0):
            return "title"
        first, second = self.bounds
        return "lead" if offset < first else "second" if offset < second else "body"


def read_title(title: str, lexicon: Lexicon, language: str = "en") -> Passage:
    """A headline, scanned by the rules of its style and language."""
    text = plain(title)
    if language in CASELESS:
        return Passage(text, scan_caseless(text, lexicon, language), (0, 0), "prose")
    style = _style(text)
    names = lexicon.shouted if style == "shouted" else lexicon.names
    return Passage(text, scan(text, names), (0, 0), style)


def read_body(body: str, lexicon: Lexicon, stated: str = "", language: str = "en") -> tuple[Passage, Filed]:
    """A body, scanned behind its dateline, and the place of that dateline, or else of the one in `stated`."""
    own = read_dateline(body)
    start = own.end if own else 0
    text = plain(body)
    first = next_sentence(body, start + _LEAD)
    caseless = language in CASELESS
    matches = scan_caseless(text, lexicon, language, start) if caseless else scan(text, lexicon.names, start)
    passage = Passage(text, matches, (first, next_sentence(body, first)), "prose")
    if own:
        return passage, filed_from(own, lexicon)
    apart = read_dateline(f"{stated.rstrip(_DASHES)} - \u2026") if stated else None
    return passage, filed_from(apart, lexicon)._replace(offset=-1) if apart else NONE


def _style(title: str) -> str:
    if title.isupper():
        return "shouted"
    words = [word for word in title.split() if len(word) > 3 and word[0].isalpha()]
    capitals = sum(word[0].isupper() for word in words)
    return "headline" if len(words) >= 3 and capitals >= 0.8 * len(words) else "prose"
