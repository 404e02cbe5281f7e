"""Days, weeks, months and years: what stands under each, in which order, and who its neighbours are."""

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from tests.support.building import Site, make_site
from tests.support.markup import links, titles


def one_a_day(*days: str) -> str:
    return "".join(f"-- content/articles/on-{day}.md --\n---\ntitle: On {day}\ndate: {day}\n---\n" for day in days)


def neighbours(site: Site, address: str) -> tuple[str | None, str | None]:
    view = site.view(address)
    of = getattr(view, "edition", view)
    return of.previous and of.previous.address, of.next and of.next.address


@pytest.fixture
def turn_of_year(tmp_path: Path) -> Site:
    site = make_site(
        tmp_path,
        one_a_day(
            *(f"2026-12-{day}" for day in range(27, 32)), *(f"2027-01-0{day}" for day in range(1, 5)), "2027-02-14"
        ),
    )
    site.build()
    return site


def test_a_week_at_the_turn_of_the_year_is_one(turn_of_year: Site) -> None:
    """ISO 8601: the 53rd week of 2026 runs from Monday 28 December to Sunday 3 January."""
    page = turn_of_year.page("2026/w53/")
    assert "<h1>Week 53, 2026</h1>" in page
    assert titles(page) == [
        "On 2027-01-03", "On 2027-01-02", "On 2027-01-01",
        "On 2026-12-31", "On 2026-12-30", "On 2026-12-29", "On 2026-12-28",
    ]  # fmt: skip
    week = turn_of_year.view("2026/w53/")
    assert (week.first.isoformat(), week.last.isoformat(), week.count) == ("2026-12-28", "2027-01-03", 7)
    assert titles(turn_of_year.page("2026/w52/")) == ["On 2026-12-27"]
    assert titles(turn_of_year.page("2027/w01/")) == ["On 2027-01-04"]
    assert not turn_of_year.has("2027/w53/")
    assert not turn_of_year.has("2026/w01/")


def test_months_and_years_keep_to_the_calendar(turn_of_year: Site) -> None:
    assert turn_of_year.view("2026/12/").count == 5
    assert turn_of_year.view("2027/01/").count == 4
    assert turn_of_year.view("2026/").count == 5
    assert turn_of_year.view("2027/").count == 5
    months = turn_of_year.view("2027/").months
    assert [(month.first.isoformat(), month.count) for month in months] == [("2027-02-01", 1), ("2027-01-01", 4)]


def test_neighbours_are_the_nearest_that_exist(turn_of_year: Site) -> None:
    assert neighbours(turn_of_year, "2027/01/01/") == ("2026/12/31/", "2027/01/02/")
    assert neighbours(turn_of_year, "2027/01/04/") == ("2027/01/03/", "2027/02/14/")
    assert neighbours(turn_of_year, "2026/12/27/") == (None, "2026/12/28/")
    assert neighbours(turn_of_year, "2026/w53/") == ("2026/w52/", "2027/w01/")
    assert neighbours(turn_of_year, "2027/w01/") == ("2026/w53/", "2027/w06/")
    assert neighbours(turn_of_year, "2026/12/") == (None, "2027/01/")
    assert neighbours(turn_of_year, "2027/") == ("2026/", None)


def test_a_day_that_begins_a_year_of_weeks_is_found_there(tmp_path: Path) -> None:
    """Monday 30 December 2024 belongs to the first week of 2025."""
    site = make_site(tmp_path, one_a_day("2024-12-30", "2021-01-03"))
    site.build()
    assert titles(site.page("2025/w01/")) == ["On 2024-12-30"]
    assert titles(site.page("2020/w53/")) == ["On 2021-01-03"]
    archive = [link.removeprefix("../") for link in links(site.page("archive/"))]
    assert {"2024/", "2021/", "2024/12/", "2021/01/"} <= set(archive)
    assert {"2025/", "2020/"}.isdisjoint(archive), "no year's edition without an article of that year"
    weeks = {year: [(week.address, week.dates) for week in site.view(f"{year}/").weeks] for year in (2024, 2021)}
    assert weeks == {
        2024: [("2025/w01/", "30 December 2024 – 5 January 2025")],
        2021: [("2020/w53/", "28 December 2020 – 3 January 2021")],
    }
    assert [crumb.address for crumb in site.view("2025/w01/").crumbs] == ["2024/"]
    assert not site.has("2025/")


def test_no_edition_without_an_article(turn_of_year: Site) -> None:
    assert not turn_of_year.has("2027/01/05/")
    assert not turn_of_year.has("2027/03/")


DAY = """
    -- content/articles/early.md --
    ---
    title: Early
    date: 2026-11-24T06:00
    regions: [Sahel]
    ---
    Words.
    -- content/articles/noon.md --
    ---
    title: Noon
    date: 2026-11-24T12:00
    regions: [Sahel, Arctic]
    ---
    Words.
    -- content/articles/late.md --
    ---
    title: Late
    date: 2026-11-24T18:00
    ---
    Words.
    -- content/articles/held.md --
    ---
    title: Held
    date: 2026-11-24T20:00
    date_basis: file
    regions: [Arctic]
    ---
    Words.
"""


