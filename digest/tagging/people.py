"""People: names that the words beside them show to be a person's, with or without an entry in the gazetteer.

    office       Foreign Minister Hans Muster                 apposition   Hans Muster, the foreign minister
    honorific    Mr. Hans Muster                              given        Hans Muster: Hans is a given name
    trade        Xyz Muster, an analyst; the analyst Xyz Muster; Xyz Muster, 52,
    said         Xyz Muster, who comes again as Muster alone, and is quoted

Within the article the surname alone then means that person, unless two people share it. An office makes a person
public. The other rules make a mention only, unless a headline names the person: a quotation does not give a private
person a public page.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

import msgspec

from digest.tagging.lexicon import Lexicon
from digest.tagging.matcher import occurs
from digest.tagging.spans import Span
from digest.tagging.words import (
    CALENDAR,
    COMPANY,
    CREDITS,
    FEATURE,
    HONORIFICS,
    INSTITUTION,
    MODIFIERS,
    OCCASIONS,
    OPENERS,
    PARTICLES,
    POSTFIXES,
    ROLES,
    SHIPS,
    SPEAKING,
    STATE,
    SURNAMES_TOO,
    THINGS,
    TRADES,
    UPPER,
)

MAX_WORDS = 5
"""Maximum words of a name with its initials; more capitalised words in a row are something else."""
MIN_ALONE = 4
"""Minimum letters of a single name behind an office."""
PUBLIC = frozenset(("name", "office", "apposition", "holder"))
"""Rules that make a person public."""

_PARTICIPLE = r"\w+(?:ing|ed) (?:by|to|in|on|at|as|with|for|from|of)\b"
_OFFICE = (
    "ambassador|chairman|chairwoman|chancellor|chief|commissioner|commander|congressman|congresswoman|counterpart|envoy|"
    "general(?! manager)|governor|judge|lawmaker|leader|mayor|minister|premier|president|prosecutor|secretary|senator|"
    "speaker|spokesman|spokesperson|spokeswoman"
)
_RULERS = tuple(
    f"{office} "
    for small in (
        "president,minister,premier,chancellor,governor,senator,secretary,speaker,mayor,ambassador,emperor,sultan,"
        "leader,chief"
    ).split(",")
    for office in (small, small.title() if small != "chief" else small)
)
"""Offices that make a single name behind them a person's: President Sukarno."""
_OFFICE_BEFORE = re.compile(rf"\b(?:{_OFFICE}) $", re.IGNORECASE)
_OFFICE_COMMA = re.compile(
    rf"\b(?:{_OFFICE}|head|{TRADES})(?: (?:to|of|for|in|at) (?:the )?[^,.;:]{{1,40}})?, $"
)
"""`Germany's ambassador to Peru, Lotte Wieland,`: an office or a trade and a comma before a name."""
_HEAD_COMMA = re.compile(rf"\b(?:[Tt]he|[Ii]ts|[Tt]heir) (?:[a-z]+ )?(?:{_OFFICE}|head), $")
_OFFICE_BEHIND = re.compile(
    rf", (?!{_PARTICIPLE}|(?:{SPEAKING})\b)(?:[^,.;:]{{0,60}}?[ -])?(?:{_OFFICE})\b", re.IGNORECASE
)
_TRADE_BEFORE = re.compile(rf"\b(?:{TRADES}) $")
_TRADE_BEHIND = re.compile(rf", (?:\d\d,|(?:an?|the|his|her) (?:[^,.;:]{{0,40}}?[ -])?(?:{TRADES})\b)")
_AGENT_BEFORE = re.compile(
    r"\b(?:the|an?|his|her|their|[Tt]he|[Aa]n?) (?:[a-z-]+ )?"
    r"(?!(?:river|paper|newspaper|computer|number|chapter|quarter|centre|center|theatre|tower|border|order|water|weather|"
    r"\w*maker|carrier|cruiser|tanker|freighter|trawler|retailer|insurer|lender|broadcaster|developer|operator|publisher|"
    r"brewer|explorer|producer|parent|restaurant|hotelier|airliner|liner|schooner|steamer|server|router|poster|letter|"
    r"dollar|matter|master|sister|after|over|under|other|former|latter|later|winter|summer|december|member|current|recent|"
    r"different|important|independent|present|apparent|giant|plant|grant|tenant|distant|corner|quarter|sector|reactor|"
    r"motor|tractor|harbor|donor|floor|door|major|minor|prior|junior|senior|woman-owned) )"
    r"(?:[a-z-]+(?:er|or|ist|man|woman|ian|eer|ant|ent)|nun|monk|chef|cook|guide|judge|clerk|maid|athlete|cyclist|"
    r"tenor|soprano|bass|thief|spy|nurse|sculptress|actress|waitress|poetess|lifeguard|shepherd|plumber) $"
)
"""Any occupation: the herder, a retired boatman. The excluded words end like an occupation and are not one."""
_AGE = re.compile(r", \d\d(?:,| was| is)")
_WHO = re.compile(r", who(?:se)? ")
_SHIP_BEFORE = re.compile(rf"\b(?:{SHIPS}) $")
_SAID_BEHIND = re.compile(rf", \d\d,|(?:, (?:an?|the|who) [^,.;:]{{1,50}})?,? (?:also |later |then )?(?:{SPEAKING})\b")
_SAID_BEFORE = re.compile(rf"\b(?:{SPEAKING}) $")
_NAMED_AFTER = FEATURE | INSTITUTION | frozenset(
    "Boutique Boutiques Brand Branch Branches Chain Franchise Magazine Newspaper Outlet Outlets Perfume Series Shop "
    "Shops Store Stores".split()
)
_THING_BEHIND = re.compile(rf"-\d| & (?:Co|Sons|Bros)\b| (?:{'|'.join(sorted(map(str.lower, _NAMED_AFTER)))})\b")
_TAILS = POSTFIXES | CREDITS | {"I"}
_OF = (" of ", " of the ")
_PLACING = (" in ", " near ", " outside ")
_IN = re.compile(r"(?<!\bconfidence)(?<!\btrust)(?<!\bfaith)(?<!\bbelief)(?<!\binterest)(?<!\bbelieve) in $")
"""`in` before a place, without the `in` of somebody's belief or trust."""
_QUOTED = {'"': '"', "\u201c": "\u201d"}
_WIDER = re.compile(rf", [{UPPER}]")
_ROMAN = re.compile("[IVX]+")
_NO_NAME = (COMPANY | FEATURE | INSTITUTION | CALENDAR | MODIFIERS | STATE | THINGS) - SURNAMES_TOO
_NO_SURNAME = _NO_NAME | OPENERS


