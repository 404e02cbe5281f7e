"""Where the sentences of a text end, and the first of them as its summary."""

from __future__ import annotations

import re

SUMMARY_LENGTH = 300
_SENTENCE_END = re.compile(r"(?<=[.!?…])[\"'”’)]*\s+(?=[\"'“‘(]?[^\sa-z])")
_ABBREVIATION = re.compile(
    r"(?:\b(?:[A-Z]|Mr|Mrs|Ms|Dr|St|Gen|Col|Lt|Sen|Rep|Gov|Sgt|Capt|Maj|Adm|Prof|Rev|Hon|No|vs|etc|approx"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec))\.$"
)


def first_sentences(text: str) -> str:
    """The first sentence of a text, and the second where both fit into a summary."""
    sentences = split_sentences(next((part for part in text.split("\n\n") if len(part.split()) > 3), ""))
    summary = ""
    for sentence in sentences[:2]:
        if summary and len(summary) + len(sentence) >= SUMMARY_LENGTH:
            break
        summary = f"{summary} {sentence}".strip()
    if len(summary) <= SUMMARY_LENGTH:
        return summary
    return summary[:SUMMARY_LENGTH].rsplit(" ", 1)[0].rstrip(",;:—– ") + " …"


def split_sentences(paragraph: str) -> list[str]:
    """Sentences of a paragraph; a full stop after an initial, a title or a month's short name ends none."""
    found: list[str] = []
    start = 0
    for end in _SENTENCE_END.finditer(paragraph):
        if not _ABBREVIATION.search(paragraph[start : end.start()]):
            found.append(paragraph[start : end.end()].strip())
            start = end.end()
    rest = paragraph[start:].strip()
    return [*found, rest] if rest else found
