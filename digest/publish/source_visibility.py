"""Visibility of the source repository: if it is public, everyone can read there what the site holds back."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from digest.archive.visibility import DRAFT, EMBARGOED, SCHEDULED
from digest.builder.build import BuildReport
from digest.errors import Finding, warning
from digest.git import Git, GitFailed, plain_variables, shown
from digest.publish.remote import GITHUB, repository_name
from digest.publish.source_repository import Source
from digest.publish.uncommitted import UncommittedArticle

_PATIENCE = 10
"""Seconds to wait for an anonymous request."""


def lies_open(source: Source, report: BuildReport, uncommitted: Iterable[UncommittedArticle]) -> Iterator[Finding]:
    """A warning that counts what a public source shows and the site does not."""
    hidden = [article.state for article in uncommitted if not article.is_known]
    drafts = report.skipped.drafts - hidden.count(DRAFT)
    waiting = report.skipped.scheduled - hidden.count(SCHEDULED) - hidden.count(EMBARGOED)
    counted = (
        (drafts, "draft", "drafts"),
        (waiting, "article that is scheduled or under embargo", "articles that are scheduled or under embargo"),
        (report.skipped.cut, "text of which the site shows a part only", "texts of which the site shows a part only"),
    )
    listed = ", ".join(f"{number} {word if number == 1 else plural}" for number, word, plural in counted if number)
    address = _public_address(source) if listed else ""
    if address:
        hint = "keep the source in a private repository, and name a public one under [publish] remote"
        yield warning("", 0, 0, f"anyone can read the source at {address}, and in it {listed}", hint)


def _public_address(source: Source) -> str:
    """The first of the source's remotes that anyone may read; empty where there is none."""
    for name in source.remotes:
        for address in dict.fromkeys(source.addresses(name)):
            repository = repository_name(address)
            on_github = repository is not None and repository.host == GITHUB
            url = f"https://{GITHUB}/{repository.owner}/{repository.repo}" if repository and on_github else address
            if url.startswith(("https://", "http://", "git://")) and _anyone_may_read(shown(url)):
                return shown(url)
    return ""


def _anyone_may_read(url: str) -> bool:
    """Whether the repository can be read without a login. False if that is unknown."""
    variables = {name: value for name, value in plain_variables().items() if not name.startswith("GIT_")}
    nobody = {
        "GIT_CONFIG_NOSYSTEM": "1", "GIT_CONFIG_GLOBAL": os.devnull, "GIT_TERMINAL_PROMPT": "0", "GIT_ASKPASS": "true",
        "HOME": os.devnull,  # a .netrc would open what is closed to others
    }  # fmt: skip
    git = Git(Path(Path.cwd().anchor), {**variables, **nobody})
    try:
        git.run("-c", "credential.helper=", "ls-remote", url, "HEAD", seconds=_PATIENCE)
    except (OSError, GitFailed):
        return False
    return True
