"""Tagging: who and where, by which words; hard sentences with the tags that a careful reader would give."""

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.gazetteer import ActorEntry, Gazetteer, RegionEntry, builtin, extend
from digest.model.actor import Actor, Region
from digest.tagging import ActorTag, Tagging, tag

SAMPLE = Path(__file__).parent / "data" / "japan-nato.txt"


@pytest.fixture(scope="module")
def known() -> Gazetteer:
    return builtin()


def names(tags: tuple[ActorTag, ...]) -> list[str]:
    return [each.actor.name for each in tags]


def named(tagging: Tagging) -> set[str]:
    """Everyone whom an article names, about whomever it is."""
    return {*names(tagging.actors), *names(tagging.mentions)}


def where(tagging: Tagging) -> list[tuple[str, str]]:
    return [(each.region.name, each.basis) for each in tagging.regions]


# The sample article


@pytest.fixture(scope="module")
def sample(known: Gazetteer) -> Tagging:
    title, _, rest = SAMPLE.read_text(encoding="utf-8").partition("\n")
    body = rest.partition("Legal Disclaimer:")[0].strip().removeprefix("(MENAFN) ")
    return tag(title, body, known)


def test_the_sample_is_about_seven(sample: Tagging) -> None:
    about = ["NATO", "Japan", "Fumio Kishida", "Russia", "China", "North Korea", "Ukraine"]
    assert names(sample.actors) == about
    assert names(sample.mentions) == ["United States"]


def test_the_sample_states_two_regions_and_names_two_more_in_passing(sample: Tagging) -> None:
    assert where(sample) == [("Indo-Pacific", "stated"), ("Euro-Atlantic", "stated")]


def test_every_tag_of_the_sample_says_why(sample: Tagging) -> None:
    kishida = next(each for each in sample.actors if each.actor.kind == "person")
    assert [(piece.text, piece.rule) for piece in kishida.evidence] == [
        ("Fumio Kishida", "name"),
        *[("Kishida", "name")] * 4,
    ]
    russia = next(each for each in sample.actors if each.actor.iso == "RU")
    assert {(piece.text, piece.rule) for piece in russia.evidence} == {
        ("Russia", "name"),
        ("Moscow", "capital"),
        ("Russian", "demonym"),
    }


# Hard sentences: the text, whom it names, why it is hard

