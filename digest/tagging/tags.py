"""Tags: the actors, regions and mentions of an article, with their evidence."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from digest.model.actor import Actor, Region


class Evidence(msgspec.Struct, frozen=True):
    """Words of the article that speak for a tag."""

    text: str
    rule: str
    """How they name it: one of RULES."""
    place: str
    """The place of the words: title, lead (the first sentence), second (sentence), body, dateline."""
    offset: int
    """Offset of their first character in the title or, for any other place, in the body; -1 for a dateline outside the
    body."""


RULES: Mapping[str, str] = {
    "name": "its name",
    "demonym": "its adjective or people",
    "capital": "its capital",
    "venue": "its capital, as a place where something happens",
    "metonym": "its seat of power",
    "division": "a part of it",
    "city": "a city of it",
    "leader": "somebody who leads it",
    "setting": "its name, to say where a town is",
    "listed": "its name, among many states in one sentence",
    "dateline": "where the report was filed",
    "weak": "a name that others have too, supported by the rest of the article",
    "office": "an office before the name",
    "holder": "who held the office that day",
    "apposition": "an office behind the name",
    "trade": "what somebody does, or an age, beside the name",
    "said": "someone who is quoted",
    "given": "a given name and a surname",
    "honorific": "a form of address before the name",
    "form": "an organisation's form of name",
    "surname": "a short form of a name given in full",
    "stated": "a phrase that means only the region",
    "passing": "an everyday word for the region",
    "member": "a country of the region",
}
"""The rules by which words support a tag, each in the words of an editor."""


class ActorTag(msgspec.Struct, frozen=True):
    """An actor, how much the article is about it, and the evidence."""

    actor: Actor
    score: float
    """See `salience`: from 1.0 on the article is about it."""
    evidence: tuple[Evidence, ...]
    share: float = 0.0
    """Share of the article's mentions, which counts in the score: a country's among those of countries."""
    filed: bool = True
    """Whether the article has a dateline, without which the first sentence counts more."""


class RegionTag(msgspec.Struct, frozen=True):
    """A region that the article states, or that its countries are in."""

    region: Region
    basis: str
    """`stated` or `derived`."""
    evidence: tuple[Evidence, ...]


class Rejection(msgspec.Struct, frozen=True):
    """A name that does not count, because it means something else."""

    slug: str
    """Slug of the actor that the name would mean."""
    evidence: Evidence
    reason: str


class Tagging(msgspec.Struct, frozen=True):
    """The tags of one article."""

    actors: tuple[ActorTag, ...] = ()
    """Those it is about, weightiest first."""
    mentions: tuple[ActorTag, ...] = ()
    """Those it merely names, weightiest first."""
    regions: tuple[RegionTag, ...] = ()
    """Stated ones in the order of their first words, or else a derived one."""
    rejections: tuple[Rejection, ...] = ()
    """Names that mean something else here."""
    passing: tuple[RegionTag, ...] = ()
    """Regions that the article only names in passing."""
    unread: str = ""
    """The language of the text if tagging does not support it; else empty."""


def as_json(tagging: Tagging) -> dict[str, list[dict[str, object]]]:
    """Actors, regions and mentions as every command prints them."""
    return {
        "actors": [_actor(tag) for tag in tagging.actors],
        "regions": [_region(tag) for tag in tagging.regions],
        "mentions": [_actor(tag) for tag in tagging.mentions],
    }


def _actor(tag: ActorTag) -> dict[str, object]:
    return {
        "name": tag.actor.name,
        "kind": tag.actor.kind or None,
        "iso": tag.actor.iso or None,
        "score": tag.score,
        "evidence": msgspec.to_builtins(tag.evidence),
    }


def _region(tag: RegionTag) -> dict[str, object]:
    return {"name": tag.region.name, "basis": tag.basis, "evidence": msgspec.to_builtins(tag.evidence)}
