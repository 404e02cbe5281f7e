"""Review: the tags with the least margin and the names without an entry, which an editor should check first."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable

import msgspec

from digest.gazetteer import Gazetteer
from digest.slugs import is_slug, slug
from digest.tagging import salience
from digest.tagging.document import Document, tag_document
from digest.tagging.lexicon import lexicon
from digest.tagging.passages import read_body
from digest.tagging.spans import candidate_spans
from digest.tagging.tags import ActorTag, Tagging
from digest.tagging.words import CALENDAR, FEATURE, INSTITUTION, MODIFIERS, OPENERS, STATE, THINGS

OFTEN = 3
"""Number of articles from which on a name without an entry is worth a file."""

_IDLE = CALENDAR | FEATURE | INSTITUTION | MODIFIERS | OPENERS | STATE | THINGS | frozenset(
    "African Arctic Asian Atlantic Baltic Catholic Christian European Jewish Muslim Nordic Pacific".split()
)


class Doubtful(msgspec.Struct, frozen=True, kw_only=True):
    """An article that nobody has reviewed."""

    path: str
    title: str
    margin: float
    """Distance of its most doubtful actor's score from `salience.ENOUGH`."""
    name: str
    """The most doubtful actor."""
    tagged: bool
    """Whether that actor is a tag: its score is above `ENOUGH`, and otherwise below."""


class Unknown(msgspec.Struct, frozen=True, kw_only=True):
    """A capitalised name without an entry."""

    name: str
    articles: int
    kind: str
    """`person` if the articles introduce it as a person; else empty."""
    paths: tuple[str, ...]
    """A few of the articles."""


class Glance(msgspec.Struct, frozen=True, kw_only=True):
    """What one article contributes to a review."""

    doubtful: Doubtful | None
    names: tuple[tuple[str, str], ...]
    """Names without an entry, and their kinds."""


def glance(document: Document, gazetteer: Gazetteer, never: tuple[str, ...]) -> Glance:
    """Review one article; one that the editor has reviewed still contributes its unknown names."""
    tagging = tag_document(document, gazetteer, never)
    doubtful = None if document.reviewed else _doubtful(document, tagging)
    return Glance(doubtful=doubtful, names=tuple(_unknown(document, tagging, gazetteer)))


def _doubtful(document: Document, tagging: Tagging) -> Doubtful:
    tags = [(abs(tag.score - salience.ENOUGH), tag) for tag in (*tagging.actors, *tagging.mentions)]
    margin, nearest = min(tags, key=lambda pair: pair[0], default=(0.0, None))
    return Doubtful(
        path=document.path,
        title=document.title,
        margin=round(margin, 3),
        name=nearest.actor.name if nearest else "",
        tagged=nearest in tagging.actors if nearest else False,
    )


def _unknown(document: Document, tagging: Tagging, gazetteer: Gazetteer) -> Iterable[tuple[str, str]]:
    """People and organisations that the text names, and other names of two words and more; each once."""
    unknown = [tag for tag in (*tagging.actors, *tagging.mentions) if tag.actor.slug not in gazetteer.entries]
    kinds = {tag.actor.name: tag.actor.kind for tag in unknown}
    yield from sorted(kinds.items())
    parts = {word for tag in unknown for word in _spellings(tag)}
    words = lexicon(gazetteer)
    passage, _ = read_body(document.body, words)
    names = dict.fromkeys(
        " ".join(passage.text[span.start : span.end].split())
        for span in candidate_spans(passage.text, passage.matches, words)
        if (len(span.words) > 1 or not span.opens) and not _idle(span.words)
    )
    entries = kinds.keys() | parts
    for name in names:
        fits = is_slug(slug(name)) and len(name) > 2
        if fits and name not in entries and not gazetteer.actor(name) and not gazetteer.region(name):
            yield name, ""


def _idle(words: tuple[str, ...]) -> bool:
    """Whether none of the words is a name: days, openers, initials, words of state, adjectives of regions."""
    return all(word in _IDLE or len(word) == 1 for word in words)


def _spellings(tag: ActorTag) -> set[str]:
    return {re.sub(r"\s+", " ", piece.text) for piece in tag.evidence}


def by_margin(glances: Iterable[Glance]) -> list[Doubtful]:
    """The articles that nobody has reviewed, the most doubtful first."""
    listed = [article.doubtful for article in glances if article.doubtful]
    return sorted(listed, key=lambda article: (article.margin, article.path))


def by_frequency(glances: Iterable[tuple[str, Glance]]) -> list[Unknown]:
    """The names without an entry that several articles have, the commonest first."""
    paths: dict[str, list[str]] = defaultdict(list)
    kinds: dict[str, Counter[str]] = defaultdict(Counter)
    for path, article in glances:
        for name, kind in article.names:
            paths[name].append(path)
            kinds[name][kind] += 1
    names = [
        Unknown(name=name, articles=len(where), kind=kinds[name].most_common(1)[0][0], paths=tuple(where[:3]))
        for name, where in paths.items()
        if len(where) >= OFTEN
    ]
    return sorted(names, key=lambda name: (-name.articles, name.name))
