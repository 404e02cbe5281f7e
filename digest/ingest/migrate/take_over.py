"""From the page of an old site to an article: its text unchanged, its tags as actors, regions and topics."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from digest.dates import When
from digest.editing.context import Context
from digest.editing.new_article import NewArticle
from digest.ingest.candidate import Candidate, whole_markdown
from digest.ingest.dates.timestamps import read_stated
from digest.ingest.dedupe.index import ArticleIndex
from digest.ingest.draft import Failure, Location
from digest.ingest.migrate import hugo, jekyll, pelican
from digest.ingest.migrate.old_page import OldPage
from digest.ingest.store_article import Destination, Outcome, store_article
from digest.language.summaries import summarise
from digest.language.tags import language_tag
from digest.model.actor import Actor, Region
from digest.reading.fields import old_address
from digest.reading.markdown import read_markdown
from digest.slugs import is_slug, slug

GENERATORS: Mapping[str, Callable[[Path], Iterator[OldPage | Failure]]] = {
    "hugo": hugo.pages,
    "jekyll": jekyll.pages,
    "pelican": pelican.pages,
}

_FOLDERS = {
    "hugo": "name the folder that holds content/",
    "jekyll": "name the folder that holds _posts/",
    "pelican": "name the folder that holds content/",
}


def take_over(
    generator: str, folder: Path, context: Context, index: ArticleIndex, destination: Destination
) -> Iterator[Outcome]:
    """Write each page of the site in `folder` as an article. Warnings name what could not be taken over."""
    pages = iter(GENERATORS[generator](folder))
    message = f"there is no article of {generator.capitalize()} in this folder"
    nothing = Failure(Location(folder.name), message, _FOLDERS[generator])
    for page in itertools.chain([next(pages, nothing)], pages):
        result = page if isinstance(page, Failure) else _candidate(page, context)
        if isinstance(result, Failure):
            yield Outcome(location=result.location, failure=result)
            continue
        article = result.article
        duplicate = index.find(article.url, article.title, article.body, article.source)
        yield store_article(result, duplicate, index, destination, context.overrides)


def _candidate(page: OldPage, context: Context) -> Candidate | Failure:
    """The article of a page with warnings of what was left out; a failure if it lacks a title or a date."""
    location = Location(page.path)
    try:
        article, warnings = _article(page, context)
    except ValueError as problem:
        hint = "give it one, or move it to content/pages/ if it is no article"
        return Failure(location, str(problem), hint)
    return Candidate(location=location, article=article, warnings=warnings)


def _article(page: OldPage, context: Context) -> tuple[NewArticle, tuple[str, ...]]:
    """The article, and warnings of what was left out. Raises ValueError if the page lacks a title or a date."""
    if not page.date or not page.title:
        raise ValueError("it has no date" if page.title else "it has no title")
    warnings: list[str] = []
    actors, regions, topics = _tags(page.tags, context)
    aliases = dict.fromkeys(filter(None, map(old_address, page.aliases)))
    if lost := [alias for alias in page.aliases if not old_address(alias)]:
        warnings.append(f"old addresses that this site cannot keep: {', '.join(lost)}")
    if page.left_out:
        warnings.append(f"keys that digest does not have: {', '.join(page.left_out)}")
    if page.image:
        warnings.append(f"picture left out: {page.image}")
    date = read_stated(page.date, context.config.zone)
    prose = read_markdown(page.body)
    article = NewArticle(
        title=page.title,
        date=date,
        day=date.at.astimezone(context.config.zone).date(),
        added=context.now,
        name=page.slug if is_slug(page.slug) else slug(page.slug or page.title),
        body=whole_markdown(page.body),
        source=context.overrides.source or page.source,
        url=page.url,
        authors=page.authors,
        actors=actors,
        regions=regions,
        topics=topics,
        summary=page.summary or summarise(prose.text, prose.headings),
        updated=_when(page.updated, context, warnings),
        embargo=_when(page.embargo, context, warnings),
        expires=_when(page.expires, context, warnings),
        lang=language_tag(page.lang),
        aliases=tuple(f"/{alias}" for alias in aliases),
        rights=context.overrides.rights,
        draft=page.draft or context.overrides.draft,
        folder=context.overrides.into,
    )
    return article, (*warnings, *page.warnings)


def _tags(tags: tuple[str, ...], context: Context) -> tuple[tuple[Actor, ...], tuple[Region, ...], tuple[str, ...]]:
    """Actors and regions that the gazetteer knows by a tag; the other tags are topics. The text is not tagged."""
    actors: dict[str, Actor] = {}
    regions: dict[str, Region] = {}
    topics: list[str] = []
    for name in tags:
        spaced = name.replace("-", " ").replace("_", " ")
        actor = context.gazetteer.actor(name) or context.gazetteer.actor(spaced)
        region = context.gazetteer.region(name) or context.gazetteer.region(spaced)
        if actor:
            actors[actor.name] = actor
        elif region:
            regions[region.name] = region
        else:
            topics.append(name)
    return tuple(actors.values()), tuple(regions.values()), tuple(topics)


def _when(stated: str, context: Context, warnings: list[str]) -> When | None:
    try:
        return read_stated(stated, context.config.zone) if stated else None
    except ValueError as problem:
        warnings.append(str(problem))
        return None
