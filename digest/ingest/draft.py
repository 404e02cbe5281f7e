"""The values that reading gives: an input, what it holds, and the draft of each article in it."""

from __future__ import annotations

import datetime as dt
import io
from pathlib import Path
from typing import BinaryIO, NamedTuple

import msgspec

from digest.dates import When
from digest.editing.new_article import Image
from digest.model.article import Carrier

InputId = str | int | float | bool | None
"""What an input calls one of its articles; repeated in `--json`, never interpreted."""
EMPHASIS = " *_"
"""Characters around a line that mark emphasis in Markdown or plain text, and do not belong to its words."""


class Envelope(msgspec.Struct, frozen=True, kw_only=True):
    """What the container of an article states of it: the entry of a feed, the head of a message.

    It counts if the article itself does not state it. An empty field is not stated.
    """

    title: str = ""
    date: When | None = None
    date_basis: str = ""
    """As in front matter: `feed`, `email`."""
    source: str = ""
    authors: tuple[str, ...] = ()
    summary: str = ""
    lang: str = ""


class Input(msgspec.Struct, frozen=True):
    """Bytes to read articles from: a file, a response from the web, standard input, or a part of one of these."""

    name: str
    """As the user wrote it, for messages; `-` for standard input."""
    content: bytes
    """All bytes; or the first ones, if `file` is set."""
    modified: dt.datetime | None = None
    """When the file was last modified, aware; None if there is no file."""
    url: str = ""
    """The address that it was fetched or saved from: the base of its relative links."""
    content_type: str = ""
    """As HTTP or MIME states it: `text/html; charset=utf-8`. A hint: the bytes themselves count more."""
    envelope: Envelope = Envelope()
    id: InputId = None
    trusted_url: str = ""
    """The address that the editor named and that led here, into a private network; empty if none did.

    Addresses found in this input may lead into that network on the same host, and nowhere else in it.
    """
    file: Path | None = None
    """The file of all bytes, if its format is read as a stream (see `formats/registry.py`)."""

    def open(self) -> BinaryIO:
        """A stream of all bytes. Raises OSError."""
        return self.file.open("rb") if self.file else io.BytesIO(self.content)


class Address(msgspec.Struct, frozen=True):
    """The address of something to read: named by the editor, or found in what an editor named."""

    url: str
    name: str = ""
    """For messages; empty: the address itself."""
    trusted_url: str = ""
    """The address that the editor named and that led here. Only its host may be in a private network."""
    followed: bool = False
    """Whether it was found in a feed and nobody named it: then robots.txt is obeyed."""
    envelope: Envelope = Envelope()
    id: InputId = None


class Location(msgspec.Struct, frozen=True):
    """Where in the inputs an article is, for messages."""

    input: str
    line: int = 0
    """From 1; 0 if the article is the whole input."""
    id: InputId = None
    modified: dt.datetime | None = None


class Stripped(msgspec.Struct, frozen=True):
    """Words of the input that were left out of the body, and the rule that left them out."""

    rule: str
    words: str


class Item(NamedTuple):
    """An article elsewhere, as a newsletter points to it."""

    title: str
    url: str
    body: str
    """What the newsletter says of it, in Markdown; may be empty."""


class Draft(msgspec.Struct, frozen=True, kw_only=True):
    """What an input states of one article. An empty field is not stated."""

    location: Location
    title: str
    body: str
    """Plain text with blank lines between paragraphs or, if `markdown` is true, Markdown."""
    markdown: bool = False
    date: When | None = None
    """In the stated offset, so that its day is that of the outlet; a day without a time is in the site's zone."""
    date_basis: str = ""
    """As in front matter: where the input states the date."""
    updated: When | None = None
    source: str = ""
    agency: str = ""
    url: str = ""
    dateline: str = ""
    authors: tuple[str, ...] = ()
    lang: str = ""
    summary: str = ""
    notice: str = ""
    image: Image | None = None
    also: tuple[Carrier, ...] = ()
    topics: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()
    """Names. If there are any, they replace the actors that tagging finds; so with `regions`."""
    regions: tuple[str, ...] = ()
    partial: bool = False
    """Whether only a part of the article could be read, because of a pay wall or as an excerpt."""
    rights: str = ""
    draft: bool = False
    stripped: tuple[Stripped, ...] = ()
    warnings: tuple[str, ...] = ()
    items: tuple[Item, ...] = ()
    """The articles that it points to, if it is a newsletter or a page of links."""
    around: tuple[Stripped, ...] = ()
    """The part of its text that belongs to none of the items."""


class Failure(msgspec.Struct, frozen=True):
    """An article, or a whole input, that could not be read."""

    location: Location
    message: str
    """What is wrong: `this gzip file is damaged`."""
    hint: str = ""
    """How to mend it: `pack it again`."""
    column: int = 0


ReadResult = Draft | Failure
"""One article of an input, read or not."""
Member = Draft | Failure | Input | Address
"""What an input holds: articles, and inputs and addresses in which to look for articles."""


def completed(draft: Draft, envelope: Envelope) -> Draft:
    """The draft with the fields that it does not state filled in from its envelope."""
    has_date = draft.date is not None
    return msgspec.structs.replace(
        draft,
        title=draft.title or envelope.title,
        date=draft.date if has_date else envelope.date,
        date_basis=draft.date_basis if has_date else envelope.date_basis if envelope.date else "",
        source=draft.source or envelope.source,
        authors=draft.authors or envelope.authors,
        summary=draft.summary or envelope.summary,
        lang=draft.lang or envelope.lang,
    )
