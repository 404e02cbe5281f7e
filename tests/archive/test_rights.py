"""Rights hold in every output: what may not be shown stands in no file of the whole tree."""

import json
from pathlib import Path

import pytest

from digest.archive.rights import excerpt
from digest.language.summaries import summarise
from digest.model.text import Heading, Prose
from tests.support.building import Site, make_site

OPEN = "The opening sentence of the report may be quoted by anyone."
WITHHELD = "Quokkas secretly guard the withheld paragraph."

ARTICLE = f"""
    -- content/articles/a.md --
    ---
    title: A headline
    date: 2026-11-24
    source: Reuters
    url: https://www.reuters.example/a
    actors: [NATO, Japan]
    regions: [Sahel]
    topics: [Energy]
    image: a.png
    image_alt: Withheld picture
    comment: Why quokkas matter.
    RIGHTS
    ---
    {OPEN}

    ## Withheld heading

    {WITHHELD} [More](withheld.pdf).
    -- content/articles/a.png --
    picture
    -- content/articles/withheld.pdf --
    document
"""
CONFIG = """
    -- digest.toml --
    [site]
    base_url = "https://example.org/"
    [rights]
    excerpt_words = 10
    {default}
    [theme]
    name = "plain"
"""
SOURCE = """
    -- content/sources/reuters.md --
    ---
    rights: {rights}
    ---
"""


def build(root: Path, *, article: str = "", source: str = "", site: str = "") -> Site:
    """A site whose article, source and own setting state these rights, or nothing."""
    made = make_site(root, ARTICLE.replace("RIGHTS", f"rights: {article}" if article else "partial: false"))
    made.write(CONFIG.format(default=f'default = "{site}"' if site else ""))
    if source:
        made.write(SOURCE.format(rights=source))
    made.build()
    return made


def holding(site: Site, text: str) -> list[str]:
    """Every file of the output, whatever its kind, that holds a text, also as JSON or HTML writes it."""
    spellings = {text.encode(), json.dumps(text)[1:-1].encode()}
    return [path for path, content in site.tree().items() if any(one in content for one in spellings)]


SPEAKERS = [
    ({"article": "full", "source": "link", "site": "link"}, "full"),
    ({"article": "excerpt", "source": "full", "site": "full"}, "excerpt"),
    ({"article": "link", "source": "full", "site": "full"}, "link"),
    ({"source": "excerpt", "site": "full"}, "excerpt"),
    ({"source": "full", "site": "link"}, "full"),
    ({"source": "link"}, "link"),
    ({"site": "excerpt"}, "excerpt"),
    ({"site": "link"}, "link"),
    ({}, "full"),
]


@pytest.mark.parametrize(("said", "rights"), SPEAKERS)
def test_the_article_overrides_the_source_and_the_source_the_site(
    tmp_path: Path, said: dict[str, str], rights: str
) -> None:
    site = build(tmp_path, **said)
    assert site.view("2026/11/24/a/").card.rights == rights
    assert site.view("2026/11/24/a/").cut == (rights != "full")
    assert bool(holding(site, WITHHELD)) == (rights == "full")
    assert bool(holding(site, "The opening sentence of the report")) == (rights != "link")


@pytest.mark.parametrize("rights", ["excerpt", "link"])
def test_no_withheld_sentence_stands_anywhere(tmp_path: Path, rights: str) -> None:
    site = build(tmp_path, article=rights)
    for words in (WITHHELD, "Quokkas", "quoted by anyone", "Withheld heading", "withheld-heading", "Withheld picture"):
        assert holding(site, words) == []
    paths = site.tree()
    assert not [path for path in paths if "withheld" in path]
    assert not [path for path in paths if path.endswith(("a.png", ".pdf"))]


def test_an_excerpt_shows_its_words_and_a_mark(tmp_path: Path) -> None:
    site = build(tmp_path, article="excerpt")
    assert "<p>The opening sentence of the report may be quoted by …</p>" in site.page("2026/11/24/a/")
    assert site.view("2026/11/24/a/").headings == ()


def test_a_link_shows_only_where_the_text_is(tmp_path: Path) -> None:
    site = build(tmp_path, article="link")
    page = site.page("2026/11/24/a/")
    assert 'href="https://www.reuters.example/a"' in page
    assert '<div class="body"></div>' in page
    assert "Why quokkas matter." in page, "the editor's own words are the editor's"
    (item,) = json.loads(site.page("feed.json"))["items"]
    assert "content_html" not in item
    assert "summary" not in item


def test_the_editors_summary_stands_over_an_excerpt_and_not_over_a_link(tmp_path: Path) -> None:
    site = make_site(tmp_path, ARTICLE.replace("RIGHTS", "rights: excerpt\n    summary: In a nutshell."))
    site.build()
    assert "actors/nato/index.html" in holding(site, "In a nutshell.")
    site.write(ARTICLE.replace("RIGHTS", "rights: link\n    summary: In a nutshell."))
    site.build()
    assert holding(site, "In a nutshell.") == []


