"""Plain text: a headline, then paragraphs."""

import datetime as dt
from collections.abc import Sequence

import pytest

from digest.dates import zone
from digest.ingest.draft import Draft, Failure, Input
from digest.ingest.formats.registry import FORMATS
from digest.ingest.formats.unpack import read

STORY = "The alliance met in Brussels on Tuesday, and it will meet again in the spring, officials said. " * 4


def reading(text: str | bytes, name: str = "x.txt") -> Draft | Failure:
    content = text if isinstance(text, bytes) else text.encode()
    (only,) = read(Input(name, content), zone("UTC"))
    return only


def draft(text: str | bytes) -> Draft:
    found = reading(text)
    assert isinstance(found, Draft), found
    return found


def failure(text: str | bytes) -> str:
    found = reading(text)
    assert isinstance(found, Failure), found
    assert found.hint
    return found.message


def test_the_first_line_is_the_headline() -> None:
    found = draft("\r\n\r\n  A headline \r\n\r\nOne.\r\n\r\nTwo.\r\n")
    assert (found.title, found.body, found.warnings) == ("A headline", "One.\n\nTwo.", ())


def test_a_line_without_a_word_is_no_headline() -> None:
    assert draft("-----\n***\nA headline\n\nOne.").title == "A headline"


def test_a_headline_may_be_wrapped() -> None:
    text = (
        "Prime Minister says on Tuesday that the country has to get much\n"
        "closer to the alliance than it is\n\n"
        "The talks went on for as long as it took, and nobody expected a\n"
        "result before the summer.\n"
    )
    found = draft(text)
    assert found.title.endswith("much closer to the alliance than it is")
    assert found.body.startswith("The talks went on")


def test_a_headline_without_a_blank_line_below_it_is_doubted() -> None:
    lines = [
        "Premier says on Tuesday that Japan has to get much closer to it",
        *["The talks went on for very long " * 2] * 6,
    ]
    found = draft("\n".join(lines))
    assert found.title == lines[0]
    assert "no blank line below the headline" in found.warnings[0]


def test_a_text_without_a_headline_gets_one_and_keeps_all_its_words() -> None:
    found = draft(STORY)
    assert found.title.startswith("The alliance met in Brussels")
    assert found.title.endswith("…")
    assert len(found.title) <= 101
    assert found.body == STORY.strip()
    assert "no headline" in found.warnings[0]


def test_a_report_without_a_headline_begins_with_its_dateline() -> None:
    lead = "TOKYO, July 9 (Reuters) - Japan must get closer to the alliance, its premier said on Tuesday."
    found = draft(f"{lead}\n\nHe will travel to Washington this week.\n")

    assert found.title == "Japan must get closer to the alliance, its premier said on Tuesday."
    assert found.body == f"{lead}\n\nHe will travel to Washington this week."
    assert "no headline" in found.warnings[0]


def test_a_headline_with_a_place_and_a_dash_is_one() -> None:
    assert draft("KYIV - Truce holds\n\nThe night was calm, officials said.").title == "KYIV - Truce holds"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "there is nothing in it"),
        ("\n \n\ufeff", "there is nothing in it"),
        ("Only a headline\n", "there is no text below the headline"),
        (b"\0\1\2", "this is not text"),
        ("---\ntitle: A\n---\nBody.", "this is an article already"),
        ("---\r\ndate: 2024-07-09\r\ntitle: A\r\n---\r\nBody.", "this is an article already"),
        ("---\ntitle: A\ntags: [sea]\nauthor: B\n---\nBody.", 'another program\'s: digest has no key "tags", "author"'),
        ("+++\ntitle = 'A'\n+++\nBody.", "another program's: digest has no front matter in TOML"),
        ("<?xml version='1.0'?><book/>", "this is XML of a kind that digest does not know"),
        ("\n<!DOCTYPE html><html><p>Hello", "no article was found in this page"),
    ],
)
def test_what_holds_no_article_is_an_error_that_says_so(text: str | bytes, message: str) -> None:
    assert message in failure(text)


