"""`digest new`."""

from __future__ import annotations

from pathlib import Path

import click


@click.command("new", short_help="Write an article of one's own to fill in.")
@click.argument("title")
@click.option("--date", metavar="DATE", help="Its day or moment, instead of today.")
@click.pass_obj
def command(folder: Path, title: str, date: str | None) -> None:
    """Write an article with front matter to fill in. It is a draft until the line "draft: true" is deleted."""
    from digest.clock import now
    from digest.dates import HOW, read_when
    from digest.editing.files import Site
    from digest.errors import DigestError, error
    from digest.ingest.text.encoding import one_line
    from digest.scaffold import new_article
    from digest.site import find_root, load_config

    title = one_line(title)
    if not title:
        raise click.UsageError("the title is empty")
    root = find_root(folder)
    config = load_config(root)
    moment = now(config.zone)
    try:
        when = read_when(date if date is not None else moment.date().isoformat(), config.zone)
    except ValueError as problem:
        raise click.UsageError(f"--date: {problem}, {HOW}") from None
    file = new_article(title, when, moment)
    if not Site(root).keep(file.path, file.content):
        raise DigestError(error(file.path, 0, 0, "this file is there already", "edit it, or choose another title"))
    click.echo(file.path)
    click.echo('Fill it in, delete the line "draft: true" when it is ready, then: digest build')
