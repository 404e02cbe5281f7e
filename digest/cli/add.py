"""`digest add`."""

from __future__ import annotations

import sys
from contextlib import ExitStack
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from digest.cli.add_report import AddReport

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from digest.config import Config
    from digest.editing.context import Context, Overrides
    from digest.editing.files import Rehearsal, Site
    from digest.editing.new_article import NewArticle
    from digest.ingest.dedupe.site_index import SiteIndex
    from digest.ingest.draft import ReadResult
    from digest.ingest.store_article import Outcome

ARTICLES = "content/articles"


class _Options(NamedTuple):
    """The options that state something of every article, as they are typed."""

    date: str | None
    source: str
    url: str
    rights: str | None
    draft: bool
    into: str
    update: bool
    separate: bool


class _Run(NamedTuple):
    """What every step of one run needs."""

    files: tuple[str, ...]
    folder: Path
    """The folder in which the command was typed."""
    root: Path
    context: Context
    destination: Site | Rehearsal
    article_index: SiteIndex
    edit: bool


@click.command("add", short_help="Turn articles into Markdown files with front matter.")
@click.argument("files", nargs=-1, metavar="[FILE…|-]")
@click.option("--date", metavar="DATE", help="When the article was published: a day, or a moment.")
@click.option("--source", metavar="NAME", default="", help="The outlet where you read it.")
@click.option("--url", metavar="URL", default="", help="The address of the original.")
@click.option("--rights", type=click.Choice(["full", "excerpt", "link"]), help="How much of it the site may show.")
@click.option("--draft", is_flag=True, help="Keep it out of the site until the line draft: true is deleted.")
@click.option("--into", metavar="FOLDER", default="", help=f"The folder for its file: {ARTICLES}/ or one below.")
@click.option("--edit", is_flag=True, help="Open the file in your editor before it is saved.")
@click.option("--update", is_flag=True, help="Replace the text of an article that has changed since it was added.")
@click.option(
    "--separate", is_flag=True, help="Add changed versions and copies of other outlets as articles of their own."
)
@click.option(
    "--from",
    "generator",
    type=click.Choice(["hugo", "jekyll", "pelican"]),
    help="Take over the articles of another generator's site: FILE is its folder.",
)
@click.option("--pages", is_flag=True, help="Read the page of each entry that a feed gives as an excerpt.")
@click.option("--items", is_flag=True, help="Add an excerpt of each article to which a newsletter or a page links.")
@click.option("--dry-run", is_flag=True, help="Print the result and write nothing.")
@click.option("--json", "as_json", is_flag=True, help="With --dry-run: one JSON object for each article.")
@click.option("-q", "--quiet", is_flag=True, help="Print only what could not be read.")
@click.option("-v", "--verbose", is_flag=True, help="Show every word that was left out, and whole differences.")
@click.pass_context
def command(
    ctx: click.Context,
    /,
    files: tuple[str, ...],
    generator: str | None,
    pages: bool,
    items: bool,
    edit: bool,
    dry_run: bool,
    as_json: bool,
    quiet: bool,
    verbose: bool,
    **options: Any,
) -> None:
    """Turn articles into Markdown files with front matter: title, date, source, who and where.

    FILE is plain text (the headline on its first line), a web page, a feed, a list of feeds (OPML), an e-mail, a
    mailbox, JSON lines, a table (CSV), a web archive (WARC), a zip of such files, the address of one of these,
    or a folder of them; - is standard input. On a terminal, without FILE, you paste the text. Nothing is
    overwritten, and an article that the site has already is not added again: if its text has changed, the
    difference is shown; if another outlet carries the same text, that outlet is noted in the article's file under
    "also".
    """
    from digest.ingest.dedupe.site_index import save_index

    _check(files, dry_run=dry_run, as_json=as_json, edit=edit, generator=generator)
    if quiet and (dry_run or verbose):
        raise click.UsageError("--quiet does not go with --dry-run or --verbose")
    run = _run(files, ctx.obj, _Options(**options), dry_run=dry_run, edit=edit, thorough=as_json)
    report = AddReport(run.destination, as_json=as_json, verbose=verbose, quiet=quiet)
    stopped = False
    with ExitStack() as stack:
        outcomes = _taken_over(generator, run) if generator else _taken_in(run, stack, pages, items)
        try:
            for outcome in _counted(outcomes, quiet=quiet):
                report.take(outcome)
        except KeyboardInterrupt:
            stopped = True
    if not dry_run:
        save_index(run.root, run.article_index)
    report.end(stopped=stopped)
    ctx.exit(1 if report.has_failures or stopped else 0)


def _check(files: tuple[str, ...], *, dry_run: bool, as_json: bool, edit: bool, generator: str | None) -> None:
    if as_json and not dry_run:
        raise click.UsageError("--json goes with --dry-run")
    if edit and (dry_run or generator):
        raise click.UsageError("--edit does not go with --dry-run or --from")
    if edit and "-" in files:
        raise click.UsageError("--edit needs the terminal, and - reads from it: name a file")
    if "" in files:
        raise click.UsageError("one of the names is empty")
    if not files and (generator or not _is_a_terminal()):
        raise click.UsageError("name a file, a folder or an address; - is standard input")


def _run(files: tuple[str, ...], folder: Path, options: _Options, *, dry_run: bool, edit: bool, thorough: bool) -> _Run:
    import msgspec

    from digest.clock import now
    from digest.editing.context import context_of
    from digest.editing.files import Rehearsal, Site
    from digest.ingest.dedupe.site_index import site_index

    root, config = _site(folder, dry_run=dry_run)
    context = context_of(root, config, now(config.zone), _overrides(options, config))
    context = msgspec.structs.replace(context, thorough=thorough)
    destination = Rehearsal(root) if dry_run else Site(root)
    return _Run(files or ("-",), folder, root, context, destination, site_index(root), edit)


