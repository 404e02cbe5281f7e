"""Fixed phrases: words right beside a name that make it money, a text, a dish, a breed or a language."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from digest.tagging.matcher import Match
from digest.tagging.words import ACCORD, DOLLARS, MONEY

LANGUAGE = "a language"
PHRASE = "a thing with that name"

_TOWNS = frozenset(("capital", "metonym", "division", "city"))
_REACH = 40
"""Characters behind a name that are compared, in small letters: the engine compares those faster than either case."""
_SIGN = re.compile(rf"(?:-denominated\b| ?[$\u20ac\u00a3\u00a5]|[ -](?:{'|'.join(DOLLARS)})\b)")
"""US$2 billion, US$-denominated bonds, U.S.-dollar notes, Hong Kong dollars."""
_MONEY = re.compile(rf"[ -](?:{'|'.join(DOLLARS + MONEY)})\b")
_ACCORD = re.compile(rf" (?:{'|'.join(sorted(ACCORD))})\b", re.IGNORECASE)
_ROUND = re.compile(r" [Rr]ounds?\b")
_WAR = re.compile(r" (?:Civil )?War\b")
_DISHES = (
    "baths?|breakfasts?|buns?|cheesecakes?|chords?|delight|doors?|dressings?|flu|fries|hotpot|kiss|measles|muffins?|"
    "nuts?|ovens?|pancakes?|pastry|pastries|pizzas?|roulette|salads?|sandwich(?:es)?|schnitzels?|slings?|mules?|"
    "sprouts?|stews?|toast|truffles?|waffles?|whispers|windows?|yogh?urts?|dolls?|army kni(?:fe|ves)|"
    "(?:blue |blood |hot )?sausages?|meatballs?|onion soup|rarebit|eggs|knots?|omelett?es?|curr(?:y|ies)|noodles?|"
    "barbecue|tacos?|pho|soups?|puddings?|dumplings?|fried rice|takeaways?|trifles?"
)
_BREEDS = (
    "bobtails?|bulldogs?|collies|collie|corgis?|danes?|hounds?|longhairs?|mastiffs?|mountain dogs?|pointers?|"
    "retrievers?|ridgebacks?|setters?|sheepdogs?|shepherds?|shorthairs?|spaniels?|spitz|springers?|terriers?|"
    "wolfhounds?|cats?|geese|goose|cockroach(?:es)?|knotweed|elm disease|hornets?|beetles?|ivy|oaks?|pines?|cedars?|"
    "fir|cypress(?:es)?|lilac|thistles?|ponies|pony|carp|hamsters?|oysters?|ladybirds?"
)
_PHRASE = re.compile(
    rf" (?:{_DISHES}|{_BREEDS})\b(?! (?:exports?|exporters?|farmers|growers|makers|producers))"
)
_PAIRS = re.compile(
    r"(?:canadian bacon|italian ices?|mongolian beef|irish (?:coffee|cream)|peking duck|swiss cheese|swiss rolls?|"
    r"trump cards?|turkish coffee|vietnamese coffee|jerusalem artichokes?|panama hats?|bermuda shorts|cuban heels?|"
    r"dutch courage|mexican waves?|persian rugs?|indian summer|venetian blinds?|guinea pigs?|guinea fowls?|"
    r"chinese walls?|chinese checkers)\b(?! (?:exports?|exporters?|makers|producers))",
)
"""Two words that are one thing where the second alone would leave the first a country's: Swiss cheese, a trump card."""
_PAIRED = ("Baked ", "Chicken ")
"""Words that make the name behind them a dish: Baked Alaska, Chicken Kiev."""
_TAUGHT = re.compile(
    r"(?:[ -](?:and [A-Z]\w+ )?languages?\b|-speak(?:ing|ers?)\b| (?:speakers?|lessons?|exams?|grammar|vocabulary|"
    r"dictionar(?:y|ies)|spelling|dialects?|alphabet|verbs?|nouns?|translations?|subtitles)\b)"
)
_SPOKEN = re.compile(
    r"\b(?:speaks?|spoke|spoken|speaking|reads?|learn(?:s|ed|t|ing)?|teach(?:es|ing)?|taught|stud(?:y|ies|ied)|"
    r"translates?|translated|written|sings?|sang|fluent|understands?)"
    r"(?: (?:some|good|fluent|from|into|in|only|little|no|to))?(?: (?:[A-Z]\w+)(?:,| and| or))* $"
)
"""A verb of speech before the name, and perhaps other languages: speaks Russian, Portuguese and."""
_LESSONS = re.compile(
    r"\b(?i:books?|chants?|class(?:es)?|courses?|editions?|exams?|lessons?|letters?|menus?|papers?|poems?|signs?|songs?|"
    r"speech|subtitles?|texts?|tuition|words?) in(?: [A-Z]\w+(?:,| and| or))* $"
)
"""What is held or written in a language: lessons in Italian, signs in Arabic and Korean."""
_IN = re.compile(r"\b(?:[Ii]n|[Ii]nto)(?: [A-Z]\w+(?:,| and| or))* $")
_BARE = re.compile(
    r"(?=[.,;:!?)\u201d\"]|\Z| (?:and|or|but|too|is|are|was|were|has|as|at|for|from|on|with|to|instead|only|well|"
    r"fluently|said|says|the|he|she|they|it)\b)"
)
"""Behind a language's name: the end of a clause or a small word, and so not a noun that an adjective could describe."""
_NOUN = re.compile(r" (?:cit|count|hand|hotel|newspaper|paper|school|shop|town|village|universit)\w*\b")
"""What an adjective behind `signs in` may describe after all: signs in Greek shops."""
_SUBJECT = re.compile(r" (?:is|was) (?:the |a |an |his |her |their |not |also |taught |spoken |written )")
_ASKS = re.compile(
    r"(?:\A|[.!?:;\"(\u201c-] ?)(?:please )?"
    r"(?:tell|let|give|show|help|join|ask|send|contact|follow|e-?mail|call|make) $",
    re.IGNORECASE,
)
_ASKED = re.compile(
    r"(?: (?:what|how|why|when|where|who|if|that|more|know|go|your|our|their|his|her|the|an?|some|to|back|about|all|"
    r"both|on|at|in|and|for|by|now|today|here)\b|[.?!:;\")\u201d]|\Z)",
    re.IGNORECASE,
)
_ASIDE = re.compile(r" (?:stock exchange|bourse)\b|>", re.IGNORECASE)
_LISTED = re.compile(r"(?:\b(?:listed|quoted) (?:in|on the) |<)$", re.IGNORECASE)


