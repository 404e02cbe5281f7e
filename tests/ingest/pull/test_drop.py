"""`digest drop`: a draft goes, and no pull brings it again. `digest keep` and `digest pull` say what waits."""

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from digest.cli import program
from digest.ingest.pull.drop import drop
from digest.lock import alone
from digest.site import load_config
from tests.support.building import make_site
from tests.support.loopback import Loopback, Reply
from tests.support.pulling import STORY, articles, feed, item, pull, seen, site_of


def test_a_dropped_draft_does_not_come_again(tmp_path: Path) -> None:
    """Whether a pull brought it or `digest add --draft`, whatever is left of the cache."""
    with Loopback({"/f": Reply(feed(item("One", link="https://e.org/1"), item("Two", link="https://e.org/2")))}) as web:
        site = site_of(tmp_path, f'url = "{web.url}/f"')
        (tmp_path / "two.txt").write_text(f"Two\nhttps://e.org/2?utm_source=mail\n\n{STORY * 8}")
        assert site.run("add", str(tmp_path / "two.txt"), "--draft").code == 0
        dropped = site.run("drop", "two")
        assert dropped.out.splitlines()[-1] == "1 dropped."
        assert seen(site) == ["e.org/2"]
        assert "1 new" in pull(site).out
        assert site.run("drop", "one").code == 0
        shutil.rmtree(tmp_path / ".digest")
        assert pull(site).out == f"{web.url}/f: 0 new, 2 pulled before\n0 new.\n"
    assert articles(site) == []


def test_all_outlets_of_a_text_are_remembered(tmp_path: Path) -> None:
    site = make_site(
        tmp_path,
        """
        -- content/articles/a.md --
        ---
        title: A
        date: 2026-11-24
        url: https://www.gazette.example/a/
        also: [{source: Herald, url: "https://herald.example/a"}, {source: AP}]
        draft: true
        ---
        Words.
        """,
    )
    assert site.run("drop", "a").out == "content/articles/a.md\n1 dropped.\n"
    assert seen(site) == ["gazette.example/a", "herald.example/a"]


def test_what_is_no_draft_stays(tmp_path: Path) -> None:
    site = make_site(tmp_path)
    (tmp_path / "content/articles").mkdir()
    for name, line in (("a", "lang: en"), ("b", "draft: perhaps"), ("c", "draft: true")):
        text = f"---\ntitle: {name}\ndate: 2026-11-24\n{line}\n---\nWords.\n"
        (tmp_path / f"content/articles/{name}.md").write_text(text)
    done = site.run("drop", "a", "b", "c")
    assert done.code == 1
    assert done.out == "content/articles/a.md is not a draft: it stays\ncontent/articles/c.md\n1 dropped.\n"
    assert 'content/articles/b.md:4:8: draft: "perhaps" is neither true nor false' in done.err
    assert articles(site) == ["a.md", "b.md"]


def test_a_draft_is_noted_before_it_is_deleted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site = make_site(tmp_path)
    site.run("new", "Idea", "--date", "2026-11-24")

    unlink = Path.unlink

    def refuse(path: Path, missing_ok: bool = False) -> None:
        if path.suffix == ".md":
            raise PermissionError(13, "Permission denied")
        unlink(path, missing_ok)

    monkeypatch.setattr(Path, "unlink", refuse)
    (result,) = drop(tmp_path, ["content/articles/2026/11/idea.md"], load_config(tmp_path), 2026)
    assert [str(finding) for finding in result.findings] == [
        "content/articles/2026/11/idea.md: cannot be deleted: Permission denied"
    ]
    assert len(seen(site)) == 1


def test_it_waits_for_no_pull(tmp_path: Path) -> None:
    site = make_site(tmp_path)
    site.run("new", "Idea", "--date", "2026-11-24")
    with alone(tmp_path / ".digest/pull.lock", "digest pull"):
        done = site.run("drop", "idea")
    assert (done.code, "another digest pull is at work here" in done.err) == (1, True)
    assert articles(site) == ["idea.md"]


DRAFTS = """
    -- content/articles/a.md --
    ---
    title: Harbour opens
    date: 2026-11-24
    added: 2026-11-24T08:15:00+00:00
    source: The Gazette
    draft: true
    ---
    Words.
    -- content/articles/b.md --
    ---
    title: Harbour closes
    date: 2026-11-26
    added: 2026-11-20T08:15:00+00:00
    draft: true
    ---
    Words.
    -- content/articles/c.md --
    ---
    title: Published
    date: 2026-11-26
    ---
    Words.
"""


def test_keep_alone_lists_what_waits(tmp_path: Path) -> None:
    site = make_site(tmp_path, DRAFTS)
    done = site.run("keep")
    assert (done.code, done.out) == (
        0,
        "2026-11-24 08:15  The Gazette  Harbour opens   a\n2026-11-20 08:15               Harbour closes  b\n",
    )
    assert done.err.startswith("2 drafts wait, the oldest since 2026-11-20. Next: digest keep ARTICLE")
    assert site.run("keep", "a", "b").code == 0
    assert site.run("keep").err == "no draft waits\n"


@pytest.mark.parametrize(("text", "day"), [("today", "2027-06-01"), ("tomorrow", "2027-06-02"), ("2026-12-01",) * 2])
def test_keep_puts_drafts_into_an_edition(tmp_path: Path, text: str, day: str) -> None:
    site = make_site(tmp_path, DRAFTS)
    before = (tmp_path / "content/articles/a.md").read_text()
    assert site.run("keep", "--edition", text, "a").code == 0
    after = before.replace("draft: true\n", "").replace("2026-11-24\n", f"2026-11-24\nedition: {day}\n")
    assert (tmp_path / "content/articles/a.md").read_text() == after
    site.build()
    assert "Harbour opens" in site.page(f"{day.replace('-', '/')}/a/")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [(["--edition", "soon", "a"], '--edition: "soon" is not a date'), (["--edition", "today"], "name the drafts")],
    ids=["no day", "no draft"],
)
def test_an_edition_needs_a_day_and_drafts(tmp_path: Path, arguments: list[str], words: str) -> None:
    done = make_site(tmp_path, DRAFTS).run("keep", *arguments)
    assert (done.code, words in done.err) == (2, True)


def test_the_rest_is_dropped_in_one_call(tmp_path: Path) -> None:
    site = make_site(tmp_path, DRAFTS)
    assert site.run("keep", "a").code == 0
    names = site.run("list", "drafts", "--format", "paths").out
    result = CliRunner().invoke(program, ["-C", str(tmp_path), "drop", "-"], input=names)
    assert result.stdout == "content/articles/b.md\n1 dropped.\n"
    assert articles(site) == ["a.md", "c.md"]
