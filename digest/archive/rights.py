"""How much of an article may be shown. Applied once, before anything else sees the article."""

from __future__ import annotations

import html

import msgspec

from digest.language.summaries import summarise
from digest.model.article import Article
from digest.model.text import Outline, Prose

FULL, EXCERPT, LINK = "full", "excerpt", "link"


def permitted(article: Article, rights: str, excerpt_words: int) -> Article:
    """The article as far as its rights let it be shown, with a summary where one may be shown."""
    if rights == FULL:
        if article.rights == FULL and article.summary:
            return article
        return msgspec.structs.replace(article, rights=FULL, summary=article.summary or article.body.gist)
    if rights == LINK:
        return msgspec.structs.replace(article, rights=LINK, summary="", image="", body=Outline())
    opening = excerpt(Prose(text=article.body.opening), excerpt_words).text.removesuffix(" …")
    body = Outline(words=min(article.body.words, excerpt_words), opening=opening)
    summary = article.summary or summarise(opening, article.body.headings)
    return msgspec.structs.replace(article, rights=EXCERPT, summary=summary, image="", body=body)


def permitted_text(body: Prose, rights: str, excerpt_words: int) -> Prose:
    """The text as far as its rights let it be shown."""
    if rights == FULL:
        return body
    return excerpt(body, excerpt_words) if rights == EXCERPT else Prose()


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
