"""Publish a site to a branch: aim → look → build → guard → commit → push."""

from __future__ import annotations

import datetime as dt
import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec

import digest
from digest.archive.visibility import Selection
from digest.builder.build import Report, Request, build_alone
from digest.builder.output import exclusive, refuse_unsafe
from digest.config import FILE_NAME, Config
from digest.errors import DigestError, Finding, error, warning
from digest.git import Progress, silent
from digest.publish import base_url
from digest.publish.dead_addresses import unexplained
from digest.publish.guards import BRANCH_RULES, TREE_RULES, Branch, contents
from digest.publish.kept_addresses import Offer, kept
from digest.publish.manifest import DOMAIN_FILE, FILE, beside, domain_of, read_domain, read_manifest
from digest.publish.planned_files import Planned, read_planned
from digest.publish.remote import Remote
from digest.publish.source_repository import Source, find_remote, find_source
from digest.publish.source_visibility import lies_open
from digest.publish.tree_changes import Changes
from digest.publish.tree_repository import FOLDER, Private, open_private, settings_for_remotes
from digest.publish.uncommitted import loose_articles, uncommitted
from digest.publish.workflow import find_workflow
from digest.site import load_config
from digest.urls import output_path

APART = f"{FOLDER}/output"
"""Where a site is built for which digest.toml has no base_url: `digest build` makes another one in output/."""
LOOKED_INTO = 200
"""Pages at addresses that would be gone that are fetched, to see where their articles went."""
RESTORES = "Restores"
"""The trailer of a commit that goes back to an earlier tree: which commit's tree it is."""


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """What the editor asked for."""

    root: Path
    output: Path
    now: dt.datetime
    adopt: bool = False
    """Whether a branch that digest did not make may be replaced."""
    allow_removed: bool = False
    """Whether addresses may vanish."""
    squash: bool = False
    """Whether the branch begins anew."""


class Target(msgspec.Struct, frozen=True, kw_only=True):
    """Where a site goes, settled before anything is built."""

    asked: Asked
    config: Config
    source: Source | None
    remote: Remote
    private: Private
    branch: Branch
    domain: str
    base_url: str


class Proposal(msgspec.Struct, frozen=True, kw_only=True):
    """A tree that may be published, and all that speaks against it."""

    target: Target
    report: Report | None
    """Of the build; None where an earlier tree is published again."""
    tree: str
    changes: Changes
    findings: tuple[Finding, ...]
    offers: tuple[Offer, ...] = ()
    """Aliases that would explain addresses that vanish."""
    restores: str = ""
    """The earlier commit whose tree it is."""

    @property
    def squashes(self) -> bool:
        """Whether the branch is to begin anew."""
        return self.target.asked.squash or self.target.config.publish.history == "squash"

    @property
    def is_up_to_date(self) -> bool:
        """Whether the branch holds this tree already (and nothing else, if its history is to go)."""
        tip, private = self.target.branch.tip, self.target.private
        return bool(tip) and not self.changes and not (self.squashes and private.parents(tip))


def aim(asked: Asked) -> Target:
    """Settle where the site goes, and look at what is there. Raises DigestError with all that forbids it."""
    config = load_config(asked.root)
    source = find_source(asked.root)
    remote = find_remote(asked.root, source, config.publish.remote)
    domain = domain_of(asked.root, config)
    address = base_url.settle(config, remote.place, os.environ, domain)
    private = open_private(asked.root, settings_for_remotes(source.top if source else asked.root), remote)
    if not private.git.takes_branch(config.publish.branch):
        raise DigestError(error(FILE_NAME, 0, 0, f'"{config.publish.branch}" cannot be the name of a branch'))
    branch = _look(config.publish.branch, source, private)
    findings = [finding for rule in BRANCH_RULES for finding in rule(branch, domain, asked.adopt)]
    if findings:
        raise DigestError(*findings)
    return Target(
        asked=asked,
        config=config,
        source=source,
        remote=remote,
        private=private,
        branch=branch,
        domain=domain,
        base_url=address,
    )


