"""Explanations: why an article has a tag or not, by words, places, rules, parts of the score and the entry."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from typing import Any

import msgspec

from digest.errors import did_you_mean
from digest.gazetteer import ActorEntry, Gazetteer, RegionEntry
from digest.model.actor import Actor
from digest.slugs import slug
from digest.tagging import salience
from digest.tagging.date_bounds import Bounds, bounds
from digest.tagging.document import Document
from digest.tagging.tags import RULES, ActorTag, Evidence, RegionTag, Tagging


class Words(msgspec.Struct, frozen=True):
    """Words of the article that support a tag, or that were rejected."""

    text: str
    line: int
    column: int
    place: str
    rule: str
    said: str
    """The rule in words; for words that do not count, why not."""


class Reason(msgspec.Struct, frozen=True, kw_only=True):
    """The explanation of one name."""

    name: str
    what: str
    """Its kind, or `region`; empty if the gazetteer does not know the name."""
    iso: str = ""
    entry: str = ""
    """The gazetteer's entry in a line."""
    status: str
    """`actor`, `mention`, `region`, `passing` or `none`."""
    basis: str = ""
    score: float | None = None
    parts: tuple[tuple[str, float], ...] = ()
    words: tuple[Words, ...] = ()
    against: tuple[Words, ...] = ()
    """Its names that mean something else here."""
    missing: str = ""
    """Why it is not among the tags; empty if it is."""


class Why(msgspec.Struct, frozen=True, kw_only=True):
    """The explanation of one article's tags."""

    path: str
    title: str
    gazetteer: str
    """The gazetteer's version."""
    enough: float
    reviewed: bool
    bounds: Bounds
    reasons: tuple[Reason, ...]


def explain(document: Document, tagging: Tagging, gazetteer: Gazetteer, never: Sequence[str], name: str = "") -> Why:
    """The reasons for every tag and mention or, with a name, for that name alone, even if it is not a tag."""
    every = tuple(_every(document, tagging, gazetteer))
    reasons = (_wanted(name, every, document, tagging, gazetteer, never),) if name else every
    dated = Bounds() if document.day else bounds(tagging, document.title, document.body, gazetteer)
    return Why(
        path=document.path,
        title=document.title,
        gazetteer=gazetteer.version,
        enough=salience.ENOUGH,
        reviewed=document.reviewed,
        bounds=dated,
        reasons=reasons,
    )


def _every(document: Document, tagging: Tagging, gazetteer: Gazetteer) -> Iterator[Reason]:
    rejected = {rejection.slug for rejection in tagging.rejections}
    for status, tags in (("actor", tagging.actors), ("mention", tagging.mentions)):
        for tag in tags:
            yield _of_actor(tag, status, document, tagging, gazetteer)
    for status, regions in (("region", tagging.regions), ("passing", tagging.passing)):
        for region in regions:
            yield _of_region(region, status, document, gazetteer)
    named = {tag.actor.slug for tag in (*tagging.actors, *tagging.mentions)}
    for key in sorted(rejected - named):
        yield _absent(key, document, tagging, gazetteer)


def _of_actor(
    tag: ActorTag, status: str, document: Document, tagging: Tagging, gazetteer: Gazetteer
) -> Reason:
    actor = tag.actor
    entry = gazetteer.entries.get(actor.slug)
    parts = salience.features(tag.evidence, tag.share, country=actor.kind == "country", filed=tag.filed)
    return Reason(
        name=actor.name,
        what=actor.kind,
        iso=actor.iso,
        entry=_entry(entry, document.day) if entry else "no entry: only the article introduces it",
        status=status,
        score=tag.score,
        parts=tuple((part, round(weight, 3)) for part, weight in parts),
        words=tuple(_words(document, piece) for piece in tag.evidence),
        against=_against(actor.slug, document, tagging),
        missing=_short(tag, has_entry=entry is not None) if status == "mention" else "",
    )


def _short(tag: ActorTag, *, has_entry: bool) -> str:
    """Why a mention is not an actor."""
    if tag.score >= salience.ENOUGH and not has_entry:
        return "a private person: without an office, and not in the headline"
    return f"its score is {tag.score:.2f}, and an actor needs {salience.ENOUGH:.2f}"


def _of_region(tag: RegionTag, status: str, document: Document, gazetteer: Gazetteer) -> Reason:
    entry = next(entry for entry in gazetteer.regions if entry.region.slug == tag.region.slug)
    return Reason(
        name=tag.region.name,
        what="region",
        entry=_region_entry(entry),
        status=status,
        basis=tag.basis if status == "region" else "",
        words=tuple(_words(document, piece) for piece in tag.evidence),
        missing="an everyday word, named once and below the first sentence" if status == "passing" else "",
    )


def _absent(key: str, document: Document, tagging: Tagging, gazetteer: Gazetteer) -> Reason:
    """The reason for an actor with an entry that no words of the article support."""
    entry = gazetteer.entries[key]
    against = _against(key, document, tagging)
    return Reason(
        name=entry.actor.name,
        what=entry.actor.kind,
        iso=entry.actor.iso,
        entry=_entry(entry, document.day),
        status="none",
        against=against,
        missing="its name means something else here" if against else "the article does not name it",
    )


