"""Two names that differ are two, also where an address spells them alike; the older keeps the address."""

import datetime as dt
import re
from collections.abc import Iterable
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.archive.term_names import Names
from digest.archive.term_slugs import term_slugs
from digest.archive.visibility import Selection
from digest.builder.snapshot import load
from digest.gazetteer import builtin
from digest.model.editorial import FAMILIES
from digest.names import folded_name
from digest.slugs import is_slug
from tests.support.building import Site, make_site
from tests.support.twins import Twins

EVERYONE = """
    -- digest.toml --
    [site]
    base_url = "https://example.org/"
    [actors]
    page_from = 1
    [theme]
    name = "plain"
"""


def article(name: str, day: str = "2026-11-24", **lines: str) -> str:
    matter = "".join(f"{key}: {value}\n" for key, value in {"title": name, "date": day, **lines}.items())
    return f"-- content/articles/{name}.md --\n---\n{matter}---\nText.\n"


def addresses(site: Site, family: str) -> dict[str, str]:
    """By name, the address of each term of a family that an article shows."""
    snapshot: Any = site.snapshot()
    return {term.name: term.address for entry in snapshot.archive.series for term in entry.terms(family)}


PAIRS = (
    ("Rust++", "Rust#", "rust"),
    ("Kiosk+", "Kiosk", "kiosk"),
    ("王伟", "汪玮", "wang-wei"),
    ("Ж", "Zh", "zh"),
    ("Müllerblatt", "Mullerblatt", "mullerblatt"),
    ("Red-Blue", "Red Blue", "red-blue"),
)
"""An older name, a younger one, and the slug that an address makes of both."""


def quoted(names: Iterable[str]) -> str:
    return "[" + ", ".join(f"'{name}'" for name in names) + "]"


@pytest.mark.parametrize("family", ["actors", "regions", "topics"])
def test_of_two_names_with_one_slug_the_older_keeps_it(tmp_path: Path, family: str) -> None:
    site = make_site(tmp_path, EVERYONE)
    site.write(article("a", "2026-11-24", **{family: quoted(younger for _, younger, _ in PAIRS)}))
    site.write(article("b", "2026-11-23", **{family: quoted(older for older, _, _ in PAIRS)}))
    found = addresses(site, family)
    for older, younger, slug in PAIRS:
        assert found[older] == f"{family}/{slug}/"
        assert re.fullmatch(rf"{family}/{slug}-[0-9a-f]{{4}}/", found[younger]), younger
    assert not site.snapshot().errors


def test_of_two_sources_with_one_slug_the_older_keeps_it(tmp_path: Path) -> None:
    site = make_site(tmp_path).write(article("a", "2026-11-24", source="Kiosk"))
    found = addresses(site.write(article("b", "2026-11-23", source="Kiosk+")), "sources")
    assert found["Kiosk+"] == "sources/kiosk/"
    assert re.fullmatch(r"sources/kiosk-[0-9a-f]{4}/", found["Kiosk"])


def test_of_articles_of_one_date_the_path_decides_and_in_one_article_the_name(tmp_path: Path) -> None:
    site = make_site(tmp_path).write(article("b", topics="[Rust++]")).write(article("a", topics="['Rust#', 'Rust~']"))
    assert addresses(site, "topics")["Rust#"] == "topics/rust/"
    site.write(article("a", topics="['Rust~', 'Rust#']"))
    assert addresses(site, "topics")["Rust#"] == "topics/rust/", "the order in a list moves nothing"


def test_the_oldest_article_counts_and_not_the_commonest_name(tmp_path: Path) -> None:
    site = make_site(tmp_path).write(article("a", "2026-01-01", topics="[Rust++]"))
    for n in range(3):
        site.write(article(f"b{n}", topics="['Rust#']"))
    assert addresses(site, "topics")["Rust++"] == "topics/rust/"


def test_spellings_that_differ_in_width_or_case_are_one(tmp_path: Path) -> None:
    spellings = ["Kiosk+", "Ｋｉｏｓｋ＋", "kiosk+", "KIOSK+", "Kio\u017fk+"]
    site = make_site(tmp_path).write(article("a", topics=quoted(spellings)))
    assert set(addresses(site, "topics").values()) == {"topics/kiosk/"}


def test_a_stranger_is_nobody_whom_the_gazetteer_knows(tmp_path: Path) -> None:
    site, strangers = make_site(tmp_path, EVERYONE), ("李蔷", "李 强!", "Jápan", "Japan!", "Li Qiáng")
    site.write(article("a", actors=quoted(strangers), regions="[Sahél]", source="Reuters+"))
    assert set(addresses(site, "actors")) == set(strangers)
    entries = {"actors/li-qiang/", "actors/japan/", "regions/sahel/", "sources/reuters/"}
    assert not entries & {each for family in FAMILIES for each in addresses(site, family).values()}


