"""Web pages: what a reader sees as the article, and what the page says of it for machines."""

import datetime as dt
import json
from typing import Any

import pytest

from digest.ingest.draft import Draft, Envelope, Failure, Input
from digest.ingest.formats.registry import read
from digest.ingest.formats.webpage import read_page
from digest.ingest.html.tree import MAX_DEPTH

ONE = (
    "The ministers of nine countries met in Riga on Tuesday to speak about cables on the floor of the Baltic Sea, "
    "of which three were damaged within a month."
)
TWO = (
    "They agreed to send patrol boats, and to pay for sensors along the cables, the host said after the talks, "
    "which lasted longer than planned. “Nobody left early,” she said."
)
THREE = "The next meeting will be held in Turku in spring, when the first of the boats will be at sea."


def page(body: str = "", head: str = "", *, title: str = "Nine ministers meet on cables") -> str:
    return f"""<!doctype html><html lang="en-GB"><head><meta charset="utf-8"><title>{title} | The Harbour</title>
    <meta property="og:title" content="{title}"><meta property="og:site_name" content="The Harbour">{head}</head><body>
    <nav><ul><li><a href="/">Home</a></li><li><a href="/sea">Sea</a></li></ul></nav>
    <main><article><h1>{title}</h1>{body or f"<p>{ONE}</p><p>{TWO}</p><p>{THREE}</p>"}</article></main>
    <aside><h2>Most read</h2><ul><li><a href="/a">A seal in the harbour</a></li></ul></aside>
    <footer><p>© 2024 The Harbour</p></footer></body></html>"""


def given(text: str | bytes, **said: Any) -> Input:
    return Input("page.html", text if isinstance(text, bytes) else text.encode(), **said)


def draft(text: str | bytes, **said: object) -> Draft:
    found = read_page(given(text, **said), dt.UTC)
    assert isinstance(found, Draft), found
    return found


def failure(text: str | bytes) -> Failure:
    found = read_page(given(text), dt.UTC)
    assert isinstance(found, Failure), found
    return found


def test_the_article_and_nothing_around_it() -> None:
    found = draft(page())
    assert found.body == f"{ONE}\n\n{TWO}\n\n{THREE}\n"
    assert (found.title, found.source, found.lang) == ("Nine ministers meet on cables", "The Harbour", "en-GB")
    assert found.warnings == ()


# The headline


def test_the_headline_that_is_shown_and_not_the_search_engines() -> None:
    trail = '<nav class="breadcrumb"><h1>Baltic cables: all you need to know | Harbour</h1></nav>'
    text = page(title="Nine ministers meet").replace("<article><h1>Nine ministers meet</h1>", f"<article>{trail}")
    assert draft(text).title == "Nine ministers meet"


@pytest.mark.parametrize("end", [" | The Harbour", " - The Harbour", " – The Harbour", " — the harbour"])
def test_the_site_is_no_part_of_a_headline(end: str) -> None:
    text = page(title=f"Nine ministers meet{end}").replace(f"<h1>Nine ministers meet{end}", "<h1>")
    assert draft(text).title == "Nine ministers meet"


def test_a_headline_that_its_own_quotation_mark_cut_off_is_whole() -> None:
    whole = 'Nine ministers and a "royal guest" on cables'
    head = f'<meta property="og:title" content="{whole}"><meta name="twitter:title" content="{whole}">'
    text = page(head=head, title=whole).replace("<h1>", "<h2>").replace("</h1>", "</h2>")
    assert draft(text).title == whole


def test_several_headings_of_the_first_level() -> None:
    assert draft(page().replace("<nav>", "<h1>The Harbour</h1><nav>")).title == "Nine ministers meet on cables"


def test_a_headline_without_soft_hyphens_and_with_its_own_quotes() -> None:
    assert draft(page(title="Hafen&shy;meister’s “<i>view</i>”".replace("<i>", "").replace("</i>", ""))).title == (
        "Hafenmeister’s “view”"
    )


