"""How much a page shows: each limit of a view, just reached and passed by one, and what goes on behind it."""

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from digest.pages import sitemap
from tests.support.building import Site, make_site

BEFORE_LAST = dt.date(2026, 11, 10)
CONFIG = """
    -- digest.toml --
    [site]
    base_url = "https://example.org/"
    [actors]
    page_from = 1
    [theme]
    name = "plain"
"""


def article(name: str, day: str, **names: list[str]) -> str:
    """An article, with the names that it states by family."""
    stated = "".join(f"    {family}: [{', '.join(listed)}]\n" for family, listed in names.items())
    return f"""
    -- content/articles/{name}.md --
    ---
    title: {name}
    date: {day}
{stated}    ---
"""


@pytest.fixture(scope="module")
def crowded(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """301 articles of 2026 name Japan: 200 of October, 100 of November before the last, which names everybody.

    The first 101 of October name Germany too. One of 2025 names Japan.
    """
    site = make_site(tmp_path_factory.mktemp("crowded"), CONFIG)
    text = "".join(
        article(f"o{n:03d}", f"2026-10-{1 + n // 20:02d}", actors=["Japan", *(["Germany"] if n <= 100 else [])])
        for n in range(200)
    )
    text += "".join(article(f"n{n:03d}", f"2026-11-{1 + n // 20:02d}", actors=["Japan"]) for n in range(100))
    crowd = [f"Actor {n:02d}" for n in range(16)]
    places = [f"Region {n:02d}" for n in range(16)]
    text += article("last", BEFORE_LAST.isoformat(), actors=["Japan", *crowd], regions=places)
    return site.write(text + article("earlier", "2025-12-31", actors=["Japan"]))


@pytest.fixture(scope="module")
def shown(crowded: Site) -> dict[str, Any]:
    """All views of the site, by address."""
    snapshot = crowded.snapshot()
    return {
        address: page.view(snapshot.config)
        for address, page in snapshot.plan.pages.items()
        if address.startswith(("actors/japan/", "actors/germany/", "feed", "2026/")) or not address
    }


def links(crumbs: Any) -> list[tuple[str, str]]:
    return [(crumb.title, crumb.address) for crumb in crumbs]


def beside(view: Any) -> list[str]:
    """The address before a page, its own, the one after it."""
    return [crumb.address if crumb else "" for crumb in (view.previous, view.next)]


def counts(listed: Any) -> list[tuple[str, str, int, int]]:
    return [(count.term.name, count.term.address, count.count, count.share) for count in listed]


def listed(parts: Any) -> list[tuple[str, str, int, int, str]]:
    return [(part.title, part.address, part.count, part.share, part.anchor) for part in parts]


def test_a_year_of_more_than_200_articles_is_an_index_of_its_months(shown: dict[str, Any]) -> None:
    year = shown["actors/japan/2026/"]
    assert (year.title, year.count, year.sections) == ("Japan, 2026", 301, ())
    assert listed(year.parts) == [
        ("November 2026", "actors/japan/2026/11/", 101, 50, "2026-11"),
        ("October 2026", "actors/japan/2026/10/", 200, 100, "2026-10"),
    ]
    assert beside(year) == ["actors/japan/2025/", ""]
    assert beside(shown["actors/japan/2025/"]) == ["", "actors/japan/2026/"]


@pytest.mark.parametrize(
    ("number", "name", "count", "first", "last", "neighbours"),
    [
        (11, "November", 101, "last", "n019", ["actors/japan/2026/10/", ""]),
        (10, "October", 200, "o180", "o019", ["", "actors/japan/2026/11/"]),
    ],
    ids=["newest", "oldest"],
)
def test_a_month_of_such_a_year_has_a_page(
    shown: dict[str, Any], number: int, name: str, count: int, first: str, last: str, neighbours: list[str]
) -> None:
    month = shown[f"actors/japan/2026/{number}/"]
    assert (month.title, month.count, month.parts) == (f"Japan, {name} 2026", count, ())
    assert links(month.crumbs) == [
        ("Who", "actors/"), ("Japan", "actors/japan/"), ("2026", "actors/japan/2026/"),
    ]  # fmt: skip
    cards = [card for section in month.sections for card in section.cards]
    assert [len(cards), cards[0].title, cards[-1].title] == [count, first, last]
    assert [section.anchor for section in month.sections][-1] == f"2026-{number}-01"
    assert beside(month) == neighbours


def without(crowded: Site, folder: Path, *names: str) -> Site:
    """The crowded site without some articles."""
    written = {path.stem: path.read_text() for path in (crowded.root / "content/articles").iterdir()}
    fewer = make_site(folder, CONFIG)
    return fewer.write(
        "".join(f"-- content/articles/{name}.md --\n{text}" for name, text in written.items() if name not in names)
    )


def test_a_year_of_200_articles_is_one_page(crowded: Site, tmp_path: Path) -> None:
    fewer = without(crowded, tmp_path, "last", *(f"n{n:03d}" for n in range(100)))
    pages = fewer.snapshot().plan.pages
    assert [address for address in pages if address.startswith("actors/japan/2026/")] == ["actors/japan/2026/"]
    year = fewer.view("actors/japan/2026/")
    assert (year.count, year.parts, [len(section.cards) for section in year.sections]) == (200, (), [200])


def test_a_month_of_more_than_200_articles_shows_the_lead_of_each_day(crowded: Site, tmp_path: Path) -> None:
    fewer = without(crowded, tmp_path)
    assert fewer.view("2026/10/").is_whole
    fewer.write(article("o200", "2026-10-11"))
    month = fewer.view("2026/10/")
    assert (month.count, month.is_whole) == (201, False)
    assert [(day.count, day.cards) for day in month.days] == [(1, ()), *[(20, ())] * 10]


def test_lists_end_at_their_limits_and_ties_stand_by_address(shown: dict[str, Any]) -> None:
    crowd = [(f"Actor {n:02d}", f"actors/actor-{n:02d}/", 1) for n in range(16)]
    places = [(f"Region {n:02d}", f"regions/region-{n:02d}/", 1) for n in range(16)]
    japan = shown["actors/japan/"]
    assert sum(len(section.cards) for section in japan.latest) == 100, "of the 101 of its last 14 days"
    assert counts(japan.actors) == [
        ("Germany", "actors/germany/", 101, 100), *[(*actor, 1) for actor in crowd[:11]],
    ]  # fmt: skip
    assert counts(japan.regions) == [(*place, 100) for place in places[:12]]
    day = shown["2026/11/10/"]
    assert [(term.name, term.address) for term in day.actors] == [actor[:2] for actor in crowd[:12]]
    month = shown["2026/11/"]
    assert counts(month.actors) == [("Japan", "actors/japan/", 101, 100), *[(*actor, 1) for actor in crowd[:11]]]
    assert counts(month.regions) == [(*place, 100) for place in places[:12]]
    front = shown[""]
    assert counts(front.mentioned) == [("Japan", "actors/japan/", 101, 100), *[(*actor, 1) for actor in crowd[:9]]]
    assert [len(shown[f"{home}feed.xml"].entries) for home in ("", "actors/japan/")] == [50, 30]


def test_a_pair_lists_all_that_it_counts(shown: dict[str, Any]) -> None:
    pair = shown["actors/germany/with/japan/"]
    titles = [card.title for section in pair.sections for card in section.cards]
    assert (pair.count, len(titles), titles[0], titles[-1]) == (101, 101, "o100", "o019")
    assert pair.sentence == "Germany and Japan: 101 articles since October 2026."


@pytest.mark.parametrize(("number", "has_years"), [(30, False), (31, True)])
def test_with_up_to_30_articles_a_dossier_lists_them_all(tmp_path: Path, number: int, has_years: bool) -> None:
    site = make_site(tmp_path, CONFIG)
    site.write("".join(article(f"a{n:02d}", f"2026-{1 + n % 12:02d}-01", actors=["Japan"]) for n in range(number)))
    pages = site.snapshot().plan.pages
    dossier = site.view("actors/japan/")
    titles = [card.title for section in dossier.latest for card in section.cards]
    assert (len(titles), dossier.is_whole) == ((12, False) if has_years else (30, True))
    assert ("actors/japan/2026/" in pages) == has_years
    home = "actors/japan/2026/" if has_years else "actors/japan/"
    assert dossier.timeline[0].months[2].address == f"{home}#2026-03"
    assert site.view("2026/03/").actors[0].articles == f"{home}#2026-03"


def test_related_articles_are_the_newest_five_of_equally_near_ones(crowded: Site, shown: dict[str, Any]) -> None:
    japan = list(crowded.snapshot().archive.subject("actors", "japan").series)
    for n in (0, 10, 50, 99):
        related = shown[japan[n].address].related
        assert [one.card.address for one in related] == [entry.address for entry in japan[n + 1 : n + 6]]


@pytest.mark.parametrize(("between", "is_related"), [(19, True), (20, False)])
def test_the_twenty_before_are_looked_at(tmp_path: Path, between: int, is_related: bool) -> None:
    """`far` shares two actors with the newest article, the others only one each."""
    site = make_site(tmp_path, CONFIG)
    site.write(article("far", "2026-10-01", actors=["Japan", "Germany"]))
    for n in range(between):
        day = f"2026-11-{1 + n:02d}"
        site.write(article(f"j{n}", day, actors=["Japan"]) + article(f"g{n}", day, actors=["Germany"]))
    site.write(article("newest", "2026-12-01", actors=["Japan", "Germany"]))
    titles = [one.card.title for one in site.view("2026/12/01/newest/").related]
    newest = [f"{letter}{n}" for n in range(between - 1, between - 4, -1) for letter in "gj"]
    assert titles == (["far", *newest[:4]] if is_related else newest[:5])


def test_a_sitemap_that_is_full_goes_on_in_numbered_parts(crowded: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sitemap, "LARGEST", 150)
    snapshot = crowded.snapshot()
    pages = snapshot.plan.pages

    def view(address: str) -> Any:
        return pages[address].view(snapshot.config)

    of_month = [address for address in view("sitemap.xml").addresses if address.startswith("sitemap/2026-10")]
    assert of_month == ["sitemap/2026-10.xml", "sitemap/2026-10-2.xml"]
    parts = [view(address).entries for address in of_month]
    assert len(parts[0]) == 150
    entries = [address for part in parts for address, _ in part]
    of_days = [address for address in pages if pages[address].listed and address.startswith("2026/10/")]
    assert entries == sorted(address for address in of_days if address != "2026/10/")


@pytest.mark.parametrize(("common", "first"), [(5, "j4"), (6, "rare")])
def test_a_rarer_actor_comes_first_where_the_other_is_common(tmp_path: Path, common: int, first: str) -> None:
    """An actor of up to five earlier articles is as rare as one of a single one; of six, half as rare."""
    site = make_site(tmp_path, CONFIG)
    site.write(article("rare", "2026-10-01", actors=["Germany"]))
    for n in range(common):
        site.write(article(f"j{n}", f"2026-11-{1 + n:02d}", actors=["Japan"]))
    site.write(article("newest", "2026-12-01", actors=["Japan", "Germany"]))
    assert site.view("2026/12/01/newest/").related[0].card.title == first
