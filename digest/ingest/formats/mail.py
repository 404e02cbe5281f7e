"""E-mail: a message is an article; so is a message that it forwards, and a newsletter.

The standard library's parser reads the message. The HTML part goes the way of all web pages; the plain part
is read where there is no other.
"""

from __future__ import annotations

import datetime as dt
import email
import email.errors
import email.header
import re
from collections.abc import Iterator
from email.message import Message
from email.utils import parseaddr
from typing import NamedTuple

import msgspec

from digest.dates import When
from digest.decoding import codec_of
from digest.ingest.dates.resolve import read_stated
from digest.ingest.draft import Draft, Envelope, Failure, Found, Input, Place, Stripped
from digest.ingest.formats import webpage
from digest.ingest.formats.newsletter import gathering_of
from digest.ingest.html.blocks import join
from digest.ingest.html.boilerplate import is_of_the_mailing
from digest.ingest.html.fragment import html_blocks, html_to_markdown
from digest.ingest.text.encoding import decode, one_line, tidy
from digest.ingest.text.link_references import gathered
from digest.ingest.text.paragraphs import paragraphs

MAX_PARTS = 500
MAX_NESTED = 10
"""Messages within messages."""
_LOOKED_AT = 20_000
_HEADER = re.compile(
    rb"(?:\xef\xbb\xbf)?(?:>?From [^\n]*\r?\n)?"
    rb"(?:(?:From|To|Cc|Bcc|Date|Subject|Sender|Reply-To|In-Reply-To|References|Message-ID|MIME-Version|Received"
    rb"|Return-Path|Delivered-To|Envelope-To|Delivery-Date|Precedence|Errors-To|User-Agent|Organization|Importance"
    rb"|Priority|Auto-Submitted|Feedback-ID|Mailing-List|Accept-Language|Authentication-Results"
    rb"|(?:X|ARC|DKIM|DomainKey|List|Thread|Content|Received|Resent|BIMI)-[\w-]+)"
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
_BARE_SIGNATURE = re.compile(r"^--[ \t]*\n", re.MULTILINE)
"""The same whose space a program has cut: the last of them begins a signature, if few words follow."""
_SIGNED = 60
"""Words of such a signature, at most."""


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
    """The article of the message, and that of each message within it."""
    try:
        message = email.message_from_bytes(_without_mbox_line(given.content))
    except RecursionError:
        yield Failure(Place(given.name), "this message is nested too deep", "save its text alone")
        return
    yield from _read(message, given, zone, MAX_NESTED)


def _read(message: Message, given: Input, zone: dt.tzinfo, levels: int) -> Iterator[Found]:
    parts = _parts(message)
    head = _head(message, zone)
    nested = [part for part in parts if part.get_content_type() == "message/rfc822" and part.is_multipart()]
    draft = _text(given, head, parts, zone)
    cover = draft if draft and nested and levels and len(draft.body.split()) < _COVER_NOTE else None
    if draft and not cover:
        yield draft
    elif not nested or not levels:
        attached = ", ".join(filter(None, (one_line(part.get_filename() or "") for part in parts)))
        hint = f"save what is attached and add it: {attached}" if attached else ""
        yield Failure(Place(given.name, id=head.id or None), "there is no text in this message", hint)
    for number, part in enumerate(nested if levels else (), 1):
        inner = part.get_payload(0)
        assert isinstance(inner, Message)
        for found in _read(inner, msgspec.structs.replace(given, name=f"{given.name}/{number}"), zone, levels - 1):
            yield _cut(found, Stripped("cover-note", cover.body)) if cover else found


def _cut(found: Found, *cut: Stripped) -> Found:
    """The same draft, and what was left out before its text."""
    return msgspec.structs.replace(found, stripped=(*cut, *found.stripped)) if isinstance(found, Draft) else found


_COVER_NOTE = 60
"""Words. A shorter text over an attached message only hands it on."""


def _without_mbox_line(content: bytes) -> bytes:
    content = content.removeprefix(b"\xef\xbb\xbf")
    return content.partition(b"\n")[2] if content.startswith((b"From ", b">From ")) else content


def _parts(message: Message) -> list[Message]:
    """The message's parts in order, those within an attached message left to that one."""
    found: list[Message] = []
    waiting = [message]
    while waiting and len(found) < MAX_PARTS:
        part = waiting.pop(0)
        if part.is_multipart() and part.get_content_type() != "message/rfc822":
            waiting = [each for each in part.get_payload() if isinstance(each, Message)] + waiting
        else:
            found.append(part)
    return found


def _kind(part: Message) -> str:
    """`text/html`, or `text/plain` also for a multipart message that has no parts."""
    kind = part.get_content_type()
    return "text/plain" if kind.startswith("multipart/") else kind


def _text(given: Input, head: _Head, parts: list[Message], zone: dt.tzinfo) -> Draft | None:
    """The article of the richest text part: its HTML, else its plain text."""
    shown = [part for part in parts if not _is_attached(part)]
    pages = [page for part in shown if _kind(part) == "text/html" and (page := _content(part)).strip()]
    plain = [words for part in shown if _kind(part) == "text/plain" and (words := _content(part)).strip()]
    text = tidy("\n\n".join(plain))
    head, rest, cut = _forwarded(head, text, zone)
    draft = _page_draft(given, head, "\n".join(pages), zone) if pages else None
    if draft is None and text.strip():
        draft = _plain_draft(given, head, rest, cut)
    return draft


def _page_draft(given: Input, head: _Head, markup: str, zone: dt.tzinfo) -> Draft | None:
    """A message in HTML; none where it shows no words.

    In a letter all is text. In a newsletter what its sending needs is not, and goes. One that is laid out in tables,
    as newsletters are, is read as web pages are: what surrounds its text goes too; unless it gathers links, which a
    reader of pages would take for what surrounds a text. The subject is its headline, whatever its head of HTML says.
    """
    markup, cut = _without_forwarder(markup)
    blocks = html_blocks(markup)
    laid_out = head.newsletter or re.search(r"<table\b", markup, re.IGNORECASE)
    sent = tuple(Stripped("mailing", block.text) for block in blocks if laid_out and is_of_the_mailing(block))
    blocks = [block for block in blocks if not laid_out or not is_of_the_mailing(block)]
    markdown = gathered(join(blocks))
    text = gathering_of(blocks, blocks)
    letter = _drafted(given, head, markdown, (*cut, *sent), markdown=True)
    letter = msgspec.structs.replace(letter, items=text.items, around=text.around)
    if text.items or not markdown.strip() or not laid_out:
        return letter if markdown.strip() else None
    page = Input(
        given.name,
        f"<html><body>{markup}</body></html>".encode("utf-8", "replace"),
        given.modified,
        content_type="text/html; charset=utf-8",
        envelope=head.envelope(),
        id=head.id or None,
    )
    read = webpage.read_page(page, zone)
    if isinstance(read, Failure) or len(read.body) < _LITTLE * len(markdown):
        return letter
    return msgspec.structs.replace(
        read,
        title=head.subject or read.title,
        date=head.date or read.date,
        date_basis="email" if head.date else read.date_basis,
        stripped=(*cut, *read.stripped),
    )


_LITTLE = 0.3
"""A reading that leaves less than this of a message has taken its text for what surrounds it."""


def _plain_draft(given: Input, head: _Head, text: str, cut: tuple[Stripped, ...]) -> Draft:
    signature = _signature(text)
    if signature and not head.newsletter:
        cut = (*cut, Stripped("signature", text[signature.end() :].strip()))
        text = text[: signature.start()]
    return _drafted(given, head, "\n\n".join(paragraphs(text)), cut, markdown=False)


def _signature(text: str) -> re.Match[str] | None:
    """The line above the signature of a letter, if it has one."""
    bare = [*_BARE_SIGNATURE.finditer(text)][-1:]
    short = [line for line in bare if len(text[line.end() :].split()) <= _SIGNED]
    return _SIGNATURE.search(text) or next(iter(short), None)


def _drafted(given: Input, head: _Head, body: str, cut: tuple[Stripped, ...], *, markdown: bool) -> Draft:
    said = head.envelope()
    return Draft(
        place=Place(given.name, id=head.id or None, modified=given.modified),
        title=said.title or "Without a subject",
        body=body,
        markdown=markdown,
        date=said.date,
        date_basis=said.date_basis,
        source=said.source,
        stripped=cut,
        warnings=() if said.title else ("the message has no subject: give it a title",),
    )


def _forwarded(head: _Head, text: str, zone: dt.tzinfo) -> tuple[_Head, str, tuple[Stripped, ...]]:
    """The head and text of the innermost message that a text forwards, and what stands before; else as they are."""
    marks = list(_FORWARDED.finditer(text))
    if not marks:
        return head, text, ()
    said: dict[str, str] = {}
    lines = text[marks[-1].end() :].lstrip("\n").split("\n")
    while lines and (found := _FORWARDED_HEADER.match(lines[0])):
        said[_IN_ENGLISH.get(found[1].lower(), found[1].lower())] = found[2]
        lines.pop(0)
    rest = "\n".join(line.removeprefix("> ").removeprefix(">") for line in lines)
    before = text[: len(text) - len("\n".join(lines))].strip()
    subject, date = _subject(one_line(said.get("subject", ""))), _date(said.get("date", ""), zone)
    return head._replace(subject=subject or head.subject, date=date or head.date), rest, (Stripped("forward", before),)


_IN_ENGLISH = {"sent": "date", "datum": "date", "betreff": "subject"}


def _without_forwarder(markup: str) -> tuple[str, tuple[Stripped, ...]]:
    """The HTML of a message without the lines in which Gmail says whom it forwards."""
    found = re.search(r'<div\b[^>]{0,200}\bclass="gmail_attr"[^>]{0,200}>.{0,5000}?</div>', markup, re.DOTALL)
    if not found:
        return markup, ()
    words = one_line(html_to_markdown(found[0]))
    return markup[: found.start()] + markup[found.end() :], (Stripped("forward", words),)


def _head(message: Message, zone: dt.tzinfo) -> _Head:
    name, address = parseaddr(_header(message, "From"))
    return _Head(
        subject=_subject(_header(message, "Subject")),
        sender=one_line(name) or address.rpartition("@")[2],
        date=_date(_header(message, "Date"), zone),
        id=_header(message, "Message-ID").strip("<> "),
        newsletter=any(_header(message, key) for key in ("List-Id", "List-Unsubscribe", "List-Post")),
    )


def _header(message: Message, key: str) -> str:
    """A head line as text, its encoded words decoded where they can be."""
    raw = str(message.get(key, ""))
    try:
        return one_line(str(email.header.make_header(email.header.decode_header(raw))))
    except (email.errors.HeaderParseError, LookupError, ValueError):
        return one_line(raw)


def _subject(text: str) -> str:
    return _REPLY.sub("", text, count=1) if _REPLY.match(text) else text


def _date(text: str, zone: dt.tzinfo) -> When | None:
    try:
        return read_stated(re.sub(r"\s*\([^)]*\)\s*$", "", text), zone) if text else None
    except ValueError:
        return None


def _is_attached(part: Message) -> bool:
    return str(part.get("Content-Disposition", "")).strip().lower().startswith("attachment")


def _content(part: Message) -> str:
    """A part's text, its transfer encoding undone and its letters read as it says, or else as they are."""
    raw = part.get_payload(decode=True)
    content = raw if isinstance(raw, bytes) else b""
    declared = codec_of(part.get_content_charset(""))
    try:
        if declared:
            return content.decode(declared)
    except ValueError:
        pass
    try:
        return decode(content)[0]
    except ValueError:
        return content.decode("cp1252", "ignore").replace("\0", "")
