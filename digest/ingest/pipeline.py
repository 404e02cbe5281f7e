"""From inputs to articles in the site, one at a time: the whole of ingest, top to bottom."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor

import msgspec

from digest.dates import zone
from digest.editing.context import Desk, Stated
from digest.editing.new_article import NewArticle
from digest.editing.revise import Revise
from digest.ingest.dates.resolve import Dated, date_of, in_zone, without_date_line
from digest.ingest.dedupe.article_urls import without_tracking
from digest.ingest.dedupe.index import Known
from digest.ingest.draft import Draft, Failure, Input, Link, Read
from digest.ingest.formats import unpack, webpage
from digest.ingest.parallel import spread
from digest.ingest.store_article import Outcome, Store, keep_new
from digest.ingest.text.encoding import one_line
from digest.ingest.text.markdown_escape import to_markdown
from digest.ingest.wire import clean
from digest.language.datelines import without_dateline
from digest.language.summaries import summarise
from digest.model.actor import Actor, Outlet, Region
from digest.model.text import Prose
from digest.reading.markdown import read_markdown
from digest.slugs import slug
from digest.tagging import tag
from digest.tagging.date_bounds import offered as bounds_offered
from digest.urls import hostname, is_web_address

__all__ = ["Given", "Outcome", "Store", "Wanted", "everything", "keep_new", "read_all", "take_each", "take_in", "whole"]

Given = Input | Link | Failure
"""What the command line names: something to read, an address, or why there is neither."""
Wanted = Callable[[NewArticle], bool]


def everything(_: NewArticle) -> bool:
    """All articles are wanted."""
    return True


def take_in(
    inputs: Iterable[Given], desk: Desk, known: Known, store: Store, fetch: unpack.Fetch | None = None
) -> Iterator[Outcome]:
    """Every article of the inputs, in order, each written (or not) before the next is read.

    `known` grows with each, so that the second of two equal articles in one run is noticed too.
    """
    return take_each(read_all(inputs, desk, fetch), desk, known, store)


def read_all(
    inputs: Iterable[Given], desk: Desk, fetch: unpack.Fetch | None = None, start: Callable[[], Executor] | None = None
) -> Iterator[Read]:
    """What the inputs hold, all the way down, before anything is made of it.

    With `start`, which gives an executor, many web pages are read side by side.
    """

    found = (each for given in inputs for each in _opened(given, desk.config.zone, fetch))
    if start:
        return spread(found, desk.config.zone, start)
    return (webpage.read_page(each, desk.config.zone) if isinstance(each, Input) else each for each in found)


def _opened(given: Given, zone: dt.tzinfo, fetch: unpack.Fetch | None) -> Iterator[Read | Input]:
    return iter([given]) if isinstance(given, Failure) else unpack.opened(given, zone, fetch)


def take_each(
    reads: Iterable[Read],
    desk: Desk,
    known: Known,
    store: Store,
    wanted: Wanted = everything,
    revise: Revise | None = None,
) -> Iterator[Outcome]:
    """The second half of `take_in`; an article that is not `wanted` is not written, one that is, as `revise` has it."""
    for read in reads:
        if isinstance(read, Failure):
            yield Outcome(place=read.place, failure=read)
        else:
            yield _take(read, desk, known, store, wanted, revise)


def _take(draft: Draft, desk: Desk, known: Known, store: Store, wanted: Wanted, revise: Revise | None) -> Outcome:
    draft = clean(_overridden(draft, desk.stated), desk.gazetteer)
    theirs = _zone_of(draft, desk)
    dated = date_of(draft, desk.stated.date, desk.now, theirs)
    draft = msgspec.structs.replace(draft, updated=draft.updated and in_zone(draft.updated, theirs))
    draft = without_date_line(draft, dated.when)
    article, doubts = _edited(draft, dated, desk)
    outcome = Outcome(place=draft.place, article=article, stripped=draft.stripped, warnings=(*draft.warnings, *doubts))
    twin = known.find(article.url, article.title, article.body, article.source)
    if not twin or desk.stated.separate or desk.thorough or wanted is not everything:
        article, offer = _tagged(article, draft, desk)
        outcome = msgspec.structs.replace(
            outcome, article=article, warnings=(*outcome.warnings, *filter(None, [offer]))
        )
    if not wanted(article):
        return msgspec.structs.replace(outcome, unwanted=True)
    if draft.items:
        outcome = msgspec.structs.replace(outcome, warnings=(*outcome.warnings, GATHERS.format(len(draft.items))))
    return keep_new(outcome, article, known, store, desk.stated, revise)


GATHERS = "it points to {} articles elsewhere and was taken as one: digest add --items makes an excerpt of each"


def _overridden(draft: Draft, stated: Stated) -> Draft:
    """The editor's word for source and address. (The date's is in `date_of`.)"""
    return msgspec.structs.replace(draft, source=stated.source or draft.source, url=stated.url or draft.url)


def _edited(draft: Draft, dated: Dated, desk: Desk) -> tuple[NewArticle, tuple[str, ...]]:
    """The article that an editor would have made of a cleaned draft, and what they should look at."""
    url, doubt = _web_address(draft.url)
    outlet = _outlet(draft.source, url, desk)
    edition = desk.now.date() if desk.config.add.edition == "today" else None
    article = NewArticle(
        title=draft.title,
        date=dated.when,
        date_basis=dated.basis,
        date_zone=dated.zone,
        day=edition or dated.when.at.astimezone(desk.config.zone).date(),
        edition=edition,
        added=desk.now,
        updated=draft.updated,
        source=outlet.name if outlet else draft.source or _named_by(url),
        agency=draft.agency,
        url=url,
        also=draft.also,
        dateline=draft.dateline,
        authors=draft.authors,
        lang="" if draft.lang == desk.config.site.language else draft.lang,
        topics=draft.topics,
        summary=without_dateline(draft.summary),
        notice=draft.notice,
        image=draft.image,
        rights=desk.stated.rights or draft.rights,
        partial=draft.partial,
        draft=desk.stated.draft or draft.draft,
        folder=desk.stated.into,
        body=_markdown(draft),
    )
    return article, tuple(filter(None, (dated.warning, doubt)))


def _tagged(article: NewArticle, draft: Draft, desk: Desk) -> tuple[NewArticle, str]:
    """With whom and where it is about, and a summary: what takes most of the time, and no copy needs.

    Also what its own words tell of the date that it does not state.
    """
    day = article.date.day if article.date_basis != "file" else None
    never, dateline = desk.config.actors.never, article.dateline
    tags = tag(article.title, article.body, desk.gazetteer, never, dateline=dateline, day=day)
    article = msgspec.structs.replace(
        article,
        actors=_actors(draft.actors, desk) or tuple(each.actor for each in tags.actors),
        regions=_regions(draft.regions, desk) or tuple(each.region for each in tags.regions),
        tagging=tags,
        summary=article.summary or _summary(draft),
    )
    return article, bounds_offered(tags, article.body, article.title, desk.gazetteer) if day is None else ""


def _summary(draft: Draft) -> str:
    """The first sentences of a body, as a build would show them without a summary."""
    prose = read_markdown(draft.body) if draft.markdown else Prose(text=draft.body)
    return summarise(prose.text, prose.headings)


def _actors(names: tuple[str, ...], desk: Desk) -> tuple[Actor, ...]:
    """The actors that an input names itself, and that are not among those never to be named."""
    never = {slug(name) for name in desk.config.actors.never}
    found = (desk.gazetteer.actor(name) or Actor(name, slug(name)) for name in names)
    return tuple(actor for actor in found if actor.slug not in never and slug(actor.name) not in never)


def _regions(names: tuple[str, ...], desk: Desk) -> tuple[Region, ...]:
    return tuple(desk.gazetteer.region(name) or Region(name, slug(name)) for name in names)


def _outlet(named: str, url: str, desk: Desk) -> Outlet | None:
    """The outlet that the gazetteer knows by the name that the input gives, or else by the address's host."""
    known = desk.gazetteer.outlet(named) if named else None
    if known:
        return known
    outlet = _outlet_at(url, desk)
    return outlet if outlet and (not named or _is_called(outlet, named)) else None


