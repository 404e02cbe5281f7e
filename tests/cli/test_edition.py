"""`digest edition`, and editions of weeks."""

from pathlib import Path

import pytest

from tests.support.building import Site, make_site

SITE = """
    -- content/articles/a.md --
    ---
    title: "Ferry: it opens"
    date: 2026-11-24
    source: The Gazette
    ---
    Words.
    -- content/articles/b.md --
    ---
    title: A strike
    date: 2026-11-26
    ---
    Words.
"""


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return make_site(tmp_path, SITE)


def test_an_edition_begins_with_its_articles_in_order(site: Site) -> None:
    ran = site.run("edition", "2026-11-24")
    assert (ran.code, ran.out) == (0, "content/editions/2026-11-24.md\n")
    text = (site.root / "content/editions/2026-11-24.md").read_text("utf-8")
    assert "  - a  # Ferry: it opens (The Gazette)\n" in text
    site.build()


def test_what_is_there_stays_and_others_are_named(site: Site) -> None:
    site.write("-- content/editions/2026-w48.md --\n---\ntitle: The week\norder: [b]\n---\nIt was quiet.\n")
    before = (site.root / "content/editions/2026-w48.md").read_bytes()
    ran = site.run("edition", "2026-w48")
    assert ran.code == 0
    assert "not named: a" in ran.err
    assert "not named: b" not in ran.err
    assert (site.root / "content/editions/2026-w48.md").read_bytes() == before


def test_a_week_shows_its_title_its_words_and_what_was_chosen(site: Site) -> None:
    head = "title: The week\nlead: b\norder: [a]"
    site.write(f"-- content/editions/2026-w48.md --\n---\n{head}\n---\nSee [it](../articles/a.md).\n")
    week = site.view("2026/w48/")
    assert week.heading == "The week"
    assert [card.address for card in week.chosen] == ["2026/11/26/b/", "2026/11/24/a/"]
    assert week.introduction.addresses == ("2026/11/24/a/",)


def test_a_link_may_lead_to_a_week(site: Site) -> None:
    site.write("-- content/editions/2026-w48.md --\n---\ntitle: The week\n---\n# Costs\n\nThey rise.\n")
    text = "See [that week](../editions/2026-w48.md#costs)."
    site.write(f"-- content/pages/about.md --\n---\ntitle: About\n---\n{text}\n")
    site.build()
    assert 'href="../2026/w48/#costs"' in site.page("about/")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("-- content/editions/2026-w48.md --\n---\norder: [c]\n---\n", 'no article "c" is in this edition'),
        ("-- content/editions/2026-w60.md --\n---\ntitle: T\n---\n", "this file's name is not a day"),
        ("-- content/editions/2026-w48.md --\n---\ntitle: T\n---\n[x](no.md)\n", "which is not there"),
    ],
)
def test_what_does_not_fit_a_week_is_said(site: Site, text: str, said: str) -> None:
    site.write(text)
    assert any(said in fault for fault in site.faults())


def test_a_week_without_articles_is_only_warned_of(site: Site) -> None:
    site.write("-- content/editions/2026-w02.md --\n---\ntitle: T\n---\nWords.\n")
    assert "no article is in this edition" in site.run("build").err
    assert site.has("2026/w48/")


@pytest.mark.parametrize("name", ["tomorrow", "2026-w99", "w48"])
def test_what_is_no_edition_is_said(site: Site, name: str) -> None:
    ran = site.run("edition", name)
    assert ran.code == 1
    assert "this is no day and no week" in ran.err


def test_a_day_without_articles_gets_no_file(site: Site) -> None:
    ran = site.run("edition", "2026-11-01")
    assert ran.code == 1
    assert "no article is in this edition" in ran.err
    assert not (site.root / "content/editions").exists()


def test_the_letter_of_a_week_has_its_title_and_words(site: Site) -> None:
    site.write('-- digest.toml --\n[site]\ntitle = "T"\nbase_url = "https://t.example/"\n')
    site.write("-- content/editions/2026-w48.md --\n---\ntitle: The week\n---\nIt was quiet.\n")
    assert site.run("mail", "2026-w48", "-o", str(site.root / "out")).code == 0
    text = (site.root / "out/2026-w48.txt").read_text("utf-8")
    assert text.splitlines()[1] == "The week"
    assert "It was quiet." in text
