"""Tag an article: read it once, gather who is named and where, weigh them, and keep those it is about."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping, Sequence

from digest.gazetteer import Gazetteer
from digest.slugs import slug
from digest.tagging import regions, salience
from digest.tagging.lexicon import lexicon
from digest.tagging.mentions import Mentions, find_mentions
from digest.tagging.people import PUBLIC
from digest.tagging.tags import ActorTag, Evidence, Tagging
from digest.urls import hostname


def tag(
    title: str,
    body: str,
    gazetteer: Gazetteer,
    exclude: Collection[str] = (),
    *,
    dateline: str = "",
    day: dt.date | None = None,
    url: str = "",
    lang: str = "",
) -> Tagging:
    """The actors and regions of an article.

    `body` is plain text or Markdown, its paragraphs parted by blank lines; it may open with a dateline, or
    that is given apart. `exclude` holds names that are not to be tagged: those the editor refused, those
    never to be named. `day` is when the article was published, for offices that it names without a name; `url` where,
    for towns of which its outlet's own country has one. `lang` is the language tag of the text; empty, the text tells.
    The same input gives the same result; of two equal weights, the actor that the text names first comes first.
    """
    without = _slugs(exclude, gazetteer)
    home = country_of(url, gazetteer) if url else ""
    mentions = find_mentions(title, body, lexicon(gazetteer), dateline=dateline, day=day, home=home, lang=lang)
    weighed = _weighed(mentions, gazetteer, without)
    chosen = salience.enough(
        {tag.actor.slug: tag.score for tag in weighed if _public(tag, mentions.unknown)},
        [tag.actor.slug for tag in weighed if tag.actor.kind == "country"],
    )
    actors = tuple(tag for tag in weighed if tag.actor.slug in chosen)
    stated, passing = regions.stated(_less(mentions.regions, without), gazetteer)
    return Tagging(
        actors=actors,
        mentions=tuple(tag for tag in weighed if tag.actor.slug not in chosen),
        regions=stated or regions.derived(actors, gazetteer, without),
        rejections=mentions.rejections,
        passing=passing,
        unread=mentions.unread,
    )


def country_of(url: str, gazetteer: Gazetteer) -> str:
    """The ISO code of the country of an address: its outlet's, else its domain's; empty if unknown."""
    host = hostname(url)
    outlet = gazetteer.outlet_of_host(host) if host else None
    if outlet and outlet.country:
        return outlet.country
    domain = host.rpartition(".")[2].upper()
    code = "GB" if domain == "UK" else domain
    return code if code in gazetteer.countries and code not in _SOLD_TO_ANYONE else ""


_SOLD_TO_ANYONE = frozenset("AI CC CO FM IO IS LA LY ME NU SH TO TV WS".split())
"""Domains of countries that sites elsewhere mostly use."""


def _public(tag: ActorTag, unknown: Collection[str]) -> bool:
    """Whether an actor is not a private person: it has an entry, or an office or a headline makes it public."""
    if tag.actor.slug not in unknown:
        return True
    return any(piece.rule in PUBLIC or piece.place == "title" for piece in tag.evidence)


def _slugs(names: Collection[str], gazetteer: Gazetteer) -> frozenset[str]:
    """Slugs of the actors and regions that names mean, and of the names themselves."""
    pairs = ((gazetteer.actor(name), gazetteer.region(name)) for name in names)
    return frozenset(thing.slug for pair in pairs for thing in pair if thing) | {slug(name) for name in names}


def _less(mentions: Mapping[str, Sequence[Evidence]], without: frozenset[str]) -> dict[str, Sequence[Evidence]]:
    return {key: evidence for key, evidence in mentions.items() if key not in without}


def _weighed(mentions: Mentions, gazetteer: Gazetteer, without: frozenset[str]) -> list[ActorTag]:
    """A tag for every actor that the article names, by falling score; Python's sort is stable, so ties keep the text's
    order."""
    named = _less(mentions.actors, without)
    actors = {key: gazetteer.actor_by_slug(key) or mentions.unknown[key] for key in named}
    times = {key: salience.times(pieces) for key, pieces in named.items()}
    states = sum(times[key] for key, actor in actors.items() if actor.kind == "country")
    everyone = sum(times.values())
    tags = []
    for key, actor in actors.items():
        country = actor.kind == "country"
        of = states if country else everyone
        share = times[key] / of if of else 0.0
        weight = salience.score(named[key], share, country=country, filed=mentions.filed)
        tags.append(ActorTag(actor, weight, tuple(named[key]), share, mentions.filed))
    return sorted(tags, key=lambda tag: -tag.score)