def _wanted(
    name: str,
    every: Sequence[Reason],
    document: Document,
    tagging: Tagging,
    gazetteer: Gazetteer,
    never: Sequence[str],
) -> Reason:
    """The reason for the actor or region that `name` asks for, by any of its names."""
    actor, region = gazetteer.actor(name) or _spoken_of(name, gazetteer), gazetteer.region(name)
    slugs = {slug(name), *(thing.slug for thing in (actor, region) if thing)}
    reasons = [reason for reason in every if slug(reason.name) in slugs]
    refused = _refused(slugs, document, gazetteer, never)
    if refused:
        base = reasons[0] if reasons else Reason(name=actor.name if actor else name, what="", status="none")
        return msgspec.structs.replace(base, status="none", missing=refused)
    if reasons:
        return reasons[0]
    if actor:
        return _absent(actor.slug, document, tagging, gazetteer)
    if region:
        entry = next(entry for entry in gazetteer.regions if entry.region.slug == region.slug)
        return Reason(
            name=region.name,
            what="region",
            entry=_region_entry(entry),
            status="none",
            missing=_region_missing(entry, tagging),
        )
    return Reason(name=name, what="", status="none", missing=_unknown(name, every, document, gazetteer))


def _refused(asked: set[str], document: Document, gazetteer: Gazetteer, never: Sequence[str]) -> str:
    def slugs(names: Sequence[str]) -> set[str]:
        things = (gazetteer.actor(name) or gazetteer.region(name) for name in names)
        return {thing.slug for thing in things if thing} | {slug(name) for name in names}

    if asked & slugs(document.rejected):
        return "rejected in the article's front matter"
    if asked & slugs(never):
        return "dropped everywhere by [actors] never in digest.toml"
    if asked & gazetteer.silent:
        return "silent: its file under content/ says so"
    return ""


def _region_missing(entry: RegionEntry, tagging: Tagging) -> str:
    if tagging.regions and tagging.regions[0].basis == "stated":
        return "no phrase for it in the article, and regions are derived only where none is stated"
    inside = [tag.actor.name for tag in tagging.actors if tag.actor.iso in entry.region.members]
    if not entry.derive:
        return "no phrase for it in the article, and it is never derived from countries"
    who = f"only {', '.join(inside)} of its countries" if inside else "none of its countries"
    return f"no phrase for it in the article, and {who} among the actors, or a smaller region fits them"


def _unknown(name: str, every: Sequence[Reason], document: Document, gazetteer: Gazetteer) -> str:
    """The message for an unknown name: whether the article has the word, and the nearest known name."""
    near = did_you_mean(name, [reason.name for reason in every]) or did_you_mean(name, _names(gazetteer))
    there = re.search(rf"(?<!\w){re.escape(name)}(?!\w)", f"{document.title}\n{document.body}")
    message = "the gazetteer has no entry for this name" + ("" if there else ", and it is not in the article")
    return ", ".join(filter(None, (message, near, f"to make an entry, write {gazetteer.dossier_file(name)}")))


def _spoken_of(name: str, gazetteer: Gazetteer) -> Actor | None:
    """The actor that a capital, an adjective or another word in running text means."""
    return next((entry.actor for entry in gazetteer.actors if name in _words_for(entry)), None)


def _words_for(entry: ActorEntry) -> tuple[str, ...]:
    return (*entry.demonyms, *entry.capitals, *entry.metonyms, *entry.divisions, *entry.places, *entry.weak)


def _names(gazetteer: Gazetteer) -> Iterator[str]:
    for entry in gazetteer.actors:
        yield entry.actor.name
        yield from entry.actor.aliases
        yield from _words_for(entry)
    yield from (entry.region.name for entry in gazetteer.regions)


def _against(key: str, document: Document, tagging: Tagging) -> tuple[Words, ...]:
    return tuple(
        _words(document, rejection.evidence, rejection.reason)
        for rejection in tagging.rejections
        if rejection.slug == key
    )


def _words(document: Document, piece: Evidence, reason: str = "") -> Words:
    line, column = document.place(piece)
    return Words(piece.text, line, column, piece.place, piece.rule, reason or RULES[piece.rule])


def _entry(entry: ActorEntry, day: dt.date | None) -> str:
    """`person, JP: Prime Minister of Japan 2021-10-04/2024-10-01`."""
    actor = entry.actor
    what = ", ".join(filter(None, (actor.kind, actor.iso or entry.country)))
    offices = [office for office in entry.offices if day is None or office.covers(day)] or list(entry.offices)
    held = "; ".join(f"{office.title} {office.since or ''}/{office.until or ''}" for office in offices)
    over = f"until {entry.until}" if entry.until else ""
    return ": ".join(filter(None, (what, held or over)))


def _region_entry(entry: RegionEntry) -> str:
    return f"{len(entry.region.members)} countries" + ("" if entry.derive else ", never derived from them")


def as_json(why: Why) -> dict[str, Any]:
    """The same as one object of plain values."""
    value: dict[str, Any] = msgspec.to_builtins(why)
    return value
