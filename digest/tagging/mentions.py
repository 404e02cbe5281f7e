"""Who is named in an article, and by which words: names made out, doubts heeded, short forms resolved."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from digest.language.detect import language_of
from digest.model.actor import Actor
from digest.slugs import slug
from digest.tagging import people
from digest.tagging.abbreviations import explained
from digest.tagging.context import ArticleContext, Mention, in_context, listed
from digest.tagging.coreferences import Passages, people_named, told_apart
from digest.tagging.datelines import NONE, Filed
from digest.tagging.disambiguation import ELSEWHERE, MADE, SURNAME, doubt, means_throughout, phrases, wider
from digest.tagging.fixed_phrases import LANGUAGE, may_be_language
from digest.tagging.lexicon import Lexicon
from digest.tagging.matcher import Found
from digest.tagging.office_holders import holders, surnamed
from digest.tagging.organisations import organisations
from digest.tagging.passages import Passage, read_body, read_title
from digest.tagging.spans import runs
from digest.tagging.tags import Doubt, Evidence

_TOWNS = frozenset(("capital", "city", "division"))
_VENUE = (" in ", " at ", " near ", " outside ")
_HALF = re.compile(r"\b(North|South|East|West) (?:and|or) $")
_PLACING = (" in ", " of ", " at ", " near ", " outside ", " from ", "In ", "At ", "Near ", "From ")
_LEADING = frozenset(
    "president,prime minister,premier,chancellor,taoiseach,king,emir,sultan,supreme leader,foreign minister,"
    "defence minister,state counsellor".split(",")
)
"""What offices, held by somebody in a headline, make it news of their country."""
class Hearing(NamedTuple):
    """What an article says, before anything is weighed; evidence by slug, in the order of first words."""

    actors: dict[str, list[Evidence]]
    regions: dict[str, list[Evidence]]
    strangers: dict[str, Actor]
    """People whom the article introduces and no entry knows, by slug."""
    doubts: tuple[Doubt, ...]
    filed: bool
    """Whether it has a dateline."""
    unread: str
    """Its language, if that is none of `people.READ`; else empty."""


class Named(NamedTuple):
    """The names of a passage, and those in it that something beside them casts in doubt."""

    mentions: list[Mention]
    doubts: list[Doubt]
    phrases: frozenset[str]
    """The doubted ones with a word beside them, in capitals."""
    surnames: frozenset[str]
    """Names of countries that are somebody's surname here."""
    others: Mapping[str, str]
    """Names that mean something else throughout, and why."""


def hear(
    title: str,
    body: str,
    lexicon: Lexicon,
    *,
    dateline: str = "",
    day: dt.date | None = None,
    home: str = "",
    lang: str = "",
) -> Hearing:
    """Read an article once: the body first, for a headline without lower case is read by its light."""
    lang = (lang.partition("-")[0] or language_of(f"{title}. {body}") or "en").lower()
    text, filed = read_body(body, lexicon, dateline)
    head = read_title(title, lexicon)
    told = _names(text, lexicon)
    headed = _headline(head, told.phrases, lexicon) if head.style != "prose" else _names(head, lexicon)
    headed = _throughout(headed, {**told.others, **_filed_elsewhere(filed)})
    told = _throughout(told, {**headed.others, **_filed_elsewhere(filed)})
    named = [*headed.mentions, *told.mentions]
    named += _datelined(filed, named, lexicon)
    passages = [(passage, list(runs(passage.text, passage.found, lexicon))) for passage in (head, text)]
    named += _holding(passages, day, lexicon)
    met, strangers = people_named(passages, named, told.surnames | headed.surnames, lexicon, lang)
    by_form, unknown = _organised(text) if lang == "en" else ([], {})
    strangers |= unknown
    named += by_form
    named += _at_home(passages, home, lexicon)
    named, mistaken = told_apart(passages, named, met, lexicon)
    named += _led(named + met, day, lexicon)
    given = lexicon.shared.intersection(mention.evidence.text.split()[0] for mention in met)
    bodies = {mention.evidence.text for mention in named if mention.kind != "country"}
    article = ArticleContext(
        title=head.text,
        headline=head.style != "prose",
        body=text.text,
        dateline=filed.text.title(),
        day=day,
        given=given,
        filed=filed.slugs,
        home=home,
        foreign=lang != "en",
        abbreviations=explained(text.text, bodies, lexicon),
    )
    kept, unborne = in_context(named + met, article, lexicon)
    kept = listed(kept)
    doubts = (*headed.doubts, *told.doubts, *mistaken, *unborne)
    return Hearing(
        actors=_grouped(kept, region=False),
        regions=_grouped(kept, region=True),
        strangers=strangers,
        doubts=doubts,
        filed=filed != NONE,
        unread="" if lang in people.READ else lang,
    )


