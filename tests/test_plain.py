"""Plain paragraphs take a shorter way through markdown-it. It leads to the same place."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from mdit_py_plugins.footnote import footnote_plugin

from digest.reading.plain import plain_plugin


def _parser(*, shorter: bool, footnotes: bool) -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    if footnotes:
        parser.use(footnote_plugin)
    return parser.use(plain_plugin) if shorter else parser


PARSERS = {
    footnotes: (_parser(shorter=False, footnotes=footnotes), _parser(shorter=True, footnotes=footnotes))
    for footnotes in (False, True)
}
SIGNS = (
    "- , * ,+ ,1. ,2) ,> ,#,## ,===,---,***,| a | b |,|--|--|,a | b,:--|--:,*em*,**strong**,_u_,`code`,``c``,[l](u.md),"
    '[l](<a b> "t"),[l](https://a.example/b#c),![i](p.png),[r],[r]: /u,[^1],[^1]: note,^[note],<b>,<!--,-->,'
    "<https://a.example>,&amp;,&#35;,\\*,\\,    code,\t,~~s~~,~,```,~~~,!,[,],(,),_,*,\r,\0,\u00a0,\x0b,\x1c,\u2028"
).split(",")
"""What means something to Markdown somewhere, and white space that is none to it."""
WORDS = ["word", "Two words", "dual-use", "“quoted”", "2024 was", "10.", "日本", "é", "a:b", "end."]
TEXTS = st.lists(
    st.tuples(
        st.sampled_from(SIGNS + WORDS) | st.text(max_size=4), st.sampled_from(["", " ", "\n", "\n\n", "\n \n", "  \n"])
    ),
    max_size=12,
).map(lambda pieces: "".join(piece + gap for piece, gap in pieces))


def _tokens(parser: MarkdownIt, text: str) -> list[dict[str, Any]]:
    return [dict(token.as_dict()) for token in parser.parse(text)]


@pytest.mark.parametrize("footnotes", [False, True])
@settings(max_examples=400)
@given(text=TEXTS)
@example("\n\nFirst paragraph,\nsecond line.\n\n- item\n\n  more of it\n\nLast *one*.\n")
@example("Words [r] of one.\n\n[r]: /target\n")
@example("* x\n\n\na | b\n")
@example("10. ten\n\n2024 was\n1. one\n")
def test_a_text_gives_the_same_tokens(footnotes: bool, text: str) -> None:
    usual, shorter = PARSERS[footnotes]

    assert _tokens(shorter, text) == _tokens(usual, text)


@settings(max_examples=400)
@given(
    url=st.text("abcXZ019:/.-_~#?%&=@[]é", max_size=20) | st.from_regex(r"\Ahttps?://[a-z0-9.-]{1,8}/[a-z/#.]{0,8}\Z")
)
@example("https://example.org/a/b.html#c")
@example("http://xn--/")
def test_a_reference_is_written_the_same(url: str) -> None:
    usual, shorter = PARSERS[False]

    assert shorter.normalizeLink(url) == usual.normalizeLink(url)


def test_plain_paragraphs_are_not_parsed_by_markdown_it(monkeypatch: pytest.MonkeyPatch) -> None:
    _, shorter = PARSERS[True]
    monkeypatch.setattr(shorter.block, "parse", None)
    monkeypatch.setattr(shorter.inline, "parse", None)

    assert [token["type"] for token in _tokens(shorter, "One dual-use word.\n\n“Two.”")].count("inline") == 2
