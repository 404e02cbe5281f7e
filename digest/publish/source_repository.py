"""The editor's repository, with the source of the site. digest queries it and never changes it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path

import msgspec

from digest.config import FILE_NAME
from digest.errors import DigestError, did_you_mean, error
from digest.git import Git, GitFailed, find_git
from digest.publish.remote import Remote, is_address, refuse_helper, remote_at, repository_name, whole_address
from digest.site import config_places


class Source(msgspec.Struct, frozen=True, dict=True):
    """A repository, and the folder of the site in it."""

    git: Git
    """git in the repository's top folder."""
    top: Path
    folder: str
    """The site's folder, from the top: empty, or `sites/news/`."""

    @cached_property
    def commit(self) -> str:
        """The commit that is checked out; empty in a repository without commits."""
        return self._line("rev-parse", "--verify", "--quiet", "HEAD^{commit}")

    @cached_property
    def branch(self) -> str:
        """The branch that is checked out, even without a commit yet; empty if HEAD is detached."""
        return self._line("symbolic-ref", "--quiet", "--short", "HEAD")

    @cached_property
    def checked_out(self) -> frozenset[str]:
        """The branches that are checked out, here and in the repository's other work trees."""
        listed = self.git.run("worktree", "list", "--porcelain").decode(errors="replace").splitlines()
        return frozenset(line.removeprefix("branch refs/heads/") for line in listed if line.startswith("branch "))

    @cached_property
    def remotes(self) -> tuple[str, ...]:
        """The names of its remotes."""
        return tuple(self.git.run("remote").decode(errors="replace").split())

    def addresses(self, remote: str) -> Iterator[str]:
        """The addresses that a remote is fetched from and pushed to."""
        for way in ((), ("--push",)):
            yield self.git.line("remote", "get-url", *way, remote)

    def written_address(self, remote: str) -> str:
        """The push address in the settings, before git applies `insteadOf`."""
        written = (self._line("config", f"remote.{remote}.{key}") for key in ("pushurl", "url"))
        return next(filter(None, written), "")

    def owns(self, remote: Remote) -> bool:
        """Whether `remote` is a remote of this repository, so that source and published site share a repository."""
        addresses = [address for name in self.remotes for address in self.addresses(name)]
        addresses += [self.written_address(name) for name in self.remotes]
        if remote.repository and remote.repository in map(repository_name, addresses):
            return True
        return remote.url in addresses

    def changed(self, folder: str = "", *, ignored: bool = False) -> dict[str, str]:
        """Files of the site with uncommitted changes: by path from the site's root, git's two status letters.

        `??` is a new file; `!!`, with `ignored`, one that .gitignore names.
        """
        how = ["--untracked-files=all", f"--ignored={'traditional' if ignored else 'no'}", "--no-renames"]
        listed = self.git.listed("status", "--porcelain", "-z", *how, "--", f":(top){self.folder}{folder}")
        return {line[3:].removeprefix(self.folder): line[:2] for line in listed}

    def _line(self, *arguments: str) -> str:
        try:
            return self.git.line(*arguments)
        except GitFailed:
            return ""


def find_source(root: Path) -> Source | None:
    """The repository of a site; None if it is outside of any. Raises DigestError if git fails."""
    git = find_git(root)
    try:
        top = Path(git.line("rev-parse", "--show-toplevel"))
    except GitFailed as problem:
        if "not a git repository" in problem.said or "must be run in a work tree" in problem.said:
            return None
        raise DigestError(error("", 0, 0, f"git does not work here: {problem.reason}")) from None
    folder = git.line("rev-parse", "--show-prefix")
    return None if _is_ignored(git) else Source(Git(top, git.variables), top, folder)


def _is_ignored(git: Git) -> bool:
    """Whether the repository, such as that of a home folder, ignores the site."""
    try:
        git.run("check-ignore", "--quiet", FILE_NAME)
    except GitFailed:
        return False
    return True


def find_remote(root: Path, source: Source | None, name: str) -> Remote:
    """The repository that `[publish] remote` names. If there is none, raises DigestError with what to do."""
    if is_address(name):
        refuse_helper(name, config_places(root))
        return remote_at(whole_address(name, root))
    if source is None:
        hint = 'run "git init" and add a remote, or write its address: remote = "https://…" under [publish]'
        raise DigestError(error("", 0, 0, "this site is in no git repository", hint))
    if name not in source.remotes:
        add = f"add it: git remote add {name} https://github.com/OWNER/REPO.git"
        hint = did_you_mean(name, source.remotes, add)
        raise DigestError(error("", 0, 0, f'the repository has no remote "{name}"', hint))
    *_, url = source.addresses(name)
    refuse_helper(url, config_places(root))
    reached = os.path.normpath(source.top / url) if _is_folder(url) else url
    return Remote(reached, repository_name(reached) or repository_name(source.written_address(name)))


def _is_folder(url: str) -> bool:
    """Whether an address is a path to a folder, which may be relative to the repository's top."""
    return repository_name(url) is None and "://" not in url and "::" not in url and not url.startswith("~")
