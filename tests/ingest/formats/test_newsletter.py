"""Newsletters that point to articles elsewhere: one article with all of it, or with `--items` an excerpt of each."""

import json
from pathlib import Path

import pytest

from digest.ingest.draft import Draft, Failure, Input, Location
from digest.ingest.formats.newsletter import split_items
from digest.ingest.formats.unpack import read
from digest.ingest.net.full_page import with_page
from digest.ingest.text.redirects import unwrapped
from tests.ingest.formats.test_containers import UTC
from tests.ingest.formats.test_mail import message
from tests.support.building import Site, make_site

INTRO = "Good morning. Here is what we read today, from Riga to Santiago, with coffee and without hurry."
OUTRO = "That is all for today, and the harbour cat sends her regards to all of you out there."
ITEMS = (
    (
        "Nine ministers meet on sea cables",
        "https://www.reuters.com/world/1",
        "They met in Riga to speak of the cables on the sea floor, three of which were cut in a storm in the spring.",
    ),
    (
        "Japan's premier sees closer ties",
        "https://apnews.com/2?utm_source=nl",
        "He told reporters in Tokyo before he left that security in Europe and in Asia could not be parted any more.",
    ),
    ("Grain prices fall for a third week", "https://elsewhere.example/3", "Wheat lost two per cent in Chicago."),
    (
        "Chile votes on a new water law",
        "https://elsewhere.example/4",
        "The senate passed it by three votes after eleven hours; the government had threatened to dissolve it.",
    ),
)
STYLES = {
    "a linked heading": '<h2><a href="{url}">{title}</a></h2><p>{said} <a href="{url}">Read more</a></p>',
    "a heading, and a link below": '<h3>{title}</h3><p>{said}</p><p><a href="{url}">Read the full story »</a></p>',
    "bold in a paragraph": '<p><b><a href="{url}">{title}</a></b><br>{said}</p>',
    "a list": '<ul><li><a href="{url}">{title}</a> — {said}</li></ul>',
    "a sentence": '<ol><li><a href="{url}">{title}</a>. {said}</li></ol>',
}


def letter(style: str, *, laid_out: bool = True) -> str:
    items = [STYLES[style].format(title=title, url=url, said=said) for title, url, said in ITEMS]
    rows = "".join(f"<tr><td>{item}</td></tr>" for item in items)
    inside = f"<table>{rows}</table>" if laid_out else "".join(items).replace("</ul><ul>", "").replace("</ol><ol>", "")
    return (
        '<html><body><p><a href="https://nl.example/view">View this email in your browser</a></p>'
        f"<h1>The Brief</h1><p>{INTRO}</p>{inside}<h3>Until tomorrow</h3><p>{OUTRO}</p>"
        '<p>You are receiving this because you signed up. <a href="https://nl.example/bye">Unsubscribe</a></p>'
        "</body></html>"
    )


def mailed(style: str) -> bytes:
    return bytes(message(html=letter(style), sender="The Brief <brief@nl.example>", List_Id="<brief.nl.example>"))


def whole(content: bytes) -> Draft:
    (found,) = read(Input("x", content), UTC)
    assert isinstance(found, Draft)
    return found


def apart(content: bytes) -> list[Draft]:
    return [each for each in split_items(read(Input("x", content), UTC)) if isinstance(each, Draft)]


@pytest.mark.parametrize("style", STYLES)
def test_each_item_is_an_excerpt_of_the_article_it_points_to(style: str) -> None:
    found = apart(mailed(style))
    assert [(each.title, each.url, each.body.strip()) for each in found] == [*ITEMS]
    assert {(each.partial, each.date_basis, each.source) for each in found} == {(True, "email", "")}
    assert [each.location.input for each in found] == ["x#1", "x#2", "x#3", "x#4"]


@pytest.mark.parametrize("style", STYLES)
def test_as_one_article_nothing_of_it_is_lost(style: str) -> None:
    found = whole(mailed(style))
    for words in (INTRO, OUTRO, *(words for title, url, said in ITEMS for words in (title, url, said))):
        assert words in found.body
    assert [each.words[:20] for each in found.stripped] == ["View this email in y", "You are receiving th"]


@pytest.mark.parametrize("style", STYLES)
def test_what_stands_around_the_items_is_told(style: str) -> None:
    first, *others = apart(mailed(style))
    told = [(each.rule, each.words) for each in first.stripped]
    assert ("around the items", INTRO) in told
    assert ("around the items", OUTRO) in told
    assert [each.stripped for each in others] == [(), (), ()]


