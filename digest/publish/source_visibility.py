"""Is the source open to all? Then what the site holds back can be read there."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from digest.archive.visibility import DRAFT, EMBARGOED, SCHEDULED
from digest.builder.build import Report
from digest.errors import Finding, warning
from digest.git import Git, GitFailed, plain_variables, shown
from digest.publish.remote import GITHUB, place_of
from digest.publish.source_repository import Source
from digest.publish.uncommitted import Loose

_PATIENCE = 10
"""Seconds until an anonymous visitor gives up."""


def lies_open(source: Source, report: Report, loose: Iterable[Loose]) -> Iterator[Finding]:
    """A warning that counts what a public source shows and the site does not."""
    hidden = [one.state for one in loose if not one.is_known]
    drafts = report.skipped.drafts - hidden.count(DRAFT)
    waiting = report.skipped.scheduled - hidden.count(SCHEDULED) - hidden.count(EMBARGOED)
    counted = (
        (drafts, "draft", "drafts"),
        (waiting, "article that is scheduled or under embargo", "articles that are scheduled or under embargo"),
        (report.skipped.cut, "text of which the site shows a part only", "texts of which the site shows a part only"),
    )
    listed = ", ".join(f"{number} {one if number == 1 else many}" for number, one, many in counted if number)
    where = _public_address(source) if listed else ""
    if where:
        hint = "keep the source in a private repository, and name a public one under [publish] remote"
        yield warning("", 0, 0, f"anyone can read the source at {where}, and in it {listed}", hint)


def _public_address(source: Source) -> str:
    """The first of the source's remotes that anyone may read, or nothing."""
    for name in source.remotes:
        for address in dict.fromkeys(source.addresses(name)):
            place = place_of(address)
            url = f"https://{GITHUB}/{place.owner}/{place.repo}" if place and place.host == GITHUB else address
            if url.startswith(("https://", "http://", "git://")) and _anyone_may_read(shown(url)):
                return shown(url)
    return ""


def _anyone_may_read(url: str) -> bool:
    """Whether a visitor without a name gets in. Where that cannot be found out, nothing is claimed."""
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
