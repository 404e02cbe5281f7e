"""Disambiguation: why a name may mean something else than its actor, by the words beside it.

The longest capitalised name wins. The matcher decides this for names that the gazetteer knows, this module for names
that it does not know: a bank, a sea, a newspaper, an accord, a person, a currency.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from digest.tagging.fixed_phrases import PHRASE, fixed_phrase
from digest.tagging.lexicon import Lexicon
from digest.tagging.longer_names import FIRM, NAMESAKE, NICKNAME, longer_name, other_body
from digest.tagging.matcher import Match, occurrences
from digest.tagging.spans import is_one_word
from digest.tagging.words import (
    CALENDAR,
    COMPANY,
    FEATURE,
    HONORIFICS,
    INSTITUTION,
    MODIFIERS,
    OFFICES,
    OPENERS,
    ORGANS,
    ROLES,
    SHORTENED,
    STATE,
    TOWN_FEATURES,
)

SURNAME = "a surname"
MADE = "something it made"
ELSEWHERE = "a town of that name elsewhere"
CLUB = "a club"
THROUGHOUT = frozenset((SURNAME, ELSEWHERE, CLUB, FIRM, NICKNAME, NAMESAKE, PHRASE))
"""Reasons that hold throughout the article once they hold for one mention of a country or a town."""

_NEAR = 6
"""Capitalised words on either side of a name that count."""
_PRIVATE = COMPANY | INSTITUTION | FEATURE
_TOWNS = frozenset(("capital", "metonym", "division", "city"))
_NOUNS = _TOWNS | {"name"}
_PLACES = frozenset(("capital", "city", "name"))
_PRODUCT = re.compile(r"(?:'s)? [A-Z]{0,3}-?\d")
_FORM = re.compile(r", ((?:[A-Z][A-Za-z]{0,5}\. ?){1,2}|[A-Z]{2}(?![\w-]))")
_PAST = ("ex-", "post-", "former ", "Former ", "Ex-", "Post-")
_ENDS = re.compile(r"[.;)]|, [a-z]|\Z")
"""What ends a place with its country; behind a capital the country may begin a list: in Geneva, Iran, Russia and …"""
_PLACING = (" in ", " at ", " near ", " from ", " of ", "In ", "At ", "Near ")
_PLAYS = re.compile(
    r" (?:beat|beats|thrash(?:ed)?|drew|edged|lost to|striker|midfielder|defender|goalkeeper|winger|forward|fans|boss|"
    r"sign(?:ed|s)? (?:[\w']+ ){0,2}(?:striker|midfielder|defender|goalkeeper|winger|forward)|"
    r"\d{1,3}[-\u2013, ] ?[A-Z\d])"
)
_PLAYED = re.compile(r"\b(?:beat|beats|thrash(?:ed)?|drew with|lost to|edged) $")
_OF = ("of ", "OF ", "of the ", "OF THE ")
_HEADED = re.compile(r"(?<!\w)(\w+) (?:of|OF) (?:(?:the|THE) )?$")
_OPENS = frozenset("\n.!?:;\"\u201c(*-\u2013\u2014")


class Beside(NamedTuple):
    """The capitalised words that run up to a name and on from it, the nearest first."""

    before: Sequence[str]
    behind: Sequence[str]
    opens: bool
    """Whether the word before it is a capital only because it opens a sentence."""
    after_given_name: bool
    """Whether the word before it is a given name."""


def rejection_reason(text: str, matches: Sequence[Match], at: int, lexicon: Lexicon, *, prose: bool = True) -> str:
    """Why the name `found[at]` does not mean its actor, in two or three words; empty where it does.

    In a headline that capitalises every word (`prose` false), a capital beside a name says nothing.
    """
    match = matches[at]
    if not match.sense or match.sense.kind not in ("country", "person"):
        if prose and (reason := other_body(text, match)):
            return reason
        return next((reason for reason, holds in _BODIES if holds(text, matches, at, lexicon)), "")
    phrase = fixed_phrase(text, match)
    reason = phrase or longer_name(text, match, matches[at - 1] if at else None) or _beside(text, match)
    if reason:
        return reason
    if _elsewhere(text, matches, at, lexicon):
        return ELSEWHERE
    if text.endswith(_PAST, 0, match.start) and lexicon.gazetteer.entries[match.sense.slug].until:
        return "a former state"
    if _given_to(text, matches, at, lexicon):
        return "somebody's given name"
    return _joined_to_capitals(text, matches, at, lexicon) if prose and _neighbours(text, match) else ""


def _joined_to_capitals(text: str, matches: Sequence[Match], at: int, lexicon: Lexicon) -> str:
    """The reason why the capitalised words beside a name change its meaning; empty if they do not."""
    match = matches[at]
    before = _before(text, matches, at)
    after_given_name = bool(before) and lexicon.is_given(before[0])
    behind = _behind(text, matches, at)
    if behind and lexicon.is_given(behind[0]) and text.endswith((" of ", " of the "), 0, match.start):
        behind = []  # the President of India Hans Muster
    beside = Beside(before, behind, _opens(text, matches, at), after_given_name)
    for reason, holds in _CAPITALS:
        if holds(text, match, beside):
            return reason
    return ""


_PLACED = re.compile(
    r"\b(?:[Ii]n|[Aa]cross|[Tt]hrough|[Tt]hroughout|[Ii]nside|(?:[Gg]overnment|[Pp]resident|[Kk]ing|[Kk]ingdom|"
    r"[Rr]epublic|[Pp]eople|[Pp]arliament|[Cc]itizens|[Aa]rmy|[Mm]inister|[Nn]orth|[Ss]outh|[Ee]ast|[Ww]est) of) $"
)
"""Words before a country's name that may be a surname, which show that it means the country."""


