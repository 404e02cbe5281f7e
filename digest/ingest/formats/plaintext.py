"""Plain text: a headline, then paragraphs; several articles where lines part them."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from typing import NamedTuple

import msgspec

from digest.ingest.draft import Draft, Failure, Input, Place, Read, Stripped
from digest.ingest.text.encoding import FIRST_WORDS, decode, one_line, tidy
from digest.ingest.text.paragraphs import paragraphs
from digest.language.datelines import read_dateline
from digest.language.sentences import ends_in_abbreviation, holds_sentence
from digest.language.summaries import shortened

MAX_TITLE = 250
"""Characters. A longer first paragraph is no headline but text."""
_HEADLINE = 150
"""Characters of a line that begins another article of the same text."""

_ADDRESS = re.compile(r"https?://\S+")
_PARTING = re.compile(r"^[ \t]*(={3,}|-{5,}|_{5,}|\*{5,}|#{5,}|~{5,})[ \t]*$\n?", re.MULTILINE)
_WORDS = re.compile(r"^.*[^\W_]", re.MULTILINE)
"""A line with words."""
_FORM_FEED = re.compile(r"\n?\f\n?")


class _Way(NamedTuple):
    """A way to part a text: at which lines, and how much an article between them holds at least."""

    marks: str
    """What such a line is made of."""
    characters: int
    """Below a headline."""


_PLENTY = 200
"""Characters of an article, whatever they say; where less is enough, it holds a sentence."""
_WAYS = (_Way("=-_*#~", _PLENTY), _Way("=", 80))
"""The first that gives articles all through counts. A line of `=` is rarely an ornament, so that little is enough."""


def read(given: Input) -> Iterator[Read]:
    """The articles of a text. Raises NotText."""
    text, warnings = decode(given.content)
    text = tidy(_FORM_FEED.sub("\n=====\n", text))
    parts = next(filter(None, (_parted(text, way) for way in _WAYS)), [(1, text)])
    for line, part in parts:
        place = Place(given.name, line if len(parts) > 1 else 0, modified=given.modified)
        yield _with_ornaments_gone(place, line, part, warnings if line <= 1 else ())


def _parted(text: str, way: _Way) -> list[tuple[int, str]]:
    """The articles of a text, each with the line it begins on; none if what stands between the lines is no article."""
    parts: list[tuple[int, str]] = []
    start = counted = 0
    number = 1
    lines = (line for line in _PARTING.finditer(text) if line[1][0] in way.marks)
    for parting in itertools.chain(lines, [None]):
        part = text[start : parting.start() if parting else None]
        if part.strip():
            first = len(part) - len(part.lstrip())
            number += text.count("\n", counted, start + first)
            counted = start + first
            parts.append((number, part[first:]))
        start = parting.end() if parting else len(text)
    return parts if len(parts) > 1 and all(_stands_alone(part, way.characters) for _, part in parts) else []


def _stands_alone(part: str, characters: int) -> bool:
    """Whether a part of a text is an article: a short first line that is no sentence, an empty one, sentences."""
    headline, _, body = part.strip().partition("\n")
    return (
        0 < len(headline) <= _HEADLINE
        and not _ends(headline.rstrip())
        and not body.partition("\n")[0].strip()
        and _is_enough(body.strip(), characters)
    )


def _is_enough(body: str, characters: int) -> bool:
    return len(body) >= _PLENTY or (len(body) >= characters and holds_sentence(body))


def _ends(line: str) -> bool:
    """Whether a line ends as a sentence does, or goes on in the next: `in the U.S.` does neither."""
    return line.endswith((",", ";", ":")) or (line.endswith(".") and not ends_in_abbreviation(line))


def _with_ornaments_gone(place: Place, first: int, text: str, warnings: tuple[str, ...]) -> Read:
    """The article, its lines without words cut out; the editor is told of those with text above and below."""
    found = list(_PARTING.finditer(text))
    read = _article(place, _PARTING.sub("\n", text), warnings)
    if not found or isinstance(read, Failure):
        return read
    stripped = tuple(Stripped("line without words", line[0].strip()) for line in found)
    within = [line.start() for line in _WORDS.finditer(text)]
    doubted = [line.start() for line in found if within[1] < line.start() < within[-1]] if within[1:] else []
    numbers = [first + text.count("\n", 0, at) for at in doubted[: _SHOWN + 1]]
    doubts = (_PARTS_NOTHING.format(_listed(numbers)),) if numbers else ()
    return msgspec.structs.replace(read, stripped=stripped, warnings=(*read.warnings, *doubts))


def _listed(numbers: list[int]) -> str:
    shown = ", ".join(map(str, numbers[:_SHOWN])) + (", \u2026" if len(numbers) > _SHOWN else "")
    return f"line {shown} was" if len(numbers) == 1 else f"lines {shown} were"


_SHOWN = 5
_PARTS_NOTHING = (
    "{} taken for an ornament and cut: if another article begins there, "
    "it needs a headline that is no sentence, an empty line and some text"
)


def _article(place: Place, text: str, warnings: tuple[str, ...]) -> Read:
    lines = list(itertools.dropwhile(_holds_no_word, paragraphs(text)))
    problem = _unusable(lines)
    if problem:
        return Failure(place, *problem)
    title, body, doubts = _headline(text.strip(), lines)
    return Draft(place=place, title=one_line(title), body="\n\n".join(body), warnings=(*warnings, *doubts))


def _unusable(lines: list[str]) -> tuple[str, str] | None:
    if not lines:
        return "there is nothing in it", "put a headline on the first line and the text below"
    if len(lines) == 1 and _ADDRESS.fullmatch(lines[0]):
        return "this is an address, not an article", "name it on the command line, or save the article's text"
    if len(lines) == 1 and len(lines[0]) <= MAX_TITLE:
        return "there is no text below the headline", "put the article's text there"
    return None


def _holds_no_word(line: str) -> bool:
    return not any(map(str.isalnum, line))


def _headline(text: str, lines: list[str]) -> tuple[str, list[str], tuple[str, ...]]:
    """Headline, body, and what may be wrong with them."""
    report = read_dateline(lines[0])
    if report and (report.month or report.agency):
        return shortened(one_line(lines[0][report.end :]), FIRST_WORDS), lines, (_NO_HEADLINE,)
    if len(lines[0]) <= MAX_TITLE:
        return lines[0], lines[1:], ()
    first, _, rest = text.partition("\n")
    if len(first) <= MAX_TITLE:
        doubt = "no blank line below the headline: see whether its first line is all of it"
        return first.strip(), list(paragraphs(rest)), (doubt,)
    return shortened(one_line(first), FIRST_WORDS), lines, (_NO_HEADLINE,)


_NO_HEADLINE = "no headline: the text begins at once, give it a title"