def day(site: Site, **asked: Any) -> list[str]:
    site.build(**asked)
    return titles(site.page("2026/11/24/"))


def lead(site: Site) -> str | None:
    card = site.view("2026/11/24/").edition.lead
    return card.title if card else None


def test_the_newest_confirmed_article_leads(tmp_path: Path) -> None:
    site = make_site(tmp_path, DAY)
    assert day(site) == ["Late", "Noon", "Early", "Held"]
    assert lead(site) == "Late"


def test_the_front_page_is_the_newest_edition(tmp_path: Path) -> None:
    site = make_site(tmp_path, DAY).write(one_a_day("2026-11-23"))
    site.build()
    assert titles(site.page("")) == ["Late", "Noon", "Early", "Held"]


def test_sections_are_first_regions_and_elsewhere_comes_last(tmp_path: Path) -> None:
    site = make_site(tmp_path, DAY).write("""
        -- content/articles/other.md --
        ---
        title: Other
        date: 2026-11-24T05:00
        ---
    """)
    sections = site.view("2026/11/24/").edition.sections
    assert [(s.term.name, [card.title for card in s.cards]) for s in sections] == [
        ("Sahel", ["Noon", "Early"]),
        ("Arctic", ["Held"]),
        ("Elsewhere", ["Other"]),
    ]


def test_an_article_counts_in_each_region_that_it_names(tmp_path: Path) -> None:
    site = make_site(tmp_path, DAY).write("""
        -- content/articles/late.md --
        ---
        title: Late
        date: 2026-11-24T18:00
        regions: [Baltic, Sahel]
        ---
        -- content/articles/other.md --
        ---
        title: Other
        date: 2026-11-24T05:00
        ---
    """)
    edition = site.view("2026/11/24/").edition
    assert [(share.term.name, share.count, share.listed) for share in edition.shares] == [
        ("Baltic", 1, False),
        ("Sahel", 3, True),
        ("Arctic", 2, True),
        ("Elsewhere", 1, True),
    ]
    assert (edition.count, edition.regions) == (5, 3)
    assert [(section.term.name, [card.title for card in section.also]) for section in edition.sections] == [
        ("Sahel", ["Late"]), ("Arctic", ["Noon"]), ("Elsewhere", []),
    ]  # fmt: skip


def test_an_undated_article_makes_no_front_page_and_is_not_last_seen(tmp_path: Path) -> None:
    undated = "title: Undated\ndate: 2026-11-30\ndate_basis: file\nactors: [Japan]"
    site = make_site(tmp_path, DAY).write(f"-- content/articles/undated.md --\n---\n{undated}\n---\n")
    site.write("-- content/articles/dated.md --\n---\ntitle: Dated\ndate: 2026-11-20\nactors: [Japan]\n---\n")
    front, japan = site.view(""), site.view("actors/japan/")
    assert (front.edition.address, site.view("2026/11/30/").edition.lead) == ("2026/11/24/", None)
    assert (japan.first, japan.last, japan.count) == (dt.date(2026, 11, 20), dt.date(2026, 11, 20), 2)
    assert japan.sentence == "1 article in the 14 days to 20 November 2026."
    only = make_site(tmp_path / "only", f"-- content/articles/undated.md --\n---\n{undated}\n---\n")
    assert only.view("").edition.address == "2026/11/30/"


def test_an_article_may_ask_to_lead(tmp_path: Path) -> None:
    site = make_site(tmp_path, DAY.replace("title: Early", "title: Early\n    lead: true"))
    assert day(site)[0] == "Early"


def test_the_editions_choice_goes_before_the_articles_wish(tmp_path: Path) -> None:
    site = make_site(tmp_path, DAY.replace("title: Early", "title: Early\n    lead: true")).write("""
        -- content/editions/2026-11-24.md --
        ---
        title: A cold day
        lead: noon
        order: [held, early]
        ---
        Snow **fell**.
    """)
    assert day(site) == ["Noon", "Held", "Early", "Late"]
    page = site.page("2026/11/24/")
    assert "<p>A cold day</p>" in page
    assert "<p>Snow <strong>fell</strong>.</p>" in page
    assert "<p>Snow <strong>fell</strong>.</p>" in site.page("")
    assert "A cold day" in site.page("2026/11/")


def test_an_articles_neighbours_follow_the_editors_order(tmp_path: Path) -> None:
    site = make_site(tmp_path, DAY).write("""
        -- content/editions/2026-11-24.md --
        ---
        order: [early]
        lead: noon
        ---
    """)
    order = ["noon", "early", "held", "late"]
    for n, slug in enumerate(order):
        view = site.view(f"2026/11/24/{slug}/")
        before, after = view.previous, view.next
        assert (before and before.address) == (f"2026/11/24/{order[n - 1]}/" if n else None)
        assert (after and after.address) == (f"2026/11/24/{order[n + 1]}/" if n < 3 else None)


