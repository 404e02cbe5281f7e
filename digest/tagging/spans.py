"""Candidate spans: adjacent capitalised words that may be a name, without the offices before them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import msgspec

from digest.tagging.lexicon import Lexicon
from digest.tagging.matcher import Match
from digest.tagging.words import (
    CALENDAR,
    COMPANY,
    HONORIFICS,
    INSTITUTION,
    MODIFIERS,
    OFFICES,
    OPENERS,
    PARTICLES,
    ROLES,
    SHORTENED,
    STATE,
    THINGS,
)

_GAP = re.compile(
    rf" (?:(?:{'|'.join(PARTICLES)}) |(?:al|el|ad|as|ash|ar|an|at|ul|ur)-|(?:dell?|dall?|d|l)'){{0,2}}|(?<=\b\w)\. ?|-"
)
_NICKNAME = re.compile(" (?:\"[^\"\n]{1,20}\"|\u201c[^\u201d\n]{1,20}\u201d|'[^'\n]{1,20}') ")
_NEAR = 24
"""Characters between two words of a name, with a nickname and its quotes."""
_TITLES = OFFICES | HONORIFICS
_OPENING = (' "', " '", " \u201c")
_OPENS = frozenset("\n.!?:;\"\u201c(*-\u2013\u2014>")


class Span(msgspec.Struct, frozen=True, gc=False):
    """Capitalised words that may be a name."""

    words: tuple[str, ...]
    bounds: tuple[tuple[int, int], ...]
    """Start and end offset of each word."""
    led: str
    """`office` or `honorific`, if one leads them; else empty."""
    opens: bool
    """Whether the first is a capital because it opens a sentence."""
    known_kind: str = ""
    """The kind of the actor whose name is at their end, if there is one: `country` in Michael Jordan."""

    @property
    def start(self) -> int:
        """Offset of the first word."""
        return self.bounds[0][0]

    @property
    def end(self) -> int:
        """Offset behind the last word."""
        return self.bounds[-1][1]

    def cut(self, first: int, last: int) -> Span:
        """The span from one of its words up to another."""
        if not first and last == len(self.words):
            return self
        return msgspec.structs.replace(
            self,
            words=self.words[first:last],
            bounds=self.bounds[first:last],
            opens=self.opens and not first,
            known_kind=self.known_kind if last == len(self.words) else "",
        )


def candidate_spans(text: str, matches: Sequence[Match], lexicon: Lexicon) -> Iterator[Span]:
    """Adjacent capitalised words without an entry, each group as one span."""
    at, total = 0, len(matches)
    while at < total:
        if matches[at].sense and not _is_given_too(text, matches[at], lexicon):
            at += 1
            continue
        if at + 1 == total or matches[at + 1].start - matches[at].end > _NEAR:
            span = None if matches[at].sense else _span_of_one(text, matches[at], lexicon)
            at += 1
        else:
            joined = _together(text, matches, at)
            span = None if matches[at].sense and len(joined) == 1 else _span(text, matches, joined, lexicon)
            at = joined[-1] + 1
        if span:
            yield span
            while at < total and matches[at].start < span.end:  # the known names that it took in
                at += 1


def _is_given_too(text: str, match: Match, lexicon: Lexicon) -> bool:
    """Whether a known name may begin somebody's: Jordan and Leonardo are given names, Yoon is a family name."""
    name = text[match.start : match.end]
    kind = match.sense.kind if match.sense else ""
    if kind == "person":
        return name in lexicon.family_names
    return name in lexicon.shared or (kind == "company" and name in lexicon.given_names)


def _together(text: str, matches: Sequence[Match], at: int) -> list[int]:
    """Indexes of the adjacent unknown words from `at` on, without a nickname in quotes between them."""
    joined = [at]
    last = matches[at]
    for n in range(at + 1, len(matches)):
        if matches[n].sense or matches[n].start - last.end > _NEAR:
            break
        if not _joined(text, last, matches[n]):
            if text[last.end : last.end + 2] not in _OPENING:
                break
            if not _NICKNAME.fullmatch(text, last.end, matches[n].start):
                continue
        joined.append(n)
        last = matches[n]
    return joined


