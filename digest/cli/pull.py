"""`digest pull`."""

from __future__ import annotations

import itertools
import sys
import threading
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from digest.budgeted import BudgetedProcesses
    from digest.cli.progress import RunningCount
    from digest.config import Config
    from digest.ingest.pull.collect import Collector
    from digest.ingest.pull.pull import PullReport

LOCK = ".digest/pull.lock"


@click.command("pull", short_help="Bring new articles from the feeds in digest.toml, as drafts.")
@click.option("--dry-run", is_flag=True, help="Show what would come and write nothing.")
@click.option("-q", "--quiet", is_flag=True, help="Print only what is new and what is wrong.")
@click.option("-v", "--verbose", is_flag=True, help="Print the warnings of each new article too.")
@click.pass_context
def command(ctx: click.Context, dry_run: bool, quiet: bool, verbose: bool) -> None:
    """Bring new articles from the feeds in digest.toml, as drafts.

    Take in what you want with digest keep, and digest drop the rest: what was pulled once does not come again. A feed
    that cannot be read is named, and the others are read. May be run by cron: a second pull at the same time is
    refused.
    """
    from digest.budgeted import BudgetedProcesses
    from digest.errors import DigestError, error
    from digest.lock import alone
    from digest.site import find_root, load_config

    root = find_root(ctx.obj)
    config = load_config(root)
    if not config.feeds:
        raise DigestError(error("digest.toml", 0, 0, "it names no feed", 'write [[feeds]] and url = "https://…"'))
    with alone(root / LOCK, "digest pull"), BudgetedProcesses() as processes:
        failed = _pull(root, config, processes, dry_run, quiet, verbose)
    ctx.exit(1 if failed else 0)


def _pull(
    root: Path, config: Config, processes: BudgetedProcesses, dry_run: bool, quiet: bool, verbose: bool
) -> int:
    """Pull and print a report for each feed; the number of feeds that failed."""
    from digest.cli.progress import RunningCount
    from digest.clock import now
    from digest.editing.context import Overrides, context_of
    from digest.editing.files import Rehearsal, Site
    from digest.ingest.dedupe.site_index import save_index, site_index
    from digest.ingest.pull.pull import pull

    moment = now(config.zone)
    asking = RunningCount("Asking", "feeds", shown=sys.stderr.isatty())
    collector = _collector(root, config, processes, asking)
    context = context_of(root, config, moment, Overrides())
    destination = Rehearsal(root) if dry_run else Site(root)
    index = site_index(root)
    new = failed = 0
    try:
        with asking:
            reports = pull(config.feeds, context, index, destination, collector)
            first = next(reports, None)
        for report in itertools.chain(filter(None, [first]), reports):
            if not dry_run:
                collector.seen.save(moment.year)
            new += _print(report, quiet, verbose)
            failed += report.failure is not None
    finally:
        if not dry_run:
            collector.seen.save(moment.year)
    if not dry_run:
        collector.states.save()
        save_index(root, index)
    if new or not quiet:
        click.echo(f"{new} new." + ("" if dry_run else _waiting(root, config)))
    return failed


def _waiting(root: Path, config: Config) -> str:
    """How many drafts wait for the editor, since when, and the command that lists them; empty where none does."""
    from digest.listing.catalogue import read_catalogue
    from digest.listing.waiting import waiting, waits

    say = waits(waiting(read_catalogue(root, config)), config.zone)
    return f" {say}. Next: digest keep" if say else ""


def _collector(root: Path, config: Config, processes: BudgetedProcesses, asking: RunningCount) -> Collector:
    from digest.clock import now
    from digest.ingest.net.client import Web
    from digest.ingest.pull.collect import Collector
    from digest.ingest.pull.feed_state import FeedStates
    from digest.ingest.pull.seen import Seen

    stopped = threading.Event()
    web = Web(config, sleep=stopped.wait)
    seen, states = Seen(root), FeedStates(root)
    return Collector(root, config.zone, now(config.zone), web, seen, states, stopped, asking.up, processes)


def _print(report: PullReport, quiet: bool, verbose: bool) -> int:
    """Print the report of one feed; the number of articles that it brought."""
    from digest.errors import warning
    from digest.ingest.json_output import finding

    new = sum(1 for outcome in report.outcomes if outcome.path)
    if report.failure:
        click.echo(str(finding(report.failure)), err=True)
    if report.moved:
        message = f"it has moved for good: write {report.moved} in digest.toml"
        click.echo(str(warning(report.name, 0, 0, message)), err=True)
    for line in _warnings(report, quiet, verbose):
        click.echo(line, err=True)
    if not report.failure and (new or not quiet):
        click.echo(f"{report.name}: {_summary(report, new)}")
    for outcome in report.outcomes:
        if outcome.path:
            click.echo(f"  {outcome.path}")
        elif outcome.rewritten and outcome.article:
            click.echo(f"  {outcome.duplicate_of}: {outcome.article.source} noted under also")
    return new


def _warnings(report: PullReport, quiet: bool, verbose: bool) -> Iterator[str]:
    """A line for each entry that cannot be read; with -v, also the warnings of the others."""
    from digest.errors import warning

    for outcome in report.outcomes:
        if outcome.failure and not quiet:
            yield str(warning(outcome.location.input, outcome.location.line, 0, outcome.failure.message))
        if outcome.path and verbose:
            yield from (str(warning(outcome.path, 0, 0, message)) for message in outcome.warnings)


def _summary(report: PullReport, new: int) -> str:
    if report.unchanged:
        return "unchanged"
    counts = {
        "pulled before": report.known,
        "here already": sum(1 for outcome in report.outcomes if outcome.duplicate_of and not outcome.rewritten),
        "noted under also": sum(1 for outcome in report.outcomes if outcome.rewritten),
        "without its actors or regions": sum(1 for outcome in report.outcomes if outcome.unwanted),
        "not read": sum(1 for outcome in report.outcomes if outcome.failure),
        "left for the next pull": report.later,
    }
    return ", ".join([f"{new} new", *(f"{count} {what}" for what, count in counts.items() if count)])
