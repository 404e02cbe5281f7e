"""Mentions: the actors and regions that an article names, with the words that name them and the rejected names."""

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
from digest.tagging.caseless import NAMES_READ
from digest.tagging.context import ArticleContext, Mention, in_context
from digest.tagging.coreferences import Passages, people_named, told_apart
from digest.tagging.datelines import NONE, Filed
from digest.tagging.disambiguation import ELSEWHERE, MADE, SURNAME, means_throughout, phrases, rejection_reason, wider
from digest.tagging.fixed_phrases import LANGUAGE, may_be_language
from digest.tagging.lexicon import NEXT, Lexicon, names_of
from digest.tagging.matcher import Match
from digest.tagging.office_holders import holders, surnamed
from digest.tagging.organisations import organisations
from digest.tagging.passages import Passage, read_body, read_title
from digest.tagging.spans import candidate_spans
from digest.tagging.tags import Evidence, Rejection

_TOWNS = frozenset(("capital", "city", "division"))
_VENUE = (" in ", " at ", " near ", " outside ")
_HALF = re.compile(r"\b(North|South|East|West) (?:and|or) $")
_LAST_WORD = re.compile(r"[ -](\w+)$")
_PLACING = (" in ", " of ", " at ", " near ", " outside ", " from ", "In ", "At ", "Near ", "From ")
_LEADING = frozenset(
    "president,prime minister,premier,chancellor,taoiseach,king,emir,sultan,supreme leader,foreign minister,"
    "defence minister,state counsellor".split(",")
)
"""Offices that make a headline news of a country if it names their holder."""


class Mentions(NamedTuple):
    """The names of an article before tagging weighs them; evidence by slug, in the order of first words."""

    actors: dict[str, list[Evidence]]
    regions: dict[str, list[Evidence]]
    unknown: dict[str, Actor]
    """People and organisations without an entry that the article introduces, by slug."""
    rejections: tuple[Rejection, ...]
    filed: bool
    """Whether it has a dateline."""
    unread: str
    """Its language, if tagging finds neither people nor other names in that language; else empty."""


class PassageNames(NamedTuple):
    """The names of a passage, and those that the words beside them reject."""

    mentions: list[Mention]
    rejections: list[Rejection]
    phrases: frozenset[str]
    """The rejected ones with a word beside them, in capitals."""
    surnames: frozenset[str]
    """Names of countries that are somebody's surname here."""
    others: Mapping[str, str]
    """Names that mean something else throughout, with the reason."""


def find_mentions(
    title: str,
    body: str,
    lexicon: Lexicon,
    *,
    dateline: str = "",
    day: dt.date | None = None,
    home: str = "",
    lang: str = "",
) -> Mentions:
    """Find every actor and region that an article names, with the words that name them.

    `dateline` is a dateline outside the body, `day` the day of publication, `home` the ISO code of the outlet's
    country, `lang` the language tag. If `dateline` or `lang` is empty, it comes from the text.
    """
    language = (lang.partition("-")[0] or language_of(f"{title}. {body}") or "en").lower()
    text, filed = read_body(body, lexicon, dateline, language)
    head = read_title(title, lexicon, language)
    of_head, of_body = _names_of_both(head, text, filed, lexicon)
    named = [*of_head.mentions, *of_body.mentions]
    named += _datelined(filed, named, lexicon)
    passages = [(passage, list(candidate_spans(passage.text, passage.matches, lexicon))) for passage in (head, text)]
    named += _holding(passages, day, lexicon)
    surnames = of_body.surnames | of_head.surnames
    introductions, unknown = people_named(passages, named, surnames, lexicon, language)
    by_form, organisations_by_form = _organised(text) if language == "en" else ([], {})
    named += (*by_form, *_at_home(passages, home, lexicon))
    named, mistaken = told_apart(passages, named, introductions, lexicon)
    named += _led(named + introductions, day, lexicon)
    article = ArticleContext(
        title=head.text,
        headline=head.style != "prose",
        body=text.text,
        dateline=filed.text.title(),
        day=day,
        given_names=lexicon.shared.intersection(mention.evidence.text.split()[0] for mention in introductions),
        filed=filed.slugs,
        home=home,
        foreign=language != "en",
        abbreviations=explained(text.text, _names_of_bodies(named), lexicon),
    )
    supported, unsupported = in_context(named + introductions, article, lexicon)
    return Mentions(
        actors=_grouped(supported, region=False),
        regions=_grouped(supported, region=True),
        unknown=unknown | organisations_by_form,
        rejections=(*of_head.rejections, *of_body.rejections, *mistaken, *unsupported),
        filed=filed != NONE,
        unread="" if language in people.READ or language in NAMES_READ else language,
    )


