"""Articles come from anywhere: nothing in them runs, loads, or gets out of the site."""

import json
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from digest.model.text import Rich
from digest.reading.markdown import read_markdown
from tests.support.building import Site, make_site
from tests.support.feeds import parsed
from tests.support.harmless import dangers
from tests.support.markup import elements

CALLS = [
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "javascript&colon;alert(1)",
    "java&Tab;script:alert(1)",
    "java&NewLine;script:alert(1)",
    "java&#x0A;script:alert(1)",
    "&#106;&#97;vascript:alert(1)",
    "&#x6A;avascript:alert(1)",
    "&#0000106avascript:alert(1)",
    "&#1;javascript:alert(1)",
    "%6Aavascript:alert(1)",
    "javascript%3Aalert(1)",
    "java%0Ascript:alert(1)",
    "%01javascript:alert(1)",
    "\\javascript:alert(1)",
    "javascript://example.org/%0Aalert(1)",
    "javascript:/*https://*/alert(1)",
    "vbscript:msgbox(1)",
    "VBSCRIPT&#58;msgbox(1)",
    "data:text/html,<script>alert(1)</script>",
    "data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==",
    "data:image/svg+xml;base64,PHN2Zz48L3N2Zz4=",
    "DATA&colon;text/html,x",
    "blob:https://example.org/x",
    "file:///etc/passwd",
    "about:blank",
    "view-source:javascript:alert(1)",
    "feed:javascript:alert(1)",
    "http://[::1",
    "https://example.org/\"onmouseover='alert(1)",
    "//example.org/x.js",
    "\\\\example.org\\x",
    "/\\example.org",
]
WRITTEN = [
    "[x]({})",
    "[x](<{}>)",
    "[x]({} 'a\" onclick=\"alert(1)')",
    "![x]({})",
    "![x](<{}>)",
    "[![x]({})]({})",
    "<{}>",
    "[x][ref]\n\n[ref]: {}",
    "![x][ref]\n\n[ref]: <{}> 'title'",
    "text[^1]\n\n[^1]: [x]({})",
    "text^[[x]({})]",
    "| [x]({}) |\n|---|\n| ![x]({}) |",
    "# [x]({})",
    '<a href="{}">x</a>',
    "<a href='{}'>x</a>",
    "<a href={}>x</a>",
    '<img src="{}">',
    '<img src="x.png" srcset="{} 2x">',
    '<iframe src="{}"></iframe>',
    '<form action="{}"><input type=submit formaction="{}"></form>',
    '<object data="{}"></object><embed src="{}">',
    '<svg><a xlink:href="{}"><text>x</text></a></svg>',
    '<math><maction xlink:href="{}">x</maction></math>',
    '<base href="{}"><link rel=stylesheet href="{}"><meta http-equiv=refresh content="0;url={}">',
    '<p style="background:url({})">x</p><table background="{}"><td>x</table>',
    '<video poster="{}"><source src="{}"></video><audio src="{}">',
]
RAW = [
    "<script>alert(1)</script>",
    "<SCRIPT SRC=//example.org/x.js></SCRIPT>",
    "<script\n>alert(1)</script\n>",
    "<<script>alert(1)//<</script>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "<img src=x onerror=alert(1)>",
    "<img/src=x/onerror=alert(1)>",
    '<img src="x`" `<script>alert(1)</script>"` `>',
    '<img alt="><script>alert(1)</script>">',
    '<img src="https://example.org/t.gif" alt="> onload=alert(1) src=y">',
    "<svg onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    "<svg><style><img src=x onerror=alert(1)></style></svg>",
    "<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=1 onerror=alert(1)&gt;'>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'></noscript>",
    "<textarea></textarea><img src=x onerror=alert(1)>",
    "<template><img src=x onerror=alert(1)></template>",
    "<p onclick=alert(1) ONMOUSEOVER='alert(1)' style='position:fixed;inset:0'>x</p>",
    "<p id='main' class='site-header footnote-ref evil' is='x-y' slot='z'>x</p>",
    "<style>@import 'https://example.org/x.css';</style>",
    "<details ontoggle=alert(1) open>x</details>",
    "<!--[if IE]><script>alert(1)</script><![endif]-->",
    "<!-- --!><img src=x onerror=alert(1)> -->",
    "<?xml version='1.0'?><?php echo 1 ?><![CDATA[<script>alert(1)</script>]]>",
    "<!DOCTYPE html><html><body onload=alert(1)>",
    "</div></article></body></html><script>alert(1)</script>",
    "`<script>` and ```<script>alert(1)</script>```",
    "```html onclick=alert(1)\n<script>alert(1)</script>\n```",
    '```"><script>alert(1)</script>\n```',
    "    <script>alert(1)</script>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "<div>&#2;0&#3; &#x2;99&#x03; &#02;7&#3;</div> [self](#) ",
    "<a href='&#2;99&#3;' title='&#2;0&#3;'>x</a> [self](#)",
    "<div>&#&#2;2;0&#3;</div> [self](#)",
    "[x](/feed.xml#%22%3E%3Cscript%3Ealert(1)%3C/script%3E)",
    "[x](/feed.xml#%22%20onclick=%22alert(1))",
    "[x](# 'a')\n<p><b><i><u><table><tr><td>",
]
FRONT = """
    -- content/articles/a.md --
    ---
    title: {value}
    date: 2026-11-24
    source: {value}
    agency: {value}
    dateline: {value}
    authors: [{value}]
    also: [{{source: {value}, url: "https://example.org/"}}]
    actors: [{value}]
    regions: [{value}]
    topics: [{value}]
    summary: {value}
    comment: {value}
    notice: {value}
    corrections: [{{date: 2026-11-25, text: {value}}}]
    image: a.png
    image_alt: {value}
    image_credit: {value}
    original_title: {value}
    ---
    -- content/articles/a.png --
    -- content/editions/2026-11-24.md --
    ---
    title: {value}
    ---
    {value}
    -- content/pages/about.md --
    ---
    title: {value}
    summary: {value}
    ---
    {value}
    -- content/topics/t.md --
    ---
    name: {value}
    summary: {value}
    aliases: [{value}]
    ---
    {value}
"""


