"""Who is seen when: drafts, embargoes, dates to come, articles that ran out or were withdrawn."""

import datetime as dt
import os
from pathlib import Path
from unittest.mock import patch

import pytest

from tests.support.building import Site, make_site

ONE_OF_EACH = """
    -- content/articles/published.md --
    ---
    title: Published
    date: 2026-11-24T08:00
    ---
    Published words.
    -- content/articles/draft.md --
    ---
    title: Draft
    date: 2026-11-24T08:00
    draft: true
    ---
    Draft words.
    -- content/articles/scheduled.md --
    ---
    title: Scheduled
    date: 2026-11-26T06:00
    ---
    Scheduled words.
    -- content/articles/embargoed.md --
    ---
    title: Embargoed
    date: 2026-11-24T08:00
    embargo: 2026-11-25T18:00
    ---
    Embargoed words.
    -- content/articles/expired.md --
    ---
    title: Expired
    date: 2026-11-20
    expires: 2026-11-24T09:00
    aliases: [/old/expired/]
    ---
    Expired words.
    -- content/articles/withdrawn.md --
    ---
    title: Withdrawn
    date: 2026-11-21
    withdrawn: The outlet took it back.
    ---
    Withdrawn words.
"""
NOON = "2026-11-24T12:00"


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return make_site(tmp_path, ONE_OF_EACH)


def shown(site: Site) -> set[str]:
    """Whose words stand anywhere in the output."""
    everything = b"\n".join(site.tree().values())
    names = ("Published", "Draft", "Scheduled", "Embargoed", "Expired", "Withdrawn")
    return {name for name in names if f"{name} words.".encode() in everything}


def test_only_what_is_published_now_is_seen(site: Site) -> None:
    report = site.build(now=NOON)
    assert shown(site) == {"Published"}
    assert report.articles == 1
    # An address that nobody has been told yet answers for nothing, not even by its folder.
    assert not [path for path in site.tree() if "draft" in path or "scheduled" in path or "embargoed" in path]


def test_each_is_asked_for_by_its_own_name(site: Site) -> None:
    site.build(now=NOON, drafts=True)
    assert shown(site) == {"Published", "Draft"}
    site.build(now=NOON, future=True)
    assert shown(site) == {"Published", "Scheduled", "Embargoed"}
    site.build(now=NOON, expired=True)
    assert shown(site) == {"Published", "Expired"}
    site.build(now=NOON, drafts=True, future=True, expired=True)
    assert shown(site) == {"Published", "Draft", "Scheduled", "Embargoed", "Expired"}, "never the withdrawn one"
    site.build(now=NOON)
    assert shown(site) == {"Published"}


def test_what_only_a_preview_shows_says_so_and_is_not_indexed(site: Site) -> None:
    site.build(now=NOON, drafts=True, future=True, expired=True)
    for slug, state, day in [
        ("draft", "draft", "2026/11/24"),
        ("scheduled", "scheduled", "2026/11/26"),
        ("embargoed", "embargoed", "2026/11/24"),
        ("expired", "expired", "2026/11/20"),
    ]:
        assert site.view(f"{day}/{slug}/", now=NOON, drafts=True, future=True, expired=True).card.state == state
        assert '<meta name="robots" content="noindex">' in site.page(f"{day}/{slug}/")
        assert slug not in site.page("sitemap/2026.xml")
    assert "noindex" not in site.page("2026/11/24/published/")


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        ("2026-11-24T07:59", {"Expired"}),
        ("2026-11-24T08:00", {"Published", "Expired"}),
        ("2026-11-24T08:59:59", {"Published", "Expired"}),
        ("2026-11-24T09:00", {"Published"}),
        ("2026-11-25T17:59:59", {"Published"}),
        ("2026-11-25T18:00", {"Published", "Embargoed"}),
        ("2026-11-26T06:00", {"Published", "Embargoed", "Scheduled"}),
        ("2026-11-26T07:00+01:00", {"Published", "Embargoed", "Scheduled"}),
        ("2026-11-26T07:00+02:00", {"Published", "Embargoed"}),
    ],
)
def test_everything_comes_and_goes_at_its_moment(site: Site, now: str, expected: set[str]) -> None:
    site.build(now=now)
    assert shown(site) == expected


def test_now_is_read_in_the_sites_zone(site: Site) -> None:
    site.write("""
        -- digest.toml --
        [site]
        timezone = "Asia/Tokyo"
        [theme]
        name = "plain"
    """)
    site.run("build", "--now", "2026-11-26T05:59")
    assert "Scheduled" not in shown(site)
    site.run("build", "--now", "2026-11-25T21:00Z")
    assert "Scheduled" in shown(site)


