"""Capitalised words that stand together and may be a name, without the offices before them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from digest.tagging.lexicon import Lexicon
from digest.tagging.matcher import Found
from digest.tagging.words import HONORIFICS, OFFICES, OPENERS, PARTICLES

_GAP = re.compile(
    rf" (?:(?:{'|'.join(PARTICLES)}) |(?:al|el|ad|as|ash|ar|an|at|ul|ur)-|(?:dell?|dall?|d|l)'){{0,2}}|(?<=\b\w)\. ?|-"
)
_NICKNAME = re.compile(" (?:\"[^\"\n]{1,20}\"|\u201c[^\u201d\n]{1,20}\u201d|'[^'\n]{1,20}') ")
_NEAR = 24
"""Characters between two words of a name, with a nickname and its quotes."""
_OPENING = (' "', " '", " \u201c")
_SHORTENED = frozenset("Adm Capt Col Dr Fr Ft Gen Gov Lt Maj Mr Mrs Ms Mt Prof Rep Rev Sen Sgt St".split())
_OPENS = frozenset("\n.!?:;\"\u201c(*-\u2013\u2014>")


class Run(NamedTuple):
    """Capitalised words that may be a name."""

    words: tuple[str, ...]
    bounds: tuple[tuple[int, int], ...]
    """Where each word stands."""
    led: str
    """`office` or `honorific`, if one leads them; else empty."""
    opens: bool
    """Whether the first is a capital because it opens a sentence."""
    known: bool = False
    """Whether a name that the gazetteer knows ends them: Michael Jordan."""

    @property
    def start(self) -> int:
        """Of the first word."""
        return self.bounds[0][0]

    @property
    def end(self) -> int:
        """Of the last word."""
        return self.bounds[-1][1]

    def cut(self, first: int, last: int) -> Run:
        """The run from one of its words up to another."""
        if not first and last == len(self.words):
            return self
        return self._replace(
            words=self.words[first:last],
            bounds=self.bounds[first:last],
            opens=self.opens and not first,
            known=self.known and last == len(self.words),
        )


def runs(text: str, found: Sequence[Found], lexicon: Lexicon) -> Iterator[Run]:
    """The unknown capitalised words that stand together, each group as one run."""
    at, total = 0, len(found)
    while at < total:
        if found[at].sense and not _is_given_too(text, found[at], lexicon):
            at += 1
            continue
        joined = _together(text, found, at)
        if found[at].sense and len(joined) == 1:
            at += 1
            continue
        run = _run(text, found, joined, lexicon)
        at = joined[-1] + 1
        if run:
            yield run
            while at < total and found[at].start < run.end:  # the known names that it took in
                at += 1


def _is_given_too(text: str, match: Found, lexicon: Lexicon) -> bool:
    """Whether a known name may be somebody's given name: Jordan, Leonardo."""
    name = text[match.start : match.end]
    company = match.sense is not None and match.sense.kind == "company"
    return name in lexicon.shared or (company and name in lexicon.given)


def _together(text: str, found: Sequence[Found], at: int) -> list[int]:
    """Which unknown words stand together from one on; a nickname in quotes is stepped over."""
    joined = [at]
    last = found[at]
    for n in range(at + 1, len(found)):
        if found[n].sense or found[n].start - last.end > _NEAR:
            break
        if not _joined(text, last, found[n]):
            if text[last.end : last.end + 2] not in _OPENING:
                break
            if not _NICKNAME.fullmatch(text, last.end, found[n].start):
                continue
        joined.append(n)
        last = found[n]
    return joined


def is_surname(text: str, match: Found) -> bool:
    """Whether a known name can be somebody's surname: one word but for particles."""
    sense = match.sense
    if sense is None or sense.rule not in ("name", "capital", "division", "city", "weak"):
        return False
    if sense.kind not in ("country", "person", "company"):
        return False
    return " " not in text[match.start : match.end] or is_one_word(text[match.start : match.end])


def is_one_word(name: str) -> bool:
    """Whether a name is one capitalised word, perhaps behind small ones: Trump, bin Laden, von der Leyen."""
    *small, last = name.split()
    return last[:1].isupper() and all(word in PARTICLES for word in small)


def _run(text: str, found: Sequence[Found], joined: Sequence[int], lexicon: Lexicon) -> Run | None:
    words = [found[n] for n in joined]
    last = joined[-1]
    known = False
    if last + 1 < len(found) and _goes_on(text, found[last], found[last + 1]):
        behind = found[last + 1]
        if not is_surname(text, behind) or not lexicon.is_given(text[words[0].start : words[0].end]):
            return None
        words.append(behind)
        further = _together(text, found, last + 1)[1:]  # George Washington University
        words += (found[n] for n in further)
        known = not further
    spelled = [text[word.start : word.end] for word in words]
    titles = [n for n, word in enumerate(spelled[:-1]) if word in OFFICES or word in HONORIFICS]
    opens = _opens(text, words[0].start)
    start = titles[-1] + 1 if titles else int(opens and spelled[0] in OPENERS and not lexicon.is_given(spelled[0]))
    if start == len(words) or (len(words) == 1 and (spelled[0] in OFFICES or spelled[0] in HONORIFICS)):
        return None
    led = ("office" if spelled[titles[-1]] in OFFICES else "honorific") if titles else ""
    bounds = tuple((word.start, word.end) for word in words[start:])
    return Run(tuple(spelled[start:]), bounds, led, opens and not start, known)


def _goes_on(text: str, last: Found, behind: Found) -> bool:
    """Whether a name that is known ends the words, so that no part of them is a name by itself."""
    gap = text[last.end : behind.start]
    return gap == " " or (gap == ". " and last.end - last.start == 1)


def _joined(text: str, one: Found, other: Found) -> bool:
    gap = text[one.end : other.start]
    if gap == ". " and text[one.start : one.end] in _SHORTENED:
        return True
    return gap == " " or (len(gap) < 12 and _GAP.fullmatch(text, one.end, other.start) is not None)


def _opens(text: str, start: int) -> bool:
    before = text[max(0, start - 3) : start].rstrip(" ")
    return not before or before[-1] in _OPENS
