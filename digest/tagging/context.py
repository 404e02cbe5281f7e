"""Context: whether the rest of an article supports a name, and which of several bearers it means."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

import msgspec

from digest.gazetteer import ActorEntry
from digest.tagging.abbreviations import Explained
from digest.tagging.disambiguation import is_placed
from digest.tagging.lexicon import Lexicon
from digest.tagging.matcher import occurrences, occurs
from digest.tagging.tags import Evidence, Rejection
from digest.tagging.words import INSTITUTIONS_OF_ANY_STATE

MANY = 6
"""States in one of the first two sentences from which on the article is about each of them."""

_SURE = frozenset(("capital", "venue", "metonym", "city", "division"))
"""Rules by which a country is named that no bare name can be."""
_WHOLE = frozenset(("name", "setting", "demonym", "metonym"))
_UNSUPPORTED = "a common word or name, and nothing else in the article supports it"
_TOWN_RULES = frozenset(("capital", "venue", "city"))
_NAMED = frozenset(("name", "setting", "demonym"))
_INSIDE = re.compile(r"(?<!\bthe)(?<!\bThe)(?<=[a-z\d,%']) $")
"""Before a capital inside a sentence. `the` is excluded, because it also precedes rivers: the Amazon."""


class Mention(msgspec.Struct, frozen=True):
    """One naming of one actor or region."""

    slug: str
    kind: str
    """As in `Sense.kind`."""
    evidence: Evidence


class ArticleContext(NamedTuple):
    """An article as far as it supports a name or speaks against it."""

    title: str
    headline: bool
    """Whether the title capitalises every word."""
    body: str
    dateline: str
    day: dt.date | None
    given_names: frozenset[str]
    """Given names of its people that are a country's name too."""
    filed: tuple[str, ...] = ()
    """Slugs that its dateline speaks for."""
    home: str = ""
    """ISO code of its outlet's country; empty if that is not known."""
    foreign: bool = False
    """Whether its language is another than English; common words of other languages are names of companies."""
    abbreviations: Mapping[str, Explained] = {}
    """What its own abbreviations mean."""


class _Support(NamedTuple):
    """The actors that the article names, by slug, grouped by the kind of name."""

    plain: Collection[str]
    """By a name, an adjective or a part that no other state has."""
    firm: Collection[str]
    """By a name that nobody else bears."""
    sure: Collection[str]
    """By more than a bare name."""
    whole: Collection[str]
    """As a whole, and not by a town or a part."""
    parts: Collection[tuple[str, str]]
    """By a part or a town, with its words."""
    adjectives: Collection[str]
    states: frozenset[str]
    """ISO codes."""
    hosts: Collection[str]
    """ISO codes of the seats of bodies that lead the article."""


def in_context(
    mentions: Sequence[Mention], article: ArticleContext, lexicon: Lexicon
) -> tuple[list[Mention], list[Rejection]]:
    """The mentions that the rest of the article supports, and the rejected ones."""
    mentions = _whose(mentions, article, lexicon)
    mentions, rejections = _spelled_out(mentions, article)
    named = _named(mentions, lexicon)
    located = [_located(mention, named, article, lexicon) for mention in mentions]
    if located != mentions:
        mentions, named = located, _named(located, lexicon)
    entries = lexicon.gazetteer.entries
    kept: list[Mention] = []
    for mention in mentions:
        entry = entries.get(mention.slug)
        reason = _against(mention, entry, named, article, lexicon) if entry else ""
        if reason:
            rejections.append(Rejection(mention.slug, mention.evidence, reason))
        else:
            kept.append(mention)
    return listed(kept), rejections


