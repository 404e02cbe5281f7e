"""`digest publish`."""

from __future__ import annotations

import datetime as dt
import shlex
import sys
from collections.abc import Callable, Iterable
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

from digest.cli.progress import Bars
from digest.errors import ERROR, DigestError, Finding, error

if TYPE_CHECKING:
    from digest.publish.actions import Check
    from digest.publish.kept_addresses import Offer
    from digest.publish.publish import Proposal, PublishRequest, Target

Say = Callable[[str], object]

MOST = 5
"""With more files than these, `git add` is told to take all."""


@click.command("publish", short_help="Put the site on GitHub Pages.")
@click.option("-n", "--dry-run", is_flag=True, help="List what would be added, changed and removed; push nothing.")
@click.option("--no-push", is_flag=True, help="Build, check and commit under .digest/, but push nothing.")
@click.option("--rollback", is_flag=True, help="Publish again what was there before.")
@click.option("--squash", is_flag=True, help="Discard the branch's history: its earlier commits are no longer in it.")
@click.option("--adopt", is_flag=True, help="Replace the content of a branch that digest did not make.")
@click.option("--allow-removed", is_flag=True, help="Let addresses vanish that were published.")
@click.option("--write-aliases", is_flag=True, help="Write aliases into the articles that moved, without asking.")
@click.option("-q", "--quiet", is_flag=True, help="Say only what is wrong.")
@click.pass_obj
def command(
    folder: Path,
    dry_run: bool,
    no_push: bool,
    rollback: bool,
    squash: bool,
    adopt: bool,
    allow_removed: bool,
    write_aliases: bool,
    quiet: bool,
) -> None:
    """Build the site, check it, and put it on GitHub Pages.

    By [publish] method in digest.toml the built site is pushed to a branch (`branch`), or a workflow builds it
    when you push the source (`actions`): then this command checks, and says what to commit and push.
    """
    if rollback and squash:
        raise click.UsageError("--rollback and --squash do not go together")
    if dry_run and write_aliases:
        raise click.UsageError("--dry-run writes nothing: leave out --write-aliases")
    request, by_actions = publish_request(folder, adopt=adopt, allow_removed=allow_removed, squash=squash)
    say: Say = (lambda line: None) if quiet else click.echo
    if by_actions and (rollback or squash or adopt or no_push):
        raise click.UsageError('with method = "actions" digest pushes nothing: use git itself')
    with closing(Bars(shown=sys.stderr.isatty() and not quiet)) as bars:
        if by_actions:
            _check_for_actions(request, say, bars, dry_run=dry_run, write=write_aliases)
        else:
            _publish(request, say, bars, dry_run=dry_run, send=not no_push, rollback=rollback, write=write_aliases)


def publish_request(
    folder: Path, *, adopt: bool = False, allow_removed: bool = False, squash: bool = False
) -> tuple[PublishRequest, bool]:
    """What to publish, and whether a workflow does it."""
    from digest.cli.build import OUTPUT
    from digest.publish.publish import APART, PublishRequest
    from digest.site import find_root, load_config

    root = find_root(folder)
    config = load_config(root)
    output = root / (OUTPUT if config.site.base_url else APART)
    request = PublishRequest(
        root=root, output=output, now=_now(root), adopt=adopt, allow_removed=allow_removed, squash=squash
    )
    return request, config.publish.method == "actions"


def _now(root: Path) -> dt.datetime:
    """The moment: SOURCE_DATE_EPOCH may put it back, but not forward, for that would publish what is not due."""
    from digest.cli.build import now

    moment = now(root, None)
    if moment > dt.datetime.now(dt.UTC) + dt.timedelta(minutes=5):
        hint = "unset it: articles that are not due yet would be published"
        raise DigestError(error("", 0, 0, "SOURCE_DATE_EPOCH lies in the future", hint))
    return moment


def _publish(
    request: PublishRequest, say: Say, bars: Bars, *, dry_run: bool, send: bool, rollback: bool, write: bool
) -> None:
    from digest.publish.publish import aim, propose, publish
    from digest.publish.rollback import go_back

    target = aim(request)
    say(f"To the branch {target.branch.name} of {target.remote}. The site is at {target.base_url}")
    make = (
        partial(go_back, target)
        if rollback
        else partial(propose, target, bars.named("Building"), bars.named("Comparing"))
    )
    proposal = _settled(make, request.root, bars, write=write, ask=not dry_run)
    if dry_run:
        click.echo("\n".join(_listed(proposal)))
    elif proposal.is_up_to_date:
        say("Up to date: nothing has changed since the last publish.")
    else:
        commit = publish(proposal, send=send, progress=bars.named("Pushing"))
        bars.close()
        say("\n".join(_published(proposal, commit, sent=send)))


