"""What `digest add --dry-run --json` prints, and `digest add -` takes back: one object for each article."""

from __future__ import annotations

import json

import msgspec

from digest.editing.new_article import NewArticle
from digest.editing.yaml_values import when
from digest.errors import Finding, error
from digest.ingest.draft import Failure
from digest.ingest.store_article import Outcome
from digest.ingest.text.link_references import parted
from digest.tagging.tags import as_json

KEYS = (
    "input", "id", "title", "date", "date_basis", "date_zone", "updated", "source", "agency", "url", "also", "dateline",
    "authors", "lang", "summary", "body", "links", "notice", "image", "topics", "rights", "partial", "draft", "actors",
    "regions", "mentions", "stripped", "warnings", "duplicate_of", "error",
)  # fmt: skip
"""Every object has exactly these keys, in this order. A value that is not stated is null; a list is empty."""

_LISTS = ("also", "authors", "links", "topics", "actors", "regions", "mentions", "stripped", "warnings")


def json_line(outcome: Outcome) -> str:
    """One outcome as one line of JSON."""
    values: dict[str, object] = {
        **dict.fromkeys(_LISTS, ()),
        "input": outcome.location.input,
        "id": outcome.location.id,
        **(_article_values(outcome.article) if outcome.article else {}),
        "stripped": msgspec.to_builtins(outcome.stripped),
        "warnings": outcome.warnings,
        "duplicate_of": outcome.duplicate_of,
        "error": str(finding(outcome.failure)) if outcome.failure else None,
    }
    return json.dumps({key: _or_null(values.get(key)) for key in KEYS}, ensure_ascii=False)


def finding(failure: Failure) -> Finding:
    """A failure in the form of every problem: `file:line:column: what, how to mend it`."""
    return error(failure.location.input, failure.location.line, failure.column, failure.message, failure.hint)


def _or_null(value: object) -> object:
    return None if value == "" else value


def _article_values(article: NewArticle) -> dict[str, object]:
    body, links = parted(article.body)
    return {
        "title": article.title,
        "date": when(article.date),
        "date_basis": article.date_basis,
        "date_zone": article.date_zone,
        "updated": when(article.updated) if article.updated else None,
        "source": article.source,
        "agency": article.agency,
        "url": article.url,
        "also": msgspec.to_builtins(article.also),
        "dateline": article.dateline,
        "authors": article.authors,
        "lang": article.lang,
        "summary": article.summary,
        "body": body.rstrip("\n"),
        "links": [link._asdict() for link in links],
        "notice": article.notice,
        "image": msgspec.to_builtins(article.image),
        "topics": article.topics,
        "rights": article.rights,
        "partial": article.partial,
        "draft": article.draft,
        **_tags(article),
    }


def _tags(article: NewArticle) -> dict[str, object]:
    """Actors and regions with the evidence for them; those that the input states have none."""
    tags = as_json(article.tagging)
    actors = {actor["name"]: actor for actor in (*tags["actors"], *tags["mentions"])}
    regions = {region["name"]: region for region in tags["regions"]}
    named = {
        actor.name: {"name": actor.name, "kind": actor.kind or None, "iso": actor.iso or None}
        for actor in article.actors
    }
    return {
        "actors": [
            actors.get(name) or {**actor, "score": None, "evidence": []} for name, actor in named.items()
        ],
        "regions": [
            regions.get(region.name) or {"name": region.name, "basis": None, "evidence": []}
            for region in article.regions
        ],
        "mentions": [mention for mention in tags["mentions"] if mention["name"] not in named],
    }
