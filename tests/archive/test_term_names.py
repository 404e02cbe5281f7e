"""Names lead to one dossier however they are written, and the site's own word goes before the gazetteer's."""

from pathlib import Path
from typing import Any

import pytest

from tests.support.building import Site, make_site
from tests.support.markup import words


def article(slug: str, **lines: str) -> str:
    """An article as text, with further lines of front matter."""
    front = {"title": slug.capitalize(), "date": "2026-11-24", **lines}
    matter = "".join(f"{key}: {value}\n" for key, value in front.items())
    return f"-- content/articles/{slug}.md --\n---\n{matter}---\n"


def terms(site: Site, family: str) -> dict[str, int]:
    """Names with a page in a family, and their articles."""
    groups = site.view(f"{family}/").groups
    return {
        count.term.name: count.count
        for group in groups
        for entries in (group.top, *(letter.entries for letter in group.letters))
        for count in entries
    }


def named(site: Site, slug: str, family: str = "actors") -> list[tuple[str, str]]:
    card: Any = site.view(f"2026/11/24/{slug}/").card
    return [(term.name, term.address) for term in getattr(card, family)]


def test_every_spelling_leads_to_one_dossier(tmp_path: Path) -> None:
    spellings = ["United States", "USA", "usa", '"U.S."', "united states", "united-states"]
    site = make_site(tmp_path)
    for n, spelling in enumerate(spellings):
        site.write(article(f"a{n}", actors=f"[{spelling}]"))
    assert terms(site, "actors") == {"United States": len(spellings)}
    assert named(site, "a1") == [("United States", "actors/united-states/")]


def test_two_spellings_in_one_article_count_once(tmp_path: Path) -> None:
    site = make_site(tmp_path).write(article("a", actors="[USA, United States, USA]"))
    assert named(site, "a") == [("United States", "actors/united-states/")]
    assert terms(site, "actors") == {"United States": 1}


def test_front_matter_is_text_and_not_yamls_booleans_and_numbers(tmp_path: Path) -> None:
    site = make_site(tmp_path).write(
        article("a", title="1.10", regions="[no, on]", topics="[2026-11-24, 0x10, ~, null, 1_000]", source="off")
    )
    site.build()
    assert [name for name, _ in named(site, "a", "regions")] == ["no", "on"]
    assert [name for name, _ in named(site, "a", "topics")] == ["2026-11-24", "0x10", "~", "null", "1_000"]
    page = site.page("2026/11/24/a/")
    assert "<h1>1.10</h1>" in page
    assert '<a href="../../../../sources/off/">off</a>' in page
    assert "False" not in page
    assert site.has("regions/no/")


def test_one_name_may_stand_without_brackets(tmp_path: Path) -> None:
    site = make_site(tmp_path).write(article("a", actors="NATO"))
    assert named(site, "a") == [("NATO", "actors/nato/")]


def test_two_of_one_name_carry_a_parenthesis(tmp_path: Path) -> None:
    site = make_site(tmp_path).write(article("a", actors="[Georgia, Georgia (U.S. state)]"))
    assert [name for name, _ in named(site, "a")] == ["Georgia", "Georgia (U.S. state)"]
    assert named(site, "a")[0][1] == "actors/georgia/"


def test_an_unknown_actor_gets_a_page_from_the_third_article_on(tmp_path: Path) -> None:
    site = make_site(tmp_path)
    for n in range(2):
        site.write(article(f"a{n}", actors="[Ann Onymous]"))
    site.build()
    assert named(site, "a0") == [("Ann Onymous", "")]
    assert not [path for path in site.tree() if "onymous" in path]
    assert "Ann Onymous" in words(site.page("2026/11/24/a0/"))
    site.write(article("a2", actors="[ANN ONYMOUS]"))
    site.build()
    assert named(site, "a2") == [("Ann Onymous", "actors/ann-onymous/")], "the commonest spelling stands"
    assert site.has("actors/ann-onymous/feed.xml")
    assert site.view("actors/ann-onymous/").term.kind == ""


def test_page_from_is_the_sites_to_say(tmp_path: Path) -> None:
    site = (
        make_site(tmp_path)
        .write(article("a", actors="[Ann Onymous, NATO]"))
        .write("""
        -- digest.toml --
        [actors]
        page_from = 1
        [theme]
        name = "plain"
    """)
    )
    assert set(terms(site, "actors")) == {"Ann Onymous", "NATO"}


