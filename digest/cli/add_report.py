"""What `digest add` prints of each article."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from digest.editing.files import Rehearsal, Site
    from digest.editing.new_article import NewArticle
    from digest.ingest.store_article import Outcome

DATE_FROM = {
    "": "as you said",
    "metadata": "as its metadata say",
    "text": "as its text says",
    "url": "as its address says",
    "feed": "as the feed says",
    "email": "as the message says",
    "name": "as the name of its file says",
    "file": "unconfirmed: no date is stated",
}
"""How each `date_basis` is printed."""
_ZONE_FROM = {"source": "; the zone is its outlet's", "site": "; no zone is stated, so it is this site's"}
"""How each `date_zone` is printed: whose time zone a time of day without one was read in."""
_DIFF_LINES = 12
"""Lines of the difference of a changed version that are shown; with -v all."""


def reporter(destination: Site | Rehearsal, *, as_json: bool, verbose: bool) -> Callable[[Outcome], str]:
    """A function that prints an outcome and returns what became of it: added, known, noted, changed, left or failed."""
    from digest.editing.files import Rehearsal

    if as_json:
        return _print_json
    return partial(_print, destination if isinstance(destination, Rehearsal) else None, verbose)


def closing(tally: Counter[str], *, dry_run: bool) -> str:
    """The last line: how many of each, and what comes next."""
    parts = [f"{tally['added']} would be added" if dry_run else f"{tally['added']} added"]
    counted = {
        "changed": "changed",
        "noted": "noted under also",
        "known": "here already",
        "left": "left out",
        "failed": "not read",
    }
    parts += [f"{tally[key]} {words}" for key, words in counted.items() if tally[key]]
    worth_building = tally["added"] + tally["changed"] + tally["noted"]
    return f"{', '.join(parts)}." + (" Next: digest build" if worth_building and not dry_run else "")


def _print_json(outcome: Outcome) -> str:
    from digest.ingest.json_output import json_line

    # An id may hold half a surrogate pair, which is no UTF-8; escaped, it is the JSON it came from.
    click.echo(json_line(outcome).encode("utf-8", "backslashreplace"))
    return "failed" if outcome.failure else "added"


def _print(rehearsal: Rehearsal | None, verbose: bool, outcome: Outcome) -> str:
    from digest.errors import warning
    from digest.ingest.json_output import finding

    location = outcome.location
    for message in outcome.warnings if outcome.path or outcome.failure or verbose else ():
        click.echo(str(warning(location.input, location.line, 0, message)), err=True)
    if outcome.failure:
        click.echo(str(finding(outcome.failure)), err=True)
        return "failed"
    if outcome.duplicate_of:
        return _print_duplicate(outcome, verbose)
    if outcome.unwanted or outcome.article is None:
        click.echo(f"{_name(outcome)} was left out")
        return "left"
    if rehearsal:
        click.echo(f"{_name(outcome)} would be {outcome.path}", err=True)
        click.echo(rehearsal.files[outcome.path], nl=False)
    else:
        click.echo(_written(outcome, outcome.article, verbose))
    return "added"


def _print_duplicate(outcome: Outcome, verbose: bool) -> str:
    """Print a duplicate: the same article, a changed version, or the copy of another outlet."""
    from digest.ingest.dedupe.index import DuplicateKind

    name, existing = _name(outcome), outcome.duplicate_of
    if outcome.kind is DuplicateKind.CARRIED and outcome.article and outcome.rewritten:
        click.echo(f"{name} is the same text as {existing}: {outcome.article.source} is noted there under also")
        return "noted"
    if outcome.kind is not DuplicateKind.CHANGED:
        click.echo(f"{name} is here already: {existing}")
        return "known"
    if outcome.rewritten:
        click.echo(f"{existing} was brought up to date by {name}")
    else:
        ways = "replace that with --update, or add this with --separate"
        click.echo(f"{name} is a changed version of {existing}: {ways}")
    lines = outcome.difference.split("\n")
    shown = lines if verbose else lines[:_DIFF_LINES]
    for line in shown:
        click.echo(f"  {_shortened(line, verbose)}")
    if len(shown) < len(lines):
        click.echo(f"  … {len(lines) - len(shown)} lines more: see them with -v")
    return "changed" if outcome.rewritten else "known"


def _shortened(line: str, verbose: bool) -> str:
    return line if verbose or len(line) <= 160 else f"{line[:159]}…"


def _name(outcome: Outcome) -> str:
    """`articles.jsonl:3`."""
    location = outcome.location
    return f"{location.input}:{location.line}" if location.line else location.input


def _written(outcome: Outcome, article: NewArticle, verbose: bool) -> str:
    from digest.editing.front_matter import when

    lines = {
        "date": f"{when(article.date)} ({DATE_FROM[article.date_basis]}{_ZONE_FROM.get(article.date_zone, '')})",
        "source": article.source,
        "by": ", ".join(article.authors),
        "who": ", ".join(actor.name for actor in article.actors),
        "where": ", ".join(region.name for region in article.regions),
        "cut": _cut(outcome, verbose),
        "notice": f"{len(article.notice.split())} words of small print" if article.notice else "",
    }
    shown = [f"  {label:7} {words}" for label, words in lines.items() if words]
    return "\n".join([outcome.path, f"  {article.title}", *shown])


def _indented(words: str) -> str:
    return "\n      ".join(words.split("\n"))


def _cut(outcome: Outcome, verbose: bool) -> str:
    """The rules that left something out of the text; with -v, also the words themselves."""
    if verbose:
        return "".join(f"\n    {cut.rule}: {_indented(cut.words)}" for cut in outcome.stripped)
    counted = Counter(cut.rule for cut in outcome.stripped)
    return ", ".join(rule if times == 1 else f"{rule} ({times})" for rule, times in counted.items())
