"""E-mail: a letter, a newsletter or a forwarded message is an article.

The standard library parses the message. Its HTML part is read as web pages are; its plain part is read only if there
is no HTML part.
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
from digest.ingest.dates.timestamps import read_stated
from digest.ingest.draft import Draft, Envelope, Failure, Input, Location, Member, Stripped
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
_HEAD_SIZE = 20_000
"""Bytes by which the format is recognised."""
_HEADER = re.compile(
    rb"(?:\xef\xbb\xbf)?(?:>?From [^\n]*\r?\n)?"
    rb"(?:(?:From|To|Cc|Bcc|Date|Subject|Sender|Reply-To|In-Reply-To|References|Message-ID|MIME-Version|Received"
    rb"|Return-Path|Delivered-To|Envelope-To|Delivery-Date|Precedence|Errors-To|User-Agent|Organization|Importance"
    rb"|Priority|Auto-Submitted|Feedback-ID|Mailing-List|Accept-Language|Authentication-Results"
    rb"|(?:X|ARC|DKIM|DomainKey|List|Thread|Content|Received|Resent|BIMI)-[\w-]+)"
    rb":[^\n]*\r?\n(?:[ \t][^\n]*\r?\n)*+){3}",
    re.IGNORECASE,
)
"""Three header lines, perhaps below the line of a mailbox: `From: …`, `To: …`, `Subject: …`."""
_REPLY = re.compile(
    r"\s*(?:(?:re|fwd?|aw|wg|tr|rv|sv|vs|antw)\s*(?:\[\d+\])?\s*:\s*|\[(?:fwd?|external|ext)\]:?\s*)+", re.IGNORECASE
)
"""Before a subject: `Re: `, `Fwd: AW: `, `[EXTERNAL] `."""
_FORWARDED = re.compile(
    r"^[ \t>]*(?:-{3,}\s*(?:Forwarded message|Original Message|Weitergeleitete Nachricht)\s*-{3,}"
    r"|Begin forwarded message:)[ \t]*\n",
    re.MULTILINE | re.IGNORECASE,
)
"""`---------- Forwarded message ---------`, `Begin forwarded message:`."""
_FORWARDED_HEADER = re.compile(
    r"[ \t>*]*(From|Date|Sent|Subject|To|Cc|Von|Datum|Betreff|An)\*?:\*?[ \t]*(.*)", re.IGNORECASE
)
"""`From: Jane Roe <jane@harbour.example>`, `*Betreff:* Nine ministers meet`."""
_SIGNATURE = re.compile(r"^-- \n", re.MULTILINE)
_BARE_SIGNATURE = re.compile(r"^--[ \t]*\n", re.MULTILINE)
"""The same line without its last space. The last one begins a signature if few words follow it."""
_MAX_SIGNATURE = 60
"""Words of such a signature."""


class _Head(NamedTuple):
    """What the header lines of a message state of its article."""

    subject: str
    sender: str
    date: When | None
    id: str
    newsletter: bool

    def envelope(self) -> Envelope:
        """The envelope. Only of a newsletter the sender is the outlet."""
        return Envelope(
            title=self.subject,
            date=self.date,
            date_basis="email" if self.date else "",
            source=self.sender if self.newsletter else "",
        )


def recognise(raw: Input) -> bool:
    """Whether it begins with three header lines of a message."""
    return raw.content_type.startswith("message/rfc822") or bool(_HEADER.match(raw.content[:_HEAD_SIZE]))


def read(raw: Input, zone: dt.tzinfo) -> Iterator[Member]:
    """The article of the message, and the article of each message in it."""
    try:
        message = email.message_from_bytes(_without_mbox_line(raw.content))
    except RecursionError:
        yield Failure(Location(raw.name), "this message is nested too deep", "save its text alone")
        return
    yield from _read(message, raw, zone, MAX_NESTED)


def _read(message: Message, raw: Input, zone: dt.tzinfo, levels: int) -> Iterator[Member]:
    parts = _parts(message)
    head = _head(message, zone)
    nested = [part for part in parts if part.get_content_type() == "message/rfc822" and part.is_multipart()]
    draft = _draft(raw, head, parts, zone)
    cover = draft if draft and nested and levels and len(draft.body.split()) < _COVER_NOTE else None
    if draft and not cover:
        yield draft
    elif not nested or not levels:
        attached = ", ".join(filter(None, (one_line(part.get_filename() or "") for part in parts)))
        hint = f"save what is attached and add it: {attached}" if attached else ""
        yield Failure(Location(raw.name, id=head.id or None), "there is no text in this message", hint)
    for number, part in enumerate(nested if levels else (), 1):
        inner = part.get_payload(0)
        assert isinstance(inner, Message)
        for member in _read(inner, msgspec.structs.replace(raw, name=f"{raw.name}/{number}"), zone, levels - 1):
            yield _with_cover(member, cover.body) if cover else member


def _with_cover(member: Member, note: str) -> Member:
    """The member; if it is a draft, with the cover note among what was left out."""
    if not isinstance(member, Draft):
        return member
    return msgspec.structs.replace(member, stripped=(Stripped("cover-note", note), *member.stripped))


_COVER_NOTE = 60
"""Words. A shorter text above an attached message only introduces it."""


def _without_mbox_line(content: bytes) -> bytes:
    content = content.removeprefix(b"\xef\xbb\xbf")
    return content.partition(b"\n")[2] if content.startswith((b"From ", b">From ")) else content


def _parts(message: Message) -> list[Message]:
    """The parts of a message in order; those of an attached message are not among them."""
    parts: list[Message] = []
    waiting = [message]
    while waiting and len(parts) < MAX_PARTS:
        part = waiting.pop(0)
        if part.is_multipart() and part.get_content_type() != "message/rfc822":
            waiting = [inner for inner in part.get_payload() if isinstance(inner, Message)] + waiting
        else:
            parts.append(part)
    return parts


def _kind(part: Message) -> str:
    """The content type; `text/plain` for a multipart message without parts."""
    kind = part.get_content_type()
    return "text/plain" if kind.startswith("multipart/") else kind


def _draft(raw: Input, head: _Head, parts: list[Message], zone: dt.tzinfo) -> Draft | None:
    """The article of the HTML parts, else of the plain parts; None if neither shows any words."""
    inline = [part for part in parts if not _is_attached(part)]
    pages = [page for part in inline if _kind(part) == "text/html" and (page := _decoded(part)).strip()]
    texts = [text for part in inline if _kind(part) == "text/plain" and (text := _decoded(part)).strip()]
    text = tidy("\n\n".join(texts))
    head, rest, stripped = _forwarded(head, text, zone)
    draft = _page_draft(raw, head, "\n".join(pages), zone) if pages else None
    if draft is None and text.strip():
        draft = _plain_draft(raw, head, rest, stripped)
    return draft


def _page_draft(raw: Input, head: _Head, markup: str, zone: dt.tzinfo) -> Draft | None:
    """The article of a message in HTML; None if it shows no words.

    Of a letter, everything is text. Of a newsletter, what only serves its mailing ("Unsubscribe") is left out. A
    message that is laid out in tables, as newsletters are, is read as a web page, without what surrounds its text;
    unless it gathers links, which a reader of pages would take for surroundings. The subject is the headline, even if
    the HTML has a title.
    """
    markup, stripped = _without_forwarder(markup)
    blocks = html_blocks(markup)
    has_layout = head.newsletter or re.search(r"<table\b", markup, re.IGNORECASE)
    mailing = tuple(Stripped("mailing", block.text) for block in blocks if has_layout and is_of_the_mailing(block))
    blocks = [block for block in blocks if not has_layout or not is_of_the_mailing(block)]
    markdown = gathered(join(blocks))
    text = gathering_of(blocks, blocks)
    letter = _message_draft(raw, head, markdown, (*stripped, *mailing), markdown=True)
    letter = msgspec.structs.replace(letter, items=text.items, around=text.around)
    if text.items or not markdown.strip() or not has_layout:
        return letter if markdown.strip() else None
    page = Input(
        raw.name,
        f"<html><body>{markup}</body></html>".encode("utf-8", "replace"),
        raw.modified,
        content_type="text/html; charset=utf-8",
        envelope=head.envelope(),
        id=head.id or None,
    )
    draft = webpage.read_page(page, zone)
    if isinstance(draft, Failure) or len(draft.body) < _MIN_SHARE * len(markdown):
        return letter
    return msgspec.structs.replace(
        draft,
        title=head.subject or draft.title,
        date=head.date or draft.date,
        date_basis="email" if head.date else draft.date_basis,
        stripped=(*stripped, *draft.stripped),
    )


_MIN_SHARE = 0.3
"""The share of a message's text that reading it as a page has to keep; less means that its text was left out."""


