"""What `digest add` knows by its looks and does not read: better said than taken for a plain text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from digest.ingest.draft import Failure, Input, Place, Read
from digest.ingest.text.encoding import one_line
from digest.model.source import SourceFile
from digest.reading.article import FIELDS, FOLDER
from digest.reading.frontmatter import parse
from digest.reading.text import decode

_FRONT_MATTER = re.compile(
    rb"(?:\xef\xbb\xbf)?(?:---[ \t]*\r?\n(?:[^\n]*\n)*?title[ \t]*:|\+\+\+[ \t]*\r?\n(?:[^\n]*\n)*?title[ \t]*=)"
)
_XML = re.compile(rb"(?:\xef\xbb\xbf)?\s*<\?xml\b", re.IGNORECASE)
_LOOKED_AT = 20_000
_NAMED = 4
"""As many keys are named."""
_DOCUMENT, _PACKED = "save its text or a web page of it", "unpack it, and add its files"
_PICTURE = "save the article's page or text"
_OTHERS = (
    (re.compile(rb"\s*%PDF-"), "a PDF", _DOCUMENT),
    (re.compile(rb"\{\\rtf"), "an RTF document", _DOCUMENT),
    (re.compile(rb"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), "an office document or a message of Outlook's", _DOCUMENT),
    (re.compile(rb"\x89PNG|\xff\xd8\xff|GIF8[79]a|RIFF.{4}WEBP|II\*\0|MM\0\*", re.DOTALL), "a picture", _PICTURE),
    (re.compile(rb"ID3[\x02-\x04]|\xff[\xfb\xf3]|\0\0\0.ftyp|OggS\0|fLaC\0|\x1aE\xdf\xa3|RIFF.{4}(?:WAVE|AVI )",
        re.DOTALL), "a recording", _PICTURE),
    (re.compile(rb"7z\xbc\xaf|Rar!\x1a|\xfd7zXZ\0|BZh[1-9]1AY|\x28\xb5\x2f\xfd"), "a packed file", _PACKED),
    (re.compile(rb"SQLite format 3\0|\x7fELF|MZ[^\n]{0,60}\0"), "a program's file", _PICTURE),
)  # fmt: skip
"""What files of other kinds begin with, what they are, and what to do."""


def is_article(given: Input) -> bool:
    """A Markdown file with front matter and a title: an article as digest itself writes them."""
    return bool(_FRONT_MATTER.match(given.content[:_LOOKED_AT]))


def refuse_article(given: Input) -> Iterator[Read]:
    """An article needs no reading, only a place; one of another program's, to be taken over with its site."""
    foreign = _foreign(given)
    if foreign:
        yield _refusal(given, f"this is an article of another program's: digest has no {foreign}", _TAKE_OVER)
    else:
        yield _refusal(given, "this is an article already, with front matter", f"copy it into {FOLDER}")


_TAKE_OVER = f"take its site over with --from hugo, jekyll or pelican, or mend that and copy it into {FOLDER}"


def _foreign(given: Input) -> str:
    """What digest does not know in a front matter; nothing where it cannot be read: the build will say why."""
    text, findings = decode(SourceFile(given.name, given.content))
    if text.startswith("+++"):
        return "front matter in TOML"
    matter = None if findings else parse(given.name, text)[0]
    keys = [entry.key for entry in matter.entries if entry.key not in FIELDS] if matter else []
    return "key " + ", ".join(f'"{one_line(key)}"' for key in keys[:_NAMED]) if keys else ""


def is_other(given: Input) -> bool:
    """A kind of file that holds no text which digest reads, by its first bytes."""
    return any(begins.match(given.content) for begins, _, _ in _OTHERS)


def refuse_other(given: Input) -> Iterator[Read]:
    """A document, a picture, a recording, a program: said by name."""
    what, hint = next((what, hint) for begins, what, hint in _OTHERS if begins.match(given.content))
    yield _refusal(given, f"this is {what}", hint)


def is_xml(given: Input) -> bool:
    """XML that is neither a page nor a feed."""
    return bool(_XML.match(given.content[:_LOOKED_AT]))


def refuse_xml(given: Input) -> Iterator[Read]:
    """There are more kinds of XML than anybody reads."""
    yield _refusal(given, "this is XML of a kind that digest does not know", "save the article's page or text")


def _refusal(given: Input, message: str, hint: str) -> Failure:
    return Failure(Place(given.name), message, hint)