def test_any_input_has_a_reader() -> None:
    names: Sequence[str] = [row.name for row in FORMATS]
    assert names[-1] == "plain text"
    assert FORMATS[-1].recognises(Input("x", b""))


REPORT = "The ministers met in Riga on Tuesday, and they spoke about cables until late in the evening. " * 4


def several(text: str) -> list[Draft]:
    found = list(read(Input("x.txt", text.encode()), zone("UTC")))
    assert all(isinstance(each, Draft) for each in found), found
    return [each for each in found if isinstance(each, Draft)]


@pytest.mark.parametrize("line", ["=====", "-----", "_______", "*****", "~~~", "\f"])
def test_lines_part_several_articles(line: str) -> None:
    if line == "~~~":
        line = "~~~~~"
    one, two = several(f"First headline\n\n{REPORT}\n\n{line}\n\nSecond headline\n\n{REPORT} It is another.\n")
    assert (one.title, two.title) == ("First headline", "Second headline")
    assert (one.location.line, two.location.line) == (1, 7)
    assert two.body.endswith("It is another.")


@pytest.mark.parametrize(
    "text",
    [
        f"A headline\n\n{REPORT}\n\n* * *\n\nSecond headline\n\n{REPORT}",
        f"A headline\n\n{REPORT}\n\n=====\n\n{REPORT}",
        f"A headline\n\n{REPORT}\n\n-----\n\nContact\n\nThe port.",
        f"A headline\n-----\n\n{REPORT}",
    ],
)
def test_what_only_looks_like_several_is_one(text: str) -> None:
    (found,) = several(text)
    assert found.title == "A headline"


SHORT = "The port of Riga opened on Tuesday after the storm. Ferries sail again from the evening on."


@pytest.mark.parametrize("line", ["===", "=====", "\f"])
@pytest.mark.parametrize("second", ["Ferries sail again", "Ferries sail to the U.S."])
def test_a_line_of_equals_signs_parts_short_articles(line: str, second: str) -> None:
    one, two = several(f"First headline\n\n{REPORT}\n{line}\n{second}\n\n{SHORT}\n")
    assert (one.title, one.body, two.title, two.body) == ("First headline", REPORT.strip(), second, SHORT)
    assert one.warnings == two.warnings == ()


def test_lines_between_articles_are_not_lines_within_them() -> None:
    one, two = several(f"One\n\n{SHORT}\n\n-----\n\n{SHORT}\n\n=====\n\nTwo\n\n{SHORT}\n")
    assert (one.title, one.body, two.title) == ("One", f"{SHORT}\n\n{SHORT}", "Two")
    assert "line 5 was taken for an ornament" in one.warnings[0]
    assert two.warnings == ()


@pytest.mark.parametrize(
    "below",
    [
        f"{REPORT}",
        f"{SHORT}\n\n{SHORT}",
        "Contact\n\nThe port.",
        f"He went on,\n\n{SHORT}",
        f"Contact: the port\n{SHORT}",
    ],
)
def test_a_line_that_parts_no_article_is_cut_and_named(below: str) -> None:
    (found,) = several(f"A headline\n\n{REPORT}\n\n=====\n\n{below}\n")
    assert found.title == "A headline"
    assert "=" not in found.body
    assert found.body.split() == f"{REPORT}\n{below}".split()
    assert [(each.rule, each.words) for each in found.stripped] == [("line without words", "=====")]
    assert "line 5 was taken for an ornament and cut" in found.warnings[0]


def test_a_line_below_the_headline_or_the_text_needs_no_word() -> None:
    (found,) = several(f"A headline\n==========\n\n{REPORT}\n\n=====\n")
    assert (found.title, found.body, found.warnings) == ("A headline", REPORT.strip(), ())


FIRST = "The council put off its vote on the new bridge on Monday evening, because nobody could say what steel costs."


