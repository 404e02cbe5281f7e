"""The editor's repository, in which the site's content stands. It is asked, never changed."""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path

import msgspec

from digest.config import FILE_NAME
from digest.errors import DigestError, did_you_mean, error
from digest.git import Git, GitFailed, find_git
from digest.publish.remote import Remote, is_address, place_of, refuse_helper, remote_at, whole_address


class Source(msgspec.Struct, frozen=True, dict=True):
    """A repository and the place of the site in it."""

    git: Git
    """Works in the repository's top folder."""
    top: Path
    folder: str
    """The site's, from the top: empty, or `sites/news/`."""

    @cached_property
    def commit(self) -> str:
        """The commit that is checked out; empty where there is none yet."""
        return self._line("rev-parse", "--verify", "--quiet", "HEAD^{commit}")

    @cached_property
    def branch(self) -> str:
        """The branch that is checked out, though it may have no commit yet; empty where HEAD is detached."""
        return self._line("symbolic-ref", "--quiet", "--short", "HEAD")

    @cached_property
    def checked_out(self) -> frozenset[str]:
        """The branches that are checked out, here and in the repository's other work trees."""
        listed = self.git.run("worktree", "list", "--porcelain").decode(errors="replace").splitlines()
        return frozenset(line.removeprefix("branch refs/heads/") for line in listed if line.startswith("branch "))

    @cached_property
    def remotes(self) -> tuple[str, ...]:
        """Names."""
        return tuple(self.git.run("remote").decode(errors="replace").split())

    def addresses(self, remote: str) -> Iterator[str]:
        """Where one of its remotes is fetched from and pushed to."""
        for way in ((), ("--push",)):
            yield self.git.line("remote", "get-url", *way, remote)

    def written_address(self, remote: str) -> str:
        """Where it is pushed to as the settings have it, before `insteadOf` leads elsewhere."""
        written = (self._line("config", f"remote.{remote}.{key}") for key in ("pushurl", "url"))
        return next(filter(None, written), "")

    def owns(self, remote: Remote) -> bool:
        """Whether that is one of its remotes: what is published goes where the content comes from."""
        known = [address for name in self.remotes for address in self.addresses(name)]
        known += [self.written_address(name) for name in self.remotes]
        return any(address == remote.url or (remote.place and place_of(address) == remote.place) for address in known)

    def changed(self, folder: str = "", *, ignored: bool = False) -> dict[str, str]:
        """Files of the site that are in no commit as they are now: path from the site's root, and git's two letters.

        `??` is a new file, `!!` one that .gitignore names, if these are asked for.
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
    """The repository that holds a site; None where it is in none. Raises DigestError where git will not say."""
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
    """Whether a repository above, such as that of a home folder, wants nothing of the site."""
    try:
        git.run("check-ignore", "--quiet", FILE_NAME)
    except GitFailed:
        return False
    return True


def find_remote(root: Path, source: Source | None, wanted: str) -> Remote:
    """The repository that `[publish] remote` names. Raises DigestError with what to do where there is none."""
    if is_address(wanted):
        refuse_helper(wanted)
        return remote_at(whole_address(wanted, root))
    if source is None:
        hint = 'run "git init" and add a remote, or write its address: remote = "https://…" under [publish]'
        raise DigestError(error("", 0, 0, "this site is in no git repository", hint))
    if wanted not in source.remotes:
        add = f"add it: git remote add {wanted} https://github.com/OWNER/REPO.git"
        hint = did_you_mean(wanted, source.remotes, add)
        raise DigestError(error("", 0, 0, f'the repository has no remote "{wanted}"', hint))
    *_, url = source.addresses(wanted)
    refuse_helper(url)
    reached = os.path.normpath(source.top / url) if _is_folder(url) else url
    return Remote(reached, place_of(reached) or place_of(source.written_address(wanted)))


def _is_folder(url: str) -> bool:
    """Whether git takes an address for a folder, which may be named from the top of the repository."""
    return place_of(url) is None and "://" not in url and "::" not in url and not url.startswith("~")
