"""Abbreviations that an article explains itself: "the ANC (antenatal care)", "RSF, or Reporters Without Borders"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from digest.tagging.lexicon import Lexicon
from digest.tagging.matcher import occurrences

_LONG = r"(?P<long>[A-Za-z][\w'-]*(?: [\w'-]+){1,6})"
_BEHIND = re.compile(
    rf"(?: \({_LONG}\)|, (?:or|short for|which stands for|for) (?:the )?{_LONG.replace('long', 'other')}"
    rf"| (?:is|means|stands for|is short for) (?:an? |the )?{_LONG.replace('long', 'third')})"
)
"""`ANC (antenatal care)`, `RSF, or Hans Muster Group`, `ANC is antenatal care`."""
_BEFORE = re.compile(r"(?P<long>(?:[\w'-]+ ){1,6}[\w'-]+) \($")
"""`antenatal care (ANC)`."""
_REACH = 80
_SMALL = frozenset("a an and de des du for in of on or the to".split())
MAX_LENGTH = 6
"""Letters of an abbreviation."""


class Explained(NamedTuple):
    """What an abbreviation means in one article."""

    words: str
    slug: str
    """Of the actor that the words name; empty if the gazetteer does not know them."""


def explained(text: str, names: Iterable[str], lexicon: Lexicon) -> Mapping[str, Explained]:
    """The meanings of those names that are abbreviations which the text explains, also as names without an entry."""
    meanings: dict[str, Explained] = {}
    for short in names:
        if not (2 <= len(short) <= MAX_LENGTH and short.isalpha() and short.isupper()):
            continue
        for words in _explanations(short, text):
            actor = _actor(words, lexicon)
            if actor is not None or _fits(short, words):
                meanings.setdefault(short, Explained(words, actor or ""))
    return meanings


def _explanations(short: str, text: str) -> Iterator[str]:
    """The words that may explain an abbreviation, at each of its occurrences."""
    for start in occurrences(text, short):
        end = start + len(short)
        behind = _BEHIND.match(text, end)
        if behind:
            yield next(words for words in behind.groups() if words)
        elif text.startswith(")", end):
            before = _BEFORE.search(text, max(0, start - _REACH), start)
            if before:
                yield before["long"]


def _actor(words: str, lexicon: Lexicon) -> str | None:
    """The slug of the actor that the first words name: `Reporters Without Borders has kept the list`."""
    parts = words.split()
    for end in range(len(parts), 1, -1):
        for start in range(min(2, end - 1)):
            actor = lexicon.gazetteer.actor(" ".join(parts[start:end]))
            if actor:
                return actor.slug
    return None


def _fits(short: str, words: str) -> bool:
    """Whether the initials of the last or the first words are the abbreviation: small words may be left out."""
    parts = words.split()
    initials = [word[0].upper() for word in parts]
    bare = [word[0].upper() for word in parts if word not in _SMALL]
    spelled = ("".join(initials), "".join(bare))
    letters = len(short)
    if any(form[:letters] == short or form[-letters:] == short for form in spelled):
        return True
    # antenatal care: one word may give several letters
    return len(bare) >= 2 and bare[0] == short[0] and bare[-1] == short[-1] and _is_subsequence(short, words.upper())


def _is_subsequence(short: str, words: str) -> bool:
    letters = iter(words)
    return all(letter in letters for letter in short)
