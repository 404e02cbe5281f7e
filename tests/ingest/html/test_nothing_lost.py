"""Of the element that holds an article, each word is in the body or is named as left out."""

from __future__ import annotations

import collections
import datetime as dt
import gzip
import json
import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from digest.ingest.draft import Draft, Input
from digest.ingest.formats.webpage import read_page
from digest.ingest.html.blocks import blocks_of
from digest.ingest.html.encoding import decode_page
from digest.ingest.html.page import WebPage
from digest.reading.markdown import read_markdown

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

TITLE = "Nine ministers meet on cables"
LONG = (
    "The ministers of nine countries met in Riga on Tuesday to speak about cables on the floor of the Baltic Sea.",
    "They agreed to send patrol boats, and to pay for sensors along the cables, the host said after the long talks.",
    "The next meeting will be held in Turku in spring, when the first of the boats will be at sea and the sensors lie.",
    "大臣たちは火曜日に港で会い、海の底の電線を守る方法について三時間話し合い、春にもう一度集まることを決めた。",
    "部长们星期二在港口会面，讨论如何保护海底电缆，会谈持续了三个小时，春天他们将再次开会。",
    "รัฐมนตรีเก้าประเทศพบกันที่ท่าเรือเมื่อวันอังคารเพื่อหารือเรื่องสายเคเบิลใต้ทะเล และจะพบกันอีกในฤดูใบไม้ผลิ",
)
SHORT = (
    "Nobody left early.", "It rained.", "The price fell to 12 cents", "港は静かだった。", "会谈结束。", "ทุกคนกลับบ้าน",
    "Why?",
)  # fmt: skip


def _numbered(texts: tuple[str, ...]) -> st.SearchStrategy[str]:
    """One of some texts with a word of its own, so that no two are the same."""
    return st.builds("q{}x {}".format, st.integers(0, 10**9), st.sampled_from(texts))


long, short = _numbered(LONG), _numbered(SHORT)
inline = short | long
paragraphs = st.one_of(
    long.map("<p>{}</p>".format),
    short.map("<p>{}</p>".format),
    long.map('<p><a href="https://x.example/a">{}</a></p>'.format),
    long.map("<p>Odd <b>{}</b> 10<sup>6</sup> <del>gone</del> end.</p>".format),
    long.map("<div>{}</div>".format),
    st.builds("<p>{}<br><br>{}</p>".format, long, short),
)
others = st.one_of(
    short.map("<h2>{}</h2>".format),
    short.map("<div><h3>{}</h3></div>".format),
    st.lists(inline.map("<li>{}</li>".format), min_size=1, max_size=3).map(lambda items: f"<ul>{''.join(items)}</ul>"),
    st.builds("<ol start=4><li>{}<p>{}</p></li><li><p>{}</p><ul><li>{}</li></ul></li></ol>".format, *[inline] * 4),
    st.builds("<dl><dt>{}</dt><dd>{}</dd></dl>".format, short, inline),
    inline.map("<blockquote><p>{}</p></blockquote>".format),
    st.builds("<table><tr><th>{}</th><th>{}</th></tr><tr><td>1</td><td>{}</td></tr></table>".format, *[short] * 3),
    inline.map("<figure><img src=a.jpg><figcaption>{}</figcaption></figure>".format),
    short.map('<div class="related"><h3>Read more</h3><a href="https://x.example/b">{}</a></div>'.format),
    inline.map("<p hidden>{}</p>".format),
    short.map("<button>{}</button>".format),
    short.map("<pre>{}</pre>".format),
)
wrappers = st.sampled_from(
    [
        ("<div>", "</div>"), ("<section>", "</section>"), ("<main>", "</main>"), ("<article>", "</article>"),
        ("<table><tr><td>", "</td></tr></table>"), ('<div class="post-12 teaser">', "</div>"),
        ("<center>", "</center>"), ("<div><div>", "</div></div>"),
        ("<main><article><div class=content>", "</div></article></main>"),
    ]
)
first = long.map("<p>{}</p>".format)
texts = st.tuples(paragraphs, st.lists(paragraphs | others, max_size=8), first) | st.tuples(
    first, st.lists(paragraphs | others, max_size=8), paragraphs
)