def is_surname(text: str, match: Match) -> bool:
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


def _span(text: str, matches: Sequence[Match], joined: Sequence[int], lexicon: Lexicon) -> Span | None:
    words = [matches[n] for n in joined]
    last = joined[-1]
    known_kind = ""
    goes_on = last + 1 < len(matches) and _goes_on(text, matches[last], matches[last + 1])
    if len(words) == 1 and not goes_on:
        return _span_of_one(text, words[0], lexicon)
    if goes_on:
        behind = matches[last + 1]
        if not is_surname(text, behind) or not _may_bear(text, words, behind, lexicon):
            return None
        words.append(behind)
        further = _together(text, matches, last + 1)[1:]  # George Washington University
        words += (matches[n] for n in further)
        known_kind = behind.sense.kind if behind.sense and not further else ""
    spelled = [text[word.start : word.end] for word in words]
    portfolio = _portfolio(text, words[0].start, spelled, lexicon)
    titles = [n for n, word in enumerate(spelled[:-1]) if word in _TITLES]
    opens = _opens(text, words[0].start)
    start = titles[-1] + 1 if titles else int(opens and spelled[0] in OPENERS and not lexicon.is_given(spelled[0]))
    start = max(start, portfolio)
    if start == len(words):
        return None
    led = ("office" if spelled[titles[-1]] in OFFICES else "honorific") if titles else ""
    led = "office" if portfolio else led
    bounds = tuple((word.start, word.end) for word in words[start:])
    return Span(tuple(spelled[start:]), bounds, led, opens and not start, known_kind)


def _span_of_one(text: str, word: Match, lexicon: Lexicon) -> Span | None:
    """The span of a single word; None for an office, and for a small word that opens a sentence."""
    name = text[word.start : word.end]
    if name in _TITLES:
        return None
    opens = _opens(text, word.start)
    if opens and name in OPENERS and not lexicon.is_given(name):
        return None
    return Span((name,), ((word.start, word.end),), "", opens)


def _may_bear(text: str, words: Sequence[Match], behind: Match, lexicon: Lexicon) -> bool:
    """Whether words may be given names before a known name (Anil Modi); before a country's only listed ones may."""
    spelled = [text[word.start : word.end] for word in words]
    if any(lexicon.is_given(word) for word in spelled):
        return True
    if not behind.sense or behind.sense.kind != "person" or len(words) > 2 or not is_one_word(_spelled(text, behind)):
        return False
    last = spelled[-1]
    opens = _opens(text, words[-1].start) and not _DESCRIBED.match(text, behind.end)
    if not last.isalpha() or not last.istitle() or last in _NO_GIVEN:
        return False
    return not opens or (len(words) == 1 and not _OPENS_SENTENCE.fullmatch(last))


_OPENS_SENTENCE = re.compile(
    r"\w*(?:ly|ed|ing|ful|ous|ish|less|able|ible|ive|ent|ant|ary|ory|al|ic|ward|wide|like|some|ers?|ors?|ists?|ians?|"
    r"ics|[^aeiou]s|es|ts|men|man|ment|tion|sion|ness|ship|hood|dom|ure|age|ty|fy|ise|ize)|.{1,2}|"
    r"Angry|Anti|Ask|Back|Beat|Big|Blame|Blunt|Bold|Brand|Camp|Cheer|Clan|Dear|Draft|Dump|Even|Ever|Fake|Fellow|Fresh|"
    r"Full|Glum|Good|Great|Grim|Happy|Hear|Help|Hence|Hero|House|How|Indeed|King|Late|Left|Let|Long|Lone|Loud|Love|"
    r"Maybe|Meanwhile|Meet|More|Moreover|Mighty|Nasty|Never|Next|Nobody|Nor|Old|Only|Operation|Or|Perhaps|Planet|Plus|"
    r"Poor|Pro|Proud|Rich|Right|Sad|Same|Say|See|Sick|Soon|Stop|Team|Then|Thank|Time|Tough|True|Too|Upbeat|Vice|Vote|"
    r"Watch|Weak|Weary|Where|Whoever|Why|Wild|Yes|Young"
)
"""Words that open a sentence before a famous surname and are nobody's given name: `Angry Trump`, `Critics Putin`."""
_DESCRIBED = re.compile(r", (?:of|from|an?|the|who|\d\d) ?\b")


