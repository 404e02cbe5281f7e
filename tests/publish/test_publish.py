"""`digest publish` to a branch, against real repositories: what gets there, and what stays as it was."""

import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest

from digest.publish.tree_repository import TreeRepository
from tests.support.building import Site
from tests.support.publishing import (
    BASE_URL,
    Desk,
    files_of,
    git,
    push_tree,
    refused,
    run_apart,
    said,
    untouched,
)

EXTRA = {".nojekyll", ".digest-publish.json"}

pytestmark = pytest.mark.usefixtures("nothing_half_made")


# The ordinary days


def test_the_first_publish_puts_the_planned_tree_on_the_branch(desk: Desk) -> None:
    run = desk.publish()
    assert run.code == 0, run.err
    assert desk.published().keys() == desk.site.tree().keys() | EXTRA
    assert {path: content for path, content in desk.published().items() if path not in EXTRA} == desk.site.tree()
    assert BASE_URL in run.out
    assert "this first time" in said(run)
    assert git(desk.remote, "log", "-1", "--format=%an", "gh-pages").strip() == "Ada"


def test_nothing_changed_makes_no_commit(desk: Desk) -> None:
    desk.publish()
    tip = desk.tip()
    run = desk.publish()
    assert (run.code, desk.tip()) == (0, tip)
    assert "Up to date" in run.out


def test_a_commit_of_the_source_that_changes_no_page_makes_no_commit(desk: Desk) -> None:
    desk.publish()
    (desk.site.root / "README").write_text("Hello\n")
    desk.commit()
    assert "Up to date" in desk.publish().out


def test_one_change_is_one_commit_that_holds_little(desk: Desk) -> None:
    desk.publish()
    before = desk.tip()
    desk.article("grain", "title: Grain\ndate: 2026-03-02", "Exports of grain fell.")
    desk.commit()
    desk.publish()
    changed = git(desk.remote, "diff", "--name-only", before, desk.tip()).split()
    assert "2026/03/02/grain/index.html" in changed
    beside = [path for path in changed if not path.startswith("search/")]
    assert len(beside) < 12
    assert len(changed) < len(beside) + 8, "of the search index the newest month"
    assert git(desk.remote, "rev-parse", f"{desk.tip()}^").strip() == before


def test_a_deleted_cache_costs_nothing_but_time(desk: Desk) -> None:
    desk.publish()
    shutil.rmtree(desk.site.root / ".digest")
    assert "Up to date" in desk.publish().out
    shutil.rmtree(desk.site.root / ".digest")
    desk.article("grain", "title: Grain\ndate: 2026-03-02", "Exports of grain fell.")
    assert desk.publish().code == 0
    assert desk.commits() == 2


@pytest.mark.parametrize("filters", ["true", "false"])
def test_a_fresh_clone_publishes_on(desk: Desk, tmp_path: Path, filters: str) -> None:
    """Whether the server can leave out what files hold, or cannot."""
    git(desk.remote, "config", "uploadpack.allowFilter", filters)
    desk.git("push", "--quiet", "origin", "main")
    desk.publish()
    git(tmp_path, "clone", "--quiet", str(desk.remote), "clone")
    other = Desk(Site(tmp_path / "clone"), desk.remote)
    assert "Up to date" in other.publish().out
    other.article("grain", "title: Grain\ndate: 2026-03-02", "Exports of grain fell.")
    assert other.publish().code == 0
    assert b"grain fell" in desk.published()["2026/03/02/grain/index.html"]
    assert desk.commits() == 2


def test_what_is_sent_is_in_proportion_to_what_changed(desk: Desk) -> None:
    """Measured by the objects that the remote has got."""
    for number in range(60):
        desk.article(f"a{number}", f"title: No. {number}\ndate: 2026-02-{number % 28 + 1:02d}", f"{number} words " * 99)
    desk.publish()
    first = objects(desk.remote)
    desk.article("a5", "title: Number 5\ndate: 2026-02-06", "Other words, 5.")
    desk.publish()
    assert objects(desk.remote) - first < first / 10


def objects(repository: Path) -> int:
    counted = dict(line.split(": ") for line in git(repository, "count-objects", "-v").splitlines())
    return int(counted["count"]) + int(counted["in-pack"])


