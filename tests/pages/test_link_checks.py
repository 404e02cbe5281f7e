"""Links between the site's own files: found alive or said to be dead before anything is written."""

from pathlib import Path, PurePosixPath
from posixpath import normpath
from urllib.parse import unquote, urlsplit

import pytest

from tests.support.building import Site, make_site
from tests.support.markup import elements, links

BASE = """
    -- content/articles/2026/11/target.md --
    ---
    title: Target
    date: 2026-11-24
    actors: [NATO]
    ---
    ## The costs

    Words.[^1]

    [^1]: A note.
    -- content/articles/2026/11/hidden.md --
    ---
    title: Hidden
    date: 2026-11-24
    draft: true
    ---
    -- content/articles/2026/11/gone.md --
    ---
    title: Gone
    date: 2026-11-24
    withdrawn: It was wrong.
    ---
    -- content/pages/about.md --
    ---
    title: About
    ---
    ## Who we are
    -- content/pages/draft.md --
    ---
    title: A page to come
    draft: true
    ---
    -- content/actors/nato.md --
    ---
    ---
    ## History
    -- static/logo.svg --
    <svg xmlns="http://www.w3.org/2000/svg"/>
"""


@pytest.fixture
def base(tmp_path: Path) -> Site:
    return make_site(tmp_path, BASE)


def say(site: Site, text: str) -> Site:
    """An article with that body, beside the others; the body begins on line 5."""
    return site.write(f"-- content/articles/2026/11/a.md --\n---\ntitle: A\ndate: 2026-11-24\n---\n{text}\n")


@pytest.mark.parametrize(
    ("target", "reference"),
    [
        ("target.md", "../../../../2026/11/24/target/"),
        ("./target.md", "../../../../2026/11/24/target/"),
        ("../11/target.md", "../../../../2026/11/24/target/"),
        ("target.md#the-costs", "../../../../2026/11/24/target/#the-costs"),
        ("target.md#fn1", "../../../../2026/11/24/target/#fn1"),
        ("gone.md", "../../../../2026/11/24/gone/"),
        ("../../../pages/about.md#who-we-are", "../../../../about/#who-we-are"),
        ("../../../actors/nato.md", "../../../../actors/nato/"),
        ("/actors/nato/#history", "../../../../actors/nato/#history"),
        ("/actors/nato", "../../../../actors/nato/"),
        ("/actors/nato/index.html", "../../../../actors/nato/"),
        ("/feed.xml", "../../../../feed.xml"),
        ("/logo.svg", "../../../../logo.svg"),
        ("/2026/11/24/", "../../../../2026/11/24/"),
        ("/", "../../../../"),
        ("#here", "../../../../2026/11/24/a/#here"),
    ],
)
def test_a_live_link_climbs_to_the_root_and_goes_down(base: Site, target: str, reference: str) -> None:
    say(base, f"# Here\n\n[link]({target})").build()
    assert f'<a href="{reference}">link</a>' in base.page("2026/11/24/a/")


@pytest.mark.parametrize(
    ("target", "fault"),
    [
        ("tagret.md", '"tagret.md", which is not there, did you mean "target.md"?'),
        ("targets.md", '"targets.md", which is not there, did you mean "target.md"?'),
        ("about.md", '"about.md", which is not there, did you mean "../../../pages/about.md"?'),
        ("/actors/nat/", '"/actors/nat/", which is not there, did you mean "/actors/nato/"?'),
        ("/zzzzzz/", '"/zzzzzz/", which is not there, addresses are those that the site shows'),
        ("hidden.md", '"hidden.md", which is not published, publish it, or take the link out'),
        (
            "../../../pages/draft.md",
            '"../../../pages/draft.md", which is not published, publish it, or take the link out',
        ),
        ("picture.png", '"picture.png", which is not there, name a file relative to this one'),
        ("../../../../digest.toml", '"../../../../digest.toml", which is not there, name a file relative to this one'),
        ("../../../../../../etc/passwd", '"../../../../../../etc/passwd", which is not there, name a file relative to'),
    ],
)
def test_a_dead_link_is_named_with_its_place(base: Site, target: str, fault: str) -> None:
    (found,) = say(base, f"Words.\n\nMore [words]({target}).").faults()
    assert found.startswith(f"content/articles/2026/11/a.md:7:14: the link leads to {fault}")
    assert not base.output.exists()


