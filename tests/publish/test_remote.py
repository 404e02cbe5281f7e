"""The address of a remote: never a credential on the screen, and never a program of the address's choice."""

import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from digest.config import parse
from digest.git import PROTOCOLS, Git, GitFailed, helper_of, plain_variables, shown, without_credentials
from digest.publish import tree_repository
from digest.publish.remote import remote_at, repository_name
from digest.publish.tree_repository import open_tree_repository
from tests.support.publishing import Desk, refused

PASSWORD = f"s3cret-{0}word"

ADDRESSES = [
    ("https://github.com/desk/news.git", "https://github.com/desk/news.git"),
    ("ssh://git@github.com:22/desk/news", "ssh://github.com:22/desk/news"),
    ("git@github.com:desk/news.git", "git@github.com:desk/news.git"),
    ("github.com:desk/news.git", "github.com:desk/news.git"),
    ("git://[::1]:9418/news.git", "git://[::1]:9418/news.git"),
    ("file:///srv/news.git", "file:///srv/news.git"),
    ("/srv/news.git", "/srv/news.git"),
    ("../news@home.git", "../news@home.git"),
    (f"https://ada:{PASSWORD}@github.com/desk/news", "https://github.com/desk/news"),
    (f"https://{PASSWORD}@github.com/desk/news", "https://github.com/desk/news"),
    (f"https://:{PASSWORD}@github.com/desk/news", "https://github.com/desk/news"),
    (f"HTTPS://ada:{PASSWORD}@GitHub.com:443/", "HTTPS://GitHub.com:443/"),
    (f"ssh://ada:{PASSWORD}@host:2222/news.git", "ssh://host:2222/news.git"),
    (f"https://ada:p/{PASSWORD}@host/news", "https://host/news"),
    (f"https://ada:p?{PASSWORD}@host/news", "https://host/news"),
    (f"https://ada:p#{PASSWORD}@host/news", "https://host/news"),
    (f"https://ada:p@{PASSWORD}@host/news", "https://host/news"),
    (f"https://ada:p {PASSWORD}@host/news", "https://host/news"),
    (f"https://ada:{PASSWORD}%40host/news", "https://…"),
    (f"https://ada:{PASSWORD}", "https://…"),
    (f"https://host/news?access_token={PASSWORD}", "https://host/news"),
    (f"https://host/news#{PASSWORD}", "https://host/news"),
    (f"http::https://ada:{PASSWORD}@127.0.0.1:1/x/y.git", "http::https://127.0.0.1:1/x/y.git"),
    (f"gcrypt::https://ada:{PASSWORD}@host/x", "gcrypt::https://host/x"),
    (f"codecommit::us-east-1://{PASSWORD}@news", "codecommit::us-east-1://news"),
    (f"gcrypt::rsync://ada:{PASSWORD}@host:x", "gcrypt::rsync://…"),
    (f"gcrypt::ada:{PASSWORD}@host:x", "host:x"),
    (f"ada:{PASSWORD}@host:desk/news", "host:desk/news"),
    (f"ada:p@{PASSWORD}@host:desk/news", "host:desk/news"),
    (f"https:ada:{PASSWORD}@host/x", "host/x"),
    (f"https:/ada:{PASSWORD}@host/x", "host/x"),
]


@pytest.mark.parametrize(("address", "expected"), ADDRESSES)
def test_no_form_of_an_address_shows_its_credentials(address: str, expected: str) -> None:
    assert shown(address) == expected
    assert PASSWORD not in str(remote_at(address))
    said = f"fatal: unable to access '{address}/': it said no"
    assert PASSWORD not in without_credentials(said)
    assert PASSWORD not in str(GitFailed("push", said))


WORDS = st.text(st.characters(exclude_characters="@/", exclude_categories=("Cs", "Cc", "Z")), min_size=1)


@given(st.sampled_from(["https", "ssh", "http::https", "x"]), WORDS, WORDS)
@example("https", "ada", "p:w")
def test_any_name_and_password_go(scheme: str, name: str, password: str) -> None:
    assert shown(f"{scheme}://{name}:{password}@host.example/a") == f"{scheme}://host.example/a"


def test_what_git_says_keeps_its_words() -> None:
    said = "git@github.com: Permission denied (publickey).\n  To https://host/x: don't  ask\n"
    assert without_credentials(said) == said


def test_a_place_holds_no_credential() -> None:
    assert repository_name(f"ada:p@{PASSWORD}@host:desk/news") is None
    assert repository_name(f"https://host/ada:{PASSWORD}@x/news") is None


# Programs


