"""Facts of subjects that the gazetteer and the site's dossiers know: offices, members, seats, owners."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property

import msgspec

from digest.gazetteer.entries import ActorEntry, Office
from digest.gazetteer.gazetteer import Gazetteer
from digest.model.actor import Actor, Outlet

_HEADS = (
    "President of ", "Prime Minister of ", "Chancellor of ", "King of ", "Queen of ", "Emperor of ",
    "Supreme Leader of ",
    "General Secretary of ", "Taoiseach of ", "Secretary General of ", "Secretary-General of ", "Director-General of ",
    "Director General of ", "Managing Director of ", "High Representative of ",
)  # fmt: skip
"""How the titles of those begin who lead a country or a body; the name of what they lead follows."""


_FAMILY_FIRST = frozenset(["CN", "HK", "KH", "KP", "KR", "MO", "SG", "TW", "VN"])
"""Countries whose people the news names with the family name first."""


class NamedActor(msgspec.Struct, frozen=True):
    """An actor that a fact names."""

    name: str
    slug: str = ""
    """Empty for a name of something else."""
    note: str = ""
    """Of an office: its title."""
    since: dt.date | None = None
    until: dt.date | None = None
    """The first and the last day, where they are known."""


class Fact(msgspec.Struct, frozen=True):
    """Something that is known of a subject."""

    label: str
    """`Members`, `Seat` …"""
    named: tuple[NamedActor, ...]


class Profiles:
    """The facts of the subjects of a site."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer

    def of(self, family: str, slug: str) -> tuple[Fact, ...]:
        """What is known of a subject; nothing of topics, and of names that no entry has."""
        if family == "actors":
            entry = self._gazetteer.entries.get(slug)
            return tuple(fact for fact in self._of_actor(entry) if fact.named) if entry else ()
        if family == "regions":
            region = self._gazetteer.region_by_slug(slug)
            return (Fact("Countries", self._countries(region.members)),) if region and region.members else ()
        outlet = self._gazetteer.outlet_by_slug(slug) if family == "sources" else None
        return tuple(_of_outlet(outlet, self._gazetteer.countries)) if outlet else ()

    def sort_key(self, person: str, slug: str) -> str:
        """A person's name with the family name first: `Leyen, Ursula von der`, `Xi Jinping`."""
        words, entry = person.split(), self._gazetteer.entries.get(slug)
        is_eastern = entry is not None and entry.country in _FAMILY_FIRST
        if (is_eastern and words[0] not in self._gazetteer.given_names) or words[0] in self._gazetteer.family_names:
            return person
        if len(words) < 2:
            return person
        return f"{words[-1]}, {' '.join(words[:-1])}"

    def _of_actor(self, entry: ActorEntry) -> Iterator[Fact]:
        actor = entry.actor
        if actor.kind == "person":
            country = self._gazetteer.countries.get(entry.country)
            offices = [NamedActor(office.title, "", "", office.since, office.until) for office in entry.offices]
            yield Fact("Offices", tuple(offices))
            yield Fact("Country", (NamedActor(country.name, country.slug),) if country else ())
            return
        yield Fact("Led by", self._leaders.get(actor.slug, ()))
        if actor.kind == "country":
            yield Fact("Member of", self._memberships.get(actor.iso, ()))
        else:
            seat = self._gazetteer.countries.get(entry.country)
            yield Fact("Seat", (NamedActor(seat.name, seat.slug),) if seat else ())
            yield Fact("Members", self._countries(entry.members))

    def _countries(self, codes: Iterable[str]) -> tuple[NamedActor, ...]:
        known = (self._gazetteer.countries.get(code) for code in codes)
        return tuple(NamedActor(name, slug) for name, slug in sorted((one.name, one.slug) for one in known if one))

    @cached_property
    def _memberships(self) -> Mapping[str, tuple[NamedActor, ...]]:
        """The bodies of which each country is a member, by ISO code."""
        bodies: defaultdict[str, list[NamedActor]] = defaultdict(list)
        for entry in sorted(self._gazetteer.actors, key=lambda entry: entry.actor.name):
            for code in dict.fromkeys(entry.members):
                bodies[code].append(NamedActor(entry.actor.name, entry.actor.slug))
        return {code: tuple(named) for code, named in bodies.items()}

    @cached_property
    def _leaders(self) -> Mapping[str, tuple[NamedActor, ...]]:
        """Those who led each country and body, by its slug, the last first."""
        leaders: defaultdict[str, list[NamedActor]] = defaultdict(list)
        for entry in self._gazetteer.actors:
            for office in entry.offices if entry.actor.kind == "person" else ():
                led = self._led(office)
                if led:
                    name = NamedActor(entry.actor.name, entry.actor.slug, office.title, office.since, office.until)
                    leaders[led.slug].append(name)
        return {
            slug: tuple(sorted(named, key=lambda one: (one.since or dt.date.min, one.name), reverse=True))
            for slug, named in leaders.items()
        }

    def _led(self, office: Office) -> Actor | None:
        start = next((head for head in _HEADS if office.title.startswith(head)), "")
        name = office.title.removeprefix(start).removeprefix("the ")
        return self._gazetteer.actor(name) if start and office.since else None


def at_work_on(day: dt.date, named: Iterable[NamedActor]) -> tuple[NamedActor, ...]:
    """Those whose office covers a day."""
    return tuple(one for one in named if one.since and one.since <= day and (one.until is None or day <= one.until))


def _of_outlet(outlet: Outlet, countries: Mapping[str, Actor]) -> Iterator[Fact]:
    country = countries.get(outlet.country)
    if outlet.kind:
        yield Fact("Kind", (NamedActor(outlet.kind.capitalize()),))
    if country:
        yield Fact("Country", (NamedActor(country.name, country.slug),))
    if outlet.state_media:
        yield Fact("Owned or run by", (NamedActor(f"the state ({country.name})" if country else "a state"),))
