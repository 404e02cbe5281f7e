"""Plain text: a headline, then paragraphs."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from digest.ingest.draft import Draft, Failure, Input, Place, Read
from digest.ingest.encoding import decode, one_line, tidy
from digest.ingest.paragraphs import paragraphs

MAX_TITLE = 250
"""Characters. A longer first paragraph is no headline but text."""

_ADDRESS = re.compile(r"https?://\S+")


def read(given: Input) -> Iterator[Read]:
    """The one article of a text. Raises NotText."""
    text, warnings = decode(given.content)
    text = tidy(text)
    lines = list(itertools.dropwhile(_holds_no_word, paragraphs(text)))
    place = Place(given.name, modified=given.modified)
    problem = _unusable(lines)
    if problem:
        yield Failure(place, *problem)
        return
    title, body, doubts = _headline(text.strip(), lines)
    yield Draft(place=place, title=one_line(title), body="\n\n".join(body), warnings=(*warnings, *doubts))


def _unusable(lines: list[str]) -> tuple[str, str] | None:
    if not lines:
        return "there is nothing in it", "put a headline on the first line and the text below"
    if len(lines) == 1 and _ADDRESS.fullmatch(lines[0]):
        return "this is an address, not an article", "save the article's text: digest does not fetch pages yet"
    if len(lines) == 1 and len(lines[0]) <= MAX_TITLE:
        return "there is no text below the headline", "put the article's text there"
    return None


def _holds_no_word(line: str) -> bool:
    return not any(map(str.isalnum, line))


def _headline(text: str, lines: list[str]) -> tuple[str, list[str], tuple[str, ...]]:
    """Headline, body, and what may be wrong with them."""
    if len(lines[0]) <= MAX_TITLE:
        return lines[0], lines[1:], ()
    first, _, rest = text.partition("\n")
    if len(first) <= MAX_TITLE:
        doubt = "no blank line below the headline: see whether its first line is all of it"
        return first.strip(), list(paragraphs(rest)), (doubt,)
    return _opening(first), lines, ("no headline: the text begins at once, give it a title",)


def _opening(paragraph: str) -> str:
    """The first words of a text that has no headline, as one."""
    return paragraph[:100].rsplit(None, 1)[0].rstrip(" ,;:\u2013\u2014-") + "\u2026"
