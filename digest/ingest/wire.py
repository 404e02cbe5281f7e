"""The conventions of wires and portals: who speaks at the start of a text, and small print at its end.

Whatever leaves the body is kept word for word, in `notice` or in `stripped`.
"""

from __future__ import annotations

import re
from collections.abc import Callable

import msgspec

from digest.gazetteer import Gazetteer
from digest.ingest.draft import Draft, Stripped
from digest.reading.markdown import read_markdown

_NAME = r"[^\W\d_][^()\[\]\n]{0,38}?"
_DASH = r"[-\u2013\u2014\u2012\u2015]{1,2}"
_LEAD_IN = re.compile(
    rf"(?:[(\[]\s*(?P<bracketed>{_NAME})\s*(?:-\s*(?P<agency>{_NAME})\s*)?[)\]]\s*(?:{_DASH}\s|:\s)?"
    rf"|(?P<bare>{_NAME})\s*(?:\u2014|\u2013|--|\s-)\s)\s*(?=\S)"
)
_PLACE = r"[*]{0,4}[^\W\d_][^\n()]{1,70}?"
_DATELINE = re.compile(rf"{_PLACE}\((?P<source>{_NAME})\)\s*(?:{_DASH}|:)\s*|{_PLACE}\s{_DASH}\s")
_DAY = re.compile(r",\s[^\W\d_]{3,9}\.?\s\d{1,2}\b")
_AGENCY = re.compile(r"[A-Z][A-Z.]{1,11}")
_NO_AGENCY = frozenset(
    "ANALYSIS BREAKING CORRECTED CORRECTION EDITORIAL EXCLUSIVE FILE INTERVIEW LEAD LIVE NEW OPINION PHOTO PHOTOS "
    "RECAST REPEAT UPDATE UPDATED URGENT VIDEO WATCH".split()
)
_DISCLAIMER = re.compile(r"(?:^|\n)(?:legal )?disclaimer[ \t]*:[ \t]*\n*", re.IGNORECASE)
MAX_NOTICE = 3000
"""Characters. Small print is short; a longer text after the word "Disclaimer:" belongs to the article."""


def clean(draft: Draft, gazetteer: Gazetteer) -> Draft:
    """The draft with its wire conventions read: a value of the same kind, nothing lost from it."""
    for rule in RULES:
        draft = rule(draft, gazetteer)
    return draft


def repeated_title(draft: Draft, gazetteer: Gazetteer) -> Draft:
    """A body that opens with its own headline says it once."""
    first, _, rest = draft.body.partition("\n\n")
    if not rest or _folded(first) != _folded(draft.title):
        return draft
    return _strip(draft, "repeated-title", first, rest)


def lead_in(draft: Draft, gazetteer: Gazetteer) -> Draft:
    """`(MENAFN) `, `(MENAFN- AFP) `, `(Reuters) - `, `AP — `: names the source and leaves the body."""
    found = _LEAD_IN.match(draft.body)
    if not found:
        return draft
    name = found["bracketed"] or found["bare"]
    known = gazetteer.outlet(name)
    if not known and not (found["bracketed"] and _looks_like_an_agency(name, gazetteer)):
        return draft
    draft = _credit(draft, known.name if known else name, _outlet_name(found["agency"], gazetteer))
    return _strip(draft, "lead-in", found[0].strip(), draft.body[found.end() :])


def dateline_source(draft: Draft, gazetteer: Gazetteer) -> Draft:
    """`TOKYO, July 9 (Reuters) - `: names the source; the dateline itself stays where it is."""
    found = _DATELINE.match(draft.body)
    known = gazetteer.outlet(found["source"]) if found and found["source"] else None
    return _credit(draft, known.name, "") if known else draft


def disclaimer(draft: Draft, gazetteer: Gazetteer) -> Draft:
    """A last block that begins "Legal Disclaimer:" becomes the notice, without that heading."""
    found = list(_DISCLAIMER.finditer(draft.body))
    if not found:
        return draft
    before, words = draft.body[: found[-1].start()].rstrip(), draft.body[found[-1].end() :].strip()
    in_its_own_line = found[-1][0].endswith("\n")
    is_last = in_its_own_line or "\n" not in words
    if draft.notice or not before or not words or len(words) > MAX_NOTICE or not is_last:
        return draft
    if draft.markdown:
        words = read_markdown(words).text
    draft = _strip(draft, "disclaimer", found[-1][0].strip(), before)
    return msgspec.structs.replace(draft, notice=words)


RULES: tuple[Callable[[Draft, Gazetteer], Draft], ...] = (repeated_title, lead_in, dateline_source, disclaimer)
"""In this order: a headline hides a lead-in, a lead-in hides a dateline."""


def without_dateline(paragraph: str) -> str:
    """A first paragraph without `TOKYO, July 9 (Reuters) - `, for a summary."""
    found = _DATELINE.match(paragraph)
    place = re.split("[,(]", found[0])[0].strip("* ") if found else ""
    shouted = sum(map(str.isupper, place)) > len(place) / 2
    if found and (found["source"] or shouted or _DAY.search(found[0])):
        return paragraph[found.end() :]
    return paragraph


def _looks_like_an_agency(name: str, gazetteer: Gazetteer) -> bool:
    shaped = _AGENCY.fullmatch(name) and name not in _NO_AGENCY
    return bool(shaped) and not gazetteer.actor(name) and not gazetteer.region(name)


def _outlet_name(name: str | None, gazetteer: Gazetteer) -> str:
    known = gazetteer.outlet(name) if name else None
    return known.name if known else name or ""


def _credit(draft: Draft, source: str, agency: str) -> Draft:
    """A source that the text names: the article's own if none is stated, else whose text that one carries."""
    if not draft.source:
        return msgspec.structs.replace(draft, source=source, agency=draft.agency or agency)
    carried = agency or source
    same = carried.casefold() == draft.source.casefold()
    return draft if same or draft.agency else msgspec.structs.replace(draft, agency=carried)


def _strip(draft: Draft, rule: str, words: str, body: str) -> Draft:
    return msgspec.structs.replace(draft, body=body, stripped=(*draft.stripped, Stripped(rule, words)))


def _folded(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))
