"""What the rest of an article says of a name: whether it bears it out, and whom of several it means."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

import msgspec

from digest.gazetteer import ActorEntry
from digest.tagging.lexicon import Lexicon
from digest.tagging.tags import Doubt, Evidence

MANY = 6
"""States in one of the first two sentences from which on the article is about each of them."""

_SURE = frozenset(("capital", "venue", "metonym", "city", "division"))
"""Rules by which a country is named that no bare name can be."""
_WHOLE = frozenset(("name", "setting", "demonym", "metonym"))
_NAMED = frozenset(("name", "setting", "demonym"))
_INSIDE = re.compile(r"(?<!\bthe)(?<!\bThe)(?<=[a-z\d,%']) $")
"""What stands before a capital that is no sentence's first and no river's: the Amazon."""


class Mention(NamedTuple):
    """One naming of one actor or region."""

    slug: str
    kind: str
    """As in `Sense.kind`."""
    evidence: Evidence


class Article(NamedTuple):
    """What bears a name out or speaks against it."""

    title: str
    headline: bool
    """Whether the title capitalises every word."""
    body: str
    dateline: str
    day: dt.date | None
    given: frozenset[str]
    """Given names of its people that are a country's name too."""


class _Named(NamedTuple):
    """Who is named at all, by slug."""

    firm: Collection[str]
    """By a name that nobody else bears."""
    sure: Collection[str]
    """By more than a bare name."""
    whole: Collection[str]
    """As a whole, and not by a town or a part."""
    parts: Collection[str]
    adjectives: Collection[str]
    states: frozenset[str]
    """ISO codes."""
    hosts: Collection[str]
    """ISO codes of the seats of bodies that lead the article."""


def in_context(mentions: Sequence[Mention], article: Article, lexicon: Lexicon) -> tuple[list[Mention], list[Doubt]]:
    """The mentions that the rest of the article bears out, and the others."""
    mentions = _whose(mentions, article, lexicon)
    named = _named(mentions, lexicon)
    entries = lexicon.gazetteer.entries
    kept: list[Mention] = []
    doubts: list[Doubt] = []
    for mention in mentions:
        entry = entries.get(mention.slug)
        reason = _against(mention, entry, named, article, lexicon) if entry else ""
        if reason:
            doubts.append(Doubt(mention.slug, mention.evidence, reason))
        else:
            kept.append(mention)
    return kept, doubts


def _named(mentions: Sequence[Mention], lexicon: Lexicon) -> _Named:
    entries = lexicon.gazetteer.entries
    by: dict[str, set[str]] = {}
    leading = set()
    for mention in mentions:
        by.setdefault(mention.evidence.rule, set()).add(mention.slug)
        if mention.evidence.place in ("title", "lead"):
            leading.add(mention.slug)
    firm = set().union(*(slugs for rule, slugs in by.items() if rule != "weak"))
    return _Named(
        firm=firm,
        sure=set().union(*(by.get(rule, ()) for rule in _SURE)),
        whole=set().union(*(by.get(rule, ()) for rule in _WHOLE)),
        parts=by.get("division", set()) | by.get("city", set()),
        adjectives=by.get("demonym", set()),
        states=frozenset(entries[key].actor.iso for key in firm if key in entries),
        hosts=frozenset(entries[key].country for key in leading if key in entries and entries[key].members),
    )


def _whose(mentions: Sequence[Mention], article: Article, lexicon: Lexicon) -> list[Mention]:
    """Names that two countries bear, each with the one that is meant: Congo beside Brazzaville.

    It is the one that the article names otherwise too; of both or none, the one whose name it is by itself,
    but not before its former name ended: what was Congo while there was Zaire is the other.
    """
    if all(mention.evidence.text not in lexicon.borrowed for mention in mentions):
        return list(mentions)
    otherwise = {mention.slug for mention in mentions if mention.evidence.text not in lexicon.borrowed}
    told = []
    for mention in mentions:
        borrower = lexicon.borrowed.get(mention.evidence.text, "")
        entry = lexicon.gazetteer.entries.get(mention.slug)
        if borrower and entry and mention.slug not in otherwise:
            early = article.day and any(article.day <= name.until for name in entry.former)
            if early or borrower in otherwise:
                mention = mention._replace(slug=borrower)  # noqa: PLW2901
        told.append(mention)
    return told


