"""From a page's bytes to its text: byte order mark, UTF-8, what is declared, Windows-1252."""

from __future__ import annotations

import codecs
import re
from contextlib import suppress

from digest.ingest.text.encoding import NotText, decode

_DECLARED = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{2,30})""", re.IGNORECASE)
_XML = re.compile(rb"""\s*<\?xml[^>]{0,100}?encoding\s*=\s*["']([\w.:-]{2,30})""")
_STATED = re.compile(r"""charset\s*=\s*["']?([\w.:-]{2,30})""", re.IGNORECASE)
_LOOKED_AT = 200_000
"""Bytes: some pages declare their encoding far below the first kilobyte, where browsers stop looking."""
_AS_BROWSERS_DO = {
    "iso-8859-1": "cp1252", "latin-1": "cp1252", "latin1": "cp1252", "us-ascii": "cp1252", "ascii": "cp1252",
    "iso-8859-9": "cp1254", "tis-620": "cp874", "gb2312": "gb18030", "gbk": "gb18030", "ks_c_5601-1987": "cp949",
    "euc-kr": "cp949", "shift_jis": "cp932", "shift-jis": "cp932", "x-sjis": "cp932", "big5": "big5hkscs",
}  # fmt: skip
"""WHATWG's encoding standard: a declared name, and what pages that declare it are written in."""


def decode_page(content: bytes, content_type: str = "") -> tuple[str, tuple[str, ...]]:
    """The text of a page, with a warning where something in it could not be read. Raises NotText."""
    if content.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return decode(content)
    try:
        return content.decode("utf-8").replace("\0", ""), ()
    except UnicodeDecodeError:
        pass
    declared = _declared(content, content_type)
    if declared and not (text := _strictly(content, declared)) and declared == "utf-8":
        return content.decode("utf-8", "replace"), ("some of its characters are damaged: look for \ufffd",)
    if declared and text:
        return text, ()
    if b"\0" in content[:_LOOKED_AT]:
        raise NotText("this is no text", "save the page as HTML")
    return content.decode("cp1252", "replace"), (
        "it does not say its encoding, read as Windows-1252: look at accents and quotation marks",
    )


def _strictly(content: bytes, encoding: str) -> str:
    """The text, or nothing: a few broken bytes in a large page are borne, a wrong name is not."""
    text = content.decode(encoding, "replace")
    return text if text.count("\ufffd") * 200 <= len(text) else ""


def _declared(content: bytes, content_type: str) -> str:
    """The codec that the page, or else the answer it came in, names and that Python has; or nothing."""
    head = content[:_LOOKED_AT]
    found = _DECLARED.search(head) or _XML.match(head)
    stated = _STATED.search(content_type)
    for name in (found[1].decode("ascii", "replace") if found else "", stated[1] if stated else ""):
        with suppress(LookupError):
            if name:
                return codecs.lookup(_AS_BROWSERS_DO.get(name.lower(), name)).name
    return ""
