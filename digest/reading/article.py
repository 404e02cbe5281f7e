"""From a file of `content/articles/` to an Article."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any, NamedTuple

from digest.config import ContentConfig
from digest.dates import When
from digest.errors import Finding, error, has_errors
from digest.language.summaries import opening_paragraph, summary_of
from digest.model.article import Article, Carrier, Correction
from digest.model.source import SourceFile
from digest.model.text import Outline, Prose
from digest.reading import fields
from digest.reading.cut_values import cut_values
from digest.reading.fields import Field
from digest.reading.frontmatter import Matter, joined, read_matter
from digest.reading.markdown import read_markdown
from digest.reading.nodes import Node, Scalar
from digest.reading.schema import TypedValues, read_values
from digest.reading.text import decode
from digest.settings import RIGHTS
from digest.slugs import is_slug, slug

FOLDER = "content/articles/"
DATE_BASES = ("url", "metadata", "text", "feed", "email", "name", "file")


def _markdown(node: Node, zone: dt.tzinfo) -> tuple[str, int]:
    """A Markdown text and the line on which it begins. A block scalar begins on the line below its key."""
    block = isinstance(node, Scalar) and node.style in ("|", ">")
    return fields.text(node, zone), node.line + (1 if block else 0)


FIELDS: Mapping[str, Field] = {
    "title": fields.line,
    "date": fields.when,
    "date_basis": fields.one_of(*DATE_BASES),
    "added": fields.moment,
    "edition": fields.day,
    "updated": fields.when,
    "slug": fields.slug,
    "aliases": fields.many(fields.site_address),
    "source": fields.line,
    "agency": fields.line,
    "url": fields.web_address,
    "dateline": fields.line,
    "authors": fields.names,
    "also": fields.many(fields.record(Carrier, {"source": fields.line, "url": fields.web_address}, "source")),
    "actors": fields.names,
    "regions": fields.names,
    "topics": fields.names,
    "rejected": fields.names,
    "reviewed": fields.flag,
    "summary": fields.line,
    "comment": _markdown,
    "notice": fields.text,
    "corrections": fields.many(
        fields.record(
            Correction, {"date": fields.day, "text": fields.line, "by": fields.one_of("outlet", "us")}, "date", "text"
        )
    ),
    "image": fields.text,
    "image_alt": fields.line,
    "image_credit": fields.line,
    "lang": fields.language,
    "original_title": fields.line,
    "lead": fields.flag,
    "tier": fields.one_of("1", "2", "3"),
    "story": fields.slug,
    "draft": fields.flag,
    "embargo": fields.moment,
    "expires": fields.moment,
    "withdrawn": fields.reason,
    "rights": fields.one_of(*RIGHTS),
    "partial": fields.flag,
}
"""Every key of an article's front matter, with the type of its value."""
TEXTS = tuple(key for key, field in FIELDS.items() if field in (fields.line, fields.text, fields.names, _markdown))
"""The keys whose values are texts and names."""


class Written(NamedTuple):
    """An article and its body, as one file states them."""

    article: Article
    body: Prose


class ArticleReading(NamedTuple):
    """All that can be taken of an article's file, and all that is wrong with it."""

    article: Article | None
    """Without the values that do not fit; None where nothing can be read, or where it has no date or address."""
    body: Prose
    """Also of a file without an article: its links may be dead too."""
    findings: list[Finding]


def read_article(source: SourceFile, config: ContentConfig, zone: dt.tzinfo) -> tuple[Written | None, list[Finding]]:
    """Read one article. None if anything is wrong with it, which the findings then say; else these are warnings."""
    article, body, findings = read_as_far(source, config, zone)
    return (None if article is None or has_errors(findings) else Written(article, body)), findings


def read_as_far(source: SourceFile, config: ContentConfig, zone: dt.tzinfo) -> ArticleReading:
    """Read one article as far as it can be read. What is wrong in one place of its file hides no other."""
    matter, findings = read_matter(source)
    if matter is None:
        return ArticleReading(None, Prose(), findings)
    body = read_markdown(matter.body, first_line=matter.body_line, remote_images=config.remote_images == "load")
    if not matter.entries and findings:
        return ArticleReading(None, body, findings)
    values, faults = read_values(source.path, matter.entries, FIELDS, zone, config.extra)
    findings = joined(findings, [*faults, *_missing(source.path, matter, values.typed)])
    name = values.typed.get("slug") or default_slug(source.path)
    if not is_slug(name):
        hint = f'rename the file, or add a line such as "slug: {slug(name)}"'
        findings.append(error(source.path, 1, 1, f'the file\'s name "{name}" cannot be part of an address', hint))
    findings += cut_values(source.path, decode(source)[0], matter, TEXTS)
    if not is_slug(name) or "date" not in values.typed:
        return ArticleReading(None, body, findings)
    return ArticleReading(_article(source.path, name, values, body, config), body, findings)


def tells_nothing(written: Written) -> bool:
    """Whether an article has only a headline: no text, summary, comment, picture, reason of withdrawal or address."""
    article = written.article
    content = article.summary or article.url or article.image or article.comment.html or article.withdrawn is not None
    return not (content or written.body.html.strip())


def default_slug(path: str) -> str:
    """The slug of an article that states none: the stem of its file's name, or its folder's name for an `index.md`."""
    parts = path.removesuffix(".md").split("/")
    return parts[-2] if parts[-1] == "index" and len(parts) > 3 else parts[-1]


def _missing(path: str, matter: Matter, typed: Mapping[str, Any]) -> list[Finding]:
    entries = {entry.key: entry for entry in matter.entries}
    hints = {"title": 'add a line "title: …"', "date": 'add a line "date: 2026-11-24"'}
    findings = []
    for key, hint in hints.items():
        if typed.get(key):
            continue
        if key not in entries:
            findings.append(error(path, 1, 1, f"{key} is missing", hint))
        elif key not in typed and not fields.is_empty(entries[key].value):
            continue  # its value is of the wrong type, which is a finding already
        else:
            findings.append(error(path, entries[key].line, entries[key].column, f"{key} is empty", "fill it in"))
    return findings


def _article(path: str, name: str, values: TypedValues, body: Prose, config: ContentConfig) -> Article:
    typed = dict(values.typed)
    date: When = typed["date"]
    remote = config.remote_images == "load"
    comment, line = typed.pop("comment", ("", 1))
    return Article(
        **{
            **typed,
            "path": path,
            "slug": name,
            "title": typed.get("title") or name,
            "edition": typed.get("edition", date.day),
            "comment": _comment(comment, line, remote),
            "lines": values.lines,
            "extra": values.extra,
            "body": _outline(body),
        }
    )


_OPENING = 2_000
"""Characters. No summary needs more."""


def _outline(body: Prose) -> Outline:
    start, end = opening_paragraph(body.text, body.headings)
    opening = body.text[: min(end, _OPENING)]
    gist = summary_of(body.text[start:end])
    return Outline(body.words, opening, gist, body.links, body.headings, body.anchors)


def _comment(text: str, line: int, remote_images: bool) -> Prose:
    if not text:
        return Prose()
    return read_markdown(text, first_line=line, anchors=False, remote_images=remote_images)