def _plain_draft(raw: Input, head: _Head, text: str, stripped: tuple[Stripped, ...]) -> Draft:
    signature = _signature(text)
    if signature and not head.newsletter:
        stripped = (*stripped, Stripped("signature", text[signature.end() :].strip()))
        text = text[: signature.start()]
    return _message_draft(raw, head, "\n\n".join(paragraphs(text)), stripped, markdown=False)


def _signature(text: str) -> re.Match[str] | None:
    """The line above the signature of a letter; None if it has none."""
    bare = [*_BARE_SIGNATURE.finditer(text)][-1:]
    short = [line for line in bare if len(text[line.end() :].split()) <= _MAX_SIGNATURE]
    return _SIGNATURE.search(text) or next(iter(short), None)


def _message_draft(
    raw: Input, head: _Head, body: str, stripped: tuple[Stripped, ...], *, markdown: bool
) -> Draft:
    envelope = head.envelope()
    return Draft(
        location=Location(raw.name, id=head.id or None, modified=raw.modified),
        title=envelope.title or "Without a subject",
        body=body,
        markdown=markdown,
        date=envelope.date,
        date_basis=envelope.date_basis,
        source=envelope.source,
        stripped=stripped,
        warnings=() if envelope.title else ("the message has no subject: give it a title",),
    )