def _named(mentions: Sequence[Mention], lexicon: Lexicon) -> _Support:
    entries = lexicon.gazetteer.entries
    by: dict[str, set[str]] = {}
    leading = set()
    for mention in mentions:
        by.setdefault(mention.evidence.rule, set()).add(mention.slug)
        if mention.evidence.place in ("title", "lead"):
            leading.add(mention.slug)
    firm = set().union(*(slugs for rule, slugs in by.items() if rule != "weak"))
    return _Support(
        plain={mention.slug for mention in mentions if mention.evidence.text not in INSTITUTIONS_OF_ANY_STATE},
        firm=firm,
        sure=set().union(*(by.get(rule, ()) for rule in _SURE)),
        whole=set().union(*(by.get(rule, ()) for rule in _WHOLE)),
        parts={
            (mention.slug, mention.evidence.text)
            for mention in mentions
            if mention.evidence.rule in ("division", "city")
        },
        adjectives=by.get("demonym", set()),
        states=frozenset(entries[key].actor.iso for key in firm if key in entries),
        hosts=frozenset(entries[key].country for key in leading if key in entries and entries[key].members),
    )


def _whose(mentions: Sequence[Mention], article: ArticleContext, lexicon: Lexicon) -> list[Mention]:
    """Names that two countries bear, resolved to the one that the article means: Congo beside Brazzaville.

    The article means the country that it also names in another way. If it names both or neither in another way, it
    means the country whose own name this is; before that country took the name (Congo, while it was Zaire), the other.
    """
    if all(mention.evidence.text not in lexicon.borrowed for mention in mentions):
        return list(mentions)
    otherwise = {mention.slug for mention in mentions if mention.evidence.text not in lexicon.borrowed}
    meant = []
    for mention in mentions:
        borrower = lexicon.borrowed.get(mention.evidence.text, "")
        entry = lexicon.gazetteer.entries.get(mention.slug)
        if borrower and entry and mention.slug not in otherwise:
            early = article.day and any(article.day <= name.until for name in entry.former)
            if early or borrower in otherwise:
                mention = Mention(borrower, mention.kind, mention.evidence)  # noqa: PLW2901
        meant.append(mention)
    return meant


def _spelled_out(mentions: Sequence[Mention], article: ArticleContext) -> tuple[list[Mention], list[Rejection]]:
    """Abbreviations that the article itself explains, each with the meaning that it gives them."""
    kept = []
    rejections = []
    for mention in mentions:
        explained = article.abbreviations.get(mention.evidence.text)
        if explained is None or explained.slug == mention.slug:
            kept.append(mention)
            continue
        rejections.append(Rejection(mention.slug, mention.evidence, f'"{explained.words}" in this article'))
        if explained.slug:
            evidence = msgspec.structs.replace(mention.evidence, rule="name")
            kept.append(Mention(explained.slug, mention.kind, evidence))
    return kept, rejections


def _located(mention: Mention, named: _Support, article: ArticleContext, lexicon: Lexicon) -> Mention:
    """The mention of a town, moved to another country that has a town of that name.

    A town moves to a country if the article names parts of it, or else to the country of the outlet. It stays where it
    is if the article names its best-known country as a whole. A capital does not move because of the outlet.
    """
    namesakes = lexicon.namesakes.get(mention.evidence.text, ())
    if mention.evidence.rule not in _TOWN_RULES or not namesakes or mention.slug in named.whole:
        return mention
    others = {slug for slug, words in named.parts if words != mention.evidence.text}
    if mention.slug in others:
        return mention
    countries = [slug for slug in namesakes if slug != mention.slug and slug in others]
    home = lexicon.gazetteer.countries.get(article.home)
    if not countries and home and home.slug in namesakes and mention.evidence.rule == "city":
        countries = [home.slug]
    if len(countries) != 1:
        return mention
    return Mention(countries[0], "country", msgspec.structs.replace(mention.evidence, rule="city"))


def _is_of_another_state(mention: Mention, named: _Support, article: ArticleContext, lexicon: Lexicon) -> bool:
    """A House of Representatives in a report from Manila, or in one that names Egypt and not the United States."""
    if mention.evidence.text not in INSTITUTIONS_OF_ANY_STATE or mention.slug in named.plain:
        return False
    if article.filed:
        return mention.slug not in article.filed
    possessive = f"'s {mention.evidence.text}"
    if possessive in article.title or possessive in article.body:
        return True
    states = {slug for slug in named.whole if slug != mention.slug and slug in lexicon.gazetteer.entries}
    return mention.evidence.text == "House of Representatives" and bool(states)


