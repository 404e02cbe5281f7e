"""Longer names that hold a known name as a part: Crans-Montana, Niger State, New London, Hans "Chapo" Muster."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from digest.tagging.fixed_phrases import PHRASE, fixed_phrase
from digest.tagging.matcher import Match
from digest.tagging.words import COMPANY, JOINABLE, THINGS, UPPER

LONGER = "a longer name"
NICKNAME = "a nickname"
FIRM = "a firm"
NAMESAKE = "a place of that name, as the text says"

_NEXT_WORD = re.compile(rf" ([{UPPER}][a-z]+)\b")
_STATE = re.compile(r" State\b(?! [A-Z])")
_NOUNS = frozenset(("name", "capital", "metonym", "division", "city"))
_HYPHENATED = re.compile(rf"(?:^|[^\w-])([{UPPER}]\w+)-$")
_FIRM = re.compile(r",? (?:&|and) (?:Sons?|Daughters?|Bros|Brothers|Sisters|Co|Company|Partners|Associates)\b")
_QUOTES = {'"': '"', "\u201c": "\u201d", "'": "'"}
_TOWN_OF = re.compile(
    r",? (?:an?|the) (?:[\w'-]+ ){0,3}(?:town|village|hamlet|suburb|borough|inn|hotel|pub|bar|restaurant|cafe|farm|"
    r"ranch|nightclub|shop|neighbou?rhood)\b(?! council)"
)
"""Behind a comma, what a place is that bears a country's name: Turkey, a small town in West Texas."""


def other_body(text: str, match: Match) -> str:
    """A G7 chord; the Zara Amendment: a body's name inside the name of a thing."""
    if fixed_phrase(text, match) == PHRASE:
        return PHRASE
    if match.sense is None or match.sense.kind != "company":
        return ""
    word = _NEXT_WORD.match(text, match.end)
    return LONGER if word and word[1] in _NAMESAKE_THINGS else ""


_NAMESAKE_THINGS = THINGS - COMPANY - {"Meets", "Plan", "Show", "Week", "World", "Grand", "Watch", "Shows"}


def _hyphenated(text: str, match: Match) -> bool:
    """Crans-Montana, Nord-Korea: the second part of a name that a hyphen joins."""
    if text[match.start - 1 : match.start] != "-" or match.sense is None or match.sense.rule not in _NOUNS:
        return False
    before = _HYPHENATED.search(text[max(0, match.start - 30) : match.start])
    return before is not None and before[1] not in JOINABLE and not before[1].isupper()


def _nickname(text: str, match: Match) -> bool:
    """Hans "Chapo" Muster, Hans "El Chapo" Muster: quotation marks inside somebody's name."""
    if match.sense is None or match.sense.kind != "person":
        return False
    start = match.start - 3 if text[max(0, match.start - 3) : match.start] in ("El ", "La ") else match.start
    closing = _QUOTES.get(text[start - 1 : start], "")
    named = text[max(0, start - 3) : start - 1]
    return bool(closing) and text.startswith(f"{closing} ", match.end) and named[:1].isalpha() and named.endswith(" ")


def _firm(text: str, match: Match) -> bool:
    """Muster & Daughters: a firm by its owner's surname."""
    return match.sense is not None and match.sense.kind == "person" and bool(_FIRM.match(text, match.end))


def _namesake(text: str, match: Match) -> bool:
    """Turkey, a small town in West Texas; the White House, an inn near Kandy."""
    if match.sense is None or match.sense.kind != "country" or match.sense.rule == "demonym":
        return False
    if text[match.end : match.end + 1] == "," and match.sense.rule not in ("city", "capital"):
        return bool(_TOWN_OF.match(text, match.end))
    return False


def _state(text: str, match: Match) -> bool:
    """Niger State: a part of another country."""
    if match.sense is None or match.sense.kind != "country" or match.sense.rule not in ("name", "capital", "city"):
        return False
    return _STATE.match(text, match.end) is not None


def _renewed(text: str, match: Match) -> bool:
    """New London, East Berlin, Little Havana: no capital."""
    if match.sense is None or match.sense.rule not in ("capital", "city"):
        return False
    return text.endswith(("New ", "Little ", "Fort ", "Port ", "Lake ", "Mount ", "St. "), 0, match.start)


_CHECKS: Sequence[tuple[str, Callable[[str, Match], bool]]] = (
    (NICKNAME, _nickname),
    (FIRM, _firm),
    (NAMESAKE, _namesake),
    (LONGER, _renewed),
    (LONGER, _state),
)


def longer_name(text: str, match: Match, before: Match | None) -> str:
    """Why a name is only a part of a longer one, in two or three words; empty if it is not.

    `before` is the name or the capitalised word before it: Tokyo-Beijing is two names, Crans-Montana is one.
    """
    if (before is None or before.sense is None) and _hyphenated(text, match):
        return LONGER
    for reason, holds in _CHECKS:
        if holds(text, match):
            return reason
    return ""
