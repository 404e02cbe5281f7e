"""The summary of a text that brings none: its first sentence or two. `digest add` and a build make the same."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import islice

from digest.language.datelines import without_dateline
from digest.language.sentences import holds_sentence, sentence_ends
from digest.model.text import Heading

SUMMARY_LENGTH = 300
"""Characters."""
_LINE = 40
"""Characters below which a paragraph may be a by-line or a date. A character of double width counts twice."""
_WITHOUT_STOPS = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]{20}")
"""Text in a script that puts spaces between sentences and no stops: Thai, Lao, Burmese, Khmer."""
_WORDS = 3
_PARAGRAPH = 2_000
"""Characters of a paragraph that are read; a text without paragraphs may be of any length."""


def summarise(text: str, headings: Sequence[Heading] = ()) -> str:
    """The first sentence of a plain text, and the second where both fit into 300 characters.

    A first sentence that is longer is cut between words, with an ellipsis. Of a wire report the dateline is left out.
    """
    start, end = opening_paragraph(text, headings)
    return summary_of(text[start:end])


def summary_of(paragraph: str) -> str:
    """The same of the paragraph that the story begins with."""
    line = without_dateline(" ".join(paragraph[:_PARAGRAPH].split()))
    ends = [*(end for end, _ in islice(sentence_ends(line), 2)), len(line), len(line)]
    fitting = [line[:end] for end in ends[:2] if end <= SUMMARY_LENGTH]
    return fitting[-1] if fitting else shortened(line[: ends[0]], SUMMARY_LENGTH)


def opening_paragraph(text: str, headings: Sequence[Heading] = ()) -> tuple[int, int]:
    """Where the story of a text begins: start and end of the paragraph that a summary is taken from.

    That is the first of a line's length in which a sentence ends, for a shorter one may be a by-line; or else the
    first of more than three words; or else the first. `headings` are the text's own, in order: none of them counts.
    """
    nothing = (len(text), len(text))
    first = longer = nothing
    for start, end in _paragraphs(text, headings):
        paragraph = text[start : min(end, start + _PARAGRAPH)]
        is_line = _fills_line(paragraph)
        if is_line and (holds_sentence(paragraph) or _WITHOUT_STOPS.search(paragraph)):
            return start, end
        if longer is nothing and (is_line or len(paragraph.split(maxsplit=_WORDS)) > _WORDS):
            longer = start, end
        if first is nothing:
            first = start, end
    return first if longer is nothing else longer


def shortened(line: str, length: int) -> str:
    """A line of more than `length` characters, cut between two words, with an ellipsis."""
    if len(line) <= length:
        return line
    return line[: length - 1].rsplit(None, 1)[0].rstrip(" ,;:\u2013\u2014-") + "\u2026"


def _paragraphs(text: str, headings: Sequence[Heading]) -> Iterator[tuple[int, int]]:
    """Start and end of each paragraph that is neither empty nor a heading."""
    coming = iter(headings)
    heading = next(coming, None)
    start = 0
    while start <= len(text):
        end = text.find("\n\n", start)
        end = len(text) if end < 0 else end
        paragraph = text[start:end]
        if heading and paragraph == heading.text:
            heading = next(coming, None)
        elif paragraph.strip():
            yield start, end
        start = end + 2


def _fills_line(paragraph: str) -> bool:
    """Whether a paragraph is as long as a sentence of the news, at least."""
    if len(paragraph) >= _LINE:
        return True
    return sum(1 + (unicodedata.east_asian_width(letter) in "WF") for letter in paragraph) >= _LINE
