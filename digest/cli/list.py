"""`digest list`."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click

if TYPE_CHECKING:
    import datetime as dt

    from digest.listing.catalogue import Catalogue
    from digest.listing.select import Query
    from digest.model.article import Article

SOURCE_CELLS = 24
"""Cells of the column of sources."""


class _Options(NamedTuple):
    """The options that select articles, as they are typed."""

    actor: tuple[str, ...]
    region: tuple[str, ...]
    topic: tuple[str, ...]
    source: str | None
    since: str | None
    until: str | None


@click.command("list", short_help="Find articles: by words, state, terms and days.")
@click.argument("words", nargs=-1, metavar="[WORD|STATE…]")
@click.option("--actor", metavar="NAME", multiple=True, help="Only articles with this actor; with each, given again.")
@click.option("--region", metavar="NAME", multiple=True, help="Only articles with this region.")
@click.option("--topic", metavar="NAME", multiple=True, help="Only articles with this topic.")
@click.option("--source", metavar="NAME", help="Only articles of this outlet.")
@click.option("--from", "since", metavar="DATE", help="Published since this day: 2026-11-24, 2026-11, 2026, today.")
@click.option("--to", "until", metavar="DATE", help="Published until this day; of a month or year, its last.")
@click.option("-n", "--limit", type=click.IntRange(min=1), metavar="N", help="Print the first N alone.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "paths"]),
    default="text",
    help="Print a table, an object a line, or the paths of the files.",
)
@click.pass_obj
def command(folder: Path, /, words: tuple[str, ...], limit: int | None, form: str, **options: Any) -> None:
    """Find articles, newest first: date, source, headline, and the short name by which every command takes the article.

    A WORD must be in the text, the headline, the source, an author or an actor; case and accents do not count. A STATE
    is one of drafts, scheduled, expired, withdrawn, unconfirmed (no date was stated), unreviewed, unknown (an actor or
    region without an entry), no-source, no-region. An article must match all that you ask for. A question mark marks an
    unconfirmed date.
    """
    from digest.clock import now
    from digest.listing.catalogue import read_catalogue
    from digest.listing.select import select
    from digest.site import find_root, load_config

    gc.disable()  # the values of a large site live until the end, and collecting garbage among them takes long
    root = find_root(folder)
    config = load_config(root)
    moment = now(config.zone)
    query = _query(words, _Options(**options), moment.date())
    catalogue = read_catalogue(root, config, query.words)
    articles = select(catalogue, query, moment)
    shown = articles[:limit]
    for line in _FORMS[form](shown, catalogue, moment):
        click.echo(line)
    for note in _notes(len(articles), len(shown), catalogue, query, form):
        click.echo(note, err=True)


def _query(words: tuple[str, ...], options: _Options, today: dt.date) -> Query:
    """The query of the command line. Raises UsageError if a value is not a day."""
    from digest.listing.days import first_day, last_day
    from digest.listing.select import Query
    from digest.listing.states import STATES

    terms = [("actors", name) for name in options.actor]
    terms += [("regions", name) for name in options.region] + [("topics", name) for name in options.topic]
    terms += [("sources", options.source)] if options.source is not None else []
    return Query(
        words=tuple(word for word in words if word not in STATES),
        states=tuple(word for word in words if word in STATES),
        terms=tuple(terms),
        since=_day("--from", options.since, first_day, today),
        until=_day("--to", options.until, last_day, today),
    )


def _day(
    option: str, text: str | None, read: Callable[[str, dt.date], dt.date], today: dt.date
) -> dt.date | None:
    from digest.listing.days import HOW_SPAN

    try:
        return None if text is None else read(text, today)
    except ValueError as problem:
        raise click.UsageError(f"{option}: {problem}, {HOW_SPAN}") from None


def _table(articles: Sequence[Article], catalogue: Catalogue, moment: dt.datetime) -> Iterator[str]:
    from digest.cli.columns import in_columns
    from digest.listing.short_names import ShortNames

    names = ShortNames.of(catalogue)
    rows = [
        (
            f"{article.date.day}{'' if article.confirmed else '?'}",
            article.source,
            article.title,
            names.short(article.path),
        )
        for article in articles
    ]
    return in_columns(rows, flexible=2, limits=(0, SOURCE_CELLS, 0, 0))


def _objects(articles: Sequence[Article], catalogue: Catalogue, moment: dt.datetime) -> Iterator[str]:
    import msgspec

    from digest.listing.listed import listed
    from digest.listing.short_names import ShortNames

    names = ShortNames.of(catalogue)
    for article in articles:
        yield msgspec.json.encode(listed(article, catalogue, names, moment)).decode()


def _paths(articles: Sequence[Article], catalogue: Catalogue, moment: dt.datetime) -> Iterator[str]:
    return (article.path for article in articles)


_FORMS = {"text": _table, "json": _objects, "paths": _paths}


def _notes(total: int, shown: int, catalogue: Catalogue, query: Query, form: str) -> Iterator[str]:
    """Lines beside the list, on standard error: the count, why the list is empty, and what could not be read."""
    from digest.errors import did_you_mean
    from digest.listing.select import unused_terms
    from digest.listing.states import STATES

    if shown < total:
        yield f"{shown} of {total} articles: see the others without --limit"
    elif total == 0:
        yield f"no article: the site has {len(catalogue.articles)}, and none matches"
        for word in query.words:
            state = did_you_mean(word, STATES)
            yield from [f'"{word}" is a word to search for: {state}'] if state else []
        for term in unused_terms(catalogue, query):
            hint = did_you_mean(term.name, term.used)
            yield f'"{term.name}" is not among the {term.family} of any article' + (f", {hint}" if hint else "")
    elif form == "text":
        yield f"{total} article{'' if total == 1 else 's'}"
    if catalogue.unread:
        yield f"not among them: {len(catalogue.unread)} with errors, which digest build names"
