"""Rules of the house that no compiler keeps: what committed files may not say, and what they must."""

import re
import subprocess
from functools import cache

import pytest

import digest
from tests.support.paths import ROOT

REGISTRY = re.compile(
    rb"pypi\.org|pythonhosted\.org|npmjs\.(org|com)|deb\.debian\.org|(archive|security)\.(ubuntu\.com|debian\.org)"
)
MACHINE_PATH = re.compile(rb"(?<![\w.~-])/(work|root)/")
WRONG_NAME = re.compile(rb"\b(pipx?3?|uv|uv tool)\s+install\s+(-\S+\s+)*['\"]?digest\b")
THIRD_PARTY_FILE = re.compile(r"\.(woff2?|ttf|otf|wasm)$|\.min\.|(^|/)vendor/|foreign_names\.yaml$|\.schema\.json$")


@cache
def committed() -> dict[str, bytes]:
    """Every file that git tracks, or would with `git add .`, by its path from the root."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    paths = (ROOT / name for name in listed.split("\0") if name)
    return {path.relative_to(ROOT).as_posix(): path.read_bytes() for path in paths if path.is_file()}


@pytest.mark.parametrize(
    ("pattern", "why"),
    [
        (REGISTRY, "names the host of a package registry"),
        (MACHINE_PATH, "names a path of one machine"),
        (WRONG_NAME, "installs another project: the distribution is news-digest"),
    ],
    ids=["registry", "machine path", "wrong name"],
)
def test_nothing_committed_says(pattern: re.Pattern[bytes], why: str) -> None:
    said = [
        f"{name}:{number}: {why}: {line.decode(errors='replace')}"
        for name, content in committed().items()
        if pattern.search(content)
        for number, line in enumerate(content.splitlines(), start=1)
        if pattern.search(line)
    ]
    assert said == []


def test_text_files_end_with_a_newline() -> None:
    # tests/data/ holds input as others write it, last line and all.
    ours = {name: content for name, content in committed().items() if not name.startswith("tests/data/")}
    texts = {name: content for name, content in ours.items() if content and b"\0" not in content}
    assert [name for name, content in texts.items() if not content.endswith(b"\n")] == []


def test_everything_of_others_has_its_entry() -> None:
    entries = set(re.findall(r"^- `(.+?)`", (ROOT / "THIRD_PARTY.md").read_text("utf-8"), re.MULTILINE))
    vendored = {name for name in committed() if THIRD_PARTY_FILE.search(name)}
    assert vendored <= entries, "not in THIRD_PARTY.md"
    assert entries <= committed().keys(), "in THIRD_PARTY.md, but gone"


def test_the_changelog_knows_this_version() -> None:
    assert f"\n## [{digest.__version__}]" in (ROOT / "CHANGELOG.md").read_text("utf-8")
