"""A repository of digest's own under `.digest/`, which makes the trees to publish.

The objects, index, branches and work tree of the editor's repository stay as they are. From the editor's settings
come only those that git needs to reach the remote (credentials, ssh command, proxies, the editor's name). No other
setting counts, so that git publishes the bytes that digest has built.

The index stores each file's stat and hash, so git reads only changed files. The whole repository can be deleted: the
next publish makes and fetches it again.
"""

from __future__ import annotations

import os
import re
import shutil
import time
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec

from digest.errors import DigestError, error
from digest.git import PROTOCOLS, Git, GitFailed, Progress, find_git, plain_variables, silent
from digest.publish.remote import Remote, refused
from digest.publish.tree_changes import Changes

FOLDER = ".digest/publish"
_NAME = "pages"
_EMPTY_TREE = "4b825dc642cb6eb9a060e54bf8d69288fbee4904"
_PUBLISHED, _NEXT = "refs/digest/published", "refs/digest/next"
_ALLOWED = "GIT_ALLOW_PROTOCOL"
"""git's list of permitted protocols, ours cut down to the editor's. It also counts for an address that `insteadOf`
has changed."""
_PATIENCE = 120
"""Seconds that a remote may take to name its branches, with the time to log in."""
_SLOWEST = 100
"""Seconds without a byte from a web server after which git-remote-https ends. It would not end if git were stopped."""
_PART = 200
_MANY = 2000
"""Number of loose objects from which on a push packs them first."""

_PASSED_ON = re.compile(
    r"(?:credential|http|url|ssh|protocol|user|author|committer)\..*|core\.(?:sshcommand|askpass|gitproxy)", re.DOTALL
)
_OURS = {
    "core.autocrlf": "false",
    "core.fileMode": "false",
    "core.compression": "1",
    "gc.auto": "0",
    "maintenance.auto": "false",
    "advice.detachedHead": "false",
    "fetch.writeCommitGraph": "false",
    "push.gpgSign": "false",
    "push.recurseSubmodules": "no",
}


