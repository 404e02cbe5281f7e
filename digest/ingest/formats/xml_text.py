"""XML as it comes: its text, whatever its first line claims of its encoding, and what kind of document it is."""

from __future__ import annotations

import codecs
import re

from digest.ingest.text.encoding import NotText

_BEGINNINGS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
    (b"<\0\0\0", "utf-32-le"),
    (b"\0\0\0<", "utf-32-be"),
    (b"<\0", "utf-16-le"),
    (b"\0<", "utf-16-be"),
)
"""How documents begin whose encoding is beyond doubt: with a mark, or with a wide `<`."""
_DECLARED = re.compile(rb"\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([A-Za-z][\w.:-]{1,40})[\"']")
_DECLARATION = re.compile(r"\s*<\?xml[^>]{0,400}\?>")
_PROLOG = re.compile(
    r"\ufeff?(?:\s++|<\?.*?\?>|<!--.*?-->|<!doctype[^\[>]*+(?:\[.*?\]\s*+)?>)*+", re.DOTALL | re.IGNORECASE
)
_ROOT = re.compile(r"<(?:[\w.-]+:)?([A-Za-z][\w.-]*)")
_LOOKED_AT = 20_000
# These pass for ASCII while they are not, so what is declared has to be believed.
_SEVEN_BITS = ("iso-2022", "iso2022", "hz")
# What browsers and feed readers take these names to mean: the larger set that is in real use.
_WIDER = {"iso8859-1": "cp1252", "ascii": "cp1252", "gb2312": "gb18030", "gbk": "gb18030", "euc_kr": "cp949"}


def xml_text(content: bytes) -> str:
    """The text of an XML document without its XML declaration. Raises NotText.

    UTF-8 that is valid is UTF-8, whatever the document says of itself; then what it says; then Windows-1252.
    """
    return _DECLARATION.sub("", _decoded(content), count=1)


def root_of(content: bytes) -> str:
    """The name of the root element in small letters, without its prefix; empty for what is no XML."""
    head = content[:_LOOKED_AT]
    text = head.decode(_certain(head) or "utf-8", "ignore")
    prolog = _PROLOG.match(text)
    root = _ROOT.match(text, prolog.end() if prolog else 0)
    return root[1].lower() if root else ""


def defines_entities(text: str) -> bool:
    """Whether a document makes up entities of its own: no feed needs any, and a few of them can stand for gigabytes."""
    first = re.search(r"<\w", text)
    return "<!entity" in text[: first.start() if first else None].lower()


def _decoded(content: bytes) -> str:
    certain = _certain(content)
    if certain:
        return content.decode(certain, "replace")
    if b"\0" in content:
        raise NotText("this is not text", "save it again as UTF-8")
    declared = _declared(content)
    for encoding in (declared if declared.startswith(_SEVEN_BITS) else "", "utf-8", declared):
        try:
            if encoding:
                return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    return content.decode("cp1252", "replace")


def _certain(content: bytes) -> str:
    return next((encoding for beginning, encoding in _BEGINNINGS if content.startswith(beginning)), "")


def _declared(content: bytes) -> str:
    """The encoding that an ASCII-compatible document claims, by Python's name; empty where it is none."""
    found = _DECLARED.match(content)
    try:
        name = codecs.lookup(found[1].decode()).name if found else ""
    except LookupError:
        return ""
    return "" if name.startswith(("utf-7", "utf-16", "utf-32")) else _WIDER.get(name, name)
