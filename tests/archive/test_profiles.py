"""What is known of a subject is what the gazetteer says, and the site's dossiers above it."""

import datetime as dt

import pytest

from digest.archive.profiles import Profiles, at_work_on
from digest.gazetteer import builtin

PROFILES = Profiles(builtin())


def facts(family: str, slug: str) -> dict[str, list[str]]:
    return {fact.label: [named.name for named in fact.named] for fact in PROFILES.of(family, slug)}


def test_an_outlet_is_told_by_its_country_and_by_the_state_that_runs_it() -> None:
    outlet = next(outlet for outlet in builtin().outlets if outlet.state_media and outlet.country == "CN")
    assert facts("sources", outlet.slug)["Owned or run by"] == ["the state (China)"]
    free = next(outlet for outlet in builtin().outlets if not outlet.state_media and outlet.country == "FR")
    assert facts("sources", free.slug)["Country"] == ["France"]
    assert "Owned or run by" not in facts("sources", free.slug)


def test_bodies_have_members_and_countries_belong_to_bodies() -> None:
    assert "Norway" in facts("actors", "nato")["Members"]
    assert "NATO" in facts("actors", "norway")["Member of"]
    assert facts("actors", "nobody-at-all") == facts("topics", "trade") == facts("sources", "no-paper") == {}


def test_a_region_has_its_countries() -> None:
    assert "Norway" in facts("regions", "arctic")["Countries"]
    assert facts("regions", "nowhere") == {}


def test_those_in_office_are_those_whose_days_cover_the_day() -> None:
    (led,) = (fact for fact in PROFILES.of("actors", "nato") if fact.label == "Led by")
    assert [one.name for one in at_work_on(dt.date(2020, 1, 1), led.named)] == ["Jens Stoltenberg"]


@pytest.mark.parametrize(
    ("name", "slug", "sorted_as"),
    [
        ("Xi Jinping", "xi-jinping", "Xi Jinping"),
        ("Fumio Kishida", "fumio-kishida", "Kishida, Fumio"),
        ("Pelé", "pele", "Pelé"),
        ("Jane Q. Roe", "jane-q-roe", "Roe, Jane Q."),
    ],
)
def test_people_are_in_order_by_their_family_names(name: str, slug: str, sorted_as: str) -> None:
    assert PROFILES.sort_key(name, slug) == sorted_as
