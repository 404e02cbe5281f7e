"""What an input says, before anything is made of it."""

from __future__ import annotations

import datetime as dt
import io
from pathlib import Path
from typing import BinaryIO, NamedTuple

import msgspec

from digest.dates import When
from digest.editing.new_article import Image
from digest.model.article import Carrier

Scalar = str | int | float | bool | None
EMPHASIS = " *_"
"""What may stand around a line above a text, in Markdown or in a plain text: no part of its words."""


class Envelope(msgspec.Struct, frozen=True, kw_only=True):
    """What the thing that an article came in says of it: the entry of a feed, the head of a message.

    It counts where the article itself says nothing. Empty is: it does not say either.
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
    """Something to read articles from: a file, an answer from the web, standard input, a part of one of these."""

    name: str
    """As the user wrote it, for messages; `-` for standard input."""
    content: bytes
    """All of it; or its beginning, if `file` is set."""
    modified: dt.datetime | None = None
    """The file's own time, aware; None where there is no file."""
    url: str = ""
    """Where it was fetched from or is said to stand: relative links are seen from here."""
    content_type: str = ""
    """As HTTP or MIME states it: `text/html; charset=utf-8`. A hint; what the bytes are like counts more."""
    envelope: Envelope = Envelope()
    id: Scalar = None
    """What the thing that it came in calls it; echoed, never read."""
    named: str = ""
    """The address that the editor named and that led here, into a private network; empty where none did."""
    file: Path | None = None
    """Where all of it lies, if it is of a format that is read piece by piece (see `formats/registry.py`)."""

    def open(self) -> BinaryIO:
        """All its bytes, from the first on. Raises OSError."""
        return self.file.open("rb") if self.file else io.BytesIO(self.content)


class Link(msgspec.Struct, frozen=True):
    """The address of something to read: named by the editor, or found in what an editor named."""

    url: str
    name: str = ""
    """For messages; empty: the address itself."""
    named: str = ""
    """The address that the editor named and that led here. Only its own host may be in a private network."""
    followed: bool = False
    """Found in a feed, not asked for: robots.txt has a say."""
    envelope: Envelope = Envelope()
    id: Scalar = None


class Place(msgspec.Struct, frozen=True):
    """Where in the inputs an article stands."""

    input: str
    line: int = 0
    """From 1; 0 where the article is the whole input."""
    id: Scalar = None
    """What the input itself calls the article; echoed, never read."""
    modified: dt.datetime | None = None


class Stripped(msgspec.Struct, frozen=True):
    """Words that stood in the input and were left out of the body, and the rule that did it."""

    rule: str
    words: str


class Item(NamedTuple):
    """An article elsewhere, as a newsletter points to it."""

    title: str
    url: str
    body: str
    """What is said of it, in Markdown; may be empty."""


class Draft(msgspec.Struct, frozen=True, kw_only=True):
    """What one article of an input says. Empty is: it does not say."""

    place: Place
    title: str
    body: str
    """Plain text with paragraphs parted by blank lines or, if `markdown` is true, Markdown."""
    markdown: bool = False
    date: When | None = None
    """In the offset that was stated, so that its day is the outlet's; a bare day is the site's."""
    date_basis: str = ""
    """As in front matter: what the input's own statement of the date rests on."""
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
    """Names; where there are any, the article is not tagged. So with `regions`."""
    regions: tuple[str, ...] = ()
    partial: bool = False
    """Only part of the article is here: a pay wall."""
    rights: str = ""
    draft: bool = False
    stripped: tuple[Stripped, ...] = ()
    warnings: tuple[str, ...] = ()
    items: tuple[Item, ...] = ()
    """What it gathers, where it is a newsletter or a page of links."""
    around: tuple[Stripped, ...] = ()
    """What of its text stands around the items."""


class Failure(msgspec.Struct, frozen=True):
    """An article, or a whole input, that could not be read."""

    place: Place
    message: str
    """What is wrong."""
    hint: str = ""
    """How to mend it."""
    column: int = 0


Read = Draft | Failure
Found = Draft | Failure | Input | Link
"""What an input holds: articles, and what articles are to be looked for in."""


def completed(draft: Draft, envelope: Envelope) -> Draft:
    """The draft with what it does not say itself taken from its envelope."""
    dated = draft.date is not None
    return msgspec.structs.replace(
        draft,
        title=draft.title or envelope.title,
        date=draft.date if dated else envelope.date,
        date_basis=draft.date_basis if dated else envelope.date_basis if envelope.date else "",
        source=draft.source or envelope.source,
        authors=draft.authors or envelope.authors,
        summary=draft.summary or envelope.summary,
        lang=draft.lang or envelope.lang,
    )
