"""What programs read of the site: descriptions in pages, canonical addresses, open data, the feed of editions."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from tests.support.building import Site, make_site
from tests.support.feeds import check_atom

BASE = "https://example.org/news/"
SITE = """
    -- digest.toml --
    [site]
    title = "The Desk"
    base_url = "https://example.org/news/"
    [theme]
    name = "plain"
    -- content/articles/ours.md --
    ---
    title: Ours & theirs
    date: 2026-11-24T10:00
    updated: 2026-11-25
    source: The Desk
    actors: [Japan, Keir Starmer]
    regions: [Arctic]
    topics: [Ice]
    image: a.png
    ---
    Our own words.
    -- content/articles/a.png --
    picture
    -- content/articles/theirs.md --
    ---
    title: Theirs
    date: 2026-11-23
    source: Reuters
    url: https://reuters.example/a
    ---
    The whole text of another.
    -- content/articles/short.md --
    ---
    title: Short
    date: 2026-11-23
    source: Reuters
    url: https://reuters.example/b
    rights: link
    summary: In short.
    ---
    This stays with its outlet.
    -- content/articles/draft.md --
    ---
    title: Draft
    date: 2026-11-23
    draft: true
    ---
    -- content/editions/2026-11-24.md --
    ---
    title: A day
    ---
    An [introduction](../articles/ours.md).
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    site = make_site(tmp_path_factory.mktemp("site"), SITE)
    site.build()
    return site


def described(site: Site, address: str) -> dict[str, dict[str, Any]]:
    """What a page says of itself by schema.org, by type."""
    (script,) = re.findall('<script type="application/ld\\+json">(.*?)</script>', site.page(address))
    whole = json.loads(script)
    assert whole["@context"] == "https://schema.org"
    return {one["@type"]: one for one in whole.get("@graph", [whole])}


def test_an_article_says_what_it_is_about_and_where_it_stands(site: Site) -> None:
    found = described(site, "2026/11/24/ours/")
    article = found["NewsArticle"]
    assert article["headline"] == "Ours & theirs"
    assert article["image"] == f"{BASE}2026/11/24/ours/a.png"
    assert (article["datePublished"], article["dateModified"][:10]) == ("2026-11-24T10:00:00+00:00", "2026-11-25")
    assert article["about"] == [
        {"@type": "Country", "name": "Japan", "url": f"{BASE}actors/japan/"},
        {"@type": "Person", "name": "Keir Starmer", "url": f"{BASE}actors/keir-starmer/"},
        {"@type": "Place", "name": "Arctic", "url": f"{BASE}regions/arctic/"},
    ]
    assert article["keywords"] == ["Ice"]
    assert found["BreadcrumbList"]["itemListElement"] == [
        {"@type": "ListItem", "position": 1, "name": "Tuesday 24 November 2026", "item": f"{BASE}2026/11/24/"}
    ]


@pytest.mark.parametrize("address", ["2026/11/24/", "2026/11/", "2026/", "archive/", "actors/", "actors/japan/"])
def test_a_page_that_gathers_others_says_so(site: Site, address: str) -> None:
    assert described(site, address)["CollectionPage"]["url"] == BASE + address


def test_the_whole_text_of_another_site_names_its_original_as_the_one_to_list(site: Site) -> None:
    assert '<link rel="canonical" href="https://reuters.example/a">' in site.page("2026/11/23/theirs/")
    assert f'<link rel="canonical" href="{BASE}2026/11/23/short/">' in site.page("2026/11/23/short/")
    listed = site.page("sitemap/2026-11.xml")
    assert f"{BASE}2026/11/24/ours/" in listed
    assert f"{BASE}2026/11/23/short/" in listed
    assert "theirs" not in listed


@pytest.mark.parametrize(
    ("index", "closed"),
    [("all", set()), ("own", {"2026/11/23/theirs/"}), ("none", {"", "2026/11/24/ours/", "2026/11/23/theirs/"})],
)
def test_a_site_says_what_search_engines_may_list(tmp_path: Path, index: str, closed: set[str]) -> None:
    site = make_site(tmp_path, SITE.replace("[theme]", f'index = "{index}"\n    [theme]'))
    site.build()
    addresses = ("", "2026/11/24/ours/", "2026/11/23/theirs/")
    assert {address for address in addresses if "noindex" in site.page(address)} == closed
    assert ("Disallow: /\n" in site.page("robots.txt")) == (index == "none")
    assert site.has("sitemap.xml") == (index != "none")


def test_the_data_of_a_month_are_what_the_site_shows(site: Site) -> None:
    index = json.loads(site.page("data/index.json"))
    assert index["months"] == [{"title": "November 2026", "url": f"{BASE}data/2026/11.json", "count": 3}]
    month = json.loads(site.page("data/2026/11.json"))
    articles = {article["title"]: article for article in month["articles"]}
    assert (month["month"], list(articles)) == ("2026-11", ["Ours & theirs", "Short", "Theirs"])
    assert articles["Short"] == {
        "address": f"{BASE}2026/11/23/short/", "title": "Short", "date": "2026-11-23", "edition": "2026-11-23",
        "source": "Reuters", "original": "https://reuters.example/b", "language": "en", "rights": "link",
    }  # fmt: skip
    assert articles["Ours & theirs"]["actors"] == ["Japan", "Keir Starmer"]
    withheld = ("stays with its outlet", "In short.")
    assert not [words for words in withheld if words in site.page("data/2026/11.json") + site.page("editions.xml")]
    assert "data/2026/11.json" in site.page("data/")


def test_the_feed_of_editions_has_a_day_in_each_entry(site: Site) -> None:
    feed = site.page("editions.xml")
    check_atom(feed.encode(), f"{BASE}editions.xml")
    assert re.findall("<title>(.*?)</title>", feed)[1:] == [
        "A day – Tuesday 24 November 2026", "Monday 23 November 2026",
    ]  # fmt: skip
    assert f"An &lt;a href=&quot;{BASE}2026/11/24/ours/&quot;".replace("&quot;", '"') in feed.replace("&quot;", '"')
    assert "The whole text of another." in feed


def test_an_entry_without_a_by_line_is_its_outlets(site: Site) -> None:
    assert "<author><name>Reuters</name></author>" in site.page("feed.xml")


def test_the_charts_state_what_they_show(site: Site) -> None:
    view = site.view("charts/")
    assert [(row.term.name, row.count, row.before) for row in view.moved] == [("Japan", 1, 0), ("Keir Starmer", 1, 0)]
    assert view.moved_finding == (
        "Japan gained most in the 14 days to 24 November 2026: 1 article, after 0 in the 14 days before."
    )
    assert [(row.term.name, row.counts, row.heights) for row in view.regions] == [("Arctic", (1,), (100,))]
    assert view.together_finding == "Japan and Keir Starmer share most: 1 article."
    assert [(source.term.name, source.percent) for source in view.sources] == [("Reuters", 66), ("The Desk", 33)]
    assert view.heat_finding == "The fullest day was 23 November 2026 with 2 articles; 2 days have any."
    assert view.heat[0].count("M") == 363
    spans = [(span.term.name, span.start, span.width) for span in view.seen]
    assert spans == [("Japan", 89, 1), ("Keir Starmer", 89, 1)]


def test_a_site_without_articles_has_no_charts(tmp_path: Path) -> None:
    site = make_site(tmp_path, "-- digest.toml --\n[theme]\nname = \"plain\"\n")
    site.build()
    assert site.view("charts/").until is None
    assert json.loads(site.page("data/index.json"))["months"] == []
