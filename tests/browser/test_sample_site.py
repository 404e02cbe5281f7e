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
    page.set_viewport_size({"width": WIDTHS[base], "height": 800})
    crawl = Crawl(page, serve_pages(built(base), base))
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
    page.set_viewport_size({"width": WIDTHS[base], "height": 800})
    crawl = Crawl(page, serve_pages(built(base), base))
    seen, ahead = {""}, [""]
    while ahead:
        fresh = crawl.visit(ahead.pop()) - seen
        seen |= fresh
        ahead += sorted(fresh)
    assert crawl.finish() == []
    planned = {a for kind, addresses in kinds_of_page(sample).items() if kind not in OF_THEIR_OWN for a in addresses}
    assert planned == seen


@BASES
@pytest.mark.parametrize("lost", ["gone/", "2024/07/gone/deep/down", "actors/nobody"])
def test_a_wrong_address_at_any_depth_finds_the_way_back(
    built: Built, serve_pages: Serve, page: Page, base: str, lost: str
) -> None:
    crawl = Crawl(page, serve_pages(built(base), base))
    assert "archive/" in crawl.visit(lost, HTTPStatus.NOT_FOUND)
    missing, said = crawl.finish()
    assert missing == f"{base}{lost}: is missing", "and nothing else is: it has its style and scripts"
    assert "Failed to load resource" in said, "which is Chromium's own remark on the status"


def test_an_old_address_leads_on(sample: Site, built: Built, serve_pages: Serve, page: Page) -> None:
    server = serve_pages(built("/repo/"), "/repo/")
    (old,) = kinds_of_page(sample)["redirect.html"]
    target = sample.view(old).target
    page.goto(server.url + old)
    page.wait_for_url(server.url + target)
    assert page.locator("h1").inner_text()


LOOKS: dict[str, tuple[Literal["light", "dark"], int]] = {
    "light": ("light", 1200),
    "dark": ("dark", 1200),
    "phone": ("light", 375),
    "phone in the dark": ("dark", 375),
}


SEEN = [(address, look) for address in ("", ARTICLE, "2024/07/10/", "actors/nato/") for look in list(LOOKS)[:3]]
SEEN += [(address, "phone in the dark") for address in ("", "archive/", "2024/w28/", "actors/")]


@pytest.mark.parametrize(("address", "look"), SEEN)
def test_axe_finds_nothing(built: Built, serve_pages: Serve, page: Page, address: str, look: str) -> None:
    scheme, width = LOOKS[look]
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(serve_pages(built("/")).url + address)
    assert axe_findings(page) == []
