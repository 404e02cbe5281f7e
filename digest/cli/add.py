"""`digest add`."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from digest.config import Config
    from digest.ingest.article import NewArticle
    from digest.ingest.desk import Desk, Stated
    from digest.ingest.draft import Read
    from digest.ingest.flow import Outcome
    from digest.ingest.save import Rehearsal, Site

DATE_FROM = {
    "": "as you said",
    "metadata": "as its metadata say",
    "text": "as its text says",
    "feed": "as the feed says",
    "email": "as the message says",
    "file": "the file's own, unconfirmed",
}
"""What each `date_basis` is called."""


@click.command("add", short_help="Turn articles into Markdown files with front matter.")
@click.argument("files", nargs=-1, required=True, metavar="FILE…|-")
@click.option("--date", metavar="DATE", help="When the article was published: a day, or a moment.")
@click.option("--source", metavar="NAME", default="", help="The outlet where you read it.")
@click.option("--url", metavar="URL", default="", help="Where the original stands.")
@click.option(
    "--from",
    "generator",
    type=click.Choice(["hugo", "jekyll", "pelican"]),
    help="Take over the articles of another generator's site: FILE is its folder.",
)
@click.option("--pages", is_flag=True, help="Read the pages of entries that a feed gives as excerpts.")
@click.option("--dry-run", is_flag=True, help="Print the result and write nothing.")
@click.option("--json", "as_json", is_flag=True, help="With --dry-run: one JSON object for each article.")
@click.pass_context
def command(
    ctx: click.Context,
    files: tuple[str, ...],
    date: str | None,
    source: str,
    url: str,
    generator: str | None,
    pages: bool,
    dry_run: bool,
    as_json: bool,
) -> None:
    """Turn articles into Markdown files with front matter: title, date, source, who and where.

    FILE is plain text (the headline on its first line), a web page, a feed, a list of feeds (OPML), an e-mail, a
    mailbox, JSON lines, a web archive (WARC), a zip of such files, the address of one of these, or a folder of
    them; - is standard input. Nothing is overwritten, and an article that is here already is not added again.
    """
    from digest.ingest.clock import now
    from digest.ingest.desk import desk_of
    from digest.ingest.save import Rehearsal, Site
    from digest.site import find_root, load_config

    if as_json and not dry_run:
        raise click.UsageError("--json goes with --dry-run")
    root = find_root(ctx.obj)
    config = load_config(root)
    stated = _stated(date, source, url, config)
    store = Rehearsal(root) if dry_run else Site(root)
    desk = desk_of(root, config, now(config.zone), stated)
    if generator:
        outcomes = _taken_over(generator, files, ctx.obj, desk, root, store)
    else:
        outcomes = _taken_in(files, ctx.obj, desk, pages, root, store)
    told = _told(store, as_json)
    tally: Counter[str] = Counter()
    for outcome in outcomes:
        tally[told(outcome)] += 1
    if not dry_run:
        click.echo(_closing(tally))
    ctx.exit(1 if tally["failed"] else 0)


def _taken_in(
    files: tuple[str, ...], folder: Path, desk: Desk, pages: bool, root: Path, store: Site | Rehearsal
) -> Iterator[Outcome]:
    from digest.ingest.flow import read_all, take_each
    from digest.ingest.follow import with_pages
    from digest.ingest.inputs import gather
    from digest.ingest.known import known_in
    from digest.ingest.unpack import Fetch
    from digest.ingest.web import Web

    web = Web(desk.config)
    reads = read_all(gather(files, folder, sys.stdin.buffer.read), desk, Fetch(web.read, set()))
    if pages:
        reads = with_pages(reads, web.read, desk.config.zone)
    if desk.stated.url:
        reads = iter(_one_article(list(reads)))
    return take_each(reads, desk, known_in(root), store)


def _taken_over(
    generator: str, files: tuple[str, ...], folder: Path, desk: Desk, root: Path, store: Site | Rehearsal
) -> Iterator[Outcome]:
    from digest.ingest.known import known_in
    from digest.ingest.migrate.take_over import take_over

    if desk.stated.url or desk.stated.date:
        raise click.UsageError("--from takes dates and addresses from the old site: --date and --url do not go with it")
    if len(files) != 1 or not (folder / files[0]).is_dir():
        raise click.UsageError("--from needs one folder: that of the old site")
    return take_over(generator, folder / files[0], desk, known_in(root), store)


def _stated(date: str | None, source: str, url: str, config: Config) -> Stated:
    """What the editor says of every article of this run. Raises UsageError."""
    from digest.dates import HOW, read_when
    from digest.ingest.desk import Stated
    from digest.urls import scheme

    if url and (scheme(url) not in ("http", "https") or len(url.split()) != 1):
        raise click.UsageError(f'--url: "{url}" is no web address, write it whole: https://example.org/page')
    try:
        when = read_when(date, config.zone) if date is not None else None
    except ValueError as problem:
        raise click.UsageError(f"--date: {problem}, {HOW}") from None
    return Stated(when, " ".join(source.split()), url)


def _one_article(reads: list[Read]) -> list[Read]:
    """What was read, if it is one article at most: one address cannot be that of several."""
    if len(reads) > 1:
        raise click.UsageError("--url is the address of one article: name one file that holds one")
    return reads


def _told(store: Site | Rehearsal, as_json: bool) -> Callable[[Outcome], str]:
    """How outcomes are shown; each way returns what became of the article: added, known or failed."""
    from digest.ingest.save import Rehearsal

    if as_json:
        return _tell_row
    return partial(_tell, store if isinstance(store, Rehearsal) else None)


def _tell_row(outcome: Outcome) -> str:
    from digest.ingest.row import row

    # An id may hold half a surrogate pair, which is no UTF-8; escaped, it is the JSON it came from.
    click.echo(row(outcome).encode("utf-8", "backslashreplace"))
    return "failed" if outcome.failure else "added"


def _tell(rehearsal: Rehearsal | None, outcome: Outcome) -> str:
    from digest.errors import warning
    from digest.ingest.row import finding

    place = outcome.place
    for words in outcome.warnings if not outcome.duplicate_of else ():
        click.echo(str(warning(place.input, place.line, 0, words)), err=True)
    if outcome.failure:
        click.echo(str(finding(outcome.failure)), err=True)
        return "failed"
    if outcome.duplicate_of:
        click.echo(f"{_name(outcome)} is here already: {outcome.duplicate_of}")
        return "known"
    assert outcome.article is not None
    if rehearsal:
        click.echo(f"{_name(outcome)} would be {outcome.path}", err=True)
        click.echo(rehearsal.files[outcome.path], nl=False)
    else:
        click.echo(_written(outcome, outcome.article))
    return "added"


def _name(outcome: Outcome) -> str:
    """`articles.jsonl:3`."""
    place = outcome.place
    return f"{place.input}:{place.line}" if place.line else place.input


def _written(outcome: Outcome, article: NewArticle) -> str:
    from digest.ingest.frontmatter import when

    lines = {
        "date": f"{when(article.date)} ({DATE_FROM.get(article.date_basis, article.date_basis)})",
        "source": article.source,
        "who": ", ".join(actor.name for actor in article.actors),
        "where": ", ".join(region.name for region in article.regions),
        "cut": ", ".join(f'"{each.words}"' for each in outcome.stripped),
        "notice": f"{len(article.notice.split())} words of small print" if article.notice else "",
    }
    shown = [f"  {label:7} {words}" for label, words in lines.items() if words]
    return "\n".join([outcome.path, f"  {article.title}", *shown])


def _closing(tally: Counter[str]) -> str:
    parts = [f"{tally['added']} added"]
    if tally["known"]:
        parts.append(f"{tally['known']} here already")
    if tally["failed"]:
        parts.append(f"{tally['failed']} not read")
    return f"{', '.join(parts)}." + (" Next: digest build" if tally["added"] else "")
