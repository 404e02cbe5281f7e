"""The desk in Chromium: a morning with keys alone, and capture from pages of other sites."""

from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, ClassVar

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.support.building import make_site
from tests.support.previewing import Serving, serving
from tests.support.server import Running, Silent
from tests.support.validate import axe_findings

pytestmark = pytest.mark.browser


def draft(n: int) -> str:
    return f"""
    -- content/articles/2026/11/n{n}.md --
    ---
    title: Number {n} of the morning
    date: 2026-11-24
    added: 2026-11-24T0{n}:00:00+00:00
    source: The Gazette
    actors: [NATO]
    draft: true
    ---
    NATO ministers met in Riga. Finland asked for ships, for the {n}th time.
    """


DEFAULT = '-- digest.toml --\n[site]\nid = "t"\ntitle = "A digest"\nbase_url = "https://example.org/news/"\n'


@pytest.fixture
def preview(tmp_path: Path) -> Iterator[Serving]:
    with serving(make_site(tmp_path, DEFAULT).write("".join(map(draft, range(1, 7))))) as running:
        yield running


def text(preview: Serving, n: int) -> str:
    return (preview.site.root / f"content/articles/2026/11/n{n}.md").read_text()


def at(page: Page) -> str:
    return page.locator("[data-place] h2").inner_text()


def opened(page: Page, preview: Serving, queue: str = "drafts") -> None:
    page.goto(f"{preview.preview.origin}/__digest/desk#{queue}")
    expect(page.locator("[data-place] h2")).to_be_visible()


def test_a_morning_with_keys_alone(preview: Serving, page: Page) -> None:
    opened(page, preview)
    assert at(page) == "Number 6 of the morning", "the newest arrival first"
    page.keyboard.press("a")
    expect(page.locator("[data-said]")).to_have_text("keep: Number 6 of the morning")
    assert "draft" not in text(preview, 6)
    assert at(page) == "Number 5 of the morning"
    page.keyboard.press("x")
    expect(page.locator("[data-said]")).to_have_text("drop: Number 5 of the morning")
    assert not (preview.site.root / "content/articles/2026/11/n5.md").exists()
    page.keyboard.press("u")
    expect(page.locator("[data-said]")).to_have_text("undone: drop")
    assert "draft: true" in text(preview, 5)
    page.keyboard.press("n")
    expect(page.locator("[data-place] h2")).to_have_text("Number 4 of the morning")
    page.keyboard.press("e")
    page.get_by_label("Source").fill("The Echo")
    page.keyboard.press("Control+Enter")
    expect(page.locator("[data-said]")).to_have_text("set source")
    assert "source: The Echo" in text(preview, 4)
    page.keyboard.press("t")
    page.keyboard.type("Finl")
    expect(page.locator("datalist option[value=Finland]").first).to_be_attached()
    page.keyboard.press("Control+a")
    page.keyboard.type("Finland")
    page.keyboard.press("Enter")
    expect(page.locator("[data-said]")).to_have_text("set actors")
    assert "actors: [NATO, Finland]" in text(preview, 4)


def test_a_file_that_changed_meanwhile_comes_back_with_the_difference(preview: Serving, page: Page) -> None:
    opened(page, preview)
    file = preview.site.root / "content/articles/2026/11/n6.md"
    file.write_text(file.read_text() + "A line of the editor's.\n")
    page.keyboard.press("a")
    expect(page.locator("[data-said] pre")).to_contain_text("+A line of the editor's.")
    assert at(page) == "Number 6 of the morning"
    assert "draft: true" in file.read_text()
    page.keyboard.press("a")
    expect(page.locator("[data-said]")).to_have_text("keep: Number 6 of the morning")
    assert "A line of the editor's." in file.read_text()


def test_an_editor_that_has_it_open_is_said_and_may_be_overruled(preview: Serving, page: Page) -> None:
    (preview.site.root / "content/articles/2026/11/.n6.md.swp").write_text("")
    opened(page, preview)
    page.keyboard.press("a")
    expect(page.locator("[data-said]")).to_contain_text("an editor seems to have it open")
    page.get_by_role("button", name="Write all the same").click()
    expect(page.locator("[data-said]")).to_have_text("keep: Number 6 of the morning")


def test_an_edition_is_put_in_order_and_introduced(preview: Serving, page: Page) -> None:
    opened(page, preview)
    for n in (6, 5, 4):
        expect(page.locator("[data-place] h2")).to_have_text(f"Number {n} of the morning")
        page.keyboard.press("a")
        expect(page.locator("[data-said]")).to_have_text(f"keep: Number {n} of the morning")
    expect(page.locator("[data-queues]")).to_contain_text("Drafts 3")
    page.get_by_role("button", name="Edition").click()
    rows = page.locator(".order li")
    expect(rows).to_have_count(6)
    page.get_by_label("Introduction (Markdown)").fill("Good morning.")
    row = rows.filter(has_text="Number 4")
    row.focus()
    for key in "axu":
        page.keyboard.press(key)  # no article is in sight that it could be meant for
    expect(page.locator("[data-queues]")).to_contain_text("Drafts 3")
    for _ in range(6):
        page.keyboard.press("ArrowUp")
    page.get_by_role("button", name="Save the edition").click()
    expect(page.locator("[data-said]")).to_contain_text("is saved")
    written = (preview.site.root / "content/editions/2026-11-24.md").read_text()
    assert written.startswith("---\norder: [n4, ")
    assert written.endswith("---\n\nGood morning.\n")


