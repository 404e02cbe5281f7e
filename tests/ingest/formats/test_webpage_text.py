"""Web pages: which words are the article's, which are not, and what is said of the rest."""

import pytest

from tests.ingest.formats.test_webpage import ONE, THREE, TWO, draft, failure, linked, page

# What is between two blocks of the article, and what is not the article's


def test_a_paragraph_that_is_one_link_is_the_articles_at_any_place() -> None:
    linked = [f'<p><a href="https://harbour.example/live">{text}</a></p>' for text in (ONE, TWO, THREE)]
    plain = [f"<p>{text}</p>" for text in (ONE, TWO, THREE)]
    for n in range(3):
        body = draft(page("".join((*plain[:n], linked[n], *plain[n + 1 :])))).body
        assert [text in body for text in (ONE, TWO[:40], THREE)] == [True] * 3


LISTED = "<li>First thing</li><li><p>Second</p><p>more of the second</p></li><li>Third<p>with more</p></li>"


@pytest.mark.parametrize("tag", ["div", "section", "article", "main", "center", "td", "body"])
def test_headings_and_lists_are_the_articles_whatever_is_around_them(tag: str) -> None:
    inner = f"<p>{ONE}</p><h2>What is next</h2><p>{TWO}</p><ul>{LISTED}</ul><dl><dt>Cable</dt><dd>Long.</dd></dl>"
    cell = ("<table><tr>", "</tr></table>") if tag == "td" else ("", "")
    text = f"<html><head><title>Nine meet</title></head><body>{cell[0]}<{tag}>{inner}<p>{THREE}</p></{tag}>{cell[1]}"
    body = draft(text).body
    assert [part for part in ("## What is next", "First thing", "more of the second", "with more", "Long.", THREE)
            if part not in body] == []  # fmt: skip


def test_an_article_in_several_pieces_is_whole() -> None:
    paragraph = '<p class="paywall">{}</p>'
    piece = f'<div class="grid"><div class="article__body">{paragraph}{paragraph}</div></div>'
    ad = '<div class="ad"><span>Advertisement</span></div>'
    texts = [f"{number}. {text}" for number, text in enumerate((ONE, TWO, THREE) * 4)]
    pieces = [piece.format(*texts[start : start + 2]) for start in range(0, 12, 2)]
    found = draft(page(f'<div class="chunks">{ad.join(pieces)}</div>'))
    assert [text for text in texts if text.split(". ", 1)[1] not in found.body] == []
    assert found.body.count("nine countries") == 4
    assert "Advertisement" not in found.body


def test_a_repeated_paragraph_is_no_copy() -> None:
    parts = "".join(f"<h3>Ward {name}</h3><p>{TWO}</p><p>For: {name}.</p>" for name in ("One", "Two", "Three"))
    assert draft(page(f"<p>{ONE}</p>{parts}<p>{THREE}</p>")).body.count(TWO[:60]) == 3


def test_the_next_article_of_an_endless_page_is_another() -> None:
    line = "<p>The football club signed a goalkeeper, part {}, said its chairman on Friday.</p>"
    other = "".join(map(line.format, range(9)))
    text = page().replace("</article>", f"</article><article><h1>Club signs goalkeeper</h1>{other}</article>")
    found = draft(text)
    assert "goalkeeper" not in found.body
    assert {cut.rule for cut in found.stripped if "goalkeeper" in cut.words} <= {"another article"}


LABELS = (
    "Read more", "Lesen Sie auch", "À lire aussi", "Lee también", "Leggi anche", "Leia também", "Lees ook", "Läs också",
    "Les også", "Læs også", "Czytaj więcej", "Čtěte také", "İlgili Haberler", "関連記事", "相关阅读", "관련기사",
    "Читайте также",
)  # fmt: skip


@pytest.mark.parametrize("label", LABELS)
def test_a_label_and_its_teaser_are_no_text(label: str) -> None:
    teaser = "<p>A zebra ran through the streets of Turku until the keepers caught it near the market, police said.</p>"
    box = f'<div class="block"><p>{label}</p><a href="/x"><div>Zebra escapes from the zoo</div></a>{teaser}</div>'
    line = f'<p>{label}: <a href="/x">Zebra escapes from the zoo</a></p>'
    found = draft(page(f"<p>{ONE} {TWO}</p><p>{TWO} {ONE}</p>{box}<p>{THREE} {ONE}</p>{line}<p>{ONE} {THREE}</p>"))
    assert "zebra" not in found.body.casefold()
    assert label not in found.body


@pytest.mark.parametrize(
    "line",
    ["At 9:30 the council met.", "Share this burden, the host said.", "See the report of the host for more."],
    ids=["a time", "share", "see"],
)
def test_a_line_that_ends_as_a_sentence_is_text(line: str) -> None:
    assert line in draft(page(f"<p>{ONE}</p><p>{line}</p><p>{TWO}</p><p>{THREE}</p>")).body
    assert line in draft(page(f"<p>{line}</p><p>{ONE}</p><p>{TWO}</p><p>{THREE}</p>")).body


