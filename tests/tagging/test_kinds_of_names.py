"""Names that are easily mistaken, kind by kind: whose surname, which office, no person, part of a longer name."""

import pytest

from digest.gazetteer import Gazetteer, builtin
from digest.tagging import Tagging, tag
from digest.tagging.first_names import variants


@pytest.fixture(scope="module")
def known() -> Gazetteer:
    return builtin()


def actors(tagging: Tagging) -> set[str]:
    return {match.actor.name for match in tagging.actors}


def named(tagging: Tagging) -> set[str]:
    return {match.actor.name for match in (*tagging.actors, *tagging.mentions)}


@pytest.mark.parametrize(
    ("text", "bearer", "famous"),
    [
        ("Ivanka Trump opened the fair on Monday. Trump cut a ribbon.", "Ivanka Trump", "Donald Trump"),
        ("Hunter Biden sold a painting. Mr. Biden was pleased. Biden paints at night.", "Hunter Biden", "Joe Biden"),
        ("Usha Putin won a prize on Monday. “I am glad,” Putin said.", "Usha Putin", "Vladimir Putin"),
        ("Senator Paula Modi wants roads. Senator Modi was cheered. Modi left.", "Paula Modi", "Narendra Modi"),
        ("Malia Obama showed a film on Monday. Obama is 27.", "Malia Obama", "Barack Obama"),
    ],
    ids=["both-known", "mr", "sentence-opens", "same-office", "unlisted-given-name"],
)
def test_the_articles_own_full_name_outranks_the_famous_bearer(
    text: str, bearer: str, famous: str, known: Gazetteer
) -> None:
    names = named(tag("Fair opens", text, known))
    assert bearer in names
    assert famous not in names


@pytest.mark.parametrize(
    "text",
    [
        "Angry Trump left the room on Monday. Trump said nothing.",
        "President Trump met his wife. Melania Trump had asked him to come. President Trump said nothing.",
        "Critics say Trump lost. Lawyers Trump hired said he won.",
    ],
    ids=["adjective", "relative-beside-office", "plural-noun"],
)
def test_the_famous_bearer_stays_where_he_is_meant(text: str, known: Gazetteer) -> None:
    assert "Donald Trump" in named(tag("", text, known))


def test_a_firm_by_its_owners_surname_is_no_politician(known: Gazetteer) -> None:
    assert named(tag("", "Merz & Sons will close. Merz has made shoes since 1900.", known)) == set()


@pytest.mark.parametrize(
    "name", ["Choi Min-ho", "Kang Dae-hyun", "Park Sang-woo", "Wu Li-ming"], ids=["choi", "kang", "park", "wu"]
)
@pytest.mark.parametrize("office", ["Rep.", "Gov.", "Ambassador", "Judge"])
def test_an_office_before_a_family_name_that_stands_first(office: str, name: str, known: Gazetteer) -> None:
    assert name in named(tag("", f"{office} {name} spoke on Sunday. The hall was full.", known))


@pytest.mark.parametrize(
    ("form", "name"),
    [("Tony Blinken", "Antony Blinken"), ("Joseph Biden", "Joe Biden"), ("Michael Pompeo", "Mike Pompeo")],
    ids=["short", "long", "long-of-short"],
)
def test_another_form_of_a_first_name_is_the_same_person(form: str, name: str, known: Gazetteer) -> None:
    assert name in named(tag("", f"The envoy {form} will travel on Monday.", known))


def test_a_common_surname_is_not_enough_for_another_form(known: Gazetteer) -> None:
    assert "Mike Johnson" not in named(tag("", "The sprinter Michael Johnson won on Monday.", known))


def test_forms_of_a_first_name_go_both_ways() -> None:
    assert "Antony Muster" in variants("Tony Muster")
    assert "Tony Muster" in variants("Antony Muster")
    assert list(variants("Muster")) == []


@pytest.mark.parametrize(
    "occasion",
    ["Anzac Day", "Christmas Eve", "Guy Fawkes Night", "Yom Kippur", "Eid al-Fitr", "Victoria Cross", "Storm Ciara"],
)
def test_a_holiday_an_honour_or_a_storm_is_no_person(occasion: str, known: Gazetteer) -> None:
    text = f"The town recalled {occasion}. {occasion}, said the general, was long. {occasion}, 60, is old."
    assert named(tag("", text, known)) == set()


