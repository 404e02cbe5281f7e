"""`digest add`."""

from __future__ import annotations

import sys
from collections import Counter
from contextlib import ExitStack
from functools import cache
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from digest.cli.add_report import closing, teller

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from concurrent.futures import Executor
    from pathlib import Path

    from digest.config import Config
    from digest.editing.context import Desk, Stated
    from digest.editing.files import Rehearsal, Site
    from digest.editing.new_article import NewArticle
    from digest.ingest.dedupe.site_index import Archive
    from digest.ingest.draft import Read
    from digest.ingest.store_article import Outcome

ARTICLES = "content/articles"


class _Said(NamedTuple):
    """What stands on the command line beside the files, as it is written there."""

    date: str | None
    source: str
    url: str
    rights: str | None
    draft: bool
    into: str
    update: bool
    separate: bool


class _Job(NamedTuple):
    """What one run has in hand."""

    files: tuple[str, ...]
    folder: Path
    """Where the command was typed."""
    root: Path
    desk: Desk
    store: Site | Rehearsal
    known: Archive
    edit: bool


@click.command("add", short_help="Turn articles into Markdown files with front matter.")
@click.argument("files", nargs=-1, metavar="[FILE…|-]")
@click.option("--date", metavar="DATE", help="When the article was published: a day, or a moment.")
@click.option("--source", metavar="NAME", default="", help="The outlet where you read it.")
@click.option("--url", metavar="URL", default="", help="Where the original stands.")
@click.option("--rights", type=click.Choice(["full", "excerpt", "link"]), help="How much of it the site may show.")
@click.option("--draft", is_flag=True, help="Keep it out of the site until the line draft: true is deleted.")
@click.option("--into", metavar="FOLDER", default="", help=f"Write it there, in {ARTICLES}/ or below.")
@click.option("--edit", is_flag=True, help="Open the file in your editor before it is saved.")
@click.option("--update", is_flag=True, help="Let a changed version replace the text that is here.")
@click.option(
    "--separate", is_flag=True, help="Make changed versions, and other outlets' copies, articles of their own."
)
@click.option(
    "--from",
    "generator",
    type=click.Choice(["hugo", "jekyll", "pelican"]),
    help="Take over the articles of another generator's site: FILE is its folder.",
)
@click.option("--pages", is_flag=True, help="Read the pages of entries that a feed gives as excerpts.")
@click.option("--items", is_flag=True, help="Make an excerpt of each article that a newsletter or a page points to.")
@click.option("--dry-run", is_flag=True, help="Print the result and write nothing.")
@click.option("--json", "as_json", is_flag=True, help="With --dry-run: one JSON object for each article.")
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
    verbose: bool,
    **said: Any,
) -> None:
    """Turn articles into Markdown files with front matter: title, date, source, who and where.

    FILE is plain text (the headline on its first line), a web page, a feed, a list of feeds (OPML), an e-mail, a
    mailbox, JSON lines, a web archive (WARC), a zip of such files, the address of one of these, or a folder of
    them; - is standard input. On a terminal, without FILE, you paste the text. Nothing is overwritten, and an
    article that is here already is not added again: of a changed version you are told what has changed, and of
    another outlet's copy it is noted where the text stands that this outlet carries it too.
    """
    _check(files, dry_run=dry_run, as_json=as_json, edit=edit, generator=generator)
    job = _job(files, ctx.obj, _Said(**said), dry_run=dry_run, edit=edit, thorough=as_json)
    tell = teller(job.store, as_json=as_json, verbose=verbose)
    tally: Counter[str] = Counter()
    stopped = False
    with ExitStack() as open_until_the_end:
        taken = _taken_over(generator, job) if generator else _taken_in(job, open_until_the_end, pages, items)
        try:
            for outcome in _counted(taken):
                tally[tell(outcome)] += 1
        except KeyboardInterrupt:
            stopped = True
    if not dry_run:
        _end(job, tally, stopped=stopped)
    ctx.exit(1 if tally["failed"] or stopped else 0)


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


def _job(files: tuple[str, ...], folder: Path, said: _Said, *, dry_run: bool, edit: bool, thorough: bool) -> _Job:
    import msgspec

    from digest.clock import now
    from digest.editing.context import desk_of
    from digest.editing.files import Rehearsal, Site
    from digest.ingest.dedupe.site_index import known_in

    root, config = _site(folder, dry_run=dry_run)
    desk = desk_of(root, config, now(config.zone), _stated(said, config))
    desk = msgspec.structs.replace(desk, thorough=thorough)
    store = Rehearsal(root) if dry_run else Site(root)
    return _Job(files or ("-",), folder, root, desk, store, known_in(root), edit)


def _site(folder: Path, *, dry_run: bool) -> tuple[Path, Config]:
    """The site's root and configuration. To see what would come of an article, no site is needed."""
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


