"""XML as it comes: its text, whatever its declaration claims of its encoding, and what kind of document it is."""

from __future__ import annotations

import re

from digest import decoding
from digest.ingest.text.encoding import NotText

_WIDE = ((b"<\0\0\0", "utf-32-le"), (b"\0\0\0<", "utf-32-be"), (b"<\0", "utf-16-le"), (b"\0<", "utf-16-be"))
"""How a document without a byte order mark begins whose encoding is beyond doubt: with a wide `<`."""
_DECLARED = re.compile(rb"\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([A-Za-z][\w.:-]{1,40})[\"']")
_DECLARATION = re.compile(r"\s*<\?xml[^>]{0,400}\?>")
_PROLOG = re.compile(
    r"\ufeff?(?:\s++|<\?.*?\?>|<!--.*?-->|<!doctype[^\[>]*+(?:\[.*?\]\s*+)?>)*+", re.DOTALL | re.IGNORECASE
)
_ROOT = re.compile(r"<(?:[\w.-]+:)?([A-Za-z][\w.-]*)")
_HEAD = 20_000


def xml_text(content: bytes) -> str:
    """The text of an XML document without its XML declaration. Raises NotText.

    UTF-8 that is valid is UTF-8, whatever the document says of itself; then what it says; then a guess.
    """
    return _DECLARATION.sub("", _decoded(content), count=1)


def encoding_doubt(content: bytes) -> tuple[str, ...]:
    """A warning, if nothing says in which encoding a document is and its bytes are no UTF-8."""
    decoded = None if _wide_codec(content) else _decode(content)
    if not decoded or decoded.by != "guess":
        return ()
    line = decoding.bad_line(content)
    if decoded.codec == "utf-8":
        return (f"some of its characters are damaged (line {line}): look for \ufffd",)
    return (f"not UTF-8 (line {line}) and no encoding is declared, read as {decoded.name}: look at its letters",)


def root_of(content: bytes) -> str:
    """The name of the root element in small letters, without its prefix; empty for what is no XML."""
    head = content[:_HEAD]
    mark, codec = decoding.mark_of(head)
    text = head[len(mark) :].decode(codec or _wide_codec(head) or "utf-8", "ignore")
    prolog = _PROLOG.match(text)
    root = _ROOT.match(text, prolog.end() if prolog else 0)
    return root[1].lower() if root else ""


def defines_entities(text: str) -> bool:
    """Whether a document makes up entities of its own: no feed needs any, and a few of them can stand for gigabytes."""
    first = re.search(r"<\w", text)
    return "<!entity" in text[: first.start() if first else None].lower()


def _decoded(content: bytes) -> str:
    wide = _wide_codec(content)
    if wide:
        return content.decode(wide, "replace")
    if b"\0" in content and not decoding.mark_of(content)[0]:
        raise NotText("this is not text", "save it again as UTF-8")
    return _decode(content).text


def _decode(content: bytes) -> decoding.Decoded:
    declaration = _DECLARED.match(content)
    return decoding.decode(content, [declaration[1].decode()] if declaration else [])


def _wide_codec(content: bytes) -> str:
    return next((codec for beginning, codec in _WIDE if content.startswith(beginning)), "")