@pytest.mark.parametrize(
    "hidden",
    ["<p hidden>{}</p>", '<p style="display: none">{}</p>', '<div style="font-size:0px"><p>{}</p></div>',
     '<p style="visibility:hidden">{}</p>', '<div aria-hidden="true">{}</div>', "<template><p>{}</p></template>"],
    ids=["attribute", "display", "font size", "visibility", "aria", "template"],
)  # fmt: skip
def test_what_a_page_hides_is_not_read_and_is_named(hidden: str) -> None:
    words = "Hidden words that no reader of the page can see."
    found = draft(page(f"<p>{ONE}</p>{hidden.format(words)}<p>{TWO}</p><p>{THREE}</p>"))
    assert words not in found.body
    assert ("hidden", words) in [(cut.rule, cut.words) for cut in found.stripped]


def test_what_is_only_small_or_shown_by_a_script_is_read() -> None:
    shown = f'<div style="display:none"><p>{ONE}</p><p>{TWO}</p><p>{THREE}</p></div>'
    assert THREE in draft(page(shown)).body
    assert "Small." in draft(page(f'<p>{ONE}</p><p style="font-size:0.8em">Small.</p><p>{TWO}</p>')).body


def test_short_paragraphs_of_characters_are_an_article() -> None:
    lines = ("港町の議会は2日夜、橋の採決を見送った。", "議長がそう話した。", "古い橋は閉じる。", "会議は金曜日だ。")
    text = "".join(f"<p>{line}</p>" for line in lines)
    found = draft(f"<html lang=ja><head><title>橋の採決</title></head><body><h1>橋の採決</h1>{text}</body></html>")
    assert [line for line in lines if line not in found.body] == []


# Walls, pages, feeds


@pytest.mark.parametrize(
    "words",
    [
        "We and our 842 partners store and access information on a device, such as cookies, for personalised ads.",
        "Besuchen Sie uns wie gewohnt mit Werbung und Tracking, oder ohne Werbung mit einem Abo, das Sie bezahlen.",
        "Nous et nos 120 partenaires utilisons des traceurs pour mesurer l'audience et vous montrer des annonces.",
    ],
    ids=["en", "de", "fr"],
)
def test_a_wall_that_asks_for_consent_is_no_article(words: str) -> None:
    assert "consent" in failure(page(f"<p>{words}</p><p>{words} {words}</p>")).message


def test_a_half_behind_a_pay_wall_is_partial() -> None:
    long = "".join(f"<p>{number}. {ONE} {TWO}</p>" for number in range(9))
    wall = '<div class="paywallLayerWrapper"><p>Czytaj więcej</p></div>'
    stated = linked(isAccessibleForFree=False)
    assert draft(page(f"{long}{wall}", head=stated)).partial
    assert not draft(page(long, head=stated)).partial


@pytest.mark.parametrize(
    ("own", "other"),
    [("/sea/cables", "?page=2"), ("/sea/cables.html", "/sea/cables-2.html"), ("/sea/cables/", "/sea/cables/page/2/"),
     ("/sea/cables", "/sea/cables/2")],
    ids=["parameter", "file", "folder", "number"],
)  # fmt: skip
def test_one_page_of_several_is_partial_and_names_the_others(own: str, other: str) -> None:
    address = f"https://harbour.example{own}"
    pager = f'<div class="pager"><a href="{other}">2</a></div>'
    found = draft(page(f"<p>{ONE}</p><p>{TWO}</p><p>{THREE}</p>{pager}"), url=address)
    assert found.partial
    assert "several" in found.warnings[-1]
    assert "2" in found.warnings[-1].rpartition("harbour.example")[2]
    next_article = '<div class="pager"><a rel="next" href="/sea/boats">Next</a><a href="/archive?page=2">2</a></div>'
    assert not draft(page(f"<p>{ONE}</p><p>{TWO}</p><p>{THREE}</p>{next_article}"), url=address).partial


def test_text_that_only_the_data_of_a_page_hold_is_said_to_be_missing() -> None:
    head = linked(articleBody=" ".join((ONE, TWO, THREE) * 3 + ("More that nobody sees here. " * 40,)))
    assert "data state" in draft(page(head=head)).warnings[-1]
    assert draft(page(head=linked(articleBody=f"{ONE} {TWO} {THREE}"))).warnings == ()


def test_a_page_that_only_links_a_feed_names_its_address() -> None:
    feed = '<link rel="alternate" type="application/rss+xml" href="https://harbour.example/feed.xml">'
    found = failure(f"<html><head><title>Harbour</title>{feed}</head><body><nav>Home</nav></body></html>")
    assert "https://harbour.example/feed.xml" in found.hint
