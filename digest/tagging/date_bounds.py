"""Bounds of the date of an undated article: the terms of the office holders whom it names with their office.

"Prime Minister Kishida" bounds an article to 2021-10-04 … 2024-10-01. digest shows the bounds and does not write them.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

import msgspec

from digest.gazetteer import ActorEntry, Gazetteer, Office
from digest.tagging.lexicon import office_of
from digest.tagging.matcher import plain
from digest.tagging.tags import Evidence, Tagging

_PAST = re.compile(
    r"\b(?:former|late|ex|then|next|first|future|outgoing|incoming|deputy|vice|shadow)[- ](?:\S+ )?$", re.IGNORECASE
)


class HeldOffice(msgspec.Struct, frozen=True):
    """An office by which an article calls somebody, and when they held it."""

    name: str
    office: Office
    evidence: Evidence
    """The office and the name, as the article has them."""


class Bounds(msgspec.Struct, frozen=True):
    """The first and the last day on which an article can have been written, by the offices in it."""

    since: dt.date | None = None
    until: dt.date | None = None
    rests_on: tuple[HeldOffice, ...] = ()


def bounds(tagging: Tagging, title: str, body: str, gazetteer: Gazetteer) -> Bounds:
    """The narrowest span that the offices allow; without offices, or where they contradict each other, no bounds."""
    held = tuple(_held(tagging, title, body, gazetteer))
    since = max((term.office.since for term in held if term.office.since), default=None)
    until = min((term.office.until for term in held if term.office.until), default=None)
    if not held or (since and until and until < since):
        return Bounds()
    return Bounds(since, until, held)


def offered(tagging: Tagging, body: str, title: str, gazetteer: Gazetteer) -> str:
    """The bounds as one sentence for an editor who has to find a date; empty where there are none."""
    limits = bounds(tagging, title, body, gazetteer)
    if not limits.rests_on:
        return ""
    names = ", ".join(dict.fromkeys(f"{term.office.title} {term.name}" for term in limits.rests_on))
    return f"undated, but it names {names}: {span(limits)}"


def span(limits: Bounds) -> str:
    """`between 2021-10-04 and 2024-10-01`."""
    if limits.since and limits.until:
        return f"between {limits.since} and {limits.until}"
    return f"since {limits.since}" if limits.since else f"until {limits.until}"


def _held(tagging: Tagging, title: str, body: str, gazetteer: Gazetteer) -> Iterator[HeldOffice]:
    texts = {True: plain(title), False: plain(body)}
    for tag in (*tagging.actors, *tagging.mentions):
        entry = gazetteer.entries.get(tag.actor.slug)
        for piece in tag.evidence if entry and entry.offices else ():
            assert entry
            office = _office_before(texts[piece.place == "title"], piece, entry)
            if office:
                yield office
                break


def _office_before(text: str, piece: Evidence, entry: ActorEntry) -> HeldOffice | None:
    """The one dated office right before a name; None for an office held twice, which leaves the date open."""
    before = text[max(0, piece.offset - 60) : piece.offset]
    dated = (term for term in entry.offices if term.since or term.until)
    terms = [(term, _pattern(office_of(term.title)).search(before)) for term in dated]
    fitting = [(term, match.start()) for term, match in terms if match]
    if len(fitting) != 1:
        return None
    term, start = fitting[0]
    if _PAST.search(before[:start]):
        return None
    words = Evidence(before[start:] + piece.text, "office", piece.place, piece.offset - len(before) + start)
    return HeldOffice(entry.actor.name, term, words)


def _pattern(office: str) -> re.Pattern[str]:
    spelled = re.escape(office).replace("defence", "defen[cs]e").replace(r"foreign\ minister", _FOREIGN)
    return re.compile(rf"\b{spelled} (?:{'|'.join(_FORMS)} )?$", re.IGNORECASE)


_FOREIGN = "(?:foreign minister|foreign secretary|secretary of state)"
_FORMS = ("Mr\\.?", "Mrs\\.?", "Ms\\.?", "Dr\\.?", "Sir", "General", "Gen\\.")
