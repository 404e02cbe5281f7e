"""What tagging says of an article, with its reasons."""

from __future__ import annotations

import msgspec

from digest.model.actor import Actor, Region


class Evidence(msgspec.Struct, frozen=True):
    """Words of the article that speak for a tag."""

    text: str
    rule: str
    """How they name it: name, demonym, capital, metonym, division, weak, venue, dateline, office,
    apposition, surname; for a region: stated, passing, member."""
    place: str
    """Where they stand: title, lead (the first sentence), second (sentence), body, dateline."""
    offset: int
    """Of their first character, in the title or, for any other place, in the body."""


class ActorTag(msgspec.Struct, frozen=True):
    """An actor, how much the article is about it, and why."""

    actor: Actor
    score: float
    """See `salience`: from 1.0 on the article is about it."""
    evidence: tuple[Evidence, ...]


class RegionTag(msgspec.Struct, frozen=True):
    """A region that the article states, or that its countries amount to."""

    region: Region
    basis: str
    """`stated` or `derived`."""
    evidence: tuple[Evidence, ...]


class Tagging(msgspec.Struct, frozen=True):
    """The tags of one article."""

    actors: tuple[ActorTag, ...] = ()
    """Those it is about, weightiest first."""
    mentions: tuple[ActorTag, ...] = ()
    """Those it merely names, weightiest first."""
    regions: tuple[RegionTag, ...] = ()
    """Stated ones in the order of their first words, or else a derived one."""
