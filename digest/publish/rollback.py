"""Rollback: publish an earlier tree again, as a new commit, so that clones of the branch can follow."""

from __future__ import annotations

import re
from collections.abc import Iterator

from digest.archive.visibility import Selection
from digest.builder.snapshot import load
from digest.errors import DigestError, Finding, error
from digest.publish.guards import contents
from digest.publish.kept_addresses import kept
from digest.publish.manifest import DOMAIN_FILE, FILE, read_manifest
from digest.publish.publish import RESTORES, Proposal, Target
from digest.publish.tree_changes import Changes
from digest.urls import output_path


def go_back(target: Target) -> Proposal:
    """The proposal of the tree before the published one, or before the restored one after a rollback.

    Raises DigestError if there is none.
    """
    earlier = _before(target)
    tree = target.private.tree_of(earlier)
    changes = target.private.changes(target.branch.tip, tree)
    new = target.private.contents(earlier, [*changes.added, *changes.changed])
    findings = [*_unfit(target, earlier, changes), *_taken_down(target, changes), *contents(new)]
    if not target.request.allow_removed:
        findings += _vanishing(changes)
    return Proposal(target=target, report=None, tree=tree, changes=changes, findings=tuple(findings), restores=earlier)


def _before(target: Target) -> str:
    private, branch = target.private, target.branch
    if not branch.tip:
        raise DigestError(error("", 0, 0, f'there is no branch "{branch.name}" yet, and so nothing to go back to'))
    restored = re.search(rf"^{RESTORES}: ([0-9a-f]{{40,}})$", private.message(branch.tip), re.MULTILINE)
    now = restored[1] if restored else branch.tip
    private.fetch(now, branch.name, depth=2)
    before = private.parents(now)
    if not before:
        hint = "publish the content as it was: check out the commit of the source that you want, and run digest publish"
        message = f'there is no publish before {now[:7]} on the branch "{branch.name}"'
        raise DigestError(error("", 0, 0, message, hint))
    return before[0]


def _unfit(target: Target, earlier: str, changes: Changes) -> Iterator[Finding]:
    """Findings for an earlier tree that digest did not make, or made for another address or domain."""
    manifest = read_manifest(target.private.read(earlier, FILE))
    if manifest is None:
        yield error("", 0, 0, f"the publish before was not made by digest ({earlier[:7]})", "publish anew instead")
    elif manifest.base_url != target.base_url or DOMAIN_FILE in (*changes.added, *changes.changed, *changes.removed):
        message = f"the publish before was made for {manifest.base_url}, and the site is at {target.base_url}"
        yield target.branch.places.error("site", "base_url", message, "publish anew instead")


def _taken_down(target: Target, changes: Changes) -> Iterator[Finding]:
    """Findings for articles withdrawn or removed since: a rollback must not publish them again."""
    snapshot = load(target.request.root, Selection(target.request.now), target.base_url)
    returning = {*changes.added, *changes.changed}
    for notice in snapshot.archive.notices:
        if output_path(notice.address) in returning:
            message = f'the article at "/{notice.address}" was withdrawn since, and would come back'
            yield error(notice.path, 1, 1, message, "publish anew instead")
    for address in kept(changes.added):
        if address not in snapshot.plan.pages:
            message = f'"/{address}" was removed since, and would come back'
            yield error("", 0, 0, message, "publish anew instead")


def _vanishing(changes: Changes) -> Iterator[Finding]:
    for address in kept(changes.removed):
        hint = "to let it vanish: digest publish --rollback --allow-removed"
        yield error("", 0, 0, f'the address "/{address}" is newer than the publish before, and would vanish', hint)
