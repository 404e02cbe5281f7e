"""`requirements.txt`: what a build imports, to its version, and digest from where only its makers put it."""

import hashlib
import json
import os
import re
import subprocess
import sys
from importlib import metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from digest.fingerprint import DEPENDENCIES
from digest.requirements import BUILD, Own, installed_from, requirements, unfit
from tests.support.building import make_site

PINS = [f"{name}=={metadata.version(name)}" for name in BUILD]
COMMIT = "0123456789abcdef0123456789abcdef01234567"
SHA = "1" * 64

BUILDING = """
import os, sys
from importlib import metadata

THEIRS = metadata.packages_distributions()
allowed = set(sys.argv.pop(1).split(","))
imported = set()

class Watch:
    def find_spec(self, name, path=None, target=None):
        for distribution in THEIRS.get(name, ()) if "." not in name else ():
            if distribution.lower() not in allowed:
                raise ModuleNotFoundError(f"{name} is not there", name=name)
            imported.add(distribution)

sys.meta_path.insert(0, Watch())
from digest.cli import main
try:
    main()
finally:
    print("imported", *sorted(imported), file=sys.stderr)
"""

SITE = """
    -- digest.toml --
    [site]
    id = "test"
    title = "A digest"
    timezone = "Asia/Tokyo"
    -- content/articles/plain.md --
    ---
    title: \u00c9cole in Kyiv
    date: 2026-11-24
    actors: [Japan, France]
    topics: ["caf\u00e9"]
    ---
    One <b>word</b>.[^1]

    [^1]: A note.
    -- content/articles/odd.md --
    ---
    title: >-
      Folded
      over lines
    date: 2026-11-24
    image: p.png
    ---
    Text.
    -- content/articles/p.png --
    picture
"""