UNCONFIRMED = """
    -- content/articles/held.md --
    ---
    title: Held
    date: 2026-11-24T20:00
    date_basis: file
    lead: true
    ---
    Words.
"""


def test_an_unconfirmed_date_never_leads(tmp_path: Path) -> None:
    site = make_site(tmp_path, UNCONFIRMED)
    assert day(site) == ["Held"]
    assert lead(site) is None
    assert "datePublished" not in site.page("2026/11/24/held/")
    assert "<published>" not in site.page("feed.xml")


def test_an_unconfirmed_date_never_leads_though_the_edition_says_so(tmp_path: Path) -> None:
    site = make_site(tmp_path, UNCONFIRMED).write("""
        -- content/editions/2026-11-24.md --
        ---
        lead: held
        ---
    """)
    (found,) = site.faults()
    assert found == (
        'content/editions/2026-11-24.md:2:1: "held" cannot lead: its date is unconfirmed, '
        "confirm its date by deleting date_basis, or choose another"
    )


def test_an_edition_must_name_articles_of_its_day(tmp_path: Path) -> None:
    site = make_site(tmp_path, DAY).write("""
        -- content/editions/2026-11-24.md --
        ---
        lead: nooon
        order: [late, elsewhere]
        ---
    """)
    lead, order = site.faults()
    assert lead == (
        'content/editions/2026-11-24.md:2:1: lead: no article "nooon" is in this edition, did you mean "noon"?'
    )
    assert order == (
        'content/editions/2026-11-24.md:3:1: order: no article "elsewhere" is in this edition, '
        "that day has early, held, late, noon"
    )


HIDDEN = {
    "withdrawn": "withdrawn: Told us so",
    "expired": "expires: 2026-12-01",
    "a draft": "draft: true",
    "embargoed": "embargo: 2027-12-01",
}


@pytest.mark.parametrize("line", HIDDEN.values(), ids=HIDDEN)
def test_an_edition_may_name_an_article_that_is_not_shown_now(tmp_path: Path, line: str) -> None:
    """Time alone must not break a build: what runs out, or is yet to come, simply is not there."""
    site = make_site(tmp_path, DAY.replace("title: Noon", f"title: Noon\n    {line}")).write("""
        -- content/editions/2026-11-24.md --
        ---
        lead: noon
        order: [noon, early]
        ---
    """)
    assert day(site) == ["Early", "Held", "Late"]


def test_an_edition_without_articles_is_a_warning(tmp_path: Path) -> None:
    site = make_site(tmp_path).write("""
        -- content/editions/2026-11-24.md --
        ---
        title: Too early
        ---
    """)
    assert [str(finding) for finding in site.build().warnings] == [
        "content/editions/2026-11-24.md:1:1: warning: no article is in this edition, it will show when one does"
    ]


def test_the_edition_key_moves_an_article_to_another_day(tmp_path: Path) -> None:
    site = make_site(tmp_path).write("""
        -- content/articles/yesterday.md --
        ---
        title: Yesterday
        date: 2026-11-23T22:00
        edition: 2026-11-24
        ---
    """)
    assert day(site) == ["Yesterday"]
    assert site.has("2026/11/24/yesterday/")
    assert not site.has("2026/11/23/")
    assert '"datePublished":"2026-11-23T22:00:00+00:00"' in site.page("2026/11/24/yesterday/")


def test_the_sites_own_words(tmp_path: Path) -> None:
    site = make_site(tmp_path, one_a_day("2026-11-24")).write("""
        -- digest.toml --
        [labels]
        week = "Semaine"
        months = ["janvier", "février", "mars", "avril", "mai", "juin",
                  "juillet", "août", "septembre", "octobre", "novembre", "décembre"]
        weekdays = ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"]
        [theme]
        name = "plain"
    """)
    site.build()
    assert "<h1>Semaine 48, 2026</h1>" in site.page("2026/w48/")
    assert "<h1>novembre 2026</h1>" in site.page("2026/11/")
    assert "<h1>mardi 24 novembre 2026</h1>" in site.page("2026/11/24/")


def test_a_lead_of_another_day_says_where_it_stands_and_what_mends_it(tmp_path: Path) -> None:
    site = make_site(tmp_path).write("""
        -- content/articles/late.md --
        ---
        title: Late
        date: 2026-11-23
        ---
        Words.
        -- content/articles/today.md --
        ---
        title: Today
        date: 2026-11-24
        ---
        Words.
        -- content/editions/2026-11-24.md --
        ---
        title: A day
        lead: late
        ---
    """)
    (fault,) = site.faults()
    assert fault == (
        'content/editions/2026-11-24.md:3:1: lead: "late" is in the edition of 2026-11-23, and not in this one, '
        'to move it here, write "edition: 2026-11-24" into content/articles/late.md; '
        'to let another lead, write "lead: today" here'
    )