HARD = [
    ("The Bank of Japan raised rates.", {"Bank of Japan"}, "a bank that we know"),
    ("The Bank of Slovenia raised rates.", set(), "a bank that we do not"),
    ("Air India cut fares on Monday.", set(), "a company's word before the name"),
    ("Shares of Japan Tobacco and Cyprus Minerals Co fell.", set(), "a noun that goes on"),
    ("British Airways and American Airlines cut flights.", set(), "an adjective before a company's word"),
    ("The Swiss Bank Corp and Turkish Airlines agreed.", set(), "the same further on"),
    ("The Iranian Oil Ministry replied.", {"Iran"}, "a company's word before a word of state"),
    ("Ships crossed the South China Sea.", set(), "a region holds a country's name"),
    ("They sailed the Gulf of Mexico and the Indian Ocean.", set(), "seas that no entry lists"),
    ("Voters in New Mexico decided.", {"United States"}, "a state holds a country's name"),
    ("He studied at the University of Texas.", set(), "a university"),
    ("The Washington Post and the Times of India reported.", set(), "outlets hold names"),
    ("Reuters and Xinhua reported from Kyiv.", {"Ukraine"}, "agencies are not actors by being cited"),
    ("US-led forces met pro-Moscow fighters.", {"United States", "Russia"}, "hyphens behind and before"),
    ("Sino-Russian trade grew.", {"China", "Russia"}, "two in one word"),
    ("Tokyo-Beijing ties froze.", {"Japan", "China"}, "two capitals in one word"),
    ("The U.S.\u2019s envoy met Ukraine\u2019s president.", {"United States", "Ukraine"}, "curly possessives"),
    ("He left the U.S. Ukraine stayed.", {"United States", "Ukraine"}, "dotted initials end a sentence"),
    ("Tell us what the US wants.", {"United States"}, "case decides"),
    ("Jim Jordan spoke. Jordan said no. Jordan left.", set(), "a surname once is a surname throughout"),
    ("Michael Jordan bought a team.", set(), "a given name opens the sentence"),
    ("In Jordan the king spoke.", {"Jordan"}, "a preposition opens the sentence"),
    ("Most of Jordan is desert.", {"Jordan"}, "of, but of no institution"),
    ("Georgia's governor spoke in Atlanta.", set(), "the state, by its town"),
    ("Georgia's parliament met in Tbilisi.", {"Georgia"}, "the country, by its capital"),
    ("Talks on Papua New Guinea opened.", {"Papua New Guinea"}, "Guinea is not meant"),
    ("Guinea-Bissau and Guinea met.", {"Guinea-Bissau", "Guinea"}, "the longest first"),
    ("Congolese troops moved.", {"Democratic Republic of the Congo"}, "whose adjective is it"),
    ("The Democratic People's Republic of Korea fired.", {"North Korea"}, "a long form with a possessive"),
    ("C\u00f4te d\u2019Ivoire and T\u00fcrkiye signed.", {"Ivory Coast", "Turkey"}, "letters beyond ASCII"),
    ("It cost 5 million Swiss francs or 6 million Hong Kong dollars.", set(), "money"),
    ("Russia won and Chinese pounds on the door.", {"Russia"}, "a verb is no money"),
    ("The Paris Agreement and the Minsk accords hold.", set(), "accords bear a town's name"),
    ("Latin American leaders met Native Americans.", set(), "peoples that are not the United States"),
    ("South American farmers met American buyers.", {"United States"}, "one of each"),
    ("Paris Saint-Germain beat Manchester United.", set(), "football clubs"),
    ("The Prince of Wales visited.", set(), "a title"),
    ("The WHO said so.", set(), "a weak name alone"),
    ("The World Health Organization warned. The WHO said more.", {"World Health Organization"}, "borne out"),
    ("India, Japan and the Quad met.", {"India", "Japan", "Quad"}, "a weak name beside two members"),
    ("Al-Qaeda and al-Shabaab fled.", {"Al-Qaeda", "Al-Shabaab"}, "a small letter at the head"),
    ("Mr. Trump met Melania Trump at Trump Tower.", {"Donald Trump"}, "a spouse, a building"),
    ("Israel Katz said Israel would act.", {"Israel Katz", "Israel"}, "a given name is a country's"),
    ("Chancellor Olaf Scholz called von der Leyen.", {"Olaf Scholz", "Ursula von der Leyen"}, "particles"),
    ("Yoon Suk Yeol met Tsai Ing-wen. Yoon and Tsai smiled.", {"Yoon Suk Yeol", "Tsai Ing-wen"}, "family name first"),
    ("Foreign Minister Hans Muster left. Muster said little.", {"Hans Muster"}, "an office introduces"),
    ("Gen. Ana de la Cruz spoke.", {"Ana de la Cruz"}, "a short office, small words in the name"),
    ("Eva Muster, Norway's former vice-president, died.", {"Eva Muster", "Norway"}, "an apposition"),
    ("President John Doe met Jane Doe. Doe said no.", {"John Doe"}, "two of one surname: the bare one is nobody"),
    ("Analyst Hans Muster and Eva Beispiel doubt it.", set(), "private people are not tagged"),
    ("See https://example.org/Japan and www.Russia.example", set(), "addresses are not prose"),
    ("Japanization and Indianapolis, Chinatown, Germanic.", set(), "parts of words"),
    ("The Soviet Union fell; Czechoslovakia split.", {"Soviet Union", "Czechoslovakia"}, "states that are no more"),
    ("", set(), "nothing at all"),
]


@pytest.mark.parametrize(("text", "expected", "why"), HARD)
def test_a_hard_sentence(text: str, expected: set[str], why: str, known: Gazetteer) -> None:
    assert named(tag("", text, known)) == expected, why


def test_people_of_one_surname_are_kept_apart(known: Gazetteer) -> None:
    tagging = tag("", "President John Doe met Jane Doe. Doe said no.", known)
    (john,) = tagging.actors
    assert len(john.evidence) == 1
    assert john.actor == Actor("John Doe", "john-doe", "person")


# Headlines