def test_a_page_without_a_headline_takes_the_envelopes_or_its_first_words() -> None:
    text = f"<html><body><p>{ONE}</p><p>{TWO}</p><p>{THREE}</p></body></html>"
    assert draft(text, envelope=Envelope(title="From the feed")).title == "From the feed"
    title = draft(text).title
    assert ONE.startswith(f"{title.removesuffix('…')} ")
    assert "no headline" in draft(text).warnings[0]


# When, who, where


def linked(**said: object) -> str:
    thing = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": "Nine ministers meet on cables",
        **said,
    }
    return f'<script type="application/ld+json">{json.dumps(thing)}</script>'


GRAPH = """<script type="application/ld+json">{"@graph": [{"@type": "WebSite", "name": "x"},
{"@type": ["NewsArticle"], "headline": "h", "datePublished": "2024-07-09T21:30:00-04:00"},]}</script>"""
BROKEN = """<script type="application/ld+json">{"@type": "NewsArticle", "headline": "broken,
"datePublished": "2024-07-09T21:30:00-04:00"</script>"""
MOMENT = dt.datetime(2024, 7, 9, 21, 30, tzinfo=dt.timezone(dt.timedelta(hours=-4)))


@pytest.mark.parametrize(
    "head",
    [
        linked(datePublished="2024-07-09T21:30:00-04:00"),
        linked(datePublished="2024-07-09T21:30:00-0400"),
        linked(datePublished="2024-07-09 21:30:00 -04:00"),
        linked(datePublished="2024-07-09") + '<meta name="date" content="2024-07-09T21:30:00-04:00">',
        linked(datePublished="2024-07-09 21:30:00.0") + '<meta name="date" content="2024-07-09T21:30:00-04:00">',
        '<meta property="article:published_time" content="2024-07-09T21:30-04:00">',
        '<meta itemprop="datePublished" content="Tue, 09 Jul 2024 21:30:00 -0400">',
        GRAPH,
        BROKEN,
    ],
)
def test_the_moment_of_publication_in_the_outlets_own_offset(head: str) -> None:
    found = draft(page(head=head))
    assert found.date is not None
    assert (found.date.at.isoformat(), found.date.timed, found.date_basis) == (MOMENT.isoformat(), True, "metadata")


def test_a_date_in_the_address_or_shown_on_the_page() -> None:
    found = draft(page(head='<link rel="canonical" href="https://harbour.example/2024/07/09/cables">'))
    assert found.date is not None
    assert (found.date.day, found.date.timed, found.date_basis) == (dt.date(2024, 7, 9), False, "url")


@pytest.mark.parametrize("line", ["Datum 09.07.2024", "Published: July 9, 2024", "Publié le : 09.07.2024, 10:30"])
def test_a_line_may_say_that_it_states_the_date(line: str) -> None:
    found = draft(page(f"<p>{ONE}</p><p>{TWO}</p><ul><li>Updated 1 May 2025</li><li><b>{line}</b></li></ul>"))
    assert found.date is not None
    assert (found.date.day, found.date_basis, found.date.timed) == (MOMENT.date(), "text", "10:30" in line)


@pytest.mark.parametrize(("stated", "tag"), [("zh_Hant_TW", "zh-Hant-TW"), ("es_419", "es-419"), ("pt_br", "pt-BR")])
def test_the_language_is_read_by_the_shape_of_its_tag(stated: str, tag: str) -> None:
    head = f'<meta property="og:locale" content="{stated}">'
    text = page(head=head).replace('<html lang="en-GB">', "<html>")
    assert draft(text).lang == tag


def test_the_zero_of_a_machine_is_no_date() -> None:
    found = draft(page(head=linked(datePublished="1970-01-01T00:00:00Z", dateModified="2024-07-09T10:00:00Z")))
    assert found.date is not None
    assert found.date.day == dt.date(2024, 7, 9)