class Person(msgspec.Struct, frozen=True, gc=False):
    """A person named in a text."""

    name: str
    """In full, as the article first has it."""
    start: int
    end: int
    rule: str


class ArticleWords(NamedTuple):
    """The capitalised words of an article and its firms, to tell a surname from the first word of a firm."""

    alone: Mapping[str, Sequence[tuple[str, int, int]]]
    """By word: each passage that has it alone, with its first and last offset there."""
    parts: Collection[str]
    """Words with another capitalised word beside them."""
    firms: Collection[tuple[str, ...]]
    """The first two words of names that end in a word for a company."""
    text: str

    def has_age(self, word: str) -> bool:
        """Whether the word alone precedes an age: `Muster, 52,`."""
        return any(_AGE.match(text, end) for text, _, end in self.alone.get(word, ()))

    def is_quoted(self, word: str) -> bool:
        """Whether the word alone has a verb of speech beside it: `Muster said`."""
        return any(_is_quoted(*place) for place in self.alone.get(word, ()))


def article_words(passages: Iterable[tuple[str, Sequence[Span]]]) -> ArticleWords:
    """Count the words of an article; `passages` are its texts, each with its spans."""
    alone: dict[str, list[tuple[str, int, int]]] = {}
    parts: set[str] = set()
    firms: set[tuple[str, ...]] = set()
    texts = []
    for text, spans in passages:
        texts.append(text)
        for span in spans:
            if len(span.words) > 1:
                parts.update(span.words)
            if len(span.words) > 2 and span.words[-1] in COMPANY:
                firms.add(span.words[:2])
            if len(span.words) == 1 and not (span.opens and span.words[0] in OPENERS):
                alone.setdefault(span.words[0], []).append((text, *span.bounds[0]))
    return ArticleWords(alone, parts, firms, "\n".join(texts))


