"""An article as tagging reads it: its headline and its body, scanned, with the places that weigh more."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from digest.tagging.datelines import NONE, Dateline, read_dateline
from digest.tagging.lexicon import Lexicon
from digest.tagging.matcher import Found, plain, scan
from digest.tagging.words import UPPER

_END = re.compile(rf"[.!?][\"')\]\u201d\u2019]*\s+(?=[\"'(\[\u201c\u2018]*[{UPPER}\d])|\n\s*\n")
# Not the end of a sentence: an initial, or a short form before a name.
_SHORT = re.compile(
    rf"(?:\b[{UPPER}]|\b(?:Mr|Mrs|Ms|Dr|Prof|Gen|Col|Lt|Maj|Adm|Sen|Rep|Gov|St|Jr|No|vs|Co|Corp|Inc|Ltd))\.\s+$"
)


_DASHES = " -\u2013\u2014"
_LEAD = 40
"""Characters that a first sentence has at least: a by-line, a date or a kicker before it is not yet one."""


class Passage(NamedTuple):
    """A text with what was found in it."""

    text: str
    """As `matcher.plain` gives it."""
    found: Sequence[Found]
    bounds: tuple[int, int]
    """Where the first sentence of a body ends, and its second; both 0 in a title."""
    style: str
    """`prose`; a title may be a `headline`, which capitalises every word, or `shouted` in capitals."""

    def place(self, offset: int) -> str:
        """The place of an offset, as in `Evidence.place`."""
        if self.bounds == (0, 0):
            return "title"
        first, second = self.bounds
        return "lead" if offset < first else "second" if offset < second else "body"


def read_title(title: str, lexicon: Lexicon) -> Passage:
    """A headline, scanned by the rules of its style."""
    text = plain(title)
    style = _style(text)
    names = lexicon.shouted if style == "shouted" else lexicon.names
    return Passage(text, scan(text, names), (0, 0), style)


def read_body(body: str, lexicon: Lexicon, filed: str = "") -> tuple[Passage, Dateline]:
    """A body from behind its dateline on, and the dateline: its own or, where it has none, the one stated."""
    dateline = read_dateline(body, lexicon)
    if filed and dateline == NONE:
        dateline = read_dateline(f"{filed.rstrip(_DASHES)} - ", lexicon)._replace(offset=-1, end=0)
    text = plain(body)
    first = _sentence_end(body, dateline.end + _LEAD)
    bounds = (first, _sentence_end(body, first))
    return Passage(text, scan(text, lexicon.names, dateline.end), bounds, "prose"), dateline


def _style(title: str) -> str:
    if title.isupper():
        return "shouted"
    words = [word for word in title.split() if len(word) > 3 and word[0].isalpha()]
    capitals = sum(word[0].isupper() for word in words)
    return "headline" if len(words) >= 3 and capitals >= 0.8 * len(words) else "prose"


def _sentence_end(text: str, start: int) -> int:
    for end in _END.finditer(text, start):
        if end[0][0] == "\n" or not _SHORT.search(text, max(start, end.start() - 5), end.end()):
            return end.end()
    return max(len(text), 1)
