"""No address that was published dies unexplained."""

import datetime as dt
from collections.abc import Callable
from unittest.mock import patch

import pytest

from digest.publish.dead_addresses import unexplained
from digest.publish.tree_changes import Changes
from tests.support.publishing import Desk, refused


def retitled(desk: Desk) -> str | None:
    desk.article("ships", "title: Other words\ndate: 2026-03-01", "Twelve ships passed the strait at dawn.")
    return None


def redated(desk: Desk) -> str | None:
    file = desk.site.root / "content/articles/ships.md"
    file.write_text(file.read_text().replace("2026-03-01", "2026-03-04"))
    return "content/articles/ships.md"


def renamed(desk: Desk) -> str | None:
    desk.git("mv", "content/articles/ships.md", "content/articles/fleet.md")
    return "content/articles/fleet.md"


def reslugged(desk: Desk) -> str | None:
    file = desk.site.root / "content/articles/ships.md"
    file.write_text(file.read_text().replace("actors:", "slug: armada\nactors:"))
    return "content/articles/ships.md"


def deleted(desk: Desk) -> str | None:
    (desk.site.root / "content/articles/ships.md").unlink()
    return ""


def drafted(desk: Desk) -> str | None:
    file = desk.site.root / "content/articles/ships.md"
    file.write_text(file.read_text().replace("actors:", "draft: true\nactors:"))
    return ""


def succeeded(desk: Desk) -> str | None:
    """By another article of the same name on another day."""
    desk.article("ships", "title: Ships of the desert\ndate: 2026-03-08", "Camels carried salt across the dunes again.")
    return ""


def replaced(desk: Desk) -> str | None:
    """By something else altogether: no alias is offered for it."""
    (desk.site.root / "content/articles/ships.md").unlink()
    desk.article(
        "opera", "title: A night at the opera\ndate: 2026-03-01", "The tenor was applauded for minutes on end."
    )
    return ""


@pytest.mark.parametrize("edit", [retitled, redated, renamed, reslugged, deleted, drafted, replaced, succeeded])
def test_no_address_dies_unexplained(desk: Desk, edit: Callable[[Desk], str | None]) -> None:
    """`edit` returns the file that an alias is offered for, nothing for none, None where no address is lost."""
    desk.publish()
    tip = desk.tip()
    path = edit(desk)
    run = desk.publish()
    if path is None:
        assert run.code == 0
        assert "2026/03/01/ships/index.html" in desk.published()
        return
    refused(run, 'the address "/2026/03/01/ships/" was published and would vanish')
    assert desk.tip() == tip
    if path:
        refused(run, f'{path}:1:1: the address "/2026', "aliases: [/2026/03/01/ships/]", "--write-aliases")
        assert desk.publish("--write-aliases").code == 0
        assert b'http-equiv="refresh"' in desk.published()["2026/03/01/ships/index.html"]
        assert "/2026/03/01/ships/" in (desk.site.root / path).read_text()
        assert "Up to date" in desk.publish().out
    else:
        refused(run, 'say "withdrawn: …" in it', "--allow-removed")
        assert desk.publish("--allow-removed").code == 0
        assert "2026/03/01/ships/index.html" not in desk.published()


def test_what_is_withdrawn_or_runs_out_keeps_its_address(desk: Desk) -> None:
    desk.article("more", "title: More\ndate: 2026-03-02\nexpires: 2026-03-03T00:00:00+00:00")
    desk.publish()
    desk.article("ships", "title: Ships\ndate: 2026-03-01\nwithdrawn: Retracted.")
    assert desk.publish().code == 0
    assert b"Retracted." in desk.published()["2026/03/01/ships/index.html"]
    assert "2026/03/02/more/index.html" in desk.published()


def test_aliases_and_pages_are_addresses_too(desk: Desk) -> None:
    desk.article("ships", "title: Ships\ndate: 2026-03-01\naliases: [/old/ships/, /2019/ships.html]")
    (desk.site.root / "content/pages").mkdir()
    (desk.site.root / "content/pages/about.md").write_text("---\ntitle: About\n---\nUs.\n")
    desk.publish()
    desk.article("ships", "title: Ships\ndate: 2026-03-01")
    (desk.site.root / "content/pages/about.md").unlink()
    refused(desk.publish(), '"/old/ships/"', '"/2019/ships.html"', '"/about/"')


def test_pages_that_follow_from_others_come_and_go(desk: Desk) -> None:
    """Days, weeks, months, dossiers and feeds are no addresses of the editor's."""
    desk.publish()
    desk.article("ships", "title: Ships\ndate: 2026-03-01\nedition: 2026-03-02\naliases: [/2026/03/01/ships/]")
    run = desk.publish()
    assert run.code == 0, run.err
    assert not {"2026/03/01/index.html", "actors/japan/index.html", "actors/japan/feed.xml"} & desk.published().keys()


def test_an_alias_is_written_when_the_editor_says_yes(desk: Desk) -> None:
    desk.publish()
    renamed(desk)
    with patch("digest.cli.publish._agreed", return_value=True):
        run = desk.publish()
    assert run.code == 0, run.err
    assert "aliases" in (desk.site.root / "content/articles/fleet.md").read_text()


def test_nothing_is_written_without_a_yes(desk: Desk) -> None:
    desk.publish()
    renamed(desk)
    before = (desk.site.root / "content/articles/fleet.md").read_bytes()
    desk.publish()
    desk.publish("--dry-run")
    assert desk.publish("--dry-run", "--write-aliases").code == 2
    desk.site.run("status")
    assert (desk.site.root / "content/articles/fleet.md").read_bytes() == before


def test_of_many_dead_addresses_fifty_are_named_and_the_rest_counted(desk: Desk) -> None:
    for many, named, rest in ((50, 50, ""), (52, 50, "… and 2 more addresses that were published")):
        lost = {f"2026/03/01/n{n:02d}/": b"" for n in range(many)}
        findings, offers = unexplained(lost, Changes(), desk.site.root, dt.datetime(2026, 3, 31, tzinfo=dt.UTC))
        assert offers == ()
        assert [finding.message for finding in findings[:named]] == [
            f'the address "/{address}" was published and would vanish' for address in list(lost)[:named]
        ]
        assert "".join(finding.message for finding in findings[named:]) == rest


def test_of_many_new_addresses_twenty_are_named_and_the_rest_counted(desk: Desk) -> None:
    desk.publish()
    for n in range(20):
        desk.article(f"n{n:02d}", f"title: N{n}\ndate: 2026-03-03")
    listed = [f"  + /2026/03/03/n{n:02d}/" for n in range(20)]

    def new() -> list[str]:
        lines = desk.site.run("status").out.splitlines()
        return [line for line in lines if line.startswith("  +") or "more that are" in line]

    assert new() == listed
    for n in range(20, 23):
        desk.article(f"n{n:02d}", f"title: N{n}\ndate: 2026-03-03")
    assert new() == [*listed, "    and 3 more that are new"]