def test_many_files_are_packed_and_how_far_it_is_is_told(desk: Desk) -> None:
    told: dict[str, list[tuple[int, int]]] = {}
    with (
        patch("digest.publish.tree_repository._MANY", 1),
        patch("digest.cli.progress.Bars._update", lambda bars, *said: told.setdefault(said[0], []).append(said[1:])),
    ):
        assert desk.publish().code == 0
    made = desk.site.root / ".digest/publish/repository"
    assert git(made, "count-objects").startswith("0 objects")
    assert all(told[label] for label in ("Building", "Comparing", "Pushing"))
    done, of = told["Pushing"][-1]
    assert done == of > len(desk.site.tree())
    assert "Up to date" in desk.publish().out


def test_only_changed_files_are_read(desk: Desk) -> None:
    desk.publish()
    with patch("digest.publish.publish.contents", side_effect=list) as looked:
        desk.publish()
    assert looked.call_args.args[0] is not None
    assert list(looked.call_args.args[0]) == []


def test_without_a_base_url_build_and_publish_undo_nothing_of_each_other(desk: Desk) -> None:
    stated, unstated = 'base_url = "https://desk.github.io/Daily/"\n', f'base_url = "{BASE_URL}"\n'
    config = desk.site.root / "digest.toml"
    config.write_text(config.read_text().replace(unstated, ""))
    desk.git("remote", "set-url", "origin", "https://github.com/Desk/Daily.git")
    desk.git("config", f"url.{desk.remote}.insteadOf", "https://github.com/Desk/Daily.git")
    desk.site.run("build")
    built = desk.site.tree()
    assert desk.publish().code == 0
    assert b"https://desk.github.io/Daily/" in desk.published()["feed.xml"]
    assert desk.site.tree() == built
    assert "nothing changed" in desk.site.run("build").out
    assert "Up to date" in desk.publish().out
    config.write_text(config.read_text().replace("[site]\n", f"[site]\n{stated}"))
    assert "Up to date" in desk.publish().out
    assert desk.site.tree().keys() | EXTRA == desk.published().keys()
    assert not (desk.site.root / ".digest/publish/output").exists()


# Whose things stay as they were


def test_the_editors_repository_is_not_touched(desk: Desk) -> None:
    (desk.site.root / "content/articles/new.md").write_text("---\ntitle: New\ndate: 2026-03-03\n---\nNew.\n")
    desk.git("branch", "gh-pages")
    before = untouched(desk)
    assert desk.publish().code == 0
    assert desk.publish("--dry-run").code == 0
    assert desk.site.run("status").code == 0
    assert untouched(desk) == before


def test_a_foreign_file_in_the_output_is_not_published(desk: Desk) -> None:
    desk.publish()
    (desk.site.output / "notes.txt").write_text("mine")
    (desk.site.output / "2026/.gitattributes").write_text("* text eol=crlf\n*.html filter=evil\n")
    desk.publish()
    assert not {"notes.txt", "2026/.gitattributes", ".digest-owned"} & desk.published().keys()


def test_settings_of_the_editor_change_no_byte(desk: Desk, tmp_path: Path) -> None:
    with (tmp_path / ".gitconfig").open("a") as file:
        file.write(
            "[core]\nautocrlf = true\nexcludesFile = ~/ignore\nattributesFile = ~/attributes\nhooksPath = ~/hooks\n"
            "[commit]\ngpgSign = true\n[push]\nfollowTags = true\ndefault = nothing\n"
        )
    (tmp_path / "ignore").write_text("*.html\n")
    (tmp_path / "attributes").write_text("* text eol=crlf\n")
    (tmp_path / "hooks").mkdir()
    hook = tmp_path / "hooks/pre-push"
    hook.write_text("#!/bin/sh\nexit 1\n")
    hook.chmod(0o755)
    desk.git("config", "core.autocrlf", "false")
    assert desk.publish().code == 0
    assert {path: content for path, content in desk.published().items() if path not in EXTRA} == desk.site.tree()


