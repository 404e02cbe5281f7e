"""The sample digest of this repository: every kind of page is there, sound, and worth looking at."""

import gzip
import json
import re
import shutil
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit

import feedparser
import pytest
from lxml import html  # type: ignore[import-untyped]

from digest.urls import output_path
from tests.support.building import Site
from tests.support.feeds import check_atom
from tests.support.markup import elements, links, words
from tests.support.paths import ROOT
from tests.support.sample import kinds_of_page, sample_site
from tests.support.validate import json_feed_errors, validate_html

BASE = "https://example.org/digest/"
THEME = ROOT / "themes/default"

GIVEN = ROOT / "tests/data/japan-nato.txt"
DESK, WIRE = "Digest desk", "MENAFN"
KEPT_FROM_READERS = {"with.html", "withdrawn.html"}
"""Templates that no page of the sample shows: it has no actor with so many pairs, and nothing had to be taken back."""

MAIN = 10
"""From how many articles on an actor or a region is one of the main ones."""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    made = sample_site(tmp_path_factory.mktemp("sample"))
    made.build(strict=True)
    return made


@pytest.fixture(scope="module")
def views(site: Site) -> dict[str, list[Any]]:
    return site.views()


def test_it_builds_without_a_warning(site: Site) -> None:
    assert site.run("build", "--strict", "-q") == (0, "", "")


def test_every_template_of_the_theme_has_a_page(views: dict[str, list[Any]]) -> None:
    templates = {path.name for path in (THEME / "templates").glob("[!_]*.html")} - {"base.html", "letter.html"}
    assert templates - views.keys() == KEPT_FROM_READERS


def test_the_checker_finds_nothing_in_pages_of_any_kind(site: Site, tmp_path: Path) -> None:
    addresses = [address for listed in kinds_of_page(site, most=4).values() for address in listed]
    for path in map(output_path, addresses):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(site.output / path, tmp_path / path)
    shutil.copytree(site.output / "assets", tmp_path / "assets")
    assert validate_html(tmp_path) == []


@pytest.mark.soak
def test_the_checker_finds_nothing_in_any_page(site: Site) -> None:
    assert validate_html(site.output) == []


def test_every_count_leads_to_that_many_articles(site: Site) -> None:
    pages = {path: html.fromstring(content) for path, content in site.tree().items() if path.endswith(".html")}
    found = Counter[str]()
    for path, page in pages.items():
        for count in page.iterfind('.//a[@class="n"]'):
            stated = int(re.sub(r"\D", "", count.text_content().partition(" ")[0]))
            target = urljoin(f"/{path}", count.get("href"))
            shown = articles_at(pages, target)
            assert shown == stated or (target.endswith("#latest") and shown > stated), f"{path}: {stated} at {target}"
            found[path.partition("/")[0]] += 1
    assert found["actors"] > 500
    assert {"index.html", "archive", "2024", "regions", "sources", "topics"} <= found.keys()


def articles_at(pages: Mapping[str, html.HtmlElement], target: str) -> int:
    """The number of articles in a place of a page, or in the parts to which that place leads."""
    parts = urlsplit(target)
    page = pages[output_path(unquote(parts.path.lstrip("/")))]
    (place,) = page.xpath("//*[@id=$id]", id=parts.fragment) if parts.fragment else page.xpath("//main")
    deeper = place.xpath('.//ul[contains(@class, "parts")]//a[@class="n"] | .//div[@class="end"]//a[@class="n"]')
    if deeper:
        return sum(articles_at(pages, urljoin(parts.path, one.get("href"))) for one in deeper)
    return len({urljoin(parts.path, one.get("href")) for one in place.xpath('.//a[@class="hl"]')})


def test_every_page_is_reached_from_the_front_without_a_script(site: Site) -> None:
    pages = {path: content.decode() for path, content in site.tree().items() if path.endswith(".html")}
    reached, coming = set[str](), ["index.html"]
    while coming:
        path = coming.pop()
        if path in pages and path not in reached:
            reached.add(path)
            targets = (urljoin(f"/{path}", link) for link in links(pages[path]))
            coming += [output_path(unquote(urlsplit(target).path.lstrip("/"))) for target in targets]
    redirects = {path for path, content in pages.items() if 'http-equiv="refresh"' in content}
    assert pages.keys() - reached - redirects == {"404.html"}


def test_no_page_is_large(site: Site) -> None:
    for path, content in site.tree().items():
        if path.endswith(".html"):
            assert len(content) <= 100_000, path
            assert len(gzip.compress(content, 6)) <= 15_000, path


