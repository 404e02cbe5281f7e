"""Tagging: who and where, by which words; hard sentences with the tags that a careful reader would give."""

import datetime as dt
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.gazetteer import ActorEntry, Gazetteer, RegionEntry, builtin, extend
from digest.model.actor import Actor, Region
from digest.tagging import ActorTag, Tagging, tag
from tests.support.paths import ROOT, SAMPLE

ICE = "Immigration and Customs Enforcement"


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


def test_people_of_one_surname_are_kept_apart(known: Gazetteer) -> None:
    tagging = tag("", "President John Doe met Jane Doe. Doe said no.", known)
    (john,) = tagging.actors
    assert len(john.evidence) == 1
    assert john.actor == Actor("John Doe", "john-doe", "person")
    assert names(tagging.mentions) == ["Jane Doe"]
    assert all(piece.text != "Doe" for each in tagging.mentions for piece in each.evidence)


# People


def test_a_person_who_is_only_quoted_stays_a_mention(known: Gazetteer) -> None:
    tagging = tag("Harbour closed", "Hans Muster said so. Muster said more. Muster left.", known)
    assert (names(tagging.actors), names(tagging.mentions)) == ([], ["Hans Muster"])


@pytest.mark.parametrize(
    ("title", "body"),
    [
        ("Harbour closed", "Foreign Minister Hans Muster said so. Muster said more. Muster left."),
        ("Hans Muster closes the harbour", "Hans Muster said so."),
        ("MUSTER CLOSES HARBOUR", "Hans Muster said so."),
    ],
)
def test_an_office_or_a_headline_makes_a_person_public(title: str, body: str, known: Gazetteer) -> None:
    assert names(tag(title, body, known).actors) == ["Hans Muster"]


@pytest.mark.parametrize(
    ("day", "holder"),
    [("2024-07-09", "Fumio Kishida"), ("2020-07-09", "Shinzo Abe"), ("1980-01-01", None), (None, None)],
)
def test_an_office_without_a_name_is_its_holders(day: str | None, holder: str | None, known: Gazetteer) -> None:
    moment = dt.date.fromisoformat(day) if day else None
    for words in ("The Japanese prime minister", "Japan\u2019s prime minister", "The Prime Minister of Japan"):
        tagging = tag("", f"{words} left at noon.", known, day=moment)
        assert named(tagging) == {"Japan", holder} - {None}
    assert named(tag("", "Japan's former prime minister left.", known, day=moment)) == {"Japan"}


def test_a_short_form_is_resolved_in_the_headline_too(known: Gazetteer) -> None:
    tagging = tag("Muster resigns", "Foreign Minister Hans Muster left.", known)
    assert [piece.place for piece in tagging.actors[0].evidence] == ["title", "lead"]


# Headlines


@pytest.mark.parametrize(
    ("title", "body", "expected"),
    [
        ("JAPAN TO CURB U.S. EXPORTS", "", {"Japan", "United States"}),
        ("US TROOPS LEAVE", "The United States said so.", {"United States"}),
        ("POLISH UP YOUR CV", "Advice for graduates.", set()),
        ("AMERICAN STANDARD PROFITS RISE", "American Standard Co reported a profit.", set()),
        ("American Standard Profits Rise Again", "American Standard Co reported a profit.", set()),
        ("China's Xi Meets Putin", "", {"China", "Xi Jinping", "Russia", "Vladimir Putin"}),
        ("SWISS FRANC RISES", "", set()),
        ("MUSTER RESIGNS", "Foreign Minister Hans Muster left.", {"Hans Muster"}),
    ],
)
def test_a_headline_in_capitals_is_read_by_the_light_of_the_body(
    title: str, body: str, expected: set[str], known: Gazetteer
) -> None:
    assert named(tag(title, body, known)) == expected


@pytest.mark.parametrize(
    ("title", "body", "expected"),
    [
        ("TELL US WHAT YOU THINK", "Rents rose in the United States.", {"United States"}),
        ("GULF OF MEXICO RIGS IDLE", "Few rigs work.", set()),
        ("ICE STORM HITS TEXAS", "An ice storm hit Texas.", {"United States"}),
        ("ICE RAIDS FARMS", "ICE agents raided farms in the United States.", {"United States", ICE}),
        ("VISA RULES TIGHTENED", "The United States tightened visa rules.", {"United States"}),
        ("GHANA COCOA SALES FALL", "The Ghana Cocoa Board said so.", {"Ghana"}),
    ],
)
def test_a_word_in_capitals_may_be_a_common_one(title: str, body: str, expected: set[str], known: Gazetteer) -> None:
    tagging = tag(title, body, known)
    assert named(tagging) == expected
    assert not [piece for each in tagging.actors for piece in each.evidence if piece.text == "US"]


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
        ("Naha - a port - ", []),
    ],
)
def test_a_dateline_tags_its_country(dateline: str, expected: list[str], known: Gazetteer) -> None:
    assert names(tag("Council settles", dateline + LOCAL, known).actors) == expected