def test_a_source_that_only_looks_like_another_has_not_its_rights(tmp_path: Path) -> None:
    site = make_site(tmp_path).write(article("a", source="Kiosk")).write(article("b", source="Kiosk+"))
    site.write("-- content/sources/kiosk.md --\n---\nname: Kiosk+\nrights: link\n---\n")
    assert site.view("2026/11/24/a/").card.rights == "full"
    assert site.view("2026/11/24/b/").card.rights == "link"


def test_never_is_by_name(tmp_path: Path) -> None:
    site = make_site(tmp_path, EVERYONE.replace("page_from = 1", 'page_from = 1\n    never = ["王伟"]'))
    site.write(article("a", actors="[王伟, 汪玮]"))
    assert list(addresses(site, "actors")) == ["汪玮"]


def test_an_alias_makes_two_names_one(tmp_path: Path) -> None:
    site = make_site(tmp_path, EVERYONE).write(article("a", actors="[王伟]")).write(article("b", actors="[汪玮]"))
    site.write("-- content/actors/wang-wei.md --\n---\nname: 王伟\naliases: [汪玮]\n---\n")
    assert addresses(site, "actors") == {"王伟": "actors/wang-wei/"}


@pytest.mark.parametrize("file", ["wang-wei", "wang-wei-the-painter"])
def test_the_name_of_a_dossiers_file_fixes_the_slug(tmp_path: Path, file: str) -> None:
    site = make_site(tmp_path, EVERYONE)
    site.write(article("a", "2026-11-23", actors="[王伟]")).write(article("b", actors="[汪玮]"))
    site.write(f"-- content/actors/{file}.md --\n---\nname: 汪玮\n---\n")
    found = addresses(site, "actors")
    assert found["汪玮"] == f"actors/{file}/"
    assert (found["王伟"] == "actors/wang-wei/") == (file != "wang-wei")


def test_a_topics_dossier_without_a_name_is_the_oldest_names(tmp_path: Path) -> None:
    site = make_site(tmp_path).write(article("a", topics="['Rust#']"))
    site.write(article("b", "2026-11-23", topics="[Rust++]"))
    site.write("-- content/topics/rust.md --\n---\naliases: [Oxide]\n---\nOf systems.\n")
    site.write(article("c", topics="[Oxide]")).write(article("d", topics="[Rust++]"))
    assert addresses(site, "topics")["Rust++"] == "topics/rust/"
    view = site.view("topics/rust/")
    assert (view.term.name, view.count) == ("Rust++", 3)
    assert "Of systems." in view.text.html


NAMES = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=6).filter(str.strip)


ALIKE = st.sampled_from(["Rust#", "Rust++", "rust", "Ж", "zh", "李蔷", "李强", "con", "con-x"])


@settings(max_examples=100, deadline=None)
@given(st.lists(ALIKE | NAMES, max_size=9))
def test_any_names_have_slugs_of_their_own(written: list[str]) -> None:
    names = Names("actors", builtin(), [])
    keys = dict.fromkeys(names.identity(name).key for name in written)
    oldest = {key: (dt.datetime(2026, 1, 1, tzinfo=dt.UTC), f"{n:02d}") for n, key in enumerate(keys)}
    slugs = term_slugs(oldest, names)
    assert len(set(slugs.values())) == len(keys)
    assert all(map(is_slug, slugs.values()))
    assert len({folded_name(name) for name in written}) >= len(keys)
    older = dict(list(oldest.items())[: len(oldest) // 2])
    assert term_slugs(older, names).items() <= slugs.items(), "no name that comes later moves an older one"


STEPS = (
    article("n1", "2026-11-20", actors="[王伟]", topics="['Rust#']"),
    article("n2", "2026-11-19", actors="[汪玮]", topics="[Rust++]"),
    "-- content/topics/rust.md --\n---\nname: Rust~\n---\n",
)


def test_a_build_after_a_slug_changed_hands_is_as_a_clean_one(tmp_path: Path) -> None:
    twins, chance = Twins(tmp_path), Random(0)
    for step in STEPS:
        Site(twins.root).write(step)
        twins.check(chance)
    (twins.root / "content/articles/n2.md").unlink()
    twins.check(chance)


def test_an_entry_with_another_slug_is_another_entry(tmp_path: Path) -> None:
    site = make_site(tmp_path).write(article("n1", "2026-11-20", actors="[王伟]"))
    before = site.snapshot()
    assert before.archive.series[0].actors == ("wang-wei",)
    site.write(article("n2", "2026-11-19", actors="[汪玮]"))
    request = Selection(before.selection.now)
    archive = load(site.root, request, previous=before).archive
    assert [entry.actors == ("wang-wei",) for entry in archive.series] == [False, True]
    newest = {slug: subject.series.newest.day for slug, subject in archive.subjects["actors"].items()}
    assert list(newest.values()) == [19, 20]