@pytest.mark.parametrize("style", STYLES)
def test_a_saved_page_is_read_as_the_message_is(style: str) -> None:
    found = apart(letter(style, laid_out=False).encode())
    assert [(each.title, each.url, each.body.strip()) for each in found] == [*ITEMS]
    assert INTRO in whole(letter(style, laid_out=False).encode()).body


def test_with_their_pages_the_excerpts_are_completed() -> None:
    first = apart(mailed("a list"))[0]
    text = "<h1>Nine ministers meet</h1>" + "<p>The ministers of nine states met in Riga to speak of cables.</p>" * 9
    page = Input(first.url, text.encode(), url=f"{first.url}/canonical")
    found = with_page(first, "", lambda link: page if link.followed else Failure(Location("x"), "not asked"), UTC)
    assert (found.title, found.partial, found.location) == ("Nine ministers meet", False, first.location)


def test_links_amid_sentences_are_no_items() -> None:
    story = "".join(f'<p>{said} Of it <a href="{url}">{title}</a> tells more to us.</p>' for title, url, said in ITEMS)
    assert whole(bytes(message(html=f"<table><tr><td>{story}</td></tr></table>"))).items == ()


def test_an_article_with_pointers_to_others_is_no_newsletter() -> None:
    words = "The ministers of nine states met in Riga on Tuesday to speak about the cables on the sea floor. " * 4
    teasers = "".join(STYLES["a linked heading"].format(title=title, url=url, said=said) for title, url, said in ITEMS)
    page = f"<html><body><h1>Nine meet</h1><article>{f'<p>{words}</p>' * 4}</article><div>{teasers}</div></body></html>"
    found = whole(page.encode())
    assert (found.items, "Grain prices" in found.body) == ((), False)


def test_a_list_that_holds_the_page_itself_is_the_sites() -> None:
    page = letter("a list", laid_out=False).replace("<h1>The Brief</h1>", f"<h1>{ITEMS[0][0]}</h1>")
    assert whole(page.encode()).items == ()


def test_a_counter_of_clicks_is_no_outlet() -> None:
    counted = letter("a linked heading").replace("https://", "https://click.nl.example/?id=").encode()
    found = apart(bytes(message(html=counted.decode(), sender="The Brief <b@nl.example>", List_Id="<x>")))
    assert {each.source for each in found} == {"The Brief"}


@pytest.mark.parametrize(
    ("url", "leads_to"),
    [
        ("https://click.example/?url=https%3A%2F%2Fe.org%2Fa%3Fb%3D1", "https://e.org/a?b=1"),
        ("https://www.google.com/url?sa=t&q=https://e.org/a", "https://e.org/a"),
        ("https://e.org/search?q=word", "https://e.org/search?q=word"),
        ("https://e.org/?url=javascript:alert(1)", "https://e.org/?url=javascript:alert(1)"),
        ("http://[", "http://["),
    ],
)
def test_where_an_address_leads_to_that_counts_clicks(url: str, leads_to: str) -> None:
    assert unwrapped(url) == leads_to


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return make_site(tmp_path / "site")


def test_an_editor_is_told_and_has_the_choice(site: Site, tmp_path: Path) -> None:
    (tmp_path / "brief.eml").write_bytes(mailed("a linked heading"))
    file = str(tmp_path / "brief.eml")
    run = site.run("add", file, "--dry-run")
    assert "it links to 4 articles and was taken as one: digest add --items adds an excerpt of" in run.err
    run = site.run("add", file, "--items")
    assert (run.code, run.out.count("content/articles/"), run.out.split("\n")[-2][:7]) == (0, 4, "4 added")
    rows = [json.loads(line) for line in site.run("add", file, "--items", "--dry-run", "--json").out.splitlines()]
    assert [(row["source"], row["url"], row["partial"]) for row in rows] == [
        ("Reuters", "https://www.reuters.com/world/1", True),
        ("Associated Press", "https://apnews.com/2", True),
        ("elsewhere.example", "https://elsewhere.example/3", True),
        ("elsewhere.example", "https://elsewhere.example/4", True),
    ]
    assert all(row["duplicate_of"] for row in rows)
    assert site.run("build").code == 0