def _words(text: str) -> collections.Counter[str]:
    return collections.Counter(re.findall(r"\w", text))


def _read(html: str) -> Draft:
    draft = read_page(Input("page.html", html.encode()), dt.UTC)
    assert isinstance(draft, Draft), draft
    return draft


def _shown(html: str) -> str:
    return re.sub(r"<[^>]*>", " ", html)


def check(wrapper: tuple[str, str], blocks: tuple[str, list[str], str]) -> None:
    """Each letter of a wrapper is in the body or in what was left out; and all of its prose is in the body."""
    inner = "".join((blocks[0], *blocks[1], blocks[2]))
    draft = _read(
        f"<html><head><title>{TITLE}</title></head><body><nav><a href=/>Home</a></nav><h1>{TITLE}</h1>"
        f"{wrapper[0]}{inner}{wrapper[1]}<footer>The Harbour</footer></body></html>"
    )
    body = read_markdown(draft.body).text
    stripped = " ".join(cut.words for cut in draft.stripped)
    assert not _words(_shown(inner)) - _words(f"{body} {stripped}")
    lost = [number for number in re.findall(r"<p>(q\d+x) (?:The m|They|The n)", inner) if number not in body]
    assert not lost


quick = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
thorough = settings(max_examples=2_000, deadline=None, suppress_health_check=list(HealthCheck))


@quick
@given(wrappers, texts)
def test_any_page_keeps_or_names_each_word(wrapper: tuple[str, str], blocks: tuple[str, list[str], str]) -> None:
    check(wrapper, blocks)


@pytest.mark.soak
@thorough
@given(wrappers, texts)
def test_any_page_for_long(wrapper: tuple[str, str], blocks: tuple[str, list[str], str]) -> None:
    check(wrapper, blocks)


def _folded(text: str) -> str:
    return "".join(re.findall(r"\w", text))


def _smallest(root: LexborNode, sentences: list[str]) -> LexborNode:
    """The smallest element that holds all of some folded sentences."""
    node = root
    while True:
        children = [child for child in node.iter() if child.tag not in ("script", "style")]
        inner = (child for child in children if all(text in _folded(child.text(deep=True)) for text in sentences))
        child = next(inner, None)
        if child is None:
            return node
        node = child


@pytest.mark.soak
@pytest.mark.soak
@pytest.mark.skipif("PAGES" not in os.environ, reason="PAGES names no folder of saved pages")
def test_labelled_pages_keep_or_name_each_word() -> None:
    """PAGES is a folder with `gold.jsonl`: each row has a `file` in `html/`, packed with gzip, and a `body`."""
    folder = Path(os.environ["PAGES"])
    unnamed = {}
    for line in (folder / "gold.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        html = gzip.decompress((folder / "html" / row["file"]).read_bytes())
        draft = read_page(Input(row["file"], html), dt.UTC)
        if not isinstance(draft, Draft) or not row["body"]:
            continue
        root = WebPage.of(decode_page(html, "")[0]).tree.body
        assert root is not None
        whole = _folded(root.text(deep=True))
        sentences = [text for text in map(_folded, row["body"].split("\n")) if len(text) > 20 and text in whole]
        shown = " ".join(block.text for block in blocks_of(_smallest(root, sentences)))
        kept = f"{draft.title} {read_markdown(draft.body).text} {' '.join(cut.words for cut in draft.stripped)}"
        lost = _tokens(shown) - _tokens(kept)
        if sum(lost.values()):
            unnamed[row["file"]] = (sum(lost.values()), list(lost)[:12])
    assert not unnamed, "\n".join(f"{file}: {words}" for file, words in unnamed.items())


def _tokens(text: str) -> collections.Counter[str]:
    return collections.Counter(re.findall(r"\w+", text))