def _named_by(url: str) -> str:
    """The host of an address, which stands for an outlet that nobody names; not that of a machine within a network."""
    host = hostname(url).removeprefix("www.")
    return host if re.search(r"\.[a-z-]{2,}$", host) else ""


def _outlet_at(url: str, desk: Desk) -> Outlet | None:
    host = hostname(url)
    return desk.gazetteer.outlet_of_host(host) if host else None


def _zone_of(draft: Draft, desk: Desk) -> dt.tzinfo | None:
    """The time zone of its outlet: of the one whose host it stands on, whatever that calls itself there, or is named.

    None where it is not known, or where there is none of that name: that is for `digest build` to say.
    """
    outlet = _outlet_at(draft.url, desk) or _outlet(draft.source, "", desk)
    try:
        return zone(outlet.timezone) if outlet and outlet.timezone else None
    except ValueError:
        return None


def _is_called(outlet: Outlet, named: str) -> bool:
    """Whether a name is an outlet's own with something behind it: `AP News`, `TASS English`."""
    words = named.casefold().split()
    return any(words[: len(name.split())] == name.casefold().split() for name in (outlet.name, *outlet.aliases))


def _web_address(url: str) -> tuple[str, str]:
    """The address without what tracks its readers, or none and why."""
    if not url or is_web_address(url):
        return without_tracking(url), ""
    return "", f'"{one_line(url)}" is no web address and was left out'


_CONFLICT = re.compile(r"^(?=(?:<{7}|>{7}|\|{7})(?: |$))", re.MULTILINE)


def whole(markdown: str) -> str:
    """Markdown as a file can hold it: one newline at its end, no line that git would take for a conflict's."""
    return _CONFLICT.sub(r"\\", markdown.strip("\n")) + "\n"


def _markdown(draft: Draft) -> str:
    """The body as its file will hold it."""
    if draft.markdown:
        return whole(draft.body)
    return to_markdown(draft.body.split("\n\n"))
