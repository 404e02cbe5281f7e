"""A mailbox in one file (mbox): each message in it is an input of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator

from digest.ingest.draft import Found, Input
from digest.ingest.formats import mail

_FROM = rb"From [^\n]{3,200}\d\d:\d\d[^\n]{0,80}\r?\n"
_FIRST = re.compile(_FROM)
_NEXT = re.compile(rb"(?:\r?\n){2}(?=" + _FROM + rb"[\w-]+:)")
_ESCAPED = re.compile(rb"^>(>*From )", re.MULTILINE)


def recognise(given: Input) -> bool:
    """Whether it begins with the line that mailboxes put before a message."""
    return bool(_FIRST.match(given.content)) and mail.recognise(given)


def read(given: Input) -> Iterator[Found]:
    """Each message, without the line before it, and with the words that were escaped for its sake."""
    start = number = 0
    while start < len(given.content):
        mark = _NEXT.search(given.content, start)
        end = mark.end() if mark else len(given.content)
        number += 1
        content = _ESCAPED.sub(rb"\1", given.content[start:end].partition(b"\n")[2])
        name = f"{given.name}#{number}"
        yield Input(name, content, given.modified, content_type="message/rfc822", named=given.named)
        start = end
