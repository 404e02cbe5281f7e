"""Plain text as Markdown: the reader must see the words that stood in the text, and nothing else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.ingest.text.encoding import tidy
from digest.ingest.text.markdown_escape import escape, to_markdown
from digest.ingest.text.paragraphs import paragraphs
from digest.reading.markdown import read_markdown

PIECES = (
    "**", "*", "_", "__", "~~", "`", "``", "[a]", "[^1]", "[^1]: ", "^[x]", "](", "![", "(http://x)", ": ", "<b>",
    "<!--", "-->", "<http://x.y>", "<a@b.c>", "<![CDATA[", "]]>", "<script>", "&amp;", "&#39;", "\\", "\n", "\n\n",
    " ", "    ", "\t", "word", "é’s", "1. ", "2)", "- ", "+ ", "> ", "# ", "---", "===", "| a | b |", "|---|---|",
    "<<<<<<< HEAD", "||||||| x", "$", "{{ x }}",
)  # fmt: skip
texts = st.one_of(
    st.text(max_size=60),
    st.text(alphabet="#>*_-+=~`<>[]()!\\|&;:^.1a A\n\t@/\u00a0é’x{}$%,'\"0?", max_size=60),
    st.lists(st.sampled_from(PIECES), max_size=16).map("".join),
)


@given(texts)
def test_markdown_of_a_text_shows_its_words(text: str) -> None:
    text = tidy(text)
    markdown = to_markdown(paragraphs(text))
    shown = read_markdown(markdown)
    assert shown.text.split() == text.split()
    assert "<" not in shown.html.replace("<p>", "").replace("</p>", "")
    assert not shown.links


@pytest.mark.parametrize(
    "text",
    [
        "5 * 3 makes 15, and 2 < 3 & 4 > 3",
        "the file snake_case_name.py and C:\\temp",
        "he said [sic] that it was (see [1]) so",
        "AT&T rose 5%; R&D; #3 in the list",
        "price* excludes tax - or so - they say",
        "a well-known 1.5 or 2. as it were",
        "https://example.org/a_b_c?x=1&y=2",
        "“as is” and Kishida’s",
    ],
)
def test_what_cannot_be_markup_is_left_alone(text: str) -> None:
    assert escape(text) == text


@pytest.mark.parametrize(
    ("text", "markdown"),
    [
        ("*strong* words", "\\*strong* words"),
        ("_so_ it is", "\\_so_ it is"),
        ("1. First", "1\\. First"),
        ("- item", "\\- item"),
        ("# Heading", "\\# Heading"),
        ("> quoted", "\\> quoted"),
        ("see [this](http://x.y)", "see [this\\](http://x.y)"),
        ("<b>bold</b>", "\\<b>bold\\</b>"),
        ("&amp; so on", "\\&amp; so on"),
        ("---", "\\---"),
        ("<<<<<<< HEAD", "\\<<<<<<< HEAD"),
    ],
)
def test_what_would_be_markup_is_escaped(text: str, markdown: str) -> None:
    assert escape(text) == markdown


def test_hard_wrapped_lines_become_paragraphs() -> None:
    text = (
        "The minister said on Tuesday that the talks would go on for as\n"
        "long as it took, and that nobody should expect a result before\n"
        "the summer.\n"
        "    An indented line begins the next paragraph, which again goes\n"
        "on to a second line.\n"
        "\n"
        "A blank line does too.\n"
    )
    first, second, third = paragraphs(text)
    assert first.endswith("nobody should expect a result before the summer.")
    assert second == "An indented line begins the next paragraph, which again goes on to a second line."
    assert third == "A blank line does too."


def test_long_lines_are_paragraphs_each() -> None:
    long = "A sentence of some length that was never wrapped, " * 4
    assert list(paragraphs(f"{long}\n{long}\nShort.")) == [long.strip(), long.strip(), "Short."]


def test_short_lines_stay_apart() -> None:
    wide = "A paragraph as wide as the text is, which sets where lines were wrapped"
    assert list(paragraphs(f"{wide}\n\nBy Jane Roe\nTokyo\n\n{wide}")) == [wide, "By Jane Roe", "Tokyo", wide]