def _names_of_bodies(named: Iterable[Mention]) -> set[str]:
    """Names that may be abbreviations which the article explains; names of countries are not among them."""
    return {mention.evidence.text for mention in named if mention.kind != "country"}


def _names_of_both(head: Passage, text: Passage, filed: Filed, lexicon: Lexicon) -> tuple[PassageNames, PassageNames]:
    """The names of the headline and of the body; a name has the same meaning in both."""
    of_body = _names(text, lexicon)
    of_head = _names(head, lexicon) if head.style == "prose" else _headline(head, of_body.phrases, lexicon)
    elsewhere = _filed_elsewhere(filed)
    of_head = _as_in_body(_throughout(of_head, {**of_body.others, **elsewhere}), of_body)
    return of_head, _throughout(of_body, {**of_head.others, **elsewhere})


def _as_in_body(of_head: PassageNames, of_body: PassageNames) -> PassageNames:
    """The headline's names, a short one as the body spells it out: "Korea" above a text that has only "North Korea"."""
    in_body = {mention.slug for mention in of_body.mentions}
    if all(mention.slug in in_body or mention.kind != "country" for mention in of_head.mentions):
        return of_head
    longer: dict[str, str] = {}
    for mention in of_body.mentions:
        last = _LAST_WORD.search(mention.evidence.text) if mention.kind == "country" else None
        if last:
            longer.setdefault(last[1], mention.slug)
    mentions = [
        Mention(longer[mention.evidence.text], mention.kind, mention.evidence)
        if mention.kind == "country" and mention.slug not in in_body and mention.evidence.text in longer
        else mention
        for mention in of_head.mentions
    ]
    return of_head._replace(mentions=mentions)


def _names(passage: Passage, lexicon: Lexicon) -> PassageNames:
    """The names of prose. A name that is a surname once is a surname throughout: "Jordan" behind "Jim Jordan"."""
    mentions: list[Mention] = []
    rejections: list[Rejection] = []
    rejected: list[str] = []
    others: dict[str, str] = {}
    for at, match in enumerate(passage.matches):
        if match.sense and match.sense.kind != "other":
            reason = rejection_reason(passage.text, passage.matches, at, lexicon)
            mention = _mention(passage, match, passage.matches[at - 1] if at else None)
            if not reason:
                if mention.evidence.rule == "setting" and mentions and mentions[-1].slug == mention.slug:
                    mentions.pop()  # "Milan, Italy" is one place
                mentions += (*_other_half(passage, match, lexicon), mention)
                continue
            rejections.append(Rejection(mention.slug, mention.evidence, reason))
            rejected += phrases(passage.text, passage.matches, at)
            mentions += _by_short_form(passage, match, lexicon)
            if means_throughout(passage.text, passage.matches, at, reason, lexicon):
                others.setdefault(passage.text[match.start : match.end], reason)
        elif not match.sense and passage.text.startswith(", ", match.end):
            mentions += _by_short_form(passage, match, lexicon)
        elif not match.sense and passage.text.startswith("-", match.end):
            mentions += _by_prefix(passage, match, lexicon)
    mentions, languages = _without_languages(passage, mentions, rejections)
    rejections += languages
    surnames = frozenset(name for name, reason in others.items() if reason == SURNAME)
    mentions, makers = _without_makers(mentions, rejections)
    rejections += makers
    return _throughout(PassageNames(mentions, rejections, frozenset(rejected), surnames, others), others)


