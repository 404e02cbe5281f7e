"""`method = "actions"`: a workflow builds and deploys. This module checks before the push what can be checked."""

from __future__ import annotations

import os
from collections.abc import Iterator

import msgspec

from digest.archive.addresses import article_address
from digest.archive.entry import Entry
from digest.archive.visibility import PUBLISHED, Selection, leaves_notice, state_of
from digest.builder.build import BuildReport
from digest.builder.snapshot import load
from digest.checking.placeholders import refused
from digest.config import Config
from digest.errors import DigestError, Finding, error
from digest.git import GitFailed, Progress, silent
from digest.model.article import Article
from digest.model.source import SourceFile
from digest.publish import base_url
from digest.publish.dead_addresses import finding_of
from digest.publish.guards import TREE_RULES, contents
from digest.publish.kept_addresses import Offer, moved_to, words_in
from digest.publish.manifest import domain_of
from digest.publish.planned_files import PlannedFiles
from digest.publish.publish import PublishRequest, building, read_from
from digest.publish.remote import Remote
from digest.publish.source_repository import Source, find_remote, find_source
from digest.publish.source_visibility import lies_open
from digest.publish.tree_repository import open_tree_repository, settings_for_remotes
from digest.publish.uncommitted import uncommitted_articles, uncommitted_warnings
from digest.publish.workflow import Workflow, find_workflow
from digest.reading.article import FOLDER, Written, read_article
from digest.site import config_places, load_config
from digest.urls import output_path

_CHECKED = "checked"


class Check(msgspec.Struct, frozen=True, kw_only=True):
    """What a push of the source would publish, and everything wrong with it."""

    source: Source
    remote: Remote
    workflow: Workflow
    base_url: str
    report: BuildReport
    findings: tuple[Finding, ...]
    offers: tuple[Offer, ...]
    changed: tuple[str, ...]
    """Files of the site with uncommitted changes, by path from its root."""
    ahead: int
    """Number of commits that are not pushed yet."""
    push_to: str
    """The name of the remote."""
    deploys: str
    """The branch that deploys when it is pushed."""


def check(request: PublishRequest, built: Progress = silent, compared: Progress = silent) -> Check:
    """Build the site and run all checks. Raises DigestError where the site cannot be built or deployed at all."""
    config = load_config(request.root)
    source = find_source(request.root)
    remote = find_remote(request.root, source, config.publish.remote)
    workflow = find_workflow(source.top) if source else None
    if source is None or workflow is None:
        message = 'method = "actions", but no workflow here deploys to GitHub Pages'
        raise DigestError(error("", 0, 0, message, "make one: digest init --workflow"))
    domain = domain_of(request.root, config)
    repository = base_url.actions_repository(os.environ) or remote.repository
    address = base_url.settle(config, repository, os.environ, domain, config_places(request.root))
    with building(request, address, built) as (report, planned):
        findings = [finding for rule in TREE_RULES for finding in rule(planned)]
        findings += refused(request.root)
        findings += _inside(request, source, remote, planned, compared)
    deploys = _deploys(workflow, source)
    upstream = _commit(source, f"refs/remotes/{config.publish.remote}/{deploys}")
    lost, offers = _vanishing(request, config, source, upstream, planned) if upstream else ([], ())
    uncommitted = uncommitted_articles(source, request.root, config, request.now)
    findings += () if request.allow_removed else lost
    findings += [*uncommitted_warnings(uncommitted), *lies_open(source, report, uncommitted)]
    return Check(
        source=source,
        remote=remote,
        workflow=workflow,
        base_url=address,
        report=report,
        findings=tuple(findings),
        offers=offers,
        changed=tuple(source.changed()),
        ahead=_ahead(source, upstream),
        push_to=config.publish.remote,
        deploys=deploys,
    )


def _inside(
    request: PublishRequest, source: Source, remote: Remote, planned: PlannedFiles, progress: Progress
) -> list[Finding]:
    """The findings inside of files. It skips files that the last check, which found nothing, has read already."""
    private = open_tree_repository(request.root, settings_for_remotes(source.top), remote)
    tree = private.tree(request.output, planned.sizes, {}, progress)
    changes = private.changes(private.remembered(_CHECKED), tree)
    findings = list(contents(read_from(planned, [*changes.added, *changes.changed])))
    if not findings:
        private.remember(_CHECKED, tree)
    return findings


def _deploys(workflow: Workflow, source: Source) -> str:
    """The branch that runs the workflow when it is pushed: preferably the one that is checked out."""
    return source.branch if source.branch in workflow.branches or not workflow.branches else workflow.branches[0]


def _commit(source: Source, ref: str) -> str:
    try:
        return source.git.line("rev-parse", "--verify", "--quiet", f"{ref}^{{commit}}")
    except GitFailed:
        return ""


def _ahead(source: Source, upstream: str) -> int:
    if not source.commit:
        return 0
    return int(source.git.line("rev-list", "--count", source.commit, *([f"^{upstream}"] if upstream else [])))


def _vanishing(
    request: PublishRequest, config: Config, source: Source, upstream: str, planned: PlannedFiles
) -> tuple[list[Finding], tuple[Offer, ...]]:
    """Addresses that the pushed source publishes and the local one does not. Only differing files are read."""
    changed = _articles_before(source, upstream, config)
    lost = {
        address: written
        for written in changed
        for address in _addresses(written.article, Selection(request.now))
        if output_path(address) not in planned.sizes
    }
    if not lost:
        return [], ()
    before = {written.article.path for written in changed}
    entries = load(request.root, Selection(request.now)).archive.series
    pushed = set(source.git.listed("ls-tree", "-r", "-z", "--name-only", upstream, f"{source.folder}{FOLDER}"))
    added = {entry.article.path for entry in entries if source.folder + entry.article.path not in pushed}
    new = [entry for entry in entries if entry.article.path in before | added]
    offers = {address: _offer(address, written, new) for address, written in lost.items()}
    findings = [finding_of(address, offer) for address, offer in offers.items()]
    return findings, tuple(offer for offer in offers.values() if offer)


def _articles_before(source: Source, upstream: str, config: Config) -> list[Written]:
    """The articles that differ from the pushed source, in their pushed state."""
    how = ["-z", "--no-renames", "--name-only", "--diff-filter=MDT"]
    paths = source.git.listed("diff", *how, upstream, "--", f":(top){source.folder}{FOLDER}")
    articles = []
    for path in paths:
        file = SourceFile(path.removeprefix(source.folder), source.git.run("cat-file", "blob", f"{upstream}:{path}"))
        written, _ = read_article(file, config.content, config.zone) if path.endswith(".md") else (None, [])
        articles += [written] if written else []
    return articles


def _addresses(article: Article, selection: Selection) -> Iterator[str]:
    """The addresses of an article: none unless it is published."""
    state = state_of(article, selection.now)
    if state == PUBLISHED or leaves_notice(state, selection):
        yield article_address(article)
        yield from article.aliases


def _offer(address: str, written: Written, new: list[Entry]) -> Offer | None:
    """The article in the same file, else the most similar one."""
    article = written.article
    same = next((entry for entry in new if entry.article.path == article.path), None)
    if same:
        return Offer(address, same.article.path)
    return moved_to(address, words_in(f"{article.title} {article.summary} {written.body.text}"), new)