def _site(folder: Path, *, dry_run: bool) -> tuple[Path, Config]:
    """The root and configuration of the site. With `--dry-run`, no site is needed."""
    from digest.config import Config
    from digest.errors import DigestError
    from digest.site import find_root, load_config

    try:
        root = find_root(folder)
    except DigestError:
        if not dry_run:
            raise
        return folder.resolve(), Config()
    return root, load_config(root)


def _overrides(options: _Options, config: Config) -> Overrides:
    """What the options state of every article of this run. Raises UsageError."""
    from digest.dates import HOW, read_when
    from digest.editing.context import Overrides
    from digest.urls import is_web_address

    if options.url and not is_web_address(options.url):
        raise click.UsageError(f'--url: "{options.url}" is not a web address, write it whole: https://example.org/page')
    if options.update and options.separate:
        raise click.UsageError("--update and --separate do not go together")
    try:
        when = read_when(options.date, config.zone) if options.date is not None else None
    except ValueError as problem:
        raise click.UsageError(f"--date: {problem}, {HOW}") from None
    return Overrides(
        date=when,
        source=" ".join(options.source.split()),
        url=options.url,
        rights=options.rights or "",
        draft=options.draft,
        into=_folder(options.into),
        update=options.update,
        separate=options.separate,
    )


def _folder(into: str) -> str:
    """A folder for articles, relative to the site's root and with a slash at its end. Raises UsageError."""
    if not into:
        return ""
    path = PurePosixPath(into.replace("\\", "/"))
    folder = path if path.is_relative_to(ARTICLES) else PurePosixPath(ARTICLES, path)
    if path.is_absolute() or ".." in path.parts or ":" in into or any(part.startswith(".") for part in path.parts):
        raise click.UsageError(f'--into: "{into}" is not a folder in {ARTICLES}/, name one from there')
    return f"{folder}/"


def _taken_in(run: _Run, stack: ExitStack, pages: bool, items: bool) -> Iterator[Outcome]:
    from digest.budgeted import BudgetedProcesses
    from digest.ingest.formats.newsletter import split_items
    from digest.ingest.formats.unpack import Fetch
    from digest.ingest.inputs import gather
    from digest.ingest.net.client import Web
    from digest.ingest.net.full_page import with_pages
    from digest.ingest.pipeline import add_articles, read_inputs

    context = run.context
    web = Web(context.config)
    processes = stack.enter_context(BudgetedProcesses())
    inputs = gather(run.files, run.folder, _read_input)
    results = read_inputs(inputs, context, Fetch(web.read, set()), processes)
    if items:
        results = split_items(results)
    if pages:
        results = with_pages(results, web, context.config.zone, processes)
    if context.overrides.url:
        results = iter(_one_article(list(results)))
    revise = _revise(context.config) if run.edit else None
    return add_articles(results, context, run.article_index, run.destination, revise=revise)


def _read_input() -> bytes:
    """Standard input; on a terminal, the text that is pasted there."""
    if _is_a_terminal():
        end = "Ctrl-Z and Enter" if sys.platform == "win32" else "Ctrl-D"
        click.echo(f"Paste the article, the headline on its first line; then Enter and {end}:", err=True)
    return sys.stdin.buffer.read()


def _is_a_terminal() -> bool:
    return bool(getattr(sys.stdin, "isatty", bool)())


def _revise(config: Config) -> Callable[[NewArticle], NewArticle | None]:
    """Open each article in the editor's own program; again if the result cannot be read and the editor agrees."""
    from digest.editing.new_article import to_file
    from digest.editing.revise import revised
    from digest.errors import DigestError

    def revise(article: NewArticle) -> NewArticle | None:
        text = to_file(article)

        def edit(before: str) -> str | None:
            nonlocal text
            text = click.edit(text, extension=".md") or text
            return None if text == before else text

        while True:
            try:
                return revised(article, edit, config)
            except DigestError as problem:
                for finding in problem.findings:
                    click.echo(str(finding), err=True)
                if not click.confirm("Edit it again?", default=True, err=True):
                    return None

    return revise


def _one_article(results: list[ReadResult]) -> list[ReadResult]:
    """The results, if there is at most one: `--url` cannot be the address of several. Raises UsageError."""
    if len(results) > 1:
        raise click.UsageError("--url is the address of one article: name one file that holds one")
    return results


def _taken_over(generator: str, run: _Run) -> Iterator[Outcome]:
    from digest.ingest.migrate.take_over import take_over

    if run.context.overrides.url or run.context.overrides.date:
        raise click.UsageError("--from takes dates and addresses from the old site: --date and --url do not go with it")
    if len(run.files) != 1 or not (run.folder / run.files[0]).is_dir():
        raise click.UsageError("--from needs one folder: that of the old site")
    return take_over(generator, run.folder / run.files[0], run.context, run.article_index, run.destination)


def _counted(outcomes: Iterator[Outcome], *, quiet: bool) -> Iterator[Outcome]:
    """The outcomes, counted on the terminal if they themselves are not printed there."""
    from digest.cli.progress import RunningCount

    with RunningCount("Reading", "articles", shown=sys.stderr.isatty() and (quiet or not sys.stdout.isatty())) as count:
        for outcome in outcomes:
            count.hide()
            yield outcome
            count.up()
