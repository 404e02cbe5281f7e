"""Markdown without the front matter of an article, as web clippers and note-taking programs write it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from digest.ingest.draft import Draft, Failure, Input, Location, ReadResult, Stripped
from digest.ingest.formats.plaintext import MAX_TITLE
from digest.ingest.text.encoding import FIRST_WORDS, decode, one_line, tidy
from digest.ingest.text.site_links import warning_of, without_site_links
from digest.language.summaries import shortened
from digest.reading.markdown import read_markdown

_NAMES = (".md", ".markdown", ".mdown")
_HEADING = re.compile(rb"(?:\xef\xbb\xbf)?\s*#[ \t]+[^\s#]")
_FIRST = re.compile(r"#{1,6}[ \t][^\n]*\n|[^\n]+\n(?:=+|-+)[ \t]*\n")
"""A heading: `# Nine ministers meet`, or a line that is underlined with `===` or `---`."""
_MATTER = re.compile(r"---[ \t]*\n((?:[\w-]+:[^\n]*\n|[ \t-][^\n]*\n)*?)---[ \t]*\n")
"""Front matter: `---`, lines such as `tags: [a, b]`, `---`."""
_BLANK = re.compile(r"\n[ \t]+(?=\n)")


def recognise(raw: Input) -> bool:
    """Whether its name ends with `.md`, or it begins with a heading."""
    return raw.name.lower().endswith(_NAMES) or bool(_HEADING.match(raw.content))


def read(raw: Input) -> Iterator[ReadResult]:
    """The one article of the file. Raises NotText."""
    text, warnings = decode(raw.content)
    markdown, stripped = _without_front_matter(tidy(text).strip("\n") + "\n")
    location = Location(raw.name, modified=raw.modified)
    title, body, headline_warnings = _headline(_BLANK.sub("\n", markdown))
    if not title:
        yield Failure(location, "there is nothing in it", "put a headline on the first line and the text below")
    elif not body:
        yield Failure(location, "there is no text below the headline", "put the article's text there")
    else:
        lines_above = text.rstrip().count("\n") - body.count("\n")
        body, links = without_site_links(body)
        warnings = (*warnings, *headline_warnings, *filter(None, [warning_of(links, 1 + lines_above)]))
        yield Draft(location=location, title=title, body=body, markdown=True, stripped=stripped, warnings=warnings)


def _without_front_matter(text: str) -> tuple[str, tuple[Stripped, ...]]:
    """Front matter without a title belongs to the note-taking program: tags, dates of its file."""
    matter = _MATTER.match(text)
    if not matter:
        return text, ()
    return text[matter.end() :].lstrip("\n"), (Stripped("front matter", matter[1].strip()),)


def _headline(text: str) -> tuple[str, str, tuple[str, ...]]:
    """The words of the headline, the Markdown below it, and warnings."""
    heading = _FIRST.match(text)
    first = heading[0] if heading else text.partition("\n\n")[0]
    title = one_line(read_markdown(first).text)
    if 0 < len(title) <= MAX_TITLE:
        return title, text[len(first) :].strip("\n"), ()
    title = shortened(one_line(read_markdown(text).text), FIRST_WORDS)
    return title, text.strip("\n"), ("there is no headline above the text: give it a title",)
