"""A time of day that states no time zone: it is taken in its outlet's, if that is known, and so it is told."""

import datetime as dt
import json
from pathlib import Path

import pytest

from tests.ingest.formats.test_feed import rss
from tests.ingest.formats.test_webpage import page
from tests.support.building import Site, make_site

SITE = """
    -- digest.toml --
    [site]
    title = "A digest"
    timezone = "Asia/Tokyo"
    -- content/sources/harbour-post.md --
    ---
    name: Harbour Post
    hosts: [harbour.example]
    timezone: America/New_York
    ---
"""
META = '<meta name="date" content="2024-07-09 10:30"><link rel="canonical" href="{}/sea/1">'.format
ITEM = "<title>A</title><link>{}/1</link><pubDate>Tue, 9 Jul 2024 10:30:00</pubDate><description>x</description>".format
OURS, OTHERS = "https://www.harbour.example", "https://elsewhere.example"
ROW = {"title": "A", "text": "B", "date": "2024-07-09T10:30", "url": f"{OURS}/1"}
TEXT = "A headline\n\nPublished July 9, 2024, 10:30 a.m.\n\nThe ministers met in Riga, and they will meet again.\n"


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return make_site(tmp_path / "site", SITE)


def dated(site: Site, folder: Path, content: str, *arguments: str) -> tuple[str, str]:
    """The date of what is added, and whose zone it is in."""
    (folder / "x").write_text(content, "utf-8")
    run = site.run("add", "--dry-run", "--json", str(folder / "x"), *arguments)
    row = json.loads(run.out)
    return row["date"], row["date_zone"]


NEW_YORK, TOKYO = "2024-07-09T10:30:00-04:00", "2024-07-09T10:30:00+09:00"


@pytest.mark.parametrize(
    ("content", "arguments", "date", "whose"),
    [
        (page(head=META(OURS)), (), NEW_YORK, "source"),
        (page(head=META(OTHERS)), (), TOKYO, "site"),
        (page(head=META(OURS).replace("10:30", "10:30+02:00")), (), "2024-07-09T10:30:00+02:00", "stated"),
        (page(head=META(OURS).replace("10:30", "10:30 CEST")), (), "2024-07-09T10:30:00+02:00", "stated"),
        (page(head=META(OURS).replace(" 10:30", "")), (), "2024-07-09", None),
        (page(head=META("https://www.latimes.com")), (), "2024-07-09T10:30:00-07:00", "source"),
        (rss(ITEM(OURS)), (), NEW_YORK, "source"),
        (rss(ITEM(OTHERS)), (), TOKYO, "site"),
        (TEXT, ("--source", "Harbour Post"), NEW_YORK, "source"),
        (TEXT, (), TOKYO, "site"),
        (TEXT.replace("a.m.", "p.m. EDT"), (), "2024-07-09T22:30:00-04:00", "stated"),
        (TEXT.replace(" 10:30", " 25:30"), (), "2024-07-09", None),
        (json.dumps(ROW), (), NEW_YORK, "source"),
    ],
)
def test_a_time_without_a_zone_is_its_outlets(
    site: Site, tmp_path: Path, content: str, arguments: tuple[str, ...], date: str, whose: str | None
) -> None:
    assert dated(site, tmp_path, content, *arguments) == (date, whose)


def test_the_change_is_in_the_same_zone(site: Site, tmp_path: Path) -> None:
    head = META(OURS) + '<meta property="article:modified_time" content="2024-07-10 09:00">'
    (tmp_path / "x").write_text(page(head=head), "utf-8")
    row = json.loads(site.run("add", "--dry-run", "--json", str(tmp_path / "x")).out)
    assert row["updated"] == "2024-07-10T09:00:00-04:00"


def test_it_is_told(site: Site, tmp_path: Path) -> None:
    (tmp_path / "x").write_text(page(head=META(OURS)), "utf-8")
    assert f"{NEW_YORK} (as its metadata say; the zone is its outlet's)" in site.run("add", str(tmp_path / "x")).out


def test_a_zone_that_is_none_is_not_used_and_the_build_says_so(tmp_path: Path) -> None:
    site = make_site(tmp_path / "site", SITE.replace("America/New_York", "America/New York"))
    assert dated(site, tmp_path, page(head=META(OURS))) == (TOKYO, "site")
    assert "is not a time zone" in site.run("build").err


def test_summer_time_is_the_outlets(site: Site, tmp_path: Path) -> None:
    winter = META(OURS).replace("07-09", "01-09")
    found, _ = dated(site, tmp_path, page(head=winter))
    assert dt.datetime.fromisoformat(found).utcoffset() == dt.timedelta(hours=-5)