def test_an_unknown_region_source_and_topic_have_pages_from_the_first(tmp_path: Path) -> None:
    site = make_site(tmp_path).write(article("a", regions="[Mesopotamia]", source="The Echo", topics="[Tides]"))
    assert terms(site, "regions") == {"Mesopotamia": 1}
    assert terms(site, "sources") == {"The Echo": 1}
    assert terms(site, "topics") == {"Tides": 1}


NEVER = """
    -- digest.toml --
    [site]
    base_url = "https://example.org/"
    [actors]
    never = ["{name}"]
    page_from = 1
    [theme]
    name = "plain"
"""


@pytest.mark.parametrize(
    ("never", "written", "gone"),
    [
        ("Ann Onymous", "Ann Onymous", "Onymous"),
        ("ANN onymous", "Ann Onymous", "Onymous"),
        ("Ann Onymous", "ann ONYMOUS", "ONYMOUS"),
        ("NATO", "North Atlantic Treaty Organization", "NATO"),
        ("North Atlantic Treaty Organization", "NATO", "NATO"),
        ("USA", "United States", "United States"),
    ],
)
def test_never_drops_an_actor_everywhere(tmp_path: Path, never: str, written: str, gone: str) -> None:
    site = make_site(tmp_path, NEVER.format(name=never))
    site.write(article("a", actors=f"[{written}, Japan]")).build()
    assert named(site, "a") == [("Japan", "actors/japan/")]
    assert terms(site, "actors") == {"Japan": 1}
    assert not [path for path, content in site.tree().items() if gone.casefold() in content.decode().casefold()]


def test_a_dossier_renames_and_keeps_the_old_name_as_an_alias(tmp_path: Path) -> None:
    site = (
        make_site(tmp_path)
        .write(article("a", actors="[NATO]"))
        .write("""
        -- content/actors/nato.md --
        ---
        name: Atlantic Alliance
        aliases: [The Alliance]
        summary: Thirty-two allies.
        ---
        Founded **1949**.
    """)
        .write(article("b", actors="[The Alliance]"))
    )
    site.build()
    assert terms(site, "actors") == {"Atlantic Alliance": 2}
    view = site.view("actors/nato/")
    assert (view.term.name, view.term.kind, view.summary) == ("Atlantic Alliance", "organisation", "Thirty-two allies.")
    assert {"NATO", "The Alliance"} <= set(view.aliases)
    assert "<p>Founded <strong>1949</strong>.</p>" in site.page("actors/nato/")


def test_a_dossier_makes_a_new_actor_known_from_the_first_article_on(tmp_path: Path) -> None:
    site = (
        make_site(tmp_path)
        .write(article("a", actors="[J. Doe]"))
        .write("""
        -- content/actors/jane-doe.md --
        ---
        name: Jane Doe
        kind: person
        aliases: [J. Doe]
        ---
    """)
    )
    assert named(site, "a") == [("Jane Doe", "actors/jane-doe/")]
    assert site.view("actors/jane-doe/").term.kind == "person"


def test_a_dossier_with_a_text_stands_before_any_article_names_it(tmp_path: Path) -> None:
    site = make_site(tmp_path).write("""
        -- content/regions/sahel.md --
        ---
        ---
        From the Atlantic to the Red Sea.
        -- content/regions/arctic.md --
        ---
        hue: 3
        ---
    """)
    site.build()
    assert terms(site, "regions") == {"Sahel": 0}
    assert "From the Atlantic" in site.page("regions/sahel/")
    assert not site.has("regions/sahel/feed.xml"), "what has no article has no feed"
    assert not site.has("regions/arctic/")


def test_a_silenced_actor_may_still_be_named_by_an_editor(tmp_path: Path) -> None:
    site = (
        make_site(tmp_path)
        .write(article("a", actors="[NATO]"))
        .write("""
        -- content/actors/nato.md --
        ---
        silent: true
        ---
    """)
    )
    assert named(site, "a") == [("NATO", "actors/nato/")]


def test_a_dossier_of_nobody_must_have_a_name(tmp_path: Path) -> None:
    site = make_site(tmp_path).write("""
        -- content/actors/jane-doe.md --
        ---
        kind: person
        ---
    """)
    assert site.faults() == [
        'content/actors/jane-doe.md:1:1: name is missing, add a line "name: …": no entry has this slug'
    ]