def test_somebody_may_be_called_day(known: Gazetteer) -> None:
    assert "Doris Day" in named(tag("", "The singer Doris Day, 52, won. “Thanks,” Day said.", known))


@pytest.mark.parametrize(
    ("title", "text", "meant", "other"),
    [
        ("Korea tests rocket", "North Korea tested a rocket.", "North Korea", "South Korea"),
        ("Ireland votes", "Northern Ireland votes on Thursday.", "United Kingdom", "Ireland"),
        ("Storm hits Guinea", "A storm hit Papua New Guinea.", "Papua New Guinea", "Guinea"),
    ],
    ids=["korea", "ireland", "guinea"],
)
def test_a_headline_shortens_what_the_body_spells_out(
    title: str, text: str, meant: str, other: str, known: Gazetteer
) -> None:
    names = actors(tag(title, text, known))
    assert meant in names
    assert other not in names


def test_a_headline_that_the_body_bears_out_stays(known: Gazetteer) -> None:
    assert {"Sudan", "South Sudan"} <= actors(tag("Sudan talks", "South Sudan met Sudan on Monday.", known))


def test_a_word_before_the_article_is_no_given_name(known: Gazetteer) -> None:
    text = "A man was hurt in London on Sunday. The Ontario coroner will report."
    assert actors(tag("Man hurt in London", text, known)) == {"Canada"}


@pytest.mark.parametrize(
    "text",
    [
        "Japanese knotweed and a German cockroach were found. Canada geese flew by.",
        "The menu has Thai curry, Spanish omelette, Korean barbecue and Mongolian beef.",
        "Signs in Greek, Arabic and Korean went up. Lessons in Italian begin in May.",
    ],
    ids=["species", "dishes", "languages"],
)
def test_species_dishes_and_languages_are_no_countries(text: str, known: Gazetteer) -> None:
    assert actors(tag("Notice", text, known)) == set()


def test_what_is_sold_abroad_is_its_countrys(known: Gazetteer) -> None:
    assert "Thailand" in actors(tag("Duty", "Thai noodle exports rose. Thai growers are glad.", known))


@pytest.mark.parametrize(
    ("town", "country"), [("Bhopal", "India"), ("Sialkot", "Pakistan"), ("Kumasi", "Ghana"), ("Zhengzhou", "China")]
)
def test_a_city_names_its_country(town: str, country: str, known: Gazetteer) -> None:
    assert country in actors(tag("Market burns", f"A market in {town} burned on Monday. Nobody died.", known))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Talks at the Mining Bureau on Friday failed.", {"Mining Bureau"}),
        ("The Ontario Millers Union met.", {"Canada", "Ontario Millers Union"}),
        ("The Grain and County Millers Board met.", set()),
    ],
    ids=["weekday", "part-of-a-country", "half-a-name"],
)
def test_where_an_organisation_by_form_begins_and_ends(text: str, expected: set[str], known: Gazetteer) -> None:
    assert named(tag("", text, known)) == expected


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Rill County Sheriff Don Muster said so on Monday.", "Don Muster"),
        ("They heard trumpeter Xyl Muster and a choir.", "Xyl Muster"),
        ("The newest recruit, Xyl Muster, comes from Dublin.", "Xyl Muster"),
    ],
    ids=["place-and-role", "trade", "trade-and-comma"],
)
def test_what_somebody_does_parts_their_name_from_what_stands_before(text: str, name: str, known: Gazetteer) -> None:
    assert name in named(tag("", text, known))


def test_a_question_behind_its_speaker_begins_with_no_given_name(known: Gazetteer) -> None:
    text = (
        "Kurtzer told Wikinews that Rocky Linux would come. Rocky Linux is free, he said.\n\n"
        "((WN))  Will Rocky Linux provide a way to migrate?\n\n((Gregory Kurtzer))  Rocky Linux will run anywhere.\n"
    )
    names = named(tag("A talk on Rocky Linux", text, known))
    assert not [name for name in names if name.startswith("Will")]
