"""Feeds, sitemap, OPML, robots: judged by their standards' own rules and by readers that are not ours."""

import json
import re
from pathlib import Path
from typing import Any
from urllib.parse import unquote
from xml.etree import ElementTree as ET

import feedparser
import msgspec
import pytest

from digest.render.entry_html import content_html
from digest.urls import output_path
from tests.support.building import Site, make_site
from tests.support.feeds import ATOM, RFC_3339, check_atom, parsed
from tests.support.validate import json_feed_errors

BASE = "https://example.org/news/"

RICH = """
    -- digest.toml --
    [site]
    id = "test"
    title = "A <digest> & more"
    description = "News & views"
    language = "en-GB"
    licence = "CC BY 4.0"
    base_url = "https://example.org/news/"
    timezone = "Asia/Tokyo"
    [theme]
    name = "plain"
    -- content/articles/whole.md --
    ---
    title: "Ä < B & \\"C\\""
    date: 2026-11-24T09:30
    updated: 2026-11-25T08:00
    source: Reuters
    url: https://www.reuters.example/a?b=1&c=2
    authors: [Ann Onymous, "<Bob>"]
    actors: [NATO, Japan]
    regions: [Sahel]
    topics: [Energy & Oil]
    summary: A summary & more.
    comment: Why *it* matters, see [other](other.md).
    notice: As is, <b>without</b> warranty.
    image: a.png
    ---
    Words with a [link](other.md#part), ![picture](a.png) and `<code>`.
    -- content/articles/a.png --
    -- content/articles/other.md --
    ---
    title: Other
    date: 2026-11-23
    lang: fr
    actors: [NATO]
    ---
    ## Part
    -- content/articles/unconfirmed.md --
    ---
    title: Unconfirmed
    date: 2026-11-22T10:00
    added: 2026-11-24T11:00
    date_basis: file
    ---
    Words.
    -- content/articles/old.md --
    ---
    title: Before there were time zones
    date: 1850-03-01
    ---
    Words.
    -- content/actors/nato.md --
    ---
    summary: The alliance.
    ---
"""


@pytest.fixture
def rich(tmp_path: Path) -> Site:
    site = make_site(tmp_path, RICH)
    site.build()
    return site


def feeds(site: Site, name: str) -> dict[str, bytes]:
    found = {path: content for path, content in site.tree().items() if path.endswith(name)}
    assert len(found) > 5
    return found


def one(parent: ET.Element, name: str) -> ET.Element:
    """The one child of that name."""
    (found,) = parent.findall(ATOM + name)
    return found


def text(parent: ET.Element, name: str) -> str:
    return one(parent, name).text or ""


def test_atom_feeds_keep_rfc_4287(rich: Site) -> None:
    found = feeds(rich, "feed.xml")
    ids = {check_atom(content, BASE + path) for path, content in found.items()}
    assert len(ids) == len(found), "4.2.6: no two feeds of one id"


def test_atom_feeds_satisfy_a_reader(rich: Site) -> None:
    for content in feeds(rich, "feed.xml").values():
        assert not feedparser.parse(content).bozo
    feed = feedparser.parse(rich.page("feed.xml").encode())
    assert feed.feed.title == "A <digest> & more"
    entry = next(entry for entry in feed.entries if entry.link.endswith("/whole/"))
    assert entry.title == 'Ä < B & "C"'
    assert entry.summary == "A summary & more."
    assert [author.name for author in entry.authors] == ["Ann Onymous", "<Bob>"]
    assert [tag.term for tag in entry.tags] == ["NATO", "Japan", "Sahel", "Energy & Oil"]
    assert entry.published == "2026-11-24T09:30:00+09:00"
    assert entry.updated == "2026-11-25T08:00:00+09:00"
    assert {link.href for link in entry.links if link.rel == "via"} == {"https://www.reuters.example/a?b=1&c=2"}


def item(site: Site, slug: str, feed: str = "feed.json") -> dict[str, Any]:
    items: list[dict[str, Any]] = json.loads(site.page(feed))["items"]
    return next(item for item in items if item["url"].endswith(f"/{slug}/"))


def test_json_feeds_keep_their_schema(rich: Site) -> None:
    for content in feeds(rich, "feed.json").values():
        assert json_feed_errors(content) == []
        for entry in json.loads(content)["items"]:
            for key in ("date_published", "date_modified"):
                assert RFC_3339.fullmatch(entry.get(key, "2026-01-01T00:00:00Z"))