def _names(passage: Passage, lexicon: Lexicon) -> Named:
    """The names of prose. A surname once is a surname throughout: behind "Jim Jordan", "Jordan" is nobody's country."""
    mentions: list[Mention] = []
    doubts: list[Doubt] = []
    doubted: list[str] = []
    others: dict[str, str] = {}
    for at, match in enumerate(passage.found):
        if match.sense and match.sense.kind != "other":
            reason = doubt(passage.text, passage.found, at, lexicon)
            mention = _mention(passage, match, passage.found[at - 1] if at else None)
            if not reason:
                if mention.evidence.rule == "setting" and mentions and mentions[-1].slug == mention.slug:
                    mentions.pop()  # "Milan, Italy" is one place
                mentions += (*_other_half(passage, match, lexicon), mention)
                continue
            doubts.append(Doubt(mention.slug, mention.evidence, reason))
            doubted += phrases(passage.text, passage.found, at)
            mentions += _by_short_form(passage, match, lexicon)
            if means_throughout(passage.text, passage.found, at, reason, lexicon):
                others.setdefault(passage.text[match.start : match.end], reason)
        elif not match.sense and passage.text.startswith(", ", match.end):
            mentions += _by_short_form(passage, match, lexicon)
        elif not match.sense and passage.text.startswith("-", match.end):
            mentions += _by_prefix(passage, match, lexicon)
    mentions, languages = _without_languages(passage, mentions, doubts)
    doubts += languages
    surnames = frozenset(name for name, reason in others.items() if reason == SURNAME)
    mentions, makers = _without_makers(mentions, doubts)
    doubts += makers
    return _throughout(Named(mentions, doubts, frozenset(doubted), surnames, others), others)


def _without_languages(
    passage: Passage, mentions: list[Mention], doubts: Iterable[Doubt]
) -> tuple[list[Mention], list[Doubt]]:
    """The mentions without adjectives that describe nothing, of languages that the text speaks of elsewhere."""
    languages = {doubt.slug for doubt in doubts if doubt.reason == LANGUAGE}
    if not languages:
        return mentions, []
    gone = [
        mention
        for mention in mentions
        if mention.slug in languages and may_be_language(passage.text, mention.evidence.offset, mention.evidence.text)
    ]
    kept = [mention for mention in mentions if mention not in gone]
    return kept, [Doubt(mention.slug, mention.evidence, LANGUAGE) for mention in gone]


def _without_makers(mentions: list[Mention], doubts: Iterable[Doubt]) -> tuple[list[Mention], list[Doubt]]:
    """The mentions without companies of whose make something is, and who are named far down only."""
    makers = {doubt.slug for doubt in doubts if doubt.reason == MADE}
    gone = [mention for mention in mentions if mention.slug in makers and mention.evidence.place == "body"]
    kept = [mention for mention in mentions if mention not in gone] if gone else mentions
    return kept, [Doubt(mention.slug, mention.evidence, "the maker of something in it") for mention in gone]


