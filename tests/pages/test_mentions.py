"""The first mention of an actor in a text becomes a link to its dossier."""

import re
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from digest.model.text import Rich
from digest.pages.mentions import NamedPage, with_links
from tests.support.building import make_site

NATO = NamedPage("actors/nato/", ("NATO", "North Atlantic Alliance"))
JAPAN = NamedPage("actors/japan/", ("Japan",))


def linked(html: str, *pages: NamedPage) -> str:
    return with_links(Rich(html), pages or (NATO, JAPAN)).at("")


def test_the_first_mention_of_each_is_linked_by_any_of_its_names() -> None:
    assert linked("<p>The North Atlantic Alliance and Japan. NATO, Japan.</p>") == (
        '<p>The <a class="who" href="actors/nato/">North Atlantic Alliance</a> and '
        '<a class="who" href="actors/japan/">Japan</a>. NATO, Japan.</p>'
    )


def test_part_of_a_word_is_no_mention() -> None:
    html = "<p>Japanese, NATO-led, preNATO, A&amp;NATO; X&NATO</p>"
    assert linked(html) == html


def test_links_headings_code_and_notes_keep_their_words() -> None:
    html = '<h2 id="a">NATO</h2><p><a href="/x/">NATO</a> <code>NATO</code><sup>NATO</sup> <em>NATO</em></p>'
    assert linked(html) == html.replace("<em>NATO</em>", '<em><a class="who" href="actors/nato/">NATO</a></em>')
    attribute = '<p><img src="NATO.png" alt="NATO > Japan"> Japan</p>'
    assert linked(attribute) == attribute.replace("> Japan<", '> <a class="who" href="actors/japan/">Japan</a><')


def test_addresses_of_the_text_keep_their_slots() -> None:
    text = with_links(Rich('<p><a href="\x020\x03">there</a> NATO</p>', ("about/",)), [NATO])
    assert text.at("../") == '<p><a href="../about/">there</a> <a class="who" href="../actors/nato/">NATO</a></p>'


PIECES = st.sampled_from(
    ["<p>", "</p>", "<a href=x>", "</a>", "NATO", " ", "Japan", "<b>", "</b>", "<pre>", "</pre>", "<br>", "&amp;", "é"]
)


@given(st.lists(PIECES, max_size=30).map("".join))
def test_any_text_keeps_its_words_and_has_no_link_in_a_link(html: str) -> None:
    result = linked(html)
    assert re.sub(r'<a class="who"[^>]*>(.*?)</a>', r"\1", result) == html
    assert result.count('class="who"') <= 2


def test_a_site_may_do_without(tmp_path: Path) -> None:
    article = "-- content/articles/a.md --\n---\ntitle: A\ndate: 2026-11-24\nactors: [NATO]\n---\nNATO met.\n"
    site = make_site(tmp_path, article)
    assert 'class="who"' in site.view("2026/11/24/a/").body.html
    site.write("-- digest.toml --\n[theme]\nname = \"plain\"\n[articles]\nlink_actors = false\n")
    assert 'class="who"' not in site.view("2026/11/24/a/").body.html