def _beside(text: str, match: Match) -> str:
    if _club(text, match):
        return CLUB
    return "of an institution" if _of_institution(text, match) else ""


def means_throughout(text: str, matches: Sequence[Match], at: int, reason: str, lexicon: Lexicon) -> bool:
    """Whether a doubted name means something else wherever the article has it.

    A surname does, behind somebody's given name; behind another word it is a firm's or a team's (Telecom Namibia),
    which says nothing of the next mention. A country that the article also names as a place stays one.
    """
    sense = matches[at].sense
    if sense is None or reason not in THROUGHOUT:
        return False
    if reason == PHRASE:
        return sense.kind not in ("country", "person", "company")
    if sense.kind == "person":
        return reason in (FIRM, NICKNAME)
    if reason != SURNAME:
        return sense.kind == "country"
    before = _before(text, matches, at)
    if sense.kind == "country" and sense.rule != "name":
        return True
    if not before or not lexicon.is_given(before[0]) or not _is_named_first(before[-1], lexicon):
        return False
    return sense.kind == "company" or not is_placed(text, text[matches[at].start : matches[at].end])


def _is_named_first(word: str, lexicon: Lexicon) -> bool:
    """Whether a word may begin a person with their office: Jim Jordan, Rep. Jim Jordan; not Banco Aurora Chile."""
    return lexicon.is_given(word) or any(word in kind for kind in (STATE, HONORIFICS, ROLES, CALENDAR, OPENERS))


def is_placed(text: str, name: str) -> bool:
    """Whether a text names a place by that name: in Jordan, the king of Jordan."""
    return any(
        _PLACED.search(text, max(0, at - 20), at) and not text.startswith(" Road", at + len(name))
        for at in occurrences(text, name)
    )


def phrases(text: str, matches: Sequence[Match], at: int) -> tuple[str, ...]:
    """A name with the word before it and with the word behind it, in capitals: how a headline may have it."""
    name = text[matches[at].start : matches[at].end]
    pairs = [f"{word} {name}" for word in _before(text, matches, at)[:1]]
    pairs += [f"{name} {word}" for word in _behind(text, matches, at)[:1]]
    return tuple(map(str.upper, pairs))


