"""What `digest add --dry-run --json` prints, and `digest add -` takes back: one object for each article."""

from __future__ import annotations

import json

import msgspec

from digest.editing.front_matter import when
from digest.editing.new_article import NewArticle
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
"""Every row has these keys, in this order, and no other. What there is none of is null; lists are empty."""

_LISTS = ("also", "authors", "links", "topics", "actors", "regions", "mentions", "stripped", "warnings")


def row(outcome: Outcome) -> str:
    """One outcome as one line of JSON.."""
    values: dict[str, object] = {
        **dict.fromkeys(_LISTS, ()),
        "input": outcome.place.input,
        "id": outcome.place.id,
        **(_said(outcome.article) if outcome.article else {}),
        "stripped": msgspec.to_builtins(outcome.stripped),
        "warnings": outcome.warnings,
        "duplicate_of": outcome.duplicate_of,
        "error": str(finding(outcome.failure)) if outcome.failure else None,
    }
    return json.dumps({key: _shown(values.get(key)) for key in KEYS}, ensure_ascii=False)


def finding(failure: Failure) -> Finding:
    """A failure as every other problem is shown: `file:line:column: what, how to mend it`."""
    return error(failure.place.input, failure.place.line, failure.column, failure.message, failure.hint)


def _shown(value: object) -> object:
    return None if value == "" else value


def _said(article: NewArticle) -> dict[str, object]:
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
        "links": [each._asdict() for each in links],
        "notice": article.notice,
        "image": msgspec.to_builtins(article.image),
        "topics": article.topics,
        "rights": article.rights,
        "partial": article.partial,
        "draft": article.draft,
        **_tags(article),
    }


def _tags(article: NewArticle) -> dict[str, object]:
    """Actors and regions with their reasons; those that the input named itself need none."""
    found = as_json(article.tagging)
    actors = {each["name"]: each for each in (*found["actors"], *found["mentions"])}
    regions = {each["name"]: each for each in found["regions"]}
    named = {
        actor.name: {"name": actor.name, "kind": actor.kind or None, "iso": actor.iso or None}
        for actor in article.actors
    }
    return {
        "actors": [actors.get(name) or {**each, "score": None, "evidence": []} for name, each in named.items()],
        "regions": [
            regions.get(each.name) or {"name": each.name, "basis": None, "evidence": []} for each in article.regions
        ],
        "mentions": [each for each in found["mentions"] if each["name"] not in named],
    }