@pytest.mark.parametrize(
    ("title", "body", "expected"),
    [
        ("JAPAN TO CURB U.S. EXPORTS", "", {"Japan", "United States"}),
        ("US TROOPS LEAVE", "The United States said so.", {"United States"}),
        ("POLISH UP YOUR CV", "Advice for graduates.", set()),
        ("AMERICAN EXPRESS PROFITS RISE", "American Express Co reported a profit.", set()),
        ("American Express Profits Rise Again", "American Express Co reported a profit.", set()),
        ("China's Xi Meets Putin", "", {"China", "Xi Jinping", "Vladimir Putin"}),
        ("SWISS FRANC RISES", "", set()),
        ("MUSTER RESIGNS", "Foreign Minister Hans Muster left.", {"Hans Muster"}),
    ],
)
def test_a_headline_in_capitals_is_read_by_the_light_of_the_body(
    title: str, body: str, expected: set[str], known: Gazetteer
) -> None:
    assert named(tag(title, body, known)) == expected


# Datelines

LOCAL = "The council met today and settled the matter of the harbour, officials said."


@pytest.mark.parametrize(
    ("dateline", "expected"),
    [
        ("TOKYO, July 9 (Reuters) - ", ["Japan"]),
        ("TOKYO (AP) \u2014 ", ["Japan"]),
        ("Osaka, March 3 - ", ["Japan"]),
        ("HANOVER, West Germany, April 8 - ", ["Germany"]),
        ("HANOVER, N.H., April 8 - ", ["United States"]),
        ("OAK BROOK, Ill., March 3 - ", ["United States"]),
        ("MINNETONKA, Minn. March 16 - ", ["United States"]),
        ("BRUSSELS/KYIV, Feb 24 (Reuters) - ", ["Belgium", "Ukraine"]),
        ("UNITED NATIONS, Sept 19 \u2013 ", ["United Nations"]),
        ("(MENAFN) SINGAPORE, June 2 - ", ["Singapore"]),
        ("NOWHERE, May 1 - ", []),
        ("Osaka - a port - ", []),
    ],
)
def test_a_dateline_tags_its_country(dateline: str, expected: list[str], known: Gazetteer) -> None:
    assert names(tag("Council settles", dateline + LOCAL, known).actors) == expected


def test_a_body_of_states_at_its_seat_is_no_news_of_the_host(known: Gazetteer) -> None:
    body = "BRUSSELS, Feb 15 (Reuters) - NATO ministers agreed on Thursday to send more aid to Ukraine."
    assert names(tag("NATO agrees on aid", body, known).actors) == ["NATO", "Ukraine"]
    assert names(tag("Strike closes airport", "BRUSSELS, Feb 15 - " + LOCAL, known).actors) == ["Belgium"]


# Salience


def test_a_country_in_the_headline_is_what_it_is_about(known: Gazetteer) -> None:
    tagging = tag("Norway buys frigates", "The ministry signed on Monday, in the presence of the king. " + LOCAL, known)
    assert names(tagging.actors) == ["Norway"]


def test_a_country_named_once_far_down_is_a_mention(known: Gazetteer) -> None:
    body = "Norway buys five frigates for its fleet. Norway pays at once. Norwegian yards gain. Sweden looks on."
    tagging = tag("Norway buys frigates", body, known)
    assert (names(tagging.actors), names(tagging.mentions)) == (["Norway"], ["Sweden"])


def test_three_mentions_in_a_long_article_are_few(known: Gazetteer) -> None:
    long = "Norway buys frigates. " * 80
    thrice = "Sweden looks on. Sweden waits. Sweden sails."
    assert names(tag("", long + thrice, known).actors) == ["Norway"]
    assert names(tag("", long[:220] + thrice, known).actors) == ["Norway", "Sweden"]


def test_a_venue_is_not_an_actor(known: Gazetteer) -> None:
    body = "Egypt and Ethiopia resumed their talks in Vienna. Egypt wants a treaty, Ethiopia does not."
    tagging = tag("Egypt and Ethiopia talk", body, known)
    assert (names(tagging.actors), names(tagging.mentions)) == (["Egypt", "Ethiopia"], ["Austria"])


def test_where_nobody_has_enough_the_best_country_is_taken(known: Gazetteer) -> None:
    assert names(tag("", "The vote was delayed, the Beijing authorities said.", known).actors) == ["China"]


def test_of_equal_weights_the_first_named_leads(known: Gazetteer) -> None:
    assert names(tag("Chile, Peru and Bolivia agree", "", known).actors) == ["Chile", "Peru", "Bolivia"]


# Regions


