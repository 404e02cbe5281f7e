"""What is kept goes into the edition that is still open."""

import datetime as dt
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from digest.config import Config, EditionConfig, SiteConfig
from digest.editing.open_edition import open_edition
from tests.support.building import make_site

BRUSSELS = ZoneInfo("Europe/Brussels")


@pytest.mark.parametrize(
    ("now", "closes", "day"),
    [
        (dt.datetime(2026, 12, 1, 7, 29, tzinfo=BRUSSELS), "07:30", dt.date(2026, 12, 1)),
        (dt.datetime(2026, 12, 1, 7, 30, tzinfo=BRUSSELS), "07:30", dt.date(2026, 12, 2)),
        (dt.datetime(2026, 12, 31, 23, 0, tzinfo=BRUSSELS), "07:30", dt.date(2027, 1, 1)),
        (dt.datetime(2026, 12, 1, 6, 29, tzinfo=dt.UTC), "07:30", dt.date(2026, 12, 1)),
        (dt.datetime(2026, 12, 1, 6, 30, tzinfo=dt.UTC), "07:30", dt.date(2026, 12, 2)),
        (dt.datetime(2026, 12, 1, 6, 30, tzinfo=dt.UTC), "", None),
    ],
)
def test_an_edition_is_open_until_it_closes(now: dt.datetime, closes: str, day: dt.date | None) -> None:
    config = Config(site=SiteConfig(timezone="Europe/Brussels"), edition=EditionConfig(closes=closes))
    assert open_edition(config, now) == day


@pytest.mark.parametrize(("now", "day"), [("2026-12-01T07:00", "2026-12-01"), ("2026-12-01T08:00", "2026-12-02")])
def test_a_draft_that_is_kept_goes_into_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, now: str, day: str
) -> None:
    site = make_site(tmp_path, '-- digest.toml --\n[edition]\ncloses = "07:30"\n')
    site.write("-- content/articles/a.md --\n---\ntitle: A\ndate: 2026-11-30\ndraft: true\n---\nWords.\n")
    monkeypatch.setenv("DIGEST_NOW", now)
    assert site.run("keep", "a").code == 0
    assert f"edition: {day}\n" in (site.root / "content/articles/a.md").read_text("utf-8")


def test_a_time_that_is_none_is_said(tmp_path: Path) -> None:
    site = make_site(tmp_path, '-- digest.toml --\n[edition]\ncloses = "7.30"\n')
    assert any('"7.30" is no time of day' in fault for fault in site.faults())