def with_bodies(root: Path, bodies: list[str]) -> Site:
    """A site with an article for each body; those that a build refuses are taken out, as an editor would."""
    site = make_site(root)
    folder = root / "content/articles"
    folder.mkdir()
    for n, body in enumerate(bodies):
        path = folder / f"n{n}.md"
        path.write_text(f"---\ntitle: N{n}\ndate: 2026-11-24\nactors: [NATO]\n---\n{body}\n")
    for finding in site.snapshot().errors:
        (root / finding.path).unlink(missing_ok=True)
    site.build()
    return site


def everything(site: Site) -> dict[str, bytes]:
    """The built files, and what the feeds hold as HTML, where the site's own address leads to no other host."""
    items = json.loads(site.page("feed.json"))["items"] if site.has("feed.json") else []
    texts = (item.get("content_html", "").replace('="https://example.org/news/', '="') for item in items)
    return site.tree() | {f"feed{n}.html": text.encode() for n, text in enumerate(texts)}


def test_no_link_runs_in_whatever_disguise(tmp_path: Path) -> None:
    bodies = [form.replace("{}", call) for form in WRITTEN for call in CALLS]
    site = with_bodies(tmp_path, bodies)
    assert dangers(everything(site)) == []
    assert site.snapshot().archive.series, "not all of them were refused"


@pytest.mark.parametrize("call", ["javascript:alert(1)", "JAVA&Tab;SCRIPT&colon;alert(1)", "data:text/html,x"])
def test_a_link_that_may_not_be_one_is_text(call: str) -> None:
    prose = read_markdown(f"[x]({call})")
    assert (prose.links, elements(prose.html)) == ((), [("p", {})])


def test_no_raw_html_runs(tmp_path: Path) -> None:
    site = with_bodies(tmp_path, RAW)
    assert dangers(everything(site)) == []
    assert len(site.snapshot().archive.series) == len(RAW), "refused, not made harmless"