@pytest.mark.parametrize(
    ("address", "helper"),
    [
        ("ext::sh -c touch% here", "ext"),
        ("fd::17", "fd"),
        ("http::https://host/x", "http"),
        ("file::/srv/x", "file"),
        ("codecommit::eu://news", "codecommit"),
        ("::x", "?"),
        ("keybase://private/ada/news", "keybase"),
        ("ftp://host/x", "ftp"),
        ("https://host/x::y", ""),
        ("HTTPS://host/x", ""),
        ("git+ssh://host/x", ""),
        ("git@host:x::y", ""),
        ("/srv/a::b", ""),
        ("origin", ""),
    ],
)
def test_programs_that_an_address_would_start(address: str, helper: str) -> None:
    assert helper_of(address) == helper


@pytest.mark.parametrize("address", ["ext::sh -c 'touch {}'", "fd::17", "keybase://private/ada/news", "::x"])
@pytest.mark.parametrize("where", ["digest.toml", "remote", "pushurl"])
def test_no_address_starts_a_program(desk: Desk, tmp_path: Path, address: str, where: str) -> None:
    started = tmp_path / "started"
    address = address.format(started)
    if where == "digest.toml":
        desk.configure(f'[publish]\nremote = "{address}"\n')
    elif where == "remote":
        desk.git("remote", "set-url", "origin", address)
    else:
        desk.git("remote", "set-url", "--push", "origin", address)
    desk.git("config", "protocol.allow", "always")
    for command in ("publish", "status"):
        refused(desk.site.run(command), "is reached by a program, git-remote-", "digest lets an address start none")
    assert not started.exists()


def test_no_rewritten_address_starts_one_either(desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`insteadOf` is applied again in digest's own repository, so git itself is told what it may speak."""
    started = tmp_path / "started"
    settings = [(f"url.ext::sh -c 'touch {started}' .insteadOf", "https://host/"), ("protocol.allow", "always")]
    monkeypatch.setenv("GIT_ALLOW_PROTOCOL", "ext:https")
    private = open_tree_repository(desk.site.root, settings, remote_at("https://host/news.git"))
    assert private.git.variables["GIT_ALLOW_PROTOCOL"] == "https"
    with pytest.raises(Exception, match="transport 'ext' not allowed"):
        private.tip("gh-pages")
    assert not started.exists()
    monkeypatch.delenv("GIT_ALLOW_PROTOCOL")
    private = open_tree_repository(desk.site.root, [], remote_at("https://host/news.git"))
    assert private.git.variables["GIT_ALLOW_PROTOCOL"] == ":".join(PROTOCOLS)


# Branches


@given(st.text(st.characters(codec="ascii") | st.sampled_from("/.@{-"), min_size=1, max_size=12))
@example("a.lock")
@example("a@b")
@example("heads/x")
def test_git_takes_every_branch_that_digest_takes(name: str) -> None:
    quoted = name.replace("\\", "\\\\").replace('"', '\\"')
    quoted = "".join(f"\\u{ord(letter):04x}" if ord(letter) < 32 or ord(letter) == 127 else letter for letter in quoted)
    config, findings = parse(f'[publish]\nbranch = "{quoted}"\n')
    if not findings:
        assert config.publish.branch == name
        assert Git(Path(), plain_variables()).takes_branch(name)


def test_git_has_the_last_word_on_a_branch(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.configure('[publish]\nbranch = "pages"\n')
    monkeypatch.setattr(Git, "takes_branch", lambda *_: False)
    refused(desk.publish(), 'digest.toml:8:1: "pages" cannot be the name of a branch')
    assert desk.tip("pages") == ""


@pytest.mark.parametrize("name", ["HEAD", "-x", "a..b", "a.lock", "@{-1}", "", "a b"])
def test_what_git_takes_for_no_branch(name: str) -> None:
    assert not Git(Path(), plain_variables()).takes_branch(name)


# Time


@pytest.fixture
def silent_server() -> Iterator[socket.socket]:
    """A server that accepts and says nothing."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(20)
        yield server


@pytest.mark.parametrize("scheme", ["http", "git"])
def test_a_remote_that_says_nothing_is_not_waited_for(
    desk: Desk, silent_server: socket.socket, scheme: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tree_repository, "_PATIENCE", 0.5 if scheme == "git" else 60)
    monkeypatch.setattr(tree_repository, "_SLOWEST", 1)
    port = silent_server.getsockname()[1]
    desk.git("remote", "set-url", "origin", f"{scheme}://127.0.0.1:{port}/desk/news.git")
    refused(desk.site.run("status"), "it cannot be reached")
    asked, _ = silent_server.accept()
    asked.settimeout(20)
    with asked:
        while asked.recv(4096):
            pass  # until the program that git started for it has ended, too
