"""The preview in a real browser."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.support.building import make_site
from tests.support.previewing import Serving, serving
from tests.support.validate import axe_findings

pytestmark = pytest.mark.browser

SCHEMES: tuple[Literal["light"], Literal["dark"]] = "light", "dark"
ARTICLE = "2026/11/24/a/"
PARAGRAPHS = "\n\n".join(f"Paragraph {n}, which is here so that there is something to scroll." for n in range(200))


def article(title: str = "A", body: str = PARAGRAPHS) -> str:
    return f"""
    -- content/articles/a.md --
    ---
    title: {title}
    date: 2026-11-24
    source: MENAFN
    ---
    {body.replace(chr(10), chr(10) + "    ")}
    """


OTHER = """
    -- content/articles/b.md --
    ---
    title: B
    date: 2026-11-20
    ---
    Of another day.
"""
DEFAULT = """
    -- digest.toml --
    [site]
    title = "A digest"
    base_url = "https://example.org/news/"
"""


@pytest.fixture
def preview(tmp_path: Path) -> Iterator[Serving]:
    with serving(make_site(tmp_path, article() + OTHER).write(DEFAULT)) as running:
        yield running


def mark(page: Page) -> None:
    """Something that a reload would wipe out."""
    page.evaluate("window.untouched = true")


def is_untouched(page: Page) -> bool:
    return bool(page.evaluate("window.untouched === true"))


def test_a_change_shows_without_a_reload_and_the_reader_stays_where_he_was(preview: Serving, page: Page) -> None:
    page.emulate_media(reduced_motion="reduce")
    page.goto(preview.url + ARTICLE)
    mark(page)
    page.evaluate("scrollTo(0, 1000)")
    page.get_by_role("link", name="MENAFN").first.focus()
    page.evaluate("scrollTo(0, 1000)")
    preview.site.write(article("Quite another title", PARAGRAPHS.replace("Paragraph 40,", "Changed 40,")))
    expect(page.locator("h1")).to_have_text("Quite another title")
    expect(page.get_by_text("Changed 40,")).to_have_count(1)
    assert page.title().startswith("Quite another title")
    assert page.evaluate("scrollY") == 1000
    assert page.evaluate("document.activeElement.textContent") == "MENAFN"
    assert is_untouched(page)
    expect(page.locator("digest-preview .toast")).to_contain_text("a.md · updated in")


def test_only_the_tab_whose_page_changed_is_touched(preview: Serving, page: Page) -> None:
    other = page.context.new_page()
    page.goto(preview.url + ARTICLE)
    other.goto(preview.url + "2026/11/20/b/")
    for tab in (page, other):
        tab.evaluate(
            """() => { window.seen = 0;
            new MutationObserver((all) => { window.seen += all.length; })
                .observe(document, {subtree: true, childList: true, attributes: true, characterData: true}); }"""
        )
    with other.expect_response(lambda response: "/__digest/page" in response.url) as asked:
        preview.site.write(article("Another title"))
    expect(page.locator("h1")).to_have_text("Another title")
    assert asked.value.status == 304
    assert page.evaluate("window.seen") > 0
    assert other.evaluate("window.seen") == 0


def test_what_is_wrong_is_shown_and_goes_away_when_it_is_mended(preview: Serving, page: Page) -> None:
    page.goto(preview.url + ARTICLE)
    mark(page)
    overlay = page.locator("digest-preview .overlay")
    expect(overlay).to_be_hidden()
    preview.site.write(
        article("B again").replace("source:", "sorce:") + OTHER.replace("date: 2026-11-20", "date: soon")
    )
    expect(overlay).to_be_visible()
    expect(overlay.locator("h2")).to_have_text("2 errors")
    first = overlay.locator("li").first
    expect(first.locator(".place")).to_have_text("content/articles/a.md:4:1")
    expect(first.locator(".message")).to_have_text('unknown key "sorce"')
    expect(first.locator(".hint")).to_have_text('did you mean "source"?')
    expect(first.locator(".here")).to_contain_text("sorce: MENAFN")
    expect(page.locator("h1")).to_have_text("B again")
    page.keyboard.press("Escape")
    expect(overlay).to_be_hidden()
    preview.site.write(article("Mended") + OTHER)
    expect(page.locator("h1")).to_have_text("Mended")
    expect(overlay).to_be_hidden()
    expect(page.locator("digest-preview .bar button")).to_have_count(0)
    assert is_untouched(page)


def test_what_the_preview_adds_can_be_read_by_all(preview: Serving, browser: Browser) -> None:
    preview.after(article().replace("source:", "sorce:"))
    # axe brings a style element, which the page's policy refuses.
    for scheme in SCHEMES:
        with closing(browser.new_context(bypass_csp=True, color_scheme=scheme)) as context:
            page = context.new_page()
            page.goto(preview.url + ARTICLE)
            expect(page.locator("digest-preview .overlay")).to_be_visible()
            assert axe_findings(page) == []


def test_a_site_that_was_wrong_from_the_start_says_so_in_the_browser(tmp_path: Path, page: Page) -> None:
    site = make_site(tmp_path, article().replace("title:", "titel:")).write(DEFAULT)
    with serving(site) as preview:
        page.goto(preview.url)
        expect(page.locator("digest-preview .bar button")).to_have_text("2 errors")
        expect(page.locator("digest-preview .overlay")).to_be_hidden()  # they are another page's
        page.goto(preview.url + ARTICLE)
        expect(page.locator("digest-preview .overlay .message").first).to_contain_text("title is missing")
        site.write(article("At last"))
        expect(page.locator("h1")).to_have_text("At last")
        expect(page.locator("digest-preview .overlay")).to_be_hidden()


def test_a_template_that_fails_leaves_the_page_and_says_where(preview: Serving, page: Page) -> None:
    page.goto(preview.url + ARTICLE)
    preview.site.write(
        """
        -- templates/article.html --
        {% extends "base.html" %}
        {% block main %}<h1>{{ page.titel }}</h1>{% endblock %}
        """
    )
    place = page.locator("digest-preview .overlay .place")
    expect(place).to_have_text("templates/article.html:2:1")
    expect(page.locator("h1")).to_have_text("A")
    preview.site.write(
        """
        -- templates/article.html --
        {% extends "base.html" %}
        {% block main %}<h1>Mine: {{ page.title }}</h1>{% endblock %}
        """
    )
    expect(page.locator("h1")).to_have_text("Mine: A")
    expect(page.locator("digest-preview .overlay")).to_be_hidden()


def test_twelve_tabs_follow_over_one_connection(preview: Serving, page: Page) -> None:
    tabs = [page, *(page.context.new_page() for _ in range(11))]
    for tab in tabs:
        tab.goto(preview.url + ARTICLE)
        mark(tab)
    for title in ("First change", "Second change"):
        preview.site.write(article(title))
        for tab in tabs:
            expect(tab.locator("h1")).to_have_text(title)
    assert all(is_untouched(tab) for tab in tabs)


def test_when_the_tab_that_listens_is_closed_another_takes_over(preview: Serving, page: Page) -> None:
    leader, follower = page.context.new_page(), page
    leader.goto(preview.url + ARTICLE)
    follower.goto(preview.url + ARTICLE)
    mark(follower)
    leader.close()
    preview.site.write(article("After the leader"))
    expect(follower.locator("h1")).to_have_text("After the leader")
    assert is_untouched(follower)


def test_a_preview_that_was_killed_and_begun_again_finds_its_tabs(tmp_path: Path, page: Page) -> None:
    site = make_site(tmp_path, article() + OTHER).write(DEFAULT)
    tabs = [page, page.context.new_page()]
    with serving(site) as preview:
        for tab in tabs:
            tab.goto(preview.url + ARTICLE)
            mark(tab)
        port = int(preview.preview.origin.rpartition(":")[2])
    for tab in tabs:
        expect(tab.locator("digest-preview .bar")).to_contain_text("Preview has stopped")
    site.write(article("While nobody looked"))
    with serving(site, port=port) as preview:
        for tab in tabs:
            expect(tab.locator("h1")).to_have_text("While nobody looked")
            expect(tab.locator("digest-preview .bar")).not_to_contain_text("Preview has stopped")
        site.write(article("And again"))
        for tab in tabs:
            expect(tab.locator("h1")).to_have_text("And again")
    assert all(is_untouched(tab) for tab in tabs)


def test_a_style_sheet_is_swapped_in_place(preview: Serving, page: Page) -> None:
    preview.after("-- static/assets/style.css --\nh1 { color: rgb(1, 2, 3) }\n")
    page.goto(preview.url + ARTICLE)
    mark(page)
    expect(page.locator("h1")).to_have_css("color", "rgb(1, 2, 3)")
    preview.site.write("-- static/assets/style.css --\nh1 { color: rgb(4, 5, 6) }\n")
    expect(page.locator("h1")).to_have_css("color", "rgb(4, 5, 6)")
    preview.site.write(article("After the style"))
    expect(page.locator("h1")).to_have_text("After the style")
    expect(page.locator("h1")).to_have_css("color", "rgb(4, 5, 6)")
    expect(page.locator("head link[rel=stylesheet]")).to_have_count(1)
    assert is_untouched(page)


def test_what_the_reader_and_the_scripts_did_to_a_page_stays(preview: Serving, page: Page) -> None:
    body = "<details><summary>More</summary>\n\nHidden words.\n\n</details>\n\nThe end."
    preview.after(article(body=body))
    page.goto(preview.url + ARTICLE)
    page.get_by_text("More", exact=True).click()
    switch = page.locator("button.scheme")
    switch.click()
    scheme = page.evaluate("document.documentElement.dataset.theme")
    page.evaluate("document.querySelector('h1').insertAdjacentHTML('afterend', '<p id=made>Made by a script</p>')")
    preview.site.write(article("Changed", body.replace("The end.", "The very end.")))
    expect(page.get_by_text("The very end.")).to_be_visible()
    expect(page.get_by_text("Hidden words.")).to_be_visible()
    expect(switch).to_be_visible()
    assert page.evaluate("document.documentElement.dataset.theme") == scheme
    assert page.evaluate("document.getElementById('made').previousElementSibling.textContent") == "Changed"
    switch.click()
    assert page.evaluate("document.documentElement.dataset.theme") != scheme


def test_a_new_story_leaves_the_focus_on_the_old_one(preview: Serving, page: Page) -> None:
    page.goto(preview.url)
    page.get_by_role("link", name="A", exact=True).first.focus()
    preview.site.write(
        """
        -- content/articles/c.md --
        ---
        title: The newest
        date: 2026-11-24T12:00:00Z
        ---
        Words.
        """
    )
    expect(page.get_by_role("link", name="The newest").first).to_be_visible()
    assert page.evaluate("document.activeElement.textContent") == "A"


def test_a_page_that_is_not_there_yet_appears_and_one_that_goes_is_missed(preview: Serving, page: Page) -> None:
    page.goto(preview.url + "2026/11/24/c/")
    expect(page.locator("h1")).to_have_text("Page not found")
    preview.site.write(
        """
        -- content/articles/c.md --
        ---
        title: Here now
        date: 2026-11-24
        ---
        Words.
        """
    )
    expect(page.locator("h1")).to_have_text("Here now")
    (preview.site.root / "content/articles/c.md").unlink()
    expect(page.locator("h1")).to_have_text("Page not found")


def test_an_article_that_moves_takes_its_readers_along(preview: Serving, page: Page) -> None:
    page.goto(preview.url + ARTICLE)
    preview.site.write(article().replace("2026-11-24", "2026-11-20"))
    page.wait_for_url(preview.url + "2026/11/20/a/")
    folder = preview.site.root / "content/articles"
    (folder / "a.md").rename(folder / "renamed.md")
    page.wait_for_url(preview.url + "2026/11/20/renamed/")
    expect(page.locator("h1")).to_have_text("A")
    page.goto(preview.url + ARTICLE)
    page.wait_for_url(preview.url + "2026/11/20/renamed/")


def test_drafts_scheduled_articles_and_unconfirmed_dates_are_marked(preview: Serving, page: Page) -> None:
    preview.after(
        """
        -- digest.toml --
        [site]
        title = "A digest"
        base_url = "https://example.org/news/"
        [preview]
        editor = "vscode"
        -- content/articles/d.md --
        ---
        title: Not yet
        date: 2026-11-24
        draft: true
        ---
        Words.
        -- content/articles/s.md --
        ---
        title: Later
        date: 2031-02-03
        ---
        Words.
        -- content/articles/u.md --
        ---
        title: Some day
        date: 2026-11-24
        date_basis: file
        ---
        Words.
        """
    )
    bar = page.locator("digest-preview .bar")
    page.goto(preview.url + "2026/11/24/d/")
    expect(bar.locator(".mark")).to_have_text(["draft"])
    expect(bar.locator("a[title]")).to_have_attribute(
        "href", f"vscode://file{preview.site.root.as_posix()}/content/articles/d.md:1:1"
    )
    page.goto(preview.url + "2031/02/03/s/")
    expect(bar.locator(".mark")).to_contain_text(["scheduled for 2031-02-03"])
    page.goto(preview.url + "2026/11/24/u/")
    expect(bar.locator(".mark")).to_have_text(["date unconfirmed"])
    page.goto(preview.url + "2026/11/24/")
    said = page.evaluate("getComputedStyle(document.querySelector('main a[href$=\"/u/\"]'), '::after').content")
    assert said == '" (date unconfirmed)"'


def test_the_strictest_policy_of_a_theme_keeps_the_client_out_of_nothing_it_needs(tmp_path: Path, page: Page) -> None:
    site = make_site(tmp_path, article())
    base = tmp_path / "themes/plain/templates/base.html"
    strict = """<meta content="default-src 'none'; script-src 'none'" http-equiv=Content-Security-Policy>"""
    base.write_text(
        base.read_text("utf-8").replace('<meta charset="utf-8">', f'<meta charset="utf-8">\n{strict}'), "utf-8"
    )
    with serving(site) as preview:
        page.goto(preview.url + ARTICLE)
        site.write(article("Through the policy"))
        expect(page.locator("h1")).to_have_text("Through the policy")
        expect(page.locator("digest-preview .bar")).to_have_css("position", "fixed")