def _throughout(named: Named, others: Mapping[str, str]) -> Named:
    """Without the names that mean something else in another place of the article."""
    if not others:
        return named
    kept = [mention for mention in named.mentions if mention.evidence.text not in others]
    gone = [mention for mention in named.mentions if mention.evidence.text in others]
    doubts = [Doubt(mention.slug, mention.evidence, others[mention.evidence.text]) for mention in gone]
    return named._replace(mentions=kept, doubts=[*named.doubts, *doubts])


def _filed_elsewhere(filed: Filed) -> dict[str, str]:
    """The town of `LONDON, Ont. -`, which is not the capital of that name."""
    town, _, wider = filed.text.partition(",")
    return dict.fromkeys((town.strip(), town.strip().title()), ELSEWHERE) if wider and filed.elsewhere else {}


def _headline(head: Passage, doubted: frozenset[str], lexicon: Lexicon) -> Named:
    """The names of a headline in which every word is a capital, unless the body doubts them so beside."""
    mentions: list[Mention] = []
    doubts: list[Doubt] = []
    for at, match in enumerate(head.found):
        if match.sense and match.sense.kind != "other":
            mention = _mention(head, match, None)
            reason = doubt(head.text, head.found, at, lexicon, prose=False)
            if not reason and not doubted.isdisjoint(phrases(head.text, head.found, at)):
                reason = "as the text has it"
            if reason:
                doubts.append(Doubt(mention.slug, mention.evidence, reason))
            else:
                mentions.append(mention)
    return Named(mentions, doubts, frozenset(), frozenset(), {})


def _mention(passage: Passage, match: Found, before: Found | None) -> Mention:
    assert match.sense
    kind, key, rule = match.sense
    if rule == "capital" and passage.text.endswith(_VENUE, 0, match.start):
        rule = "venue"
    elif rule == "name" and kind == "country" and before and _is_setting(passage.text, before, match):
        rule = "setting"
    words = passage.text[match.start : match.end]
    return Mention(key, kind, Evidence(words, rule, passage.place(match.start), match.start))


def _is_setting(text: str, town: Found, country: Found) -> bool:
    """`in Milan, Italy`, `of Basel, Switzerland`: the country says where the town is."""
    if text[town.end : country.start] != ", " or not text.endswith(_PLACING, 0, town.start):
        return False
    if town.sense is None:
        return True
    return town.sense.rule in _TOWNS and country.sense is not None and town.sense.slug == country.sense.slug


def _other_half(passage: Passage, match: Found, lexicon: Lexicon) -> Iterator[Mention]:
    """The first of `North and South Korea`."""
    if not passage.text.endswith((" and ", " or "), 0, match.start):
        return
    half = _HALF.search(passage.text, max(0, match.start - 10), match.start)
    rest = passage.text[match.start : match.end].partition(" ")[2]
    for name in lexicon.names.get(half[1], ()) if half and rest else ():
        if half and name.text == f"{half[1]} {rest}" and name.sense.kind == "country":
            evidence = Evidence(half[1], name.sense.rule, passage.place(half.start(1)), half.start(1))
            yield Mention(name.sense.slug, "country", evidence)


def _by_prefix(passage: Passage, match: Found, lexicon: Lexicon) -> Iterator[Mention]:
    """The first of `Franco-German`."""
    word = passage.text[match.start : match.end]
    key = lexicon.prefixes.get(word, "")
    if key and passage.text[match.end + 1 : match.end + 2].isupper():
        yield Mention(key, "country", Evidence(word, "demonym", passage.place(match.start), match.start))


def _by_short_form(passage: Passage, town: Found, lexicon: Lexicon) -> Iterator[Mention]:
    """The country of `Springfield, Mo.`"""
    found = wider(passage.text, town.end, lexicon)
    if found:
        key, start, end = found
        words = passage.text[start:end].rstrip()
        yield Mention(key, "country", Evidence(words, "division", passage.place(start), start))


