"""The fast Markdown reader gives what markdown-it gives."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from digest.reading import markdown
from digest.reading.markdown import read_markdown
from digest.reading.markdown_fast import MarkdownBlock

SIGNS = (
    "- , * ,+ ,1. ,2) ,> ,#,## ,===,---,***,| a | b |,|--|--|,a | b,:--|--:,*em*,**strong**,_u_,`code`,``c``,[l](u.md),"
    '[l](<a b> "t"),[l](https://a.example/b#c),[l][1],[1],![i](p.png),[r],[r]: /u,[^1],[^1]: note,^[note],<b>,<!--,-->,'
    "[the],[1]: https://a.example/d,*e m*,**s t**,R&D,a_b,& ,&copy;,&copy ,"
    "<https://a.example>,&amp;,&#35;,\\*,\\,    code,\t,~~s~~,~,```,~~~,!,[,],(,),_,*,\r,\0,\u00a0,\x0b,\x1c,\u2028"
).split(",")
"""Markup of Markdown's, and white space of Unicode's that Markdown does not treat as such."""
WORDS = ["word", "Two words", "dual-use", "“quoted”", "2024 was", "10.", "日本", "é", "a:b", "end."]
TEXTS = st.lists(
    st.tuples(
        st.sampled_from(SIGNS + WORDS) | st.text(max_size=4), st.sampled_from(["", " ", "\n", "\n\n", "\n \n", "  \n"])
    ),
    max_size=12,
).map(lambda pieces: "".join(piece + gap for piece, gap in pieces))


def _left_whole(text: str) -> tuple[list[MarkdownBlock], dict[str, str]]:
    """The text as one block that is left to markdown-it."""
    return [MarkdownBlock(0, text)], {}


@pytest.mark.parametrize("anchors", [False, True])
@settings(max_examples=600)
@given(text=TEXTS)
@example("\n\nFirst paragraph,\nsecond line.\n\n- item\n\n  more of it\n\nLast *one*.\n")
@example("Words [r] of one.\n\n[r]: /target\n")
@example(
    "See [this][1] and [1], [that][two].\n\n- [x][1]\n- [y](z.md)\n\n"
    "[1]: https://a.example/b\n[Two]: https://a.example/c\n"
)
@example("* x\n\n\na | b\n")
@example("10. ten\n\n2024 was\n1. one\n")
@example("Text.\n\n- a *b* c\n- “[the] d”\n\nText.\n\n> **q**\n> r\n\nEnd & R&D &amp; AT&T; snake_case.\n")
def test_both_readers_give_the_same_result(anchors: bool, text: str) -> None:
    fast = read_markdown(text, anchors=anchors)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(markdown, "read_blocks", _left_whole)

        assert fast == read_markdown(text, anchors=anchors)


def test_simple_blocks_do_without_markdown_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("digest.reading.markdown_full.read_full", None)

    prose = read_markdown(
        "One dual-use *word*, [the] **two**.\n\n“R&D” [there](https://a.example/b), [here][1].\n\n"
        "## A heading\n\n> A quotation,\n> its second line.\n\nPlain.\n\n- one\n- [two](https://a.example/#c)\n\n"
        "[1]: https://a.example/d\n"
    )

    assert prose.html.count("<a ") == 3
    assert prose.words == 18
