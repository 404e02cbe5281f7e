"""Organisations that no entry knows, by the form of their name: Ministry of Fisheries, Green Muster Party.

    head   Ministry of …, University of …, Bank of …, Institute for …, perhaps with words before it: National Union of …
    tail   … Party, … Council, … University: behind two words, or behind one with an article
    firm   … Ltd, … plc, … AS: a legal form behind any name

They are mentions and never actors: by its form alone a name says nothing of how public its bearer is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from digest.tagging.matcher import Found
from digest.tagging.words import UPPER

_WORD = rf"[{UPPER}][\w'-]*"
_HEADS = (
    "Academy|Agency|Alliance|Association|Authority|Bank|Board|Bureau|Centre|Center|Chamber|Church|College|Commission|"
    "Committee|Confederation|Congress|Council|Court|Department|Directorate|Faculty|Federation|Foundation|Fund|Guild|"
    "Institute|Institution|League|Ministry|Museum|Office|Order|Organisation|Organization|School|Society|Syndicate|"
    "Trust|Union|University"
)
_HEAD = re.compile(
    rf"(?<![\w-])(?:{_HEADS}) (?:of|for|on) (?:the )?{_WORD}"
    rf"(?:,? (?:(?:and|of|for|the|de|del|di|da) ){{0,2}}{_WORD}){{0,4}}"
)
"""A head and what it is of: `Union of Millers`, `Department of Trade and Industry`."""
_TAILS = (
    "Academy|Agency|Alliance|Association|Authority|Bank|Board|Bureau|Church|Club|College|Commission|Committee|"
    "Confederation|Corporation|Council|Federation|Front|Fund|Group|Guild|Institute|League|Ministry|Movement|Museum|"
    "Organisation|Organization|Party|Society|Syndicate|Trust|Union|University"
)
_TAIL = re.compile(rf"(?<= )(?:{_TAILS})(?![\w-])(?! {_WORD})")
_FIRM = re.compile(r"(?<= )(?:Ltd|Limited|plc|PLC|GmbH|AG|SE|ASA|AS|AB|Oyj|NV|BV|SpA|LLC|LLP)(?![\w-])")
_BEFORE_HEAD = re.compile(rf"(?<![\w-])(?:{_WORD} ){{1,3}}$")
_BEFORE_TAIL = re.compile(rf"(?<![\w-])(?:(?:(?<=the )|(?<=The )){_WORD} |(?:{_WORD} ){{2,5}})$")
"""One word behind an article or two words: `the Green ` Party, `Tern Valley ` Council."""
_BEFORE_FIRM = re.compile(rf"(?<![\w-])(?:{_WORD} (?:(?:and|&|of) )?){{1,4}}$")
_REACH = 70
"""Characters before a head, a tail or a legal form within which its name begins."""
_OPENING = frozenset(
    "A All An And As At Both But By Each Every For From If In Its No Of On Our Some That The Their This To When".split()
)


class Organisation(NamedTuple):
    """An organisation that a text names, and where."""

    name: str
    start: int
    end: int


def organisations(text: str, found: Sequence[Found]) -> Iterator[Organisation]:
    """The organisations of a text in order, without those that hold a known name and so are its entry's matter.

    `found` is what the text names by the gazetteer; a country's name may stand only in what a head is of.
    """
    end = 0
    known = [match for match in found if match.sense]
    for start, stop, is_head in sorted(_spans(text)):
        if start >= end and not _holds_known(start, stop, known, is_head=is_head):
            end = stop
            yield Organisation(" ".join(text[start:end].split()), start, end)


def _spans(text: str) -> Iterator[tuple[int, int, bool]]:
    """Where names by form begin and end, and whether they have a head."""
    for pattern, before in ((_HEAD, _BEFORE_HEAD), (_TAIL, _BEFORE_TAIL), (_FIRM, _BEFORE_FIRM)):
        is_head = pattern is _HEAD
        for match in pattern.finditer(text):
            words = before.search(text, max(0, match.start() - _REACH), match.start())
            start = words.start() + _leading(words[0]) if words else match.start()
            if start < match.start() or is_head:
                yield start, match.end(), is_head


def _leading(name: str) -> int:
    """Characters of a word that only opens the sentence."""
    first = name.split(" ", 1)[0]
    return len(first) + 1 if first in _OPENING else 0


def _holds_known(start: int, end: int, known: Sequence[Found], *, is_head: bool) -> bool:
    """Whether a known name is part of it, save a place at the end of what it is of: Bank of Slovenia."""
    for other in known:
        if other.start >= end:
            return False
        if other.end > start:
            place = other.sense is not None and other.sense.kind in ("country", "region")
            if not is_head or not place or other.end != end:
                return True
    return False