@pytest.mark.parametrize("stated", ["TOKYO, July 9", "TOKYO, July 9 (Reuters) -", "TOKYO"])
def test_a_dateline_may_be_stated_apart(stated: str, known: Gazetteer) -> None:
    (tokyo,) = tag("Council settles", LOCAL, known, dateline=stated).actors
    assert (tokyo.actor.name, tokyo.evidence[0].rule, tokyo.evidence[0].offset) == ("Japan", "dateline", -1)
    inside = tag("Council settles", "OSLO (AP) - " + LOCAL, known, dateline=stated)
    assert names(inside.actors) == ["Norway"]


def test_a_town_elsewhere_is_elsewhere_throughout(known: Gazetteer) -> None:
    assert names(tag("London fire", "LONDON, Ont. - A fire in London hurt two.", known).actors) == ["Canada"]
    board = "The Lebanon, Pa., school board met in Lebanon."
    assert names(tag("Lebanon votes", board, known).actors) == ["United States"]


def test_a_leader_in_the_headline_is_news_of_the_country(known: Gazetteer) -> None:
    body = "Russian President Vladimir Putin met Xi Jinping of China in Samarkand, Uzbekistan."
    assert {"Russia", "China"} <= set(names(tag("Putin, Xi meet", body, known, day=dt.date(2022, 9, 15)).actors))
    assert "Germany" not in named(tag("Merkel publishes memoirs", "", known, day=dt.date(2024, 11, 26)))
    assert "Germany" not in named(tag("Von der Leyen speaks", "", known, day=dt.date(2024, 11, 26)))


def test_a_body_of_states_at_its_seat_is_no_news_of_the_host(known: Gazetteer) -> None:
    body = "BRUSSELS, Feb 15 (Reuters) - NATO ministers agreed on Thursday to send more aid to Ukraine."
    assert names(tag("NATO agrees on aid", body, known).actors) == ["NATO", "Ukraine"]
    assert names(tag("Strike closes airport", "BRUSSELS, Feb 15 - " + LOCAL, known).actors) == ["Belgium"]
    health = "GENEVA (AP) - The World Health Organization said on Monday that the emergency is over."
    assert names(tag("WHO ends emergency", health, known).actors) == ["World Health Organization"]


@pytest.mark.parametrize("dateline", ["STRASBOURG, France (AP) - ", "LUXEMBOURG, Oct 3 (Reuters) - "])
def test_a_bodys_second_seat_is_no_news_of_its_country(dateline: str, known: Gazetteer) -> None:
    body = dateline + "European Union lawmakers backed a law on the restoration of nature on Tuesday."
    assert names(tag("EU backs law", body, known).actors) == ["European Union"]


def test_what_was_congo_while_there_was_zaire(known: Gazetteer) -> None:
    for year, name in ((1987, "Republic of the Congo"), (2024, "Democratic Republic of the Congo")):
        assert named(tag("Congo votes", "", known, day=dt.date(year, 3, 1))) == {name}


# Salience


def test_a_sentence_that_names_many_states_is_about_them_all(known: Gazetteer) -> None:
    ban = "KYIV - Officials met at noon on Monday in a hall by the river. The ban covers {}."
    six = ["Chad", "Eritrea", "Haiti", "Libya", "Somalia", "Yemen"]
    for count, about in ((6, {*six, "Ukraine"}), (5, {"Ukraine"})):
        assert set(names(tag("Ban widened", ban.format(", ".join(six[:count])), known).actors)) == about


def test_without_a_dateline_the_first_sentence_says_what_it_is_about(known: Gazetteer) -> None:
    body = "Israel struck a consulate of Iran on the coast of Syria on Monday, killing an officer of the Guards."
    assert set(names(tag("Officer killed", body, known).actors)) == {"Israel", "Iran", "Syria"}
    assert names(tag("Officer killed", "OSLO (AP) - " + body, known).actors) == ["Norway"]


def test_the_maker_of_a_thing_is_not_what_it_is_about(known: Gazetteer) -> None:
    crash = "A Boeing 737 landed hard in fog beside the runway of the airport. Nobody was hurt. Rain fell. "
    more = "Boeing waits. Boeing will look. Boeing sent help. "
    assert named(tag("Hard landing", crash + more, known)) == set()
    assert names(tag("Boeing loses an order", crash + more, known).actors) == ["Boeing"]



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
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("0", "1", "2")
    }
    assert len(seen) == 1
