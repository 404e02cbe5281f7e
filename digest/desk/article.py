"""An article on the desk: what its file says, and its text with the words that bear each tag."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import Path

import msgspec
import yaml

from digest.archive.addresses import article_address
from digest.config import Config
from digest.dates import stamp
from digest.editing.inplace import EditableFile
from digest.editors import editor_link
from digest.errors import Finding
from digest.gazetteer import Gazetteer
from digest.model.article import Article
from digest.model.source import SourceFile
from digest.reading.article import read_as_far
from digest.slugs import slug
from digest.tagging.document import Document, read_document, tag_document
from digest.tagging.tags import RULES, Evidence, Tagging

FIELDS = (
    "title", "date", "source", "url", "edition", "tier", "lang", "summary", "comment",
)  # fmt: skip
"""The keys that the desk's form edits, in its order. Names have their own place."""


class Tag(msgspec.Struct, frozen=True):
    """An actor or region of an article, or one that its text only names."""

    name: str
    family: str
    """`actors`, `regions` or `topics`."""
    is_set: bool
    """Whether the file names it."""
    is_found: bool
    """Whether tagging would name it."""
    why: tuple[str, ...] = ()
    """The rules by which words bear it, in words."""


class Piece(msgspec.Struct, frozen=True):
    """Some words of the text."""

    text: str
    names: tuple[str, ...] = ()
    """The tags that these words bear."""


class DeskArticle(msgspec.Struct, frozen=True, kw_only=True):
    """What the desk shows of an article."""

    path: str
    seen: str
    """The SHA-256 of the file: a change states which bytes it is meant for."""
    address: str = ""
    """Of its page, from the root of the server."""
    fields: dict[str, str] = {}
    """The values of FIELDS as a form shows them."""
    basis: str = ""
    draft: bool = False
    reviewed: bool = False
    words: int = 0
    tags: tuple[Tag, ...] = ()
    text: tuple[tuple[Piece, ...], ...] = ()
    """The Markdown by paragraphs."""
    findings: tuple[str, ...] = ()
    editor: str = ""
    """A link that opens the file."""


def version_of(content: bytes) -> str:
    """The name of a file's state."""
    return hashlib.sha256(content).hexdigest()


def desk_article(
    source: SourceFile, config: Config, gazetteer: Gazetteer, findings: Sequence[Finding], root: Path, base: str
) -> DeskArticle:
    """An article's file for the desk; of one that cannot be read, what is wrong with it.

    `base` is the path of the site on the server.
    """
    path, seen = source.path, version_of(source.content)
    reading = read_as_far(source, config.content, config.zone)
    document, _ = read_document(source, config)
    said = tuple(str(finding) for finding in dict.fromkeys((*reading.findings, *findings)))
    editor = editor_link(config.preview.editor, root / path) if config.preview.editor else ""
    if reading.article is None or document is None:
        return DeskArticle(path=path, seen=seen, findings=said, editor=editor)
    article, tagging = reading.article, tag_document(document, gazetteer, config.actors.never)
    return DeskArticle(
        path=path,
        seen=seen,
        address=f"{base}{article_address(article)}",
        fields=_fields(article, source),
        basis=article.date_basis,
        draft=article.draft,
        reviewed=article.reviewed,
        words=reading.body.words,
        tags=(*_tags(document, tagging, gazetteer), *(Tag(name, "topics", True, True) for name in article.topics)),
        text=tuple(_paragraphs(document.body, _spans(tagging))),
        findings=said,
        editor=editor,
    )


def _fields(article: Article, source: SourceFile) -> dict[str, str]:
    date = stamp(article.date.at) if article.date.timed else article.date.day.isoformat()
    written = _written(source)
    return {
        "title": article.title,
        "date": date,
        "source": article.source,
        "url": article.url,
        "edition": written.get("edition", ""),
        "tier": article.tier,
        "lang": article.lang,
        "summary": written.get("summary", ""),
        "comment": written.get("comment", ""),
    }


def _written(source: SourceFile) -> Mapping[str, str]:
    """The single values of the file, as written: of a comment its Markdown."""
    nodes = EditableFile.parse(source.content).nodes
    return {key: node.value for key, node in nodes.items() if isinstance(node, yaml.ScalarNode)}


def _tags(document: Document, tagging: Tagging, gazetteer: Gazetteer) -> Iterator[Tag]:
    """The names of the file first, then those that tagging finds, then mere mentions."""
    for family, written, found, beside in (
        ("actors", document.actors, [(t.actor, t.evidence) for t in tagging.actors],
         [(t.actor, t.evidence) for t in tagging.mentions]),
        ("regions", document.regions, [(t.region, t.evidence) for t in tagging.regions],
         [(t.region, t.evidence) for t in tagging.passing]),
    ):  # fmt: skip
        known = gazetteer.actor if family == "actors" else gazetteer.region
        slugs = {getattr(known(name), "slug", "") or slug(name): name for name in written}
        evidence = {thing.slug: pieces for thing, pieces in (*found, *beside)}
        tagged = {thing.slug for thing, _ in found}
        for key, name in slugs.items():
            yield Tag(name, family, True, key in tagged, _why(evidence.get(key, ())))
        for thing, pieces in (*found, *beside):
            if thing.slug not in slugs:
                yield Tag(thing.name, family, False, thing.slug in tagged, _why(pieces))


def _why(pieces: Sequence[Evidence]) -> tuple[str, ...]:
    said = dict.fromkeys(f"“{' '.join(piece.text.split())}”: {RULES[piece.rule]}" for piece in pieces)
    return tuple(said)[:6]


def _spans(tagging: Tagging) -> list[tuple[int, int, str]]:
    """Where words of the body bear a tag: start, end, name."""
    tags = [(tag.actor.name, tag.evidence) for tag in (*tagging.actors, *tagging.mentions)]
    tags += [(tag.region.name, tag.evidence) for tag in (*tagging.regions, *tagging.passing)]
    return [
        (piece.offset, piece.offset + len(piece.text), name)
        for name, evidence in tags
        for piece in evidence
        if piece.place != "title" and piece.offset >= 0
    ]


def _paragraphs(body: str, spans: Sequence[tuple[int, int, str]]) -> Iterator[tuple[Piece, ...]]:
    for paragraph in re.finditer(r"\S(?:.*?)(?=\n[ \t]*\n|\Z)", body, re.DOTALL):
        start, end = paragraph.span()
        inside = [(max(s, start), min(e, end), name) for s, e, name in spans if s < end and e > start]
        cuts = sorted({start, end, *(s for s, _, _ in inside), *(e for _, e, _ in inside)})
        yield tuple(
            Piece(body[one:other], tuple(dict.fromkeys(name for s, e, name in inside if s <= one and other <= e)))
            for one, other in pairwise(cuts)
        )
