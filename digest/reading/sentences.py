"""Where the sentences of a text end, and the first of them as its summary."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

SUMMARY_LENGTH = 300
_SENTENCE_END = re.compile(r"[.!?…][\"'”’)]*\s+(?=[\"'“‘(]?[^\sa-z])")
_ABBREVIATION = re.compile(
    r"(?:\b(?:[A-Z]|Mr|Mrs|Ms|Dr|St|Gen|Col|Lt|Sen|Rep|Gov|Sgt|Capt|Maj|Adm|Prof|Rev|Hon|No|vs|etc|approx"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec))\.$"
)
_LONGEST = len(" approx.")
"""As far back as an abbreviation can begin."""


def first_sentences(text: str) -> str:
    """The first sentence of a text, and the second where both fit into a summary."""
    opening = next((part for part in text.split("\n\n") if len(part.split(maxsplit=4)) > 3), "")
    summary = ""
    for sentence in islice(sentences(opening), 2):
        if summary and len(summary) + len(sentence) >= SUMMARY_LENGTH:
            break
        summary = f"{summary} {sentence}".strip()
    if len(summary) <= SUMMARY_LENGTH:
        return summary
    return summary[:SUMMARY_LENGTH].rsplit(" ", 1)[0].rstrip(",;:—– ") + " …"


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