def introduced(text: str, spans: Iterable[Span], lexicon: Lexicon, others: ArticleWords) -> Iterator[Person]:
    """The people whom a text introduces, by the words beside their names."""
    for span in spans:
        if len(span.words) < 2:
            if _is_office_of_one(text, span) and _is_ruler(span, lexicon, others):
                yield Person(span.words[0], span.start, span.end, "office")
            continue
        named = _trimmed(text, span, lexicon)
        # Leigh-Pemberton is one word, S.Muster two
        hyphenated = named is None or not {" ", "."}.intersection(text[named.start : named.end])
        if named and not hyphenated and not _THING_BEHIND.match(text, named.end):
            rule = _introduction(text, named, lexicon, others)
            if rule:
                yield Person(spelled(text, named), named.start, named.end, rule)


READ = frozenset("en de fr es it pt nl sv da no nb nn".split())
"""Languages in which tagging finds people without an entry."""


def by_given_names(text: str, spans: Iterable[Span], lexicon: Lexicon) -> Iterator[Person]:
    """The people of a text in another language than English: a listed given name and the name behind it.

    Nothing else counts there: German nouns are capitals, and the words for offices are not English ones.
    """
    for span in spans:
        first = next((n for n, word in enumerate(span.words[:-1]) if lexicon.is_given(word) and len(word) > 2), None)
        if first is not None and len(span.words) - first <= MAX_WORDS:
            named = span.cut(first, len(span.words))
            if not _is_thing(text, named):
                yield Person(spelled(text, named), named.start, named.end, "given")


def _is_office_of_one(text: str, span: Span) -> bool:
    """Whether an office precedes a single name: President Sukarno; the village head, Suparmin,."""
    if text.endswith(_RULERS, 0, span.start):
        return True
    if not text.startswith(",", span.end) or not text.endswith(", ", 0, span.start):
        return False
    return _HEAD_COMMA.search(text, max(0, span.start - 30), span.start) is not None


def _is_ruler(span: Span, lexicon: Lexicon, others: ArticleWords) -> bool:
    """Whether a single name behind an office is a person's: President Sukarno, unless somebody bears it in full."""
    word = span.words[0]
    if len(word) < MIN_ALONE or word.isupper() or word in _NO_SURNAME or word in HONORIFICS or word in ROLES:
        return False
    if word in others.parts or word in lexicon.surnames:
        return False
    return not occurs(others.text, word.lower())


_HYPHENATED = re.compile(rf"[{UPPER}]\w+-[^\W\d_{UPPER}]\w+")
"""A given name as it is spelt for Korea and Taiwan: Hee-geun, Ing-wen."""


def is_family_first(words: Sequence[str], lexicon: Lexicon) -> bool:
    """Whether words are a Chinese, Korean or Vietnamese name: Xi Jinping, Yoon Suk Yeol, Tsai Ing-wen."""
    return (
        2 <= len(words) <= (4 if words[1] in ("Thi", "Van", "Thị", "Văn") else 3)
        and words[0] in lexicon.family_names
        and words[-1] not in lexicon.family_names
        and not any(lexicon.is_given(word) for word in words if not _HYPHENATED.fullmatch(word))
        and all(len(word) > 1 for word in words)
    )


