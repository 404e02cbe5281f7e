"""What an input says, before anything is made of it."""

from __future__ import annotations

import datetime as dt

import msgspec

from digest.dates import When

Scalar = str | int | float | bool | None


class Input(msgspec.Struct, frozen=True):
    """Something to read articles from: a file, or standard input."""

    name: str
    """As the user wrote it, for messages; `-` for standard input."""
    content: bytes
    modified: dt.datetime | None = None
    """The file's own time, aware; None where there is no file."""


class Place(msgspec.Struct, frozen=True):
    """Where in the inputs an article stands."""

    input: str
    line: int = 0
    """From 1; 0 where the article is the whole input."""
    id: Scalar = None
    """What the input itself calls the article; echoed, never read."""
    modified: dt.datetime | None = None


class Draft(msgspec.Struct, frozen=True, kw_only=True):
    """What one article of an input says. Empty is: it does not say."""

    place: Place
    title: str
    body: str
    """Plain text with paragraphs parted by blank lines or, if `markdown` is true, Markdown."""
    markdown: bool = False
    date: When | None = None
    date_basis: str = ""
    """As in front matter: what the input's own statement of the date rests on."""
    source: str = ""
    agency: str = ""
    url: str = ""
    authors: tuple[str, ...] = ()
    summary: str = ""
    notice: str = ""
    stripped: tuple[str, ...] = ()
    """What stood in the input and was left out of the body, word for word."""
    warnings: tuple[str, ...] = ()


class Failure(msgspec.Struct, frozen=True):
    """An article, or a whole input, that could not be read."""

    place: Place
    message: str
    """What is wrong."""
    hint: str = ""
    """How to mend it."""
    column: int = 0


Read = Draft | Failure
