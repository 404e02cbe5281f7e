"""Pieces of HTML as Markdown."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.ingest.html.blocks import join
from digest.ingest.html.fragment import fragment_blocks
from digest.ingest.text.link_references import gathered
from digest.reading.markdown import read_markdown


def html_to_markdown(html: str, base: str = "") -> str:
    return gathered(join(fragment_blocks(html, base).blocks))


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


@pytest.mark.parametrize(
    ("html", "markdown"),
    [
        ("10<sup>6</sup> m<sub>2</sub>", "10<sup>6</sup> m<sub>2</sub>"),
        ("did <del>not</del> resign, <s>12</s> <ins>14</ins>", "did ~~not~~ resign, ~~12~~ <ins>14</ins>"),
        ("<del> no. </del>", "<del> no. </del>"),
        ("a~<del>b</del>", "a~<del>b</del>"),
        ("<del><p>one</p><p>two</p></del>", "~~one~~\n\n~~two~~"),
        ('<del><a href="http://x.y/">z</a></del>', "<del>[z](http://x.y/)</del>"),
        ("<sup> </sup>1", "1"),
        ('<p><span class="dropcap">N</span> <b>obody</b></p>', "Nobody"),
        ('<p><span class="dropcap">A</span> storm</p>', "A storm"),
        ("<p><b>X</b> says so</p>", "X says so"),
        ("N<span hidden>x</span>obody", "Nobody"),
        ("<ol start=4><li>a<li>b</ol>", "4. a\n5. b"),
        ("<ol><li value=10>a<li>b</ol>", "10. a\n11. b"),
        ("<ol><li>a</ol><ol><li>b</ol>", "1. a\n\n1) b"),
        ("<ol reversed><li>a<li>b</ol>", "2. a\n\n1) b"),
        ("<ol reversed start=9><li>a<li>b</ol>", "9. a\n\n8) b"),
    ],
)
def test_marks_and_numbers_that_mean_something_are_kept(html: str, markdown: str) -> None:
    shown = html_to_markdown(html)
    assert shown == f"{markdown}\n" or gathered(f"{markdown}\n") == shown