def _trimmed(text: str, span: Span, lexicon: Lexicon) -> Span | None:
    """The part of a span that can be a name, or None if there is none."""
    words = span.words
    last = len(words)
    while last > 2 and (_is_date(text, span, last - 1) or words[last - 1] in _TAILS):
        last -= 1
    first = 0
    if (span.opens and words[0] not in lexicon.shared) or words[0] in ROLES:
        firsts = [n for n, word in enumerate(words[: last - 1]) if lexicon.is_given(word)]
        loose = words[0] in ROLES or words[0] in OPENERS or (len(words[0]) > 1 and firsts[:1] == [1])
        first = firsts[0] if firsts and loose else 0
        first = max(first, int(words[0] in ROLES))
    roles = [n for n, word in enumerate(words[: last - 2]) if word in ROLES and lexicon.is_given(words[n + 1])]
    first = max(first, roles[-1] + 1) if roles else first
    if words[first] in lexicon.shared and text.endswith(_OF, 0, span.start) and last - first > 2:
        first += 1
    while last - first > 2 and words[first] in CALENDAR and not lexicon.is_given(words[first]):
        first += 1
    if last - first > 2 and _is_from(words[first]) and lexicon.is_given(words[first + 1]):
        first += not lexicon.is_given(words[first])
    span = span.cut(first, last)
    if not 2 <= len(span.words) <= MAX_WORDS:
        return None
    if span.words[0] in _NO_NAME and not (span.words[0] in lexicon.given_names or _by_family_name(span.words, lexicon)):
        return None
    if _is_occasion(span.words, lexicon):
        return None
    if any(word in _NO_SURNAME for word in span.words[1:] if len(word) > 1):
        return None
    shouted = any(len(word) > 2 and word.isupper() and not _ROMAN.fullmatch(word) for word in span.words)
    return None if shouted or all(len(word) == 1 or _ROMAN.fullmatch(word) for word in span.words[1:]) else span


def _is_occasion(words: Sequence[str], lexicon: Lexicon) -> bool:
    """A date, a holiday or an honour: June Fair, Anzac Day, Guy Fawkes Night, Yom Kippur; but not Doris Day."""
    if words[0] in CALENDAR and not lexicon.is_given(words[0]):
        return True
    if " ".join(words) in OCCASIONS or words[-1] in OCCASIONS:
        return True
    if words[-1] not in ("Day", "Eve", "Night"):
        return False
    return not lexicon.is_given(words[0]) or any(len(word) > 1 for word in words[1:-1])


def _is_date(text: str, span: Span, at: int) -> bool:
    """Whether a word is a day or a month. May is also a surname, unless a figure follows it."""
    word, end = span.words[at], span.bounds[at][1]
    return word in CALENDAR and (word not in SURNAMES_TOO or text[end : end + 2].strip().isdecimal())


def _is_from(word: str) -> bool:
    """Whether a word ends like a noun for somebody from a place: Londoner, Virginian, Dutchman."""
    return word.endswith(("er", "ian", "ean", "ite", "ese", "man", "woman"))


_SPEAKER_BEFORE = re.compile(r"\)\s+$")
"""`((WN))  Will Rocky Linux …`: who asks stands in brackets before the question."""


def _introduction(text: str, span: Span, lexicon: Lexicon, others: ArticleWords) -> str:
    if span.led == "office" or _OFFICE_BEFORE.search(text, max(0, span.start - 15), span.start):
        return "office"
    if span.words[0] in OPENERS and (span.opens or _SPEAKER_BEFORE.search(text, max(0, span.start - 4), span.start)):
        return ""
    beside = _apposition(text, span)
    if beside:
        return beside
    if span.led:
        return "honorific"
    if span.words[:2] in others.firms or _is_thing(text, span):
        return ""
    if _by_given_name(span.words, lexicon) or _by_family_name(span.words, lexicon):
        return "given"
    if span.known_kind:
        return "given" if span.known_kind == "person" else ""
    if _has_trade(text, span):
        return "trade"
    return "said" if _comes_again(text, span, lexicon, others) else ""


