"""Office holders: who held an office that a text names without its holder ("the Japanese prime minister"), by state
and day."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from digest.tagging.lexicon import Lexicon, office_of
from digest.tagging.passages import Passage
from digest.tagging.spans import Span

_OFFICE = (
    "prime minister|president|chancellor|foreign minister|foreign secretary|defen[cs]e minister|defen[cs]e secretary|"
    "secretary of state"
)
_BEHIND = re.compile(rf"(?:'s)? (?P<office>{_OFFICE})\b(?!(?: \w+)?,? (?-i:[A-Z])| of |-)", re.IGNORECASE)
_BEFORE = re.compile(rf"\b(?P<office>{_OFFICE}) of (?:the )?$", re.IGNORECASE)
_PAST = re.compile(r"\b(?:former|late|ex|then|next|first|future|new|another|acting|deputy|vice)[- ]$", re.IGNORECASE)


class OfficeMention(NamedTuple):
    """An office without a name in the text, and the slug of its holder."""

    slug: str
    text: str
    start: int


def holders(passage: Passage, day: dt.date, lexicon: Lexicon) -> Iterator[OfficeMention]:
    """The offices that a passage names beside a country, each with the one person who held it on that day."""
    text = passage.text
    for match in passage.matches:
        if match.sense and match.sense.kind == "country":
            behind, before = _BEHIND.match(text, match.end), _BEFORE.search(text, max(0, match.start - 30), match.start)
            start = before.start() if before and not behind else match.start
            office = behind or before
            if office and not _PAST.search(text, max(0, start - 8), start):
                holder = _holder(match.sense.slug, office["office"], day, lexicon)
                end = behind.end() if behind else match.end
                if holder:
                    yield OfficeMention(holder, text[start:end], start)


def _holder(country: str, office: str, day: dt.date, lexicon: Lexicon) -> str:
    terms = lexicon.offices.get((country, office_of(office)), ())
    slugs = {term.person for term in terms if term.held.covers(day)}
    return slugs.pop() if len(slugs) == 1 else ""



_OFFICE_BEFORE = re.compile(rf"(?<!\w)(?P<office>{_OFFICE}) $", re.IGNORECASE)


def surnamed(passage: Passage, spans: Iterable[Span], day: dt.date | None, lexicon: Lexicon) -> Iterator[OfficeMention]:
    """`President Yoon`: a surname behind an office, if exactly one person in the gazetteer had both."""
    alone = [span.bounds[0] for span in spans if len(span.words) == 1 and span.words[0] in lexicon.surnames]
    weak = (match for match in passage.matches if match.sense and match.sense.rule == "weak")
    alone += [(match.start, match.end) for match in weak if match.sense and match.sense.kind == "person"]
    for start, end in alone:
        bearers = lexicon.surnames.get(passage.text[start:end], ())
        before = _OFFICE_BEFORE.search(passage.text, max(0, start - 30), start) if bearers else None
        if before and not _PAST.search(passage.text, max(0, before.start() - 8), before.start()):
            office = office_of(before["office"])
            fitting = {
                entry.actor.slug
                for entry in bearers
                if any(office_of(term.title) == office and (day is None or term.covers(day)) for term in entry.offices)
            }
            if len(fitting) == 1:
                yield OfficeMention(fitting.pop(), passage.text[before.start() : end], before.start())
