"""The gazetteer as one dictionary from the first capitalised word of a name to what the name means."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

from digest.gazetteer import ActorEntry, Gazetteer, Office
from digest.tagging.first_names import variants
from digest.tagging.words import PEOPLES, SHOUTED_AMBIGUOUS, UPPER

HEAD = re.compile(rf"(?<!\w)[{UPPER}]\w*")
"""The capitalised word under which a name is filed: its first."""


class Sense(NamedTuple):
    """The actor, region or outlet that a name means, and the rule by which it does."""

    kind: str
    """An actor's kind, or `region`, or `other`: an outlet, a people or a silenced entry, which only keeps the words of
    the name from meaning something else."""
    slug: str
    rule: str
    """As in `Evidence.rule`."""


class Name(NamedTuple):
    """A name as a text spells it."""

    text: str
    before: str
    """The part of it before its head: `al-` of al-Qaeda; mostly empty."""
    sense: Sense


NEXT = 2
"""Characters behind a head by which its names are filed."""
Names = dict[str, dict[str, tuple[Name, ...]]]
"""Names by head and by the `NEXT` characters behind it, so that `The ` is not compared with each outlet that begins so.
The longest name comes first, so that the first match is the longest. The key "" has the names that end before these
characters, which every other key has too; for a head with few names it has all of them."""
_FEW = 3
"""Names of a head up to which they are not grouped by the characters behind it."""


class Lexicon(NamedTuple):
    """A gazetteer as indexes for finding names in texts."""

    gazetteer: Gazetteer
    names: Names
    shouted: Names
    """The same in capitals, for headlines in capitals only."""
    towns: dict[str, str]
    """Places of datelines, case-folded, to an actor's slug."""
    postal: dict[str, str]
    """Short forms after a town (`Calif.`), case-folded, to an actor's slug."""
    namesakes: Mapping[str, tuple[str, ...]]
    """By the name of a capital or a city: the slugs of other countries that have a town of that name."""
    borrowed: Mapping[str, str]
    """Names that a country shares with another, to the slug of the other: Congo."""
    prefixes: Mapping[str, str]
    """Forms of a country's name before a hyphen, to its slug: `Franco` in Franco-German."""
    given_names: frozenset[str]
    """Given names, with and without their accents."""
    family_names: frozenset[str]
    """Family names that come before the given name."""
    shared: frozenset[str]
    """Given names that are also names of places."""
    offices: Mapping[tuple[str, str], tuple[OfficeTerm, ...]]
    """Terms of an office, by the slug of its country and by `office_of` its title."""
    careers: Mapping[str, tuple[OfficeTerm, ...]]
    """Terms of offices of countries, by the slug of the person who held them."""
    surnames: Mapping[str, tuple[ActorEntry, ...]]
    """People with an office by the last word of their name, or the first if that is the family name."""

    def is_given(self, word: str) -> bool:
        """Whether a word is a given name, or two joined by a hyphen: Hans, Jean-Claude."""
        return word in self.given_names or ("-" in word and word.split("-", 1)[0] in self.given_names)


@lru_cache(maxsize=8)
def lexicon(gazetteer: Gazetteer) -> Lexicon:
    """Prepare a gazetteer (about 15 ms); kept for the gazetteers used last."""
    senses = _senses(gazetteer)
    shouted = {name.upper(): _shouted(name.upper(), sense) for name, sense in reversed(senses.items())}
    heeded = tuple(entry for entry in gazetteer.actors if entry.actor.slug not in gazetteer.silent)
    given_names = gazetteer.given_names | {unaccented(name) for name in gazetteer.given_names if not name.isascii()}
    terms = tuple(_terms(heeded, gazetteer))
    return Lexicon(
        gazetteer=gazetteer,
        names=_filed(senses),
        shouted=_filed(shouted),
        towns=_towns(heeded),
        postal=_postal(heeded),
        namesakes=_namesakes(heeded),
        borrowed={name: entry.actor.slug for entry in heeded for name in entry.borrows},
        prefixes={prefix: entry.actor.slug for entry in heeded for prefix in entry.prefixes},
        given_names=given_names,
        family_names=gazetteer.family_names,
        shared=gazetteer.shared,
        offices=_by_office(terms),
        careers=_by_person(terms),
        surnames=_surnames(heeded),
    )


