"""What the gazetteer knows of an actor or a region beyond what the site shows of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

import msgspec

from digest.model.actor import Actor, Region


class Office(msgspec.Struct, frozen=True):
    """An office that a person held, from its first day to its last; None where that end is open or unknown."""

    title: str
    """In full: "Prime Minister of Japan"."""
    since: dt.date | None = None
    until: dt.date | None = None

    def covers(self, day: dt.date) -> bool:
        """Whether the office was held on that day, as far as is known."""
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)


def office_on(day: dt.date, offices: Iterable[Office]) -> str:
    """The title of the office held on a day, of several the one taken up last; empty if none is known."""
    held = [office for office in offices if office.covers(day) and (office.since or office.until)]
    return max(held, key=lambda office: office.since or dt.date.min).title if held else ""


class FormerName(msgspec.Struct, frozen=True):
    """A name that a country had, to its last day."""

    name: str
    until: dt.date


class ActorEntry(msgspec.Struct, frozen=True, kw_only=True):
    """An actor, and the words by which a text may speak of it.

    The actor's name and aliases name it everywhere. What stands here names it in running text only, so
    that `actors: [Moscow]` in front matter is never silently taken for Russia.
    """

    actor: Actor
    foreign: tuple[str, ...] = ()
    """Names in other languages: Deutschland, Allemagne. They name it in running text as its own name does."""
    demonyms: tuple[str, ...] = ()
    """Adjectives and people: Japanese; Swede, Swedes, Swedish."""
    prefixes: tuple[str, ...] = ()
    """What stands for it before a hyphen: Franco-German."""
    capitals: tuple[str, ...] = ()
    """Its capital, by each of its spellings; also a seat of government elsewhere."""
    metonyms: tuple[str, ...] = ()
    """Seats of power that stand for it: Kremlin, White House."""
    divisions: tuple[str, ...] = ()
    """Parts that stand in the news by their own name: Scotland, Texas, New South Wales."""
    places: tuple[str, ...] = ()
    """Cities that count in running text, as a part does: Mumbai, Kharkiv, Los Angeles."""
    cities: tuple[str, ...] = ()
    """Towns from which news is datelined; they count in a dateline and nowhere else."""
    postal: tuple[str, ...] = ()
    """Short forms of divisions after a town: Calif., Ont.; they count there and nowhere else."""
    weak: tuple[str, ...] = ()
    """Names that others bear too: they count where the full name, or two members, stand beside them."""
    unless: tuple[str, ...] = ()
    """Words that, standing in the same article, say that its bare name means something else."""
    rivals: tuple[str, ...] = ()
    """ISO codes of countries with a part of that name: they are meant where another part of theirs is named, and
    nothing else of this country."""
    borrows: tuple[str, ...] = ()
    """Names of another country that mean this one where the article names it otherwise, and not the other."""
    namesakes: tuple[str, ...] = ()
    """Its towns that bear the name of another country's capital or city."""
    former: tuple[FormerName, ...] = ()
    """Names that it had; they are among its aliases, for texts use them still."""
    members: tuple[str, ...] = ()
    """ISO 3166-1 alpha-2 codes of an organisation's member states."""
    worldwide: bool = False
    """Whether it is a body of many states whose members nobody lists: the host of its seat is not meant."""
    country: str = ""
    """ISO code of a person's, a company's or a group's country, or of an organisation's seat."""
    seats: tuple[str, ...] = ()
    """Further towns in which an organisation sits: what it says there is no news of their countries."""
    offices: tuple[Office, ...] = ()
    until: dt.date | None = None
    """The last day of a state that is no more."""


class RegionEntry(msgspec.Struct, frozen=True, kw_only=True):
    """A region, and the phrases that state it."""

    region: Region
    stated: tuple[str, ...] = ()
    """Phrases so specific that one mention states the region; its name and aliases among them."""
    passing: tuple[str, ...] = ()
    """Everyday words that state it only where the article dwells on them: Europe, Red Sea. A phrase that is in
    both is one of these."""
    derive: bool = True
    """Whether an article about its members may be counted to it when no region is stated."""