@pytest.mark.parametrize(
    ("author", "names"),
    [
        ("Jane Roe", ("Jane Roe",)),
        ([{"@type": "Person", "name": "Jane Roe"}, {"@type": "Person", "name": "John Doe"}], ("Jane Roe", "John Doe")),
        ("By Jane Roe and John Doe", ("Jane Roe", "John Doe")),
        ("Jane Roe, John Doe and Eva Muster", ("Jane Roe", "John Doe", "Eva Muster")),
        ("Jane Roe, professor of law at the university of the port", ("Jane Roe",)),
        ({"@type": "Person", "name": "Jane Roe", "url": "https://x.example/jane"}, ("Jane Roe",)),
        ("https://x.example/jane", ()),
    ],
)
def test_authors(author: object, names: tuple[str, ...]) -> None:
    assert draft(page(head=linked(author=author))).authors == names


def test_authors_by_reference_and_persons_before_the_house() -> None:
    graph = {"@graph": [
        {"@type": "NewsArticle", "headline": "h", "author": [{"@id": "#jane"}]},
        {"@type": "Person", "@id": "#jane", "name": "Jane Roe"},
    ]}  # fmt: skip
    assert draft(page(head=f'<script type="application/ld+json">{json.dumps(graph)}</script>')).authors == ("Jane Roe",)
    house = linked(author={"@type": "Organization", "name": "The Harbour"})
    assert draft(page(head=f'{house}<meta name="author" content="Jane Roe">')).authors == ("Jane Roe",)


def test_the_articles_own_address_without_what_tracks() -> None:
    found = draft(page(head='<link rel="canonical" href="/sea/cables">'), url="https://harbour.example/x?utm_source=a")
    assert found.url == "https://harbour.example/sea/cables"
    front = draft(
        page(head='<link rel="canonical" href="https://harbour.example/">'), url="https://harbour.example/sea/1"
    )
    assert front.url == "https://harbour.example/sea/1"


def test_what_the_envelope_says_fills_gaps_only() -> None:
    envelope = Envelope(title="Other", source="Feed", authors=("Eva Muster",), summary="Short.", lang="de")
    found = draft(page(), envelope=envelope)
    assert (found.title, found.source, found.authors) == (
        "Nine ministers meet on cables",
        "The Harbour",
        ("Eva Muster",),
    )
    assert (found.summary, found.lang) == ("Short.", "en-GB")


def test_the_picture_is_named() -> None:
    head = '<meta property="og:image" content="/boat.jpg"><meta property="og:image:alt" content="A boat">' + linked(
        image={"@type": "ImageObject", "url": "/boat.jpg", "creditText": "Jane Roe / Harbour"}
    )
    found = draft(page(head=head), url="https://harbour.example/sea/1").image
    assert found is not None
    assert (found.url, found.alt, found.credit) == ("https://harbour.example/boat.jpg", "A boat", "Jane Roe / Harbour")
    assert draft(page(head='<meta property="og:image" content="javascript:alert(1)">')).image is None


# The body


def test_headings_lists_quotations_tables_and_links_are_kept() -> None:
    body = f"""<p>{ONE} See <a href="/report">the report</a>.</p><h2>What was agreed</h2>
    <ul><li>{TWO}</li><li>{THREE}</li></ul>
    <blockquote><p>{TWO} It is so.</p></blockquote><table><tr><th>Cable</th><th>Year</th></tr><tr><td>East | West</td>
    <td>1999</td></tr></table><p>{THREE} That is all.</p>"""
    found = draft(page(body), url="https://harbour.example/sea/1")
    assert found.body == (
        f"{ONE} See [the report].\n\n## What was agreed\n\n- {TWO}\n- {THREE}\n\n> {TWO} It is so.\n\n"
        f"| Cable | Year |\n| --- | --- |\n| East \\| West | 1999 |\n\n{THREE} That is all.\n\n"
        "[the report]: https://harbour.example/report\n"
    )


