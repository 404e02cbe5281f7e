"""What `digest add` prints of each article."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import click

from digest.cli.add_summary import Summary

if TYPE_CHECKING:
    from collections.abc import Sequence

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
"""How each `date_zone` is printed: the origin of the zone of a time that states none."""
_DIFF_LINES = 12
"""Lines of the difference of a changed version that are shown; with -v all."""


class AddReport:
    """What a run of `digest add` prints: of a single article all, of many a line each and at the end a summary.

    The first outcome is held back until a second one comes, or the end. A rehearsal shows each file in full at once.
    """

    def __init__(
        self, destination: Site | Rehearsal, *, as_json: bool = False, verbose: bool = False, quiet: bool = False
    ) -> None:
        from digest.editing.files import Rehearsal

        self._rehearsal = destination if isinstance(destination, Rehearsal) else None
        self._as_json, self._verbose, self._quiet = as_json, verbose, quiet
        self._tally: Counter[str] = Counter()
        self._summary = Summary()
        self._first: Outcome | None = None

    @property
    def has_failures(self) -> bool:
        """Whether an input, or an article of it, could not be read."""
        return self._tally["failed"] > 0

    def take(self, outcome: Outcome) -> None:
        """Print an outcome, and count it."""
        if self._tally.total() == 1 and self._first:
            self._print_first(in_full=False)
        self._tally[_fate(outcome)] += 1
        self._summary.add(outcome, _name(outcome))
        if self._tally.total() == 1 and not self._as_json and not self._rehearsal:
            self._first = outcome
        else:
            self._print(outcome, in_full=False)

    def end(self, *, stopped: bool) -> None:
        """Print what is still held back, the summary of many articles, and how many of each fate there were."""
        self._print_first(in_full=True)
        if self._as_json:
            return
        if self._tally.total() > 1 and not self._quiet:
            self._print_summary()
        if stopped:
            click.echo("stopped: every file that was written is complete; the same command goes on from here", err=True)
        if not self._quiet and not self._rehearsal:
            click.echo(_closing(self._tally))

    def _print_first(self, *, in_full: bool) -> None:
        if self._first:
            self._print(self._first, in_full=in_full)
            self._first = None

    def _print(self, outcome: Outcome, *, in_full: bool) -> None:
        from digest.ingest.json_output import finding

        if self._as_json:
            _print_json(outcome)
        elif self._quiet:
            if outcome.failure:
                click.echo(str(finding(outcome.failure)), err=True)
        else:
            in_full = in_full or self._verbose or self._rehearsal is not None
            _print(outcome, self._rehearsal, verbose=self._verbose, in_full=in_full)

    def _print_summary(self) -> None:
        from digest.errors import warning

        if not self._verbose and not self._rehearsal:
            for name, message in self._summary.warnings():
                click.echo(str(warning(name, 0, 0, message)), err=True)
        for line in self._summary.lines(names=self._verbose):
            click.echo(line, err=True)


def _fate(outcome: Outcome) -> str:
    """What became of an article: added, known, noted, changed, left or failed."""
    from digest.ingest.dedupe.index import DuplicateKind

    if outcome.failure:
        return "failed"
    if not outcome.duplicate_of:
        return "left" if outcome.unwanted or outcome.article is None else "added"
    if outcome.kind is DuplicateKind.CARRIED and outcome.rewritten:
        return "noted"
    if outcome.mended or (outcome.kind is DuplicateKind.CHANGED and outcome.rewritten):
        return "changed"
    return "known"


def _closing(tally: Counter[str]) -> str:
    """The last line: how many of each, and what comes next."""
    parts = [f"{tally['added']} added"]
    counted = {
        "changed": "changed",
        "noted": "noted under also",
        "known": "here already",
        "left": "left out",
        "failed": "not read",
    }
    parts += [f"{tally[key]} {words}" for key, words in counted.items() if tally[key]]
    worth_building = tally["added"] + tally["changed"] + tally["noted"]
    return f"{', '.join(parts)}." + (" Next: digest build" if worth_building else "")


def _print_json(outcome: Outcome) -> None:
    from digest.ingest.json_output import json_line

    # An id may hold half a surrogate pair, which UTF-8 cannot express; the escape is the JSON that it came from.
    click.echo(json_line(outcome).encode("utf-8", "backslashreplace"))


def _print(outcome: Outcome, rehearsal: Rehearsal | None, *, verbose: bool, in_full: bool) -> None:
    """Print an outcome: in full with its warnings and what was found, or else the file alone."""
    from digest.errors import warning
    from digest.ingest.json_output import finding

    location = outcome.location
    for message in outcome.warnings if in_full and (outcome.path or outcome.failure or verbose) else ():
        click.echo(str(warning(location.input, location.line, 0, message)), err=True)
    if outcome.failure:
        click.echo(str(finding(outcome.failure)), err=True)
    elif outcome.duplicate_of:
        _print_duplicate(outcome, rehearsal, verbose)
    elif outcome.unwanted or outcome.article is None:
        click.echo(f"{_name(outcome)} was left out")
    elif rehearsal:
        click.echo(f"{_name(outcome)} would be {outcome.path}", err=True)
        click.echo(rehearsal.files[outcome.path], nl=False)
    else:
        click.echo(_written(outcome, outcome.article, verbose) if in_full else outcome.path)


def _print_duplicate(outcome: Outcome, rehearsal: Rehearsal | None, verbose: bool) -> None:
    """Print a duplicate: the same article, a changed version, or the copy of another outlet."""
    from digest.ingest.dedupe.index import DuplicateKind

    name, existing = _name(outcome), outcome.duplicate_of
    if outcome.kind is DuplicateKind.CARRIED and outcome.article and outcome.rewritten:
        click.echo(f"{name} is the same text as {existing}: {outcome.article.source} is noted there under also")
        return
    mended = f": {_set(outcome.mended, rehearsal)}" if outcome.mended else ""
    if outcome.kind is not DuplicateKind.CHANGED:
        click.echo(f"{name} is here already: {existing}{mended}")
        return
    if mended:
        click.echo(f"{existing}{mended}")
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


def _set(keys: Sequence[str], rehearsal: Rehearsal | None) -> str:
    """`date and source were set there`. What rests on the date alone is not named beside it."""
    named = [key for key in keys if key != "date_basis" or "date" not in keys]
    verb = "would be" if rehearsal else "was" if len(named) == 1 else "were"
    return f"{' and '.join(named)} {verb} set there"


def _shortened(line: str, verbose: bool) -> str:
    return line if verbose or len(line) <= 160 else f"{line[:159]}…"


def _name(outcome: Outcome) -> str:
    """`articles.jsonl:3`."""
    location = outcome.location
    return f"{location.input}:{location.line}" if location.line else location.input


def _written(outcome: Outcome, article: NewArticle, verbose: bool) -> str:
    from digest.editing.yaml_values import when

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