def _stated(said: _Said, config: Config) -> Stated:
    """What the editor says of every article of this run. Raises UsageError."""
    from digest.dates import HOW, read_when
    from digest.editing.context import Stated
    from digest.urls import is_web_address

    if said.url and not is_web_address(said.url):
        raise click.UsageError(f'--url: "{said.url}" is no web address, write it whole: https://example.org/page')
    if said.update and said.separate:
        raise click.UsageError("--update and --separate do not go together")
    try:
        when = read_when(said.date, config.zone) if said.date is not None else None
    except ValueError as problem:
        raise click.UsageError(f"--date: {problem}, {HOW}") from None
    return Stated(
        date=when,
        source=" ".join(said.source.split()),
        url=said.url,
        rights=said.rights or "",
        draft=said.draft,
        into=_folder(said.into),
        update=said.update,
        separate=said.separate,
    )


def _folder(into: str) -> str:
    """A folder for articles, from the site's root and with a slash at its end. Raises UsageError."""
    if not into:
        return ""
    path = PurePosixPath(into.replace("\\", "/"))
    inside = path if path.is_relative_to(ARTICLES) else PurePosixPath(ARTICLES, path)
    if path.is_absolute() or ".." in path.parts or ":" in into or any(part.startswith(".") for part in path.parts):
        raise click.UsageError(f'--into: "{into}" is no folder in {ARTICLES}/, name one from there')
    return f"{inside}/"


def _taken_in(job: _Job, open_until_the_end: ExitStack, pages: bool, items: bool) -> Iterator[Outcome]:
    from digest.ingest.formats.newsletter import each_item
    from digest.ingest.formats.unpack import Fetch
    from digest.ingest.inputs import gather
    from digest.ingest.net.client import Web
    from digest.ingest.net.full_page import with_pages
    from digest.ingest.pipeline import read_all, take_each

    desk = job.desk
    web = Web(desk.config)
    inputs = gather(job.files, job.folder, _read_input)
    reads = read_all(inputs, desk, Fetch(web.read, set()), _processes(open_until_the_end))
    if items:
        reads = each_item(reads)
    if pages:
        reads = with_pages(reads, web, desk.config.zone)
    if desk.stated.url:
        reads = iter(_one_article(list(reads)))
    return take_each(reads, desk, job.known, job.store, revise=_revise(desk.config) if job.edit else None)


def _read_input() -> bytes:
    """Standard input; on a terminal, what is pasted there."""
    if _is_a_terminal():
        end = "Ctrl-Z and Enter" if sys.platform == "win32" else "Ctrl-D"
        click.echo(f"Paste the article, the headline on its first line; then Enter and {end}:", err=True)
    return sys.stdin.buffer.read()


def _is_a_terminal() -> bool:
    return bool(getattr(sys.stdin, "isatty", bool)())


def _processes(open_until_the_end: ExitStack) -> Callable[[], Executor] | None:
    """How to get processes for reading pages, where this machine has more than one processor."""
    from digest.workers import cores, workers

    if cores() < 2:
        return None

    @cache
    def start() -> Executor:
        pool = open_until_the_end.enter_context(workers(0))
        assert pool is not None
        return pool

    return start


def _revise(config: Config) -> Callable[[NewArticle], NewArticle | None]:
    """The editor's own editor; what comes back wrong goes there again, if they wish."""
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


def _one_article(reads: list[Read]) -> list[Read]:
    """What was read, if it is one article at most: one address cannot be that of several."""
    if len(reads) > 1:
        raise click.UsageError("--url is the address of one article: name one file that holds one")
    return reads


def _taken_over(generator: str, job: _Job) -> Iterator[Outcome]:
    from digest.ingest.migrate.take_over import take_over

    if job.desk.stated.url or job.desk.stated.date:
        raise click.UsageError("--from takes dates and addresses from the old site: --date and --url do not go with it")
    if len(job.files) != 1 or not (job.folder / job.files[0]).is_dir():
        raise click.UsageError("--from needs one folder: that of the old site")
    return take_over(generator, job.folder / job.files[0], job.desk, job.known, job.store)


def _counted(outcomes: Iterator[Outcome]) -> Iterator[Outcome]:
    """The outcomes, with a count on the terminal where they themselves go elsewhere and take their time."""
    from digest.cli.progress import RunningCount

    with RunningCount("Reading", "articles", shown=sys.stderr.isatty() and not sys.stdout.isatty()) as count:
        for outcome in outcomes:
            count.hide()
            yield outcome
            count.up()


def _end(job: _Job, tally: Counter[str], *, stopped: bool) -> None:
    from digest.ingest.dedupe.site_index import remember

    remember(job.root, job.known)
    if stopped:
        click.echo("stopped: what is written is whole, and the same command goes on from here", err=True)
    click.echo(closing(tally, dry_run=False))