def _forwarded(head: _Head, text: str, zone: dt.tzinfo) -> tuple[_Head, str, tuple[Stripped, ...]]:
    """The head and text of the innermost message that a text forwards, and the text above it; else both unchanged."""
    forwards = list(_FORWARDED.finditer(text))
    if not forwards:
        return head, text, ()
    fields: dict[str, str] = {}
    lines = text[forwards[-1].end() :].lstrip("\n").split("\n")
    while lines and (field := _FORWARDED_HEADER.match(lines[0])):
        fields[_IN_ENGLISH.get(field[1].lower(), field[1].lower())] = field[2]
        lines.pop(0)
    rest = "\n".join(line.removeprefix("> ").removeprefix(">") for line in lines)
    before = text[: len(text) - len("\n".join(lines))].strip()
    subject, date = _subject(one_line(fields.get("subject", ""))), _date(fields.get("date", ""), zone)
    return head._replace(subject=subject or head.subject, date=date or head.date), rest, (Stripped("forward", before),)


_IN_ENGLISH = {"sent": "date", "datum": "date", "betreff": "subject"}


def _without_forwarder(markup: str) -> tuple[str, tuple[Stripped, ...]]:
    """The HTML of a message without the block in which Gmail names the message that it forwards."""
    attribution = re.search(r'<div\b[^>]{0,200}\bclass="gmail_attr"[^>]{0,200}>.{0,5000}?</div>', markup, re.DOTALL)
    if not attribution:
        return markup, ()
    words = one_line(html_to_markdown(attribution[0]))
    return markup[: attribution.start()] + markup[attribution.end() :], (Stripped("forward", words),)


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
    """The value of a header line, with its encoded words decoded if that is possible."""
    raw = str(message.get(key, ""))
    try:
        return one_line(str(email.header.make_header(email.header.decode_header(raw))))
    except (email.errors.HeaderParseError, LookupError, ValueError):
        return one_line(raw)


def _subject(text: str) -> str:
    return _REPLY.sub("", text, count=1) if _REPLY.match(text) else text


def _date(text: str, zone: dt.tzinfo) -> When | None:
    try:
        return read_stated(text, zone) if text else None
    except ValueError:
        return None


def _is_attached(part: Message) -> bool:
    return str(part.get("Content-Disposition", "")).strip().lower().startswith("attachment")


def _decoded(part: Message) -> str:
    """The text of a part, decoded by its declared charset, or else by what its bytes are like."""
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