def test_a_withdrawn_article_leaves_a_notice_with_its_reason_only(site: Site) -> None:
    site.build(now=NOON)
    page = site.page("2026/11/21/withdrawn/")
    assert "The outlet took it back." in page
    assert '<meta name="robots" content="noindex">' in page
    assert "canonical" not in page
    others = {path: content for path, content in site.tree().items() if path != "2026/11/21/withdrawn/index.html"}
    assert not [path for path, content in others.items() if b"took it back" in content]
    assert not site.has("2026/11/21/"), "a day without any other article is no edition"


@pytest.mark.parametrize(("stated", "reason"), [("true", ""), ("yes", ""), ("Ours was wrong.", "Ours was wrong.")])
def test_withdrawn_with_and_without_a_reason(site: Site, stated: str, reason: str) -> None:
    site.write(f"""
        -- content/articles/withdrawn.md --
        ---
        title: Withdrawn
        date: 2026-11-21
        withdrawn: {stated}
        ---
    """)
    view = site.view("2026/11/21/withdrawn/", now=NOON)
    assert (view.reason, view.expired) == (reason, False)


def test_withdrawn_false_is_not_withdrawn(site: Site) -> None:
    site.write("""
        -- content/articles/withdrawn.md --
        ---
        title: Withdrawn
        date: 2026-11-21
        withdrawn: false
        ---
        Withdrawn words.
    """)
    site.build(now=NOON)
    assert shown(site) == {"Published", "Withdrawn"}


def test_an_expired_article_leaves_its_address_and_aliases_answering(site: Site) -> None:
    site.build(now=NOON)
    assert site.view("2026/11/20/expired/", now=NOON).expired
    assert "noindex" in site.page("2026/11/20/expired/")
    assert 'href="../../2026/11/20/expired/"' in site.page("old/expired/")
    assert b"Expired" not in b"".join(content for path, content in site.tree().items() if "expired" not in path)


def test_a_page_may_be_a_draft(site: Site) -> None:
    site.write("""
        -- content/pages/about.md --
        ---
        title: About
        draft: true
        ---
        About words.
    """)
    site.build(now=NOON)
    assert not site.has("about/")
    site.build(now=NOON, drafts=True)
    assert "noindex" in site.page("about/")
    assert "about" not in site.page("sitemap/pages.xml")


def test_the_line_counts_what_was_left_out_and_says_what_comes_next(site: Site) -> None:
    run = site.run("build", "--now", NOON)
    assert run.code == 0
    assert run.err == ""
    assert run.out.splitlines()[0].startswith("Built 1 article, ")
    assert run.out.splitlines()[1:] == [
        "Left out: 1 draft (see them with --drafts)",
        "Left out: 2 scheduled, the next due 2026-11-25 18:00+00:00 (see them with --future)",
    ]


def test_the_line_says_nothing_of_what_is_shown(site: Site) -> None:
    run = site.run("build", "--now", NOON, "--drafts", "--future", "--expired")
    assert run.out.startswith("Built 5 articles, ")
    assert "Left out" not in run.out


def test_the_next_due_is_the_later_of_date_and_embargo(site: Site) -> None:
    site.write("""
        -- content/articles/embargoed.md --
        ---
        title: Embargoed
        date: 2026-11-30
        embargo: 2026-11-25
        ---
    """)
    skipped = site.build(now=NOON).skipped
    assert (skipped.drafts, skipped.scheduled) == (1, 2)
    assert skipped.due == dt.datetime(2026, 11, 26, 6, tzinfo=dt.UTC)
    assert site.build(now="2026-11-26T06:00").skipped.due == dt.datetime(2026, 11, 30, tzinfo=dt.UTC)
    assert site.build(now="2026-11-30").skipped.due is None


def test_quiet_says_nothing_and_verbose_more(site: Site) -> None:
    assert site.run("build", "--now", NOON, "-q").out == ""
    assert "0 written, " in site.run("build", "--now", NOON, "-v").out


def test_the_machines_clock_gives_way_to_source_date_epoch(site: Site) -> None:
    moment = dt.datetime(2026, 11, 24, 8, 30, tzinfo=dt.UTC)
    with patch.dict(os.environ, SOURCE_DATE_EPOCH=str(int(moment.timestamp()))):
        site.run("build")
        assert shown(site) == {"Published", "Expired"}
        site.run("build", "--now", "2026-11-25T18:00")
        assert shown(site) == {"Published", "Embargoed"}


@pytest.mark.parametrize("now", ["soon", "2026-11-31", "1"])
def test_a_now_that_is_none_is_a_fault_of_usage(site: Site, now: str) -> None:
    run = site.run("build", "--now", now)
    assert run.code == 2
    assert "write a day as 2026-11-24" in run.err


def test_an_epoch_that_is_none_is_a_fault_of_usage(site: Site) -> None:
    with patch.dict(os.environ, SOURCE_DATE_EPOCH="noon"):
        run = site.run("build")
    assert run.code == 2
    assert '"noon" is not a number of seconds' in run.err
