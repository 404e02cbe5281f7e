"""The GitHub Actions workflow that builds and deploys a site, and the search for it in a repository."""

from __future__ import annotations

import json
from pathlib import Path
from string import Template
from typing import Any

import msgspec
import yaml

from digest.model.page import Artifact

PATH = ".github/workflows/pages.yml"


class _Template(Template):
    delimiter = "%"  # GitHub's own expressions begin with a dollar


# Actions are pinned to commits, because a tag can be moved. Each commit is from the action's own repository.
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
      - uses: actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1  # v7.0.1
        with:
          persist-credentials: false
      - uses: actions/setup-python@5fda3b95a4ea91299a34e894583c3862153e4b97  # v7.0.0
        with:
          python-version: "3.13"
          cache: pip
          cache-dependency-path: %{folder}requirements.txt
      - name: Install digest
        run: python -m pip install --no-deps -r requirements.txt
      - name: What the last build knew
        uses: actions/cache@27d5ce7f107fe9357f9df03efb73ab90386fccae  # v5.0.5
        with:
          path: %{folder}.digest
          key: digest-${{ hashFiles('%{folder}requirements.txt') }}-${{ github.run_id }}
          restore-keys: digest-${{ hashFiles('%{folder}requirements.txt') }}-
      - name: The address of the site
        id: pages
        if: github.event_name != 'pull_request'
        uses: actions/configure-pages@45bfe0192ca1faeb007ade9deae92b16b8254a0d  # v6.0.0
      - name: Build
        run: digest build --strict --base-url "$BASE_URL"
        env:
          BASE_URL: ${{ steps.pages.outputs.base_url || format('https://{0}.github.io/', github.repository_owner) }}
      - name: Leave out digest's own list of files
        run: rm output/.digest-owned
      - name: Hand the site over
        if: github.event_name != 'pull_request'
        uses: actions/upload-pages-artifact@fc324d3547104276b827a68afc52ff2a11cc49c9  # v5.0.0
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
        uses: actions/deploy-pages@cd2ce8fcbc39b97be8ca5fce6e763baed58fa128  # v5.0.0
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
    """Its path from the repository's top."""
    branches: tuple[str, ...]
    """The branches that run it when they are pushed; empty for all."""


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
        branches = read["on"]["push"]["branches"]
    except (yaml.YAMLError, KeyError, TypeError):
        return ()
    return tuple(str(branch) for branch in branches) if isinstance(branches, list) else (str(branches),)
