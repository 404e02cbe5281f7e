"""Coreferences: short forms of people's names, and the bearer of each bare surname in this article."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from digest.gazetteer import ActorEntry
from digest.model.actor import Actor
from digest.slugs import slug
from digest.tagging import people
from digest.tagging.context import Mention
from digest.tagging.lexicon import Lexicon, unaccented
from digest.tagging.passages import Passage
from digest.tagging.spans import Span
from digest.tagging.tags import Evidence, Rejection

_FAMILY_FIRST = frozenset(("CN", "HK", "KH", "KP", "KR", "TW", "VN"))
"""ISO codes of countries where the family name comes first and serves as the short form: Xi, Yoon, Tsai."""

Passages = Sequence[tuple[Passage, Sequence[Span]]]
"""The headline and the body, each with its spans."""

_IN_FULL = people.PUBLIC - {"holder"} | {"honorific", "trade", "given", "said"}
"""Rules by which somebody may be named in full."""
_HIS_OFFICE = re.compile(r"\b(?:President|Prime Minister|Premier|Chancellor|Minister|Secretary|Senator) $")


def people_named(
    passages: Passages, named: Iterable[Mention], surnames: Collection[str], lexicon: Lexicon, lang: str = "en"
) -> tuple[list[Mention], dict[str, Actor]]:
    """Mentions of people, introduced or repeated by a short form, and an actor for each person without an entry."""
    entries = {
        mention.slug: lexicon.gazetteer.entries[mention.slug]
        for mention in named
        if mention.kind == "person" and mention.evidence.rule != "holder"
    }
    prose = [(passage, own) for passage, own in passages if passage.style == "prose"]
    if lang not in people.READ:
        return [], {}
    others = people.article_words((passage.text, own) for passage, own in prose)
    introductions = [
        (passage, person)
        for passage, own in prose
        for person in (
            people.introduced(passage.text, own, lexicon, others)
            if lang == "en"
            else people.by_given_names(passage.text, own, lexicon)
        )
    ]
    forms = short_forms(
        [person.name for _, person in introductions],
        {_short_form(entry): entry.actor.name for entry in entries.values()},
        [span for _, own in passages for span in own],
        lexicon,
    )
    for passage, own in passages if forms else ():
        spelled = {form.upper(): name for form, name in forms.items()} if passage.style == "shouted" else forms
        prosaic = passage.style == "prose"
        introductions += ((passage, person) for person in coreferences(passage.text, own, spelled, prose=prosaic))
        introductions += ((passage, person) for person in coreferences(passage.text, _bare(passage, surnames), spelled))
    return _introductions(introductions, lexicon)


def _bare(passage: Passage, surnames: Collection[str]) -> list[Span]:
    """Spans of names of countries that are a surname in this article, without a first name."""
    return [
        Span((passage.text[match.start : match.end],), ((match.start, match.end),), "", opens=False)
        for match in (passage.matches if surnames else ())
        if match.sense and passage.text[match.start : match.end] in surnames
    ]


def _short_form(entry: ActorEntry) -> str:
    words = entry.actor.name.split()
    if entry.country in _FAMILY_FIRST and len(words[0]) <= len(words[-1]):
        return words[0]
    return surname_of(entry.actor.name)


def _introductions(
    introductions: Iterable[tuple[Passage, people.Person]], lexicon: Lexicon
) -> tuple[list[Mention], dict[str, Actor]]:
    """Mentions of people, one for each place in the text, and an actor for each stranger."""
    mentions: dict[tuple[bool, int], Mention] = {}
    unknown_people: dict[str, Actor] = {}
    actors: dict[str, Actor] = {}
    for passage, person in introductions:
        actor = actors.get(person.name)
        if actor is None:
            actor = _known(person.name, lexicon) or Actor(person.name, slug(person.name), "person")
            actors[person.name] = actor
        if actor.slug not in lexicon.gazetteer.entries:
            unknown_people[actor.slug] = actor
        words = passage.text[person.start : person.end]
        evidence = Evidence(words, person.rule, passage.place(person.start), person.start)
        mentions.setdefault((evidence.place == "title", person.start), Mention(actor.slug, "person", evidence))
    return list(mentions.values()), unknown_people


def _known(name: str, lexicon: Lexicon) -> Actor | None:
    """The actor with that name, or with a part of it: Sayyid Ali Hosseini Khamenei is Ali Khamenei."""
    actor = lexicon.gazetteer.actor(name)
    parts = name.split()
    bearers = lexicon.surnames.get(parts[-1], ()) if len(parts) > 2 else ()
    if actor or not bearers:
        return actor
    words = [unaccented(word) for word in parts]
    for entry in bearers:
        if all(unaccented(word) in words for word in entry.actor.name.split()):
            return entry.actor
    return None


def coreferences(
    text: str, spans: Iterable[Span], short: Mapping[str, str], *, prose: bool = True
) -> Iterator[people.Person]:
    """Repeated mentions of people already introduced, by a form of their name that nobody else bears.

    In a headline of capitals (`prose` false) any single word may be such a form, because all its neighbours are
    capitals.
    """
    for span in spans:
        if len(span.words) == 1:
            parts = [span]
        else:
            parts = [span, *(span.cut(n, n + 1) for n in (() if prose else range(len(span.words))))]
        for part in parts:
            name = short.get(part.words[0] if len(part.words) == 1 else people.spelled(text, part))
            if name:
                yield people.Person(name, part.start, part.end, "surname")


def short_forms(
    names: Sequence[str], entries: Mapping[str, str], spans: Iterable[Span], lexicon: Lexicon
) -> dict[str, str]:
    """Every form by which a text may name these people again, to the name it had first.

    `entries` holds the people with an entry by their short forms. `spans` are all the text's capitalised words: a
    surname that anybody else in them bears is nobody's.
    """
    full = {**entries, **{name: name for name in names}}
    if not full:
        return full
    bearers: dict[str, set[str]] = {}
    for words in ([name.split() for name in full] + [list(span.words) for span in spans]):
        if len(words) > 1:
            bearers.setdefault(words[-1], set()).add(words[0])
            bearers.setdefault(words[0], set()).add(words[0])
    for form, name in entries.items():
        bearers.setdefault(form, set()).add(name.split()[0])
    for name in names:
        for form in forms(name, lexicon):
            full.setdefault(form, name)
    return {form: name for form, name in full.items() if form in names or len(bearers.get(form, ())) <= 1}


def forms(name: str, lexicon: Lexicon) -> Iterator[str]:
    """The surname, and in a name of several parts all words behind the first (López Obrador)."""
    words = name.removesuffix(" Jr.").removesuffix(" Jr").split()
    if people.is_family_first(words, lexicon):
        yield words[0]
        return
    yield surname_of(name)
    yield from (" ".join(words[n:]) for n in range(1, len(words) - 1) if words[n][:1].isupper())


def surname_of(name: str) -> str:
    """The last word; the first where the rest is a hyphenated given name (Lai Ching-te, Moon Jae-in)."""
    words = name.removesuffix(" Jr.").removesuffix(" Jr").split()
    return words[0] if "-" in words[-1] and words[-1].split("-")[-1].islower() else words[-1]


def told_apart(
    passages: Passages, named: Sequence[Mention], introductions: Sequence[Mention], lexicon: Lexicon
) -> tuple[list[Mention], list[Rejection]]:
    """The mentions, each bare surname with its bearer in this article, and what they were mistaken for.

    Behind "Anil Modi", "Modi" is Anil Modi and no prime minister, and behind "Melania Trump" no president, unless the
    article names the famous bearer too: in full, by an office, or by the surname before it introduces the other. A
    surname of two others is nobody's.
    """
    bare = [mention for mention in named if mention.kind == "person" and _is_bare(mention, lexicon)]
    if not bare:
        return list(named), []
    bearers = _bearers_by_form((*introductions, *named), lexicon)
    famous = {mention.slug for mention in named if mention.kind == "person" and not _is_bare(mention, lexicon)}
    famous |= {mention.slug for mention in bare if _is_first(mention, passages, bearers)}
    mentions: list[Mention] = []
    rejections = []
    for mention in named:
        others = bearers.get(mention.evidence.text.title(), {}) if mention in bare else {}
        if not others.keys() - {mention.slug} or mention.slug in famous:
            mentions.append(mention)
            continue
        rejections.append(Rejection(mention.slug, mention.evidence, "somebody else of that name"))
        if len(others) == 1:
            words = mention.evidence
            surname = Evidence(words.text, "surname", words.place, words.offset)
            mentions.append(Mention(next(iter(others)), "person", surname))
    return mentions, rejections


def _is_bare(mention: Mention, lexicon: Lexicon) -> bool:
    """Whether a mention is a surname alone that the gazetteer gives to somebody."""
    if mention.evidence.rule not in ("name", "weak"):
        return False
    entry = lexicon.gazetteer.entries.get(mention.slug)
    return entry is not None and " " not in mention.evidence.text and mention.evidence.text != entry.actor.name


def _bearers_by_form(mentions: Iterable[Mention], lexicon: Lexicon) -> dict[str, dict[str, int]]:
    """By each short form the people named in full who bear it, each with the place in the body of their first full
    name."""
    bearers: dict[str, dict[str, int]] = {}
    for mention in mentions:
        if mention.kind == "person" and mention.evidence.rule in _IN_FULL and " " in mention.evidence.text:
            place = -1 if mention.evidence.place == "title" else mention.evidence.offset
            name = mention.evidence.text
            for form in dict.fromkeys((*forms(name, lexicon), name.split()[-1])):
                firsts = bearers.setdefault(form.title(), {})
                firsts[mention.slug] = min(place, firsts.get(mention.slug, place))
    return bearers


def _is_first(mention: Mention, passages: Passages, bearers: dict[str, dict[str, int]]) -> bool:
    """Whether a bare surname means its famous bearer: it follows an office, or precedes all other full names."""
    words = mention.evidence
    passage = passages[0 if words.place == "title" else 1][0]
    firsts = bearers.get(words.text.title(), {})
    office = _HIS_OFFICE.search(passage.text, max(0, words.offset - 16), words.offset)
    if office and not any(passages[1][0].text.endswith(office[0], 0, place) for place in firsts.values() if place > 0):
        return True
    return words.place != "title" and bool(firsts) and words.offset < min(firsts.values())
