"""How `digest add` tells what became of each article."""

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
    "file": "unconfirmed: it states none",
}
"""What each `date_basis` is called."""
_ZONE_FROM = {"source": "; the zone is its outlet's", "site": "; no zone is stated, so it is this site's"}
"""Whose time zone a time of day was taken in, where none was stated."""
_DIFF_LINES = 12
"""Of a changed version, as many lines of the difference are shown; with -v all."""


def teller(store: Site | Rehearsal, *, as_json: bool, verbose: bool) -> Callable[[Outcome], str]:
    """How outcomes are shown; each way returns what became of the article: added, known, changed, left or failed."""
    from digest.editing.files import Rehearsal

    if as_json:
        return _tell_row
    return partial(_tell, store if isinstance(store, Rehearsal) else None, verbose)


def closing(tally: Counter[str], *, dry_run: bool) -> str:
    """The last line: how many of each, and what comes next."""
    parts = [f"{tally['added']} would be added" if dry_run else f"{tally['added']} added"]
    counted = {
        "changed": "changed",
        "noted": "noted as carried by others too",
        "known": "here already",
        "left": "left out",
        "failed": "not read",
    }
    parts += [f"{tally[key]} {words}" for key, words in counted.items() if tally[key]]
    worth_building = tally["added"] + tally["changed"] + tally["noted"]
    return f"{', '.join(parts)}." + (" Next: digest build" if worth_building and not dry_run else "")


def _tell_row(outcome: Outcome) -> str:
    from digest.ingest.json_output import row

    # An id may hold half a surrogate pair, which is no UTF-8; escaped, it is the JSON it came from.
    click.echo(row(outcome).encode("utf-8", "backslashreplace"))
    return "failed" if outcome.failure else "added"


def _tell(rehearsal: Rehearsal | None, verbose: bool, outcome: Outcome) -> str:
    from digest.errors import warning
    from digest.ingest.json_output import finding

    place = outcome.place
    for words in outcome.warnings if outcome.path or outcome.failure or verbose else ():
        click.echo(str(warning(place.input, place.line, 0, words)), err=True)
    if outcome.failure:
        click.echo(str(finding(outcome.failure)), err=True)
        return "failed"
    if outcome.duplicate_of:
        return _tell_known(outcome, verbose)
    if outcome.unwanted or outcome.article is None:
        click.echo(f"{_name(outcome)} was left out")
        return "left"
    if rehearsal:
        click.echo(f"{_name(outcome)} would be {outcome.path}", err=True)
        click.echo(rehearsal.files[outcome.path], nl=False)
    else:
        click.echo(_written(outcome, outcome.article, verbose))
    return "added"


def _tell_known(outcome: Outcome, verbose: bool) -> str:
    """An article that is here: the same, changed, or carried by another outlet."""
    from digest.ingest.dedupe.index import How

    name, there = _name(outcome), outcome.duplicate_of
    if outcome.how is How.CARRIED and outcome.article and outcome.rewritten:
        click.echo(f"{name} is the text of {there}: noted there that {outcome.article.source} carries it too")
        return "noted"
    if outcome.how is not How.CHANGED:
        click.echo(f"{name} is here already: {there}")
        return "known"
    if outcome.rewritten:
        click.echo(f"{there} was brought up to date by {name}")
    else:
        click.echo(f"{name} is a changed version of {there}: take it in with --update, or add it with --separate")
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
    place = outcome.place
    return f"{place.input}:{place.line}" if place.line else place.input


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
    """What was left out of the text: word for word and by which rule with -v, else how much by which rules."""
    if verbose:
        return "".join(f"\n    {each.rule}: {_indented(each.words)}" for each in outcome.stripped)
    counted = Counter(each.rule for each in outcome.stripped)
    return ", ".join(rule if times == 1 else f"{rule} ({times})" for rule, times in counted.items())
