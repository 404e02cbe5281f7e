"""`digest status`."""

from __future__ import annotations

import sys
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import click

from digest.cli.progress import Bars

if TYPE_CHECKING:
    from digest.archive.visibility import Skipped
    from digest.publish.publish import Proposal
    from digest.publish.tree_changes import Changes


@click.command("status", short_help="What the next publish would change.")
@click.pass_obj
def command(folder: Path) -> None:
    """Build the site and say what the next publish would change, and what would stop it. Nothing is pushed."""
    from digest.cli.publish import next_steps, print_findings, publish_request
    from digest.publish.actions import check
    from digest.publish.publish import aim, propose

    request, by_actions = publish_request(folder)
    with closing(Bars(shown=sys.stderr.isatty())) as bars:
        if by_actions:
            checked = check(request, bars.named("Building"), bars.named("Comparing"))
            lines, findings = next_steps(checked), checked.findings
        else:
            proposal = propose(aim(request), bars.named("Building"), bars.named("Comparing"))
            lines, findings = _branch(proposal), proposal.findings
    click.echo("\n".join(lines))
    print_findings(findings)


def _branch(proposal: Proposal) -> list[str]:
    target = proposal.target
    lines = [f"{target.base_url}, from the branch {target.branch.name} of {target.remote}"]
    if not target.branch.tip:
        lines.append("Nothing is published there yet.")
    if proposal.is_up_to_date:
        lines.append("Up to date.")
    else:
        lines += _changes(proposal.changes)
    return [*lines, *(_held_back(proposal.report.skipped) if proposal.report else ())]


def _changes(changes: Changes) -> list[str]:
    from digest.publish.kept_addresses import kept

    lines = []
    for what, mark, paths in (
        ("new", "+", changes.added),
        ("changed", "~", changes.changed),
        ("gone", "-", changes.removed),
    ):
        addresses = kept(paths)
        lines += [f"  {mark} /{address}" for address in addresses[:MOST]]
        lines += [f"    and {len(addresses) - MOST} more that are {what}"] if len(addresses) > MOST else []
    others = sum(len(paths) - len(kept(paths)) for paths in (changes.added, changes.changed, changes.removed))
    return ["The next publish changes:", *lines, f"  and {others} pages and files that follow from it"]


MOST = 20
"""Addresses that are listed, of each sort."""


def _held_back(skipped: Skipped) -> list[str]:
    from digest.cli.build import left_out

    return left_out(skipped)
