"""Plain text: a headline, then paragraphs; several articles if separator lines are between them."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from typing import NamedTuple

import msgspec

from digest.ingest.draft import Draft, Failure, Input, Location, ReadResult, Stripped
from digest.ingest.text.encoding import FIRST_WORDS, decode, one_line, tidy
from digest.ingest.text.paragraphs import paragraphs
from digest.language.datelines import read_dateline
from digest.language.sentences import ends_in_abbreviation, holds_sentence, sentences
from digest.language.summaries import shortened
from digest.urls import is_web_address

MAX_TITLE = 250
"""Characters. A longer first paragraph is text, not a headline."""
_MAX_INNER_TITLE = 150
"""Characters of a headline of another article in the same text."""

_ADDRESS = re.compile(r"https?://\S+")
_ADDRESS_LINE = re.compile(
    r"^[ \t>*]*(?P<label>(?:source|url|link|via|from|original|read (?:more|it)(?: (?:at|on|here))?|quelle|lien|fuente"
    r"|fonte|bron|źródło)[ \t]*:[ \t]*)?<?(?P<url>https?://[^\s<>]+)>?[ \t*]*$\n?",
    re.MULTILINE | re.IGNORECASE,
)
"""A line that is an address alone, perhaps with a label: `https://harbour.example/a`, `Source: https://…`."""
_SEPARATOR = re.compile(r"^[ \t]*(={3,}|-{5,}|_{5,}|\*{5,}|#{5,}|~{5,})[ \t]*$\n?", re.MULTILINE)
"""A line such as `=====` or `* * *` without spaces: between articles, or an ornament."""
_WORDS = re.compile(r"^.*[^\W_]", re.MULTILINE)
"""A line up to its first letter or digit."""
_FORM_FEED = re.compile(r"\n?\f\n?")


class _Split(NamedTuple):
    """A way to split a text: at which separator lines, and how long the articles between them are at least."""

    characters: str
    """The characters that a separator line may consist of."""
    min_body: int
    """Characters below a headline."""


_PLENTY = 200
"""Characters of a body that may lack a complete sentence; a shorter one has to hold one."""
_SPLITS = (_Split("=-_*#~", _PLENTY), _Split("=", 80))
"""The first split of which every part is an article counts. A line of `=` is rarely an ornament: its minimum is low."""


def read(raw: Input) -> Iterator[ReadResult]:
    """The articles of a text. Raises NotText."""
    text, warnings = decode(raw.content)
    text = tidy(_FORM_FEED.sub("\n=====\n", text))
    parts = next(filter(None, (_articles(text, split) for split in _SPLITS)), [(1, text)])
    for line, part in parts:
        location = Location(raw.name, line if len(parts) > 1 else 0, modified=raw.modified)
        yield _without_ornaments(location, line, part, warnings if line <= 1 else ())


def _articles(text: str, split: _Split) -> list[tuple[int, str]]:
    """The articles of a text, each with its first line's number; none if a part between separators is no article."""
    parts: list[tuple[int, str]] = []
    start = counted = 0
    number = 1
    lines = (line for line in _SEPARATOR.finditer(text) if line[1][0] in split.characters)
    for separator in itertools.chain(lines, [None]):
        part = text[start : separator.start() if separator else None]
        if part.strip():
            first = len(part) - len(part.lstrip())
            number += text.count("\n", counted, start + first)
            counted = start + first
            parts.append((number, part[first:]))
        start = separator.end() if separator else len(text)
    return parts if len(parts) > 1 and all(_is_article(part, split.min_body) for _, part in parts) else []


def _is_article(part: str, min_body: int) -> bool:
    """Whether a part of a text is an article: a short line that is no sentence, an empty line, then sentences."""
    headline, _, body = _ADDRESS_LINE.sub("", part).strip().partition("\n")
    return (
        0 < len(headline) <= _MAX_INNER_TITLE
        and not _ends_as_text(headline.rstrip())
        and not body.partition("\n")[0].strip()
        and _is_long_enough(body.strip(), min_body)
    )


def _is_long_enough(body: str, min_body: int) -> bool:
    return len(body) >= _PLENTY or (len(body) >= min_body and holds_sentence(body))


def _ends_as_text(line: str) -> bool:
    """Whether a line ends a sentence or continues in the next line: `in the U.S.` does neither."""
    return line.endswith((",", ";", ":")) or (line.endswith(".") and not ends_in_abbreviation(line))


def _without_ornaments(location: Location, first: int, text: str, warnings: tuple[str, ...]) -> ReadResult:
    """The article without its separator lines, and with a warning for those with text above and below."""
    separators = list(_SEPARATOR.finditer(text))
    result = _article(location, _SEPARATOR.sub("\n", text), warnings)
    if not separators or isinstance(result, Failure):
        return result
    stripped = tuple(Stripped("line without words", line[0].strip()) for line in separators)
    starts = [line.start() for line in _WORDS.finditer(text)]
    doubtful = [line.start() for line in separators if starts[1] < line.start() < starts[-1]] if starts[1:] else []
    numbers = [first + text.count("\n", 0, start) for start in doubtful[: _SHOWN + 1]]
    doubts = (_ORNAMENT.format(_listed(numbers)),) if numbers else ()
    return msgspec.structs.replace(result, stripped=(*result.stripped, *stripped), warnings=(*result.warnings, *doubts))