def _apposition(text: str, span: Span) -> str:
    """An office or a trade that a comma parts from the name: `the foreign minister, Hans Muster,`."""
    if text.endswith(", ", 0, span.start) and text[span.end : span.end + 1] in (",", "."):
        comma = _OFFICE_COMMA.search(text, max(0, span.start - 70), span.start)
        if comma:
            return "apposition" if re.search(_OFFICE, comma[0]) else "trade"
    return "apposition" if text.startswith(", ", span.end) and _OFFICE_BEHIND.match(text, span.end) else ""


def _has_trade(text: str, span: Span) -> bool:
    """Whether the words beside a name state an occupation, or show a person by `who`."""
    if _TRADE_BEFORE.search(text, max(0, span.start - 18), span.start) or _TRADE_BEHIND.match(text, span.end):
        return True
    return bool(_AGENT_BEFORE.search(text, max(0, span.start - 40), span.start) or _WHO.match(text, span.end))


def _is_thing(text: str, span: Span) -> bool:
    """Whether a name is a thing's: the carrier Hans Muster; near Hans Muster, California; they sang "Hans Muster"."""
    if _SHIP_BEFORE.search(text, max(0, span.start - 20), span.start):
        return True
    if _QUOTED.get(text[span.start - 1 : span.start]) == text[span.end : span.end + 1]:  # a song, a book
        return True
    if _IN.search(text, max(0, span.start - 14), span.start) and not span.known_kind:
        return True
    return text.endswith(_PLACING, 0, span.start) and _WIDER.match(text, span.end) is not None


def _by_given_name(words: Sequence[str], lexicon: Lexicon) -> bool:
    """Hans Muster, J. Hans Muster, Jordan Hans Muster."""
    first = len(words) > 2 and (len(words[0]) == 1 or words[0] in lexicon.shared)
    return lexicon.is_given(words[int(first)])


def _by_family_name(words: Sequence[str], lexicon: Lexicon) -> bool:
    """With a hyphenated or second given name; a pair alone may be a firm (Sun Life) or a road (Park Lane)."""
    if not is_family_first(words, lexicon):
        return False
    small = len(words[0]) == 1 or words[0].lower() in PARTICLES
    return len(words) >= 3 or "-" in words[1] or (not small and _is_pinyin(words[1]))


_PINYIN = re.compile(
    r"(?:(?:[bpmfdtnlgkhjqxrzcsyw]|zh|ch|sh)?"
    r"(?:[aeiou]|a[ino]|e[in]|ang|eng|ong|i[aeou]|ian|iao|iang|iong|in|ing|u[aeio]|uan|uang|un|ou)){2}",
    re.IGNORECASE,
)


def _is_pinyin(word: str) -> bool:
    return len(word) >= 5 and _PINYIN.fullmatch(word) is not None


def _comes_again(text: str, span: Span, lexicon: Lexicon, others: ArticleWords) -> bool:
    """Whether the article repeats the last word alone, as it does a surname, and quotes its bearer.

    Where people go by their given name (Ethiopia, Mongolia, Iceland) it repeats the first word, with an age.
    """
    if others.has_age(span.words[0]) and not (span.opens and span.words[0] in OPENERS):
        return True
    if span.words[-1] in SURNAMES_TOO and not lexicon.is_given(span.words[0]):  # Thanksgiving Day
        return False
    first, last = span.words[0], span.words[-1]
    opens = span.opens and first not in lexicon.shared
    if opens or len(span.words) > 3 or first in others.alone or last not in others.alone:
        return False
    if any(len(word) < 3 or word.isupper() for word in span.words):
        return False
    if not others.is_quoted(last) and not _is_quoted(text, span.start, span.end):
        return False
    return not occurs(others.text, first.lower()) and not occurs(others.text, last.lower())


def _is_quoted(text: str, start: int, end: int) -> bool:
    return bool(_SAID_BEHIND.match(text, end) or _SAID_BEFORE.search(text, max(0, start - 12), start))


def spelled(text: str, span: Span) -> str:
    """The words of a span as the text has them, with single spaces."""
    return " ".join(text[span.start : span.end].split())

