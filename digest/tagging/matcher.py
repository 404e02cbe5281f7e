"""One pass over a text: every capitalised word, and of the names that begin with it the longest."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

import msgspec

from digest.tagging.lexicon import NEXT, Name, Names, Sense
from digest.tagging.words import JOINABLE, UPPER


class Found(msgspec.Struct, frozen=True, gc=False):
    """A name that is known, or a capitalised word that is not (`sense` is None), and where it stands."""

    start: int
    end: int
    sense: Sense | None


_WORD = re.compile(
    rf"([{UPPER}](?<!\w[{UPPER}])\w*)"
    rf"((?:[-'](?:(?<=-)[^\W\d_{UPPER}]\w*|(?<=')[{UPPER}]\w*|(?<=\b[AE]l-)[{UPPER}]\w*))*)"
)
# A word and its tail: Ching-te, Chan-ocha, O'Brien, Al-Sabah. A known name is cut from it: US of US-led.
# It begins with what the engine looks for fastest, a set of letters, and asks only then what stands before it.
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


def scan(text: str, names: Names, start: int = 0) -> list[Found]:
    """What stands in a `plain` text from an offset on, in order; nothing overlaps."""
    found: list[Found] = []
    search = _WORD.search
    word = search(text, start)
    while word:
        filed = names.get(word[1])
        match = _longest(text, word, filed) if filed else None
        if not match:
            match = _behind_article(text, word, names) if word[2] else Found(word.start(), word.end(), None)
        if text.startswith("-", match.end):
            match = _double_surname(text, word, match, names)
        found.append(match)
        word = search(text, match.end)
    return found


def _double_surname(text: str, word: re.Match[str], match: Found, names: Names) -> Found:
    """The match before a hyphen, or the whole word if it is half of a double surname: Johnson-Smith, Mangal-Joly."""
    other = _WORD.match(text, match.end + 1)
    if other is None:
        return match
    if match.sense:
        named = match.sense.kind == "person" and not _known(text, other, names)
        if named and not other[0].isupper():
            alone = " " not in text[match.start : match.end]
            return Found(match.start, other.end() if alone else word.end(), None)
        return match
    known = _known(text, other, names)
    joined = known is not None and known.sense is not None and known.sense.kind == "person"
    if not known or not joined or word[0] in JOINABLE or " " in text[known.start : known.end]:
        return match
    return Found(match.start, known.end, None)


def _behind_article(text: str, word: re.Match[str], names: Names) -> Found:
    """The known name behind an article, `Espagne` in `L'Espagne`; else the whole word. A place in Al-Sabah is none."""
    article = _ARTICLE.match(text, word.start(), word.end())
    inner = _WORD.match(text, article.end()) if article else None
    match = _known(text, inner, names) if inner else None
    joined = article is not None and article[0].endswith("-")
    if match and match.sense and (match.sense.kind == "person" if joined else match.sense.kind != "other"):
        return match
    return Found(word.start(), word.end(), None)


def _known(text: str, word: re.Match[str], names: Names) -> Found | None:
    """The longest known name whose head is a word of the text."""
    filed = names.get(word[1])
    return _longest(text, word, filed) if filed else None


def _longest(text: str, word: re.Match[str], filed: Mapping[str, Sequence[Name]]) -> Found | None:
    """The longest of the names of a word that stands there."""
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
                return Found(start, end, sense)
    return None


def occurrences(text: str, words: str) -> Iterator[int]:
    """Where words stand in a text with no letter and no figure right beside them."""
    at = text.find(words)
    while at >= 0:
        end = at + len(words)
        if not text[end : end + 1].isalnum() and not text[max(0, at - 1) : at].isalnum():
            yield at
        at = text.find(words, end)


def occurs(text: str, words: str) -> bool:
    """Whether words stand anywhere in a text with no letter and no figure right beside them."""
    return next(occurrences(text, words), -1) >= 0
