"""`digest list`: which articles, in which order, and in which form."""

import datetime as dt
import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.dates import read_when
from digest.listing.catalogue import Catalogue, read_catalogue
from digest.listing.listed import KEYS
from digest.listing.select import Query, select
from digest.listing.states import STATES
from digest.site import load_config
from tests.support.building import LATER, Site, make_site
from tests.support.site import write_site

NOW = read_when(LATER, dt.UTC).at
SITE = """
    -- content/articles/2026/11/harbour.md --
    ---
    title: Harbour opens again
    date: 2026-11-24T09:30:00+01:00
    source: The Gazette
    url: https://gazette.example/harbour
    authors: [Zoë Árpád]
    actors: [NATO, Seaside Council]
    regions: [Euro-Atlantic]
    topics: [Ports]
    reviewed: true
    ---
    Words.
    -- content/articles/2026/11/harbour-strike.md --
    ---
    title: Strike at the harbour
    date: 2026-11-23
    date_basis: file
    actors: [Japan]
    ---
    Words.
    -- content/articles/2026/11/pulled.md --
    ---
    title: Pulled and not looked at
    date: 2026-11-25
    added: 2026-11-25T06:00:00+00:00
    source: the gazette
    regions: [Nowhere in particular]
    reviewed: true
    draft: true
    ---
    Words.
    -- content/articles/2027/later.md --
    ---
    title: To come
    date: 2027-12-01
    source: AP
    regions: [Sahel]
    reviewed: true
    ---
    Words.
    -- content/articles/2027/held.md --
    ---
    title: Under embargo
    date: 2026-11-20
    embargo: 2027-12-01
    source: AP
    regions: [Sahel]
    reviewed: true
    ---
    Words.
    -- content/articles/1987/old.md --
    ---
    title: Old prices
    date: 1987-02-26
    expires: 2000-01-01
    source: AP
    actors: [North Atlantic Treaty Organization]
    regions: [Sahel]
    reviewed: true
    ---
    Words.
    -- content/articles/1987/gone.md --
    ---
    title: Taken back
    date: 1987-12-31
    withdrawn: true
    source: AP
    regions: [Sahel]
    reviewed: true
    ---
    Words.
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return make_site(tmp_path_factory.mktemp("site"), SITE)


def stems(site: Site, *arguments: str) -> list[str]:
    """The names of the files that are listed, without their ending."""
    done = site.run("list", *arguments, "--format", "paths")
    assert done.code == 0
    return [Path(line).stem for line in done.out.splitlines()]


def test_all_articles_stand_there_newest_first(site: Site) -> None:
    assert stems(site) == ["later", "pulled", "harbour", "harbour-strike", "held", "gone", "old"]
    assert stems(site, "--limit", "2") == ["later", "pulled"]


@pytest.mark.parametrize(
    ("state", "expected"),
    [
        ("drafts", ["pulled"]),
        ("scheduled", ["later", "held"]),
        ("expired", ["old"]),
        ("withdrawn", ["gone"]),
        ("unconfirmed", ["harbour-strike"]),
        ("unreviewed", ["harbour-strike"]),
        ("unknown", ["pulled", "harbour"]),
        ("no-source", ["harbour-strike"]),
        ("no-region", ["harbour-strike"]),
    ],
)
def test_a_state_selects(site: Site, state: str, expected: list[str]) -> None:
    assert stems(site, state) == expected


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["HARBOUR"], ["harbour", "harbour-strike"]),
        (["harbour", "gazette"], ["harbour"]),
        (["opens again"], ["harbour"]),
        (["zoe arpad"], ["harbour"]),
        (["seaside"], ["harbour"]),
        (["ports"], []),
        (["harbour", "unconfirmed"], ["harbour-strike"]),
        (["unconfirmed", "drafts"], []),
        (["--actor", "nato"], ["harbour", "old"]),
        (["--actor", "NATO", "--actor", "Seaside Council"], ["harbour"]),
        (["--region", "sahel", "expired"], ["old"]),
        (["--topic", "ports"], ["harbour"]),
        (["--source", "The Gazette"], ["pulled", "harbour"]),
        (["--source", ""], []),
        (["--from", "2026-11-24", "--to", "2026-11-25"], ["pulled", "harbour"]),
        (["--from", "2026-11", "--to", "2026-11"], ["pulled", "harbour", "harbour-strike", "held"]),
        (["--to", "1987"], ["gone", "old"]),
        (["--from", "tomorrow"], ["later"]),
    ],
    ids=lambda value: " ".join(value) if value and not value[0].startswith("harb") else None,
)
def test_what_is_asked_for_must_all_hold(site: Site, arguments: list[str], expected: list[str]) -> None:
    assert stems(site, *arguments) == expected


@pytest.fixture(scope="module")
def catalogue(site: Site) -> Catalogue:
    return read_catalogue(site.root, load_config(site.root))


@settings(max_examples=40)
@given(st.lists(st.sampled_from([*STATES]), unique=True), st.lists(st.sampled_from(["harbour", "gazette", "a"])))
def test_any_words_and_states_select_what_each_of_them_selects(
    catalogue: Catalogue, states: list[str], words: list[str]
) -> None:
    def paths(words: list[str], states: list[str]) -> set[str]:
        query = Query(words=tuple(words), states=tuple(states))
        return {article.path for article in select(catalogue, query, NOW)}

    alone = [paths([], [state]) for state in states] + [paths([word], []) for word in words]
    assert paths(words, states) == paths([], []).intersection(*alone)


def test_a_row_has_date_source_headline_and_short_name(site: Site) -> None:
    done = site.run("list", "--from", "2026-11-23", "--to", "2026-11-24")
    assert done.out == (
        "2026-11-24   The Gazette  Harbour opens again    harbour\n"
        "2026-11-23?               Strike at the harbour  harbour-strike\n"
    )
    assert done.err == "2 articles\n"


def test_nothing_selected_is_no_failure(site: Site) -> None:
    done = site.run("list", "--actor", "Jappan")
    assert (done.code, done.out) == (0, "")
    assert done.err.splitlines() == [
        "no article: the site has 7, and none matches",
        '"Jappan" is not among the actors of any article, did you mean "Japan"?',
    ]


def test_a_misspelt_state_is_offered(site: Site) -> None:
    assert site.run("list", "unconfimed").err.endswith(
        '"unconfimed" is a word to search for: did you mean "unconfirmed"?\n'
    )


def test_what_is_no_day_is_said_with_its_option(site: Site) -> None:
    done = site.run("list", "--from", "1987-13")
    assert done.code == 2
    assert '--from: "1987-13-01" is not a date, write a day as 2026-11-24, a month as 2026-11' in done.err


def test_an_object_has_the_documented_keys(site: Site) -> None:
    rows = [json.loads(line) for line in site.run("list", "--format", "json").out.splitlines()]
    assert [tuple(row) for row in rows] == [KEYS] * 7
    (harbour,) = [row for row in rows if row["path"].endswith("/harbour.md")]
    assert harbour == {
        "name": "harbour",
        "path": "content/articles/2026/11/harbour.md",
        "address": "/2026/11/24/harbour/",
        "title": "Harbour opens again",
        "date": "2026-11-24T08:30:00+00:00",
        "date_basis": None,
        "edition": "2026-11-24",
        "added": None,
        "source": "The Gazette",
        "url": "https://gazette.example/harbour",
        "authors": ["Zoë Árpád"],
        "actors": ["NATO", "Seaside Council"],
        "regions": ["Euro-Atlantic"],
        "topics": ["Ports"],
        "unknown": ["Seaside Council"],
        "states": ["unknown"],
    }


def test_files_with_errors_are_counted_and_may_be_named(tmp_path: Path) -> None:
    site = make_site(tmp_path, SITE)
    path = tmp_path / "content/articles/2026/11/harbour.md"
    path.write_text(path.read_text().replace("source:", "sorce:"))
    assert "not among them: 1 with errors, which digest build names" in site.run("list").err
    assert 'harbour.md:4:1: unknown key "sorce"' in site.run("drop", "harbour").err


def test_a_change_shows_and_a_damaged_store_hides_nothing(tmp_path: Path) -> None:
    site = make_site(tmp_path, SITE)
    assert len(stems(site)) == 7
    path = tmp_path / "content/articles/1987/old.md"
    path.write_text(path.read_text().replace("Old prices", "New prices"))
    assert stems(site, "new prices") == ["old"]
    (tmp_path / ".digest/store.db").write_bytes(b"damaged" * 999)
    assert len(stems(site)) == 7


def test_what_a_terminal_would_obey_is_not_printed(tmp_path: Path) -> None:
    site = make_site(tmp_path)
    write_site(tmp_path, '-- content/articles/a.md --\n---\ntitle: "A \\u202e b"\ndate: 2026-11-24\n---\nWords.\n')
    assert "\u202e" not in site.run("list").out