@pytest.mark.parametrize("width", [1280, 390])
def test_axe_finds_nothing(preview: Serving, page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 844})
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        opened(page, preview)
        assert axe_findings(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        page.keyboard.press("e")
        assert axe_findings(page) == []
        page.goto(f"{preview.preview.origin}/__digest/capture")
        assert axe_findings(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width


STORY = (
    "<!doctype html><html lang=en><head><title>Ministers meet in Oslo - The Harbour</title>"
    "<meta property=og:site_name content='The Harbour'><meta property=article:published_time content=2026-11-23>"
    "<body><article><h1>Ministers meet in Oslo</h1>"
    + "".join(f"<p>NATO ministers met in Oslo on Monday and spoke of the Arctic, {n} said.</p>" for n in range(9))
    + "<p id=late></p></article><script>late.textContent = 'Only a browser has these words.'</script>"
)


CLICK = """(href) => {
    const link = document.createElement("a");
    link.href = href;
    document.body.append(link);
    link.click();
}"""


class Paper(Running):
    """A site of another name, with a page for each set of policies."""

    HEADERS: ClassVar[dict[str, dict[str, str]]] = {
        "open": {},
        "strict": {"Content-Security-Policy": "default-src 'self'; script-src 'unsafe-inline'; connect-src 'none'"},
        "opener": {"Cross-Origin-Opener-Policy": "same-origin"},
    }

    def __init__(self) -> None:
        class Handler(Silent, BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                self.send_response(200)
                for name, value in Paper.HEADERS.get(self.path.strip("/"), {}).items():
                    self.send_header(name, value)
                body = STORY.encode()
                self.send_header("Content-Type", "text/html; charset=utf-8")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

        super().__init__(ThreadingHTTPServer(("127.0.0.1", 0), Handler))


@pytest.mark.parametrize(
    ("policies", "is_handed_over"), [("open", True), ("strict", True), ("opener", False)]
)
def test_one_click_on_a_page_of_another_site(
    preview: Serving, page: Page, policies: str, is_handed_over: bool
) -> None:
    page.goto(f"{preview.preview.origin}/__digest/capture")
    marklet: Any = page.locator("[data-marklet]").get_attribute("href")
    assert preview.preview.origin.split("//")[1] in marklet.replace("%2F", "/").replace("%3A", ":")
    assert "token" not in marklet.lower()
    with Paper() as paper:
        page.goto(f"http://localhost:{paper.port}/{policies}")
        with page.expect_popup() as popup:
            page.evaluate(CLICK, marklet)
        capture = popup.value
        card = capture.locator("[data-place] article")
        expect(card).to_be_visible()
        if not is_handed_over:
            # Its opener is gone: digest asks the address itself, and takes no private address from a browser's page.
            expect(card).not_to_contain_text("Only a browser")
            return
        expect(card.locator("h2")).to_have_text("Ministers meet in Oslo")
        expect(card).to_contain_text("The Harbour")
        capture.keyboard.press("a")
        expect(card).to_contain_text("Added: content/articles/2026/11/ministers-meet-in-oslo.md")
    added = (preview.site.root / "content/articles/2026/11/ministers-meet-in-oslo.md").read_text()
    assert f"url: http://localhost:{paper.port}/{policies}" in added
    assert "Only a browser has these words." in added


def test_a_page_of_another_site_is_told_nothing(preview: Serving, browser: Browser) -> None:
    """It may open the capture page, and hears one word, which says nothing; it can hand over no page of another's."""
    page = browser.new_page()
    with Paper() as paper:
        page.goto(f"http://localhost:{paper.port}/open")
        heard = page.evaluate(
            """async (home) => {
                const heard = [];
                addEventListener("message", ({ data }) => heard.push(data));
                const desk = open(home + "/__digest/capture?url=" + encodeURIComponent("https://gazette.example/a"));
                for (let n = 0; n < 20; n++) {
                    const url = "https://gazette.example/a";
                    desk.postMessage({ digest: "page", url, html: "<h1>Planted</h1>" }, home);
                    await new Promise((go) => setTimeout(go, 50));
                }
                const inside = (() => { try { return desk.document.title; } catch { return "closed"; } })();
                const got = await fetch(home + "/__digest/desk").then((answer) => answer.text(), () => "refused");
                return [heard, inside, got];
            }""",
            preview.preview.origin,
        )
    page.context.close()
    assert heard[0] in ([], ["digest: ready"])
    assert heard[1:] == ["closed", "refused"]
    assert not list(preview.site.root.glob("content/articles/**/planted*"))
