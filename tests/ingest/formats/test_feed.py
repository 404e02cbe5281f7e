"""Feeds of all kinds: what an entry says becomes a draft, and nothing in it that runs."""

import datetime as dt
import json
from pathlib import Path

import pytest

from digest.ingest.draft import Address, Draft, Failure, Input
from digest.ingest.formats.feed import outlet
from digest.ingest.formats.registry import read as read_layer
from digest.ingest.formats.unpack import read
from tests.support.building import make_site
from tests.support.harmless import dangers

UTC = dt.UTC
STORY = "<p>" + "The alliance met in Brussels and will meet again in the spring, officials said. " * 12 + "</p>"


def drafts(content: str | bytes, url: str = "") -> list[Draft]:
    found = list(read(Input("f.xml", content if isinstance(content, bytes) else content.encode(), url=url), UTC))
    assert all(isinstance(each, Draft) for each in found), found
    return [each for each in found if isinstance(each, Draft)]


def draft(content: str | bytes, url: str = "") -> Draft:
    (only,) = drafts(content, url)
    return only


def failures(content: str | bytes) -> list[str]:
    found = read(Input("f.xml", content if isinstance(content, bytes) else content.encode()), UTC)
    return [each.message for each in found if isinstance(each, Failure)]


def rss(item: str, channel: str = "<title>The Gazette</title>") -> str:
    return f'<rss version="2.0"><channel>{channel}<item>{item}</item></channel></rss>'


def escaped(html: str) -> str:
    return html.replace("&", "&amp;").replace("<", "&lt;")


RSS = rss(
    f"""<title>Ministers &amp;amp; &lt;b&gt;generals&lt;/b&gt; meet</title>
    <link>https://example.org/2026/meet</link><guid isPermaLink="false">id-7</guid>
    <pubDate>Tue, 24 Nov 2026 09:30:00 +0100</pubDate><author>jane@example.org (Jane Doe)</author>
    <description>{escaped(STORY)}</description>""",
    "<title>The Gazette - World</title><language>en-gb</language>",
)
ATOM = f"""<?xml version="1.0"?>
    <feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en-GB"><title>The Gazette</title>
    <entry><title type="html">Ministers &amp;amp; &lt;b&gt;generals&lt;/b&gt; meet</title><id>id-7</id>
    <link href="https://example.org/2026/meet"/><published>2026-11-24T09:30:00+01:00</published>
    <updated>2026-11-25T08:00:00Z</updated><author><name>Jane Doe</name></author>
    <content type="html">{escaped(STORY)}</content></entry></feed>"""
RDF = f"""<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
      xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/">
    <channel rdf:about="https://example.org/"><title>The Gazette</title><dc:language>en-gb</dc:language></channel>
    <item rdf:about="id-7"><title>Ministers &amp;amp; &lt;b&gt;generals&lt;/b&gt; meet</title>
    <link>https://example.org/2026/meet</link><dc:date>2026-11-24T09:30:00+01:00</dc:date>
    <dc:creator>Jane Doe</dc:creator><content:encoded>{escaped(STORY)}</content:encoded></item></rdf:RDF>"""
JSON = json.dumps(
    {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "The Gazette",
        "language": "en-GB",
        "items": [
            {
                "id": "id-7",
                "url": "https://example.org/2026/meet",
                "title": "Ministers & generals meet",
                "content_html": STORY,
                "date_published": "2026-11-24T09:30:00+01:00",
                "authors": [{"name": "Jane Doe"}],
            }
        ],
    }
)


@pytest.mark.parametrize("content", [RSS, ATOM, RDF, JSON], ids=["RSS", "Atom", "RDF", "JSON Feed"])
def test_an_entry_says_the_same_in_each_kind_of_feed(content: str) -> None:
    found = draft(content)
    assert found.title == "Ministers & generals meet"
    assert found.date
    assert found.date.at == dt.datetime(2026, 11, 24, 8, 30, tzinfo=UTC)
    assert (found.date_basis, found.source, found.url) == ("feed", "The Gazette", "https://example.org/2026/meet")
    assert (found.authors, found.lang, found.location.id) == (("Jane Doe",), "en-GB", "id-7")
    assert found.body.startswith("The alliance met in Brussels")
    assert not found.partial


