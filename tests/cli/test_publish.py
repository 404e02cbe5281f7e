"""What `digest publish` and `digest status` tell the editor."""

import pytest

from tests.support.publishing import (
    Desk,
    daemon,
)

pytestmark = pytest.mark.usefixtures("nothing_half_made")


def test_articles_in_no_commit_are_named(desk: Desk) -> None:
    desk.article("more", "title: More\ndate: 2026-03-03")
    desk.article("later", "title: Later\ndate: 2026-03-03\ndraft: true")
    desk.article("grain", "title: Grain\ndate: 2026-03-02", "Changed.")
    with (desk.site.root / ".gitignore").open("a") as file:
        file.write("content/articles/kept-out.md\n")
    desk.article("kept-out", "title: Kept out\ndate: 2026-03-03")
    run = desk.publish()
    assert run.code == 0
    assert [line.partition(":")[0] for line in run.err.splitlines()] == [
        f"content/articles/{name}.md" for name in ("grain", "kept-out", "more")
    ]


def test_of_many_articles_in_no_commit_ten_are_named(desk: Desk) -> None:
    for number in range(13):
        desk.article(f"a{number:02d}", f"title: A {number}\ndate: 2026-03-03")
    lines = desk.publish("--dry-run").err.splitlines()
    assert len(lines) == 11
    assert lines[-1] == "warning: 3 more articles are published and not committed, commit them"


def test_status_says_what_the_next_publish_would_change(desk: Desk) -> None:
    assert "Nothing is published there yet" in desk.site.run("status").out
    desk.publish()
    assert "Up to date" in desk.site.run("status").out
    desk.article("more", "title: More\ndate: 2026-03-03")
    desk.article("later", "title: Later\ndate: 2026-03-03\ndraft: true")
    desk.article("grain", "title: Grain\ndate: 2026-03-02", "Changed.")
    run = desk.site.run("status")
    assert "+ /2026/03/03/more/" in run.out
    assert "~ /2026/03/02/grain/" in run.out
    assert "1 draft" in run.out
    (desk.site.root / "content/articles/ships.md").unlink()
    run = desk.site.run("status")
    assert run.code == 1
    assert "- /2026/03/01/ships/" in run.out
    assert 'the address "/2026/03/01/ships/" was published and would vanish' in run.err


def test_a_public_source_is_told_what_lies_open_in_it(desk: Desk) -> None:
    desk.article("later", "title: Later\ndate: 2026-03-03\ndraft: true")
    desk.article("soon", "title: Soon\ndate: 2026-03-03\nembargo: 2100-01-01T00:00:00+00:00")
    desk.article("part", "title: Part\ndate: 2026-03-03\nrights: excerpt")
    desk.commit()
    desk.article("mine", "title: Mine\ndate: 2026-03-03\ndraft: true")
    assert "anyone can read" not in desk.publish("--dry-run").err
    with daemon(desk.remote.parent) as address:
        desk.git("remote", "set-url", "origin", f"{address}remote.git")
        run = desk.publish()
        assert run.code == 0
        assert (
            f"anyone can read the source at {address}remote.git, and in it 1 draft, "
            "1 article that is scheduled or under embargo, 1 text of which the site shows a part only" in run.err
        )
