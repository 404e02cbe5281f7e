"""One pass over a text: every capitalised word, and of the names that begin with it the longest."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

import msgspec

from digest.tagging.lexicon import NEXT, Name, Names, Sense
from digest.tagging.words import JOINABLE, UPPER


class Match(msgspec.Struct, frozen=True, gc=False):
    """A known name, or a capitalised word that is not a known name (`sense` is None), with its offsets in the text."""

    start: int
    end: int
    sense: Sense | None


_WORD = re.compile(
    rf"([{UPPER}](?<!\w[{UPPER}])\w*)"
    rf"((?:[-'](?:(?<=-)[^\W\d_{UPPER}]\w*|(?<=')[{UPPER}]\w*|(?<=\b[AE]l-)[{UPPER}]\w*))*)"
)
# A word and its tail: Ching-te, Chan-ocha, O'Brien, Al-Sabah. A known name is cut from it: US of US-led.
# It begins with a set of letters, which the engine finds fastest, and tests only then the letter before it.
_ARTICLE = re.compile(r"(?:L|[Dd]all|[Dd]ell|All|Nell|Sull|Qu)'(?=\w)|[AE]l-")
"""An article that is joined to the word behind it: L'Espagne, All'Italia, Al-Assad."""
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+")
_EVEN = str.maketrans("\n\t\u00a0\u2019\u2018\u2011", "   ''-")


def plain(text: str) -> str:
    """The text with straight apostrophes, plain blanks and no web addresses; every offset still holds."""
    text = text.replace("\n", " ").replace("\t", " ") if text.isascii() else text.translate(_EVEN)
    if "://" in text or "www." in text:
        text = _ADDRESS.sub(lambda address: " " * len(address[0]), text)
    return text


def scan(text: str, names: Names, start: int = 0) -> list[Match]:
    """The names and capitalised words of a `plain` text from an offset on, in order and without overlaps."""
    matches: list[Match] = []
    search = _WORD.search
    word = search(text, start)
    while word:
        filed = names.get(word[1])
        match = _longest(text, word, filed) if filed else None
        if not match:
            match = _behind_article(text, word, names) if word[2] else Match(word.start(), word.end(), None)
        if text.startswith("-", match.end):
            match = _double_surname(text, word, match, names)
        matches.append(match)
        word = search(text, match.end)
    return matches


def _double_surname(text: str, word: re.Match[str], match: Match, names: Names) -> Match:
    """The match before a hyphen, or the whole word if it is half of a double surname: Johnson-Smith, Mangal-Joly."""
    other = _WORD.match(text, match.end + 1)
    if other is None:
        return match
    if match.sense:
        named = match.sense.kind == "person" and not _known(text, other, names)
        if named and not other[0].isupper():
            alone = " " not in text[match.start : match.end]
            return Match(match.start, other.end() if alone else word.end(), None)
        return match
    second = _known(text, other, names)
    joined = second is not None and second.sense is not None and second.sense.kind == "person"
    if not second or not joined or word[0] in JOINABLE or " " in text[second.start : second.end]:
        return match
    return Match(match.start, second.end, None)


def _behind_article(text: str, word: re.Match[str], names: Names) -> Match:
    """The known name behind an article, `Espagne` in `L'Espagne`; else the whole word, as for the place in Al-Sabah."""
    article = _ARTICLE.match(text, word.start(), word.end())
    inner = _WORD.match(text, article.end()) if article else None
    match = _known(text, inner, names) if inner else None
    joined = article is not None and article[0].endswith("-")
    if match and match.sense and (match.sense.kind == "person" if joined else match.sense.kind != "other"):
        return match
    return Match(word.start(), word.end(), None)


def _known(text: str, word: re.Match[str], names: Names) -> Match | None:
    """The longest known name that begins with a word of the text."""
    filed = names.get(word[1])
    return _longest(text, word, filed) if filed else None


def _longest(text: str, word: re.Match[str], filed: Mapping[str, Sequence[Name]]) -> Match | None:
    """The longest name in `filed` that the text has at the word."""
    at, end = word.span(1)
    for name, before, sense in filed.get(text[end : end + NEXT]) or filed[""]:
        start = at
        if before:
            start -= len(before)
            if start < 0 or text[start - 1 : start].isalnum():
                continue
        if text.startswith(name, start):
            end = start + len(name)
            if not text[end : end + 1].isalnum():
                return Match(start, end, sense)
    return None


def occurrences(text: str, words: str) -> Iterator[int]:
    """Offsets of words in a text, without a letter or a figure right beside them."""
    at = text.find(words)
    while at >= 0:
        end = at + len(words)
        if not text[end : end + 1].isalnum() and not text[max(0, at - 1) : at].isalnum():
            yield at
        at = text.find(words, end)


def occurs(text: str, words: str) -> bool:
    """Whether a text has these words, without a letter or a figure right beside them."""
    return next(occurrences(text, words), -1) >= 0