def _neighbours(text: str, match: Match) -> bool:
    """Whether a space on either side may join another word to the name: a quick test that settles most names."""
    return text[match.end : match.end + 1] == " " or text[match.start - 1 : match.start] == " "


def _before(text: str, matches: Sequence[Match], at: int) -> list[str]:
    words: list[str] = []
    start = matches[at].start
    for match in reversed(matches[max(0, at - _NEAR) : at]):
        word = text[match.start : match.end]
        gap = text[match.end : start]
        if match.sense or not (gap == " " or (gap == ". " and (len(word) == 1 or word in SHORTENED))):
            break
        words.append(word)
        start = match.start
    return words


def _behind(text: str, matches: Sequence[Match], at: int) -> list[str]:
    words: list[str] = []
    end = matches[at].end
    for match in matches[at + 1 : at + 1 + _NEAR]:
        if (match.sense and not _are_adjectives(matches[at], match)) or text[end : match.start] not in (" ", " & "):
            break
        words.append(text[match.start : match.end])
        end = match.end
    return words


def _are_adjectives(first: Match, other: Match) -> bool:
    """British American Tobacco."""
    return all(match.sense is not None and match.sense.rule == "demonym" for match in (first, other))


def _opens(text: str, matches: Sequence[Match], at: int) -> bool:
    start = matches[at - 1].start if at else 0
    return start == 0 or text[:start].rstrip()[-1:] in _OPENS or text[start - 2 : start] == "  "








def _club(text: str, match: Match) -> bool:
    """Liverpool beat …, Barcelona striker: a football club."""
    if match.sense is None or match.sense.rule not in ("capital", "city"):
        return False
    return bool(_PLAYS.match(text, match.end) or _PLAYED.search(text, max(0, match.start - 16), match.start))


def _elsewhere(text: str, matches: Sequence[Match], at: int, lexicon: Lexicon) -> bool:
    """Paris, Texas; Lebanon, Pa.; in London, Ontario: the wider part says which town it is."""
    match = matches[at]
    if match.sense is None or match.sense.rule not in _PLACES or text[match.end : match.end + 2] != ", ":
        return False
    place = wider(text, match.end, lexicon)
    if place:
        return place[0] != match.sense.slug
    behind = matches[at + 1] if at + 1 < len(matches) else None
    if behind is None or behind.start != match.end + 2 or not behind.sense or behind.sense.kind != "country":
        return False
    if behind.sense.slug == match.sense.slug:
        return False
    placed = text.endswith(_PLACING, 0, match.start) and _ENDS.match(text, behind.end)
    if match.sense.rule == "name":
        return behind.sense.rule == "division" and bool(placed)
    return behind.sense.rule == "division" or (behind.sense.rule == "name" and bool(placed))


def wider(text: str, end: int, lexicon: Lexicon) -> tuple[str, int, int] | None:
    """The country of a short form behind a town (`, Ga.`, `, TX`), with the start and the end of the form."""
    form = _FORM.match(text, end)
    country = lexicon.postal.get(form[1].rstrip(".").casefold()) if form else None
    return (country, form.start(1), form.end(1)) if form and country else None


def _given_to(text: str, matches: Sequence[Match], at: int, lexicon: Lexicon) -> bool:
    """Georgia Meloni: a place's name that is also a given name, before a surname that the gazetteer knows."""
    match, behind = matches[at], matches[at + 1] if at + 1 < len(matches) else None
    if behind is None or not behind.sense or behind.sense.kind != "person" or behind.start != match.end + 1:
        return False
    return text[match.start : match.end] in lexicon.shared and is_one_word(text[behind.start : behind.end])



def _of_institution(text: str, match: Match) -> bool:
    """Bank of Japan, Gulf of Mexico, University of Texas, in capitals too."""
    if not text.endswith(_OF, 0, match.start):
        return False
    headed = _HEADED.search(text, max(0, match.start - 30), match.start)
    return headed is not None and (headed[1].title() if headed[1].isupper() else headed[1]) in _PRIVATE


