"""What a new site and a new article are made of."""

import datetime as dt
import re
import tomllib
from pathlib import Path

import msgspec
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from digest.config import FILE_NAME, Config, ContentConfig
from digest.dates import read_when
from digest.ingest.text.encoding import one_line
from digest.model.page import Artifact
from digest.model.source import SourceFile
from digest.reading.article import read_article
from digest.scaffold import CONFIG, SiteOrigin, machine_zone, new_article, new_site
from digest.site import read_config
from tests.support.building import run
from tests.support.site import write_site

NOON = dt.datetime(2026, 11, 24, 12, tzinfo=dt.UTC)
ABOUT = {"title": "About", "address": "/about/"}
HERE = SiteOrigin(NOON, "Asia/Tokyo", (Artifact("requirements.txt", b"click==1\n"),), "0a1b2c3d")


def text_of(files: tuple[Artifact, ...], path: str) -> str:
    (found,) = (file for file in files if file.path == path)
    return found.content.decode()


def test_a_new_site_has_its_zone_its_id_and_what_git_and_pip_want_to_know() -> None:
    files = new_site("my-digest", HERE)
    site = tomllib.loads(text_of(files, FILE_NAME))["site"]
    assert site == {"id": "my-digest-0a1b2c3d", "title": "My digest", "timezone": "Asia/Tokyo", "navigation": [ABOUT]}
    assert text_of(files, "requirements.txt") == "click==1\n"
    assert text_of(files, ".gitattributes").splitlines() == ["*.md text eol=lf", "content/.seen/*.txt merge=union"]
    assert {"output/", ".digest/"} <= set(text_of(files, ".gitignore").splitlines())
    assert {path.path.split("/")[0] for path in files} >= {"content", "static"}


def test_every_setting_that_is_left_alone_can_be_switched_on(tmp_path: Path) -> None:
    """Take the # away from every line that holds a setting, and it is one that digest knows."""
    written = CONFIG.substitute(id='"a"', title='"A"', timezone='"UTC"', about="# ")
    switched = re.sub(r"^# (?=\[|\w+ = )", "", written, flags=re.MULTILINE)
    (tmp_path / FILE_NAME).write_text(switched, "utf-8")
    config, findings = read_config(tmp_path)
    assert findings == []
    offered = {"title", "description", "language", "base_url", "licence", "contact", "logo", "accent", "navigation"}
    assert offered <= tomllib.loads(switched)["site"].keys()
    assert config.site.navigation


@given(st.text())
@example('Fänk " & <b>\n')
@example("\ud800")
@example("$title ${id} \\")
@example("")
def test_a_folder_of_any_name_makes_a_site(name: str) -> None:
    settings = tomllib.loads(text_of(new_site(name, HERE), FILE_NAME))
    config = msgspec.convert(settings, Config)
    assert config.site.title
    assert config.site.id.endswith("-0a1b2c3d")


@given(st.text().map(one_line).filter(bool))
@example("a: b # c")
@example("[x](y)")
@example("- no")
def test_any_title_comes_back_from_the_file(title: str) -> None:
    file = new_article(title, read_when("2026-11-24", dt.UTC), NOON)
    written, findings = read_article(SourceFile(file.path, file.content), ContentConfig(), dt.UTC)
    assert findings == []
    assert written is not None
    assert written.article.draft
    assert written.article.title == title


def test_a_new_article_lies_under_its_month_and_offers_the_usual_keys() -> None:
    file = new_article("A visit to Seoul", read_when("2026-12-01T09:30", dt.UTC), NOON)
    assert file.path == "content/articles/2026/12/a-visit-to-seoul.md"
    front = file.content.decode().split("---\n")[1]
    assert front.startswith("title: A visit to Seoul\ndate: 2026-12-01T09:30:00+00:00\n")
    assert {"source:", "url:", "actors: []", "regions: []", "summary:", "comment:", "draft: true"} <= set(
        front.splitlines()
    )


@pytest.mark.parametrize(
    ("environment", "machine", "zone"),
    [
        ({"TZ": "Asia/Tokyo"}, "-- etc/timezone --\nEurope/Paris\n", "Asia/Tokyo"),
        ({"TZ": ":America/Lima"}, "", "America/Lima"),
        ({"TZ": "CET-1CEST"}, "-- etc/timezone --\nEurope/Paris\n", "Europe/Paris"),
        ({}, "-- etc/timezone --\nEurope/Paris\n", "Europe/Paris"),
        ({}, "-- etc/timezone --\nNowhere/Land\n", "UTC"),
        ({}, "", "UTC"),
    ],
)
def test_the_machines_zone(tmp_path: Path, environment: dict[str, str], machine: str, zone: str) -> None:
    assert machine_zone(environment, write_site(tmp_path, machine)) == zone


@pytest.mark.parametrize(
    ("target", "zone"),
    [
        ("/usr/share/zoneinfo/Europe/Brussels", "Europe/Brussels"),
        ("../usr/share/zoneinfo/posix/Asia/Seoul", "Asia/Seoul"),
        ("/var/db/timezone/zoneinfo/America/New_York", "America/New_York"),
        ("/etc/my-own-time", "UTC"),
    ],
)
def test_the_machines_zone_by_its_link(tmp_path: Path, target: str, zone: str) -> None:
    (tmp_path / "etc").mkdir()
    (tmp_path / "etc/localtime").symlink_to(target)
    assert machine_zone({}, tmp_path) == zone


def test_the_about_page_is_reached_from_the_front_page(tmp_path: Path) -> None:
    assert run("-C", str(tmp_path), "init", "site").code == 0
    assert run("-C", str(tmp_path / "site"), "build").code == 0
    assert re.search(r'href="(?:./)?about/"[^>]*>About</a>', (tmp_path / "site/output/index.html").read_text("utf-8"))
