"""From a page of an old site to an article of this one: its words as they are, its tags as ours."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from digest.dates import When
from digest.editing.context import Desk
from digest.editing.new_article import NewArticle
from digest.ingest.dates.resolve import read_stated
from digest.ingest.dedupe.index import Known
from digest.ingest.draft import Failure, Place
from digest.ingest.migrate import hugo, jekyll, pelican
from digest.ingest.migrate.old_page import Old
from digest.ingest.pipeline import Outcome, Store, keep_new, whole
from digest.language.summaries import summarise
from digest.language.tags import language_tag
from digest.model.actor import Actor, Region
from digest.reading.fields import old_address
from digest.reading.markdown import read_markdown
from digest.slugs import is_slug, slug

GENERATORS: Mapping[str, Callable[[Path], Iterator[Old | Failure]]] = {
    "hugo": hugo.pages,
    "jekyll": jekyll.pages,
    "pelican": pelican.pages,
}

_WHERE = {
    "hugo": "name the folder that holds content/",
    "jekyll": "name the folder that holds _posts/",
    "pelican": "name the folder that holds content/",
}


def take_over(generator: str, folder: Path, desk: Desk, known: Known, store: Store) -> Iterator[Outcome]:
    """Each page of the site in `folder`, written as an article; what could not be mapped is among its warnings."""
    pages = iter(GENERATORS[generator](folder))
    said = f"there is no article as {generator.capitalize()} has them"
    nothing = Failure(Place(folder.name), said, _WHERE[generator])
    for page in itertools.chain([next(pages, nothing)], pages):
        if isinstance(page, Failure):
            yield Outcome(place=page.place, failure=page)
            continue
        place = Place(page.path)
        try:
            article, notes = _article(page, desk)
        except ValueError as problem:
            hint = "give it one, or move it to content/pages/ if it is no article"
            yield Outcome(place=place, failure=Failure(place, str(problem), hint))
        else:
            yield keep_new(Outcome(place=place, article=article, warnings=notes), article, known, store, desk.stated)


def _article(page: Old, desk: Desk) -> tuple[NewArticle, tuple[str, ...]]:
    """The article, and what was not taken. Raises ValueError where it lacks title or date."""
    if not page.date or not page.title:
        raise ValueError("it has no date" if page.title else "it has no title")
    notes: list[str] = []
    actors, regions, topics = _tags(page.tags, desk)
    aliases = dict.fromkeys(filter(None, map(old_address, page.aliases)))
    if lost := [alias for alias in page.aliases if not old_address(alias)]:
        notes.append(f"no address of this site: {', '.join(lost)}")
    if page.left_out:
        notes.append(f"keys without a place here: {', '.join(page.left_out)}")
    if page.image:
        notes.append(f"picture left out: {page.image}")
    date = read_stated(page.date, desk.config.zone)
    prose = read_markdown(page.body)
    article = NewArticle(
        title=page.title,
        date=date,
        day=date.at.astimezone(desk.config.zone).date(),
        added=desk.now,
        name=page.slug if is_slug(page.slug) else slug(page.slug or page.title),
        body=whole(page.body),
        source=desk.stated.source or page.source,
        url=page.url,
        authors=page.authors,
        actors=actors,
        regions=regions,
        topics=topics,
        summary=page.summary or summarise(prose.text, prose.headings),
        updated=_when(page.updated, desk, notes),
        embargo=_when(page.embargo, desk, notes),
        expires=_when(page.expires, desk, notes),
        lang=language_tag(page.lang),
        aliases=tuple(f"/{alias}" for alias in aliases),
        rights=desk.stated.rights,
        draft=page.draft or desk.stated.draft,
        folder=desk.stated.into,
    )
    return article, (*notes, *page.notes)


def _tags(tags: tuple[str, ...], desk: Desk) -> tuple[tuple[Actor, ...], tuple[Region, ...], tuple[str, ...]]:
    """Tags that the gazetteer knows as actors and regions; the rest are topics. The editor's own words: no guess."""
    actors: dict[str, Actor] = {}
    regions: dict[str, Region] = {}
    topics: list[str] = []
    for name in tags:
        spoken = name.replace("-", " ").replace("_", " ")
        actor = desk.gazetteer.actor(name) or desk.gazetteer.actor(spoken)
        region = desk.gazetteer.region(name) or desk.gazetteer.region(spoken)
        if actor:
            actors[actor.name] = actor
        elif region:
            regions[region.name] = region
        else:
            topics.append(name)
    return tuple(actors.values()), tuple(regions.values()), tuple(topics)


def _when(stated: str, desk: Desk, notes: list[str]) -> When | None:
    try:
        return read_stated(stated, desk.config.zone) if stated else None
    except ValueError as problem:
        notes.append(str(problem))
        return None
