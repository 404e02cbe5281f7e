"""What `digest add --dry-run --json` prints: one object for each article of the inputs."""

from __future__ import annotations

import json

from digest.errors import Finding, error
from digest.ingest.article import NewArticle
from digest.ingest.draft import Failure
from digest.ingest.flow import Outcome
from digest.ingest.frontmatter import when
from digest.tagging.tags import as_json

KEYS = (
    "input", "id", "title", "date", "date_basis", "source", "body", "notice", "summary",
    "actors", "regions", "mentions", "warnings", "duplicate_of", "error",
)  # fmt: skip
"""Every row has these keys, in this order, and no other. What there is none of is null; lists are empty."""


def row(outcome: Outcome) -> str:
    """One outcome as one line of JSON.."""
    values = {
        "input": outcome.place.input,
        "id": outcome.place.id,
        "actors": [],
        "regions": [],
        "mentions": [],
        **(_said(outcome.article) if outcome.article else {}),
        "warnings": list(outcome.warnings),
        "duplicate_of": outcome.duplicate_of,
        "error": str(finding(outcome.failure)) if outcome.failure else None,
    }
    return json.dumps({key: values.get(key) if values.get(key) != "" else None for key in KEYS}, ensure_ascii=False)


def finding(failure: Failure) -> Finding:
    """A failure as every other problem is shown: `file:line:column: what, how to mend it`."""
    return error(failure.place.input, failure.place.line, failure.column, failure.message, failure.hint)


def _said(article: NewArticle) -> dict[str, object]:
    return {
        "title": article.title,
        "date": when(article.date),
        "date_basis": article.date_basis,
        "source": article.source,
        "body": article.body.rstrip("\n"),
        "notice": article.notice,
        "summary": article.summary,
        **as_json(article.tagging),
    }
