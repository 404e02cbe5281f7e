"""E-mail: a message is an article; so is a message that it forwards, and a newsletter.

The standard library's parser reads the message. The HTML part goes the way of all web pages; the plain part
is read where there is no other.
"""

from __future__ import annotations

import datetime as dt
import email
import email.policy
import re
from collections.abc import Iterator
from email.message import EmailMessage
from email.utils import parseaddr
from typing import NamedTuple

import msgspec

from digest.dates import When
from digest.ingest import html
from digest.ingest.dating import read_stated
from digest.ingest.draft import Draft, Envelope, Failure, Found, Input, Place
from digest.ingest.encoding import decode, one_line, tidy
from digest.ingest.fragment import html_to_markdown
from digest.ingest.paragraphs import paragraphs

MAX_PARTS = 500
_LOOKED_AT = 20_000
_HEADER = re.compile(
    rb"(?:\xef\xbb\xbf)?(?:>?From [^\n]*\r?\n)?"
    rb"(?:(?:From|To|Cc|Date|Subject|Sender|Reply-To|Message-ID|MIME-Version|Received|Return-Path|Delivered-To"
    rb"|DKIM-Signature|List-Id|Content-Type|Content-Transfer-Encoding|X-[\w-]+|ARC-[\w-]+|Authentication-Results)"
    rb":[^\n]*\r?\n(?:[ \t][^\n]*\r?\n)*+){3}",
    re.IGNORECASE,
)
_REPLY = re.compile(
    r"\s*(?:(?:re|fwd?|aw|wg|tr|rv|sv|vs|antw)\s*(?:\[\d+\])?\s*:\s*|\[(?:fwd?|external|ext)\]:?\s*)+", re.IGNORECASE
)
_FORWARDED = re.compile(
    r"^[ \t>]*(?:-{3,}\s*(?:Forwarded message|Original Message|Weitergeleitete Nachricht)\s*-{3,}"
    r"|Begin forwarded message:)[ \t]*\n",
    re.MULTILINE | re.IGNORECASE,
)
_FORWARDED_HEADER = re.compile(
    r"[ \t>*]*(From|Date|Sent|Subject|To|Cc|Von|Datum|Betreff|An)\*?:\*?[ \t]*(.*)", re.IGNORECASE
)
_SIGNATURE = re.compile(r"^-- \n", re.MULTILINE)


class _Head(NamedTuple):
    """What the head of a message says of its text."""

    subject: str
    sender: str
    date: When | None
    id: str
    newsletter: bool

    def envelope(self) -> Envelope:
        """A newsletter is sent by the outlet; who sends anything else is not who wrote it."""
        return Envelope(
            title=self.subject,
            date=self.date,
            date_basis="email" if self.date else "",
            source=self.sender if self.newsletter else "",
        )


def recognise(given: Input) -> bool:
    """Whether it begins with three lines of a message's head."""
    return given.content_type.startswith("message/rfc822") or bool(_HEADER.match(given.content[:_LOOKED_AT]))


def read(given: Input, zone: dt.tzinfo) -> Iterator[Found]:
    """The message's text, and each message within it as an input of its own."""
    message = email.message_from_bytes(_without_mbox_line(given.content), policy=_POLICY)
    assert isinstance(message, EmailMessage)
    parts = _parts(message)
    head = _head(message, zone)
    nested = [part for part in parts if part.get_content_type() == "message/rfc822"]
    found = _text(given, head, parts, zone)
    if found and not (nested and len(found.body.split()) < _COVER_NOTE):
        yield found
    for number, part in enumerate(nested, 1):
        inner = part.get_payload(0) if part.is_multipart() else None
        if isinstance(inner, EmailMessage):
            name = f"{given.name}/{number}"
            yield Input(name, bytes(inner), given.modified, content_type="message/rfc822", named=given.named)
    if not found and not nested:
        attached = ", ".join(filter(None, (_filename(part) for part in parts)))
        hint = f"save what is attached and add it: {attached}" if attached else ""
        yield Failure(Place(given.name, id=head.id or None), "there is no text in this message", hint)


_COVER_NOTE = 60
"""Words. A shorter text over an attached message only hands it on."""
_POLICY = email.policy.default.clone(utf8=True, raise_on_defect=False)


def _without_mbox_line(content: bytes) -> bytes:
    content = content.removeprefix(b"\xef\xbb\xbf")
    return content.partition(b"\n")[2] if content.startswith((b"From ", b">From ")) else content


def _parts(message: EmailMessage) -> list[EmailMessage]:
    """The message's parts in order, those within an attached message left to that one."""
    found: list[EmailMessage] = []
    waiting = [message]
    while waiting and len(found) < MAX_PARTS:
        part = waiting.pop(0)
        inner = part.get_payload()
        if part.get_content_type() != "message/rfc822" and isinstance(inner, list):
            waiting = [each for each in inner if isinstance(each, EmailMessage)] + waiting
        else:
            found.append(part)
    return found


def _text(given: Input, head: _Head, parts: list[EmailMessage], zone: dt.tzinfo) -> Draft | None:
    """The article of the richest text part: its HTML, else its plain text."""
    shown = [part for part in parts if not _is_attached(part)]
    pages = [page for part in shown if part.get_content_type() == "text/html" and (page := _content(part)).strip()]
    plain = [words for part in shown if part.get_content_type() == "text/plain" and (words := _content(part)).strip()]
    draft = _page_draft(given, head, "\n".join(pages), zone) if pages else None
    if draft is None and plain:
        draft = _plain_draft(given, head, tidy("\n\n".join(plain)), zone)
    return draft


