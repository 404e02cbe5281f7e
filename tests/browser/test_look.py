"""What an editor changes in digest.toml is seen on the site, without a template being touched."""

from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.conftest import Serve
from tests.support.building import Site, make_site

pytestmark = pytest.mark.browser

SITE = """
    -- digest.toml --
    [site]
    id = "look"
    title = "The desk's own"
    description = "What it follows."
    language = "en-GB"
    base_url = "https://example.org/"
    licence = "CC BY 4.0"
    contact = "desk@example.org"
    logo = "logo.svg"
    navigation = [{{ title = "Shop", address = "https://a.example/" }}, {{ title = "About us", address = "/about/" }}]
    {site}
    [labels]
    who = "Actors"
    where = "Places"
    comment = "Our view"
    [theme.options]
    {options}
    -- static/logo.svg --
    <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 2 1"><path d="M0 0h2v1H0z"/></svg>
    -- content/pages/about.md --
    ---
    title: About us
    ---
    Us.
    -- content/articles/a.md --
    ---
    title: A title
    date: 2026-11-24
    actors: [NATO, Japan]
    regions: [Sahel]
    comment: A comment.
    image: /logo.svg
    image_alt: A square
    ---
    The body.
"""

INK = """node => {
    const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
    return ["color", "backgroundColor"].map((name) => {
        const from = name === "color" ? node : document.body;
        canvas.fillStyle = getComputedStyle(from)[name];
        canvas.fillRect(0, 0, 1, 1);
        return [...canvas.getImageData(0, 0, 1, 1).data.slice(0, 3)];
    });
}"""
"""The colour of an element and that of the paper, as three bytes each."""


def made(root: Path, site: str = "", options: str = "") -> Site:
    found = make_site(root, SITE.format(site=site, options=options))
    found.build()
    return found


def test_the_site_is_the_desks_own(tmp_path: Path, serve_pages: Serve, page: Page) -> None:
    server = serve_pages(made(tmp_path).output)
    page.goto(server.url)
    logo = page.locator(".name img")
    assert logo.evaluate("node => node.complete && node.naturalWidth > 0")
    assert page.locator(".mast nav").inner_text().split("\n") == [
        "Latest", "Actors", "Places", "Topics", "Archive", "Shop", "About us"
    ]  # fmt: skip
    assert page.get_by_text("What it follows.").is_visible()
    assert page.get_by_text("Our view").is_visible()
    foot = page.locator(".foot").inner_text()
    assert "CC BY 4.0" in foot
    assert page.get_by_role("link", name="desk@example.org").get_attribute("href") == "mailto:desk@example.org"
    page.get_by_role("link", name="About us").click()
    page.wait_for_url(server.url + "about/")
    assert page.locator(".mast [aria-current=page]").inner_text() == "About us"


def luminance(colour: list[int]) -> float:
    """WCAG 2.2, relative luminance."""
    parts = [byte / 255 for byte in colour]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


ACCENTS = ["#000000", "#ffffff", "#ffee00", "#00ff88", "#0000ff", "#a3241b", "#808080"]


def test_an_accent_of_any_colour_can_be_read(tmp_path: Path, serve_pages: Serve, page: Page) -> None:
    for accent in ACCENTS:
        page.goto(serve_pages(made(tmp_path / accent[1:], f'accent = "{accent}"').output).url)
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            dark, light = sorted(luminance(colour) for colour in page.locator(".why .tag").evaluate(INK))
            assert (light + 0.05) / (dark + 0.05) >= 4.5, (accent, scheme)


def test_options_of_the_theme(tmp_path: Path, serve_pages: Serve, page: Page) -> None:
    options = 'fonts = "system"\n    scheme = "dark"\n    pictures = false'
    server = serve_pages(made(tmp_path, options=options).output)
    page.emulate_media(color_scheme="light")
    page.goto(server.url)
    page.wait_for_load_state("networkidle")
    assert page.locator("body").evaluate(INK)[1] == [20, 22, 26], "dark, whatever the reader's system is"
    assert not [one.path for one in server.served if one.path.endswith(".woff2")]
    assert page.locator(".lead img").count() == 0
    page.goto(server.url + "2026/11/24/a/")
    assert page.locator(".piece img").count() == 1
