"""`digest keep`."""

from __future__ import annotations

from pathlib import Path

import click


@click.command("keep", short_help="Take drafts in: what digest pull brought becomes part of the site.")
@click.argument("files", nargs=-1, required=True, metavar="FILE…", type=click.Path(path_type=Path))
@click.pass_context
def command(ctx: click.Context, files: tuple[Path, ...]) -> None:
    """Take drafts in: the line "draft: true" is deleted, and nothing else changes.

    FILE is an article under content/articles/, or a folder: then all drafts in it that have more than a headline.
    Delete the drafts that you do not want: they do not come back.
    """
    from digest.editing.keep import keep
    from digest.site import find_root

    root = find_root(ctx.obj)
    kept = problems = 0
    for path, is_named in _paths(root, ctx.obj, files):
        result = keep(root, path, empty=is_named)
        for finding in result.findings:
            click.echo(str(finding), err=True)
        problems += bool(result.findings)
        kept += result.was_draft
        if result.was_draft:
            click.echo(path)
        elif result.is_empty:
            click.echo(f"{path} stays a draft: it has nothing but a headline")
        elif is_named and not result.findings:
            click.echo(f"{path} is no draft")
    click.echo(f"{kept} taken in." + (" Next: digest build" if kept else ""))
    ctx.exit(1 if problems else 0)


def _paths(root: Path, folder: Path, files: tuple[Path, ...]) -> list[tuple[str, bool]]:
    """Each article once: its path from the root, and whether the command line names it. Raises DigestError."""
    from digest.editing.keep import articles_under
    from digest.errors import DigestError, error

    is_named: dict[str, bool] = {}
    problems = []
    for file in files:
        path = (folder / file).resolve()
        inside = path.relative_to(root).as_posix() if path.is_relative_to(root) else ""
        if not path.exists():
            problems.append(error(str(file), 0, 0, "there is no such file"))
        elif not inside:
            problems.append(error(str(file), 0, 0, "this does not lie in the site", f"the site is {root}"))
        elif path.is_dir():
            is_named.update((path, False) for path in articles_under(root, inside) if path not in is_named)
        else:
            is_named[inside] = True
    if problems:
        raise DigestError(*problems)
    return list(is_named.items())
