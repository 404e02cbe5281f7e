"""Search, in Chromium: the words of any text, the hits of any query, and the page with keys and links."""

import datetime as dt
import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser, Page, expect

from digest.language.tokens import folded, singular, tokens
from tests.browser.conftest import Built
from tests.conftest import Serve
from tests.support.building import Site, make_site
from tests.support.pages_server import PagesServer
from tests.support.soak import Record
from tests.support.validate import axe_findings

pytestmark = pytest.mark.browser

VOCABULARY = (
    "tariff tariffs harbour Harbor port ports Türkiye NATO summit gas oil Orbán zero the said countries country"
    " 外交部 中国 U.S. percent 2024 strait straits Владимир"
).split()
DEFAULT = '-- digest.toml --\n[site]\nid = "s"\ntitle = "S"\nbase_url = "https://e.org/"\n'


class Written(NamedTuple):
    """An article of the site that is searched."""

    address: str
    title: str
    text: str
    actor: str
    day: dt.date


def articles(count: int, chance: random.Random) -> Iterator[Written]:
    for n in range(count):
        day = dt.date(2022, 1, 5) + dt.timedelta(days=n * 1700 // count)
        words = chance.choices(VOCABULARY, weights=range(1, len(VOCABULARY) + 1), k=chance.randint(3, 25))
        title = f"Number {n} " + " ".join(words[:3])
        address = f"{day:%Y/%m/%d}/n{n}/"
        yield Written(address, title, " ".join(words), chance.choice(["NATO", "Japan", "France"]), day)


def site_of(root: Path, written: list[Written]) -> Site:
    site = make_site(root, DEFAULT)
    for n, article in enumerate(written):
        front = f"title: {json.dumps(article.title)}\ndate: {article.day}\nactors: [{article.actor}]\nsource: Wire"
        site.write(f"-- content/articles/n{n}.md --\n---\n{front}\n---\n{article.text}\n")
    return site


@pytest.fixture(scope="module")
def written() -> list[Written]:
    return [*articles(260, random.Random(7))]


@pytest.fixture(scope="module")
def searched(tmp_path_factory: pytest.TempPathFactory, written: list[Written]) -> Iterator[PagesServer]:
    """The site, with blocks and pieces so small that it has many of them."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("digest.search.blocks.FREQUENT", 20)
        patch.setattr("digest.search.blocks.BLOCK", 60)
        site = site_of(tmp_path_factory.mktemp("searched"), written)
        site.build(jobs=1)
    with PagesServer(site.output) as server:
        yield server


@pytest.fixture(scope="module")
def asking(browser: Browser, searched: PagesServer) -> Iterator[Page]:
    """A page with the index in it."""
    page = browser.new_page()
    page.goto(f"{searched.url}search/")
    page.evaluate("import('../assets/search-index.js').then((module) => { window.digest = module; })")
    yield page
    page.close()


ASK = """async ([text, depth]) => {
  const index = (window.index ??= new digest.Index(location.href));
  const { hits, isWhole } = await index.find(digest.parse(text), depth);
  return [await Promise.all(hits.map(async ({ article }) => (await index.record(article)).address)), isWhole];
}"""


def test_the_script_knows_the_same_words(asking: Page) -> None:
    vectors = json.loads((Path(__file__).parents[1] / "language/tokens.json").read_text("utf-8"))
    texts = [text for text, _ in vectors]
    found = asking.evaluate("(texts) => texts.map((text) => digest.tokens(text).join(' '))", texts)
    assert found == [words for _, words in vectors]


@settings(max_examples=1)
@given(st.lists(st.text(st.characters(exclude_categories=["Cs", "Cn", "Co"]), max_size=20), min_size=300, max_size=300))
def test_any_text_has_the_same_words_in_the_script(asking: Page, texts: list[str]) -> None:
    """Of signs that both know: one may be of a later edition of Unicode."""
    found = asking.evaluate("(texts) => texts.map((text) => digest.tokens(text))", texts)
    assert found == [tokens(text) for text in texts]


def queries(count: int, chance: random.Random) -> Iterator[str]:
    for n in range(count):
        one, other = chance.choices(VOCABULARY, k=2)
        yield (
            one,
            f"{one} {other}",
            f"{one[:3]}*",
            f"{one} -{other}",
            f"title:{one}",
            f"actor:{chance.choice(['nato', 'Japan'])} {one}",
            f"{one} year:{chance.randint(2021, 2026)}",
            f"{one} month:2024-{chance.randint(1, 12):02d}",
            f"number {chance.randint(0, 300)}",
        )[n % 9]


def scan(query: str, written: list[Written]) -> set[str]:
    """The articles for which all of a query holds, by looking into each."""
    return {article.address for article in written if all(holds(part, article) for part in query.split())}


def holds(part: str, article: Written) -> bool:
    field, _, value = part.partition(":")
    texts = {*tokens(article.title), *tokens(article.text)}
    if part.startswith("-"):
        return len(tokens(part)) > 1 or not {*tokens(part)} <= texts
    if part.endswith("*") and len(tokens(part)) == 1 and len(part) > 3:
        begin = folded(part[:-1])
        return any(word.startswith(begin) or word == singular(begin) for word in texts)
    match field:
        case "title":
            return {*tokens(value)} <= {*tokens(article.title)}
        case "actor":
            return value.lower() == article.actor.lower()
        case "year" | "month":
            return f"{article.day}".startswith(value)
        case _:
            return {*tokens(part)} <= texts


def ask_all(count: int, asking: Page, written: list[Written], seed: int) -> None:
    for query in queries(count, random.Random(seed)):
        found, is_whole = asking.evaluate(ASK, [query, 99])
        assert is_whole, query
        assert len({*found}) == len(found), query
        assert {*found} == scan(query, written), query


def test_the_hits_of_any_query_are_those_of_a_scan(asking: Page, written: list[Written]) -> None:
    ask_all(81, asking, written, 1)


@pytest.mark.soak
def test_the_hits_of_a_thousand_queries_are_those_of_a_scan(
    asking: Page, written: list[Written], record: Record
) -> None:
    ask_all(1000, asking, written, 2)
    record(queries=1000)


def test_of_words_that_are_everywhere_the_newest_come_first_and_it_is_said_how_far(
    asking: Page, written: list[Written]
) -> None:
    found, is_whole = asking.evaluate(ASK, ["said the", 1])
    expected = [article.address for article in reversed(written) if article.address in scan("said the", written)]
    assert not is_whole
    assert found == expected[: len(found)]
    assert found


def asked(page: Page, url: str, query: str = "") -> None:
    page.goto(f"{url}search/{query}")


def results(page: Page) -> list[str]:
    return page.locator("[data-list] .hl").all_inner_texts()


def test_a_word_is_asked_for_with_keys_alone_and_the_state_is_in_the_address(
    built: Built, serve_pages: Serve, page: Page
) -> None:
    url = serve_pages(built("/repo/"), "/repo/").url
    page.goto(url)
    page.keyboard.press("/")
    page.keyboard.type("arctic")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/?q=arctic")
    expect(page.locator("[data-list] mark").first).to_be_visible()
    expect(page.locator("[data-said]")).to_contain_text("articles")
    expect(page.locator("[data-door]")).to_contain_text("Go to Arctic")
    before = results(page)
    page.locator("[data-facets] a", has_text="NATO").first.click()
    page.wait_for_url("**/search/?q=arctic&who=nato")
    expect(page.locator("[data-set]")).to_contain_text("NATO")
    page.wait_for_function("(before) => document.querySelectorAll('[data-list] .hl').length < before", arg=len(before))
    assert {*results(page)} < {*before}
    page.go_back()
    page.wait_for_url("**/search/?q=arctic")
    expect(page.locator("[data-list] .hl")).to_have_count(len(before))
    assert results(page) == before


def test_a_phrase_is_held_against_the_pages(searched: PagesServer, page: Page, written: list[Written]) -> None:
    phrase = ["said", "country"]
    expected = {
        article.title
        for article in written
        if any(tokens(text)[n : n + 2] == phrase for text in (article.title, article.text) for n in range(40))
    }
    asked(page, searched.url, "?q=%22said+country%22")
    further = page.locator("[data-said] button", has_text="Look further back")
    expect(further).to_be_visible()
    further.click()
    expect(further).to_have_count(0)
    more = page.locator("[data-more]")
    page.wait_for_selector("[data-list][aria-busy=false]", state="attached")
    while more.is_visible():
        more.click()
        page.wait_for_selector("[data-list][aria-busy=false]", state="attached")
    assert {*results(page)} == expected
    assert page.locator("[data-said]").inner_text().startswith(f"{len(expected)} article")


def test_who_finds_nothing_is_helped(searched: PagesServer, page: Page) -> None:
    asked(page, searched.url, "?q=tarrif&who=japan")
    expect(page.locator("[data-said]")).to_contain_text("None at all has “tarrif”; there is tariff.")
    page.locator("[data-said] a", has_text="tariff").click()
    expect(page.locator("[data-list] .hl").first).to_be_visible()


def test_a_beginning_is_enough_while_one_types(searched: PagesServer, page: Page) -> None:
    asked(page, searched.url)
    page.locator("#q").type("harb")
    expect(page.locator("[data-said]")).to_contain_text("words that begin with “harb”")
    expect(page.locator("[data-list] mark").first).to_be_visible()


def test_without_a_script_the_page_says_so(built: Built, serve_pages: Serve, browser: Browser) -> None:
    url = serve_pages(built("/")).url
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{url}search/?q=nato")
    text = page.locator("noscript").first.inner_html()
    assert "Search needs a script" in text
    assert "archive/" in text
    context.close()


def test_nothing_of_the_index_is_asked_for_before_somebody_searches(
    built: Built, serve_pages: Serve, page: Page
) -> None:
    server = serve_pages(built("/"))
    page.goto(server.url)
    page.wait_for_load_state("networkidle")
    assert not [served.path for served in server.served if "search" in served.path]


@pytest.mark.parametrize("look", [("light", 1280), ("dark", 390), ("light", 320)], ids=str)
def test_axe_finds_nothing_on_the_page_with_results(
    built: Built, serve_pages: Serve, page: Page, look: tuple[Any, int]
) -> None:
    scheme, width = look
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(f"{serve_pages(built('/')).url}search/?q=summit&who=nato")
    expect(page.locator("[data-list] mark").first).to_be_visible()
    if width < 1000:
        page.locator("[data-narrow] summary").click()
    expect(page.locator("[data-facets] a").first).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert axe_findings(page) == []
