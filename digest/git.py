"""The `git` program, run so that no variable or setting around it changes its result. Only this module starts it.

Three callers: `editing` asks whether files are committed; `publish.source_repository` queries the editor's repository
and changes nothing there; `publish.tree_repository` works in a repository of digest's own. git runs in English, because
digest reads some of its messages.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import IO, Self

import msgspec

from digest.errors import DigestError, error

OLDEST = (2, 32)
"""The first git that can be kept from reading the user's own settings (GIT_CONFIG_GLOBAL, 2021)."""

PATIENCE = 600
"""Seconds that a git call may take. One that shows its progress may take any time, as long as it goes on."""

Progress = Callable[[int, int], None]
"""Called with the number of steps done and the total."""


def silent(done: int, total: int) -> None:
    """A Progress that shows nothing."""


# Variables by which a hook or a script points git at one repository: digest finds repositories by their folders.
_REDIRECTING = (
    "GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_COMMON_DIR", "GIT_OBJECT_DIRECTORY", "GIT_PREFIX",
    "GIT_ALTERNATE_OBJECT_DIRECTORIES", "GIT_NAMESPACE", "GIT_SHALLOW_FILE", "GIT_GRAFT_FILE", "GIT_QUARANTINE_PATH",
    "GIT_IMPLICIT_WORK_TREE", "GIT_INTERNAL_SUPER_PREFIX", "GIT_NO_REPLACE_OBJECTS", "GIT_REPLACE_REF_BASE",
)  # fmt: skip


_QUOTED_OR_WORD = re.compile(r"'[^'\n]*://[^'\n]*@[^'\n]*'|\S+")
_HOST = re.compile(r"(?:\[[^\]]*\]|[^:]*)(?::\d*)?")


def shown(address: str) -> str:
    """An address of a repository, in any of git's forms or malformed, without what may be a credential.

    It drops everything up to the last `@` except the scheme, because a password may have any character. It also drops
    the query, and a port that is not a number. The name in `git@host:path` stays.
    """
    scheme, slashes, rest = address.partition("://")
    if not slashes:
        name, at, place = address.rpartition("@")
        return place if at and ":" in name else address
    place = re.split(r"[?#]", rest.rpartition("@")[2])[0]
    return f"{scheme}://{place if _HOST.fullmatch(place.partition('/')[0]) else '…'}"


def without_credentials(text: str) -> str:
    """A message of git, with each address in it as it may be `shown`."""
    return _QUOTED_OR_WORD.sub(lambda word: shown(word[0]) if "@" in word[0] or "://" in word[0] else word[0], text)


_OWN_SCHEMES = frozenset(["file", "git", "http", "https", "ssh", "git+ssh", "ssh+git"])
PROTOCOLS = ("file", "git", "http", "https", "ssh")
"""The protocols of git itself, as GIT_ALLOW_PROTOCOL names them. Any other is a program git-remote-NAME, which may take
an address as a command: `ext::sh -c …`."""


def helper_of(address: str) -> str:
    """The NAME of the program git-remote-NAME that git would start for an address; empty for none."""
    named = re.match(r"([A-Za-z0-9+.-]*)(::|://)", address)
    return named[1] or "?" if named and (named[2] == "::" or named[1].lower() not in _OWN_SCHEMES) else ""


class GitFailed(DigestError):
    """git ended with an exit code other than 0; `said` is its standard error.

    A caller that knows what the failure means raises a better message. Otherwise the editor sees this one.
    """

    def __init__(self, command: str, said: str) -> None:
        self.command = command
        self.said = said
        hint = "if it does so again, delete the folder .digest/publish, which is made anew"
        super().__init__(error("", 0, 0, f"git {command} failed: {self.reason}", hint))

    @property
    def reason(self) -> str:
        """The line with the reason, without git's label (`fatal:`) and without credentials."""
        lines = [line.strip() for line in without_credentials(self.said).splitlines() if line.strip()]
        labelled = [line for line in lines if re.match(r"(fatal|error|remote: (error|fatal)): ", line)]
        return re.sub(r"^(?:(?:remote|fatal|error): )+", "", (labelled or lines or ["it did not say why"])[0])


