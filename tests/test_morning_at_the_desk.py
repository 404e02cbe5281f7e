"""The newsletter editor's morning over ten feeds: pull, triage by keys, order, introduction, build."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.support.loopback import Loopback, Reply
from tests.support.previewing import serving
from tests.support.pulling import articles, feed, item, site_of

pytestmark = pytest.mark.browser

FEEDS, EACH, KEPT = 10, 3, 6


def test_no_file_is_edited_by_hand(tmp_path: Path, page: Page) -> None:
    """Four commands (pull, serve, build, publish) and a key for each decision; six commands and ten files before."""
    pages = {
        f"/f{n}": Reply(
            feed(
                *(item(f"Ferry {n}{m} sails", link=f"https://e{n}.org/{m}", words=f"{n}{m} ferries. " * 40)
                  for m in range(EACH)),
                title=f"Paper {n}",
            )
        )
        for n in range(FEEDS)
    }  # fmt: skip
    with Loopback(pages) as web:
        site = site_of(tmp_path, *(f'url = "{web.url}/f{n}"' for n in range(FEEDS)))
        assert f"{FEEDS * EACH} drafts wait" in site.run("pull").out
    with serving(site) as preview:
        page.goto(f"{preview.preview.origin}/__digest/desk")
        expect(page.locator("[data-queues]")).to_contain_text(f"Drafts {FEEDS * EACH}")
        expect(page.locator("[data-place] .deeds")).to_be_visible()
        for n in range(FEEDS * EACH):
            page.keyboard.press("a" if n < KEPT else "x")  # as fast as keys come
        expect(page.locator("[data-place]")).to_contain_text("Nothing waits here")
        page.get_by_role("button", name="Edition").click()
        rows = page.locator(".order li")
        expect(rows).to_have_count(KEPT)
        last = rows.nth(KEPT - 1).locator("span").first.inner_text().split("\n")[0]
        rows.nth(KEPT - 1).focus()
        for _ in range(KEPT - 1):
            page.keyboard.press("ArrowUp")
        rows.filter(has_text=last).get_by_label("leads").check()
        page.get_by_label("Introduction (Markdown)").fill("Good *morning*.")
        page.get_by_role("button", name="Save the edition").click()
        expect(page.locator("[data-said]")).to_contain_text("is saved")
    assert len(articles(site)) == KEPT
    site.build(strict=True)
    edition = site.page("2026/11/24/")
    assert "Good <em>morning</em>." in edition
    assert edition.index(last) == min(edition.index(f"Ferry {n}{m} sails") for n in range(FEEDS) for m in range(EACH)
                                      if f"Ferry {n}{m} sails" in edition)  # fmt: skip
    assert "0 drafts" not in site.run("pull").out
