"""Where `digest publish` goes: to any remote, from any kind of repository; and where it cannot, in one line."""

import os
import shutil

import pytest

from digest.publish.remote import Remote, repository_name
from digest.publish.source_repository import find_source
from tests.support.building import Site
from tests.support.publishing import (
    BASE_URL,
    Desk,
    daemon,
    files_of,
    git,
    make_remote,
    refusing_server,
)

pytestmark = pytest.mark.usefixtures("nothing_half_made")


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
    assert "of github.com/Desk/Daily. The site is at https://desk.github.io/Daily/" in run.out
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
    desk.git("remote", "set-url", "origin", f"http://ada:{'s3cret'}@127.0.0.1:9/desk/news.git")
    run = desk.publish()
    assert run.code == 1
    assert "s3cret" not in run.out + run.err


def test_refused_credentials(desk: Desk) -> None:
    """A server that asks for a name, where nobody can be asked."""
    with refusing_server() as address:
        desk.git("remote", "set-url", "origin", f"{address}desk/news.git")
        run = desk.publish()
    assert (run.code, run.err.count("\n")) == (1, 1)
    assert "it did not accept your login, log in" in run.err


def test_a_repository_owns_each_of_its_remotes_and_no_other(desk: Desk) -> None:
    """By any way to reach it: whether site and source share a repository decides what may be overwritten."""
    desk.git("remote", "add", "github", "https://github.com/Desk/Daily.git")
    desk.git("remote", "set-url", "--push", "github", "git@github.com:Desk/Mirror.git")
    desk.git("remote", "add", "folder", "../elsewhere.git")
    source = find_source(desk.site.root)
    assert source is not None
    addresses = {
        f"file://{desk.remote}": True,
        "https://github.com/Desk/Daily": True,
        "git@github.com:Desk/Daily.git": True,
        "https://github.com/Desk/Mirror.git": True,
        "../elsewhere.git": True,
        "https://github.com/Desk/Other.git": False,
        f"file://{desk.remote}.other": False,
    }
    assert {address: source.owns(Remote(address, repository_name(address))) for address in addresses} == addresses