def _listed(numbers: list[int]) -> str:
    shown = ", ".join(map(str, numbers[:_SHOWN])) + (", \u2026" if len(numbers) > _SHOWN else "")
    return f"line {shown} was" if len(numbers) == 1 else f"lines {shown} were"


_SHOWN = 5
_ORNAMENT = (
    "{} taken for an ornament and cut: if another article begins there, "
    "it needs a headline that is no sentence, an empty line and some text"
)


def _article(location: Location, text: str, warnings: tuple[str, ...]) -> ReadResult:
    """The article of a text, with the address that stands alone on one of its lines."""
    address = _address_line(text)
    if address:
        rest = f"{text[: address.start()]}\n{text[address.end() :]}"
        result = _worded_article(location, rest, warnings)
        if isinstance(result, Draft):
            cut = Stripped("address", address[0].strip())
            return msgspec.structs.replace(result, url=address["url"], stripped=(*result.stripped, cut))
    return _worded_article(location, text, warnings)


def _address_line(text: str) -> re.Match[str] | None:
    """The line that says where the article stands; None without one.

    That is the only address alone on a line, or of several the one with a label or above the text.
    """
    lines = [line for line in _ADDRESS_LINE.finditer(text) if is_web_address(line["url"])]
    if len({line["url"] for line in lines}) > 1:
        labelled = [line for line in lines if line["label"]]
        above = [line for line in lines if len(text[: line.start()].split("\n\n")) <= _ABOVE]
        lines = labelled or above
    return next(iter(lines), None)


_ABOVE = 3
"""Paragraphs down to which an address stands above the text: the headline, a date, and itself."""


def _worded_article(location: Location, text: str, warnings: tuple[str, ...]) -> ReadResult:
    lines = list(itertools.dropwhile(_has_no_word, paragraphs(text)))
    problem = _problem(lines)
    if problem:
        return Failure(location, *problem)
    title, body, doubts = _headline(text.strip(), lines)
    return Draft(location=location, title=one_line(title), body="\n\n".join(body), warnings=(*warnings, *doubts))


def _problem(lines: list[str]) -> tuple[str, str] | None:
    """Why the lines are no article, and how to mend it."""
    if not lines:
        return "there is nothing in it", "put a headline on the first line and the text below"
    if len(lines) == 1 and _ADDRESS.fullmatch(lines[0]):
        return "this is an address, not an article", "name it on the command line, or save the article's text"
    if len(lines) == 1 and len(lines[0]) <= MAX_TITLE and not _is_prose(lines[0]):
        return "there is no text below the headline", "put the article's text there"
    return None


def _has_no_word(line: str) -> bool:
    return not any(map(str.isalnum, line))


def _headline(text: str, lines: list[str]) -> tuple[str, list[str], tuple[str, ...]]:
    """Headline, body and warnings."""
    dateline = read_dateline(lines[0])
    if dateline and (dateline.month or dateline.agency):
        return shortened(one_line(lines[0][dateline.end :]), FIRST_WORDS), lines, (_NO_HEADLINE,)
    if _is_prose(lines[0]):
        return shortened(one_line(lines[0]), FIRST_WORDS), lines, (_NO_HEADLINE,)
    if len(lines[0]) <= MAX_TITLE:
        return lines[0], lines[1:], ()
    first, _, rest = text.partition("\n")
    if len(first) <= MAX_TITLE:
        doubt = "there is no blank line below the headline: see whether its first line is the whole headline"
        return first.strip(), list(paragraphs(rest)), (doubt,)
    return shortened(one_line(first), FIRST_WORDS), lines, (_NO_HEADLINE,)


def _is_prose(line: str) -> bool:
    """Whether a first paragraph is text and no headline: it ends as a sentence does, and is long or holds several."""
    line = line.rstrip()
    if len(line) > MAX_TITLE or not _SENTENCE_END.search(line) or ends_in_abbreviation(line):
        return False
    width = len(line) + len(_WIDE.findall(line))
    return width > _MAX_SENTENCE or (width > _MAX_SENTENCES and len(list(sentences(line))) > 1)


_SENTENCE_END = re.compile("[.\u3002\u0964]['\"\u201d\u2019\u00bb)\u300d\u300f]*$")
"""A full stop at the end of a line, perhaps before what closes: `… in May.”`. Questions and calls are headlines too."""
_WIDE = re.compile("[\u1100-\u11ff\u2e80-\u9fff\uac00-\ud7af\uff00-\uff60]")
"""Letters of double width, of which a headline has half as many."""
_MAX_SENTENCE, _MAX_SENTENCES = 100, 60
"""Characters of a headline that is a sentence, and of one that is several: `Talks fail. Both sides are angry.`"""
_NO_HEADLINE = "there is no headline above the text: give it a title"
