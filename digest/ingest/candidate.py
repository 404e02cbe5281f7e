"""A candidate: the article that a draft makes, before it is known whether the site has it already."""

from __future__ import annotations

import re

import msgspec

from digest.editing.context import Context
from digest.editing.new_article import NewArticle
from digest.ingest.dates.resolve import Dated
from digest.ingest.dedupe.article_urls import without_tracking
from digest.ingest.draft import Draft, Location, Stripped
from digest.ingest.outlets import source_of
from digest.ingest.text.encoding import one_line
from digest.ingest.text.link_references import parted, whole
from digest.ingest.text.markdown_escape import to_markdown
from digest.language.datelines import without_dateline
from digest.language.summaries import summarise
from digest.model.actor import Actor, Region
from digest.model.text import Prose
from digest.reading.markdown import read_markdown
from digest.slugs import slug
from digest.tagging import tag
from digest.tagging.date_bounds import offered as bounds_offered
from digest.tagging.tags import Tagging
from digest.urls import is_web_address


class Candidate(msgspec.Struct, frozen=True, kw_only=True):
    """An article that may be written, with what the editor should know of it."""

    location: Location
    article: NewArticle
    stripped: tuple[Stripped, ...] = ()
    """What was left out of its text."""
    warnings: tuple[str, ...] = ()

    def with_warnings(self, *warnings: str) -> Candidate:
        """The same candidate with more warnings; empty ones do not count."""
        return msgspec.structs.replace(self, warnings=(*self.warnings, *filter(None, warnings)))


def candidate_of(draft: Draft, date: Dated, context: Context) -> Candidate:
    """The article of a cleaned and dated draft. Its tags are those that the draft states: see `with_tags`."""
    url, warning = _article_url(draft.url)
    now, config = context.now, context.config
    edition = now.date() if config.add.edition == "today" else None
    article = NewArticle(
        title=draft.title,
        date=date.when,
        date_basis=date.basis,
        date_zone=date.zone,
        day=edition or date.when.at.astimezone(config.zone).date(),
        edition=edition,
        added=now,
        updated=draft.updated,
        source=source_of(draft.source, url, context.gazetteer),
        agency=draft.agency,
        url=url,
        also=draft.also,
        dateline=draft.dateline,
        authors=draft.authors,
        lang="" if draft.lang == config.site.language else draft.lang,
        topics=draft.topics,
        summary=without_dateline(draft.summary),
        notice=draft.notice,
        image=draft.image,
        rights=context.overrides.rights or draft.rights,
        partial=draft.partial,
        draft=context.overrides.draft or draft.draft,
        folder=context.overrides.into,
        body=whole_markdown(draft.body) if draft.markdown else to_markdown(draft.body.split("\n\n")),
    )
    candidate = Candidate(
        location=draft.location, article=article, stripped=draft.stripped, warnings=draft.warnings
    )
    return candidate.with_warnings(date.warning, warning)


def with_tags(candidate: Candidate, draft: Draft, context: Context) -> Candidate:
    """The candidate with its actors and regions, and with a summary if the input states none.

    If the article has no date of its own, a warning names the bounds that the terms of office of the people in it
    give to its date.
    """
    article = candidate.article
    day = article.date.day if article.date_basis != "file" else None
    never, dateline = context.config.actors.never, article.dateline
    tags = tag(
        article.title,
        article.body,
        context.gazetteer,
        never,
        dateline=dateline,
        day=day,
        url=article.url,
        lang=draft.lang,
    )
    bounds = "" if day else bounds_offered(tags, article.body, article.title, context.gazetteer)
    article = msgspec.structs.replace(
        article,
        actors=_stated_actors(draft.actors, context) or tuple(match.actor for match in tags.actors),
        regions=_stated_regions(draft.regions, context) or tuple(match.region for match in tags.regions),
        tagging=tags,
        summary=article.summary or _summary(draft),
    )
    return msgspec.structs.replace(candidate, article=article).with_warnings(bounds, _unread_language(tags))


def _unread_language(tags: Tagging) -> str:
    """A warning if the text's language is none that tagging reads."""
    if not tags.unread:
        return ""
    return f'the text is in a language that tagging does not read ("{tags.unread}"): state its actors by hand'


def _summary(draft: Draft) -> str:
    """The first sentences of a body, as a build would show them if the article stated no summary."""
    prose = read_markdown(_beginning(draft.body)) if draft.markdown else Prose(text=draft.body)
    return summarise(prose.text, prose.headings)


_BEGINNING = 20_000
"""Characters of a body in which its first sentences are: markdown-it takes long for long texts."""


def _beginning(markdown: str) -> str:
    """The first paragraphs of a long body, with the addresses of its links."""
    if len(markdown) <= _BEGINNING:
        return markdown
    text, references = parted(markdown)
    end = text.rfind("\n\n", 0, _BEGINNING)
    return whole(text[: end if end > 0 else _BEGINNING], references)


def _stated_actors(names: tuple[str, ...], context: Context) -> tuple[Actor, ...]:
    """The actors that the input states, without those that `never` in digest.toml excludes."""
    never = {context.gazetteer.actor_key(name) for name in context.config.actors.never}
    permitted = [name for name in names if context.gazetteer.actor_key(name) not in never]
    return tuple(context.gazetteer.actor(name) or Actor(name, slug(name)) for name in permitted)


def _stated_regions(names: tuple[str, ...], context: Context) -> tuple[Region, ...]:
    return tuple(context.gazetteer.region(name) or Region(name, slug(name)) for name in names)


def _article_url(url: str) -> tuple[str, str]:
    """The address without tracking parameters; or none, and a warning that says why."""
    if not url or is_web_address(url):
        return without_tracking(url), ""
    return "", f'"{one_line(url)}" is not a web address and was left out'


_CONFLICT = re.compile(r"^(?=(?:<{7}|>{7}|\|{7})(?: |$))", re.MULTILINE)
"""`<<<<<<< HEAD`: git takes a line that begins so for a conflict of merging."""


def whole_markdown(text: str) -> str:
    """Markdown for an article's file: with one newline at the end, and without a line that marks a git conflict."""
    return _CONFLICT.sub(r"\\", text.strip("\n")) + "\n"
