"""Lists that are too long for one page: complete in their parts, at addresses that do not depend on their length."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.pages.bounds import by_letters
from tests.pages.test_limits import article
from tests.support.building import Site, make_site

CONFIG = """
    -- digest.toml --
    [site]
    base_url = "https://example.org/"
    [actors]
    page_from = 1
    [theme]
    name = "plain"
"""
FEW = 4
"""Stories, and names, on one page of this site."""


@pytest.fixture
def small_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in ("bounds", "listings", "periods", "pairs", "standalone_pages"):
        monkeypatch.setattr(f"digest.pages.{module}.MOST_ARTICLES", FEW)
    monkeypatch.setattr("digest.pages.editions.MOST_IN_EDITION", FEW)
    monkeypatch.setattr("digest.pages.terms.MOST_NAMES", FEW)
    monkeypatch.setattr("digest.pages.dossiers.FEW", FEW)
    monkeypatch.setattr("digest.pages.periods.FEW", FEW)


@pytest.fixture
def crowded(tmp_path: Path, small_pages: None) -> Site:
    """Two years: in March 2026 two days, the second of which has nine stories, six of whose headlines begin with B."""
    site = make_site(tmp_path, CONFIG)
    site.write(article("old", "2025-05-01", actors=["Japan", "Germany"]))
    site.write(article("jan", "2026-01-01", actors=["Japan"]) + article("first", "2026-03-01", actors=["Japan"]))
    for name in ("ba", "bb", "bc", "bd", "be", "bf", "cc", "dd", "ee"):
        site.write(article(name, "2026-03-02", actors=["Japan", "Germany"]))
    return site


def leaves(site: Site, address: str) -> Iterator[str]:
    """The headlines that a page of a list shows, or its parts do."""
    view = site.view(address)
    parts = view.edition.parts if view.kind == "day" else view.parts
    for part in parts:
        found = list(leaves(site, part.address))
        assert len(found) == part.count
        yield from found
    if not parts:
        yield from (card.title for section in view.sections for card in section.cards)


def test_every_part_counts_and_holds_its_stories(crowded: Site) -> None:
    dossier = crowded.view("actors/japan/")
    assert [(year.address, year.count) for year in dossier.timeline] == [
        ("actors/japan/2026/", 11), ("actors/japan/2025/", 1),
    ]  # fmt: skip
    titles = ["first", "jan", "ba", "bb", "bc", "bd", "be", "bf", "cc", "dd", "ee"]
    assert sorted(leaves(crowded, "actors/japan/2026/")) == sorted(titles)
    assert sorted(leaves(crowded, "2026/03/02/")) == sorted(titles[2:])
    pages = crowded.snapshot().plan.pages
    home = "actors/japan/2026/03/02/by-title/"
    assert [address for address in pages if address.startswith(home)] == [
        f"{home}b/", f"{home}ba/", f"{home}bb/", f"{home}bc/", f"{home}bd/", f"{home}be/", f"{home}bf/",
        f"{home}c/", f"{home}d/", f"{home}e/",
    ]  # fmt: skip
    for address in pages:
        if address.endswith("/"):
            assert len(set(stories(crowded.view(address)))) <= FEW + 1, address


def stories(view: Any) -> list[str]:
    """The stories that a page lists, its lead and what stands beside apart."""
    sections = getattr(view, "sections", ()) or getattr(view, "latest", ())
    return [card.address for section in sections for card in section.cards] if view.kind == "listing" else []


def test_a_pair_with_many_stories_has_years(crowded: Site) -> None:
    pair = crowded.view("actors/germany/with/japan/")
    assert (pair.count, pair.sections) == (10, ())
    assert [(part.title, part.address, part.count) for part in pair.parts] == [
        ("2026", "actors/germany/with/japan/2026/", 9), ("2025", "actors/germany/with/japan/2025/", 1),
    ]  # fmt: skip


def test_an_edition_shows_the_first_and_leads_to_all(crowded: Site) -> None:
    edition = crowded.view("2026/03/02/").edition
    shown = [card.title for section in edition.sections for card in section.cards]
    assert (edition.count, edition.shown, [edition.lead.title, *shown]) == (9, 4, ["ba", "bb", "bc", "bd"])
    assert [(part.title, part.count) for part in edition.parts] == [("B", 6), ("C", 1), ("D", 1), ("E", 1)]


def test_the_addresses_of_parts_stay_when_the_list_grows(crowded: Site) -> None:
    def addresses() -> set[str]:
        return {address for address in crowded.snapshot().plan.pages if not address.startswith("search/")}

    before = addresses()
    crowded.write(article("bg", "2026-03-02", actors=["Japan"]) + article("x", "2026-03-05", actors=["Japan"]))
    assert before <= addresses()


def test_many_names_are_parted_by_letters_of_the_family_name(crowded: Site) -> None:
    people = ["Fumio Kishida", "Xi Jinping", "Joe Biden", "Vladimir Putin", "Keir Starmer"]
    crowded.write(article("people", "2026-04-01", actors=people))
    who = crowded.view("actors/")
    assert [(part.title, part.address, part.count) for part in who.parts] == [
        ("B", "actors/by-name/b/", 1), ("G", "actors/by-name/g/", 1), ("J", "actors/by-name/j/", 1),
        ("K", "actors/by-name/k/", 1), ("P", "actors/by-name/p/", 1), ("S", "actors/by-name/s/", 1),
        ("X", "actors/by-name/x/", 1),
    ]  # fmt: skip
    letter = crowded.view("actors/by-name/k/")
    assert [entry.term.name for group in letter.groups for of in group.letters for entry in of.entries] == [
        "Fumio Kishida"
    ]


def test_corrections_are_parted_by_year_and_month(tmp_path: Path, small_pages: None) -> None:
    site = make_site(tmp_path, CONFIG)
    corrected = "corrections:\n  - date: 2026-11-25\n    text: A name was wrong.\n"
    for n in range(6):
        text = f"---\ntitle: c{n}\ndate: 2026-{1 + n // 5:02d}-0{1 + n}\n{corrected}---\n"
        site.write(f"-- content/articles/c{n}.md --\n{text}")
    shown = {address: site.view(address) for address in site.snapshot().plan.pages if "corrections/" in address}
    assert {address: len(view.entries) for address, view in shown.items()} == {
        "corrections/": 4, "corrections/2026/": 4, "corrections/2026/02/": 1, "corrections/2026/01/": 4,
    }  # fmt: skip


@given(st.lists(st.text(max_size=12)), st.integers(1, 6))
def test_any_names_are_each_under_one_address(names: list[str], depth: int) -> None:
    groups = by_letters(names, str, depth)
    assert sorted(name for group in groups.values() for name in group) == sorted(names)
    assert all(len(letters) == depth and letters.isascii() and letters.isalnum() for letters in groups)
    assert list(groups) == sorted(groups)