def _namesakes(entries: Iterable[ActorEntry]) -> Mapping[str, tuple[str, ...]]:
    slugs: dict[str, tuple[str, ...]] = {}
    for entry in entries:
        for town in entry.namesakes:
            slugs[town] = (*slugs.get(town, ()), entry.actor.slug)
    return slugs


def _surnames(entries: Iterable[ActorEntry]) -> Mapping[str, tuple[ActorEntry, ...]]:
    bearers_of: dict[str, list[ActorEntry]] = {}
    for entry in entries:
        if entry.offices:
            words = entry.actor.name.removesuffix(" Jr.").split()
            for word in dict.fromkeys((words[0], words[-1])):
                bearers_of.setdefault(word, []).append(entry)
    return {surname: tuple(bearers) for surname, bearers in bearers_of.items()}


def office_of(title: str) -> str:
    """The common name of an office that states call differently: a foreign secretary is a foreign minister."""
    name = _parted(title)[0].lower()
    for here, everywhere in _SAME:
        name = name.replace(here, everywhere)
    return name


def _parted(title: str) -> tuple[str, str]:
    """A title as office and body: `Secretary of State` and `United States`."""
    office, _, body = title.partition(" of the ") if " of the " in title else title.rpartition(" of ")
    return (office or title), body


_SAME = (
    ("defense", "defence"),
    ("secretary of defence", "defence minister"),
    ("defence secretary", "defence minister"),
    ("secretary of state", "foreign minister"),
    ("foreign secretary", "foreign minister"),
    ("minister of foreign affairs", "foreign minister"),
    ("federal ", ""),
)


class OfficeTerm(NamedTuple):
    """One person's term in an office of a country."""

    country: str
    """Slug of the country."""
    office: str
    """See `office_of`."""
    person: str
    """Slug of the person."""
    held: Office


def _terms(entries: Iterable[ActorEntry], gazetteer: Gazetteer) -> Iterator[OfficeTerm]:
    """Every dated term in an office of a country; offices of a bank, a union or a part of a country do not count."""
    for entry in entries:
        for held in entry.offices:
            country = gazetteer.actor(_parted(held.title)[1])
            if country and country.kind == "country" and (held.since or held.until):
                yield OfficeTerm(country.slug, office_of(held.title), entry.actor.slug, held)


def _by_office(terms: Iterable[OfficeTerm]) -> Mapping[tuple[str, str], tuple[OfficeTerm, ...]]:
    by_office: dict[tuple[str, str], tuple[OfficeTerm, ...]] = {}
    for term in terms:
        key = (term.country, term.office)
        by_office[key] = (*by_office.get(key, ()), term)
    return by_office


def _by_person(terms: Iterable[OfficeTerm]) -> Mapping[str, tuple[OfficeTerm, ...]]:
    by_person: dict[str, tuple[OfficeTerm, ...]] = {}
    for term in terms:
        by_person[term.person] = (*by_person.get(term.person, ()), term)
    return by_person


def unaccented(name: str) -> str:
    """A name without its accents, as many newsrooms print it."""
    return "".join(letter for letter in unicodedata.normalize("NFD", name) if not unicodedata.combining(letter))


def _shouted(name: str, sense: Sense) -> Sense:
    """The sense of a name in capitals. One that may be a common word (US, POLISH) is weak: the body must support it."""
    return sense._replace(rule="weak") if name in SHOUTED_AMBIGUOUS else sense


def _senses(gazetteer: Gazetteer) -> dict[str, Sense]:
    """Every name with its one sense. If two entries share a name, the first of these rules decides."""
    senses: dict[str, Sense] = {}
    for ways in (_by_name, _by_phrase, _by_outlet, _by_people, _by_adjective_or_place, _by_first_name):
        for name, sense in ways(gazetteer):
            senses.setdefault(name, sense)
    return senses


def _by_name(gazetteer: Gazetteer) -> Iterator[tuple[str, Sense]]:
    """Weak names first, because even an entry's own name may be weak (Quad); then names, then aliases.

    Within each group later entries come first, because a site's own entries are the last.
    """
    entries = gazetteer.actors[::-1]
    for entry in entries:
        yield from ((name, _sense(gazetteer, entry, "weak")) for name in entry.weak)
    for entry in entries:
        yield entry.actor.name, _sense(gazetteer, entry, "name")
    for entry in entries:
        yield from ((alias, _sense(gazetteer, entry, "name")) for alias in (*entry.actor.aliases, *entry.foreign))