@pytest.mark.parametrize(
    "first",
    [
        FIRST,
        "The council put off its vote on Monday. Nobody could say what the steel would cost.",
        "„Wir wissen nicht, was der Stahl kostet“, sagte die Bürgermeisterin. Der Rat vertagte die Abstimmung.",
        "市議会は月曜日の夜、鋼材の価格が分からないとして、新しい橋の建設計画についての採決を見送った。議長が明らかにした。",
    ],
    ids=["long sentence", "two sentences", "German", "Japanese"],
)
@pytest.mark.parametrize("rest", ["\n\nThe old bridge closes in May.", ""])
def test_a_paragraph_of_sentences_is_no_headline(first: str, rest: str) -> None:
    article = draft(f"{first}{rest}")
    assert article.body.startswith(first)
    assert first.startswith(article.title.rstrip("…").rstrip())
    assert len(article.title) <= 101
    assert article.warnings == ("there is no headline above the text: give it a title",)


@pytest.mark.parametrize(
    "headline",
    [
        "Council puts off its vote",
        "Talks fail. What comes next?",
        "Talks fail. Both sides blame the weather.",
        "The bridge will be built in May.",
        "Who pays for the bridge, and why does nobody in Harbourtown want to say what steel from the north would cost?",
        "Harbourtown's council puts off its vote on the new bridge, as nobody can say what steel costs in the U.S.",
        "橋の採決を見送り。",
    ],
)
def test_a_headline_may_be_a_sentence(headline: str) -> None:
    article = draft(f"{headline}\n\n{FIRST}")
    assert (article.title, article.body, article.warnings) == (headline, FIRST, ())


ADDRESS = "https://harbour.example/2026/03/02/vote?page=1"
REST = f"Council puts off its vote\n\nMarch 2, 2026\n\n{FIRST}\n\nThe old bridge closes in May."


@pytest.mark.parametrize(
    "text",
    [
        f"{ADDRESS}\n\n{REST}",
        f"{ADDRESS}\n{REST}",
        REST.replace("vote\n\n", f"vote\n{ADDRESS}\n", 1),
        REST.replace("vote\n\n", f"vote\n\n<{ADDRESS}>\n\n", 1),
        REST.replace("\n\nThe old", f"\n\n{ADDRESS}\n\nThe old"),
        f"{REST}\n\n{ADDRESS}\n",
        f"{REST}\n\nSource: {ADDRESS}",
        f"{REST}\n\nhttps://elsewhere.example/b\n\nQuelle: {ADDRESS}",
        f"{ADDRESS}\n\n{REST}\n\nhttps://elsewhere.example/b",
    ],
    ids=["above", "close above", "close below", "below", "amid", "last", "labelled", "labelled of two", "above of two"],
)
def test_an_address_alone_on_a_line_is_the_articles(text: str) -> None:
    article = draft(text)
    assert (article.title, article.url, article.warnings) == ("Council puts off its vote", ADDRESS, ())
    assert article.body.replace("\n\nhttps://elsewhere.example/b", "") == REST.partition("\n\n")[2]
    assert [cut.rule for cut in article.stripped] == ["address"]
    assert ADDRESS in article.stripped[0].words


def test_the_address_is_named_beside_an_ornament() -> None:
    rules = [cut.rule for cut in draft(f"{REST}\n\n{ADDRESS}\n\n-----\n").stripped]
    assert sorted(rules) == ["address", "line without words"]


def test_addresses_in_sentences_and_lists_of_them_are_text() -> None:
    sentence = f"{REST} See {ADDRESS}"
    several = f"{REST}\n\nhttps://elsewhere.example/b\n\nhttps://elsewhere.example/c"
    assert [(draft(text).url, draft(text).stripped) for text in (sentence, several)] == [("", ()), ("", ())]
    assert draft(several).body.endswith("https://elsewhere.example/b\n\nhttps://elsewhere.example/c")


def test_an_address_alone_is_no_article() -> None:
    (found,) = read(Input("x.txt", b"https://gazette.example/a\n"), dt.UTC, None)
    assert isinstance(found, Failure)
    assert found.message == "this is an address, not an article"