def test_a_source_has_aliases_and_says_what_it_allows(tmp_path: Path) -> None:
    site = (
        make_site(tmp_path)
        .write(article("a", source="Echo"))
        .write("""
        -- content/sources/the-echo.md --
        ---
        name: The Echo
        aliases: [Echo]
        kind: newspaper
        rights: link
        timezone: Europe/London
        state_media: no
        ---
    """)
    )
    assert terms(site, "sources") == {"The Echo": 1}
    assert site.view("2026/11/24/a/").card.rights == "link"


def test_a_topics_dossier_gathers_its_aliases(tmp_path: Path) -> None:
    site = make_site(tmp_path).write("""
        -- content/topics/energy.md --
        ---
        name: Energy
        aliases: [Power, Oil and gas]
        ---
    """)
    for n, name in enumerate(["energy", "ENERGY", "power", "Oil and Gas"]):
        site.write(article(f"a{n}", topics=f"[{name}]"))
    assert terms(site, "topics") == {"Energy": 4}
    assert site.view("topics/energy/").term.address == "topics/energy/"


def test_eight_shared_articles_make_a_pair_with_one_address(tmp_path: Path) -> None:
    site = make_site(tmp_path)
    for n in range(7):
        site.write(article(f"a{n}", actors="[NATO, Japan]"))
    site.build()
    assert not [path for path in site.tree() if "/with/" in path]
    site.write(article("a7", actors="[Japan, NATO]")).build()
    assert [path for path in site.tree() if "/with/" in path] == ["actors/japan/with/nato/index.html"]
    assert site.view("actors/japan/with/nato/").count == 8
    for address in ("actors/nato/", "actors/japan/"):
        assert site.view(address).actors[0].articles == "actors/japan/with/nato/"


@pytest.mark.parametrize(
    ("spellings", "name"),
    [
        (["Ann Onymous", "ANN ONYMOUS", "ANN ONYMOUS"], "ANN ONYMOUS"),
        (["Ann Onymous", "Ann Onymous", "ANN ONYMOUS"], "Ann Onymous"),
        (["ann onymous", "Ann Onymous", "ANN ONYMOUS"], "ANN ONYMOUS"),
        (["ann onymous", "Ann Onymous"], "Ann Onymous"),
    ],
    ids=["commonest", "commonest again", "all as common", "two as common"],
)
def test_of_spellings_that_are_as_common_the_first_in_order_stands(
    tmp_path: Path, spellings: list[str], name: str
) -> None:
    site = make_site(tmp_path)
    for n, spelling in enumerate(spellings):
        site.write(article(f"a{n}", topics=f"[{spelling}]"))
    assert terms(site, "topics") == {name: len(spellings)}


def test_a_region_that_nobody_knows_has_one_colour_in_any_case(tmp_path: Path) -> None:
    site = make_site(tmp_path).write(article("a", regions="[Mesopotamia, Tyrol]"))
    site.write(article("b", regions="[TYROL]"))
    hues = {name: [region.hue for region in site.view(f"2026/11/24/{name}/").card.regions] for name in "ab"}
    assert hues == {"a": [3, 0], "b": [0]}
    (tmp_path / "content/articles/a.md").unlink()
    (alone,) = site.view("2026/11/24/b/").card.regions
    assert (alone.name, alone.hue) == ("TYROL", 0), "the sum of the letters, whichever spelling stands"


def test_an_alias_with_a_slash_is_an_old_address(tmp_path: Path) -> None:
    dossier = "-- content/topics/tides.md --\n---\nname: Tides\naliases: [Ebb, ALIAS]\n---\n"
    site = make_site(tmp_path).write(article("a", topics="[ebb]")).write(dossier.replace("ALIAS", "/topics/ebb/"))
    site.build()
    assert site.view("topics/ebb/").target == "topics/tides/"
    assert site.view("topics/tides/").aliases == ("Ebb",)
    assert "is not an address of this site" in "".join(site.write(dossier.replace("ALIAS", "/../x/")).faults())
    site.write(dossier.replace("ALIAS", "/topics/tides/")).build()
    assert site.view("topics/tides/").term.name == "Tides", "its own address is no old one"