def _check_for_actions(request: PublishRequest, say: Say, bars: Bars, *, dry_run: bool, write: bool) -> None:
    from digest.publish.actions import check

    make = partial(check, request, bars.named("Building"), bars.named("Comparing"))
    say("\n".join(next_steps(_settled(make, request.root, bars, write=write, ask=not dry_run))))


Checked = TypeVar("Checked", "Proposal", "Check")


def _settled(make: Callable[[], Checked], root: Path, bars: Bars, *, write: bool, ask: bool) -> Checked:
    """The result of `make`, after its warnings are printed. Made again where aliases were written for moved articles.

    Raises DigestError with all that stops a publish.
    """
    result = make()
    bars.close()
    if result.offers and (write or (ask and _agreed(result.offers))):
        _write(root, result.offers)
        result = make()
        bars.close()
    print_findings(result.findings)
    return result


def _agreed(offers: tuple[Offer, ...]) -> bool:
    """Whether the editor, who must be at a terminal, wants the aliases."""
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        return False
    for offer in offers:
        click.echo(f"/{offer.address} was published; it seems to be {offer.path} now.", err=True)
    return click.confirm("Write the old addresses into these files, as aliases?", err=True)


def _write(root: Path, offers: tuple[Offer, ...]) -> None:
    from digest.editing.aliases import add_alias

    for offer in offers:
        add_alias(root, offer.path, offer.alias)
        click.echo(f"{offer.path}: {offer.alias} is an alias now", err=True)


def _listed(proposal: Proposal) -> list[str]:
    changes = proposal.changes
    marked = [("+", changes.added), ("~", changes.changed), ("-", changes.removed)]
    lines = [f"{mark} {path}" for mark, paths in marked for path in paths]
    return [*lines, f"{changes}. Nothing was pushed." if changes else "Nothing would change."]


def _published(proposal: Proposal, commit: str, *, sent: bool) -> list[str]:
    target = proposal.target
    if not sent:
        return [f"{proposal.changes}. Commit {commit[:7]} in .digest/publish/repository was not pushed."]
    lines = [f"Published {commit[:7]}: {proposal.changes}.", f"See it in a minute or two: {target.base_url}"]
    return lines if target.branch.tip else [*lines, *_first_time(target)]


def _first_time(target: Target) -> list[str]:
    from digest.publish.remote import settings_page

    repository = target.remote.repository
    page = "the host's page for this repository"
    if repository and "github" in repository.host:
        page = settings_page(repository, "settings/pages")
    branch = f"Source: Deploy from a branch. Branch: {target.branch.name}, folder / (root)"
    domain = f". Custom domain: {target.domain}" if target.domain else ""
    lines = [f"Now, this first time, set at {page}:", f"  {branch}{domain}."]
    if not target.config.site.base_url:
        lines.append(f'For digest build to make the same site, write base_url = "{target.base_url}" under [site].')
    return lines


def next_steps(checked: Check) -> list[str]:
    """What to do for a workflow to publish the site."""
    from digest.git import shown
    from digest.publish.remote import settings_page

    source, repository = checked.source, checked.remote.repository
    lines = [f"The site is sound. {checked.workflow.path} will build it for {checked.base_url}"]
    steps = [f"git add {shlex.join(sorted(checked.changed)[:MOST])}"] if 0 < len(checked.changed) <= MOST else []
    steps = ["git add --all ."] if len(checked.changed) > MOST else steps
    steps += ['git commit -m "…"'] if checked.changed else []
    steps += [f"git push {shown(checked.push_to)} {checked.deploys}"] if checked.changed or checked.ahead else []
    if not steps:
        watch = f" See {settings_page(repository, 'actions')}" if repository else ""
        return [*lines, f"Nothing to commit and nothing to push: what is here was pushed.{watch}"]
    if source.branch != checked.deploys:
        lines.append(f"It deploys what is pushed to {checked.deploys}; here is {source.branch or 'no branch'}.")
    lines += ["To publish it:", *(f"  {step}" for step in steps)]
    if repository:
        lines.append(f"The first time, set at {settings_page(repository, 'settings/pages')}: Source: GitHub Actions.")
    return lines


def print_findings(findings: Iterable[Finding]) -> None:
    """Print what does not stop a publish. Raises DigestError with what does."""
    errors = []
    for finding in findings:
        if finding.severity == ERROR:
            errors.append(finding)
        else:
            click.echo(str(finding), err=True)
    if errors:
        raise DigestError(*errors)