def test_the_search_for_dangers_finds_them() -> None:
    """A judge that sees nothing proves nothing."""
    for raw in RAW[:2] + RAW[5:6] + RAW[10:12] + ["<a href=' java\tscript:x'>", "<p style=x>", "<img src=//e.org/>"]:
        assert dangers({"a.html": raw.encode()}), raw
    assert dangers({"a.html": b"<meta http-equiv=refresh content='0; url=https://example.org/'>"})
    assert not dangers({"a.html": b"<a href='../a:b/'>x</a><a href='mailto:a@b'>x</a><img src='../a.png'>"})


VALUES = [
    "\"<script>alert(1)</script>\"",
    "'\"><img src=x onerror=alert(1)>'",
    "\"</title></script><script>alert(1)</script>\"",
    "'{{ site.__class__ }}{% raw %}'",
    "\"]]><script>alert(1)</script>\"",
    "\"javascript:alert(1)\"",
    "\"' onmouseover='alert(1)\"",
    "\"\\u2028\\u2029\\u202e<b>\"",
    "\"../../../../etc/passwd\"",
    "\"&lt;script&gt;&#60;script&#62;\"",
]  # fmt: skip


@pytest.mark.parametrize("value", VALUES)
def test_no_value_of_front_matter_runs(tmp_path: Path, value: str) -> None:
    site = make_site(tmp_path, FRONT.replace("{value}", value).replace("{{", "{").replace("}}", "}"))
    site.build()
    found = site.tree()
    assert dangers(found) == []
    for path, content in found.items():
        if path.endswith(".xml"):
            parsed(content)
        if path.endswith(".html"):
            for one in elements(content.decode()):
                assert one.tag != "img" or one.attributes["src"].endswith("a.png")
    assert all(content.count(b"{{") == 0 or b"{{ site" in content for content in found.values())


def test_the_default_theme_lets_nothing_through_either(tmp_path: Path) -> None:
    """What hostile texts bring into its pages is nothing that friendly ones do not bring too."""
    config = '-- digest.toml --\n[site]\nbase_url = "https://example.org/"\n'
    found = []
    for n, values in enumerate((["Words", "A _word_"], VALUES)):
        site = make_site(tmp_path / str(n)).write(config)
        for m, value in enumerate(values):
            text = FRONT.replace("{value}", value).replace("{{", "{").replace("}}", "}")
            for name in ("articles/a", "pages/about", "topics/t"):
                text = text.replace(f"content/{name}.", f"content/{name}{m}.")
            site.write(text.replace("image: a.", f"image: a{m}."))
        for m, body in enumerate(RAW if n else []):
            site.write(f"-- content/articles/n{m}.md --\n---\ntitle: N\ndate: 2026-11-24\n---\n{body}\n")
        site.build()
        assert len([path for path in site.tree() if path.startswith("2026/11/24/")]) > len(values)
        found.append({danger.partition(": ")[2] for danger in dangers(everything(site), scripts=1)})
    assert found[1] <= found[0]


def test_a_data_block_cannot_be_closed_from_within(tmp_path: Path) -> None:
    site = make_site(tmp_path).write("""
        -- content/articles/a.md --
        ---
        title: "</script><script>alert(1)</script><!--"
        date: 2026-11-24
        ---
    """)
    site.build()
    data = site.page("2026/11/24/a/").partition('<script type="application/ld+json">')[2].partition("</script>")[0]
    assert "\\u003c/script\\u003e\\u003cscript\\u003ealert(1)" in data
    assert "<" not in data


ADDRESSES = [call for call in CALLS if not call.startswith("https://")] + ["https://", "http:x", "ftp://example.org/"]


@pytest.mark.parametrize("line", ["url: '{}'", "also: [{source: x, url: '{}'}]"])
def test_an_original_has_a_web_address_or_none(tmp_path: Path, line: str) -> None:
    site = make_site(tmp_path)
    for n, call in enumerate(ADDRESSES):
        written = line.replace("{}", call.replace("'", "''"))
        site.write(f"-- content/articles/n{n}.md --\n---\ntitle: A\ndate: 2026-11-24\n{written}\n---\n")
    found = site.faults()
    assert len(found) == len(ADDRESSES)
    assert all("is not a web address" in fault for fault in found)


