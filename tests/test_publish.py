"""`digest publish` to a branch, against real repositories: what gets there, what stays as it was, what is said."""

import os
import shutil
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from unittest.mock import patch

import pytest

from digest.publish.private import Private
from tests.support.building import Site
from tests.support.publishing import (
    BASE_URL,
    Desk,
    alone,
    daemon,
    files_of,
    git,
    make_desk,
    make_remote,
    push_tree,
    refusing_server,
    run_apart,
    said,
    untouched,
)

EXTRA = {".nojekyll", ".digest-publish.json"}


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    alone(tmp_path, monkeypatch)
    return make_desk(tmp_path)


@pytest.fixture(autouse=True)
def _leaves_nothing_half_made(tmp_path: Path) -> Iterator[None]:
    yield
    assert not list(tmp_path.rglob("making-*"))


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
    run = desk.publish()
    changed = git(desk.remote, "diff", "--name-only", before, desk.tip()).split()
    assert "2026/03/02/grain/index.html" in changed
    assert len(changed) < 12
    assert f"0 added, {len(changed)} changed, 0 removed" in run.out
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
        patch("digest.publish.private._MANY", 1),
        patch("digest.cli.progress.Bars._tell", lambda bars, *said: told.setdefault(said[0], []).append(said[1:])),
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


# Where to


def test_a_remote_by_its_address_needs_no_repository(desk: Desk) -> None:
    shutil.rmtree(desk.site.root / ".git")
    other = make_remote(desk.remote.parent / "elsewhere.git")
    desk.configure('[publish]\nremote = "../elsewhere.git"\nbranch = "main"\n')
    assert desk.publish().code == 0
    assert "index.html" in files_of(other, "refs/heads/main")


def test_over_gits_own_daemon(desk: Desk) -> None:
    with daemon(desk.remote.parent) as address:
        desk.git("remote", "set-url", "origin", f"{address}remote.git")
        assert desk.publish().code == 0
        desk.article("more", "title: More\ndate: 2026-03-02")
        assert "Published" in desk.publish().out
        assert "Up to date" in desk.publish().out
    assert "2026/03/02/more/index.html" in desk.published()
    run = desk.publish()
    assert (run.code, run.err.count("\n")) == (1, 1)
    assert "it cannot be reached" in run.err


def test_a_repository_on_github_that_is_reached_by_another_way(desk: Desk) -> None:
    file = desk.site.root / "digest.toml"
    file.write_text(file.read_text().replace(f'base_url = "{BASE_URL}"\n', ""))
    desk.git("remote", "set-url", "origin", "https://github.com/Desk/Daily.git")
    desk.git("config", f"url.{desk.remote}.insteadOf", "https://github.com/Desk/Daily.git")
    run = desk.publish()
    assert run.code == 0, run.err
    assert "of github.com/Desk/Daily. The site stands at https://desk.github.io/Daily/" in run.out
    assert "https://github.com/Desk/Daily/settings/pages" in run.out
    assert b"https://desk.github.io/Daily/" in desk.published()["feed.xml"]


def test_a_push_url_is_where_it_goes(desk: Desk) -> None:
    other = make_remote(desk.remote.parent / "elsewhere.git")
    desk.git("remote", "set-url", "--push", "origin", str(other))
    desk.publish()
    assert desk.tip() == ""
    assert "index.html" in files_of(other, "refs/heads/gh-pages")


def detached(desk: Desk) -> Desk:
    desk.git("checkout", "--quiet", "--detach")
    return desk


def dirty(desk: Desk) -> Desk:
    desk.article("more", "title: More\ndate: 2026-03-03")
    return desk


def unborn(desk: Desk) -> Desk:
    shutil.rmtree(desk.site.root / ".git")
    desk.git("init", "--quiet")
    desk.git("remote", "add", "origin", str(desk.remote))
    return desk


def diverged(desk: Desk) -> Desk:
    """A branch of that name stands here too, and is another."""
    desk.git("branch", "gh-pages")
    return desk


def in_a_worktree(desk: Desk) -> Desk:
    desk.git("worktree", "add", "--quiet", "../tree", "HEAD")
    return Desk(Site(desk.site.root.parent / "tree"), desk.remote)