@pytest.mark.parametrize(
    ("title", "body", "expected"),
    [
        ("Forces move", LOCAL + " The Sahel is large.", [("Sahel", "stated")]),
        ("Forces move", LOCAL + " Europe is large.", []),
        ("Forces leave Europe", LOCAL, [("Europe", "stated")]),
        ("Forces move", LOCAL + " Europe is large. Europe is old.", [("Europe", "stated")]),
        ("Armenia and Azerbaijan sign", "", [("South Caucasus", "derived")]),
        ("Mali, Niger and France part", "", [("Sahel", "derived")]),
        ("Japan and France sign", "", []),
        ("Mali votes", "", []),
        ("Russia and Ukraine talk about the Black Sea", "", [("Black Sea", "stated")]),
    ],
)
def test_regions(title: str, body: str, expected: list[tuple[str, str]], known: Gazetteer) -> None:
    assert where(tag(title, body, known)) == expected


def test_a_derived_region_names_the_countries_it_rests_on(known: Gazetteer) -> None:
    (region,) = tag("Armenia and Azerbaijan sign", "", known).regions
    assert [(piece.text, piece.rule) for piece in region.evidence] == [("Armenia", "member"), ("Azerbaijan", "member")]


# The editor's word


def test_what_is_excluded_is_not_named_at_all(known: Gazetteer) -> None:
    body = "Foreign Minister Hans Muster met Russia's envoy in the Sahel. Hans Muster left."
    tagging = tag("NATO meets Russia", body, known, exclude=["Russian Federation", "Hans Muster", "sahel"])
    assert named(tagging) == {"NATO"}
    assert where(tagging) == []


def test_a_silent_actor_keeps_its_words_from_others(known: Gazetteer) -> None:
    site = extend(known, silent=["north-korea", "indo-pacific"])
    tagging = tag("North Korea fires", "North Korean troops moved in the Indo-Pacific.", site)
    assert (named(tagging), where(tagging)) == (set(), [])


def test_a_sites_own_entries_are_tagged(known: Gazetteer) -> None:
    hanse = ActorEntry(actor=Actor("Hanse", "hanse", "group", aliases=("Hanseatic League",)))
    wadden = RegionEntry(region=Region("Wadden Sea", "wadden-sea"), stated=("Wadden Sea",))
    site = extend(known, actors=[hanse], regions=[wadden])
    tagging = tag("Hanseatic League meets", "It met on the Wadden Sea.", site)
    assert (names(tagging.actors), where(tagging)) == (["Hanse"], [("Wadden Sea", "stated")])


def test_a_dossier_on_europe_does_not_make_the_word_weigh_more(known: Gazetteer) -> None:
    site = extend(known, regions=[RegionEntry(region=Region("Europe", "europe"), stated=("Europe",))])
    assert where(tag("Forces move", LOCAL + " Europe is large.", site)) == []


# What holds for every text

SCRAPS = "Japan U.S. US-led Kishida Xi Bank of the President Muster Anna , . (Reuters) Indo-Pacific Jr. Gen. \u2019s"
WORDS = st.sampled_from([*SCRAPS.split(), "\n\n"])
TEXTS = st.one_of(st.text(max_size=200), st.lists(WORDS, max_size=40).map(" ".join))


@given(title=TEXTS, body=TEXTS)
def test_every_piece_of_evidence_stands_where_it_says(title: str, body: str) -> None:
    tagging = tag(title, body, builtin())
    assert tag(title, body, builtin()) == tagging
    tags = [*tagging.actors, *tagging.mentions]
    evidence = [each.evidence for each in tags] + [each.evidence for each in tagging.regions]
    for pieces in evidence:
        assert pieces
        for piece in pieces:
            text = title if piece.place == "title" else body
            there = text[piece.offset : piece.offset + len(piece.text)]
            assert there.translate({0x2018: "'", 0x2019: "'", 0xA0: " ", 0x0A: " ", 0x09: " "}) == piece.text


@given(title=TEXTS, body=TEXTS)
def test_actors_have_enough_and_come_by_weight(title: str, body: str) -> None:
    tagging = tag(title, body, builtin())
    for tags in (tagging.actors, tagging.mentions):
        assert [each.score for each in tags] == sorted((each.score for each in tags), reverse=True)
    assert set(names(tagging.actors)).isdisjoint(names(tagging.mentions))


def test_another_hash_seed_gives_the_same_tags() -> None:
    code = (
        "from digest.gazetteer import builtin; from digest.tagging import tag; "
        "print(tag('Chile, Peru meet', 'President Hans Muster met Lula, NATO and the EU in Mali, Niger.', builtin()))"
    )
    seen = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": str(Path(__file__).parents[1])},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("0", "1", "2")
    }
    assert len(seen) == 1