@pytest.mark.parametrize(
    ("target", "fault"),
    [
        ("target.md#the-cost", '"#the-cost" on "/2026/11/24/target/", did you mean "#the-costs"?'),
        ("#nowhere", '"#nowhere" on "/2026/11/24/a/", its anchors are made from its headings'),
        ("/about/#who", '"#who" on "/about/", '),
        ("/actors/nato/#histroy", '"#histroy" on "/actors/nato/", did you mean "#history"?'),
    ],
)
def test_a_dead_anchor_is_named_with_its_place(base: Site, target: str, fault: str) -> None:
    (found,) = say(base, f"More [words]({target}).").faults()
    assert found.startswith(f"content/articles/2026/11/a.md:5:14: there is no anchor {fault}")


def test_a_link_to_a_draft_lives_where_drafts_are_shown(base: Site) -> None:
    say(base, "[link](hidden.md) and [link](../../../pages/draft.md)").build(drafts=True)
    assert base.has("2026/11/24/hidden/")


def test_every_kind_of_text_is_looked_through(base: Site) -> None:
    base.write("""
        -- content/articles/2026/11/a.md --
        ---
        title: A
        date: 2026-11-24
        comment: |
          First line.

          See [one](dead-1.md).
        ---
        A note.[^n] And an inline one.^[See [two](dead-2.md)]

        [^n]: See [three](dead-3.md).

        | a | b |
        |---|---|
        | [four](dead-4.md) | ![five](dead-5.png) |

        > - [six][ref]

        [ref]: dead-6.md
        -- content/pages/about.md --
        ---
        title: About
        ---
        [seven](dead-7.md)
        -- content/actors/nato.md --
        ---
        ---
        [eight](dead-8.md)
        -- content/regions/sahel.md --
        ---
        ---
        [nine](dead-9.md)
        -- content/editions/2026-11-24.md --
        ---
        ---
        [ten](dead-10.md) [eleven](#dead-11)
    """)
    found = base.faults()
    assert [next(f"dead-{n}" for n in range(11, 0, -1) if f"dead-{n}" in line) for line in found] == [
        "dead-8", "dead-1", "dead-2", "dead-3", "dead-4", "dead-5", "dead-6",
        "dead-10", "dead-11", "dead-7", "dead-9",
    ]  # fmt: skip
    lines = [int(line.split(":")[1]) for line in found if line.startswith("content/articles/2026/11/a.md")]
    assert lines == [7, 9, 11, 15, 15, 17]


def test_navigation_logo_and_image_must_lead_somewhere(base: Site) -> None:
    base.write("""
        -- digest.toml --
        [site]
        logo = "lgo.svg"
        navigation = [
          { title = "About", address = "/abuot/" },
          { title = "Elsewhere", address = "https://example.org/" },
        ]
        [theme]
        name = "plain"
        -- content/articles/2026/11/a.md --
        ---
        title: A
        date: 2026-11-24
        image: a.png
        ---
        -- content/articles/2026/11/b.md --
        ---
        title: B
        date: 2026-11-24
        image: /b.png
        ---
    """)
    found = base.faults()
    assert [line.split(",")[0] for line in found if "warning" not in line] == [
        'content/articles/2026/11/a.md:4:1: image: there is no file "a.png" beside the article',
        'content/articles/2026/11/b.md:4:1: image: there is no file "/b.png" in the site',
        'digest.toml:2:1: [site] logo: there is no file "static/lgo.svg"',
        'digest.toml:4:32: [site] navigation: there is no page at "/abuot/"',
    ]


def test_what_a_text_shows_is_copied_beside_its_page(base: Site) -> None:
    base.write("""
        -- content/articles/2026/11/a.md --
        ---
        title: A
        date: 2026-11-24
        image: pictures/a map.png
        comment: "![c](c.png)"
        ---
        ![b](b.png) [paper](papers/p%C3%A4per.pdf)
        -- content/articles/2026/11/pictures/a map.png --
        a
        -- content/articles/2026/11/b.png --
        b
        -- content/articles/2026/11/c.png --
        c
        -- content/articles/2026/11/papers/päper.pdf --
        p
        -- content/articles/2026/11/unused.png --
        u
        -- content/pages/about.md --
        ---
        title: About
        ---
        ![us](us.png)
        -- content/pages/us.png --
        us
        -- content/actors/nato.md --
        ---
        ---
        ![flag](flag.png)
        -- content/actors/flag.png --
        flag
        -- content/editions/2026-11-24.md --
        ---
        ---
        ![day](day.png)
        -- content/editions/day.png --
        day
    """)
    base.build()
    tree = base.tree()
    copies = {path for path in tree if path.endswith((".png", ".pdf"))}
    assert copies == {
        "2026/11/24/a/a map.png", "2026/11/24/a/b.png", "2026/11/24/a/c.png", "2026/11/24/a/päper.pdf",
        "2026/11/24/day.png", "about/us.png", "actors/nato/flag.png",
    }  # fmt: skip
    assert tree["2026/11/24/a/b.png"] == b"b\n"
    assert 'src="../../../../2026/11/24/a/a%20map.png"' in base.page("2026/11/24/a/")
    # A comment and an introduction stand on other pages too, and their pictures with them.
    assert 'src="../../2026/11/24/a/c.png"' in base.page("2026/w48/")
    assert 'src="./2026/11/24/day.png"' in base.page("")
    assert dead(base) == []


