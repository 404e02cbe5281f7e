"""Regions of an article: those that it states, or else the one that holds its countries.

Stated      one mention of a phrase that only means the region (Indo-Pacific, South China Sea); or an
            everyday word (Europe, Asia) in the title or the first sentence, or two of them anywhere:
            in passing they say little.
Derived     only where nothing is stated: the smallest region to which two or more of the countries
            that the article is about belong, and at least two thirds of them; three or more for a region
            of many countries, because news of two European countries is not news of Europe.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from digest.gazetteer import Gazetteer, RegionEntry
from digest.tagging.tags import ActorTag, Evidence, RegionTag

WIDE = 22
"""Members from which on a region is wide."""
PROMINENT = frozenset(("title", "lead"))


def stated(
    mentions: Mapping[str, Sequence[Evidence]], gazetteer: Gazetteer
) -> tuple[tuple[RegionTag, ...], tuple[RegionTag, ...]]:
    """The regions stated, and those only named in passing, each in the order of their first words."""
    named = ((gazetteer.region_by_slug(slug), tuple(evidence)) for slug, evidence in mentions.items())
    tags = [RegionTag(region, "stated", evidence) for region, evidence in named if region]
    return tuple(tag for tag in tags if _states(tag.evidence)), tuple(tag for tag in tags if not _states(tag.evidence))


def _states(evidence: Sequence[Evidence]) -> bool:
    if any(piece.rule == "stated" or piece.place in PROMINENT for piece in evidence):
        return True
    return len(evidence) >= 2


def derived(actors: Sequence[ActorTag], gazetteer: Gazetteer, without: frozenset[str]) -> tuple[RegionTag, ...]:
    """The smallest region that fits the countries of an article, if there is one. `without` holds slugs."""
    countries = {tag.actor.iso: tag for tag in actors if tag.actor.iso}
    codes = frozenset(countries)
    fitting = [
        entry
        for entry in (gazetteer.regions if len(codes) >= 2 else ())
        if entry.derive and entry.region.slug not in without and _fits(entry, codes)
    ]
    if not fitting:
        return ()
    region = min(fitting, key=lambda entry: (len(entry.region.members), entry.region.slug)).region
    members = (countries[iso] for iso in countries if iso in region.members)
    return (RegionTag(region, "derived", tuple(_member(tag) for tag in members)),)


def _fits(entry: RegionEntry, countries: frozenset[str]) -> bool:
    inside = len(countries.intersection(entry.region.members))
    return inside >= (2 if len(entry.region.members) <= WIDE else 3) and 3 * inside >= 2 * len(countries)


def _member(tag: ActorTag) -> Evidence:
    first = tag.evidence[0]
    return Evidence(first.text, "member", first.place, first.offset)
