"""Whatever is fed to `digest add`: an article or a reason, no traceback, no hang, no word that turns into markup.

A sample runs with the tests; `make soak` runs it for minutes.
"""

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from digest.ingest.html.blocks import blocks_of, join
from digest.ingest.html.tree import parse
from digest.ingest.text.link_references import gathered, parted, whole
from digest.reading.markdown import read_markdown
from tests.fuzz.checks import added
from tests.ingest.formats.test_webpage import page

TAGS = (
    "p div span a b i ul ol li table tr td th h1 h2 h3 blockquote pre br hr script style template svg math noscript "
    "article aside figure figcaption main nav form select option button iframe img video title head body html font"
).split()
ATTRIBUTES = (
    ' href="javascript:alert(1)"', ' href="https://x.example/(a)"', ' href="/b c"', " href=//[", ' class="caption"',
    ' onclick="x"', " hidden", ' style="display:none"', ' src="data:,x"', ' datetime="9999-99-99"', " id='a", "",
)  # fmt: skip
WORDS = (
    "The ministers met in Riga. ", "word ", "\n\n", "&#0;", "&#x1;", "&amp;lt;b&amp;gt;", "<![CDATA[x]]>", "<!--",
    "-->", "\x00", "[a]", "](", "![", "* ", "# ", "---\n", "| a | b |", "1. ", "TOKYO, July 9 (Reuters) - ",
    "(MENAFN) ", "© 2024", "\u202e", "Legal Disclaimer: ", "{{ x }}", "<<<<<<< HEAD\n", "\ud7ff", "İi", "ﬀ", "\xad",
    "\u2028", "Read more: ",
)  # fmt: skip
LD = '<script type="application/ld+json">{}</script>'.format
LINKED = (
    LD('{"@type":"NewsArticle","headline":"A","datePublished":"2024-07-09T1:2"}'),
    LD('[[{"@graph":[{"author":[{"@id":1},null,"x"],"@type":["Article"]}]}]]'),
    LD('{"headline": {"a": []}, "author": 3, "image": [[{}]], "publisher": "x"}'),
    '<meta property="og:title" content="">', '<meta name="date" content="0000-00-00">', "<meta charset=utf-7>",
    '<link rel="canonical" href="http://[::1">', '<base href="//[">', '<meta property="og:url" content="javascript:x">',
)  # fmt: skip

tags = st.builds("<{}{}>".format, st.sampled_from(TAGS), st.sampled_from(ATTRIBUTES))
ends = st.sampled_from(TAGS).map("</{}>".format)
pieces = st.one_of(tags, ends, st.sampled_from(WORDS), st.sampled_from(LINKED), st.text(max_size=12))
markup = st.lists(pieces, max_size=60).map("".join)
pages = st.one_of(markup, markup.map(page), markup.map(lambda head: page(head=head)))
texts = st.one_of(st.text(max_size=300), st.lists(st.sampled_from(WORDS), max_size=40).map("".join))
anything = st.recursive(
    st.none() | st.booleans() | st.floats(allow_nan=True) | st.integers() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)
KEYS = (
    "title text html body date date_basis updated source agency url also dateline authors lang summary links notice "
    "image topics rights partial draft actors regions stripped id error"
).split()
rows = st.dictionaries(
    st.sampled_from(KEYS), st.one_of(anything, st.sampled_from(WORDS), markup, st.just("2024-07-09")), max_size=12
)
quick = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
long = settings(max_examples=20_000, deadline=None, suppress_health_check=list(HealthCheck))


def check_fragment(html: str) -> None:
    """The words of a piece of HTML, as its blocks have them, are those that its Markdown shows."""
    body = parse(html).body
    if body is None:
        return
    blocks = blocks_of(body, "https://x.example/")
    shown = read_markdown(join(blocks)).text
    assert "".join(shown.split()) == "".join("".join(block.text for block in blocks).split())
    markdown = gathered(join(blocks))
    assert "".join(read_markdown(markdown).text.split()) == "".join(shown.split())
    assert whole(*parted(markdown)) == markdown


@quick
@given(pages)
def test_any_page(html: str) -> None:
    added(html.encode("utf-8", "replace"))


@quick
@given(markup)
def test_any_fragment(html: str) -> None:
    check_fragment(html)


@quick
@given(texts)
def test_any_text(text: str) -> None:
    added(text.encode("utf-8", "replace"))


@quick
@given(st.binary(max_size=400))
def test_any_bytes(content: bytes) -> None:
    added(content)


@quick
@given(st.lists(rows, max_size=3))
def test_any_rows(said: list[dict[str, object]]) -> None:
    added("\n".join(map(json.dumps, said)).encode("utf-8", "replace"))


@pytest.mark.soak
@long
@given(
    st.one_of(
        pages.map(lambda html: html.encode("utf-8", "replace")), texts.map(lambda text: text.encode("utf-8", "replace"))
    )
)
def test_pages_and_texts_for_long(content: bytes) -> None:
    added(content)


@pytest.mark.soak
@long
@given(markup)
def test_fragments_for_long(html: str) -> None:
    check_fragment(html)


@pytest.mark.soak
@long
@given(st.lists(rows, max_size=3))
def test_rows_for_long(said: list[dict[str, object]]) -> None:
    added("\n".join(map(json.dumps, said)).encode("utf-8", "replace"))