def in_a_submodule(desk: Desk) -> Desk:
    top = desk.site.root.parent / "top"
    git(desk.site.root.parent, "init", "--quiet", str(top))
    git(top, "-c", "protocol.file.allow=always", "submodule", "--quiet", "add", str(desk.site.root), "site")
    git(top / "site", "remote", "set-url", "origin", str(desk.remote))
    return Desk(Site(top / "site"), desk.remote)


def in_a_folder_of_the_repository(desk: Desk) -> Desk:
    top = desk.site.root.parent / "top"
    top.mkdir()
    shutil.copytree(desk.site.root, top / "sites/news", ignore=shutil.ignore_patterns(".git"))
    git(top, "init", "--quiet")
    git(top, "remote", "add", "origin", str(desk.remote))
    return Desk(Site(top / "sites/news"), desk.remote)


def shallow(desk: Desk) -> Desk:
    desk.commit("One more")
    folder = desk.site.root.parent / "shallow"
    git(desk.site.root.parent, "clone", "--quiet", "--depth=1", f"file://{desk.site.root}", str(folder))
    git(folder, "remote", "set-url", "origin", str(desk.remote))
    return Desk(Site(folder), desk.remote)


def nameless(desk: Desk) -> Desk:
    (desk.site.root.parent / ".gitconfig").write_text("[user]\nuseConfigOnly = true\n")
    return desk


@pytest.mark.parametrize(
    "case",
    [
        detached, dirty, unborn, diverged, in_a_worktree, in_a_submodule, in_a_folder_of_the_repository, shallow,
        nameless,
    ],
)  # fmt: skip
def test_it_works(desk: Desk, case: object) -> None:
    assert callable(case)
    here: Desk = case(desk)
    run = here.publish()
    assert run.code == 0, run.err
    assert "index.html" in desk.published()
    assert "Up to date" in here.publish().out


# Where not


def no_repository(desk: Desk) -> str:
    shutil.rmtree(desk.site.root / ".git")
    return "this site is in no git repository"


def ignored_by_the_repository_above(desk: Desk) -> str:
    shutil.rmtree(desk.site.root / ".git")
    home = desk.site.root.parent
    git(home, "init", "--quiet")
    git(home, "remote", "add", "origin", str(desk.remote))
    (home / ".gitignore").write_text("*\n")
    return "this site is in no git repository"


def no_remote(desk: Desk) -> str:
    desk.git("remote", "remove", "origin")
    return 'the repository has no remote "origin", add it: git remote add origin'


def other_remote(desk: Desk) -> str:
    desk.git("remote", "rename", "origin", "orign")
    return 'no remote "origin", did you mean "orign"?'


def a_file_in_the_way(desk: Desk) -> str:
    (desk.site.root / ".digest").mkdir()
    (desk.site.root / ".digest/publish").write_text("")
    return ".digest/publish: cannot be written: File exists"


def missing_remote(desk: Desk) -> str:
    shutil.rmtree(desk.remote)
    return "there is no such repository"


def no_git(desk: Desk) -> str:
    os.environ["PATH"] = str(desk.remote)
    return "publishing needs the program git"


def old_git(desk: Desk) -> str:
    programs = desk.remote.parent / "bin"
    programs.mkdir()
    (programs / "git").write_text("#!/bin/sh\necho git version 2.20.1\n")
    (programs / "git").chmod(0o755)
    os.environ["PATH"] = f"{programs}:{os.environ['PATH']}"
    return "publishing needs git 2.32 or later, here is git version 2.20.1"


def no_way_to_read(desk: Desk) -> str:
    desk.git("remote", "set-url", "origin", "http://127.0.0.1:9/desk/news.git")
    return "it cannot be reached"


def refused_by_a_hook(desk: Desk) -> str:
    hook = desk.remote / "hooks/pre-receive"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\necho not today >&2\nexit 1\n")
    hook.chmod(0o755)
    return "a hook of the repository refused"


def checked_out_there(desk: Desk) -> str:
    folder = desk.remote.parent / "worked-in"
    git(desk.remote.parent, "init", "--quiet", "--initial-branch=gh-pages", str(folder))
    desk.git("remote", "set-url", "origin", str(folder))
    return "that branch is checked out there"


def ssh_refuses(desk: Desk) -> str:
    desk.git("remote", "set-url", "origin", "git@github.com:desk/news.git")
    desk.git("config", "core.sshCommand", "echo 'git@github.com: Permission denied (publickey).' >&2; false")
    return "github.com/desk/news: ssh was refused, log in"