REMOTE = """
    -- content/articles/a.md --
    ---
    title: A
    date: 2026-11-24
    comment: "![c](http://example.org/c.png)"
    ---
    ![words](https://example.org/a.png "t") [![in](//example.org/b.png)](https://example.org/)
    ![](https://example.org/d.png) <img src="https://example.org/e.png">
"""


def test_a_picture_elsewhere_is_a_link_and_not_loaded(tmp_path: Path) -> None:
    site = make_site(tmp_path, REMOTE)
    site.build()
    assert dangers(everything(site)) == []
    page = site.page("2026/11/24/a/")
    assert "<img" not in page
    assert '<a href="https://example.org/a.png" rel="noopener">words</a>' in page
    assert '<a href="https://example.org/d.png" rel="noopener">example.org</a>' in page
    assert '<a href="https://example.org/" rel="noopener">in</a>' in page
    assert "<img" not in site.page("feed.xml")


def test_a_site_may_load_pictures_from_elsewhere(tmp_path: Path) -> None:
    site = make_site(tmp_path, REMOTE).write("""
        -- digest.toml --
        [content]
        remote_images = "load"
        [theme]
        name = "plain"
    """)
    images = [one.attributes for one in elements(site.view("2026/11/24/a/").body.html) if one.tag == "img"]
    assert [one["src"] for one in images] == [
        "https://example.org/a.png", "https://example.org/b.png", "https://example.org/d.png",
        "https://example.org/e.png",
    ]  # fmt: skip
    assert {one.get("referrerpolicy") for one in images[:3]} == {"no-referrer"}


FRAGMENTS = st.lists(
    st.one_of(
        st.sampled_from(RAW),
        st.builds(lambda form, call: form.replace("{}", call), st.sampled_from(WRITTEN), st.sampled_from(CALLS)),
        st.sampled_from(["<", ">", '"', "'", "`", "[", "](", ")", "!", "\n", "\n\n", "> ", "- ", "    ", "|", "^["]),
        st.sampled_from(["<a ", "<img ", " href=", " src=", " onclick=", "<!--", "-->", "<![CDATA[", "&#", ";", "\\"]),
        st.text(st.characters(exclude_categories=["Cc", "Cs"], include_characters="\n"), max_size=6),
    ),
    max_size=8,
).map("".join)


@settings(max_examples=500)
@given(FRAGMENTS, st.booleans())
def test_any_mixture_of_hostile_fragments_is_harmless(text: str, anchors: bool) -> None:
    """The same reading that pages, feeds and dossiers have; slots filled as for a page three folders down."""
    prose = read_markdown(text, anchors=anchors)
    html = Rich(prose.html, tuple(link.target for link in prose.links)).at("../../../")
    assert dangers({"page.html": html.encode(errors="replace")}) == []
    assert "\x02" not in html
    assert {one.attributes["id"] for one in elements(html) if "id" in one.attributes} <= set(prose.anchors)


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(st.lists(FRAGMENTS, min_size=1, max_size=6))
def test_any_site_of_hostile_articles_is_harmless(tmp_path: Path, bodies: list[str]) -> None:
    root = tmp_path / str(len(list(tmp_path.iterdir())))
    root.mkdir()
    assert dangers(everything(with_bodies(root, bodies))) == []


@pytest.mark.parametrize(
    "text",
    [
        *("[" * 20_000, "> " * 5_000, "*a_" * 10_000, "<a " * 10_000, "![" * 10_000, "`" * 20_001),
        *("a & b " * 100_000 + "[", "# a\n\n" * 10_000, "*a " * 50_000, "[a] " * 50_000),
    ],
)
def test_no_text_keeps_a_build_busy(text: str) -> None:
    """Each of these takes a fraction of a second; where time grows with the square, minutes."""
    started = time.process_time()
    assert read_markdown(text).html
    assert time.process_time() - started < 10