def test_what_pages_put_in_between_is_left_out_and_named() -> None:
    body = f"""<p class="byline">By Jane Roe</p><p>{ONE}</p><figure><img src="a.jpg"><figcaption>A boat at sea, which
    has nothing to do with it. Photo: J. Roe</figcaption></figure><p><a href="/b">Read more: seals at sea</a></p>
    <p>{TWO}</p><p>Sign up for our newsletter and never miss a boat again.</p><p>{THREE}</p>"""
    found = draft(page(body, head=linked(author="Jane Roe")))
    assert found.body == f"{ONE}\n\n{TWO}\n\n{THREE}\n"
    rules = {"by-line", "caption", "credit", "read more", "repeated title", "sign-up"}
    assert {each.rule for each in found.stripped} <= rules


def test_the_headline_and_a_copy_of_the_text_stand_there_once() -> None:
    paragraphs = f"<p>{ONE}</p><p>{TWO}</p><p>{THREE}</p>"
    found = draft(page(f"<h2>Nine ministers meet on cables</h2>{paragraphs}<div>{paragraphs}</div>"))
    assert found.body.count(ONE) == 1
    assert "Nine ministers" not in found.body


def test_a_short_line_that_is_said_twice_is_kept_twice() -> None:
    found = draft(page(f"<p>And then?</p><p>{ONE}</p><p>And then?</p><p>{TWO}</p><p>{THREE}</p>"))
    assert found.body.count("And then?") == 2


def test_a_pay_wall_is_noticed() -> None:
    found = draft(page(f"<p>{ONE}</p><p>{TWO}</p><p>Subscribe to continue reading this story.</p>"))
    assert found.partial
    assert "pay wall" in found.warnings[-1]
    assert draft(page(f"<p>{ONE}</p><p>{TWO}</p>", head=linked(isAccessibleForFree="False"))).partial
    assert not draft(page()).partial


# Traps


def test_nothing_to_read_is_an_error_and_no_empty_article() -> None:
    assert (
        "no article" in failure("<html><head><title>Harbour</title></head><body><nav>Home</nav></body></html>").message
    )
    assert "no article" in failure("<html></html>").message
    assert (
        "asks for a browser" in failure("<html><body><p>Please enable JavaScript to go on.</p></body></html>").message
    )


@pytest.mark.parametrize("tag", ["div", "span", "b", "blockquote", "ul><li", "font"])
def test_deep_nesting_hides_nothing(tag: str) -> None:
    opening, closing = f"<{tag}>" * 20_000, "".join(f"</{each}>" for each in tag.split("><")[::-1]) * 20_000
    found = draft(page(f"{opening}<p>{ONE}</p><p>{TWO}</p><p>{THREE}</p>{closing}"))
    assert ONE in " ".join(found.body.replace(">", " ").split())
    assert MAX_DEPTH < 256, "libxml2 stops there"


@pytest.mark.parametrize(
    "href", ["javascript:alert(1)", "JaVaScRiPt:alert(1)", "java&#10;script:x", "data:text/html,x", "vbscript:x"]
)
def test_links_lead_to_the_web_only(href: str) -> None:
    found = draft(page(f'<p>{ONE} <a href="{href}">Look here</a>.</p><p>{TWO}</p><p>{THREE}</p>'))
    assert "Look here." in found.body
    assert "script" not in found.body.lower()
    assert "data:" not in found.body


def test_scripts_and_markup_in_words_stay_words() -> None:
    found = draft(
        page(f"<p>{ONE} &lt;script&gt;alert(1)&lt;/script&gt; {{{{ x }}}} *stars* # </p><p>{TWO}</p><p>{THREE}</p>")
    )
    assert "\\<script>alert(1)\\</script> {{ x }} \\*stars*" in found.body


