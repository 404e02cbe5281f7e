"""Entries of the gazetteer: actors and regions, with the words by which texts name them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

import msgspec

from digest.model.actor import Actor, Region


class Office(msgspec.Struct, frozen=True):
    """An office that a person held, with its first and last day; None for a day that is open or unknown."""

    title: str
    """In full: "Prime Minister of Japan"."""
    since: dt.date | None = None
    until: dt.date | None = None

    def covers(self, day: dt.date) -> bool:
        """Whether the office was held on that day, as far as is known."""
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)


def office_on(day: dt.date, offices: Iterable[Office]) -> str:
    """The title of the office held on a day; of several, the one that began last. Empty if none is known."""
    held = [office for office in offices if office.covers(day) and (office.since or office.until)]
    return max(held, key=lambda office: office.since or dt.date.min).title if held else ""


class FormerName(msgspec.Struct, frozen=True):
    """A former name of a country, and its last day."""

    name: str
    until: dt.date


class ActorEntry(msgspec.Struct, frozen=True, kw_only=True):
    """An actor, and the words by which a text may name it.

    The actor's name and aliases count everywhere. The words here count in running text only, so that
    `actors: [Moscow]` in front matter does not become Russia.
    """

    actor: Actor
    foreign: tuple[str, ...] = ()
    """Names in other languages: Deutschland, Allemagne. They name it in running text as its own name does."""
    caseless: tuple[str, ...] = ()
    """Names in scripts without capitals: 日本, 한국, روسيا. They count in texts of their script."""
    demonyms: tuple[str, ...] = ()
    """Adjectives and people: Japanese; Swede, Swedes, Swedish."""
    prefixes: tuple[str, ...] = ()
    """Forms that name it before a hyphen: Franco of Franco-German."""
    capitals: tuple[str, ...] = ()
    """Its capital in each spelling; also a seat of government in another town."""
    metonyms: tuple[str, ...] = ()
    """Seats of power that name it: Kremlin, White House."""
    divisions: tuple[str, ...] = ()
    """Parts that the news calls by their own name: Scotland, Texas, New South Wales."""
    places: tuple[str, ...] = ()
    """Cities that count in running text, as divisions do: Mumbai, Kharkiv, Los Angeles."""
    cities: tuple[str, ...] = ()
    """Towns that count in a dateline only."""
    postal: tuple[str, ...] = ()
    """Short forms of divisions, which count behind a town only: Calif., Ont."""
    weak: tuple[str, ...] = ()
    """Ambiguous names. They count only if the article supports them, for example by the full name or two members."""
    unless: tuple[str, ...] = ()
    """Words that make its bare name mean something else, anywhere in the same article."""
    rivals: tuple[str, ...] = ()
    """ISO codes of countries with a division of the same name (the United States, for Georgia). The name means the
    division if the article names another part of that country, and nothing else of this one."""
    borrows: tuple[str, ...] = ()
    """Names that it shares with another country and that the other's entry lists (Congo). They mean this country if
    the article also names it in another way, and does not so name the other."""
    namesakes: tuple[str, ...] = ()
    """Its towns with the name of another country's capital or city."""
    former: tuple[FormerName, ...] = ()
    """Its former names. They are also aliases, because texts still use them."""
    members: tuple[str, ...] = ()
    """ISO 3166-1 alpha-2 codes of an organisation's member states."""
    worldwide: bool = False
    """Whether it is a body of many states, without a list of members here. Its seat then does not name the host."""
    country: str = ""
    """ISO code of the country of a person, company or group, or of an organisation's seat."""
    seats: tuple[str, ...] = ()
    """Further seats of an organisation. In its reports, they do not name their countries."""
    offices: tuple[Office, ...] = ()
    until: dt.date | None = None
    """The last day of a former state."""


class RegionEntry(msgspec.Struct, frozen=True, kw_only=True):
    """A region, and the phrases by which a text names it."""

    region: Region
    stated: tuple[str, ...] = ()
    """Specific phrases: one mention is enough. They include its name and aliases."""
    passing: tuple[str, ...] = ()
    """Everyday words, of which one in passing is not enough: Europe, Red Sea. A phrase in both lists counts as one of
    these."""
    derive: bool = True
    """Whether it can be derived from its members among an article's actors, if the text states no region."""