def test_a_build_imports_what_is_pinned_and_nothing_else(tmp_path: Path) -> None:
    """Where the system has no time zones, and nobody watches a progress bar."""
    site = make_site(tmp_path, SITE)
    allowed = ",".join(name.lower() for name in (*BUILD, "news-digest"))
    command = [sys.executable, "-c", BUILDING, allowed, "-C", str(site.root), "build", "--strict", "--jobs", "1"]
    environment = {**os.environ, "PYTHONTZPATH": ""}
    base = ["--base-url", "https://example.org/"]
    run = subprocess.run([*command, *base], env=environment, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    imported = run.stderr.split("imported ")[1].split()
    assert {name.lower() for name in imported} - {"news-digest"} == {name.lower() for name in BUILD}


def test_what_can_change_a_page_is_pinned() -> None:
    assert {re.sub("[-.]", "_", name).lower() for name in BUILD} >= DEPENDENCIES


def test_the_file_pins_each_and_names_digest_last() -> None:
    own = Own(f"news-digest @ https://host.example/{COMMIT}.zip")
    (file,) = requirements(own)
    lines = [line for line in file.content.decode().splitlines() if not line.startswith("#")]
    assert lines == [*PINS, own.line]
    assert all(Requirement(line) for line in lines)
    (asking,) = requirements(Own(""))
    assert asking.content.decode().splitlines()[-1].startswith("# digest itself: put its wheel into the site (pip")


@pytest.mark.parametrize(
    ("direct_url", "line"),
    [
        (None, ""),
        ({"url": "file:///src/digest", "dir_info": {"editable": True}}, ""),
        ({"url": "file:///nowhere/d.whl", "archive_info": {"hashes": {"sha256": SHA}}}, ""),
        ({"url": "http://host.example/d.whl", "archive_info": {}}, ""),
        ({"url": f"https://ada:{SHA}@host.example/d.git", "vcs_info": {"vcs": "git", "commit_id": COMMIT}}, ""),
        (
            {"url": "https://github.com/desk/digest.git", "vcs_info": {"vcs": "git", "commit_id": COMMIT}},
            f"news-digest @ https://github.com/desk/digest/archive/{COMMIT}.zip",
        ),
        (
            {"url": "https://host.example/d.git", "vcs_info": {"vcs": "git", "commit_id": COMMIT}},
            f"news-digest @ git+https://host.example/d.git@{COMMIT}",
        ),
        (
            {
                "url": "https://host.example/d.git",
                "vcs_info": {"vcs": "git", "requested_revision": "main", "commit_id": COMMIT},
                "subdirectory": "tool",
            },
            f"news-digest @ git+https://host.example/d.git@{COMMIT}#subdirectory=tool",
        ),
        (
            {"url": "https://host.example/d.whl", "archive_info": {"hashes": {"sha256": SHA, "md5": "2"}}},
            f"news-digest @ https://host.example/d.whl#sha256={SHA}",
        ),
    ],
)
def test_where_another_machine_gets_this_digest(direct_url: dict[str, object] | None, line: str) -> None:
    """Cases of PEP 610. Never a name on a package index."""
    assert installed_from(json.dumps(direct_url) if direct_url else None) == Own(line)
    assert not line or Requirement(line).url


def test_a_wheel_on_this_machine_goes_into_the_site(tmp_path: Path) -> None:
    wheel = tmp_path / "a b/news_digest-1-py3-none-any.whl"
    wheel.parent.mkdir()
    wheel.write_bytes(b"wheel")
    for sha256, line in ((hashlib.sha256(b"wheel").hexdigest(), f"./wheels/{wheel.name}"), (SHA, "")):
        told = {"url": wheel.as_uri(), "archive_info": {"hashes": {"sha256": sha256}}}
        own = installed_from(json.dumps(told))
        assert own.line == line
        assert [(file.path, file.content) for file in own.files] == ([(line[2:], b"wheel")] if line else [])


def findings(root: Path, *lines: str) -> list[str]:
    (root / "requirements.txt").write_text("".join(f"{line}\n" for line in lines))
    return [str(finding) for finding in unfit(root)]


@pytest.mark.parametrize(
    "line",
    [
        "news-digest @ file:///home/ada/news-digest",
        "-e /home/ada/news-digest",
        "--editable=../news-digest",
        "./news_digest-0.1.0-py3-none-any.whl",
        "news_digest-0.1.0-py3-none-any.whl",
        "../outside.whl",
        "/home/ada/news-digest",
        r"C:\digest\news_digest.whl",
        "~/news-digest",
        "--find-links /home/ada/wheels",
        "-f wheels",
        "--index-url http://localhost:3141/simple",
        "news-digest@file:///home/ada/x.whl ; python_version > '3'",
        "git+file:///home/ada/news-digest",
    ],
)
def test_a_place_on_the_editors_machine_is_refused(tmp_path: Path, line: str) -> None:
    (tmp_path / "site").mkdir()
    (tmp_path / "outside.whl").write_bytes(b"")
    said = findings(tmp_path / "site", "# for GitHub", line, *PINS)
    assert said[0].startswith("requirements.txt:2:1: this names a place on your own machine")


@pytest.mark.parametrize("line", ["news-digest", "news-digest==0.1.0", "News_Digest[a]>=0.1 # mine", "news.digest~=1"])
def test_a_name_on_an_index_that_is_not_ours_is_refused(tmp_path: Path, line: str) -> None:
    (said, *_) = findings(tmp_path, *PINS, "--extra-index-url https://packages.desk.net/simple", line)
    assert said.startswith(f"requirements.txt:{len(PINS) + 2}:1: news-digest on a package index is not digest: whoever")
    assert findings(tmp_path, *PINS, "--index-url https://packages.desk.net/simple", line) == [] or "." in line


@pytest.mark.parametrize(
    "line",
    [
        "news-digest @ git+https://github.com/desk/news-digest@0123abc",
        "news-digest @ https://github.com/desk/news-digest/archive/main.zip",
        "-e git+https://github.com/desk/news-digest#egg=news-digest",
        "./wheels/news_digest-1-py3-none-any.whl",
        "wheels/news_digest-1-py3-none-any.whl --hash=sha256:00",
        "-r more.txt",
    ],
)
def test_what_github_can_install_is_not(tmp_path: Path, line: str) -> None:
    (tmp_path / "wheels").mkdir()
    (tmp_path / "wheels/news_digest-1-py3-none-any.whl").write_bytes(b"")
    assert findings(tmp_path, *PINS, line) == []


def test_what_is_missing_is_named(tmp_path: Path) -> None:
    own = f"news-digest @ https://host.example/{COMMIT}.zip"
    (said,) = findings(tmp_path, own, *(pin for pin in PINS if not pin.startswith(("nh3", "PyYAML"))), "pyyaml==1")
    assert said.startswith("requirements.txt: a build needs what this file does not name: nh3, add them with their")
    (said,) = findings(tmp_path, *PINS)
    assert said.startswith("requirements.txt: this file does not say which digest to install, put its wheel into the")
    (tmp_path / "requirements.txt").unlink()
    assert "cannot be read" in str(next(unfit(tmp_path)))
