"""Publish a site to a branch: settle the target → check the branch → build → check the tree → commit → push."""

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
from digest.builder.build import BuildReport, BuildRequest, build_alone
from digest.builder.output import exclusive, refuse_unsafe
from digest.checking.placeholders import refused
from digest.config import FILE_NAME, Config
from digest.errors import DigestError, Finding, warning
from digest.git import Progress, silent
from digest.places import Places
from digest.publish import base_url
from digest.publish.dead_addresses import unexplained
from digest.publish.guards import BRANCH_RULES, TREE_RULES, Branch, contents
from digest.publish.kept_addresses import Offer, kept
from digest.publish.lost_dossiers import LIST, lost_dossiers
from digest.publish.manifest import DOMAIN_FILE, FILE, beside, domain_of, read_domain, read_manifest
from digest.publish.planned_files import PlannedFiles, read_planned
from digest.publish.remote import Remote
from digest.publish.source_repository import Source, find_remote, find_source
from digest.publish.source_visibility import lies_open
from digest.publish.tree_changes import Changes
from digest.publish.tree_repository import FOLDER, TreeRepository, open_tree_repository, settings_for_remotes
from digest.publish.uncommitted import uncommitted_articles, uncommitted_warnings
from digest.publish.workflow import find_workflow
from digest.site import config_places, load_config
from digest.urls import output_path

APART = f"{FOLDER}/output"
"""The output folder for a site without base_url in digest.toml: `digest build` makes other files in output/."""
LOOKED_INTO = 200
"""Number of pages at lost addresses that are fetched, to find out where their articles went."""
RESTORES = "Restores"
"""The commit trailer of a rollback, with the commit that it restores."""


class PublishRequest(msgspec.Struct, frozen=True, kw_only=True):
    """What the editor asked for."""

    root: Path
    output: Path
    now: dt.datetime
    adopt: bool = False
    """Whether a branch that digest did not make may be replaced."""
    allow_removed: bool = False
    """Whether addresses may vanish."""
    squash: bool = False
    """Whether to discard the branch's history."""


class Target(msgspec.Struct, frozen=True, kw_only=True):
    """Where to publish a site, settled before the build."""

    request: PublishRequest
    config: Config
    source: Source | None
    remote: Remote
    private: TreeRepository
    branch: Branch
    domain: str
    base_url: str


class Proposal(msgspec.Struct, frozen=True, kw_only=True):
    """A tree to publish, and everything wrong with it."""

    target: Target
    report: BuildReport | None
    """The report of the build; None for a rollback."""
    tree: str
    changes: Changes
    findings: tuple[Finding, ...]
    offers: tuple[Offer, ...] = ()
    """Aliases that would keep addresses from vanishing."""
    restores: str = ""
    """The commit that a rollback restores; otherwise empty."""

    @property
    def squashes(self) -> bool:
        """Whether to discard the branch's history."""
        return self.target.request.squash or self.target.config.publish.history == "squash"

    @property
    def is_up_to_date(self) -> bool:
        """Whether the branch has this tree already (and a single commit, if the history is to be discarded)."""
        tip, private = self.target.branch.tip, self.target.private
        return bool(tip) and not self.changes and not (self.squashes and private.parents(tip))


def aim(request: PublishRequest) -> Target:
    """Settle where to publish, and check the branch. Raises DigestError with everything that forbids it."""
    config = load_config(request.root)
    source = find_source(request.root)
    remote = find_remote(request.root, source, config.publish.remote)
    domain = domain_of(request.root, config)
    places = config_places(request.root)
    address = base_url.settle(config, remote.repository, os.environ, domain, places)
    private = open_tree_repository(request.root, settings_for_remotes(source.top if source else request.root), remote)
    if not private.git.takes_branch(config.publish.branch):
        message = f'"{config.publish.branch}" cannot be the name of a branch'
        raise DigestError(places.error("publish", "branch", message))
    branch = _look(config.publish.branch, source, private, places)
    findings = [finding for rule in BRANCH_RULES for finding in rule(branch, domain, request.adopt)]
    if findings:
        raise DigestError(*findings)
    return Target(
        request=request,
        config=config,
        source=source,
        remote=remote,
        private=private,
        branch=branch,
        domain=domain,
        base_url=address,
    )


