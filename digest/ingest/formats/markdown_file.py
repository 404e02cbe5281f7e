"""Markdown without an article's front matter, as clippers and note-takers write it: a heading, then the text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from digest.ingest.draft import Draft, Failure, Input, Place, Read, Stripped
from digest.ingest.formats.plaintext import MAX_TITLE
from digest.ingest.text.encoding import FIRST_WORDS, decode, one_line, tidy
from digest.language.summaries import shortened
from digest.reading.markdown import read_markdown

_NAMES = (".md", ".markdown", ".mdown")
_HEADING = re.compile(rb"(?:\xef\xbb\xbf)?\s*#[ \t]+[^\s#]")
_FIRST = re.compile(r"#{1,6}[ \t][^\n]*\n|[^\n]+\n(?:=+|-+)[ \t]*\n")
"""A heading on a line of its own, or underlined."""
_MATTER = re.compile(r"---[ \t]*\n((?:[\w-]+:[^\n]*\n|[ \t-][^\n]*\n)*?)---[ \t]*\n")
_BLANK = re.compile(r"\n[ \t]+(?=\n)")
_NAMED = 5
"""As many files that a text points to are named."""


def recognise(given: Input) -> bool:
    """By its name, or by the heading that it begins with."""
    return given.name.lower().endswith(_NAMES) or bool(_HEADING.match(given.content))


def read(given: Input) -> Iterator[Read]:
    """The one article of the file. Raises NotText."""
    text, warnings = decode(given.content)
    text, stripped = _without_matter(tidy(text).strip("\n") + "\n")
    place = Place(given.name, modified=given.modified)
    title, body, doubts = _headline(_BLANK.sub("\n", text))
    if not title:
        yield Failure(place, "there is nothing in it", "put a headline on the first line and the text below")
    elif not body:
        yield Failure(place, "there is no text below the headline", "put the article's text there")
    else:
        warnings = (*warnings, *doubts, *_pointers(body))
        yield Draft(place=place, title=title, body=body, markdown=True, stripped=stripped, warnings=warnings)


def _without_matter(text: str) -> tuple[str, tuple[Stripped, ...]]:
    """Front matter that states no title is a note-taker's own: tags, dates of its file."""
    found = _MATTER.match(text)
    if not found:
        return text, ()
    return text[found.end() :].lstrip("\n"), (Stripped("front matter", found[1].strip()),)


def _headline(text: str) -> tuple[str, str, tuple[str, ...]]:
    """The words of the headline, the Markdown below it, and what may be wrong with them."""
    heading = _FIRST.match(text)
    first = heading[0] if heading else text.partition("\n\n")[0]
    title = one_line(read_markdown(first).text)
    if 0 < len(title) <= MAX_TITLE:
        return title, text[len(first) :].strip("\n"), ()
    title = shortened(one_line(read_markdown(text).text), FIRST_WORDS)
    return title, text.strip("\n"), ("no headline: the text begins at once, give it a title",)


def _pointers(body: str) -> Iterator[str]:
    """A warning of the links to files, which stay behind where the text came from."""
    targets = dict.fromkeys(link.target for link in read_markdown(body).links if not link.target.startswith("#"))
    if targets:
        named = ", ".join(one_line(target) for target in [*targets][:_NAMED])
        yield f"it points to files of its own: {named}; put them beside the article, or take the links out"