def _by_phrase(gazetteer: Gazetteer) -> Iterator[tuple[str, Sense]]:
    """A phrase in both lists is one in passing: a dossier on Europe does not make the word weigh more."""
    for entry in reversed(gazetteer.regions):
        slug = entry.region.slug
        kind = "other" if slug in gazetteer.silent else "region"
        yield from ((phrase, Sense(kind, slug, "passing")) for phrase in entry.passing)
        yield from ((phrase, Sense(kind, slug, "stated")) for phrase in entry.stated)


def _by_outlet(gazetteer: Gazetteer) -> Iterator[tuple[str, Sense]]:
    for outlet in gazetteer.outlets:
        yield from ((name, Sense("other", outlet.slug, "outlet")) for name in (outlet.name, *outlet.aliases))


def _by_people(_: Gazetteer) -> Iterator[tuple[str, Sense]]:
    yield from ((name + ending, Sense("other", "", "people")) for name in PEOPLES for ending in ("", "s"))


def _by_adjective_or_place(gazetteer: Gazetteer) -> Iterator[tuple[str, Sense]]:
    for entry in reversed(gazetteer.actors):
        for rule, names in _ways(entry):
            yield from ((name, _sense(gazetteer, entry, rule)) for name in names)


def _by_first_name(gazetteer: Gazetteer) -> Iterator[tuple[str, Sense]]:
    """People by another form of their first name, if nobody else has their surname: Tony Blinken."""
    for entry in reversed(gazetteer.actors):
        if entry.actor.kind == "person" and entry.actor.name.rpartition(" ")[2] in entry.actor.aliases:
            yield from ((name, _sense(gazetteer, entry, "name")) for name in variants(entry.actor.name))


def _ways(entry: ActorEntry) -> tuple[tuple[str, tuple[str, ...]], ...]:
    return (
        ("demonym", entry.demonyms),
        ("capital", entry.capitals),
        ("metonym", entry.metonyms),
        ("division", entry.divisions),
        ("city", entry.places),
    )


def _sense(gazetteer: Gazetteer, entry: ActorEntry, rule: str) -> Sense:
    silent = entry.actor.slug in gazetteer.silent
    return Sense("other" if silent else entry.actor.kind or "organisation", entry.actor.slug, rule)


def _filed(senses: dict[str, Sense]) -> Names:
    filed: dict[str, list[tuple[str, Name]]] = {}
    for text in sorted(senses, key=len, reverse=True):
        if head := HEAD.search(text):
            behind = text[head.end() : head.end() + NEXT]
            key = behind if len(behind) == NEXT else ""
            filed.setdefault(head[0], []).append((key, Name(text, text[: head.start()], senses[text])))
    return {head: _by_next(names) for head, names in filed.items()}


def names_of(names: Names, head: str, behind: str) -> tuple[Name, ...]:
    """The names that a head may begin before the `NEXT` characters `behind` it, the longest first."""
    filed = names.get(head)
    return (filed.get(behind) or filed[""]) if filed else ()


def _by_next(names: list[tuple[str, Name]]) -> dict[str, tuple[Name, ...]]:
    """Names of one head by the characters behind it; each key also has the names that end before these."""
    if len(names) <= _FEW:
        return {"": tuple([name for _, name in names])}
    keys = dict.fromkeys(("", *(key for key, _ in names)))
    return {key: tuple([name for own, name in names if own in (key, "")]) for key in keys}


def _towns(entries: Iterable[ActorEntry]) -> dict[str, str]:
    """Towns, and other names that may begin a dateline: `SINGAPORE`, `UNITED NATIONS`."""
    towns: dict[str, str] = {}
    for entry in entries:
        names = (entry.actor.name, *entry.actor.aliases, *entry.metonyms)
        places = (*entry.capitals, *entry.places, *entry.cities, *entry.divisions)
        for place in (*names, *places) if entry.actor.kind != "person" else ():
            towns.setdefault(place.casefold(), entry.actor.slug)
    return towns


def _postal(entries: Iterable[ActorEntry]) -> dict[str, str]:
    return {form.casefold().rstrip("."): entry.actor.slug for entry in entries for form in entry.postal}