def _at_home(passages: Passages, home: str, lexicon: Lexicon) -> Iterator[Mention]:
    """The towns that an outlet of their own country names without more: Cambridge in a paper of New Zealand."""
    country = lexicon.gazetteer.countries.get(home)
    entry = lexicon.gazetteer.entries[country.slug] if country else None
    towns = {*entry.namesakes, *entry.cities} - lexicon.given if entry else set()
    for passage, own in passages if towns else ():
        for run in own:
            if len(run.words) == 1 and run.words[0] in towns and entry:
                evidence = Evidence(run.words[0], "city", passage.place(run.start), run.start)
                yield Mention(entry.actor.slug, "country", evidence)


def _organised(text: Passage) -> tuple[list[Mention], dict[str, Actor]]:
    """The organisations that a body names by their form, and an actor for each."""
    mentions = []
    actors: dict[str, Actor] = {}
    for organisation in organisations(text.text, text.found):
        actor = Actor(organisation.name, slug(organisation.name), "organisation")
        actors[actor.slug] = actor
        words = text.text[organisation.start : organisation.end]
        evidence = Evidence(words, "form", text.place(organisation.start), organisation.start)
        mentions.append(Mention(actor.slug, actor.kind, evidence))
    return mentions, actors


def _datelined(dateline: Filed, named: Iterable[Mention], lexicon: Lexicon) -> list[Mention]:
    """Whom the dateline stands for; not the host of a body of states that leads the report from its own seat.

    "BRUSSELS - NATO ministers agreed" is no news of Belgium.
    """
    entries = lexicon.gazetteer.entries
    leading = {mention.slug for mention in named if mention.evidence.place in ("title", "lead")}
    led = (entries[key] for key in leading & entries.keys())
    bodies = [body for body in led if body.members or body.worldwide]
    hosts = {body.country for body in bodies}
    if any(town in dateline.text.title() for body in bodies for town in body.seats):
        return []
    evidence = Evidence(dateline.text, "dateline", "dateline", dateline.offset)
    actors = (entries[key].actor for key in dateline.slugs)
    return [Mention(actor.slug, actor.kind, evidence) for actor in actors if not actor.iso or actor.iso not in hosts]


def _holding(passages: Passages, day: dt.date | None, lexicon: Lexicon) -> list[Mention]:
    """Whom the article calls by an office and a surname, or by an office alone that they held on its day."""
    return [
        Mention(held.slug, "person", Evidence(held.text, rule, passage.place(held.start), held.start))
        for passage, own in passages
        for rule, found in (
            ("office", surnamed(passage, own, day, lexicon)),
            ("holder", holders(passage, day, lexicon) if day else ()),
        )
        for held in found
    ]


def _led(mentions: Iterable[Mention], day: dt.date | None, lexicon: Lexicon) -> list[Mention]:
    """The countries whose leaders stand in the headline: "Putin, Xi meet" is news of Russia and of China."""
    found = []
    for mention in mentions:
        if mention.kind == "person" and mention.evidence.place == "title":
            terms = [term for term in lexicon.careers.get(mention.slug, ()) if term.office in _LEADING]
            led = {term.country: None for term in terms if not day or term.held.covers(day)}
            words = Evidence(mention.evidence.text, "leader", "title", mention.evidence.offset)
            found += [Mention(country, "country", words) for country in led]
    return found


def _grouped(mentions: Iterable[Mention], *, region: bool) -> dict[str, list[Evidence]]:
    """Evidence by slug: the title's before the body's, each in the order of the text."""
    chosen = [mention for mention in mentions if (mention.kind == "region") == region]
    chosen.sort(key=lambda mention: (mention.evidence.place != "title", mention.evidence.offset))
    grouped: dict[str, list[Evidence]] = {}
    for mention in chosen:
        grouped.setdefault(mention.slug, []).append(mention.evidence)
    return grouped