def test_two_pictures_of_one_name_are_a_collision(base: Site) -> None:
    say(base, "![x](one/x.png) ![x](two/x.png)").write("""
        -- content/articles/2026/11/one/x.png --
        1
        -- content/articles/2026/11/two/x.png --
        2
    """)
    (found,) = base.faults()
    assert found == (
        'content/articles/2026/11/two/x.png:1:1: the address "/2026/11/24/a/x.png" is taken by '
        "content/articles/2026/11/one/x.png, rename one of them, or give it another slug"
    )


def test_a_link_to_a_file_that_cannot_be_read_is_not_called_dead(base: Site) -> None:
    say(base, "[link](broken.md)").write("""
        -- content/articles/2026/11/broken.md --
        ---
        date: 2026-11-24
        ---
    """)
    (found,) = base.faults()
    assert found.startswith("content/articles/2026/11/broken.md:1:1: title is missing")


def test_links_to_elsewhere_are_left_as_they_are(base: Site) -> None:
    say(base, "[a](https://example.org/x?y=1&z=2#w) <mailto:a@example.org> [b](//example.org/)").build()
    page = base.page("2026/11/24/a/")
    assert '<a href="https://example.org/x?y=1&amp;z=2#w" rel="noopener">a</a>' in page
    assert '<a href="mailto:a@example.org" rel="noopener">' in page
    assert '<a href="https://example.org/" rel="noopener">b</a>' in page


def test_aliases_lead_to_their_page(base: Site) -> None:
    base.write("""
        -- content/articles/2026/11/a.md --
        ---
        title: A
        date: 2026-11-24
        aliases: [/old/a/, /older.html, /2025/12/31/ä-b/]
        ---
        [back](/old/a/)
        -- content/pages/about.md --
        ---
        title: About
        aliases: /impressum
        ---
        ## Who we are
    """).build()
    for address, reference in [
        ("old/a/", "../../2026/11/24/a/"),
        ("older.html", "./2026/11/24/a/"),
        ("2025/12/31/ä-b/", "../../../../2026/11/24/a/"),
        ("impressum/", "../about/"),
    ]:
        assert f'content="0; url={reference}"' in base.page(address)
    assert dead(base) == []


def dead(site: Site) -> list[str]:
    """Every relative reference of every built page that leads to no file."""
    tree = site.tree()
    found = []
    for path, content in tree.items():
        if path.endswith(".html") and path != "404.html":
            for reference in _references(content.decode()):
                if reference.startswith("#"):
                    continue
                at = PurePosixPath(path).parent / unquote(urlsplit(reference).path)
                file = normpath(f"{at}/index.html" if reference.split("#")[0].endswith("/") else str(at))
                if file not in tree:
                    found.append(f"{path}: {reference}")
    return found


def _references(html: str) -> list[str]:
    found = links(html) + [one.attributes["src"] for one in elements(html) if "src" in one.attributes]
    found += [one.attributes["href"] for one in elements(html) if one.tag == "link"]
    return [one for one in found if not urlsplit(one).scheme]


def test_links_are_right_at_every_depth(base: Site) -> None:
    """The tree works wherever it is put: no page names the root of a server."""
    for n in range(5):
        base.write(
            f"-- content/articles/2026/11/n{n}.md --\n---\ntitle: N{n}\ndate: 2026-11-2{n}\n"
            f"actors: [NATO, Japan]\nregions: [Sahel]\nsource: Reuters\ntopics: [Energy]\n"
            f"comment: See [target](target.md#the-costs) and [about](/about/).\n---\n"
            f"[target](target.md), [n](n{(n + 1) % 5}.md), [self](#n), ![logo](/logo.svg)\n\n# N\n"
        )
    base.build()
    assert len([path for path in base.tree() if path.endswith(".html")]) > 20
    assert dead(base) == []
    for path, content in base.tree().items():
        if path.endswith(".html") and path != "404.html":
            assert not [one for one in _references(content.decode()) if one.startswith("/")], path


def test_the_page_for_wrong_addresses_names_the_base(base: Site) -> None:
    """It is served at any depth, so it alone climbs from the server's root."""
    base.build()
    assert links(base.page("404.html"))[0] == "/news/"
    base.build(base_url="https://example.org/")
    assert links(base.page("404.html"))[0] == "/"
