"""Where the sentences of a text end, and the first of them as its summary."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from digest.model.text import Heading

SUMMARY_LENGTH = 300
_SENTENCE_END = re.compile(r"[.!?…][\"'”’)]*\s+(?=[\"'“‘(]?[^\sa-z])")
_ABBREVIATION = re.compile(
    r"(?:\b(?:[A-Z]|Mr|Mrs|Ms|Dr|St|Gen|Col|Lt|Sen|Rep|Gov|Sgt|Capt|Maj|Adm|Prof|Rev|Hon|No|vs|etc|approx"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec))\.$"
)
_LONGEST = len(" approx.")
"""As far back as an abbreviation can begin."""


def first_sentences(text: str, headings: Sequence[Heading] = ()) -> str:
    """The first sentence of a text below its headings, and the second where both fit into a summary."""
    opening, _ = first_paragraph(text, headings)
    summary = ""
    for sentence in islice(sentences(opening), 2):
        if summary and len(summary) + len(sentence) >= SUMMARY_LENGTH:
            break
        summary = f"{summary} {sentence}".strip()
    if len(summary) <= SUMMARY_LENGTH:
        return summary
    return summary[:SUMMARY_LENGTH].rsplit(" ", 1)[0].rstrip(",;:—– ") + " …"


def first_paragraph(text: str, headings: Sequence[Heading] = ()) -> tuple[str, int]:
    """The first paragraph of more than three words that is no heading, and the offset at which it ends.

    Empty, and the length of the text, where there is none.
    """
    coming = iter(headings)
    heading = next(coming, None)
    end = -2
    for paragraph in text.split("\n\n"):
        end += 2 + len(paragraph)
        if heading and paragraph == heading.text:
            heading = next(coming, None)
        elif len(paragraph.split(maxsplit=4)) > 3:
            return paragraph, end
    return "", len(text)


def sentences(paragraph: str) -> Iterator[str]:
    """Sentences of a paragraph; a full stop after an initial, a title or a month's short name ends none."""
    start = 0
    for end in _SENTENCE_END.finditer(paragraph):
        stop = end.start() + 1
        if not _ABBREVIATION.search(paragraph[max(start, stop - _LONGEST) : stop]):
            yield paragraph[start : end.end()].strip()
            start = end.end()
    rest = paragraph[start:].strip()
    if rest:
        yield rest