def _without_languages(
    passage: Passage, mentions: list[Mention], rejections: Iterable[Rejection]
) -> tuple[list[Mention], list[Rejection]]:
    """The mentions without adjectives that describe no noun and mean a language, if the text names that language
    elsewhere."""
    languages = {rejection.slug for rejection in rejections if rejection.reason == LANGUAGE}
    if not languages:
        return mentions, []
    gone = [
        mention
        for mention in mentions
        if mention.slug in languages and may_be_language(passage.text, mention.evidence.offset, mention.evidence.text)
    ]
    kept = [mention for mention in mentions if mention not in gone]
    return kept, [Rejection(mention.slug, mention.evidence, LANGUAGE) for mention in gone]


def _without_makers(mentions: list[Mention], rejections: Iterable[Rejection]) -> tuple[list[Mention], list[Rejection]]:
    """The mentions without companies that the text names below its second sentence as the maker of something."""
    makers = {rejection.slug for rejection in rejections if rejection.reason == MADE}
    gone = [mention for mention in mentions if mention.slug in makers and mention.evidence.place == "body"]
    kept = [mention for mention in mentions if mention not in gone] if gone else mentions
    return kept, [Rejection(mention.slug, mention.evidence, "the maker of something in it") for mention in gone]


def _throughout(named: PassageNames, others: Mapping[str, str]) -> PassageNames:
    """The names without those that mean something else in another place of the article."""
    if not others:
        return named
    kept = [mention for mention in named.mentions if mention.evidence.text not in others]
    gone = [mention for mention in named.mentions if mention.evidence.text in others]
    rejections = [Rejection(mention.slug, mention.evidence, others[mention.evidence.text]) for mention in gone]
    return named._replace(mentions=kept, rejections=[*named.rejections, *rejections])


def _filed_elsewhere(filed: Filed) -> dict[str, str]:
    """The town of `LONDON, Ont. -`, which is not the capital of that name."""
    town, _, wider = filed.text.partition(",")
    return dict.fromkeys((town.strip(), town.strip().title()), ELSEWHERE) if wider and filed.elsewhere else {}


def _headline(head: Passage, rejected: frozenset[str], lexicon: Lexicon) -> PassageNames:
    """The names of a headline that capitalises every word, without those that the body rejects beside the same word."""
    mentions: list[Mention] = []
    rejections: list[Rejection] = []
    for at, match in enumerate(head.matches):
        if match.sense and match.sense.kind != "other":
            mention = _mention(head, match, None)
            reason = rejection_reason(head.text, head.matches, at, lexicon, prose=False)
            if not reason and not rejected.isdisjoint(phrases(head.text, head.matches, at)):
                reason = "something else in the body"
            if reason:
                rejections.append(Rejection(mention.slug, mention.evidence, reason))
            else:
                mentions.append(mention)
    return PassageNames(mentions, rejections, frozenset(), frozenset(), {})


def _mention(passage: Passage, match: Match, before: Match | None) -> Mention:
    assert match.sense
    kind, key, rule = match.sense
    if rule == "capital" and passage.text.endswith(_VENUE, 0, match.start):
        rule = "venue"
    elif rule == "name" and kind == "country" and before and _is_setting(passage.text, before, match):
        rule = "setting"
    words = passage.text[match.start : match.end]
    return Mention(key, kind, Evidence(words, rule, passage.place(match.start), match.start))


def _is_setting(text: str, town: Match, country: Match) -> bool:
    """`in Milan, Italy`, `of Basel, Switzerland`: the country says where the town is."""
    if text[town.end : country.start] != ", " or not text.endswith(_PLACING, 0, town.start):
        return False
    if town.sense is None:
        return True
    return town.sense.rule in _TOWNS and country.sense is not None and town.sense.slug == country.sense.slug


def _other_half(passage: Passage, match: Match, lexicon: Lexicon) -> Iterator[Mention]:
    """The first of `North and South Korea`."""
    if not passage.text.endswith((" and ", " or "), 0, match.start):
        return
    half = _HALF.search(passage.text, max(0, match.start - 10), match.start)
    rest = passage.text[match.start : match.end].partition(" ")[2]
    for name in names_of(lexicon.names, half[1], f" {rest}"[:NEXT]) if half and rest else ():
        if half and name.text == f"{half[1]} {rest}" and name.sense.kind == "country":
            evidence = Evidence(half[1], name.sense.rule, passage.place(half.start(1)), half.start(1))
            yield Mention(name.sense.slug, "country", evidence)


