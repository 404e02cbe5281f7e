"""Inputs that `digest add` recognises and does not read. Without this, they would be taken for plain text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from digest.ingest.draft import Failure, Input, Location, ReadResult
from digest.ingest.text.encoding import one_line
from digest.model.source import SourceFile
from digest.reading.article import FIELDS, FOLDER
from digest.reading.frontmatter import parse
from digest.reading.text import decode

_FRONT_MATTER = re.compile(
    rb"(?:\xef\xbb\xbf)?(?:---[ \t]*\r?\n(?:[^\n]*\n)*?title[ \t]*:|\+\+\+[ \t]*\r?\n(?:[^\n]*\n)*?title[ \t]*=)"
)
"""Front matter with a title, in YAML (`---`, `title: Nine ministers meet`) or TOML (`+++`, `title = "…"`)."""
_XML = re.compile(rb"(?:\xef\xbb\xbf)?\s*<\?xml\b", re.IGNORECASE)
_HEAD_SIZE = 20_000
"""Bytes by which the format is recognised."""
_KEYS_SHOWN = 4
_DOCUMENT, _PACKED = "save its text or a web page of it", "unpack it, and add its files"
_PICTURE = "save the article's page or text"
_FOREIGN = (
    (re.compile(rb"\s*%PDF-"), "a PDF", _DOCUMENT),
    (re.compile(rb"\{\\rtf"), "an RTF document", _DOCUMENT),
    (re.compile(rb"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), "an office document or a message of Outlook's", _DOCUMENT),
    (re.compile(rb"\x89PNG|\xff\xd8\xff|GIF8[79]a|RIFF.{4}WEBP|II\*\0|MM\0\*", re.DOTALL), "a picture", _PICTURE),
    (re.compile(rb"ID3[\x02-\x04]|\xff[\xfb\xf3]|\0\0\0.ftyp|OggS\0|fLaC\0|\x1aE\xdf\xa3|RIFF.{4}(?:WAVE|AVI )",
        re.DOTALL), "a recording", _PICTURE),
    (re.compile(rb"7z\xbc\xaf|Rar!\x1a|\xfd7zXZ\0|BZh[1-9]1AY|\x28\xb5\x2f\xfd"), "a packed file", _PACKED),
    (re.compile(rb"(?:\xef\xbb\xbf)?\s*BEGIN:VCALENDAR\b", re.IGNORECASE), "a calendar", _PICTURE),
    (re.compile(rb"(?:\xef\xbb\xbf)?\s*BEGIN:VCARD\b", re.IGNORECASE), "a card of addresses", _PICTURE),
    (re.compile(rb"(?:\xef\xbb\xbf)?WEBVTT\b|(?:\xef\xbb\xbf)?1\r?\n\d\d:\d\d:\d\d,\d{3} -->"), "subtitles", _PICTURE),
    (re.compile(rb"%!PS-"), "a PostScript document", _DOCUMENT),
    (re.compile(rb"SQLite format 3\0|\x7fELF|MZ[^\n]{0,60}\0"), "a program's file", _PICTURE),
)  # fmt: skip
"""How files of other kinds begin, what they are, and what to do."""


def is_article(raw: Input) -> bool:
    """Whether it is Markdown with front matter and a title: an article as digest writes it."""
    return bool(_FRONT_MATTER.match(raw.content[:_HEAD_SIZE]))


def refuse_article(raw: Input) -> Iterator[ReadResult]:
    """An article of digest is copied; one of another generator is taken over with its site."""
    foreign = _foreign_part(raw)
    if foreign:
        yield _refusal(raw, f"this is an article of another program's: digest has no {foreign}", _TAKE_OVER)
    else:
        yield _refusal(raw, "this is an article already, with front matter", f"copy it into {FOLDER}")


_TAKE_OVER = f"take its site over with --from hugo, jekyll or pelican, or mend that and copy it into {FOLDER}"


def _foreign_part(raw: Input) -> str:
    """The part of the front matter that digest does not read: `key "layout"`; empty if there is none.

    Also empty if the front matter cannot be read: `digest build` reports that.
    """
    text, findings = decode(SourceFile(raw.name, raw.content))
    if text.startswith("+++"):
        return "front matter in TOML"
    matter = None if findings else parse(raw.name, text)[0]
    keys = [entry.key for entry in matter.entries if entry.key not in FIELDS] if matter else []
    return "key " + ", ".join(f'"{one_line(key)}"' for key in keys[:_KEYS_SHOWN]) if keys else ""


def is_foreign(raw: Input) -> bool:
    """Whether it begins as a document, a picture, a recording, a calendar or a program does."""
    return any(begins.match(raw.content) for begins, _, _ in _FOREIGN)


def refuse_foreign(raw: Input) -> Iterator[ReadResult]:
    """A failure that names the kind of file."""
    what, hint = next((what, hint) for begins, what, hint in _FOREIGN if begins.match(raw.content))
    yield _refusal(raw, f"this is {what}", hint)


def is_xml(raw: Input) -> bool:
    """Whether it is XML. Pages and feeds are recognised before."""
    return bool(_XML.match(raw.content[:_HEAD_SIZE]))


def refuse_xml(raw: Input) -> Iterator[ReadResult]:
    """A failure that says so."""
    yield _refusal(raw, "this is XML of a kind that digest does not know", "save the article's page or text")


def _refusal(raw: Input, message: str, hint: str) -> Failure:
    return Failure(Location(raw.name), message, hint)