def test_a_later_change_is_told() -> None:
    found = draft(ATOM)
    assert found.updated
    assert found.updated.at == dt.datetime(2026, 11, 25, 8, tzinfo=UTC)


def test_an_entry_without_a_date_has_none() -> None:
    assert draft(rss(f"<title>A</title><description>{escaped(STORY)}</description>")).date is None
    epoch = "<pubDate>Thu, 01 Jan 1970 00:00:00 GMT</pubDate>"
    assert draft(rss(f"<title>A</title>{epoch}<description>{escaped(STORY)}</description>")).date is None


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2026-11-24", "2026-11-24"),
        ("24 Nov 2026 10:00 EST", "2026-11-24"),
        ("Tue, 24 Nov 26 10:00:00 GMT", "2026-11-24"),
        ("November 24, 2026", "2026-11-24"),
        ("Tue Nov 24 10:00:00 2026", "2026-11-24"),
        ("2026-11-24 10:00:00", "2026-11-24"),
    ],
)
def test_dates_are_read_in_the_forms_that_feeds_use(written: str, day: str) -> None:
    found = draft(rss(f"<title>A</title><pubDate>{written}</pubDate><description>{escaped(STORY)}</description>"))
    assert found.date
    assert found.date.day.isoformat() == day


@pytest.mark.parametrize(
    ("description", "said"),
    [
        ("Two lines only.", "the feed gives an excerpt only"),
        (STORY[:-4] + " and so on \u2026</p>", "the feed gives an excerpt only"),
        (STORY + '<p><a href="https://example.org/">Continue reading</a></p>', "the feed gives an excerpt only"),
        ("", "the feed gives a title only"),
    ],
)
def test_an_excerpt_is_called_one(description: str, said: str) -> None:
    found = draft(
        rss(f"<title>A</title><link>https://example.org/a</link><description>{escaped(description)}</description>")
    )
    assert found.partial
    assert found.warnings == (said,)


def test_what_blogs_put_below_a_text_is_taken_off_and_named() -> None:
    footer = '<p>The post <a href="https://e.org/a">A</a> appeared first on <a href="https://e.org">E</a>.</p>'
    found = draft(rss(f"<title>A</title><description>{escaped(STORY + footer)}</description>"))
    assert "appeared" not in found.body
    assert [(each.rule, each.words) for each in found.stripped] == [("feed-footer", "The post A appeared first on E.")]
    assert not found.partial


def test_the_outlets_own_summary_is_kept() -> None:
    content = "<content:encoded>{}</content:encoded>"
    item = "<title>A</title><description>{}</description>" + content.format(escaped(STORY))
    head = 'xmlns:content="http://purl.org/rss/1.0/modules/content/" version'
    told = rss(item.format("Ministers meet, and say why.")).replace("version", head)
    cut = rss(item.format("The alliance met in Brussels and will meet again [\u2026]")).replace("version", head)
    assert draft(told).summary == "Ministers meet, and say why."
    assert draft(cut).summary == ""


def test_relative_links_are_seen_from_the_article() -> None:
    text = escaped(f"{STORY}<a href=c>x</a>")
    item = f"<title>A</title><link>https://example.org/a/b</link><description>{text}</description>"
    assert "[x]: https://example.org/a/c" in draft(rss(item)).body
    atom = ATOM.replace("https://example.org/2026/meet", "meet")
    assert draft(atom, "https://example.org/feeds/f.xml").url == "https://example.org/feeds/meet"


@pytest.mark.parametrize(
    "link", ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", " ", "https:/e.org/a", "http://?a"]
)
def test_an_address_that_is_none_is_left_out(link: str) -> None:
    found = draft(rss(f"<title>A</title><link>{link}</link><description>{escaped(STORY)}</description>"))
    assert found.url == ""