def test_variables_of_a_hook_lead_nowhere_else(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_DIR", str(desk.site.root / ".git"))
    monkeypatch.setenv("GIT_INDEX_FILE", ".git/index")
    monkeypatch.setenv("GIT_WORK_TREE", "/nowhere")
    assert desk.publish().code == 0
    monkeypatch.undo()
    assert desk.git("diff", "--cached", "--name-only") == ""


def test_dry_run_lists_and_changes_nothing(desk: Desk) -> None:
    run = desk.publish("--dry-run")
    assert "+ 2026/03/02/grain/index.html\n" in run.out
    assert desk.tip() == ""
    desk.publish()
    tip = desk.tip()
    desk.article("grain", "title: Grain\ndate: 2026-03-02\nwithdrawn: Wrong.")
    desk.article("more", "title: More\ndate: 2026-03-02")
    (desk.site.root / "content/articles/ships.md").unlink()
    out = desk.publish("--dry-run", "--allow-removed").out
    assert "+ 2026/03/02/more/index.html\n" in out
    assert "~ 2026/03/02/grain/index.html\n" in out
    assert "- 2026/03/01/ships/index.html\n" in out
    assert desk.tip() == tip


def test_no_push_commits_and_sends_nothing(desk: Desk) -> None:
    run = desk.publish("--no-push")
    assert (run.code, desk.tip()) == (0, "")
    made = desk.site.root / ".digest/publish/repository"
    assert files_of(made, "refs/digest/next").keys() == desk.site.tree().keys() | EXTRA
    desk.publish()
    assert files_of(made, "refs/digest/next") == desk.published()


def test_squash_leaves_the_newest_alone(desk: Desk) -> None:
    desk.publish()
    desk.article("grain", "title: Grain\ndate: 2026-03-02\nwithdrawn: Wrong.")
    desk.publish()
    assert desk.commits() == 2
    assert desk.publish("--squash").code == 0, "nothing changed, and yet the history is to go"
    assert desk.commits() == 1
    assert "Up to date" in desk.publish("--squash").out
    desk.configure('[publish]\nhistory = "squash"\n')
    desk.article("more", "title: More\ndate: 2026-03-02")
    desk.publish()
    assert desk.commits() == 1
    assert "2026/03/02/more/index.html" in desk.published()


# Others


def test_who_comes_second_is_told_and_nothing_is_lost(desk: Desk) -> None:
    desk.publish()
    desk.article("more", "title: More\ndate: 2026-03-03")
    theirs = []
    push = TreeRepository.push

    def meanwhile(self: TreeRepository, *arguments: Any, **named: Any) -> None:
        theirs.append(push_tree(desk, {"index.html": "theirs"}))
        push(self, *arguments, **named)

    with patch.object(TreeRepository, "push", meanwhile):
        run = desk.publish()
    assert run.code == 1
    assert "somebody else published meanwhile, and digest has not overwritten it, run digest publish again" in run.err
    assert desk.tip() == theirs[0]


def test_of_many_at_once_each_wins_or_is_told(desk: Desk) -> None:
    desk.git("push", "--quiet", "origin", "main")
    desk.publish()
    others = []
    for number in range(4):
        folder = desk.remote.parent / f"clone{number}"
        git(desk.remote.parent, "clone", "--quiet", str(desk.remote), str(folder))
        other = Desk(Site(folder), desk.remote)
        other.article(f"by-{number}", f"title: By {number}\ndate: 2026-03-03")
        others.append(other)
    with ThreadPoolExecutor(4) as pool:
        runs = list(pool.map(lambda other: run_apart(other, "publish", "--allow-removed"), others))
    won = sum(run.returncode == 0 for run in runs)
    assert won >= 1
    assert desk.commits() == 1 + won
    assert all("somebody else published meanwhile" in run.stderr for run in runs if run.returncode)


def test_what_others_made_of_the_branch_meanwhile_is_built_upon(desk: Desk, tmp_path: Path) -> None:
    """The branch was written anew, by digest, elsewhere."""
    desk.publish()
    desk.publish("--squash")
    git(desk.remote, "update-ref", "refs/heads/gh-pages", desk.tip())
    desk.article("more", "title: More\ndate: 2026-03-03")
    assert desk.publish().code == 0
    git(desk.remote, "update-ref", "-d", "refs/heads/gh-pages")
    assert desk.publish().code == 0
    assert "2026/03/03/more/index.html" in desk.published()


def test_commits_are_named_by_seven_figures(desk: Desk) -> None:
    source = desk.git("rev-parse", "HEAD").strip()
    out = desk.publish().out
    first = desk.tip()
    assert f"Published {first[:7]}: " in out
    message = git(desk.remote, "log", "-1", "--format=%s%n%b", "gh-pages")
    assert message.startswith(f"Publish {source[:7]}: ")
    assert f"Source: {source}\n" in message
    desk.article("more", "title: More\ndate: 2026-03-03")
    desk.publish()
    refused(desk.publish("--rollback"), "is newer than the publish before")
    desk.publish("--rollback", "--allow-removed")
    assert git(desk.remote, "log", "-1", "--format=%s", "gh-pages").startswith(f"Go back to {first[:7]}: ")
