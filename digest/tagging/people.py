"""People: those the gazetteer knows, and those whom a text itself introduces by an office.

An office or an honorific before a full name, or an office in apposition behind one, makes a person
(`Foreign Minister Hans Muster`, `Hans Muster, the foreign minister`). Within the article the surname
alone is then that person, unless two people share it. Nobody is a person by a bare name: private people
do not become public files by being quoted.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from digest.tagging.matcher import Found
from digest.tagging.words import CALENDAR, COMPANY, FEATURE, HONORIFICS, INSTITUTION, OFFICES, OPENERS, PARTICLES, STATE

MAX_WORDS = 4
"""Of a name, initials counted; more capitalised words in a row are something else."""

_GAP = re.compile(rf" (?:(?:{'|'.join(PARTICLES)}) |(?:al|el)-){{0,2}}|(?<=\b\w)\. ?|-")
_SHORTENED = frozenset("Adm Col Dr Gen Gov Lt Maj Mr Mrs Ms Prof Rep Sen".split())
_OFFICE = (
    "ambassador|chairman|chairwoman|chancellor|chief|commissioner|commander|envoy|general|governor|judge|leader|mayor|"
    "minister|premier|president|prosecutor|secretary|senator|speaker|spokesman|spokesperson|spokeswoman"
)
_OFFICE_BEFORE = re.compile(rf"\b(?:{_OFFICE}) $")
_OFFICE_BEHIND = re.compile(rf", (?:[^,.;:]{{0,60}}?[ -])?(?:{_OFFICE})\b", re.IGNORECASE)
_NO_NAME = OPENERS | COMPANY | FEATURE | INSTITUTION | CALENDAR | STATE


class Person(NamedTuple):
    """A person named in a text."""

    name: str
    """In full, as the article first has it."""
    start: int
    end: int
    rule: str
    """`office`, `apposition`, or `surname` where a name already introduced comes again."""


class Run(NamedTuple):
    """Capitalised words that may be a name: where they stand, and whether an office leads them."""

    words: tuple[str, ...]
    start: int
    end: int
    led: bool


def introduced(text: str, runs: Iterable[Run]) -> Iterator[Person]:
    """The people whom a text introduces by their office."""
    for run in runs:
        if 2 <= len(run.words) <= MAX_WORDS and _NO_NAME.isdisjoint(run.words):
            rule = _introduction(text, run)
            if rule:
                yield Person(text[run.start : run.end], run.start, run.end, rule)


def again(text: str, runs: Iterable[Run], short: Mapping[str, str]) -> Iterator[Person]:
    """Where people already introduced come again, by a form of their name that is theirs alone."""
    for run in runs:
        name = short.get(text[run.start : run.end])
        if name:
            yield Person(name, run.start, run.end, "surname")


def short_forms(names: Sequence[str], runs: Iterable[Run]) -> dict[str, str]:
    """Every form by which a text may name these people again, to the name it had first.

    `runs` are all its capitalised words: a surname that anybody else in them bears is nobody's.
    """
    forms = {name: name for name in names}
    bearers: dict[str, set[str]] = {}
    for words in ([name.split() for name in forms] + [list(run.words) for run in runs]):
        if len(words) > 1:
            bearers.setdefault(words[-1], set()).add(words[0])
    for name in names:
        surname = surname_of(name)
        if len(bearers.get(surname, ())) <= 1:
            forms.setdefault(surname, name)
    return forms


def surname_of(name: str) -> str:
    """The last word; the first where the rest is a hyphenated given name (Lai Ching-te, Moon Jae-in)."""
    words = name.removesuffix(" Jr.").removesuffix(" Jr").split()
    return words[0] if "-" in words[-1] and words[-1].split("-")[-1].islower() else words[-1]


def runs(text: str, found: Sequence[Found]) -> Iterator[Run]:
    """The unknown capitalised words that stand together, without the offices before them."""
    at = 0
    while at < len(found):
        last = at
        if not found[at].sense:
            while last + 1 < len(found) and not found[last + 1].sense and _joined(text, found[last], found[last + 1]):
                last += 1
            run = None if _goes_on(text, found, last) else _run(text, found[at : last + 1])
            if run:
                yield run
        at = last + 1


def _goes_on(text: str, found: Sequence[Found], last: int) -> bool:
    """Whether a name that is known ends the words: of "Cyrus R. Vance" and "Michael Jordan" no part is a person."""
    if last + 1 == len(found):
        return False
    gap = text[found[last].end : found[last + 1].start]
    return gap == " " or (gap == ". " and found[last].end - found[last].start == 1)


def _joined(text: str, one: Found, other: Found) -> bool:
    gap = text[one.end : other.start]
    if gap == ". " and text[one.start : one.end] in _SHORTENED:
        return True
    return gap == " " or (len(gap) < 12 and _GAP.fullmatch(text, one.end, other.start) is not None)


def _run(text: str, words: Sequence[Found]) -> Run | None:
    spelled = [text[word.start : word.end] for word in words]
    titles = [n for n, word in enumerate(spelled) if word in OFFICES or word in HONORIFICS]
    first = titles[-1] + 1 if titles else int(spelled[0] in OPENERS)
    if first == len(words):
        return None
    return Run(tuple(spelled[first:]), words[first].start, words[-1].end, bool(titles))


def _introduction(text: str, run: Run) -> str:
    if any(len(word) > 2 and word.isupper() for word in run.words):
        return ""
    if run.led or _OFFICE_BEFORE.search(text, max(0, run.start - 15), run.start):
        return "office"
    return "apposition" if _OFFICE_BEHIND.match(text, run.end) else ""