def test_an_entry_without_a_title_is_called_by_its_first_words() -> None:
    assert draft(rss(f"<description>{escaped(STORY)}</description>")).title.startswith("The alliance met in Brussels")
    assert draft(rss("<description>Only this</description>")).title == "Only this"


@pytest.mark.parametrize("item", ["", "<title> </title>", "<pubDate>x</pubDate>"])
def test_an_entry_with_nothing_in_it_is_a_failure(item: str) -> None:
    assert failures(rss(item)) == ["this entry has neither a title nor a text"]


def test_titles_are_lines_of_plain_text() -> None:
    def title(written: str) -> str:
        return draft(rss(f"<title>{written}</title><description>{escaped(STORY)}</description>")).title

    assert title("Tom &amp;amp; Jerry") == "Tom & Jerry"
    assert title("Tom &amp;amp;amp; Jerry") == "Tom & Jerry"
    assert title("Is 5 &lt; 6?") == "Is 5 < 6?"
    assert title("A &lt;i&gt;b&lt;/i&gt; c&#10;d\u202e") == "A b c d"


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("BBC News - World", "BBC News"), ("World | The Hill", "World"), ("NATO RSS Feed", "NATO"),
        ("The Gazette", "The Gazette"), ("RSS", "RSS"), ("Al-Monitor: The Middle East", "Al-Monitor"),
    ],
)  # fmt: skip
def test_the_outlet_is_the_first_part_of_the_feeds_title(title: str, name: str) -> None:
    assert outlet(title) == name


# Encodings


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "iso-8859-1", "windows-1252"]
)
def test_encodings_are_read_as_declared(encoding: str) -> None:
    text = f'<?xml version="1.0" encoding="{encoding.removesuffix("-sig")}"?>' + RSS.replace("meet", "caf\u00e9")
    assert "caf\u00e9" in draft(text.encode(encoding)).title


@pytest.mark.parametrize(
    ("declared", "real"),
    [("iso-8859-1", "utf-8"), ("utf-8", "cp1252"), ("utf-16", "utf-8"), ("klingon", "utf-8"), ("utf-7", "utf-8")],
)
def test_a_wrong_declaration_does_no_harm(declared: str, real: str) -> None:
    text = f'<?xml version="1.0" encoding="{declared}"?>' + RSS.replace("meet", "caf\u00e9 \u201cso\u201d")
    assert "caf\u00e9 \u201cso\u201d" in draft(text.encode(real)).title


def test_asian_encodings_are_read() -> None:
    for encoding, word in (("gb2312", "\u5317\u7ea6"), ("euc-kr", "\ub098\ud1a0"), ("iso-2022-jp", "\u65e5\u672c")):
        text = f'<?xml version="1.0" encoding="{encoding}"?>' + RSS.replace("meet", word)
        assert word in draft(text.encode(encoding)).title


# Traps


def test_entities_of_its_own_are_refused() -> None:
    lines = "".join(f'<!ENTITY a{n + 1} "{f"&a{n};" * 10}">' for n in range(9))
    bomb = f'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a0 "ha">{lines}]>{rss("<title>&a9;</title>")}'
    assert failures(bomb) == ["it defines entities of its own, as bombs do"]
    for encoding in ("utf-16", "utf-32", "utf-16-be"):
        assert failures(bomb.encode(encoding)) == ["it defines entities of its own, as bombs do"]
    assert failures(bomb.replace("<!ENTITY", "<!eNtItY").replace("\n", "")) == failures(bomb)


def test_letters_that_are_none_are_replaced() -> None:
    for reference in ("&#1114112;", "&#x110000;", "&#99999999999999999999", "&#xd800;"):
        assert draft(RSS.replace("meet<", f"meet {reference}<")).title.startswith("Ministers & generals meet")


