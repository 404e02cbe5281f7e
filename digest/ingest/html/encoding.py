"""A page's encoding: where it declares one, and how much damage a page may have that is still read by it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from digest import decoding
from digest.ingest.text.encoding import NotText, decode

_META = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{2,30})""", re.IGNORECASE)
_XML = re.compile(rb"""\s*<\?xml[^>]{0,100}?encoding\s*=\s*["']([\w.:-]{2,30})""")
_HEADER = re.compile(r"""charset\s*=\s*["']?([\w.:-]{2,30})""", re.IGNORECASE)
_HEAD = 200_000
"""Bytes: some pages declare their encoding far below the first kilobyte, where browsers stop looking."""
_TOLERATED = 1 / 200
"""Share of damaged characters: a few broken bytes in a large page do not make its declaration wrong."""


DAMAGED = "some of its characters are damaged: look for \ufffd"


def decode_page(content: bytes, content_type: str = "") -> tuple[str, tuple[str, ...]]:
    """The text of a page, with a warning where something in it could not be read. Raises NotText.

    `content_type` is the header of the answer that the page came in. What the page itself declares goes before it.
    """
    if decoding.mark_of(content)[0]:
        return decode(content)
    labels = list(_labels(content, content_type))
    decoded = decoding.decode(content, labels, _TOLERATED)
    if decoded.by != "guess":
        return decoded.text.replace("\0", ""), ()
    if next(filter(None, map(decoding.codec_of, labels)), "") == "utf-8":
        return content.decode("utf-8", "replace"), (DAMAGED,)
    if b"\0" in content[:_HEAD]:
        raise NotText("this is no text", "save the page as HTML")
    if decoded.codec == "utf-8":
        return decoded.text, (DAMAGED,)
    return decoded.text, (
        f"it does not say its encoding, read as {decoded.name}: look at accents and quotation marks",
    )


def _labels(content: bytes, content_type: str) -> Iterator[str]:
    """The names of encodings that the page, and then the answer it came in, declares."""
    head = content[:_HEAD]
    for declared in (_META.search(head) or _XML.match(head), _HEADER.search(content_type)):
        if declared:
            name: str | bytes = declared[1]
            yield name.decode("ascii", "replace") if isinstance(name, bytes) else name
