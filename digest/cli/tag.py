"""`digest tag`."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, TypeVar

import click

if TYPE_CHECKING:
    from digest.editing.context import Context
    from digest.editing.retag import Suggestion
    from digest.errors import Finding
    from digest.tagging.review import Doubtful, Glance

T = TypeVar("T")
SHOWN = 25
"""Articles and names that a review lists."""


@click.command("tag", short_help="Suggest actors and regions again, as a diff.")
@click.argument("articles", nargs=-1, metavar="[ARTICLE…|-]")
@click.option("--all", "every", is_flag=True, help="All articles of the site.")
@click.option("--write", is_flag=True, help="Make the changes, not only show them.")
@click.option("--prune", is_flag=True, help="Also take out names that nothing in the article's text supports.")
@click.option("--allow-dirty", is_flag=True, help="Write files with changes that are not committed, too.")
@click.option("--review", is_flag=True, help="List what to check: the least certain articles, unknown names.")
@click.option("--adopt", metavar="NAME", multiple=True, help="Write a file under content/actors/ for this name.")
@click.pass_context
def command(
    ctx: click.Context,
    articles: tuple[str, ...],
    every: bool,
    write: bool,
    prune: bool,
    allow_dirty: bool,
    review: bool,
    adopt: tuple[str, ...],
) -> None:
    """Suggest actors and regions again, as a diff of the files. Names that you gave stay unless you ask to prune;
    articles with "reviewed: true" are closed, and names under "rejected" stay out.

    ARTICLE is a file, or a short name as digest list shows it; - reads names from standard input, one a line.
    """
    from digest.cli.named_articles import named_articles
    from digest.editing.articles import site_paths
    from digest.editing.context import site_context

    if adopt:
        _no_more(articles, every, write, prune, review)
        _adopt(site_context(ctx.obj), adopt)
        return
    if not articles and not every and not review:
        raise click.UsageError("name the articles, or say --all, or --review")
    if articles and every:
        raise click.UsageError("--all is every article: name none, or leave it out")
    if review and (write or prune):
        raise click.UsageError("--review only lists: it goes with neither --write nor --prune")
    context = site_context(ctx.obj)
    paths = named_articles(context.root, ctx.obj, articles) if articles else site_paths(context.root)
    if review:
        ctx.exit(_review(context, paths))
    ctx.exit(_retag(context, paths, write=write, prune=prune, allow_dirty=allow_dirty))


def _no_more(articles: tuple[str, ...], *others: bool) -> None:
    if articles or any(others):
        raise click.UsageError("--adopt goes with nothing else: it writes files for names, and tags nothing")


def _retag(context: Context, paths: Sequence[str], *, write: bool, prune: bool, allow_dirty: bool) -> int:
    from functools import partial

    from digest.cli.file_changes import apply
    from digest.editing.articles import each

    suggestions: list[Suggestion] = []
    reviewed = yours = 0
    for suggestion in _watched(each(partial(_suggest, prune=prune), context, paths), len(paths)):
        suggestions.append(suggestion)
        reviewed += suggestion.reviewed
        yours += len(suggestion.unsupported)
    applied = apply(context.root, suggestions, write=write, allow_dirty=allow_dirty)
    click.echo(_closing(len(paths), applied.changed, reviewed, write=write), err=not write)
    if yours:
        hint = "see digest why, or --prune"
        click.echo(f"{yours} of your names stay, though nothing in the text supports them ({hint}).", err=True)
    return 1 if applied.problems else 0


def _watched(work: Iterable[T], total: int) -> Iterator[T]:
    """The same results, with a bar on a terminal that shows how far the work is."""
    from digest.cli.progress import Bar

    bar = Bar(time.monotonic(), shown=sys.stderr.isatty(), label="Tagging")
    try:
        for done, result in enumerate(work, 1):
            bar(done, total)
            yield result
    finally:
        bar.close()


def _suggest(context: Context, path: str, *, prune: bool) -> Suggestion:
    from digest.editing.articles import source_at
    from digest.editing.retag import suggest

    return suggest(source_at(context.root, path), context.config, context.gazetteer, prune=prune)


def _closing(articles: int, changed: int, reviewed: int, *, write: bool) -> str:
    what = "changed" if write else "would change: digest tag --write"
    closed = f", {reviewed} reviewed and closed" if reviewed else ""
    return f"{articles} article{'' if articles == 1 else 's'}, {changed} {what if changed else 'to change'}{closed}."


def _review(context: Context, paths: Sequence[str]) -> int:
    from digest.editing.articles import each
    from digest.tagging.review import by_frequency, by_margin

    glances: list[tuple[str, Glance]] = []
    problems: list[Finding] = []
    for path, result in zip(paths, _watched(each(_glance, context, paths), len(paths)), strict=True):
        if isinstance(result, list):
            problems += result
        else:
            glances.append((path, result))
    doubtful = by_margin(glance for _, glance in glances)
    click.echo(f"{len(doubtful)} articles not reviewed, the least certain first")
    for article in doubtful[:SHOWN]:
        click.echo(f"  {article.margin:.2f}  {article.path}: {_nearest(article)}")
    unknown = by_frequency(glances)
    click.echo(f"\n{len(unknown)} names that no entry knows, the commonest first; digest tag --adopt makes a file")
    for name in unknown[:SHOWN]:
        click.echo(f"  {name.articles:4}  {name.name}  {name.kind}  → {context.gazetteer.dossier_file(name.name)}")
    for problem in problems:
        click.echo(str(problem), err=True)
    return 1 if problems else 0


def _nearest(article: Doubtful) -> str:
    if not article.name:
        return "no actor is named"
    side = ("a tag", "above") if article.tagged else ("not a tag", "below")
    return f"{article.name} is {side[0]}, {article.margin:.2f} {side[1]} what a tag needs"


def _glance(context: Context, path: str) -> Glance | list[Finding]:
    from digest.editing.articles import source_at
    from digest.tagging.document import read_document
    from digest.tagging.review import glance

    document, findings = read_document(source_at(context.root, path), context.config)
    return glance(document, context.gazetteer, context.config.actors.never) if document else findings


def _adopt(context: Context, names: Sequence[str]) -> None:
    """A file for each name, to be filled in. Raises DigestError where one is there already."""
    from digest.editing.files import Site
    from digest.editing.yaml_values import front_matter
    from digest.errors import DigestError, error

    for name in names:
        if not any(map(str.isalnum, name)):
            raise click.UsageError(f'--adopt: "{name}" is not a name')
        path = context.gazetteer.dossier_file(name)
        content = front_matter([("name", name)]).encode()
        if not Site(context.root).keep(path, content):
            raise DigestError(error(path, 0, 0, "this file is there already", "edit it"))
        click.echo(path)
