"""The formats that articles come in: each a row here and a module of its own."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from typing import NamedTuple

from digest.ingest.draft import Failure, Found, Input, Place
from digest.ingest.formats import (
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
    """How an input is known by its content, and how its articles are read."""

    name: str
    recognises: Callable[[Input], bool]
    read: Callable[[Input, dt.tzinfo], Iterator[Found]]
    """Takes the site's time zone, for dates that state none; may raise NotText.

    A container yields what it holds as inputs of their own, which are read by this same table.
    """
    streams: bool = False
    """Whether it is known by its first bytes and read piece by piece: then it may be of any size."""


FORMATS: tuple[Format, ...] = (
    Format("zip", zip_archive.recognise, lambda given, _: zip_archive.read(given), streams=True),
    Format("WARC", warc.recognise, lambda given, _: warc.read(given), streams=True),
    Format("gzip", gzip_archive.recognise, lambda given, _: gzip_archive.read(given)),
    Format("another kind", unsupported.is_other, lambda given, _: unsupported.refuse_other(given)),
    Format("Safari's web archive", webarchive.recognise, lambda given, _: webarchive.read(given)),
    Format("article", unsupported.is_article, lambda given, _: unsupported.refuse_article(given)),
    Format("feed", feed.recognise, feed.read),
    Format("OPML", opml.recognise, lambda given, _: opml.read(given)),
    Format("web page", webpage.recognise, webpage.read),
    Format("other XML", unsupported.is_xml, lambda given, _: unsupported.refuse_xml(given)),
    Format("saved page", mhtml.recognise, lambda given, _: mhtml.read(given)),
    Format("mailbox", mbox.recognise, lambda given, _: mbox.read(given)),
    Format("e-mail", mail.recognise, mail.read),
    Format("JSON Feed", jsonfeed.recognise, jsonfeed.read),
    Format("JSON lines", jsonlines.recognise, jsonlines.read),
    Format("addresses", url_list.recognise, lambda given, _: url_list.read(given)),
    Format("Markdown", markdown_file.recognise, lambda given, _: markdown_file.read(given)),
    Format("plain text", lambda _: True, lambda given, _: plaintext.read(given)),
)
"""The first that recognises an input reads it; anything may be plain text, so that one comes last."""


def streams(beginning: Input) -> bool:
    """Whether a file, by its first bytes, need not be held in memory as a whole."""
    return any(row.streams and row.recognises(beginning) for row in FORMATS)


def format_of(given: Input) -> Format:
    """The format of an input, by its content."""
    return next(row for row in FORMATS if row.recognises(given))


def is_page(given: Input) -> bool:
    """Whether it is a web page, which `html.read_page` reads."""
    return format_of(given).read is webpage.read


def read(given: Input, zone: dt.tzinfo) -> Iterator[Found]:
    """What an input holds, one layer deep, or why there is nothing. `unpack.read` goes down to the articles."""
    try:
        yield from format_of(given).read(given, zone)
    except NotText as problem:
        yield Failure(Place(given.name, id=given.id), problem.message, problem.hint)
