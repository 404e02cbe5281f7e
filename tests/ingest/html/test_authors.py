"""Who wrote an article: names alone, of people before houses, by metadata or by the line that the page shows."""

import pytest

from digest.ingest.draft import Draft
from digest.ingest.html.authors import authors_of
from digest.ingest.html.blocks import blocks_of
from digest.ingest.html.page import WebPage
from digest.ingest.html.person_names import are_names, names_in
from tests.ingest.formats.test_webpage import draft, page

HOUSE = (
    '<script type="application/ld+json">{"@type": "NewsArticle", '
    '"author": {"@type": "%s", "name": "%s"%s}}</script>'
)
STORY = "The ministers of nine states on the Baltic met in Riga to speak about the cables on the sea floor. " * 2


def told(line: str = "", author: str = "", kind: str = "Person", more: str = "", below: str = "") -> Draft:
    """A page whose metadata name an author, and that shows a line above its story."""
    head = HOUSE % (kind, author, more) if author else ""
    return draft(page(f"<article>{line}<p>{STORY}</p><p>{STORY}</p></article>{below}", head))


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("By Jane Doe and John Roe", ["Jane Doe", "John Roe"]),
        ("TOM BERG, AP Auto Writer", ["TOM BERG"]),
        ("Rachel Berg, MS, RD", ["Rachel Berg"]),
        ("Analysis by Chris Berg, Editor-at-large", ["Chris Berg"]),
        ("Jane Doe, JOHN ROE Associated Press", ["Jane Doe", "JOHN ROE"]),
        ("Associated Press", ["Associated Press"]),
        ("The Associated Press", ["The Associated Press"]),
        ("Staff Reports", ["Staff Reports"]),
    ],
)
def test_offices_and_agencies_behind_a_name_are_no_names(line: str, names: list[str]) -> None:
    assert list(names_in(line, "en")) == names


@pytest.mark.parametrize("line", ["Jane Doe", "JANE DOE", "Jane van der Doe", "Dr. Max Roe", "Åsa Öberg/Iñaki Ruiz", "A. B. Doe & C. Roe"])  # fmt: skip  # noqa: E501
def test_what_is_names(line: str) -> None:
    assert are_names(line, "en")


@pytest.mark.parametrize("line", ["Riga", "In the city", "What they said", "Jane Doe said so", "9 July 2024", "News Desk", "", "He Who Must Not Be Named"])  # fmt: skip  # noqa: E501
def test_what_is_not(line: str) -> None:
    assert not are_names(line, "en")


@pytest.mark.parametrize(
    "line", ["<p>Von <a href='/u/7'>Jane Doe</a></p>", "<div>By: Jane Doe</div>", "<ul><li>Par Jane Doe</li></ul>"]
)
def test_the_line_above_the_story_is_believed_where_only_the_house_is_named(line: str) -> None:
    for author, kind in (("", ""), ("The Harbour", "Organization"), ("THP", "Person")):
        assert told(line, author, kind).authors == ("Jane Doe",)
    assert told(line, "John Roe").authors == ("John Roe",)


def test_a_list_of_what_there_is_to_know_names_the_author() -> None:
    below = "<ul><li>Datum 28.04.2023</li><li><strong>Autorin/Autor</strong> Jane Doe</li></ul>"
    assert told(below=below).authors == ("Jane Doe",)


def test_a_text_that_begins_with_names_is_signed_with_them() -> None:
    found = told("<p><strong>Jane Doe/John Roe</strong></p>", "The Harbour", "Organization")
    assert (found.authors, found.body.startswith("The ministers")) == (("Jane Doe", "John Roe"), True)
    assert ("by-line", "Jane Doe/John Roe") in [(each.rule, each.words) for each in found.stripped]


def test_an_account_of_nobodys_gives_way_to_a_name() -> None:
    found = told("<p>Jane Doe</p>", "Harbour D", more=', "url": "https://harbour.example/author/admin/"')
    assert found.authors == ("Jane Doe",)


def test_names_above_the_story_do_not_displace_a_stated_author() -> None:
    found = told("<p>Fumio Kishida</p>", "John Roe")
    assert found.authors == ("John Roe",)


def test_names_in_a_menu_are_no_authors() -> None:
    menu = "".join(f"<li><a href='/t/{n}'>Fumio Kishida</a></li>" for n in range(3))
    found = WebPage.of(page(f"<ul>{menu}</ul><article><p>{STORY}</p></article>"))
    assert found.tree.body is not None
    assert authors_of(found, blocks_of(found.tree.body)) == ()


def test_a_house_stands_where_it_alone_is_named() -> None:
    assert told("", "The Harbour", "Organization").authors == ("The Harbour",)
    agency = '<meta name="author" content="AFP">'
    for data, author in ((HOUSE % ("Organization", "The Harbour", ""), "The Harbour"), ("", "AFP")):
        head = data + agency
        assert draft(page(f"<article><p>{STORY}</p><p>{STORY}</p></article>", head)).authors == (author,)
