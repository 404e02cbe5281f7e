"""The table of input formats: each has a row here and a module of its own."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from typing import NamedTuple

from digest.ingest.draft import Failure, Input, Location, Member
from digest.ingest.formats import (
    csv_rows,
    feed,
    gzip_archive,
    jsonfeed,
    jsonlines,
    mail,
    markdown_file,
    mbox,
    mhtml,
    opml,
    plaintext,
    unsupported,
    url_list,
    warc,
    webarchive,
    webpage,
    zip_archive,
)
from digest.ingest.text.encoding import NotText


class Format(NamedTuple):
    """How a format is recognised, and how its articles are read."""

    name: str
    recognises: Callable[[Input], bool]
    read: Callable[[Input, dt.tzinfo], Iterator[Member]]
    """Takes the site's time zone, for dates that state none. May raise NotText.

    A container yields its members as inputs, which this same table reads.
    """
    streams: bool = False
    """Whether it is recognised by its first bytes and read as a stream: then it may be of any size."""
    is_leaf: bool = False
    """Whether it holds articles only, no further inputs, and is read as a whole: `leaf.read` gives it a budget."""


FORMATS: tuple[Format, ...] = (
    Format("zip", zip_archive.recognise, lambda raw, _: zip_archive.read(raw), streams=True),
    Format("WARC", warc.recognise, lambda raw, _: warc.read(raw), streams=True),
    Format("gzip", gzip_archive.recognise, lambda raw, _: gzip_archive.read(raw)),
    Format("another kind", unsupported.is_foreign, lambda raw, _: unsupported.refuse_foreign(raw)),
    Format("Safari's web archive", webarchive.recognise, lambda raw, _: webarchive.read(raw)),
    Format("article", unsupported.is_article, lambda raw, _: unsupported.refuse_article(raw), is_leaf=True),
    Format("feed", feed.recognise, feed.read, is_leaf=True),
    Format("OPML", opml.recognise, lambda raw, _: opml.read(raw)),
    Format("web page", webpage.recognise, webpage.read, is_leaf=True),
    Format("other XML", unsupported.is_xml, lambda raw, _: unsupported.refuse_xml(raw)),
    Format("saved page", mhtml.recognise, lambda raw, _: mhtml.read(raw)),
    Format("mailbox", mbox.recognise, lambda raw, _: mbox.read(raw)),
    Format("e-mail", mail.recognise, mail.read, is_leaf=True),
    Format("JSON Feed", jsonfeed.recognise, jsonfeed.read, is_leaf=True),
    Format("JSON lines", jsonlines.recognise, jsonlines.read),
    Format("CSV", csv_rows.recognise, lambda raw, _: csv_rows.read(raw)),
    Format("addresses", url_list.recognise, lambda raw, _: url_list.read(raw)),
    Format("Markdown", markdown_file.recognise, lambda raw, _: markdown_file.read(raw), is_leaf=True),
    Format("plain text", lambda _: True, lambda raw, _: plaintext.read(raw), is_leaf=True),
)
"""The first format that recognises an input reads it. Anything may be plain text, so that comes last."""


def streams(head: Input) -> bool:
    """Whether a file, by its first bytes, is of a format that is read as a stream."""
    return any(row.streams and row.recognises(head) for row in FORMATS)


def format_of(raw: Input) -> Format:
    """The first format that recognises an input."""
    return next(row for row in FORMATS if row.recognises(raw))


def is_leaf(raw: Input) -> bool:
    """Whether it holds articles only, and no further inputs."""
    return format_of(raw).is_leaf


def read(raw: Input, zone: dt.tzinfo) -> Iterator[Member]:
    """The members of an input, one layer deep, or a failure. `unpack.read` goes down to the articles."""
    try:
        yield from format_of(raw).read(raw, zone)
    except NotText as problem:
        yield Failure(Location(raw.name, id=raw.id), problem.message, problem.hint)
