"""`digest keep`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from digest.config import Config
    from digest.editing.set_values import Change


@click.command("keep", short_help="Take drafts in: what digest pull brought becomes part of the site.")
@click.argument("names", nargs=-1, metavar="[ARTICLE…|FOLDER…|-]")
@click.option("--edition", metavar="DATE", help="Put them into the edition of this day: today, tomorrow, 2026-11-24.")
@click.pass_context
def command(ctx: click.Context, names: tuple[str, ...], edition: str | None) -> None:
    """Take drafts in: the line "draft: true" is deleted, and nothing else changes. Without ARTICLE, list the drafts
    that wait: since when, source, headline and short name.

    ARTICLE is a file, or a short name as that list shows it; - reads names from standard input, one a line. Of a
    FOLDER, all drafts are taken in that have more than a headline. digest drop deletes the drafts that you do not want.
    """
    from digest.editing.keep import keep
    from digest.site import find_root, load_config

    root = find_root(ctx.obj)
    config = load_config(root)
    changes = _edition(edition, config)
    if not names:
        if edition is not None:
            raise click.UsageError("--edition: name the drafts to take in")
        _list_drafts(root, config)
        return
    kept = problems = 0
    for path, is_named in _paths(root, ctx.obj, names):
        result = keep(root, path, empty=is_named, changes=changes)
        for finding in result.findings:
            click.echo(str(finding), err=True)
        problems += bool(result.findings)
        kept += result.was_draft
        if result.was_draft:
            click.echo(path)
        elif result.is_empty:
            click.echo(f"{path} stays a draft: it has nothing but a headline")
        elif is_named and not result.findings:
            click.echo(f"{path} is not a draft")
    click.echo(f"{kept} taken in." + (" Next: digest build" if kept else ""))
    ctx.exit(1 if problems else 0)


def _edition(text: str | None, config: Config) -> Sequence[Change]:
    """The change that puts an article into an edition: by default into the one that is open, where editions close.

    Raises UsageError if the value is not a day.
    """
    from digest.clock import now
    from digest.editing.open_edition import into_open_edition
    from digest.editing.set_values import Change
    from digest.listing.days import HOW, day

    moment = now(config.zone)
    try:
        return into_open_edition(config, moment) if text is None else [Change("edition", day(text, moment.date()))]
    except ValueError as problem:
        raise click.UsageError(f"--edition: {problem}, {HOW}") from None


def _list_drafts(root: Path, config: Config) -> None:
    from digest.cli.columns import in_columns
    from digest.listing.catalogue import read_catalogue
    from digest.listing.short_names import ShortNames
    from digest.listing.waiting import arrived, waiting, waits

    catalogue = read_catalogue(root, config)
    drafts, names = waiting(catalogue), ShortNames.of(catalogue)
    rows = [
        (
            f"{arrived(article).astimezone(config.zone):%Y-%m-%d %H:%M}",
            article.source,
            article.title,
            names.short(article.path),
        )
        for article in drafts
    ]
    for line in in_columns(rows, flexible=2, limits=(0, 24, 0, 0)):
        click.echo(line)
    if catalogue.unread:
        click.echo(f"not among them: {len(catalogue.unread)} with errors, which digest build names", err=True)
    say = waits(drafts, config.zone)
    click.echo(f"{say}. Next: digest keep ARTICLE…, digest drop ARTICLE…" if say else "no draft waits", err=True)


def _paths(root: Path, folder: Path, names: Iterable[str]) -> list[tuple[str, bool]]:
    """Each article once: its path from the root, and whether the command line names it. Raises DigestError."""
    from digest.cli.named_articles import all_names
    from digest.editing.keep import articles_under
    from digest.listing.named import ArticleNames

    articles = ArticleNames(root, folder)
    names = list(all_names(names))
    folders = {name: path for name in names if (path := articles.folder(name))}
    is_named = dict.fromkeys(articles.paths(name for name in names if name not in folders), True)
    for path in folders.values():
        is_named |= {path: False for path in articles_under(root, path) if path not in is_named}
    return list(is_named.items())