class Git(msgspec.Struct, frozen=True):
    """git in a folder, with just these environment variables."""

    folder: Path
    variables: Mapping[str, str]

    def run(
        self, *arguments: str, feed: bytes = b"", more: Mapping[str, str] | None = None, seconds: float = PATIENCE
    ) -> bytes:
        """The output of `git ARGUMENTS`; `feed` is its input. Raises GitFailed, also after that many seconds."""
        with self._started(arguments, more or {}) as running:
            try:
                output, messages = running.communicate(feed, timeout=seconds)
            except subprocess.TimeoutExpired:
                _end(running)
                raise GitFailed(arguments[0], _too_long(seconds)) from None
            except BaseException:
                running.kill()
                raise
        if running.returncode:
            raise GitFailed(arguments[0], messages.decode(errors="replace"))
        return output

    def _started(self, arguments: tuple[str, ...], more: Mapping[str, str]) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            ["git", *arguments],
            cwd=self.folder,
            env={**self.variables, **more},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )

    def line(self, *arguments: str, feed: bytes = b"", more: Mapping[str, str] | None = None) -> str:
        """The single line that `git ARGUMENTS` prints. Raises GitFailed."""
        return os.fsdecode(self.run(*arguments, feed=feed, more=more)).removesuffix("\n")

    def listed(self, *arguments: str, feed: bytes = b"") -> list[str]:
        """The items that `git … -z …` prints. Raises GitFailed."""
        return os.fsdecode(self.run(*arguments, feed=feed)).split("\0")[:-1]

    def takes_branch(self, name: str) -> bool:
        """Whether git would make a branch of that name."""
        try:
            return self.line("check-ref-format", "--branch", name) == name
        except GitFailed:
            return False

    def watched(self, *arguments: str, progress: Progress, feed: bytes = b"") -> str:
        """The output of `git … --progress …`; its progress goes to `progress`. Raises GitFailed."""
        with self._started(arguments, {}) as running, _Watchdog(running, PATIENCE) as watchdog:
            assert running.stdin
            assert running.stderr
            assert running.stdout
            running.stdin.write(feed)
            running.stdin.close()
            messages = "\n".join(_without_progress(watchdog.lines(running.stderr), progress))
            printed = running.stdout.read().decode(errors="replace")
            running.wait()
        if watchdog.has_bitten:
            raise GitFailed(arguments[0], _too_long(PATIENCE))
        if running.returncode:
            raise GitFailed(arguments[0], f"{messages}\n{printed}")
        return printed


def _too_long(seconds: float) -> str:
    return f"it was silent for {seconds:.0f} seconds and was stopped"


def _end(running: subprocess.Popen[bytes]) -> None:
    """Stop git, with a moment to remove its lock files."""
    running.terminate()
    try:
        running.wait(2)
    except subprocess.TimeoutExpired:
        running.kill()


class _Watchdog:
    """Ends a process that has written nothing for that many seconds."""

    def __init__(self, running: subprocess.Popen[bytes], seconds: float) -> None:
        self._running, self._seconds = running, seconds
        self._timer = self._started()
        self.has_bitten = False

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc: object) -> None:
        self._timer.cancel()

    def lines(self, stream: IO[bytes]) -> Iterator[bytes]:
        """The lines that the process writes. Any output resets the timer; progress ends with a carriage return."""
        rest = b""
        while piece := os.read(stream.fileno(), 1 << 16):
            self._timer.cancel()
            self._timer = self._started()
            *lines, rest = (rest + piece).split(b"\n")
            yield from lines
        yield from [rest] if rest else []

    def _started(self) -> threading.Timer:
        timer = threading.Timer(self._seconds, self._bite)
        timer.daemon = True
        timer.start()
        return timer

    def _bite(self) -> None:
        self.has_bitten = True
        _end(self._running)


_COUNTED = re.compile(r"(?:Compressing|Writing|Receiving) objects: +\d+% \((\d+)/(\d+)\)")
"""For example `Writing objects:  50% (10/20)`."""


def _without_progress(stream: Iterable[bytes], progress: Progress) -> Iterator[str]:
    """The lines that are messages. Lines that show progress go to `progress`."""
    for line in stream:
        *steps, last = line.decode(errors="replace").rstrip("\n").split("\r")
        for step in (*steps, last):
            counted = _COUNTED.search(step)
            if counted:
                progress(int(counted[1]), int(counted[2]))
        yield last


def plain_variables() -> dict[str, str]:
    """The variables of this process, without those that would send git to another repository."""
    variables = {name: value for name, value in os.environ.items() if name not in _REDIRECTING}
    quiet = {} if sys.stdin is not None and sys.stdin.isatty() else {"GIT_TERMINAL_PROMPT": "0"}
    return {**variables, "LC_ALL": "C", "LANGUAGE": "", "GIT_OPTIONAL_LOCKS": "0", **quiet}


def repository_entry(folder: Path) -> Path | None:
    """The nearest `.git` at or above a folder: the repository's own folder, or a file that names it (`gitdir: …`).

    It needs no git program. None where the folder is in no repository.
    """
    entries = (parent / ".git" for parent in (folder, *folder.parents))
    return next((entry for entry in entries if entry.exists()), None)


def find_git(folder: Path) -> Git:
    """git in a folder. Raises DigestError where the git program is missing or too old."""
    git = Git(folder, plain_variables())
    try:
        version = git.line("version")
    except FileNotFoundError:
        hint = "install it from https://git-scm.com or with your system's packages"
        raise DigestError(error("", 0, 0, "publishing needs the program git, which is not here", hint)) from None
    except OSError as problem:
        raise DigestError(error("", 0, 0, f"the program git cannot be started: {problem.strerror}")) from None
    number = re.search(r"(\d+)\.(\d+)", version)
    if number and (int(number[1]), int(number[2])) < OLDEST:
        oldest = ".".join(map(str, OLDEST))
        raise DigestError(error("", 0, 0, f"publishing needs git {oldest} or later, here is {version}", "renew it"))
    return git
