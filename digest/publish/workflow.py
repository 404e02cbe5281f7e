"""The GitHub Actions workflow that builds and deploys a site, and what it needs of the repository."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from string import Template
from typing import Any

import msgspec
import yaml

from digest.errors import Finding, error
from digest.model.page import Artifact

PATH = ".github/workflows/pages.yml"
REQUIREMENTS = "requirements.txt"


class _Template(Template):
    delimiter = "%"  # GitHub's own expressions begin with a dollar


# The versions of the actions are the newest that were known in November 2026.
_WORKFLOW = _Template(
    """\
# Builds the site and puts it on GitHub Pages. Written by digest init --workflow; it is yours to change.
# Set once, in the repository's settings under Pages: Source = GitHub Actions.
name: Pages

on:
  push:
    branches: [%branch]
  # A pull request is built, and not deployed.
  pull_request:
  # Once a day, so that scheduled articles and those under embargo appear. The time is UTC.
  schedule:
    - cron: "17 4 * * *"
  workflow_dispatch:

permissions:
  contents: read

concurrency:
  group: pages-${{ github.ref }}
  cancel-in-progress: false

%{defaults}jobs:
  build:
    runs-on: ubuntu-latest
    timeout-minutes: 20
    permissions:
      contents: read
      pages: read
    steps:
      - uses: actions/checkout@v7
        with:
          persist-credentials: false
      - uses: actions/setup-python@v7
        with:
          python-version: "3.13"
          cache: pip
          cache-dependency-path: %{folder}requirements.txt
      - name: Install digest
        run: python -m pip install -r requirements.txt
      - name: What the last build knew
        uses: actions/cache@v5
        with:
          path: %{folder}.digest
          key: digest-${{ hashFiles('%{folder}requirements.txt') }}-${{ github.run_id }}
          restore-keys: digest-${{ hashFiles('%{folder}requirements.txt') }}-
      - name: Where the site will stand
        id: pages
        if: github.event_name != 'pull_request'
        uses: actions/configure-pages@v5
      - name: Build
        run: digest build --strict --base-url "$BASE_URL"
        env:
          BASE_URL: ${{ steps.pages.outputs.base_url || format('https://{0}.github.io/', github.repository_owner) }}
      - name: Leave out digest's own list of files
        run: rm output/.digest-owned
      - name: Hand the site over
        if: github.event_name != 'pull_request'
        uses: actions/upload-pages-artifact@v5
        with:
          path: %{folder}output
          include-hidden-files: true  # .well-known

  deploy:
    needs: build
    if: github.event_name != 'pull_request'
    runs-on: ubuntu-latest
    timeout-minutes: 10
    permissions:
      pages: write
      id-token: write
    environment:
      name: github-pages
      url: ${{ steps.deployment.outputs.page_url }}
    steps:
      - id: deployment
        uses: actions/deploy-pages@v5
"""
)

_DEFAULTS = """\
defaults:
  run:
    working-directory: {}

"""


class Workflow(msgspec.Struct, frozen=True):
    """A workflow of the repository that deploys to Pages."""

    path: str
    """From the repository's top."""
    branches: tuple[str, ...]
    """Those of which a push runs it; none: all."""


def workflow(branch: str, folder: str) -> Artifact:
    """The workflow for a site in a folder of its repository (empty, or `sites/news/`) that deploys that branch."""
    defaults = _DEFAULTS.format(json.dumps(folder.rstrip("/"))) if folder else ""
    text = _WORKFLOW.substitute(branch=json.dumps(branch), folder=folder, defaults=defaults)
    return Artifact(PATH, text.encode())


def find_workflow(top: Path) -> Workflow | None:
    """The workflow of a repository that deploys to Pages, if there is one."""
    for path in sorted((top / ".github/workflows").glob("*.y*ml")):
        text = path.read_text(encoding="utf-8", errors="replace")
        if "actions/deploy-pages@" in text:
            return Workflow(path.relative_to(top).as_posix(), _branches(text))
    return None


def _branches(text: str) -> tuple[str, ...]:
    try:
        read: Any = yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506 — BaseLoader makes text, lists and mappings only
        found = read["on"]["push"]["branches"]
    except (yaml.YAMLError, KeyError, TypeError):
        return ()
    return tuple(str(branch) for branch in found) if isinstance(found, list) else (str(found),)


def unfit_requirements(root: Path) -> Iterator[Finding]:
    """What in a site's requirements.txt GitHub could not install."""
    try:
        text = (root / REQUIREMENTS).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        hint = "write into it which digest to install, such as: news-digest==0.1.0"
        yield error(REQUIREMENTS, 0, 0, "the workflow installs digest from this file, which is not there", hint)
        return
    for number, line in enumerate(text.splitlines(), start=1):
        if _is_local(re.sub(r"(?:^|\s)#.*", "", line).strip()):
            hint = (
                "name a version or an address that GitHub can reach (… @ git+https://…), then: digest init --workflow"
            )
            yield error(
                REQUIREMENTS, number, 1, "this names a place on your own machine, which GitHub cannot see", hint
            )


def _is_local(line: str) -> bool:
    """Whether pip would look on the machine itself for what a line of requirements names."""
    option = re.match(r"(?:-e|--editable|-f|--find-links|-i|--index-url|--extra-index-url)(?:[ =]\s*|(?=\S))(.*)", line)
    named = option[1] if option else re.split(r"\s@\s*|(?<=[\w\]])@(?=\w+:)", line, maxsplit=1)[-1]
    named = named.strip("\"' ")
    if re.match(r"(?:[a-z0-9]+\+)?file:|https?://(?:localhost|127\.)", named, re.IGNORECASE):
        return True
    if not named or named.startswith("-") or "://" in named:
        return False
    path = re.split(r"[\s;\[]", named, maxsplit=1)[0]
    return bool(option) or "/" in path or "\\" in path or path.startswith((".", "~")) or _is_package_file(path)


def _is_package_file(path: str) -> bool:
    return path.lower().endswith((".whl", ".zip", ".tar.gz"))