def test_no_file_of_the_machine_is_read(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("secret words")
    outside = f'<!DOCTYPE rss SYSTEM "file://{tmp_path}/secret">{RSS}'
    assert "secret" not in draft(outside).body


@pytest.mark.parametrize(
    "content",
    [
        "<rss>",
        "<rss/>",
        "<feed></feed>",
        "<rss><channel><title>A",
        '{"version": "https://jsonfeed.org/version/1", "items": []}',
    ],
)
def test_a_feed_without_entries_says_so(content: str) -> None:
    (said,) = failures(content)
    assert said.startswith(("there is no entry", "this feed cannot be read"))


def test_a_broken_feed_gives_what_can_be_read() -> None:
    assert draft(RSS.replace("</channel>", "").replace("</rss>", "")).title == "Ministers & generals meet"
    assert draft(RSS.replace("Ministers &amp;amp;", "Ministers &")).title == "Ministers & generals meet"
    assert failures(JSON[:-1])[0].startswith("this is not JSON: ")


def test_what_is_in_a_feed_is_harmless_to_a_reader(tmp_path: Path) -> None:
    call = escaped(
        '<a href="javascript:alert(1)">x</a><script>alert(1)</script><img src=x onerror=alert(1)><svg onload=alert(1)>'
        '<iframe src="https://evil.example/"></iframe><a href="&#106;avascript:alert(1)">y</a>[z](javascript:alert(1))'
    )
    site = make_site(tmp_path)
    (tmp_path / "f.xml").write_text(
        rss(
            f"<title>{call} &quot; --- : #</title><link>javascript:alert(1)</link><guid>{call}</guid>"
            f"<author>{call}</author><pubDate>Tue, 24 Nov 2026 09:30:00 GMT</pubDate>"
            f"<description>{call}{escaped(STORY)}</description>",
            f"<title>{call}</title>",
        )
    )
    assert site.run("add", "f.xml").code == 0
    site.build()
    assert dangers(site.tree()) == []
    assert any(b"The alliance met" in content for path, content in site.tree().items() if path.endswith(".html"))


# Lists of feeds


OPML = """<?xml version="1.0"?><opml version="2.0"><head><title>Mine</title></head><body>
    <outline text="Group"><outline type="rss" text="A &amp; B" xmlUrl="https://a.example/feed?x=1&amp;y=2"/>
    <outline type="rss" title="C" text="c" xmlUrl="feed.xml"></outline></outline>
    <outline xmlUrl="javascript:alert(1)"/><outline xmlUrl="https://a.example/feed?x=1&amp;y=2"/><outline text="x"/>
    </body></opml>"""


def test_a_list_of_feeds_is_the_addresses_in_it() -> None:
    found = list(read_layer(Input("o.opml", OPML.encode(), url="https://c.example/list/"), UTC))
    assert [(each.url, each.envelope.source) for each in found if isinstance(each, Address)] == [
        ("https://a.example/feed?x=1&y=2", "A & B"),
        ("https://c.example/list/feed.xml", "C"),
    ]
    assert len(found) == 2


@pytest.mark.parametrize("content", ["<opml/>", "<opml><body><outline text='a & b' xmlUrl='x'/>"])
def test_a_list_without_feeds_says_so(content: str) -> None:
    assert failures(content) == ["there is no feed in this list"]


def test_what_an_entry_hides_is_not_read_and_is_named() -> None:
    hidden = escaped(f'{STORY}<p style="display:none">Nobody sees this.</p>')
    found = draft(rss(f"<title>A</title><link>https://example.org/a</link><description>{hidden}</description>"))
    assert "Nobody sees" not in found.body
    assert [(cut.rule, cut.words) for cut in found.stripped] == [("hidden", "Nobody sees this.")]


def test_a_feed_that_is_too_large_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("digest.ingest.formats.feed.MAX_SIZE", 1 << 20)
    assert failures(rss(f"<title>A</title><!--{'-' * (1 << 20)}-->")) == ["this feed is larger than 1 MB"]