@pytest.mark.parametrize(
    ("encoding", "declared"),
    [
        ("utf-8", ""),
        ("utf-8-sig", ""),
        ("utf-16", ""),
        ("cp1252", "windows-1252"),
        ("cp1252", "iso-8859-1"),
        ("cp1251", "windows-1251"),
        ("euc-jp", "euc-jp"),
        ("shift_jis", "Shift_JIS"),
        ("gb18030", "gb2312"),
    ],
)
def test_encodings_are_read_as_they_are_declared_however_late(encoding: str, declared: str) -> None:
    words = {"cp1251": "Министры", "euc-jp": "大臣会合", "shift_jis": "大臣会合", "gb18030": "部长会议"}.get(
        encoding, "Türkiye’s"
    )
    meta = (
        f'<!--{"x" * 5_000}--><meta http-equiv="Content-Type" content="text/html; charset={declared}">'
        if declared
        else ""
    )
    text = page(f"<p>{words} {ONE}</p><p>{TWO}</p><p>{THREE}</p>", head=meta).replace('<meta charset="utf-8">', "")
    if encoding.startswith(("euc", "shift", "cp1251", "gb")):
        text = text.replace("“", '"').replace("”", '"').replace("©", "(c)")
    found = draft(text.encode(encoding))
    assert words in found.body


def test_the_header_declares_where_the_page_does_not() -> None:
    text = page(f"<p>Министры. {ONE}</p><p>{TWO}</p><p>{THREE}</p>").replace('<meta charset="utf-8">', "")
    content = text.replace("“", '"').replace("”", '"').replace("©", "").encode("cp1251")
    assert "Министры" in draft(content, content_type="text/html; charset=windows-1251").body


def test_a_page_saved_with_all_its_pictures() -> None:
    saved = (
        "<!--\n Page saved with SingleFile \n url: https://harbour.example/sea/1 \n saved date: Tue Jul 09 2024\n-->"
    )
    body = f'<p>{ONE}</p><img src="data:image/png;base64,{"A" * 500_000}"><p>{TWO}</p><p>{THREE}</p>'
    found = draft(page(body).replace("<html", f"{saved}<html"))
    assert (found.url, found.body) == ("https://harbour.example/sea/1", f"{ONE}\n\n{TWO}\n\n{THREE}\n")
    internet = "<!-- saved from url=(0030)https://harbour.example/sea/1 -->"
    assert draft(page().replace("<html", f"{internet}<html")).url == "https://harbour.example/sea/1"


MHTML = """From: <Saved by Blink>
Snapshot-Content-Location: https://harbour.example/sea/1
Subject: Nine ministers
Date: Tue, 9 Jul 2024 10:00:00 -0000
MIME-Version: 1.0
Content-Type: multipart/related; type="text/html"; boundary="----X"

------X
Content-Type: text/html; charset=utf-8
Content-Transfer-Encoding: base64
Content-Location: https://harbour.example/sea/1

{page}
------X
Content-Type: image/png
Content-Transfer-Encoding: base64
Content-Location: https://harbour.example/a.png

AAAA
------X--
"""


def test_a_page_saved_as_one_message() -> None:
    import base64

    content = MHTML.format(page=base64.encodebytes(page().encode()).decode()).encode()
    (inner,) = read(Input("page.mhtml", content), dt.UTC)
    assert isinstance(inner, Input)
    (found,) = read(inner, dt.UTC)
    assert isinstance(found, Draft)
    assert (found.url, found.title) == ("https://harbour.example/sea/1", "Nine ministers meet on cables")
    assert found.body.startswith(ONE)


@pytest.mark.parametrize(
    "start", ["<!DOCTYPE html>", "\ufeff<html>", "<!-- x --><html>", "<?xml version='1.0'?><html>", " <div>"]
)
def test_a_page_is_known_by_its_content(start: str) -> None:
    found = next(iter(read(given(f"{start}{page()}"), dt.UTC)))
    assert isinstance(found, Draft)
    assert found.body.startswith(ONE)


def test_a_huge_page_is_refused_with_a_reason() -> None:
    assert "MB of markup" in failure("<html>" + "<p>x</p>" * 2_000_000).message
