"""What the default theme does for its reader: without a script, with one, by keyboard, in print."""

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.conftest import Built
from tests.conftest import Serve

pytestmark = pytest.mark.browser

DAY = "2024/07/10/"
ARTICLE = "2024/07/10/washington-declaration-on-china/"


@pytest.fixture
def url(built: Built, serve_pages: Serve) -> str:
    return serve_pages(built("/")).url


def background(page: Page) -> str:
    found: str = page.locator("body").evaluate("node => getComputedStyle(node).backgroundColor")
    return found


def test_a_page_is_whole_without_a_script(browser: Browser, url: str) -> None:
    """The same words stand there, and no button that would do nothing."""
    whole = browser.new_page()
    bare = browser.new_context(java_script_enabled=False).new_page()
    for address in ("", ARTICLE, "actors/nato/", "archive/"):
        for page in (whole, bare):
            page.goto(url + address)
        assert bare.locator("button:visible").count() == 0, address
        assert whole.locator("button:visible").count() > 0, address
        whole.locator("[data-cite]").evaluate_all("all => all.forEach((node) => node.remove())")
        assert bare.locator("main").inner_text().strip() == whole.locator("main").inner_text().strip(), address
    bare.context.close()
    whole.context.close()


def test_light_and_dark_follow_the_system_until_the_reader_chooses(page: Page, url: str) -> None:
    page.emulate_media(color_scheme="light")
    page.goto(url)
    light = background(page)
    page.emulate_media(color_scheme="dark")
    dark = background(page)
    assert light != dark
    page.get_by_role("button", name="Switch to light").click()
    assert background(page) == light
    page.goto(url + DAY)
    assert background(page) == light, "the choice holds on the next page"
    page.get_by_role("button", name="Switch to dark").click()
    page.emulate_media(color_scheme="light")
    assert background(page) == light, "who chose what the system has follows the system again"


def test_the_reader_can_go_by_keys(page: Page, url: str) -> None:
    page.goto(url + DAY)
    titles = page.locator("main .hl").all_inner_texts()
    page.keyboard.press("j")
    page.keyboard.press("j")
    assert page.locator(":focus").inner_text() == titles[1]
    page.keyboard.press("k")
    assert page.locator(":focus").inner_text() == titles[0]
    page.keyboard.press("o")
    page.wait_for_url(url + DAY + "*/")
    assert page.locator("h1").inner_text() == titles[0]
    page.keyboard.press("u")
    page.wait_for_url(url + DAY)
    page.keyboard.press("[")
    page.wait_for_url(url + "2024/07/09/")
    page.keyboard.press("]")
    page.wait_for_url(url + DAY)


def test_single_keys_can_be_switched_off(page: Page, url: str) -> None:
    page.goto(url + DAY)
    page.keyboard.press("?")
    page.get_by_role("checkbox", name="Use these single keys").uncheck()
    page.get_by_role("button", name="Close").click()
    page.reload()
    page.keyboard.press("j")
    assert page.locator("main .hl:focus").count() == 0
    page.get_by_role("button", name="Keyboard").click()
    assert page.get_by_role("dialog").is_visible()


def test_a_screen_that_is_only_touched_is_offered_no_keys(browser: Browser, url: str) -> None:
    context = browser.new_context(has_touch=True, is_mobile=True)
    page = context.new_page()
    page.goto(url + DAY)
    assert page.get_by_role("button", name="Switch to").is_visible()
    assert page.get_by_role("button", name="Keyboard").count() == 0
    context.close()


@pytest.mark.parametrize(
    ("width", "height", "least"), [(1280, 900, 8), (390, 844, 3), (320, 568, 1)], ids=["desk", "phone", "small phone"]
)
def test_the_first_screen_of_the_front_page_has_headlines(
    page: Page, url: str, width: int, height: int, least: int
) -> None:
    page.set_viewport_size({"width": width, "height": height})
    page.goto(url)
    tops = page.locator("main .hl").evaluate_all("all => all.map((node) => node.getBoundingClientRect().top)")
    assert len([top for top in tops if top < height - 20]) >= least
    mast = page.locator(".mast").bounding_box()
    assert mast
    assert mast["height"] <= (104 if width < 400 else 200)


