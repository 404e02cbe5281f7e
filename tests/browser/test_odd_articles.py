"""The default theme under articles that no designer thinks of: endless words, other scripts, all keys or none."""

from pathlib import Path
from struct import pack
from zlib import compress, crc32

import pytest
from playwright.sync_api import Page

from tests.conftest import Serve
from tests.support.building import Site, make_site
from tests.support.crawl import Crawl
from tests.support.sample import kinds_of_page
from tests.support.validate import axe_findings, validate_html

ODD = """
    -- digest.toml --
    [site]
    id = "odd"
    title = "Nachrichtenspiegel für Sicherheitspolitik"
    description = "What Donaudampfschifffahrtsgesellschaften have in common."
    base_url = "https://example.org/"
    accent = "#0a6640"
    contact = "desk@example.org"
    licence = "https://creativecommons.org/licenses/by/4.0/"
    -- content/articles/everything.md --
    ---
    title: Everything that can be said of an article is said of this one
    date: 2026-11-24T09:30
    updated: 2026-11-24T12:00
    source: Reuters
    agency: AFP
    authors: [Ann Onymous, Bob Writer]
    url: https://www.reuters.example/world/a-story
    actors: [Japan, NATO, Fumio Kishida, Nobody Whom Anybody Knows]
    regions: [Indo-Pacific, Southeast Asia]
    topics: [logistics]
    image: picture.png
    image_alt: A picture
    image_credit: The desk, 2026
    summary: A summary.
    comment: "A comment:\\n\\n- one\\n- two\\n\\n1. first"
    also: [{source: The Diplomat, url: "https://diplomat.example/x"}, {source: Inquirer}]
    corrections: [{date: 2026-11-24, text: It was Monday., by: outlet}]
    dateline: TOKYO, Nov 24
    notice: Nobody warrants anything.
    lead: true
    partial: true
    aliases: [/old/]
    ---
    ## First

    Words with a [link](https://example.com/) and a note.[^1]

    > A quotation.

    ## Second

    | a very wide table | with | many | columns | that | does | not | fit | a | phone |
    |---|---|---|---|---|---|---|---|---|---|
    | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10 |

    ## Third

    ```
    a line of code that goes on and on and on and on and on and on and on and on and on and on
    ```

    ![A picture](picture.png)

    https://example.com/an/address/without/a/single/place/at/which/it/might/be/broken/into/two/lines

    [^1]: A note.
    -- content/articles/nothing.md --
    ---
    title: N
    date: 2026-11-24
    ---
    -- content/articles/long.md --
    ---
    title: Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichen und andere
    original_title: Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz
    lang: de
    date: 2026-11-23
    edition: 2026-11-24
    source: Donaudampfschifffahrtsgesellschaftszeitung
    actors: [Vierwaldstätterseedampfschifffahrtsgesellschaft]
    topics: [Kraftfahrzeughaftpflichtversicherung]
    rights: excerpt
    url: https://donaudampfschifffahrtsgesellschaftskapitaensmuetzenabzeichen.example/a
    regions: [Europe]
    ---
    Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichen.
    -- content/articles/arabic.md --
    ---
    title: عنوان بالعربية عن حلف الناتو
    lang: ar
    date: 2026-11-24
    source: Al Jazeera
    regions: [Middle East]
    summary: جملة واحدة عن الموضوع.
    ---
    نص المقال هنا.
    -- content/articles/unconfirmed.md --
    ---
    title: Unconfirmed
    date: 2026-11-24
    date_basis: file
    added: 2026-11-24T10:00
    rights: link
    ---
    -- content/articles/gone.md --
    ---
    title: Gone
    date: 2026-11-22
    withdrawn: The outlet took it back.
    ---
    -- content/actors/nobody.md --
    ---
    name: Nobody At All
    summary: No article names it.
    ---
    A text.
"""


def picture() -> bytes:
    """A white PNG of 1200 by 900."""
    rows = (b"\x00" + b"\xff" * 150) * 900
    chunks = [(b"IHDR", pack(">IIBBBBB", 1200, 900, 1, 0, 0, 0, 0)), (b"IDAT", compress(rows)), (b"IEND", b"")]
    body = b"".join(pack(">I", len(data)) + kind + data + pack(">I", crc32(kind + data)) for kind, data in chunks)
    return b"\x89PNG\r\n\x1a\n" + body


@pytest.fixture(scope="module")
def odd(tmp_path_factory: pytest.TempPathFactory) -> Site:
    site = make_site(tmp_path_factory.mktemp("odd"), ODD)
    Path(site.root, "content/articles/picture.png").write_bytes(picture())
    site.build()
    return site


def test_the_checker_finds_nothing(odd: Site) -> None:
    assert validate_html(odd.output) == []


@pytest.mark.browser
def test_all_of_it_fits(odd: Site, serve_pages: Serve, page: Page) -> None:
    crawl = Crawl(page, serve_pages(odd.output), widths=(1440, 320))
    for kind, addresses in kinds_of_page(odd, most=4).items():
        for address in addresses if kind not in ("redirect.html", "404.html") else ():
            crawl.visit(address)
    assert crawl.finish() == []


@pytest.mark.browser
def test_axe_finds_nothing(odd: Site, serve_pages: Serve, page: Page) -> None:
    page.set_viewport_size({"width": 375, "height": 800})
    url = serve_pages(odd.output).url
    findings = []
    for name in ("everything", "arabic", "long", "unconfirmed"):
        page.goto(url + f"2026/11/24/{name}/")
        findings += [f"{name}: {finding}" for finding in axe_findings(page)]
    assert findings == []


@pytest.mark.browser
@pytest.mark.parametrize("address", ["2026/11/24/", "2026/11/24/everything/"])
def test_a_comment_keeps_its_lists(odd: Site, serve_pages: Serve, page: Page, address: str) -> None:
    page.goto(serve_pages(odd.output).url + address)
    style = "all => all.map((node) => getComputedStyle(node).listStyleType)"
    assert page.locator(".why li").evaluate_all(style) == ["disc", "disc", "decimal"]


@pytest.mark.browser
def test_what_is_in_an_edition_can_be_gone_to(odd: Site, serve_pages: Serve, page: Page) -> None:
    page.goto(serve_pages(odd.output).url)
    contents = page.get_by_role("navigation", name="Regions of this edition")
    assert contents.get_by_role("link", name="Elsewhere").count() == 1
    for link in contents.get_by_role("link").all():
        assert page.locator(link.get_attribute("href") or "").count() == 1


@pytest.mark.browser
def test_a_script_from_right_to_left_goes_from_right_to_left(odd: Site, serve_pages: Serve, page: Page) -> None:
    url = serve_pages(odd.output).url
    page.goto(url + "2026/11/24/arabic/")
    direction = "node => getComputedStyle(node).direction"
    assert page.locator("h1").evaluate(direction) == "rtl"
    assert page.locator(".mast").evaluate(direction) == "ltr"
    page.goto(url + "2026/11/24/")
    assert page.get_by_role("link", name="عنوان بالعربية").first.evaluate(direction) == "rtl"
    assert page.get_by_role("link", name="Everything that").first.evaluate(direction) == "ltr"