def _named_after(_: str, match: Match, beside: Beside) -> bool:
    """British Airways, Indian Ocean, Reagan National Airport; but not the Iranian Oil Ministry."""
    behind = beside.behind
    if behind and behind[0] in TOWN_FEATURES:
        return True
    return any(word in _PRIVATE for word in behind) and not _is_organ(match, behind)


def _is_organ(match: Match, behind: Sequence[str]) -> bool:
    """Whether the words behind a country's name are a body of its state."""
    return match.sense is not None and match.sense.kind == "country" and any(word in ORGANS for word in behind)


def _goes_on(text: str, match: Match, beside: Beside) -> bool:
    """Japan Tobacco, Jordan Marsh: a noun with a capitalised word behind it that is not of state."""
    if not beside.behind or text[match.end - 1] == ".":  # behind "U.S." a sentence may begin
        return False
    if _is_organ(match, beside.behind[1:]):  # Ghana Cocoa Board
        return False
    return beside.behind[0] not in STATE and _loose(text, match)


def _surname(text: str, match: Match, beside: Beside) -> bool:
    """Jim Jordan, Toyota Turkey, Air India: a noun behind a capitalised word that does not make it a part."""
    if not beside.before or not _loose(text, match):
        return False
    word = beside.before[0]
    if word in _PRIVATE:
        return True
    if beside.opens and len(beside.before) == 1:
        return beside.after_given_name
    return not any(word in kind for kind in (STATE, MODIFIERS, CALENDAR, HONORIFICS))


def _loose(text: str, match: Match) -> bool:
    """Whether a name may be part of a longer one: a country's noun, a person's surname."""
    kind, _, rule = match.sense or ("", "", "")
    return rule in _NOUNS and (kind == "country" or is_one_word(text[match.start : match.end]))


def _made(text: str, matches: Sequence[Match], at: int, _: Lexicon) -> bool:
    """A Boeing 707."""
    sense = matches[at].sense
    return sense is not None and sense.kind == "company" and _PRODUCT.match(text, matches[at].end) is not None


def _founder(text: str, matches: Sequence[Match], at: int, lexicon: Lexicon) -> bool:
    """Henry Ford, Leonardo DiCaprio: somebody who bears a company's name."""
    sense = matches[at].sense
    if sense is None or sense.kind != "company" or " " in text[matches[at].start : matches[at].end]:
        return False
    before = _before(text, matches, at)
    if before:
        return lexicon.is_given(before[0])
    if text[matches[at].start : matches[at].end] in OFFICES:  # Canon Hans Muster
        return any(lexicon.is_given(word) for word in _behind(text, matches, at)[:1])
    behind = _behind(text, matches, at)[:1] if text[matches[at].start : matches[at].end] in lexicon.given_names else []
    return any(word not in _PRIVATE for word in behind)


def _other_bank(text: str, matches: Sequence[Match], at: int, _: Lexicon) -> bool:
    """Royal Bank of Canada, which is not the Bank of Canada."""
    match = matches[at]
    return text[match.start : match.end].partition(" ")[0] in INSTITUTION and len(_before(text, matches, at)) > int(
        _opens(text, matches, at)
    )


def _paper(text: str, matches: Sequence[Match], at: int, _: Lexicon) -> bool:
    """Apple Daily, Ford Foundation."""
    sense = matches[at].sense
    if sense is None or sense.kind != "company":
        return False
    return any(word in INSTITUTION for word in _behind(text, matches, at)[:1])


_BODIES: tuple[tuple[str, Callable[[str, Sequence[Match], int, Lexicon], bool]], ...] = (
    (MADE, _made),
    (SURNAME, _founder),
    ("a longer name", _other_bank),
    ("a longer name", _paper),
)
_CAPITALS: tuple[tuple[str, Callable[[str, Match, Beside], bool]], ...] = (
    ("named after it", _named_after),
    ("a longer name", _goes_on),
    (SURNAME, _surname),
)
