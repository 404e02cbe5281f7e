"""One pass over a text: every capitalised word, and of the names that begin with it the longest."""

from __future__ import annotations

import re
from typing import NamedTuple

from digest.tagging.lexicon import Name, Names, Sense
from digest.tagging.words import UPPER


class Found(NamedTuple):
    """A name that is known, or a capitalised word that is not (`sense` is None), and where it stands."""

    start: int
    end: int
    sense: Sense | None


_WORD = re.compile(rf"(?<!\w)([{UPPER}]\w*)((?:-[^\W\d_{UPPER}]\w*|'[{UPPER}]\w*)*)")
# A word and its lower-case tail: Ching-te, Chan-ocha, O'Brien. A known name is cut from it: US of US-led.
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+")
_EVEN = str.maketrans("\n\t\u00a0\u2019\u2018\u2011", "   ''-")


def plain(text: str) -> str:
    """The text with straight apostrophes, plain blanks and no web addresses; every offset still holds."""
    text = text.translate(_EVEN)
    if "://" in text or "www." in text:
        text = _ADDRESS.sub(lambda address: " " * len(address[0]), text)
    return text


def scan(text: str, names: Names, start: int = 0) -> list[Found]:
    """What stands in a `plain` text from an offset on, in order; nothing overlaps."""
    found: list[Found] = []
    search = _WORD.search
    word = search(text, start)
    while word:
        match = _longest(text, word.start(), names.get(word[1], ())) or Found(word.start(), word.end(), None)
        found.append(match)
        word = search(text, match.end)
    return found


def _longest(text: str, at: int, candidates: tuple[Name, ...]) -> Found | None:
    for name, before, sense in candidates:
        start = at - len(before)
        if start >= 0 and text.startswith(name, start):
            end = start + len(name)
            if not text[end : end + 1].isalnum() and not (before and text[start - 1 : start].isalnum()):
                return Found(start, end, sense)
    return None