def _by_prefix(passage: Passage, match: Match, lexicon: Lexicon) -> Iterator[Mention]:
    """The first of `Franco-German`."""
    word = passage.text[match.start : match.end]
    key = lexicon.prefixes.get(word, "")
    if key and passage.text[match.end + 1 : match.end + 2].isupper():
        yield Mention(key, "country", Evidence(word, "demonym", passage.place(match.start), match.start))


def _by_short_form(passage: Passage, town: Match, lexicon: Lexicon) -> Iterator[Mention]:
    """The country of `Springfield, Mo.`"""
    place = wider(passage.text, town.end, lexicon)
    if place:
        key, start, end = place
        words = passage.text[start:end].rstrip()
        yield Mention(key, "country", Evidence(words, "division", passage.place(start), start))


def _at_home(passages: Passages, home: str, lexicon: Lexicon) -> Iterator[Mention]:
    """The towns that an outlet names without their country, its own: Cambridge in a paper of New Zealand."""
    country = lexicon.gazetteer.countries.get(home)
    entry = lexicon.gazetteer.entries[country.slug] if country else None
    towns = {*entry.namesakes, *entry.cities} - lexicon.given_names if entry else set()
    for passage, own in passages if towns else ():
        for span in own:
            if len(span.words) == 1 and span.words[0] in towns and entry:
                evidence = Evidence(span.words[0], "city", passage.place(span.start), span.start)
                yield Mention(entry.actor.slug, "country", evidence)


def _organised(text: Passage) -> tuple[list[Mention], dict[str, Actor]]:
    """The organisations that a body names by their form, and an actor for each."""
    mentions = []
    actors: dict[str, Actor] = {}
    for organisation in organisations(text.text, text.matches):
        actor = Actor(organisation.name, slug(organisation.name), "organisation")
        actors[actor.slug] = actor
        words = text.text[organisation.start : organisation.end]
        evidence = Evidence(words, "form", text.place(organisation.start), organisation.start)
        mentions.append(Mention(actor.slug, actor.kind, evidence))
    return mentions, actors


def _datelined(dateline: Filed, named: Iterable[Mention], lexicon: Lexicon) -> list[Mention]:
    """The actors of the dateline, without the host of a body of states that leads a report from its own seat.

    "BRUSSELS - NATO ministers agreed" is not news of Belgium.
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
    """The people whom an article names by office and surname, or by an office alone that they held on its day."""
    return [
        Mention(held.slug, "person", Evidence(held.text, rule, passage.place(held.start), held.start))
        for passage, own in passages
        for rule, offices in (
            ("office", surnamed(passage, own, day, lexicon)),
            ("holder", holders(passage, day, lexicon) if day else ()),
        )
        for held in offices
    ]


def _led(mentions: Iterable[Mention], day: dt.date | None, lexicon: Lexicon) -> list[Mention]:
    """The countries of the leaders whom the headline names: "Putin, Xi meet" is news of Russia and of China."""
    countries = []
    for mention in mentions:
        if mention.kind == "person" and mention.evidence.place == "title":
            terms = [term for term in lexicon.careers.get(mention.slug, ()) if term.office in _LEADING]
            led = {term.country: None for term in terms if not day or term.held.covers(day)}
            words = Evidence(mention.evidence.text, "leader", "title", mention.evidence.offset)
            countries += [Mention(country, "country", words) for country in led]
    return countries


def _grouped(mentions: Iterable[Mention], *, region: bool) -> dict[str, list[Evidence]]:
    """Evidence by slug: the title's before the body's, each in the order of the text."""
    chosen = [mention for mention in mentions if (mention.kind == "region") == region]
    chosen.sort(key=lambda mention: (mention.evidence.place != "title", mention.evidence.offset))
    grouped: dict[str, list[Evidence]] = {}
    for mention in chosen:
        grouped.setdefault(mention.slug, []).append(mention.evidence)
    return grouped
