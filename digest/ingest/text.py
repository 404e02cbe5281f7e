"""Plain text: a headline, then paragraphs; several articles where lines part them."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from digest.ingest.datelines import read_dateline
from digest.ingest.draft import Draft, Failure, Input, Place, Read
from digest.ingest.encoding import FIRST_WORDS, decode, one_line, shortened, tidy
from digest.ingest.paragraphs import paragraphs

MAX_TITLE = 250
"""Characters. A longer first paragraph is no headline but text."""
_HEADLINE = 150
"""Characters of a line that begins another article of the same text."""
_ARTICLE = 200
"""Characters below it, at least."""

_ADDRESS = re.compile(r"https?://\S+")
_PARTING = re.compile(r"^[ \t]*(?:={3,}|-{5,}|_{5,}|\*{5,}|#{5,}|~{5,}|\f)[ \t]*$\n?", re.MULTILINE)
_FORM_FEED = re.compile(r"\n?\f\n?")


def read(given: Input) -> Iterator[Read]:
    """The articles of a text. Raises NotText."""
    text, warnings = decode(given.content)
    text = tidy(_FORM_FEED.sub("\n=====\n", text))
    parts = _parted(text)
    for line, part in parts:
        place = Place(given.name, line if len(parts) > 1 else 0, modified=given.modified)
        yield _article(place, part, warnings if line <= 1 else ())


def _parted(text: str) -> list[tuple[int, str]]:
    """The articles of a text, each with the line it begins on: where lines part them and each has a headline."""
    parts: list[tuple[int, str]] = []
    start = 0
    for parting in itertools.chain(_PARTING.finditer(text), [None]):
        part = text[start : parting.start() if parting else None]
        if part.strip():
            first = len(part) - len(part.lstrip())
            parts.append((text.count("\n", 0, start + first) + 1, part))
        start = parting.end() if parting else len(text)
    return parts if len(parts) > 1 and all(_stands_alone(part) for _, part in parts) else [(1, text)]


def _stands_alone(part: str) -> bool:
    """Whether a part of a text is an article: a short first line without a full stop, and enough below it."""
    headline, _, body = part.strip().partition("\n")
    return (
        0 < len(headline) <= _HEADLINE
        and not headline.rstrip().endswith((".", ",", ";", ":"))
        and body[:1] == "\n"
        and len(body.strip()) >= _ARTICLE
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
