"""An article that has run out is published by no way: a notice stands at its address, and its words stand nowhere."""

import pytest

from tests.support.building import Site
from tests.support.previewing import serving
from tests.support.publishing import Desk, refused

PAGE = "2026/03/20/over/index.html"
WORDS = "Quokkas guard the harbour."
EXPIRING = "title: Quokkas on guard\ndate: 2026-03-20\nactors: [Japan]\nexpires: 2026-03-25T00:00:00+00:00"
BEFORE, AT_ITS_END = "1774310400", "1774396800"
"""2026-03-24 and 2026-03-25, for SOURCE_DATE_EPOCH."""


def holding(files: dict[str, bytes]) -> list[str]:
    """The files that hold a word of the article."""
    return [path for path, content in files.items() if b"uokkas" in content]


@pytest.fixture
def expiring(desk: Desk) -> Desk:
    desk.article("over", EXPIRING, WORDS)
    return desk


@pytest.mark.parametrize("way", [(), ("--squash",), ("--no-push",)], ids=["branch", "squash", "no-push"])
def test_a_publish_leaves_its_text_out(expiring: Desk, way: tuple[str, ...]) -> None:
    assert expiring.publish(*way).code == 0
    assert holding(expiring.site.tree()) == []
    assert expiring.site.has("2026/03/20/over/"), "the notice"
    if way != ("--no-push",):
        assert PAGE in expiring.published()
        assert holding(expiring.published()) == []


def test_the_next_publish_takes_it_down_and_a_rollback_does_not_bring_it_back(
    expiring: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", BEFORE)
    assert expiring.publish().code == 0
    assert PAGE in holding(expiring.published())
    monkeypatch.setenv("SOURCE_DATE_EPOCH", AT_ITS_END)
    assert expiring.publish().code == 0
    assert holding(expiring.published()) == []
    refused(
        expiring.publish("--rollback", "--allow-removed"),
        'the article at "/2026/03/20/over/" was withdrawn since, and would come back',
    )
    assert holding(expiring.published()) == []


def test_it_is_not_offered_for_an_address_that_dies(desk: Desk) -> None:
    """The article with the same words has run out: an alias in it would lead to a notice."""
    desk.article("moved", "title: Quokkas on guard\ndate: 2026-03-20", WORDS)
    desk.publish()
    (desk.site.root / "content/articles/moved.md").unlink()
    desk.article("over", EXPIRING, WORDS)
    run = desk.publish()
    refused(run, 'the address "/2026/03/20/moved/" was published and would vanish')
    assert "over.md" not in run.err


def test_a_preview_shows_the_notice_too(expiring: Desk) -> None:
    with serving(Site(expiring.site.root)) as preview:
        page = preview.get("/news/2026/03/20/over/")
        assert (page.status, "uokkas" in page.text) == (200, False)
