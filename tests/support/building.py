"""Sites that a test writes as text, builds, and looks into.

site = make_site(tmp_path, '''
    -- content/articles/a.md --
    ---
    title: A
    date: 2026-11-24
    ---
    The body.
''')
site.build(now="2026-11-25")
assert "The body." in site.page("2026/11/24/a/")
"""

import os
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from datetime import UTC
from io import BytesIO, TextIOWrapper
from pathlib import Path
from typing import Any, NamedTuple, Self
from unittest.mock import patch

from digest.archive.visibility import Selection
from digest.builder.build import BuildReport, BuildRequest, build
from digest.builder.snapshot import load
from digest.cli import main
from digest.dates import read_when
from digest.errors import DigestError
from digest.site import read_config
from digest.urls import output_path
from tests.support.plain_theme import PLAIN_THEME
from tests.support.site import write_site

LATER = "2027-06-01"
"""The day on which tests build where none is said: after everything that is dated 2026."""

OWNED = ".digest-owned"

_CONFIG = """
    -- digest.toml --
    [site]
    id = "test"
    title = "A digest"
    base_url = "https://example.org/news/"
    [theme]
    name = "plain"
"""


class Run(NamedTuple):
    """What a command did: its exit code and what it printed."""

    code: int
    out: str
    err: str


@dataclass(frozen=True)
class Site:
    """A site on disk."""

    root: Path

    @property
    def output(self) -> Path:
        return self.root / "output"

    def write(self, text: str) -> Self:
        """Write more files, over those that are there."""
        write_site(self.root, text)
        return self

    def build(self, **asked: Any) -> BuildReport:
        """Build into `output/`. Fails with all that is wrong. `asked`: see `_request`."""
        return build(_request(self.root, **asked))

    def faults(self, **asked: Any) -> list[str]:
        """What a build that must fail says is wrong, one line each."""
        try:
            self.build(**asked)
        except DigestError as problem:
            return [str(finding) for finding in problem.findings]
        raise AssertionError("the build went through")

    def view(self, address: str, **asked: Any) -> Any:
        """What the template of a page sees, without building."""
        snapshot = self.snapshot(**asked)
        return snapshot.plan.pages[address].view(snapshot.config)

    def views(self, **asked: Any) -> dict[str, list[Any]]:
        """What the templates of all pages see, by template."""
        snapshot = self.snapshot(**asked)
        found: dict[str, list[Any]] = {}
        for page in snapshot.plan.pages.values():
            found.setdefault(page.renderer, []).append(page.view(snapshot.config))
        return found

    def snapshot(self, **asked: Any) -> Any:
        request = _request(self.root, **asked)
        return load(request.root, request.selection, request.base_url)

    def page(self, address: str) -> str:
        """The text of the built file that answers for an address."""
        return (self.output / output_path(address)).read_text("utf-8")

    def has(self, address: str) -> bool:
        return (self.output / output_path(address)).is_file()

    def tree(self, *, owned: bool = False) -> dict[str, bytes]:
        """Every built file with its bytes; the list of what is digest's only if asked for."""
        return tree(self.output, owned=owned)

    def run(self, *arguments: str) -> Run:
        """Run a command in the site, in this process, LATER where neither it nor the environment says when."""
        now = str(int(read_when(LATER, UTC).at.timestamp()))
        with patch.dict(os.environ, {"SOURCE_DATE_EPOCH": now, **os.environ}):
            return run("-C", str(self.root), *arguments)


def make_site(root: Path, text: str = "") -> Site:
    """Write a site with a bare theme at example.org/news/ (`text` may hold a digest.toml of its own)."""
    for part in (PLAIN_THEME, _CONFIG, text):
        write_site(root, part)
    (root / "content").mkdir(exist_ok=True)
    return Site(root)


def tree(folder: Path, *, owned: bool = False) -> dict[str, bytes]:
    """Every file under a folder by its path there, but for what digest remembers in `.digest/`."""
    files = (path for path in sorted(folder.rglob("*")) if path.is_file() and ".digest" not in path.parts)
    found = {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}
    return found if owned else {path: content for path, content in found.items() if path != OWNED}


def run(*arguments: str) -> Run:
    """Run `digest …` as the shell would, but in this process."""
    out, err = _stream(), _stream()
    code = 0
    with patch("sys.argv", ["digest", *arguments]), redirect_stdout(out), redirect_stderr(err):
        try:
            main()
        except SystemExit as done:
            code = int(done.code or 0)
    return Run(code, *(stream.buffer.getvalue().decode() for stream in (out, err)))


def _stream() -> Any:
    """A stream that takes text and bytes, as the real ones do."""
    return TextIOWrapper(BytesIO(), encoding="utf-8", write_through=True)


def _request(
    root: Path,
    *,
    now: str = LATER,
    drafts: bool = False,
    future: bool = False,
    expired: bool = False,
    base_url: str | None = None,
    strict: bool = False,
    output: Path | None = None,
    **how: Any,
) -> BuildRequest:
    config, _ = read_config(root)
    selection = Selection(read_when(now, config.zone).at, drafts, future, expired)
    target = output or root / "output"
    return BuildRequest(root=root, output=target, selection=selection, base_url=base_url, strict=strict, **how)
