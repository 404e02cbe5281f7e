"""A desk that publishes: a site in a repository, a bare repository to publish to, a daemon that serves it."""

import os
import re
import subprocess
import sys
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from pathlib import Path
from socketserver import BaseRequestHandler, ThreadingTCPServer

import pytest

from tests.support.building import Run, Site, make_site
from tests.support.server import Running, Silent

BASE_URL = "https://desk.github.io/news/"
MOMENT = "1775000000"
"""2026-03-31, for SOURCE_DATE_EPOCH: a publish may look back, and not ahead."""

SITE = f"""
    -- digest.toml --
    [site]
    id = "test"
    title = "A digest"
    base_url = "{BASE_URL}"
    [theme]
    name = "plain"
    -- .gitignore --
    output/
    .digest/
    -- content/articles/ships.md --
    ---
    title: Ships in the strait
    date: 2026-03-01
    actors: [Japan]
    ---
    Twelve ships passed the strait at dawn, the ministry told reporters yesterday.
    -- content/articles/grain.md --
    ---
    title: Grain
    date: 2026-03-02
    ---
    Exports of grain rose by a third within a month, according to figures from the port.
"""


@dataclass(frozen=True)
class Desk:
    """A site under `news/`, and beside it `remote.git`, which is its remote `origin`."""

    site: Site
    remote: Path

    def git(self, *arguments: str, folder: Path | None = None) -> str:
        """What git prints in the site's repository (or in a folder)."""
        return git(folder or self.site.root, *arguments)

    def commit(self, message: str = "Content") -> None:
        """Commit all of the site."""
        self.git("add", "--all")
        self.git("commit", "--quiet", "--allow-empty", "-m", message)

    def publish(self, *arguments: str) -> Run:
        return self.site.run("publish", *arguments)

    def published(self, branch: str = "gh-pages") -> dict[str, bytes]:
        """Every file of a branch of the remote, with its bytes."""
        return files_of(self.remote, f"refs/heads/{branch}")

    def tip(self, branch: str = "gh-pages") -> str:
        """The commit at which a branch of the remote stands; empty for none."""
        return git(self.remote, "for-each-ref", "--format=%(objectname)", f"refs/heads/{branch}").strip()

    def commits(self, branch: str = "gh-pages") -> int:
        return int(git(self.remote, "rev-list", "--count", branch))

    def article(self, name: str, front_matter: str, body: str = "A body of some words.") -> None:
        path = self.site.root / f"content/articles/{name}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"---\n{front_matter.strip()}\n---\n{body}\n", "utf-8")

    def configure(self, lines: str) -> None:
        """Add lines to digest.toml."""
        with (self.site.root / "digest.toml").open("a") as file:
            file.write(lines)


def make_desk(folder: Path) -> Desk:
    """A committed site whose remote is empty."""
    site = make_site(folder / "news", SITE)
    remote = make_remote(folder / "remote.git")
    desk = Desk(site, remote)
    desk.git("init", "--quiet", "--initial-branch=main")
    desk.git("remote", "add", "origin", f"file://{remote}")
    desk.commit()
    return desk


def make_remote(folder: Path) -> Path:
    """A bare repository that can do what GitHub can."""
    subprocess.run(["git", "init", "--quiet", "--bare", "--initial-branch=main", folder], check=True)
    git(folder, "config", "uploadpack.allowFilter", "true")
    return folder


def git(folder: Path, *arguments: str) -> str:
    done = subprocess.run(["git", *arguments], cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def files_of(repository: Path, commit: str) -> dict[str, bytes]:
    """Every file of a commit, with its bytes."""
    plain = ["-c", "core.autocrlf=false", "-c", "core.attributesFile="]
    command = ["git", *plain, "archive", commit]
    archive = subprocess.run(command, cwd=repository, capture_output=True, check=True).stdout
    with tarfile.open(fileobj=BytesIO(archive)) as files:
        return {one.name: held.read() for one in files if (held := files.extractfile(one))}


def push_tree(desk: Desk, files: dict[str, str], branch: str = "gh-pages") -> str:
    """Let a branch of the remote stand at a commit with these files, made by somebody else; the commit."""
    other = desk.remote.parent / f"other-{len(list(desk.remote.parent.iterdir()))}"
    git(desk.remote.parent, "init", "--quiet", "--initial-branch", branch, str(other))
    for path, content in files.items():
        (other / path).parent.mkdir(parents=True, exist_ok=True)
        (other / path).write_text(content)
    git(other, "add", "--all", "--force")
    git(other, "commit", "--quiet", "--allow-empty", "-m", "By somebody else")
    git(other, "push", "--quiet", "--force", str(desk.remote), f"HEAD:refs/heads/{branch}")
    return desk.tip(branch)


def untouched(desk: Desk) -> dict[str, str]:
    """All that is the editor's own in the repository: refs, HEAD, index, configuration, objects, state of the files."""
    folder = desk.site.root / ".git"
    kept = {
        path.relative_to(folder).as_posix(): path.read_bytes().hex()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
    return {**kept, "status": desk.git("--no-optional-locks", "status", "--porcelain")}


@contextmanager
def daemon(folder: Path) -> Iterator[str]:
    """Serve the repositories in a folder with git's own daemon, on loopback: its address, with a slash at the end."""

    class Serve(BaseRequestHandler):
        def handle(self) -> None:
            subprocess.run(
                ["git", "daemon", "--inetd", "--export-all", "--enable=receive-pack", f"--base-path={folder}", folder],
                stdin=self.request.fileno(), stdout=self.request.fileno(), stderr=subprocess.DEVNULL, check=False,
            )  # fmt: skip

    with Running(ThreadingTCPServer(("127.0.0.1", 0), Serve)) as server:
        yield f"git://127.0.0.1:{server.port}/"


@contextmanager
def refusing_server() -> Iterator[str]:
    """A web server that wants to know who asks: its address, with a slash at the end."""

    class Refuse(Silent, BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(401)
            self.send_header("WWW-Authenticate", 'Basic realm="git"')
            self.send_header("Content-Length", "0")
            self.end_headers()

    with Running(ThreadingHTTPServer(("127.0.0.1", 0), Refuse)) as server:
        yield f"http://127.0.0.1:{server.port}/"


def alone(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No settings of this machine count, only those of an editor who has a name."""
    (home / ".gitconfig").write_text("[user]\nname = Ada\nemail = ada@desk.news\n[init]\ndefaultBranch = main\n")
    for name in [name for name in os.environ if name.startswith(("GIT_", "GITHUB_"))]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", MOMENT)


def run_apart(desk: Desk, *arguments: str) -> "subprocess.CompletedProcess[str]":
    """Run digest in a process of its own."""
    program = [sys.executable, "-m", "digest", "-C", str(desk.site.root), *arguments]
    return subprocess.run(program, capture_output=True, text=True, check=False)


def said(run: Run) -> str:
    """All that a command said, on one line."""
    return re.sub(r"\s+", " ", f"{run.out} {run.err}")


def refused(run: Run, *words: str) -> None:
    """A command was, with these words among others."""
    assert run.code == 1
    for word in words:
        assert word in run.err
