"""The sample site in Chromium, at a domain's root and under a repository's name."""

from http import HTTPStatus
from typing import Literal

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Built
from tests.conftest import Serve
from tests.support.building import Site
from tests.support.crawl import Crawl
from tests.support.sample import kinds_of_page
from tests.support.validate import axe_findings

pytestmark = pytest.mark.browser

BASES = pytest.mark.parametrize("base", ["/", "/repo/"])
WIDTHS = {"/": 320, "/repo/": 1440}
OF_THEIR_OWN = {"redirect.html", "404.html"}
"""Pages that no page links to; a test below is theirs."""

ARTICLE = "2024/12/31/nato-at-the-end-of-2024/"
"""Has a comment, headings and a footnote."""


@BASES
def test_no_page_of_any_kind_has_a_dead_link_or_a_word_for_the_console(
    sample: Site, built: Built, serve_pages: Serve, page: Page, base: str
) -> None:
    crawl = Crawl(page, serve_pages(built(base), base), (WIDTHS[base],))
    for kind, addresses in kinds_of_page(sample, most=3).items():
        if kind not in OF_THEIR_OWN:
            for address in addresses:
                crawl.visit(address)
    assert crawl.finish() == []


@pytest.mark.soak
@BASES
def test_every_page_can_be_reached_from_the_front_page(
    sample: Site, built: Built, serve_pages: Serve, page: Page, base: str
) -> None:
    crawl = Crawl(page, serve_pages(built(base), base), (WIDTHS[base],))
    seen, ahead = {""}, [""]
    while ahead:
        fresh = crawl.visit(ahead.pop()) - seen
        seen |= fresh
        ahead += sorted(fresh)
    assert crawl.finish() == []
    planned = {a for kind, addresses in kinds_of_page(sample).items() if kind not in OF_THEIR_OWN for a in addresses}
    assert planned == seen


LOST = ["2024/07/gone/deep/down", "actors/nobody", "gone/"]


@BASES
def test_a_wrong_address_at_any_depth_finds_the_way_back(
    built: Built, serve_pages: Serve, page: Page, base: str
) -> None:
    crawl = Crawl(page, serve_pages(built(base), base))
    for lost in LOST:
        assert "archive/" in crawl.visit(lost, HTTPStatus.NOT_FOUND), lost
    faults = crawl.finish()
    missing = [fault for fault in faults if "Failed to load resource" not in fault]
    assert missing == [f"{base}{lost}: is missing" for lost in LOST], "and nothing else is: style and scripts are there"
    assert len(faults) == 2 * len(LOST), "the others are Chromium's own remarks on the status"


def test_an_old_address_leads_on(sample: Site, built: Built, serve_pages: Serve, page: Page) -> None:
    server = serve_pages(built("/repo/"), "/repo/")
    old, *_ = kinds_of_page(sample)["redirect.html"]
    target = sample.view(old).target
    page.goto(server.url + old)
    page.wait_for_url(server.url + target)
    assert page.locator("h1").inner_text()


Look = tuple[Literal["light", "dark"], int]
"""A colour scheme, and the width of the screen."""

WIDE: list[Look] = [("light", 1200), ("dark", 1200)]
PHONE: Look = ("light", 375)
PHONE_IN_THE_DARK: Look = ("dark", 375)

SEEN = {
    "": [*WIDE, PHONE, PHONE_IN_THE_DARK],
    ARTICLE: [*WIDE, PHONE],
    "2024/07/10/": [*WIDE, PHONE],
    "actors/nato/": [*WIDE, PHONE],
    "archive/": [PHONE_IN_THE_DARK],
    "2024/w28/": [PHONE_IN_THE_DARK],
    "actors/": [PHONE_IN_THE_DARK],
}


def test_axe_finds_nothing(built: Built, serve_pages: Serve, page: Page) -> None:
    """In one tab: a fresh one for each look costs more than axe itself."""
    url = serve_pages(built("/")).url
    findings = []
    for address, looks in SEEN.items():
        for scheme, width in looks:
            page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            page.set_viewport_size({"width": width, "height": 800})
            page.goto(url + address)
            findings += [f"/{address} {scheme} {width}: {finding}" for finding in axe_findings(page)]
    assert findings == []