@pytest.mark.parametrize("address", ["", "2024/07/10/", ARTICLE, "actors/nato/", "about/"])
def test_nothing_moves_while_a_page_comes(page: Page, url: str, address: str) -> None:
    """Cumulative layout shift on a slow line, with nothing in the browser's cache."""
    slow = {"offline": False, "latency": 150, "downloadThroughput": 25_000, "uploadThroughput": 25_000}
    page.context.new_cdp_session(page).send("Network.emulateNetworkConditions", slow)
    page.add_init_script("""
        window.shift = 0;
        new PerformanceObserver((list) => { for (const entry of list.getEntries()) window.shift += entry.value; })
            .observe({ type: "layout-shift", buffered: true });
    """)
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(url + address, wait_until="load")
    page.evaluate("document.fonts.ready.then(() => new Promise(requestAnimationFrame))")
    assert page.evaluate("window.shift") <= 0.01


def test_on_a_phone_the_first_headline_of_a_year_is_near(page: Page, url: str) -> None:
    page.set_viewport_size({"width": 380, "height": 800})
    page.goto(url + "2024/")
    headline = page.locator("main .hl").first.bounding_box()
    assert headline
    assert headline["y"] < 400


def test_the_name_of_an_outlet_stands_on_one_line(page: Page, url: str) -> None:
    page.set_viewport_size({"width": 380, "height": 800})
    page.goto(url + "2024/07/")
    heights = page.locator(".line small").evaluate_all("all => all.map((node) => node.getClientRects().length)")
    assert set(heights) == {1}


def test_the_first_tab_leads_past_the_masthead(page: Page, url: str) -> None:
    page.goto(url)
    page.keyboard.press("Tab")
    assert page.locator(":focus").inner_text() == "Skip to content"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_what_is_new_since_the_last_visit_is_marked(page: Page, url: str) -> None:
    page.goto(url + "2024/07/09/")
    new = page.get_by_text("new since your last visit")
    assert new.count() == 0, "nothing is new to who has never been here"
    page.goto(url + "2024/07/11/")
    assert new.count() == 0, "nor in the same visit"
    an_hour_ago = """for (const [key, kept] of Object.entries(localStorage)) if (key.startsWith("digest-editions"))
        localStorage.setItem(key, JSON.stringify({ ...JSON.parse(kept), at: Date.now() - 3_600_000 }))"""
    page.evaluate(an_hour_ago)
    page.goto(url + "2024/07/10/")
    assert new.count() == 0, "an edition before one that was seen"
    page.goto(url + "2024/07/22/")
    assert new.is_visible()
    page.goto(url + "actors/nato/")
    assert page.get_by_text("New", exact=True).count() == 0
    older = an_hour_ago.replace("at: Date.now() - 3_600_000", 'at: 0, seen: { "2024-07-11": 1 }')
    page.evaluate(older)
    page.goto(url + "2024/07/11/")
    stories = page.locator(".main [data-added]").count()
    assert page.get_by_text("New", exact=True).count() == stories > 0
    assert page.get_by_text(f"{stories} new since your last visit").is_visible()


def test_paper_gets_the_text_and_not_the_furniture(page: Page, url: str) -> None:
    page.emulate_media(media="print", color_scheme="dark")
    page.goto(url + ARTICLE)
    for gone in (".mast nav", ".rail", ".turn", ".foot", "button"):
        assert page.locator(gone).first.is_hidden(), gone
    assert page.locator("main .prose").is_visible()
    assert page.locator("h1").evaluate("node => getComputedStyle(node).color") == "rgb(23, 25, 30)", "ink on paper"


def test_a_page_in_basic_latin_loads_one_font_file(built: Built, serve_pages: Serve, page: Page) -> None:
    server = serve_pages(built("/"))
    page.goto(server.url + "2024/07/09/")
    page.wait_for_load_state("networkidle")
    assert [one.path for one in server.served if one.path.endswith(".woff2")] == ["/assets/newsreader.woff2"]


def test_only_links_and_buttons_are_underlined(page: Page, url: str) -> None:
    underlined = """all => all.filter((node) => getComputedStyle(node).textDecorationLine.includes("underline")
        && !node.closest("a, button, abbr, u, ins, summary")).map((node) => node.className || node.tagName)"""
    for address in ("", DAY, ARTICLE, "actors/nato/", "search/?q=ship", "stories/"):
        page.goto(url + address)
        assert page.locator("main *").evaluate_all(underlined) == [], address