def _against(mention: Mention, entry: ActorEntry, named: _Named, article: Article, lexicon: Lexicon) -> str:
    """What speaks against a name, or nothing."""
    rule, text = mention.evidence.rule, mention.evidence.text
    if rule == "weak":
        return "" if _borne_out(mention, entry, named, article) else "nothing beside it bears it out"
    certain = mention.slug in named.sure or (rule == "name" and mention.slug in named.adjectives)
    if text in article.given and rule != "dateline" and mention.kind == "country" and not certain:
        return "somebody's given name"
    if rule == "capital" and entry.actor.iso in named.hosts and mention.slug not in named.whole:
        return "the seat of a body of states"
    if rule in ("name", "demonym") and entry.unless and not certain:
        said = (article.title, article.body, article.dateline)
        word = next((word for word in entry.unless if any(word in text for text in said)), "")
        if word:
            return f'"{word}" says that another is meant'
    return "a town or a part of that name elsewhere" if _is_namesake(mention, entry, named, lexicon) else ""


def _borne_out(mention: Mention, entry: ActorEntry, named: _Named, article: Article) -> bool:
    """Whether a weak name has beside it its full name, two members, or the country where it is at home.

    A company's needs a capital inside a sentence, where no apple would have one; a headline that capitalises
    every word is no sentence, and needs the body to have the name too.
    """
    if mention.slug in named.firm or len(named.states.intersection(entry.members)) >= 2:
        return True
    if entry.actor.kind == "company":
        return any(_INSIDE.search(article.body, max(0, at - 5), at) for at in _places(mention, article))
    if entry.country not in named.states or entry.worldwide or entry.members:
        return False
    return not article.headline or mention.evidence.place != "title" or next(_places(mention, article), -1) >= 0


def _places(mention: Mention, article: Article) -> Iterator[int]:
    """Where a body has the words of a mention."""
    found = re.finditer(rf"(?<!\w){re.escape(mention.evidence.text)}(?!\w)", article.body)
    return (place.start() for place in found)


def _is_namesake(mention: Mention, entry: ActorEntry, named: _Named, lexicon: Lexicon) -> bool:
    """A bare "Athens" beside Ohio, a bare "Georgia" beside Florida, and not a word of Greece or Tbilisi."""
    if mention.evidence.rule in ("capital", "venue", "city"):
        namesakes = {other for other in lexicon.namesakes.get(mention.evidence.text, ()) if other != mention.slug}
        return mention.slug not in named.whole and not namesakes.isdisjoint(named.parts)
    if mention.evidence.rule == "name" and entry.rivals:
        rivals = (lexicon.gazetteer.countries[code].slug for code in entry.rivals)
        return mention.slug not in named.parts and any(other in named.parts for other in rivals)
    return False


def listed(mentions: Sequence[Mention]) -> list[Mention]:
    """The same; those of a sentence at the head that names many states are marked as such."""
    plain = [each for each in mentions if each.kind == "country" and each.evidence.rule in _NAMED]
    if len(plain) < MANY:
        return list(mentions)
    places = {place: {each.slug for each in plain if each.evidence.place == place} for place in ("lead", "second")}
    crowded = [place for place, slugs in places.items() if len(slugs) >= MANY]
    if not crowded:
        return list(mentions)
    return [_listed(each) if each in plain and each.evidence.place in crowded else each for each in mentions]


def _listed(mention: Mention) -> Mention:
    return mention._replace(evidence=msgspec.structs.replace(mention.evidence, rule="listed"))