def propose(target: Target, built: Progress = silent, compared: Progress = silent) -> Proposal:
    """Build the site and make its tree. Raises DigestError where the site cannot be built."""
    request, private = target.request, target.private
    with building(request, target.base_url, built) as (report, planned):
        findings = [finding for rule in TREE_RULES for finding in rule(planned)]
        findings += refused(request.root)
        tree = private.tree(request.output, planned.sizes, beside(planned, target.base_url, target.domain), compared)
        changes = private.changes(target.branch.tip, tree)
        findings += contents(read_from(planned, [*changes.added, *changes.changed]))
        if LIST in (*changes.changed, *changes.removed):
            listed = dict(read_from(planned, [LIST])).get(LIST, b"")
            before = private.read(target.branch.tip, LIST)
            findings += lost_dossiers(before, listed, lambda address: output_path(address) in planned.sizes)
    offers: tuple[Offer, ...] = ()
    lost = kept(changes.removed)
    if lost and not request.allow_removed:
        pages = dict(private.contents(target.branch.tip, map(output_path, lost[:LOOKED_INTO])))
        published = {address: pages.get(output_path(address), b"") for address in lost}
        lost_findings, offers = unexplained(published, changes, request.root, request.now)
        findings += lost_findings
    if target.source:
        findings += ignored_by_pages(target)
        uncommitted = uncommitted_articles(target.source, request.root, target.config, request.now)
        findings += uncommitted_warnings(uncommitted)
        findings += lies_open(target.source, report, uncommitted) if changes else ()
    return Proposal(target=target, report=report, tree=tree, changes=changes, findings=tuple(findings), offers=offers)


def publish(proposal: Proposal, *, send: bool = True, progress: Progress = silent) -> str:
    """Commit a tree and push it to the branch. Returns the commit. Raises DigestError where the remote refuses."""
    target = proposal.target
    tip = target.branch.tip
    commit = target.private.commit(proposal.tree, "" if proposal.squashes else tip, _message(proposal))
    if send:
        target.private.push(commit, target.branch.name, tip, progress)
    return commit


@contextmanager
def building(request: PublishRequest, address: str, progress: Progress) -> Iterator[tuple[BuildReport, PlannedFiles]]:
    """Build what is published: strictly, without drafts. The output folder stays locked for the block.

    Raises DigestError with everything that is wrong.
    """
    root, output = request.root, request.output
    build = BuildRequest(root=root, output=output, selection=Selection(request.now), base_url=address, strict=True)
    if output != root / APART:
        shutil.rmtree(root / APART, ignore_errors=True)  # left by a publish without base_url in digest.toml
    refuse_unsafe(root, output)
    with exclusive(output, lambda: None):
        yield build_alone(build, progress), read_planned(output)


def read_from(planned: PlannedFiles, paths: Iterable[str]) -> Iterator[tuple[str, bytes]]:
    """The planned files among these paths, with their bytes."""
    for path in paths:
        if path in planned.sizes:
            yield path, (planned.output / path).read_bytes()


def ignored_by_pages(target: Target) -> Iterator[Finding]:
    """A warning where a workflow deploys the site: GitHub Pages then ignores the branch."""
    workflow = find_workflow(target.source.top) if target.source and target.source.owns(target.remote) else None
    if workflow:
        message = f'this workflow deploys to GitHub Pages, which then ignores the branch "{target.branch.name}"'
        yield warning(workflow.path, 0, 0, message, 'write method = "actions" under [publish], or delete the workflow')


def _look(name: str, source: Source | None, private: TreeRepository, places: Places) -> Branch:
    """The current state of the branch."""
    tip = private.tip(name)
    if tip:
        private.fetch(tip, name)
    manifest = read_manifest(private.read(tip, FILE)) if tip else None
    return Branch(
        name=name,
        tip=tip,
        repository=private.remote.repository,
        is_checked_out=source is not None and name in source.checked_out and source.owns(private.remote),
        is_digests=manifest is not None,
        is_a_source=bool(tip) and private.read(tip, FILE_NAME) is not None,
        domain=read_domain(private.read(tip, DOMAIN_FILE)) if tip else "",
        published_domain=manifest.domain if manifest else "",
        places=places,
    )


def _message(proposal: Proposal) -> str:
    """The commit message: what changes, and the commit of the source that it was made from."""
    source = proposal.target.source
    if proposal.restores:
        head = f"Go back to {proposal.restores[:7]}: {proposal.changes}"
        return f"{head}\n\n{RESTORES}: {proposal.restores}\n"
    origin = source.commit if source else ""
    head = f"Publish {origin[:7]}: {proposal.changes}" if origin else f"Publish: {proposal.changes}"
    trailers = [f"Source: {origin}"] if origin else []
    return "\n".join([head, "", *trailers, f"Made-With: digest {digest.__version__}", ""])
