"""`digest drop`."""

from __future__ import annotations

import click


@click.command("drop", short_help="Delete drafts, so that no pull brings them again.")
@click.argument("names", nargs=-1, required=True, metavar="ARTICLE…|-")
@click.pass_context
def command(ctx: click.Context, names: tuple[str, ...]) -> None:
    """Delete drafts. What each was is noted in content/.seen/, so that digest pull does not bring it again.

    ARTICLE is a file, or a short name as digest keep lists it; - reads names from standard input, one a line. What is
    no draft stays.
    """
    from digest.cli.named_articles import named_articles
    from digest.cli.pull import LOCK
    from digest.clock import now
    from digest.ingest.pull.drop import drop
    from digest.lock import alone
    from digest.site import find_root, load_config

    root = find_root(ctx.obj)
    config = load_config(root)
    paths = named_articles(root, ctx.obj, names)
    with alone(root / LOCK, "digest pull"):
        results = drop(root, paths, config, now(config.zone).year)
    for result in results:
        for finding in result.findings:
            click.echo(str(finding), err=True)
        if result.was_draft:
            click.echo(result.path)
        elif not result.findings:
            click.echo(f"{result.path} is not a draft: it stays")
    click.echo(f"{sum(result.was_draft for result in results)} dropped.")
    ctx.exit(1 if any(result.findings for result in results) else 0)
