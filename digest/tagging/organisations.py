"""Organisations that no entry knows, by the form of their name: Ministry of Fisheries, Green Muster Party.

    head   Ministry of …, University of …, Bank of …, Institute for …, perhaps with words before it: National Union of …
    tail   … Party, … Council, … University: behind two words, or behind one with an article
    firm   … Ltd, … plc, … AS: a legal form behind any name

They are mentions and never actors, because the form of a name does not say how public its bearer is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from digest.tagging.matcher import Match
from digest.tagging.words import CALENDAR, UPPER

_WORD = rf"[{UPPER}][\w'-]*"
_HEADS = frozenset(
    """
    Academy Agency Alliance Association Authority Bank Board Bureau Centre Center Chamber Church College Commission
    Committee Confederation Congress Council Court Department Directorate Faculty Federation Foundation Fund Guild
    Institute Institution League Ministry Museum Office Order Organisation Organization School Society Syndicate
    Trust Union University
    """.split()
)
_OF = re.compile(
    rf" (?:of|for|on(?! (?:{'|'.join(sorted(CALENDAR))})\b)) (?:the )?{_WORD}"
    rf"(?:,? (?:(?:and|for|de|del|di|da|of(?: the)?) )?{_WORD}){{0,4}}"
)
"""The complement of a head: `of Millers` behind Union, `of Trade and Industry` behind Department."""
_TAILS = frozenset(
    """
    Academy Agency Airlines Airways Alliance Association Authority Bank Board Bureau Church Club College Commission
    Committee Confederation Corporation Council Department Exchange Federation Fund Group Guild Hospital Industries
    Institute League Ministry Museum Newspapers Orchestra Organisation Organization Party Pictures Railways Records
    Society Studios Syndicate Systems Technologies Trust Union University
    """.split()
)
_FIRMS = frozenset("Ltd Limited PLC GmbH AG SE ASA AS AB Oyj NV BV SpA LLC LLP".split())
_SMALL_FIRM = " plc"
_GOES_ON = re.compile(rf" {_WORD}|-\w")
_BEFORE_HEAD = re.compile(rf"(?<![\w'-])(?:[{UPPER}][\w-]* ){{1,3}}$")
_BEFORE_TAIL = re.compile(rf"(?<![\w-])(?:(?:(?<=the )|(?<=The )){_WORD} |(?:{_WORD} ){{2,5}})$")
"""One word behind an article or two words: `the Green ` Party, `Tern Valley ` Council."""
_BEFORE_FIRM = re.compile(rf"(?<![\w-])(?:{_WORD} (?:(?:and|&|of) )?){{1,4}}$")
_AND = re.compile(rf"{_WORD} (?:and|&) $")
"""The first half of a name that the patterns cover in part only: `Test and ` County Cricket Board."""
_REACH = 70
"""Characters before a head, a tail or a legal form within which its name begins."""
_OPENING = CALENDAR | frozenset(
    "A All An And As At Both But By Each Every For From If In Its No Of On Our Some That The Their This To When".split()
)


class Organisation(NamedTuple):
    """An organisation that a text names, and where."""

    name: str
    start: int
    end: int


def organisations(text: str, matches: Sequence[Match]) -> Iterator[Organisation]:
    """The organisations of a text in order, without those that hold a known name and so belong to its entry.

    `matches` are the text's names in the gazetteer; an organisation may have a country's name only at its end.
    """
    end = 0
    names = [match for match in matches if match.sense]
    for start, stop in sorted(_spans(text, matches)):
        if start >= end and not _AND.search(text, max(0, start - 30), start) and not _holds_known(start, stop, names):
            end = stop
            yield Organisation(" ".join(text[start:end].split()), start, end)


def _spans(text: str, matches: Sequence[Match]) -> Iterator[tuple[int, int]]:
    """Where names by form begin and end."""
    for match in matches:
        word = text[match.start : match.end] if match.sense is None else ""
        if word in _HEADS and (of := _OF.match(text, match.end)):
            start = _start(text, match.start, _BEFORE_HEAD)
            yield start, of.end()
            if start < match.start:  # the Iranian Ministry of Health
                yield match.start, of.end()
        elif (word in _TAILS or word in _FIRMS) and not _GOES_ON.match(text, match.end):
            start = _start(text, match.start, _BEFORE_TAIL if word in _TAILS else _BEFORE_FIRM)
            if start < match.start:
                yield start, match.end
    at = text.find(_SMALL_FIRM)
    while at >= 0:
        end = at + len(_SMALL_FIRM)
        start = _start(text, at + 1, _BEFORE_FIRM)
        if start <= at and not text[end : end + 1].isalnum():
            yield start, end
        at = text.find(_SMALL_FIRM, end)


def _start(text: str, at: int, before: re.Pattern[str]) -> int:
    """The start of the name that a word ends or heads; the word's own offset if the words before it do not belong."""
    words = before.search(text, max(0, at - _REACH), at)
    return words.start() + _leading(words[0]) if words else at


def _leading(name: str) -> int:
    """Characters of a word that only opens the sentence."""
    first = name.split(" ", 1)[0]
    return len(first) + 1 if first in _OPENING else 0


def _holds_known(start: int, end: int, names: Sequence[Match]) -> bool:
    """Whether a name holds a known name, other than a place at its end or a part of a country at its beginning.

    Bank of Slovenia, Ontario Millers' Union; but the Slovene Ministry of Health is Slovenia's.
    """
    for other in names:
        if other.start >= end:
            return False
        if other.end > start and other.sense:
            place = other.sense.kind in ("country", "region")
            part = other.sense.rule in ("city", "capital", "division")
            if not place or not (other.end == end or (part and other.start == start)):
                return True
    return False
