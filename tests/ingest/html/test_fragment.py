"""Pieces of HTML as Markdown."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.ingest.html.fragment import html_to_markdown
from digest.reading.markdown import read_markdown

HTML = """
<h1>Head &amp; <i>line</i></h1><script>alert(1)</script>
<p>One <a href="/page?a=1&amp;copy=2">a [link] to</a> it,
and <a href="javascript:alert(1)">none</a>. 5 * 3 <br>snake_case</p>
<blockquote><p>Quoted.</p><p># Twice.</p></blockquote>
<ol><li>First<ul><li>Inner</li></ul></li><li>Second</li></ol>
<table><tr><th>A<td>B</tr></table><style>x</style>1. last
"""
MARKDOWN = """\
## Head & line

One [a \\[link\\] to](https://example.org/page?a=1&amp;copy=2) it, and none. 5 * 3 snake_case

> Quoted.
>
> \\# Twice.

1. First
   - Inner
2. Second

A

B

1\\. last
"""


def test_blocks_lists_and_links_are_kept_and_nothing_that_runs() -> None:
    assert html_to_markdown(HTML, "https://example.org/feed/") == MARKDOWN


def test_its_links_are_what_they_were() -> None:
    html = read_markdown(html_to_markdown(HTML, "https://example.org/")).html
    assert 'href="https://example.org/page?a=1&amp;copy=2"' in html
    assert "javascript" not in html


@pytest.mark.parametrize(
    "href", ["javascript:x", "java\nscript:x", "data:text/html,x", "vbscript:x", "/relative", "http://["]
)
def test_other_links_are_words(href: str) -> None:
    assert html_to_markdown(f'<a href="{href}">words</a>') == "words\n"


PIECES = (
    "<p> </p> <ul> </ul> <li> <h2> <br> <blockquote> </blockquote> <a|href=http://x.y/(_)> </a> [ ]( * _ w &lt;b&gt;"
)


@given(st.lists(st.sampled_from([piece.replace("|", " ") for piece in (*PIECES.split(), "|")])).map("".join))
def test_no_words_get_lost_or_become_markup(html: str) -> None:
    words = html.replace("&lt;", "\x02").replace("&gt;", "\x03").split("<")
    text = "".join(part.partition(">")[2] if n else part for n, part in enumerate(words))
    text = text.replace("\x02", "<").replace("\x03", ">")
    shown = read_markdown(html_to_markdown(html))
    assert "".join(shown.text.split()) == "".join(text.split())