class TreeRepository(msgspec.Struct, frozen=True):
    """Digest's own repository, and the remote that it works with."""

    git: Git
    folder: Path
    remote: Remote

    def tip(self, branch: str) -> str:
        """The commit that the remote's branch points to; empty if the branch does not exist. Raises DigestError."""
        ref = f"refs/heads/{branch}"
        with _at(self.remote):
            listed = self.git.run("ls-remote", _NAME, ref, seconds=_PATIENCE).decode(errors="replace").splitlines()
        return next((line.split("\t")[0] for line in listed if line.endswith(f"\t{ref}")), "")

    def has(self, commit: str) -> bool:
        """Whether that commit was made or fetched here. (A query for the object itself would fetch it.)"""
        return commit in self.git.line("for-each-ref", "--format=%(objectname)", "refs/digest").split()

    def remembered(self, name: str) -> str:
        """The commit or tree stored under a name; empty if there is none."""
        return self.git.line("for-each-ref", "--format=%(objectname)", f"refs/digest/{name}")

    def remember(self, name: str, value: str) -> None:
        """Store a commit or a tree under a name."""
        self.git.run("update-ref", f"refs/digest/{name}", value)

    def fetch(self, commit: str, branch: str, depth: int = 1, progress: Progress = silent) -> None:
        """Fetch a commit of the remote's branch, with `depth - 1` commits before it. Raises DigestError.

        If the remote supports it, git fetches only the names of the files now, and their contents when they are read.
        """
        if self.has(commit) and depth == 1:
            return
        how = [f"--depth={depth}", "--no-tags", "--no-write-fetch-head", "--filter=blob:none", "--progress"]
        with _at(self.remote):
            try:
                self.git.watched("fetch", *how, _NAME, f"+{commit}:{_PUBLISHED}", progress=progress)
            except GitFailed:  # a server that gives branches only
                self.git.watched("fetch", *how, _NAME, f"+refs/heads/{branch}:{_PUBLISHED}", progress=progress)
        if not self.has(commit):
            raise refused(self.remote, GitFailed("fetch", "stale info"))

    def read(self, commit: str, path: str) -> bytes | None:
        """A file of a commit."""
        try:
            return self.git.run("cat-file", "blob", f"{commit}:{path}")
        except GitFailed as problem:
            if re.search(r"does not exist in|exists on disk, but not in|bad file|expected blob", problem.said):
                return None
            raise refused(self.remote, problem) from None

    def contents(self, commit: str, paths: Iterable[str]) -> Iterator[tuple[str, bytes]]:
        """These files of a commit, with their bytes."""
        served = [path for path in paths if "\n" not in path]  # digest publishes none
        for start in range(0, len(served), _PART):
            part = served[start : start + _PART]
            output = self.git.run("cat-file", "--batch", feed=b"".join(os.fsencode(f"{commit}:{p}\n") for p in part))
            for path in part:
                head, _, rest = output.partition(b"\n")
                size = int(head.rsplit(b" ", 1)[1])
                yield path, rest[:size]
                output = rest[size + 1 :]

    def parents(self, commit: str) -> list[str]:
        """The commits before a commit, also those that were not fetched."""
        lines = self.git.run("cat-file", "commit", commit).decode(errors="replace").partition("\n\n")[0].splitlines()
        return [line.removeprefix("parent ") for line in lines if line.startswith("parent ")]

    def message(self, commit: str) -> str:
        """The message of a commit."""
        return self.git.run("cat-file", "commit", commit).decode(errors="replace").partition("\n\n")[2]

    def tree_of(self, commit: str) -> str:
        """The tree of a commit."""
        return self.git.line("rev-parse", f"{commit}^{{tree}}")

    def changes(self, commit: str, tree: str) -> Changes:
        """How a tree differs from that of a commit (or of none)."""
        how = ["-r", "-z", "--no-renames", "--name-status"]
        listed = self.git.listed("diff-tree", *how, self.tree_of(commit) if commit else _EMPTY_TREE, tree)
        kinds: dict[str, list[str]] = {"A": [], "D": [], "M": []}
        for kind, path in zip(listed[::2], listed[1::2], strict=True):
            kinds.get(kind, kinds["M"]).append(path)
        return Changes(tuple(kinds["A"]), tuple(kinds["M"]), tuple(kinds["D"]))

    def tree(self, output: Path, paths: Collection[str], more: Mapping[str, bytes], progress: Progress = silent) -> str:
        """The tree of these files of a folder and of `more`, which has further files with their bytes.

        git reads only files that have changed since the last tree.
        """
        index = self.folder / "repository/digest-index"
        with TemporaryDirectory(prefix="making-", dir=self.folder) as making:
            copy = Path(making) / "index"
            if index.exists():
                shutil.copy2(index, copy)  # with its time, by which git knows the files that may have changed since
            git = Git(output, {**self.git.variables, "GIT_INDEX_FILE": str(copy), "GIT_WORK_TREE": str(output)})
            gone = set(git.listed("ls-files", "-z")).difference(paths)
            _feed(git, sorted(gone), "--force-remove")
            _feed(git, sorted(paths), "--add", "--remove", progress=progress)
            blobs = ((self.git.line("hash-object", "-w", "--stdin", feed=content), p) for p, content in more.items())
            git.run("update-index", "-z", "--index-info", feed=_null(f"100644 {blob}\t{path}" for blob, path in blobs))
            tree = git.line("write-tree")
            copy.replace(index)
        return tree

    def commit(self, tree: str, parent: str, message: str) -> str:
        """A commit of a tree on a parent (or on none)."""
        on = ["-p", parent] if parent else []
        commit = self.git.line("commit-tree", *on, tree, feed=message.encode(), more=self._signed())
        self.git.run("update-ref", _NEXT, commit)
        return commit

    def push(self, commit: str, branch: str, tip: str, progress: Progress = silent) -> None:
        """Move the remote's branch to that commit, if it still points to `tip`. Raises DigestError."""
        if int(self.git.line("count-objects").partition(" ")[0]) >= _MANY:
            self._pack(commit, progress)
        lease = f"--force-with-lease=refs/heads/{branch}:{tip}"
        with _at(self.remote):
            how = ["--no-verify", "--no-follow-tags", "--progress", "--porcelain", lease]
            self.git.watched("push", *how, _NAME, f"{commit}:refs/heads/{branch}", progress=progress)
        self.git.run("update-ref", _PUBLISHED, commit)

    def _pack(self, commit: str, progress: Progress) -> None:
        """Pack the loose objects into one file, which git then sends as it is."""
        how = ["--revs", "--unpacked", "--incremental", "--non-empty", "--progress"]
        place = str(self.folder / "repository/objects/pack/pack")
        self.git.watched("pack-objects", *how, place, feed=f"{commit}\n".encode(), progress=progress)
        self.git.run("prune-packed", "--quiet")

    def _signed(self) -> dict[str, str]:
        """Variables with a committer's name, for those that neither settings nor variables state."""
        try:
            listing = self.git.run("config", "--get-regexp", r"^(user|author|committer)\.(name|email)$").decode()
        except GitFailed:
            listing = ""
        keys = {line.split(" ", 1)[0] for line in listing.splitlines() if " " in line}
        missing = {}
        for who in ("author", "committer"):
            for what, otherwise in (("name", "digest"), ("email", "digest@localhost")):
                variable = f"GIT_{who}_{what}".upper()
                if not keys & {f"user.{what}", f"{who}.{what}"} and not self.git.variables.get(variable):
                    missing[variable] = otherwise
        return missing


