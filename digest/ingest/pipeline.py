"""From inputs to articles in the site: all of `digest add`, top to bottom.

    Input → Draft → cleaned Draft → dated Draft → Candidate → tagged Candidate → Outcome

An input is opened by the first format that recognises it (`formats/`), and gives drafts. `_add` takes one draft
through the other steps. Each article is written before the next is read, and the index grows with it, so that the
second of two equal articles in one run is recognised as a duplicate.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

import msgspec

from digest.budgeted import BudgetedProcesses
from digest.editing.context import Context, Overrides
from digest.editing.new_article import NewArticle
from digest.editing.revise import Revise
from digest.ingest.candidate import candidate_of, with_tags
from digest.ingest.dates.resolve import Dated, date_of, in_zone, without_date_line
from digest.ingest.dedupe.index import ArticleIndex
from digest.ingest.draft import Draft, Failure, Member, ReadResult
from digest.ingest.formats import unpack
from digest.ingest.outlets import zone_of_outlet
from digest.ingest.parallel import read_leaves
from digest.ingest.store_article import Destination, Outcome, outcome_of, store_article
from digest.ingest.text.redirects import unwrapped
from digest.ingest.wire import clean

Filter = Callable[[NewArticle], bool]
"""Whether an article is one that is asked for."""

_GATHERS = "it links to {} articles and was taken as one: digest add --items adds an excerpt of each"


def accept_all(_: NewArticle) -> bool:
    """The filter that every article passes."""
    return True


def add_inputs(
    inputs: Iterable[Member],
    context: Context,
    index: ArticleIndex,
    destination: Destination,
    fetch: unpack.Fetch | None = None,
) -> Iterator[Outcome]:
    """What becomes of every article of the inputs, in their order."""
    return add_articles(read_inputs(inputs, context, fetch), context, index, destination)


def read_inputs(
    inputs: Iterable[Member],
    context: Context,
    fetch: unpack.Fetch | None = None,
    processes: BudgetedProcesses | None = None,
) -> Iterator[ReadResult]:
    """The drafts of the inputs, in their order, and a failure for each input or article that cannot be read.

    With `processes`, large inputs are read there, in parallel, and each has a budget.
    """
    zone = context.config.zone
    return read_leaves((result for member in inputs for result in unpack.opened(member, zone, fetch)), zone, processes)


def add_articles(
    results: Iterable[ReadResult],
    context: Context,
    index: ArticleIndex,
    destination: Destination,
    accepts: Filter = accept_all,
    revise: Revise | None = None,
) -> Iterator[Outcome]:
    """What becomes of every draft: the second half of `add_inputs`.

    An article that the filter does not accept is not written. With `revise`, the editor revises each new article
    before it is written.
    """
    for result in results:
        if isinstance(result, Failure):
            yield Outcome(location=result.location, failure=result)
        else:
            yield _add(result, context, index, destination, accepts, revise)


def _add(
    draft: Draft,
    context: Context,
    index: ArticleIndex,
    destination: Destination,
    accepts: Filter,
    revise: Revise | None,
) -> Outcome:
    """What becomes of one draft: each step once, in this order."""
    attributed = bool(draft.source or draft.url)
    draft = clean(_overridden(draft, context.overrides), context.gazetteer)
    draft, date = _dated(draft, context)
    candidate = candidate_of(draft, date, context)
    article = candidate.article
    duplicate = index.find(article.url, article.title, article.body, article.source, attributed=attributed)
    # Tagging takes most of the time, and of a duplicate nothing but its text and outlet is used.
    if not duplicate or context.overrides.separate or context.thorough or accepts is not accept_all:
        candidate = with_tags(candidate, draft, context)
    if draft.items:
        candidate = candidate.with_warnings(_GATHERS.format(len(draft.items)))
    if not accepts(candidate.article):
        return msgspec.structs.replace(outcome_of(candidate), unwanted=True)
    return store_article(candidate, duplicate, index, destination, context.overrides, revise)


def _overridden(draft: Draft, overrides: Overrides) -> Draft:
    """The draft with the source and address that the command line states. (`date_of` overrides the date.)

    An address that the input states counts as the one to which it redirects.
    """
    url = overrides.url or unwrapped(draft.url)
    return msgspec.structs.replace(draft, source=overrides.source or draft.source, url=url)


def _dated(draft: Draft, context: Context) -> tuple[Draft, Dated]:
    """The date of the article, and the draft without the line that states it, its times in the outlet's zone."""
    zone = zone_of_outlet(draft.source, draft.url, context.gazetteer)
    date = date_of(draft, context.overrides.date, context.now, zone)
    draft = msgspec.structs.replace(draft, updated=draft.updated and in_zone(draft.updated, zone))
    return without_date_line(draft, date.when), date
