"""How much of an article may be shown. Applied once, before anything else sees the article."""

from __future__ import annotations

import html
import re

import msgspec

from digest.model.article import Article
from digest.model.text import Prose

FULL, EXCERPT, LINK = "full", "excerpt", "link"
_SUMMARY_LENGTH = 300
_SENTENCE_END = re.compile(r"(?<=[.!?…])[\"'”’)]*\s+(?=[\"'“‘(]?[^\sa-z])")
_ABBREVIATION = re.compile(
    r"(?:\b(?:[A-Z]|Mr|Mrs|Ms|Dr|St|Gen|Col|Lt|Sen|Rep|Gov|Sgt|Capt|Maj|Adm|Prof|Rev|Hon|No|vs|etc|approx"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec))\.$"
)


def permitted(article: Article, rights: str, excerpt_words: int) -> Article:
    """The article as far as its rights let it be shown, with a summary where one may stand."""
    if rights == FULL:
        return msgspec.structs.replace(
            article, rights=FULL, summary=article.summary or first_sentences(article.body.text)
        )
    if rights == LINK:
        return msgspec.structs.replace(article, rights=LINK, summary="", image="", body=Prose())
    body = excerpt(article.body, excerpt_words)
    summary = article.summary or first_sentences(body.text.removesuffix(" …"))
    return msgspec.structs.replace(article, rights=EXCERPT, summary=summary, image="", body=body)


def excerpt(body: Prose, most: int) -> Prose:
    """The first words of a text as plain paragraphs; what follows is marked by an ellipsis."""
    left, kept = most, []
    paragraphs = body.text.split("\n\n") if body.text else []
    for paragraph in paragraphs:
        words = paragraph.split()
        if left <= 0:
            break
        kept.append(" ".join(words[:left]))
        left -= len(words)
    if left < 0 or len(kept) < len(paragraphs):
        kept = [*kept[:-1], kept[-1] + " …"] if kept else []
    text = "\n\n".join(kept)
    made = "".join(f"<p>{html.escape(part, quote=False)}</p>\n" for part in kept)
    return Prose(html=made, text=text, words=min(body.words, most))


def first_sentences(text: str) -> str:
    """The first sentence of a text, and the second where both fit into a summary."""
    sentences = split_sentences(next((part for part in text.split("\n\n") if len(part.split()) > 3), ""))
    summary = ""
    for sentence in sentences[:2]:
        if summary and len(summary) + len(sentence) >= _SUMMARY_LENGTH:
            break
        summary = f"{summary} {sentence}".strip()
    if len(summary) <= _SUMMARY_LENGTH:
        return summary
    return summary[:_SUMMARY_LENGTH].rsplit(" ", 1)[0].rstrip(",;:—– ") + " …"


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
