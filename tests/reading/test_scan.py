"""What is known of a file without opening it, and when that is enough to leave it closed."""

import time
from pathlib import Path
from typing import BinaryIO

import pytest

from digest.builder import survey
from digest.reading import scan
from digest.reading.scan import COARSE_GRAIN, GRAIN, Sighting, at_rest, sighted, sightings
from digest.site_files import open_site_file
from tests.support.building import make_site

WHOLE, FINE = 5_000_000_000, 5_000_000_001
"""Moments of a file system that knows whole seconds, and of one that knows finer ones."""


def test_a_file_is_known_by_its_stat_and_a_link_never(tmp_path: Path) -> None:
    folder = tmp_path / "content/articles"
    folder.mkdir(parents=True)
    (folder / "a.md").write_text("a")
    (folder / "b.md").symlink_to("a.md")
    known = {
        "content/articles/a.md": sighted((folder / "a.md").lstat()),
        "content/articles/b.md": None,
    }
    assert list(sightings(tmp_path, "content").items()) == list(known.items())
    for path, sighting in known.items():
        assert sightings(tmp_path, path) == {path: sighting}


@pytest.mark.parametrize(
    ("modified", "changed", "clock", "is_at_rest"),
    [
        (FINE, FINE, FINE + GRAIN, False),
        (FINE, FINE, FINE + GRAIN + 1, True),
        (FINE, FINE + 7, FINE + GRAIN + 7, False),
        (WHOLE, WHOLE, WHOLE + GRAIN + 1, False),
        (WHOLE, WHOLE, WHOLE + COARSE_GRAIN, False),
        (WHOLE, WHOLE, WHOLE + COARSE_GRAIN + 1, True),
    ],
    ids=["at once", "later", "other attributes", "seconds, at once", "seconds, in one of theirs", "seconds, later"],
)
def test_a_file_rests_once_a_write_would_show(modified: int, changed: int, clock: int, is_at_rest: bool) -> None:
    assert at_rest(Sighting(1, modified, changed, 1), clock) is is_at_rest


SITE = """
    -- content/articles/a.md --
    ---
    title: A
    date: 2026-11-24
    ---
    The body.
    -- content/topics/energy.md --
    ---
    name: Energy
    ---
    Text.
    -- static/one.txt --
    one
"""


def test_a_build_opens_what_has_changed_and_links(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: set[str] = set()

    def noted(root: Path, path: str) -> BinaryIO:
        opened.add(path)
        return open_site_file(root, path)

    def built() -> set[str]:
        """The files that a build opens to read them."""
        opened.clear()
        site.build()
        return set(opened)

    monkeypatch.setattr(scan, "open_site_file", noted)
    monkeypatch.setattr(survey, "file_clock", lambda root: time.time_ns() + 10 * COARSE_GRAIN)
    site = make_site(tmp_path, SITE)
    (tmp_path / "static/two.txt").symlink_to("one.txt")
    everything = {"content/articles/a.md", "content/topics/energy.md", "static/one.txt", "static/two.txt"}
    assert built() == everything
    assert built() == {"static/two.txt"}
    site.write(SITE.replace("Text.", "Other text.").partition("-- static")[0])
    assert built() == everything - {"static/one.txt"}, "the article was written, too"
    (tmp_path / "static/one.txt").write_text("new")
    assert built() == {"static/one.txt", "static/two.txt"}
    assert site.tree()["two.txt"] == b"new"
