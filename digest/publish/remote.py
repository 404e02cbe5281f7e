"""The remote repository: its address, its name on GitHub, and the reasons why git cannot use it."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import quote, urlsplit

import msgspec

from digest.errors import DigestError, error
from digest.git import GitFailed, helper_of, shown
from digest.places import Places

GITHUB = "github.com"


class RepositoryName(msgspec.Struct, frozen=True):
    """The name of a repository on a host such as GitHub: `github.com/desk/news`."""

    host: str
    owner: str
    repo: str

    def __str__(self) -> str:
        return f"{self.host}/{self.owner}/{self.repo}"


class Remote(msgspec.Struct, frozen=True):
    """The repository to push to."""

    url: str
    """The address for git: `https://…`, `git@host:…`, `file://…`, a folder."""
    repository: RepositoryName | None
    """None if the address does not name host, owner and repository."""

    def __str__(self) -> str:
        return str(self.repository) if self.repository else shown(self.url)


def remote_at(url: str) -> Remote:
    """The remote of that address."""
    return Remote(url, repository_name(url))


def refuse_helper(url: str, places: Places) -> None:
    """Refuse an address that starts a program. Raises DigestError."""
    helper = helper_of(url)
    if helper:
        message = f"{shown(url)} is reached by a program, git-remote-{helper}, and digest lets an address start none"
        hint = "name one of https://…, ssh://…, git@…, or a folder"
        raise DigestError(places.error("publish", "remote", message, hint))


def is_address(remote: str) -> bool:
    """Whether `[publish] remote` is an address or a folder, and not the name of a remote."""
    return bool(re.search(r"[:/\\]", remote))


def whole_address(remote: str, root: Path) -> str:
    """An address that git understands in any folder; a path is resolved from the site's root."""
    named = re.match(r"[A-Za-z][A-Za-z0-9+.-]+://|[^/\\]{2,}:", remote)
    return remote if named else str((root / remote).resolve())


def repository_name(url: str) -> RepositoryName | None:
    """`git@github.com:desk/news.git` → github.com, desk, news."""
    scp = _SCP.fullmatch(url) if "://" not in url else None
    if scp:
        host, path = scp.groups()
    else:
        parts = urlsplit(url)
        if parts.scheme not in _SCHEMES or not parts.hostname:
            return None
        host, path = parts.hostname, parts.path
    names = path.strip("/").removesuffix(".git").split("/")
    # ssh.github.com is GitHub's ssh server on the port of https.
    host = re.sub(r"^(?:www|ssh)\.(?=github\.com$)", "", host.lower())
    if len(names) != 2 or not all(re.fullmatch(r"[^@:\s]+", name) for name in names):
        return None
    return RepositoryName(host, *names)


_SCHEMES = frozenset(["https", "http", "ssh", "git", "git+ssh", "ssh+git"])
_SCP = re.compile(r"(?:[^@/\\]+@)?([A-Za-z0-9.-]{2,}):(?!/{2})(.+)")


def settings_page(repository: RepositoryName, page: str) -> str:
    """A page of a repository on its host, such as `settings/pages`."""
    return f"https://{repository.host}/{quote(repository.owner)}/{quote(repository.repo)}/{page}"


def refused(remote: Remote, problem: GitFailed) -> DigestError:
    """Why git could not work with the remote, in one line, with what to do about it."""
    for words, what, hint in _REASONS:
        if any(word in problem.said for word in words):
            return DigestError(error("", 0, 0, f"{remote}: {what}", hint))
    return DigestError(error("", 0, 0, f"{remote}: git {problem.command} failed: {problem.reason}"))


_RIGHTS = "log in (gh auth login, or an ssh key), and make sure that you may write to the repository"
_REASONS: tuple[tuple[tuple[str, ...], str, str], ...] = (
    (
        ("stale info", "fetch first", "non-fast-forward", "cannot lock ref", "failed to update ref", "already exists"),
        "somebody else published meanwhile, and digest has not overwritten it",
        "run digest publish again",
    ),
    (
        ("could not read Username", "could not read Password", "Authentication failed", "terminal prompts disabled"),
        "it did not accept your login",
        _RIGHTS,
    ),
    (("Permission denied (", "Host key verification failed"), "ssh was refused", _RIGHTS),
    (
        (
            "Permission to ", "returned error: 403", "access denied", "service not enabled", "not exported",
            "insufficient permission", "unable to create temporary object directory",
        ),
        "you may not write to it",
        _RIGHTS,
    ),
    (
        ("protected branch", "GH006"),
        "the branch is protected",
        "allow pushes to it, or name another [publish] branch",
    ),
    (("GH001",), "a file is too large for GitHub", "take it out of the site"),
    (
        ("GH009", "GH013", "declined due to repository rule"),
        "a rule of the repository refused what was pushed",
        "see the rules in its settings",
    ),
    (
        ("hook declined",),
        "a hook of the repository refused what was pushed",
        "ask those who keep it",
    ),
    (
        ("refusing to update checked out branch", "branch is currently checked out"),
        "that branch is checked out there",
        "publish to a bare repository, or name another [publish] branch",
    ),
    (
        (
            "Could not resolve host", "Connection refused", "timed out", "Network is unreachable", "unable to connect",
            "Failed to connect", "Connection reset", "unable to look up", "Name or service not known", "was silent for",
            "Operation too slow",
        ),
        "it cannot be reached",
        "check your connection and the address of the remote",
    ),
    (
        (
            "epository not found", "not appear to be a git repository", "' not found", "does not exist",
            "not a git repository", "no such repository", "Could not read from remote repository",
        ),
        "there is no such repository, or you may not see it",
        "compare its address with that on its web page",
    ),
)  # fmt: skip
"""Words in git's messages, their meaning, and what to do. The first row that matches counts."""