def test_no_link_leads_astray(site: Site) -> None:
    """Each reference in each page leads to a file of the site, or out of it to an address that is whole."""
    pages = {path: elements(content.decode()) for path, content in site.tree().items() if path.endswith(".html")}
    ids = {path: {one.attributes.get("id") for one in found} for path, found in pages.items()}
    dead = []
    for path, found in pages.items():
        here = BASE + path.removesuffix("index.html")
        for reference in [one.attributes.get(name) for one in found for name in ("href", "src")]:
            target = urljoin(here, reference) if reference is not None else here
            if not target.startswith(BASE):
                dead += [f"{path}: {reference}"] if urlsplit(target).scheme not in ("http", "https", "mailto") else []
                continue
            file = output_path(unquote(urlsplit(target).path.removeprefix(urlsplit(BASE).path)))
            anchor = unquote(urlsplit(target).fragment)
            if not (site.output / file).is_file() or (anchor and anchor not in ids[file]):
                dead.append(f"{path}: {reference}")
    assert dead == []


def test_every_atom_feed_keeps_the_rules_and_satisfies_a_reader(site: Site) -> None:
    feeds = {path: content for path, content in site.tree().items() if path.endswith("feed.xml")}
    assert len({check_atom(content, BASE + path) for path, content in feeds.items()}) == len(feeds) > 100
    for content in feeds.values():
        read = feedparser.parse(content)
        assert not read.bozo
        assert read.entries


def test_every_json_feed_keeps_the_schema(site: Site) -> None:
    feeds = [content for path, content in site.tree().items() if path.endswith("feed.json")]
    assert len(feeds) > 100
    assert [fault for content in feeds for fault in json_feed_errors(content)] == []
    assert all(json.loads(content)["items"] for content in feeds)


def test_the_articles_are_what_the_about_page_says(views: dict[str, list[Any]]) -> None:
    """Dated from 2022 to 2024, all but one by the desk, each with a summary, a place, and who is in it."""
    cards = [view.card for view in views["article.html"]]
    assert len(cards) > 40
    assert Counter(card.source.name for card in cards) == {DESK: len(cards) - 1, WIRE: 1}
    assert all(card.confirmed and 2022 <= card.edition.year <= 2024 for card in cards)
    assert [card.title for card in cards if not (card.summary and card.actors and card.regions)] == []
    assert len({card.title for card in cards}) == len(cards)
    topics = (ROOT / "content/pages/about.md").read_text("utf-8")
    assert [card.title for card in cards for topic in card.topics if topic.name not in topics] == []


def test_every_name_in_it_is_known(views: dict[str, list[Any]]) -> None:
    """A misspelt actor would stand there without a kind and without a page."""
    actors = {actor for view in views["article.html"] for actor in view.card.actors}
    assert {actor.name for actor in actors if not (actor.kind and actor.address)} == set()


def test_the_editors_words_stand_where_a_reader_looks_for_them(views: dict[str, list[Any]]) -> None:
    assert sum(bool(view.card.comment.html) for view in views["article.html"]) >= 10
    assert sum(bool(view.edition.introduction.html) for view in views["day.html"]) >= 2
    (front,) = views["front.html"]
    assert front.edition.introduction.html
    assert front.edition.lead.comment.html
    assert views["corrections.html"][0].entries


@pytest.mark.parametrize("family", ["actors", "regions", "sources"])
def test_the_main_ones_have_a_dossier(views: dict[str, list[Any]], family: str) -> None:
    dossiers = [view for view in views["dossier.html"] if view.family == family]
    main = [view for view in dossiers if family == "sources" or view.count >= MAIN]
    assert len(main) > 1
    assert [view.term.name for view in main if not view.text.html] == []


def test_the_article_of_another_outlet_stands_word_for_word(views: dict[str, list[Any]]) -> None:
    headline, *paragraphs, label, notice = [line for line in GIVEN.read_text("utf-8").splitlines() if line.strip()]
    (wire,) = (view for view in views["article.html"] if view.card.source.name == WIRE)
    assert label == "Legal Disclaimer:"
    assert (wire.card.title, wire.notice.strip()) == (headline, notice.strip())
    plain = re.sub("</?a[^>]*>", "", wire.body.html)
    assert words(plain) == " ".join(paragraphs).removeprefix("(MENAFN) ")
    assert wire.card.edition.isoformat() == "2024-07-09"
