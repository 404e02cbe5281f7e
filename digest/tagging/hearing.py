"""Who is named in an article, and by which words: names made out, doubts heeded, short forms resolved."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import NamedTuple

from digest.gazetteer import ActorEntry
from digest.model.actor import Actor
from digest.slugs import slug
from digest.tagging import people
from digest.tagging.datelines import Dateline
from digest.tagging.doubts import SURNAME, doubt, phrases
from digest.tagging.lexicon import Lexicon
from digest.tagging.matcher import Found
from digest.tagging.passages import Passage, read_body, read_title
from digest.tagging.tags import Evidence
from digest.tagging.words import GIVEN

_VENUE = (" in ", " at ", " near ")
_FAMILY_FIRST = frozenset(("CN", "HK", "KH", "KP", "KR", "TW"))
"""Where the family name stands first, so that the first word is the short form: Xi, Yoon, Tsai."""


class Hearing(NamedTuple):
    """What an article says, before anything is weighed; evidence by slug, in the order of first words."""

    actors: dict[str, list[Evidence]]
    regions: dict[str, list[Evidence]]
    strangers: dict[str, Actor]
    """People whom the article introduces and no entry knows, by slug."""


class Mention(NamedTuple):
    """One naming of one actor or region."""

    slug: str
    kind: str
    """As in `Sense.kind`."""
    evidence: Evidence


def hear(title: str, body: str, lexicon: Lexicon) -> Hearing:
    """Read an article once: the body first, for a headline without lower case is read by its light."""
    text, dateline = read_body(body, lexicon)
    head = read_title(title, lexicon)
    told, doubted = _names(text)
    headed = _headline(head, doubted) if head.style != "prose" else _names(head)[0]
    named = [*headed, *told]
    named += _datelined(dateline, named, lexicon)
    met, strangers = _people(head, text, named, lexicon)
    kept = _in_context(named + met, (head.text, text.text), lexicon)
    return Hearing(_grouped(kept, region=False), _grouped(kept, region=True), strangers)


def _names(passage: Passage) -> tuple[list[Mention], frozenset[str]]:
    """The names of a passage that nothing beside them casts in doubt, and the phrases where something does.

    A surname once is a surname throughout: behind "Jim Jordan", "Jordan" is nobody's country.
    """
    mentions: list[Mention] = []
    doubted: list[str] = []
    surnames: set[str] = set()
    for at, match in enumerate(passage.found):
        if match.sense and match.sense.kind != "other":
            reason = doubt(passage.text, passage.found, at)
            if not reason:
                mentions.append(_mention(passage, match))
                continue
            doubted += phrases(passage.text, passage.found, at)
            if reason == SURNAME and match.sense.kind == "country":
                surnames.add(passage.text[match.start : match.end])
    if surnames:
        mentions = [mention for mention in mentions if mention.evidence.text not in surnames]
    return mentions, frozenset(doubted)


def _headline(head: Passage, doubted: frozenset[str]) -> list[Mention]:
    """The names of a headline in which every word is a capital, unless the body doubts them so beside."""
    return [
        _mention(head, match)
        for at, match in enumerate(head.found)
        if match.sense
        and match.sense.kind != "other"
        and not doubt(head.text, head.found, at, prose=False)
        and doubted.isdisjoint(phrases(head.text, head.found, at))
    ]


def _mention(passage: Passage, match: Found) -> Mention:
    assert match.sense
    kind, key, rule = match.sense
    if rule == "capital" and passage.text.endswith(_VENUE, 0, match.start):
        rule = "venue"
    words = passage.text[match.start : match.end]
    return Mention(key, kind, Evidence(words, rule, passage.place(match.start), match.start))


def _datelined(dateline: Dateline, named: Iterable[Mention], lexicon: Lexicon) -> list[Mention]:
    """Whom the dateline stands for; not the host of a body of states that leads the report from its own seat.

    "BRUSSELS - NATO ministers agreed" is no news of Belgium.
    """
    entries = lexicon.gazetteer.entries
    leading = {mention.slug for mention in named if mention.evidence.place in ("title", "lead")}
    hosts = {entries[key].country for key in leading & entries.keys() if entries[key].members}
    evidence = Evidence(dateline.text, "dateline", "dateline", dateline.offset)
    actors = (entries[key].actor for key in dateline.slugs)
    return [Mention(actor.slug, actor.kind, evidence) for actor in actors if not actor.iso or actor.iso not in hosts]


def _people(
    head: Passage, text: Passage, named: Iterable[Mention], lexicon: Lexicon
) -> tuple[list[Mention], dict[str, Actor]]:
    """Where people are named by an office, an apposition or a short form, and those among them we do not know."""
    passages = [(passage, _runs(passage)) for passage in (head, text)]
    known = {mention.slug: lexicon.gazetteer.entries[mention.slug] for mention in named if mention.kind == "person"}
    met = [
        (passage, person)
        for passage, runs in passages
        if passage.style == "prose"
        for person in people.introduced(passage.text, runs)
    ]
    forms = {_short_form(entry): entry.actor.name for entry in known.values()}
    forms |= people.short_forms([person.name for _, person in met], [run for _, runs in passages for run in runs])
    for passage, runs in passages if forms else ():
        spelled = {form.upper(): name for form, name in forms.items()} if passage.style == "shouted" else forms
        met += ((passage, person) for person in people.again(passage.text, runs, spelled))
    return _met(met, lexicon)


def _runs(passage: Passage) -> Sequence[people.Run]:
    return list(people.runs(passage.text, passage.found))


def _short_form(entry: ActorEntry) -> str:
    words = entry.actor.name.split()
    if entry.country in _FAMILY_FIRST and words[0] not in GIVEN:
        return words[0]
    return people.surname_of(entry.actor.name)


def _met(
    met: Iterable[tuple[Passage, people.Person]], lexicon: Lexicon
) -> tuple[list[Mention], dict[str, Actor]]:
    """Mentions of people, one for each place in the text, and an actor for each stranger."""
    mentions: dict[tuple[str, int], Mention] = {}
    strangers: dict[str, Actor] = {}
    for passage, person in met:
        actor = lexicon.gazetteer.actor(person.name) or Actor(person.name, slug(person.name), "person")
        if actor.slug not in lexicon.gazetteer.entries:
            strangers[actor.slug] = actor
        words = passage.text[person.start : person.end]
        evidence = Evidence(words, person.rule, passage.place(person.start), person.start)
        mentions.setdefault((passage.style + evidence.place, person.start), Mention(actor.slug, "person", evidence))
    return list(mentions.values()), strangers


def _in_context(mentions: Sequence[Mention], texts: Sequence[str], lexicon: Lexicon) -> list[Mention]:
    """The mentions that the rest of the article bears out."""
    entries = lexicon.gazetteer.entries
    firm = {mention.slug for mention in mentions if mention.evidence.rule != "weak"}
    states = frozenset(entries[key].actor.iso for key in firm if key in entries)
    return [
        mention
        for mention in mentions
        if mention.slug not in entries or _borne_out(mention, entries[mention.slug], firm, states, texts)
    ]


def _borne_out(
    mention: Mention, entry: ActorEntry, firm: Collection[str], states: frozenset[str], texts: Sequence[str]
) -> bool:
    """Whether a weak name has its full name or two members beside it, and a bare one no word against it."""
    if mention.evidence.rule == "weak":
        return mention.slug in firm or len(states.intersection(entry.members)) >= 2
    if mention.evidence.rule == "name" and entry.unless:
        return not any(word in text for word in entry.unless for text in texts)
    return True


def _grouped(mentions: Iterable[Mention], *, region: bool) -> dict[str, list[Evidence]]:
    """Evidence by slug: the title's before the body's, each in the order of the text."""
    chosen = [mention for mention in mentions if (mention.kind == "region") == region]
    chosen.sort(key=lambda mention: (mention.evidence.place != "title", mention.evidence.offset))
    grouped: dict[str, list[Evidence]] = {}
    for mention in chosen:
        grouped.setdefault(mention.slug, []).append(mention.evidence)
    return grouped