def _page_draft(given: Input, head: _Head, markup: str, zone: dt.tzinfo) -> Draft | None:
    """A message in HTML; none where it shows no words.

    One that is laid out in tables, as newsletters are, is read as web pages are: what surrounds its text goes.
    In a letter all is text. The subject is its headline, whatever its head of HTML says.
    """
    whole = _fragment_draft(given, head, html_to_markdown(markup))
    if not (head.newsletter or re.search(r"<table\b", markup, re.IGNORECASE)):
        return whole
    page = Input(
        given.name,
        f"<html><body>{markup}</body></html>".encode("utf-8", "replace"),
        given.modified,
        content_type="text/html; charset=utf-8",
        envelope=head.envelope(),
        id=head.id or None,
    )
    read = html.read_page(page, zone)
    if isinstance(read, Failure) or not whole or len(read.body) < _LITTLE * len(whole.body):
        return whole
    said = head.envelope()
    return msgspec.structs.replace(
        read, title=said.title or read.title, date=said.date or read.date, date_basis=said.date_basis or read.date_basis
    )


_LITTLE = 0.3
"""A reading that leaves less than this of a message has taken its text for what surrounds it."""


def _fragment_draft(given: Input, head: _Head, markdown: str) -> Draft | None:
    return _drafted(given, head, markdown, markdown=True) if markdown.strip() else None


def _plain_draft(given: Input, head: _Head, text: str, zone: dt.tzinfo) -> Draft:
    """A message in plain text; what it forwards has a head of its own, which counts more."""
    head, text = _forwarded(head, text, zone)
    signature = _SIGNATURE.search(text)
    if signature and not head.newsletter:
        text = text[: signature.start()]
    return _drafted(given, head, "\n\n".join(paragraphs(text)), markdown=False)


def _drafted(given: Input, head: _Head, body: str, *, markdown: bool) -> Draft:
    said = head.envelope()
    return Draft(
        place=Place(given.name, id=head.id or None, modified=given.modified),
        title=said.title or "Without a subject",
        body=body,
        markdown=markdown,
        date=said.date,
        date_basis=said.date_basis,
        source=said.source,
        warnings=() if said.title else ("the message has no subject: give it a title",),
    )


def _forwarded(head: _Head, text: str, zone: dt.tzinfo) -> tuple[_Head, str]:
    """The innermost of the messages that a text forwards, if it forwards any."""
    for mark in _FORWARDED.finditer(text):
        said: dict[str, str] = {}
        lines = text[mark.end() :].lstrip("\n").split("\n")
        while lines and (found := _FORWARDED_HEADER.match(lines[0])):
            said[found[1].lower()] = found[2]
            lines.pop(0)
        subject = said.get("subject") or said.get("betreff") or ""
        when = said.get("date") or said.get("sent") or said.get("datum") or ""
        head = head._replace(subject=_subject(subject) or head.subject, date=_date(when, zone) or head.date)
        rest = "\n".join(line.removeprefix("> ").removeprefix(">") for line in lines)
    return (head, rest) if _FORWARDED.search(text) else (head, text)


def _head(message: EmailMessage, zone: dt.tzinfo) -> _Head:
    name, address = parseaddr(_header(message, "From"))
    return _Head(
        subject=_subject(_header(message, "Subject")),
        sender=one_line(name) or address.rpartition("@")[2],
        date=_date(_header(message, "Date"), zone),
        id=_header(message, "Message-ID").strip("<> "),
        newsletter=any(_header(message, key) for key in ("List-Id", "List-Unsubscribe", "List-Post")),
    )


def _header(message: EmailMessage, key: str) -> str:
    """A head line as text; the standard library trips over some that are broken."""
    try:
        return one_line(str(message.get(key, "")))
    except Exception:  # noqa: BLE001  (it raises IndexError, TypeError, AttributeError … for broken words)
        raw = dict(message.raw_items()).get(key, "")
        return one_line(str(raw))


def _subject(text: str) -> str:
    return _REPLY.sub("", text, count=1) if _REPLY.match(text) else text


def _date(text: str, zone: dt.tzinfo) -> When | None:
    try:
        return read_stated(re.sub(r"\s*\([^)]*\)\s*$", "", text), zone) if text else None
    except ValueError:
        return None


def _is_attached(part: EmailMessage) -> bool:
    return str(part.get("Content-Disposition", "")).strip().lower().startswith("attachment")


def _filename(part: EmailMessage) -> str:
    try:
        return one_line(part.get_filename() or "")
    except Exception:  # noqa: BLE001  (as in _header)
        return ""


def _content(part: EmailMessage) -> str:
    """A part's text, its transfer encoding undone and its letters read as it says, or else as they are."""
    try:
        raw = part.get_payload(decode=True)
    except Exception:  # noqa: BLE001  (as in _header)
        return ""
    content = raw if isinstance(raw, bytes) else b""
    declared = str(part.get_param("charset") or "") if _has_charset(part) else ""
    try:
        if declared and not declared.lower().startswith("utf-7"):
            return content.decode(declared)
    except (LookupError, UnicodeDecodeError, ValueError):
        pass
    try:
        return decode(content)[0]
    except ValueError:
        return content.decode("cp1252", "ignore").replace("\0", "")


def _has_charset(part: EmailMessage) -> bool:
    try:
        return isinstance(part.get_param("charset"), str)
    except Exception:  # noqa: BLE001  (as in _header)
        return False