def propose(target: Target, built: Progress = silent, compared: Progress = silent) -> Proposal:
    """Build the site and put its tree together. Raises DigestError where the site cannot be built."""
    asked, private = target.asked, target.private
    with building(asked, target.base_url, built) as (report, planned):
        findings = [finding for rule in TREE_RULES for finding in rule(planned)]
        tree = private.tree(asked.output, planned.sizes, beside(planned, target.base_url, target.domain), compared)
        changes = private.changes(target.branch.tip, tree)
        findings += contents(read_from(planned, [*changes.added, *changes.changed]))
    offers: tuple[Offer, ...] = ()
    lost = kept(changes.removed)
    if lost and not asked.allow_removed:
        pages = dict(private.contents(target.branch.tip, map(output_path, lost[:LOOKED_INTO])))
        known = {address: pages.get(output_path(address), b"") for address in lost}
        found, offers = unexplained(known, changes, asked.root, asked.now)
        findings += found
    if target.source:
        findings += ignored_by_pages(target)
        loose = loose_articles(target.source, asked.root, target.config, asked.now)
        findings += uncommitted(loose)
        findings += lies_open(target.source, report, loose) if changes else ()
    return Proposal(target=target, report=report, tree=tree, changes=changes, findings=tuple(findings), offers=offers)


def publish(proposal: Proposal, *, send: bool = True, progress: Progress = silent) -> str:
    """Commit a tree and let the branch stand there; the commit. Raises DigestError where the remote refuses."""
    target = proposal.target
    tip = target.branch.tip
    commit = target.private.commit(proposal.tree, "" if proposal.squashes else tip, _message(proposal))
    if send:
        target.private.push(commit, target.branch.name, tip, progress)
    return commit


@contextmanager
def building(asked: Asked, address: str, progress: Progress) -> Iterator[tuple[Report, Planned]]:
    """What is published is built now, nothing hidden, no warning; as long as it is looked at, nobody builds another.

    Raises DigestError with all that is wrong.
    """
    selection = Selection(asked.now)
    request = Request(root=asked.root, output=asked.output, selection=selection, base_url=address, strict=True)
    if asked.output != asked.root / APART:
        shutil.rmtree(asked.root / APART, ignore_errors=True)  # from before there was a base_url
    refuse_unsafe(asked.root, asked.output)
    with exclusive(asked.output, lambda: None):
        yield build_alone(request, progress), read_planned(asked.output)


def read_from(planned: Planned, paths: Iterable[str]) -> Iterator[tuple[str, bytes]]:
    """Those of these paths that are planned files, with their bytes."""
    for path in paths:
        if path in planned.sizes:
            yield path, (planned.output / path).read_bytes()


def ignored_by_pages(target: Target) -> Iterator[Finding]:
    """A warning where a workflow deploys the site: what a branch holds is then not looked at."""
    found = find_workflow(target.source.top) if target.source and target.source.owns(target.remote) else None
    if found:
        message = f'this workflow deploys to GitHub Pages, which then ignores the branch "{target.branch.name}"'
        yield warning(found.path, 0, 0, message, 'write method = "actions" under [publish], or delete the workflow')


def _look(name: str, source: Source | None, private: Private) -> Branch:
    """What stands on the branch now."""
    tip = private.tip(name)
    if tip:
        private.fetch(tip, name)
    manifest = read_manifest(private.read(tip, FILE)) if tip else None
    return Branch(
        name=name,
        tip=tip,
        place=private.remote.place,
        is_checked_out=source is not None and name in source.checked_out and source.owns(private.remote),
        is_digests=manifest is not None,
        is_a_source=bool(tip) and private.read(tip, FILE_NAME) is not None,
        domain=read_domain(private.read(tip, DOMAIN_FILE)) if tip else "",
        published_domain=manifest.domain if manifest else "",
    )


def _message(proposal: Proposal) -> str:
    """Of the commit: what it does, and which commit of the source it was made from."""
    source = proposal.target.source
    if proposal.restores:
        head = f"Go back to {proposal.restores[:7]}: {proposal.changes}"
        return f"{head}\n\n{RESTORES}: {proposal.restores}\n"
    origin = source.commit if source else ""
    head = f"Publish {origin[:7]}: {proposal.changes}" if origin else f"Publish: {proposal.changes}"
    trailers = [f"Source: {origin}"] if origin else []
    return "\n".join([head, "", *trailers, f"Made-With: digest {digest.__version__}", ""])
