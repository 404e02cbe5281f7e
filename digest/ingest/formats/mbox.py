"""A mailbox in one file (mbox): each message is an input of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator

from digest.ingest.draft import Input, Member
from digest.ingest.formats import mail

_FROM = rb"From [^\n]{3,200}\d\d:\d\d[^\n]{0,80}\r?\n"
"""The line before a message: `From jane@harbour.example Tue Jul  9 08:30:00 2024`."""
_FIRST = re.compile(_FROM)
_NEXT = re.compile(rb"(?:\r?\n){2}(?=" + _FROM + rb"[\w-]+:)")
_ESCAPED = re.compile(rb"^>(>*From )", re.MULTILINE)


def recognise(raw: Input) -> bool:
    """Whether it begins with the line before a message."""
    return bool(_FIRST.match(raw.content)) and mail.recognise(raw)


def read(raw: Input) -> Iterator[Member]:
    """Each message without the line before it, and with `>From` at the start of its lines unescaped."""
    start = number = 0
    while start < len(raw.content):
        gap = _NEXT.search(raw.content, start)
        end = gap.end() if gap else len(raw.content)
        number += 1
        content = _ESCAPED.sub(rb"\1", raw.content[start:end].partition(b"\n")[2])
        name = f"{raw.name}#{number}"
        yield Input(name, content, raw.modified, content_type="message/rfc822", trusted_url=raw.trusted_url)
        start = end