@pytest.mark.parametrize("words", [0, 1, 9, 10, 11, 1000])
def test_excerpt_words_is_the_most_that_shows(tmp_path: Path, words: int) -> None:
    site = make_site(tmp_path, ARTICLE.replace("RIGHTS", "rights: excerpt")).write(f"""
        -- digest.toml --
        [rights]
        excerpt_words = {words}
        [theme]
        name = "plain"
    """)
    site.build()
    view = site.view("2026/11/24/a/")
    whole = f"{OPEN} Withheld heading {WITHHELD} More.".split()
    shown = view.body.html.replace("<p>", " ").replace("</p>", " ").replace("…", "").split()
    assert shown == whole[:words]
    assert set(view.card.summary.split()) <= set(whole[:words])


def test_markup_in_an_excerpt_is_text(tmp_path: Path) -> None:
    site = make_site(tmp_path).write("""
        -- content/articles/a.md --
        ---
        title: A
        date: 2026-11-24
        rights: excerpt
        ---
        `<script>alert(1)</script>` and **bold** words of [a link](https://example.org/) & more.
    """)
    assert site.view("2026/11/24/a/").body.html == (
        "<p>&lt;script&gt;alert(1)&lt;/script&gt; and bold words of a link &amp; more.</p>\n"
    )


def test_what_is_withheld_must_still_be_sound(tmp_path: Path) -> None:
    """Rights may change: a dead link is not found only on the day on which the text may be shown."""
    site = make_site(tmp_path, ARTICLE.replace("RIGHTS", "rights: link").replace("withheld.pdf)", "nowhere.pdf)"))
    assert len(site.faults()) == 1


HIDDEN = ["withdrawn: Our mistake.", "expires: 2026-12-01", "draft: true", "embargo: 2028-01-01"]


@pytest.mark.parametrize("line", HIDDEN)
def test_no_word_of_a_hidden_article_stands_anywhere(tmp_path: Path, line: str) -> None:
    site = make_site(tmp_path, ARTICLE.replace("RIGHTS", line)).write("""
        -- content/articles/b.md --
        ---
        title: Another
        date: 2026-11-24
        actors: [NATO]
        ---
    """)
    site.build()
    for words in (WITHHELD, "Quokkas", "quokkas matter", "A headline", OPEN, "Withheld", "reuters.example", "Energy"):
        assert holding(site, words) == [], words
    assert not [path for path in site.tree() if path.endswith((".png", ".pdf"))]
    assert not [path for path in site.tree() if path.startswith(("topics/energy", "actors/japan", "regions/sahel"))]


def test_rights_that_change_take_back_what_was_shown(tmp_path: Path) -> None:
    site = build(tmp_path)
    assert holding(site, WITHHELD)
    assert site.has("2026/11/24/a/withheld.pdf")
    site.write(ARTICLE.replace("RIGHTS", "rights: link"))
    site.build()
    assert not holding(site, WITHHELD)
    assert not site.has("2026/11/24/a/withheld.pdf")


def test_a_sources_rights_hold_however_its_name_is_spelled(tmp_path: Path) -> None:
    site = make_site(tmp_path, ARTICLE.replace("RIGHTS", "partial: false"))
    site.write(SOURCE.format(rights="link"))
    for spelling in ("Reuters", "REUTERS", "reuters", "Reuters!", "Reuters News"):
        site.write(ARTICLE.replace("RIGHTS", "partial: false").replace("source: Reuters", f"source: {spelling}"))
        card = site.view("2026/11/24/a/").card
        if card.source.address == "sources/reuters/":
            assert card.rights == "link", spelling
        else:
            assert spelling in ("Reuters!", "Reuters News"), "these are other names"


@pytest.mark.parametrize("rights", ["rights: full", "rights: excerpt"])
@pytest.mark.parametrize(
    "headings", ["# What stands in the body here\n", "A first heading of the text\n---\n\n## And *one* more below it\n"]
)
def test_a_heading_of_the_body_is_no_summary(tmp_path: Path, rights: str, headings: str) -> None:
    text = f"---\ntitle: A\ndate: 2026-11-24\n{rights}\n---\n{headings}\nThe port reopened. It closes at ten.\n"
    site = make_site(tmp_path)
    path = tmp_path / "content/articles/a.md"
    path.parent.mkdir(parents=True)
    path.write_text(text)
    site.build()
    assert site.view("2026/11/24/a/").card.summary == "The port reopened. It closes at ten."


def test_words_of_a_heading_further_down_may_open_a_text() -> None:
    headings = [Heading(2, "b", "The port of Riga is open")]
    text = "Costs\n\nThe port of Riga is open\n\nShips came in at once today."
    assert summarise(text, headings) == "Ships came in at once today."
    assert summarise(text) == "The port of Riga is open"


@pytest.mark.parametrize(
    ("words", "html"),
    [
        (0, ""),
        (2, "<p>One two …</p>\n"),
        (3, "<p>One two three. …</p>\n"),
        (4, "<p>One two three.</p>\n<p>Four …</p>\n"),
        (5, "<p>One two three.</p>\n<p>Four five.</p>\n"),
        (6, "<p>One two three.</p>\n<p>Four five.</p>\n"),
    ],
)
def test_an_excerpt_is_marked_where_there_is_more(words: int, html: str) -> None:
    text = Prose(html="", text="One two three.\n\nFour five.", words=5)
    shown = excerpt(text, words)
    assert (shown.html, shown.words) == (html, min(5, words))
