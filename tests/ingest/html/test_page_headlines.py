"""Headlines as pages show them: each small page has one, whatever else its data, logo and menus say."""

import pytest

from digest.ingest.html.headline import headline_of
from digest.ingest.html.page import WebPage

HEADLINE, SEARCHED = "Nine ministers meet on cables", "Baltic cables: why ministers met in Riga"


def headline(head: str, body: str, address: str = "https://www.theharbour.example/sea/1") -> str:
    html = f"<html><head>{head}</head><body>{body}<p>They met in Riga.</p></body></html>"
    return headline_of(WebPage.of(html, address))


def title(text: str) -> str:
    return f"<title>{text}</title>"


SHARED = f'<meta property="og:title" content="{HEADLINE}">'
SUFFIXES = [" | ", " - ", " – ", " — ", " · ", " : ", " » ", " « ", "ㅣ", " • ", "｜"]
PAGES = {
    "shown and searched": (title(SEARCHED), f"<h1>{HEADLINE}</h1>"),
    "shown, searched and shared": (title(SEARCHED) + SHARED.replace(HEADLINE, SEARCHED), f"<h1>{HEADLINE}</h1>"),
    "no h1": (title(HEADLINE), f"<h2>{HEADLINE}</h2>"),
    "no heading": (title(f"{HEADLINE} | The Harbour"), ""),
    "shared only": (SHARED, ""),
    "JSON-LD only":
        ('<script type="application/ld+json">{"@type": "NewsArticle", "headline": "' + HEADLINE + '"}</script>', ""),
    "the site named like the headline":
        (SHARED + f'<meta property="og:site_name" content="{HEADLINE}">', f"<h1>{HEADLINE}</h1>"),
    "logo by class": (title(f"{HEADLINE} - Seaside"), f'<h1 class="logo">Seaside</h1><h2>{HEADLINE}</h2>'),
    "logo by its box":
        (title(f"{HEADLINE} - Seaside"), f'<div class="site-branding"><h1>Seaside Logo</h1></div><h2>{HEADLINE}</h2>'),
    "logo by link": (title(f"{HEADLINE} - Seaside"), f'<h1><a href="/">Seaside</a></h1><h2>{HEADLINE}</h2>'),
    "logo by address": (title(HEADLINE), "<h1>The Harbour</h1>"),
    "logo alone, the headline marked":
        ("", f'<h1><a href="/">Seaside</a></h1><h3 class="post-title entry-title">{HEADLINE}</h3>'),
    "section above": (title(f"{HEADLINE} | Seaside"), f"<h1>Business Monday</h1><h1>{HEADLINE}</h1>"),
    "section above, other title":
        (title(SEARCHED), f'<h1>Business Monday</h1><h1 class="article-title">{HEADLINE}</h1>'),
    "welcome in a layer": ("", f'<div class="hide"><h1>Thanks for visiting</h1></div><h1>{HEADLINE}</h1>'),
    "aside": ("", f"<aside><h1>Most read</h1></aside><h1>{HEADLINE}</h1>"),
    "chapters": (title(HEADLINE), f"<h1>{HEADLINE}</h1><h1>What was said</h1><h1>What was not</h1>"),
    "related below": (title(SEARCHED), f'<h1>{HEADLINE}</h1><div class="related"><h1 class="title">A seal</h1></div>'),
    "trail": (title(HEADLINE) + SHARED, f'<nav><h1>{SEARCHED}</h1></nav><h2>{HEADLINE}</h2>'),
    "twice": (title(HEADLINE), f"<h1>{HEADLINE}</h1><div><h1>{HEADLINE}</h1></div>"),
    "site first": (title(f"Seaside: {HEADLINE}"), f"<h1 id='site-title'>Seaside</h1><h1>{HEADLINE}</h1>"),
    "name of the host before": (title(f"The Harbour | {HEADLINE}"), ""),
}  # fmt: skip


@pytest.mark.parametrize(("head", "body"), PAGES.values(), ids=[*PAGES])
def test_the_headline_of_a_page(head: str, body: str) -> None:
    assert headline(head, body) == HEADLINE


@pytest.mark.parametrize("gap", SUFFIXES, ids=[f"separator {number}" for number in range(len(SUFFIXES))])
def test_no_name_of_the_site_behind_it(gap: str) -> None:
    named = '<meta property="og:site_name" content="Seaside Gazette">'
    assert headline(title(f"{HEADLINE}{gap}Seaside Gazette") + named, "") == HEADLINE
    assert headline(title(f"{HEADLINE}{gap}The Harbour"), "") == HEADLINE


def test_an_unknown_short_end_of_a_title_alone_is_the_site() -> None:
    assert headline(title(f"{HEADLINE} – My Seaside"), "") == HEADLINE
    assert headline(title("Fire at sea – live"), "") == "Fire at sea – live"


def test_an_underscore_separates_too() -> None:
    named = '<meta property="og:site_name" content="海边网">'
    assert headline(title("九国部长会面_国际_海边网") + named, "<h1>九国部长会面</h1>") == "九国部长会面"
    assert headline(title("九国部长会面_海边网") + named, "") == "九国部长会面"


def test_what_shares_letters_with_the_address_may_be_the_headline() -> None:
    assert headline(title("Harbour wall falls | Sea"), "<h1>Harbour wall falls</h1>") == "Harbour wall falls"
