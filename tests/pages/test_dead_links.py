"""`[content] dead_links`: whether a link that leads nowhere stops a build, or goes while its words stay."""

from pathlib import Path

import pytest

from tests.support.building import Site, make_site

DEAD = """
    -- digest.toml --
    [site]
    base_url = "https://example.org/news/"
    [content]
    dead_links = "warn"
    [theme]
    name = "plain"
    -- content/articles/a.md --
    ---
    title: A
    date: 2026-11-24
    actors: [NATO]
    image: gone.png
    comment: See [the *old* paper](paper.md).
    ---
    Read [the **report**](report.md), [the other](b.md) or [its end](b.md#end).

    ![A map of it](map.png).
    -- content/articles/b.md --
    ---
    title: B
    date: 2026-11-23
    ---
    ## The start
    -- content/pages/about.md --
    ---
    title: About
    ---
    [Our](ours.md) [start](../articles/b.md).
    -- content/actors/nato.md --
    ---
    ---
    [Its](its.md) story.
    -- content/editions/2026-11-24.md --
    ---
    ---
    [This](this.md) day.
"""


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return make_site(tmp_path, DEAD)


def test_the_words_stay_and_the_link_goes(site: Site) -> None:
    run = site.run("build")
    assert run.code == 0
    assert len(run.err.splitlines()) == 8
    assert 'content/articles/a.md:8:23: warning: the link leads to "report.md", which is not there' in run.err
    page = site.page("2026/11/24/a/")
    assert "Read the <strong>report</strong>, <a href=" in page
    assert ">the other</a> or its end." in page
    assert "A map of it." in page
    assert "See the <em>old</em> paper." in page
    assert "Our <a href=" in site.page("about/")
    assert "Its story." in site.page("actors/nato/")
    assert "This day." in site.page("2026/11/24/")
    for content in site.tree().values():
        assert b"\x02" not in content
        assert b"\x00" not in content


def test_by_default_a_dead_link_is_an_error(site: Site) -> None:
    config = site.root / "digest.toml"
    config.write_text(config.read_text().replace('dead_links = "warn"\n', ""))
    assert len(site.faults()) == 8
    assert site.run("build").code == 1


def test_strict_still_refuses_it(site: Site) -> None:
    assert site.run("build", "--strict").code == 1


@pytest.mark.parametrize(
    "edit",
    [
        "-- content/articles/report.md --\n---\ntitle: R\ndate: 2026-11-24\n---\nWords.\n",
        "-- content/articles/b.md --\n---\ntitle: B\ndate: 2026-11-23\n---\n## The end\n\n## End\n",
        "-- content/articles/a.md --\n---\ntitle: A\ndate: 2026-11-24\n---\n\n\n[x](report.md)\n",
        "-- content/articles/b.md --\n---\ntitle: B\ndate: 2026-11-23\n---\n## The start\n\nOther words.\n",
    ],
    ids=["the target comes", "the anchor comes", "the link moves", "other words"],
)
def test_a_build_after_an_edit_is_a_clean_build(site: Site, tmp_path: Path, edit: str) -> None:
    site.build()
    site.write(edit)
    report = site.build()
    after = site.tree()
    assert site.build(clean=True).warnings == report.warnings
    assert site.tree() == after