def _currency(text: str, match: Match) -> bool:
    """US$2 billion, Swiss francs, Hong Kong dollars."""
    pattern = _MONEY if match.sense and match.sense.rule == "demonym" else _SIGN
    return bool(pattern.match(text[match.start : match.end + _REACH].lower(), match.end - match.start))


def _accord(text: str, match: Match) -> bool:
    """Paris Agreement, the Paris accord: a treaty named after a town."""
    return match.sense is not None and match.sense.rule in _TOWNS and bool(_ACCORD.match(text, match.end))


def _round(text: str, match: Match) -> bool:
    """The Uruguay round of trade talks, the Doha round."""
    return match.sense is not None and match.sense.rule != "demonym" and bool(_ROUND.match(text, match.end))


def _war(text: str, match: Match) -> bool:
    """An Iraq War veteran, the Korean War: a war, mostly as part of somebody's past."""
    return bool(_WAR.match(text, match.end))


def _phrase(text: str, match: Match) -> bool:
    """French fries, Brazil nuts, Russian roulette, an Afghan hound, Swiss cheese, Baked Alaska, trump cards."""
    if text.endswith(_PAIRED, 0, match.start):
        return True
    if text[match.end : match.end + 1] != " ":
        return False
    phrase = text[match.start : match.end + _REACH].lower()
    return bool(_PHRASE.match(phrase, match.end - match.start) or _PAIRS.match(phrase))


def is_language(text: str, match: Match) -> bool:
    """The Spanish language, an exam in German, speaks Russian and Korean: an adjective that means the language."""
    if match.sense is None or match.sense.rule != "demonym":
        return False
    if _TAUGHT.match(text, match.end):
        return True
    before = max(0, match.start - 60)
    if text.endswith((" in ", ", ", " and ", " or "), 0, match.start) and _LESSONS.search(text, before, match.start):
        return not _NOUN.match(text, match.end)
    if not _BARE.match(text, match.end):
        return False
    return bool(_SPOKEN.search(text, before, match.start) or _IN.search(text, before, match.start))


def may_be_language(text: str, start: int, name: str) -> bool:
    """`Spanish is the pupils' favourite subject`: an adjective that describes nothing, in an article on languages."""
    end = start + len(name)
    return not name.endswith("s") and bool(_SUBJECT.match(text, end) or _BARE.match(text, end))


def _pronoun(text: str, match: Match) -> bool:
    """TELL US WHAT YOU THINK: us, in capitals."""
    if text[match.start : match.end] != "US":
        return False
    return bool(_ASKS.search(text, max(0, match.start - 18), match.start) and _ASKED.match(text, match.end))


def _aside(text: str, match: Match) -> bool:
    """The London bourse, listed in Luxembourg, a ticker <UK>."""
    before = max(0, match.start - 15)
    listed = text.endswith(("in ", "on the ", "<"), 0, match.start) and _LISTED.search(text, before, match.start)
    return bool(listed or _ASIDE.match(text, match.end))


_Check = Callable[[str, Match], bool]
_BEHIND: Sequence[tuple[str, _Check]] = (
    ("a currency", _currency),
    ("an accord", _accord),
    ("a round of talks", _round),
    ("a war", _war),
)
"""Checks of the words behind a name."""
_ANYWHERE: Sequence[tuple[str, _Check]] = (
    (PHRASE, _phrase),
    (LANGUAGE, is_language),
    ("a pronoun", _pronoun),
    ("said in passing", _aside),
)
_ALL = (*_BEHIND, *_ANYWHERE)


def fixed_phrase(text: str, match: Match) -> str:
    """The meaning that the words right beside a name give it, in two or three words; empty if it keeps its own."""
    for reason, holds in _ALL if text[match.end : match.end + 1] in (" ", "-", "$") else _ANYWHERE:
        if holds(text, match):
            return reason
    return ""