def _against(mention: Mention, entry: ActorEntry, named: _Support, article: ArticleContext, lexicon: Lexicon) -> str:
    """The reason to reject a name, in a few words; empty to keep it."""
    rule, text = mention.evidence.rule, mention.evidence.text
    if article.foreign and entry.actor.kind == "company" and " " not in text and not text.isupper():
        return "a word of another language"
    if rule == "weak":
        return "" if _is_supported(mention, entry, named, article) else _UNSUPPORTED
    certain = mention.slug in named.sure or (rule == "name" and mention.slug in named.adjectives)
    is_given = text in article.given_names and rule != "dateline" and mention.kind == "country"
    if is_given and not certain and not is_placed(article.body, text):
        return "somebody's given name"
    if rule == "metonym" and _is_of_another_state(mention, named, article, lexicon):
        return "an institution of another state"
    if rule == "capital" and entry.actor.iso in named.hosts and mention.slug not in named.whole:
        return "the seat of a body of states"
    if rule in ("name", "demonym") and entry.unless and not certain:
        passages = (article.title, article.body, article.dateline)
        word = next((word for word in entry.unless if any(word in text for text in passages)), "")
        if word:
            return f'another bearer, by "{word}" in the article'
    return "a town or a part of that name elsewhere" if _is_namesake(mention, entry, named, lexicon) else ""


def _is_supported(mention: Mention, entry: ActorEntry, named: _Support, article: ArticleContext) -> bool:
    """Whether the article supports a weak name: by its full name, by two of its members, or by its own country.

    A company's name needs a capital inside a sentence, where a common word (apple) would have none. A headline that
    capitalises every word does not show this, so the body must have the name too.
    """
    if mention.slug in named.firm or len(named.states.intersection(entry.members)) >= 2:
        return True
    if entry.actor.kind == "company":
        places = occurrences(article.body, mention.evidence.text)
        return any(_INSIDE.search(article.body, max(0, at - 5), at) for at in places)
    if entry.country not in named.states or entry.worldwide or entry.members:
        return False
    if not article.headline or mention.evidence.place != "title":
        return True
    return occurs(article.body, mention.evidence.text)


def _is_namesake(mention: Mention, entry: ActorEntry, named: _Support, lexicon: Lexicon) -> bool:
    """Whether a bare name means a namesake: "Athens" beside Ohio, "Georgia" beside Florida, without Greece or
    Tbilisi."""
    parts = {slug for slug, _ in named.parts}
    if mention.evidence.rule in _TOWN_RULES:
        namesakes = {other for other in lexicon.namesakes.get(mention.evidence.text, ()) if other != mention.slug}
        return mention.slug not in named.whole and not namesakes.isdisjoint(parts)
    if mention.evidence.rule == "name" and entry.rivals:
        rivals = (lexicon.gazetteer.countries[code].slug for code in entry.rivals)
        return mention.slug not in parts and any(other in parts for other in rivals)
    return False


def listed(mentions: Sequence[Mention]) -> list[Mention]:
    """The mentions; a state in one of the first two sentences gets the rule `listed` if that sentence names many."""
    plain = [mention for mention in mentions if mention.kind == "country" and mention.evidence.rule in _NAMED]
    if len(plain) < MANY:
        return list(mentions)
    places = {
        place: {mention.slug for mention in plain if mention.evidence.place == place} for place in ("lead", "second")
    }
    crowded = [place for place, slugs in places.items() if len(slugs) >= MANY]
    if not crowded:
        return list(mentions)
    return [
        _listed(mention) if mention in plain and mention.evidence.place in crowded else mention
        for mention in mentions
    ]


def _listed(mention: Mention) -> Mention:
    return Mention(mention.slug, mention.kind, msgspec.structs.replace(mention.evidence, rule="listed"))
