"""Which addresses of a tree an editor has given out, and where an article went."""

from pathlib import Path

import pytest

from digest.publish.kept_addresses import kept, moved_to, words_of
from tests.support.building import make_site

GIVEN_OUT = {
    "2026/11/24/a-title/index.html": "2026/11/24/a-title/",
    "about/index.html": "about/",
    "about/us/index.html": "about/us/",
    "2019/old-post/index.html": "2019/old-post/",
    "2019/12/old-post/index.html": "2019/12/old-post/",
    "old/ships.html": "old/ships.html",
    "2026/w48/notes/index.html": "2026/w48/notes/",
}
MADE = [
    "index.html", "404.html", "2026/index.html", "2026/11/index.html", "2026/11/24/index.html", "2026/w48/index.html",
    "actors/index.html", "actors/nato/index.html", "actors/nato/2026/index.html", "actors/japan/with/china/index.html",
    "archive/index.html", "charts/index.html", "search/index.html", "corrections/index.html", "topics/a/index.html",
    "regions/sahel/2026/11/index.html", "sources/reuters/index.html",
]  # fmt: skip
NO_PAGES = ["feed.xml", "2026/11/24/a-title/map.png", "assets/style.css", "data/2026.json", "CNAME", ".nojekyll"]


def test_what_an_editor_gave_out_is_kept_and_nothing_else() -> None:
    assert kept([*GIVEN_OUT, *MADE, *NO_PAGES]) == sorted(GIVEN_OUT.values())


def test_each_article_page_and_alias_of_a_site_is_kept_and_no_page_that_follows(tmp_path: Path) -> None:
    site = make_site(tmp_path, """
        -- content/articles/a.md --
        ---
        title: A
        date: 2026-11-24
        actors: [Japan, NATO]
        topics: [Energy]
        source: Reuters
        regions: [Sahel]
        aliases: [/old/a/, /a.html]
        ---
        A.
        -- content/articles/b.md --
        ---
        title: B
        date: 2026-11-23
        withdrawn: Wrong.
        ---
        -- content/pages/about.md --
        ---
        title: About
        ---
    """)  # fmt: skip
    site.build()
    assert kept(site.tree()) == ["2026/11/23/b/", "2026/11/24/a/", "a.html", "about/", "old/a/"]


STORY = "The ministry said that twelve ships had passed the strait at dawn and were heading for the northern port."
OTHER = "Exports of grain rose by a third within a month according to figures from the southern harbour board."


@pytest.mark.parametrize(
    ("slug", "body", "found"),
    [
        ("fleet", STORY, True),
        ("fleet", STORY.replace("twelve", "thirteen"), True),
        ("fleet", OTHER, False),
        ("ships", OTHER, False),
        ("ships", f"{STORY[:60]} {OTHER[:20]}", True),
    ],
)
def test_an_article_is_known_by_its_words(tmp_path: Path, slug: str, body: str, found: bool) -> None:
    page = f"<html><body><nav>A digest Latest Who Where</nav><h1>Ships</h1><p>{STORY}</p></body></html>".encode()
    site = make_site(tmp_path, f"""
        -- content/articles/{slug}.md --
        ---
        title: Ships
        date: 2026-11-24
        ---
        {body}
        -- content/articles/grain.md --
        ---
        title: Grain
        date: 2026-11-24
        ---
        {OTHER}
    """)  # fmt: skip
    offer = moved_to("2026/11/20/ships/", words_of(page), list(site.snapshot().archive.series))
    assert (offer.path if offer else "") == (f"content/articles/{slug}.md" if found else "")