@pytest.mark.parametrize(
    "case",
    [
        no_repository, ignored_by_the_repository_above, no_remote, other_remote, a_file_in_the_way, missing_remote,
        no_git, old_git, no_way_to_read, refused_by_a_hook, checked_out_there, ssh_refuses,
    ],
)  # fmt: skip
def test_it_says_so_in_one_line(desk: Desk, case: object, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", os.environ["PATH"])
    assert callable(case)
    expected: str = case(desk)
    run = desk.publish()
    assert run.code == 1
    assert expected in run.err
    assert run.err.count("\n") == 1
    assert "://user" not in run.err


def test_a_password_in_an_address_is_not_shown(desk: Desk) -> None:
    desk.git("remote", "set-url", "origin", "http://ada:s3cret@127.0.0.1:9/desk/news.git")
    run = desk.publish()
    assert run.code == 1
    assert "s3cret" not in run.out + run.err


def test_refused_credentials(desk: Desk) -> None:
    """A server that asks for a name, where nobody can be asked."""
    with refusing_server() as address:
        desk.git("remote", "set-url", "origin", f"{address}desk/news.git")
        run = desk.publish()
    assert (run.code, run.err.count("\n")) == (1, 1)
    assert "it did not accept who you are, log in" in run.err


# Others


def test_who_comes_second_is_told_and_nothing_is_lost(desk: Desk) -> None:
    desk.publish()
    desk.article("more", "title: More\ndate: 2026-03-03")
    theirs = []
    push = Private.push

    def meanwhile(self: Private, *arguments: object, **named: object) -> None:
        theirs.append(push_tree(desk, {"index.html": "theirs"}))
        push(self, *arguments, **named)  # type: ignore[arg-type]

    with patch.object(Private, "push", meanwhile):
        run = desk.publish()
    assert run.code == 1
    assert "somebody else published meanwhile; what they published stands, run digest publish again" in run.err
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


# Back


def test_rollback_goes_back_step_by_step(desk: Desk) -> None:
    states = []
    for words in ("one", "two", "three"):
        desk.article("grain", "title: Grain\ndate: 2026-03-02", f"State {words}.")
        desk.publish()
        states.append(desk.published())
    assert desk.publish("--rollback").code == 0
    assert desk.published() == states[1]
    assert desk.publish("--rollback").code == 0
    assert desk.published() == states[0]
    assert desk.commits() == 5
    run = desk.publish("--rollback")
    assert run.code == 1
    assert "nothing stands before" in run.err
    assert desk.publish().code == 0
    assert desk.published() == states[2]


def test_rollback_works_on_another_machine(desk: Desk) -> None:
    desk.publish()
    before = desk.published()
    desk.article("grain", "title: Grain\ndate: 2026-03-02", "Wrong.")
    desk.publish()
    shutil.rmtree(desk.site.root / ".digest")
    assert desk.publish("--rollback").code == 0
    assert desk.published() == before


def test_rollback_brings_nothing_back_that_was_taken_down(desk: Desk) -> None:
    desk.publish()
    desk.article("grain", "title: Grain\ndate: 2026-03-02\nwithdrawn: Wrong.")
    desk.publish()
    tip = desk.tip()
    run = desk.publish("--rollback", "--allow-removed")
    assert run.code == 1
    assert 'the article at "/2026/03/02/grain/" was withdrawn since' in run.err
    (desk.site.root / "content/articles/ships.md").unlink()
    desk.publish("--allow-removed")
    run = desk.publish("--rollback")
    assert run.code == 1
    assert '"/2026/03/01/ships/" was taken out since' in run.err
    assert git(desk.remote, "rev-parse", f"{desk.tip()}^").strip() == tip


def test_rollback_lets_no_address_die_unasked(desk: Desk) -> None:
    desk.publish()
    desk.article("more", "title: More\ndate: 2026-03-03")
    desk.publish()
    run = desk.publish("--rollback")
    assert run.code == 1
    assert '"/2026/03/03/more/" is newer than what stood before' in run.err
    assert desk.publish("--rollback", "--allow-removed").code == 0
    assert "2026/03/03/more/index.html" not in desk.published()


# Told


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
    assert lines[-1] == "warning: 3 more articles are published and are in no commit, commit them"


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
    assert 'the address "/2026/03/01/ships/" was published and would be gone' in run.err


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
