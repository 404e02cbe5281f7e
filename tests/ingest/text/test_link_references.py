"""Links with their addresses at the end: the same links, and prose that stays readable."""

from hypothesis import given
from hypothesis import strategies as st

from digest.ingest.text.link_references import gathered, parted, whole
from digest.reading.markdown import read_markdown
from tests.ingest.html.test_fragment import html_to_markdown

INLINE = "See [the text](https://example.org/a) and [the map](https://example.org/b).\n"
GATHERED = """\
See [the text] and [the map].

[the text]: https://example.org/a
[the map]: https://example.org/b
"""


def test_addresses_go_to_the_end() -> None:
    assert gathered(INLINE) == GATHERED
    body, references = parted(GATHERED)
    assert (body, [each.text for each in references]) == ("See [the text] and [the map].\n", ["the text", "the map"])
    assert whole(body, references) == GATHERED


def test_a_link_stays_where_its_words_mean_two_things() -> None:
    for text in (
        "[here](http://a.b) and [here](http://c.d)\n",
        "[NATO](http://a.b) said [nato] so\n",
        "[a](http://a.b)(then)\n",
        "[a](http://a.b): then\n",
        "![a](http://a.b)\n",
    ):
        assert read_markdown(gathered(text)).html.count("<a ") == read_markdown(text).html.count("<a "), text
        assert read_markdown(gathered(text)).text == read_markdown(text).text


def test_a_text_without_links_is_left_alone() -> None:
    assert gathered("One [sic] two.\n") == "One [sic] two.\n"
    assert parted("One.\n\n[a]: not an address\n") == ("One.\n\n[a]: not an address\n", ())


PIECES = (
    "<p>", "</p>", "<a href=http://x.y/(_)>", "<a href=http://z>", "</a>", "[", "]", "(", ")", ":", "!", "w", " ", "\\",
    "*", "1.", "<ul><li>", "</ul>", "<h2>", "</h2>", "^", "here",
)  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=24).map("".join))
def test_any_html_shows_its_words_and_its_links_once(html: str) -> None:
    shown = read_markdown(html_to_markdown(html))
    words = html
    for piece in PIECES:
        if piece.startswith("<"):
            words = words.replace(piece, "")
    assert "".join(shown.text.split()) == "".join(words.split())
    assert "javascript" not in shown.html