def test_what_the_sites_feed_carries_is_whole_and_has_full_addresses(rich: Site) -> None:
    html = item(rich, "whole")["content_html"]
    assert f'<a href="{BASE}2026/11/23/other/#part">' in html
    assert f'src="{BASE}2026/11/24/whole/a.png"' in html
    assert f'<a href="{BASE}2026/11/23/other/">other</a>' in html, "the comment's link"
    assert "<small>As is, &lt;b&gt;without&lt;/b&gt; warranty.</small>" in html
    atom = parsed(rich.page("feed.xml").encode())
    assert html == text(atom.findall(f"{ATOM}entry")[0], "content")
    assert item(rich, "whole")["image"] == f"{BASE}2026/11/24/whole/a.png"


def test_other_feeds_carry_summaries(rich: Site) -> None:
    entry = item(rich, "whole", "actors/nato/feed.json")
    assert "content_html" not in entry
    assert entry["summary"] == "A summary & more."
    assert [one["url"] for one in json.loads(rich.page("actors/nato/feed.json"))["items"]] == [
        f"{BASE}2026/11/24/whole/", f"{BASE}2026/11/23/other/",
    ]  # fmt: skip


def test_an_unconfirmed_date_is_not_published_as_one(rich: Site) -> None:
    assert "date_published" not in item(rich, "unconfirmed")
    assert item(rich, "unconfirmed")["date_modified"] == "2026-11-24T11:00:00+09:00"


def ids(site: Site, address: str = "") -> dict[str, str]:
    """Ids by the end of the entry's address, and the feed's own."""
    feed = feedparser.parse(site.page(f"{address}feed.xml").encode())
    return {"feed": feed.feed.id} | {entry.link.rsplit("/", 2)[1]: entry.id for entry in feed.entries}


def test_ids_survive_a_new_title_a_new_domain_and_a_new_slug(rich: Site) -> None:
    before, nato = ids(rich), ids(rich, "actors/nato/")
    assert before["other"] == "tag:test,2026:/2026/11/23/other/"
    rich.write(
        "-- content/articles/other.md --\n---\ntitle: New\ndate: 2026-11-23\nactors: [NATO]\n---\n# Part\n"
    ).build()
    assert ids(rich) == before
    rich.build(base_url="https://elsewhere.example/")
    assert ids(rich) == before
    assert ids(rich, "actors/nato/") == nato
    rich.write("""
        -- content/articles/other.md --
        ---
        title: Other
        date: 2026-11-23
        slug: another
        aliases: [/2026/11/23/other/]
        ---
        ## Part
    """).build()
    assert ids(rich)["another"] == before["other"]
    rich.write("""
        -- content/articles/other.md --
        ---
        title: Other
        date: 2026-11-25
        slug: third
        aliases: [/2026/11/23/other/, /2026/11/23/another/]
        ---
        ## Part
    """).build()
    assert ids(rich)["third"] == before["other"]


def test_without_an_id_the_host_names_the_feeds(tmp_path: Path) -> None:
    site = make_site(tmp_path, RICH.replace('    id = "test"\n', ""))
    site.build()
    assert ids(site)["feed"] == "tag:example.org,2026:/"


def test_a_feed_holds_the_newest(tmp_path: Path) -> None:
    site = make_site(tmp_path)
    for n in range(60):
        site.write(
            f"-- content/articles/n{n}.md --\n---\ntitle: N{n}\ndate: 2026-11-24T10:{n:02d}\nactors: [NATO]\n---\n"
        )
    site.build()
    assert [entry["title"] for entry in json.loads(site.page("feed.json"))["items"]] == [
        f"N{n}" for n in range(59, 9, -1)
    ]
    assert len(json.loads(site.page("actors/nato/feed.json"))["items"]) == 30


def test_opml_names_every_feed(rich: Site) -> None:
    document = parsed(rich.page("opml.xml").encode())
    assert (document.tag, document.get("version")) == ("opml", "2.0")
    assert document.findtext("head/title") == "A <digest> & more"
    outlines = [outline for outline in document.iter("outline") if outline.get("type")]
    assert {outline.get("type") for outline in outlines} == {"rss"}
    assert all(outline.get("text") for outline in document.iter("outline"))
    found = {outline.attrib["xmlUrl"].removeprefix(BASE) for outline in outlines}
    assert found == set(feeds(rich, "feed.xml"))
    assert all(rich.has(unquote(outline.attrib["htmlUrl"].removeprefix(BASE))) for outline in outlines)


SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def test_the_sitemap_names_every_page_that_may_be_indexed(rich: Site) -> None:
    rich.write("-- content/articles/gone.md --\n---\ntitle: Gone\ndate: 2026-11-24\nwithdrawn: true\n---\n").build()
    index = parsed(rich.page("sitemap.xml").encode())
    assert index.tag == f"{SITEMAP}sitemapindex"
    parts = [loc.text or "" for loc in index.iter(f"{SITEMAP}loc")]
    names = ("1850", "1850-03", "2026", "2026-11", "pages")
    assert parts == [f"{BASE}sitemap/{name}.xml" for name in names]
    listed: list[str] = []
    for part in parts:
        urls = parsed(rich.page(part.removeprefix(BASE)).encode())
        assert urls.tag == f"{SITEMAP}urlset"
        for url in urls:
            listed.append(url.findtext(f"{SITEMAP}loc") or "")
            changed = url.findtext(f"{SITEMAP}lastmod")
            assert changed is None or re.fullmatch(r"\d{4}-\d{2}-\d{2}", changed) or RFC_3339.fullmatch(changed)
    assert len(set(listed)) == len(listed)
    assert all(url.startswith(BASE) for url in listed)
    pages = {path for path, content in rich.tree().items() if is_own(path, content)}
    assert {output_path(unquote(url.removeprefix(BASE))) for url in listed} == pages


def is_own(path: str, content: bytes) -> bool:
    """Whether search engines may list a page as one of this site: it is not the whole text of another site."""
    canonical = re.search(b'rel="canonical" href="([^"]+)"', content)
    return path.endswith(".html") and canonical is not None and canonical[1].startswith(BASE.encode())


def test_robots_names_the_sitemap(rich: Site) -> None:
    assert rich.page("robots.txt") == f"User-agent: *\nAllow: /\n\nSitemap: {BASE}sitemap.xml\n"


def test_without_a_base_url_there_is_nothing_that_needs_it(tmp_path: Path) -> None:
    site = make_site(tmp_path, RICH.replace('    base_url = "https://example.org/news/"\n', ""))
    assert site.build(strict=True).warnings == ()
    paths = site.tree()
    assert not [path for path in paths if path.endswith((".xml", "feed.json"))]
    assert not [path for path, content in paths.items() if b"canonical" in content or b"feed" in content]
    assert site.page("robots.txt") == "User-agent: *\nAllow: /\n"
    assert site.build(base_url=BASE).warnings == ()
    assert site.has("feed.xml")


def test_a_base_url_needs_no_slash(tmp_path: Path) -> None:
    site = make_site(tmp_path, RICH)
    assert site.run("build", "--base-url", "https://other.example/x").code == 0
    assert "<loc>https://other.example/x/sitemap/2026.xml</loc>" in site.page("sitemap.xml")
    assert '<link rel="canonical" href="https://other.example/x/2026/11/23/other/">' in site.page("2026/11/23/other/")


def test_a_site_without_articles_builds_and_has_no_feed(tmp_path: Path) -> None:
    site = make_site(tmp_path)
    assert site.build().warnings == ()
    assert not [path for path in site.tree() if "feed" in path or "opml" in path]
    for address in ("", "actors/", "regions/", "sources/", "topics/", "archive/", "corrections/", "404.html"):
        assert site.has(address)
        assert "feed" not in site.page(address)


@pytest.mark.parametrize(
    ("notice", "html"),
    [
        ("", ""),
        ("One.", "<p><small>One.</small></p>\n"),
        ("One.\n\n \n\nTwo & three.\n\n", "<p><small>One.</small></p>\n<p><small>Two &amp; three.</small></p>\n"),
    ],
    ids=["none", "a paragraph", "empty paragraphs"],
)
def test_a_notice_is_its_paragraphs_and_no_empty_one(rich: Site, notice: str, html: str) -> None:
    view = rich.view("feed.xml")
    entry = next(entry for entry in view.entries if entry.card.title == "Other")
    bare = content_html(msgspec.structs.replace(entry, notice=""), view)
    assert content_html(msgspec.structs.replace(entry, notice=notice), view) == bare + html