def open_tree_repository(root: Path, settings: Iterable[tuple[str, str]], remote: Remote) -> TreeRepository:
    """Digest's own repository for the site at `root`. Makes it if it is missing."""
    folder = root / FOLDER
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _tidy(folder)
        (folder / ".gitignore").write_text("*\n")  # so that the site's own repository does not commit it
    except OSError as problem:
        raise DigestError(error(FOLDER, 0, 0, f"cannot be written: {problem.strerror}")) from None
    git = Git(
        folder, _variables(folder / "repository", [*settings, *_OURS.items(), (f"remote.{_NAME}.url", remote.url)])
    )
    git.run("init", "--quiet", "--bare", "--template=", "--initial-branch=none", str(folder / "repository"))
    # Without attributes, git changes no bytes.
    attributes = folder / "repository/info/attributes"
    attributes.parent.mkdir(exist_ok=True)
    attributes.write_text("* -text -filter -ident -working-tree-encoding\n")
    return TreeRepository(git, folder, remote)


def published_file(root: Path, path: str) -> bytes | None:
    """A file of the tree that was published last from here; None where it is not at hand. No remote is asked."""
    repository = root / FOLDER / "repository"
    if not repository.is_dir():
        return None
    try:
        return Git(root / FOLDER, _variables(repository, _OURS.items())).run("cat-file", "blob", f"{_PUBLISHED}:{path}")
    except (GitFailed, DigestError):
        return None


def settings_for_remotes(folder: Path) -> list[tuple[str, str]]:
    """The editor's git settings that say how to reach remotes, and who the editor is."""
    listed = find_git(folder).listed("config", "--list", "-z")
    pairs = (entry.partition("\n") for entry in listed)
    return [(key, value if mark else "true") for key, mark, value in pairs if _PASSED_ON.fullmatch(key)]


def _variables(repository: Path, settings: Iterable[tuple[str, str]]) -> dict[str, str]:
    """git's variables for a repository with these settings only."""
    kept = {name: value for name, value in plain_variables().items() if not name.startswith("GIT_CONFIG")}
    numbered: dict[str, str] = {}
    count = 0
    for key, value in settings:
        numbered |= {f"GIT_CONFIG_KEY_{count}": key, f"GIT_CONFIG_VALUE_{count}": value}
        count += 1
    return {
        **kept,
        **numbered,
        "GIT_DIR": str(repository),
        "GIT_CONFIG_COUNT": str(count),
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_ATTR_NOSYSTEM": "1",
        "GIT_HTTP_LOW_SPEED_LIMIT": "1",
        "GIT_HTTP_LOW_SPEED_TIME": str(_SLOWEST),
        _ALLOWED: ":".join(name for name in PROTOCOLS if name in kept.get(_ALLOWED, name).split(":")),
    }


def _tidy(folder: Path) -> None:
    """Remove the files of killed publishes: a publish does not run for a day."""
    for left in folder.glob("making-*"):
        if left.stat().st_mtime < time.time() - 86_400:
            shutil.rmtree(left, ignore_errors=True)
    for lock in (*folder.glob("repository/*.lock"), *folder.glob("repository/refs/**/*.lock")):
        _wait_for(lock)


_LOCKED = 3.0
"""Seconds. git holds a lock on a reference for some milliseconds; an older lock is of a killed process."""


def _wait_for(lock: Path) -> None:
    """Wait until git removes a lock; remove it if the process that made it was killed."""
    end = time.monotonic() + _LOCKED
    while lock.exists() and time.monotonic() < end:
        time.sleep(0.05)
    lock.unlink(missing_ok=True)


@contextmanager
def _at(remote: Remote) -> Iterator[None]:
    """Turn git's failures with the remote into errors that an editor can act on."""
    try:
        yield
    except GitFailed as problem:
        raise refused(remote, problem) from None


def _feed(git: Git, paths: list[str], *how: str, progress: Progress = silent) -> None:
    """Feed these paths to `git update-index`, in parts, with a call of `progress` for each part."""
    part = 20_000
    for start in range(0, len(paths), part):
        progress(start, len(paths))
        git.run("update-index", "-z", *how, "--stdin", feed=_null(paths[start : start + part]))


def _null(items: Iterable[str]) -> bytes:
    return b"".join(os.fsencode(item) + b"\0" for item in items)
