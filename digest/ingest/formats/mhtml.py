"""A web page that a browser saved in one file (MHTML, RFC 2557): a message in parts, one of which is the page."""

from __future__ import annotations

import email
import email.policy
import re
from collections.abc import Iterator
from email.message import EmailMessage

import msgspec

from digest.ingest.draft import Failure, Input, Location

_HEADER = re.compile(rb"(?:[A-Za-z][A-Za-z0-9-]*:[^\n]*\n(?:[ \t][^\n]*\n)*)+")
_SAVED = re.compile(
    rb"^(?:Snapshot-Content-Location:|From:\s*<?\s*Saved by |X-MAF-)", re.IGNORECASE | re.MULTILINE
)
"""Header lines that browsers write: `Snapshot-Content-Location: https://harbour.example/a`."""
_PERHAPS = re.compile(
    rb"^(?:Content-Type:\s*multipart/related|X-MimeOLE: Produced By Microsoft MimeOLE)", re.IGNORECASE | re.MULTILINE
)
"""Header lines that saved pages and mails have."""
_SENT = re.compile(
    rb"^(?:(?:Received|Return-Path|To|Cc|Bcc|Reply-To|Delivered-To|Message-ID):|(?:From|Sender):[^\n]*@)",
    re.IGNORECASE | re.MULTILINE,
)
"""Header lines that only a mail has: `To: desk@harbour.example`."""
_HEAD_SIZE = 8_000
"""Bytes by which the format is recognised."""


def recognise(raw: Input) -> bool:
    """Whether an input is a page that a browser saved as a message, and not a message that was sent."""
    head = raw.content[:_HEAD_SIZE].lstrip(b"\xef\xbb\xbf\r\n ").replace(b"\r\n", b"\n")
    header = _HEADER.match(head)
    if not header:
        return False
    return bool(_SAVED.search(header[0]) or (_PERHAPS.search(header[0]) and not _SENT.search(header[0])))


def read(raw: Input) -> Iterator[Input | Failure]:
    """The page, with the address that it was saved from."""
    message = email.message_from_bytes(raw.content.lstrip(b"\xef\xbb\xbf\r\n "), policy=email.policy.default)
    assert isinstance(message, EmailMessage)
    page = next((part for part in message.walk() if part.get_content_type() == "text/html"), None)
    content = page.get_payload(decode=True) if page is not None else None
    if page is None or not isinstance(content, bytes):
        yield Failure(Location(raw.name), "there is no page in this saved page", "save it again as HTML")
        return
    url = message.get("Snapshot-Content-Location") or page.get("Content-Location") or message.get("Content-Location")
    yield msgspec.structs.replace(
        raw,
        content=content,
        url=raw.url or "".join(str(url or "").split()),
        content_type=str(page.get("Content-Type") or ""),
    )