def _spelled(text: str, match: Match) -> str:
    return text[match.start : match.end]


_NO_GIVEN = STATE | MODIFIERS | ROLES | OPENERS | HONORIFICS | OFFICES | CALENDAR | COMPANY | INSTITUTION | THINGS
"""Words that no name begins with: before a known surname they are somebody's office or an adjective."""
_OF_DOMAIN = re.compile(
    r"\b(?:Ministers?|Secretar(?:y|ies)|Undersecretary|Commissioner|Director|Director-General|Chief|Justice|Attorney|"
    r"Superintendent|Inspector|Inspector-General|Registrar|Comptroller|Controller|Commander|Surveyor)"
    r"(?: (?:for|of) (?:the )?(?:[A-Z][\w'-]*(?: and| of| for|,)? (?:the )?)*)$"
)
"""An office and the beginning of its portfolio: `Minister of `, `Under Secretary of Commerce for `, `Minister of Mines
and `."""
_OF_BODY = re.compile(
    r"\b(?:President|Speaker|Governor|Mayor|Bishop|Archbishop|Chair(?:man|woman|person)?|Head|Leader|Chief|Dean|Rector|"
    r"Chancellor|Secretary-General|King|Queen|Emir|Sultan|Ambassador|Prefect|Deputy)"
    r"(?: (?:of|to|for) (?:the )?(?:[A-Z][\w'-]*(?: and| of| for|,|')? (?:the )?)*)$"
)
"""The same with a body or a place, which has words like those of a name: `President of the Senate `."""


def _portfolio(text: str, start: int, spelled: Sequence[str], lexicon: Lexicon) -> int:
    """How many words before a name are the portfolio of an office: 2 in `Minister of Economic Affairs Hans Muster`.

    The name begins with a given name. Without a listed one, it is the last two words behind a portfolio; behind a body
    or a place that is uncertain, except at a word that ends a body's name: the Fishers' Union.
    """
    if len(spelled) < 3 or spelled[-1] in _NO_GIVEN:
        return 0
    before = text[max(0, start - 90) : start]
    domain, body = _OF_DOMAIN.search(before), _OF_BODY.search(before)
    if not domain and not body:
        return 0
    for n in range(1, len(spelled) - 1):
        if lexicon.is_given(spelled[n]) or len(spelled[n]) == 1:
            return n
    ends = [n for n, word in enumerate(spelled[:-2], start=1) if word in _NO_GIVEN]
    if ends and len(spelled) - ends[-1] == 2:
        return ends[-1]
    return len(spelled) - 2 if domain else 0


def _goes_on(text: str, last: Match, behind: Match) -> bool:
    """Whether a known name follows the words directly, so that their parts are not names by themselves."""
    gap = text[last.end : behind.start]
    return gap == " " or (gap == ". " and last.end - last.start == 1)


def _joined(text: str, first: Match, other: Match) -> bool:
    gap = text[first.end : other.start]
    if gap == " ":
        return True
    if gap == ". " and text[first.start : first.end] in SHORTENED:
        return True
    return len(gap) < 12 and _GAP.fullmatch(text, first.end, other.start) is not None


def _opens(text: str, start: int) -> bool:
    if text[start - 1 : start] != " ":
        return start == 0 or text[start - 1] in _OPENS
    before = text[max(0, start - 2) : start - 1]
    if before == " ":
        before = text[max(0, start - 3) : start].rstrip(" ")[-1:]
    return not before or before in _OPENS
