"""E-mail: a letter, a newsletter or a forwarded message is an article.

The body of a message is its article: no reader of web pages judges it. Its HTML part is read before its plain part.
What its forwarder, the mailing of a newsletter or a signature adds goes, and is named.
"""

from __future__ import annotations

import datetime as dt
import itertools
import re
from collections.abc import Iterator
from email.message import Message
from typing import NamedTuple

import msgspec

from digest.dates import When
from digest.ingest.dates.timestamps import read_stated, unread
from digest.ingest.draft import Draft, Failure, Input, Location, Member, Stripped
from digest.ingest.formats import mailing
from digest.ingest.formats.forwarded import Head, Line, separate
from digest.ingest.formats.mail_html import letter_blocks
from digest.ingest.formats.mail_parts import (
    header,
    is_attached,
    kind_of,
    parsed,
    parts_of,
    sender_of,
    split_address,
    text_of,
)
from digest.ingest.formats.newsletter import gathering_of
from digest.ingest.html.blocks import join
from digest.ingest.text.encoding import one_line, tidy
from digest.ingest.text.link_references import gathered
from digest.ingest.text.markdown_escape import to_markdown
from digest.ingest.text.paragraphs import paragraphs

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
    r"\s*(?:(?:re|fwd?|aw|wg|tr|rv|sv|vs|antw|enc|res|rép|pd|odp|doorst)\s*(?:\[\d+\])?\s*:\s*"
    r"|\[(?:fwd?|external|ext)\]:?\s*)+",
    re.IGNORECASE,
)
"""Before a subject: `Re: `, `Fwd: AW: `, `[EXTERNAL] `."""
_SIGNATURE = re.compile(r"^-- \n", re.MULTILINE)
_BARE_SIGNATURE = re.compile(r"^--[ \t]*\n", re.MULTILINE)
"""The same line without its last space. The last one begins a signature if few words follow it."""
_MAX_SIGNATURE = 60
"""Words of such a signature."""


_QUOTED = re.compile(r"(?:>[ \t]?)+")
"""The marks before a quoted line: `> > `."""
_PUBLIC_HOSTS = re.compile(
    r"(?:gmail|googlemail|outlook|hotmail|live|msn|yahoo|ymail|aol|icloud|me|mac|gmx|web|t-online|freenet|orange|wanadoo"
    r"|free|laposte|sfr|libero|virgilio|tiscali|alice|terra|uol|bol|sapo|ziggo|kpnmail|planet|xs4all|wp|onet|o2|interia"
    r"|proton|protonmail|pm|fastmail|yandex|mail)\.(?:[a-z]{2,3}|co\.[a-z]{2}|com\.[a-z]{2})",
    re.IGNORECASE,
)
"""Hosts at which private people have their mail."""


class _Head(NamedTuple):
    """What the header lines of a message state of its article."""

    subject: str
    """Without `Re:` and `Fwd:`."""
    marked_subject: str
    """As it stands."""
    sender: str
    """The sender's name, or the host of the address where there is none."""
    host: str
    """The host of the sender's address."""
    date: When | None
    doubts: tuple[str, ...]
    """A warning, if its date could not be read."""
    id: str
    newsletter: bool


class _Stated(NamedTuple):
    """What a message states of its article: its own head, or that of the message which it forwards."""

    title: str
    source: str
    """The sender, if that is an outlet: of a newsletter, or of a forwarded message from elsewhere."""
    date: When | None
    date_basis: str
    warnings: tuple[str, ...] = ()


def recognise(raw: Input) -> bool:
    """Whether it begins with three header lines of a message."""
    return raw.content_type.startswith("message/rfc822") or bool(_HEADER.match(raw.content[:_HEAD_SIZE]))


def read(raw: Input, zone: dt.tzinfo) -> Iterator[Member]:
    """The article of the message, and the article of each message in it."""
    try:
        message = parsed(_without_mbox_line(raw.content))
    except RecursionError:
        yield Failure(Location(raw.name), "this message is nested too deep", "save its text alone")
        return
    yield from _read(message, raw, zone, MAX_NESTED)


def _read(message: Message, raw: Input, zone: dt.tzinfo, levels: int) -> Iterator[Member]:
    parts, warnings = parts_of(message)
    head = _head(message, zone)
    nested = [part for part in parts if part.get_content_type() == "message/rfc822" and part.is_multipart()]
    draft = _draft(raw, head, parts, zone)
    cover = draft if draft and nested and levels and len(draft.body.split()) < _COVER_NOTE else None
    if draft and not cover:
        yield msgspec.structs.replace(draft, warnings=(*draft.warnings, *warnings))
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


def _draft(raw: Input, head: _Head, parts: list[Message], zone: dt.tzinfo) -> Draft | None:
    """The article of the HTML parts, else of the plain parts; None if neither shows any words."""
    for kind, read_text in (("text/html", _html_draft), ("text/plain", _plain_draft)):
        texts = [text_of(part) for part in parts if kind_of(part) == kind and not is_attached(part)]
        draft = read_text(raw, head, "\n\n".join(text.text for text in texts if text.text.strip()), zone)
        if draft:
            warnings = dict.fromkeys(warning for text in texts for warning in text.warnings)
            return msgspec.structs.replace(draft, warnings=(*draft.warnings, *warnings))
    return None


def _html_draft(raw: Input, head: _Head, markup: str, zone: dt.tzinfo) -> Draft | None:
    """The article of a message in HTML; None if it shows no words.

    Of a letter, everything is text. Of a newsletter, or of a message that is laid out in tables as newsletters are,
    what serves its mailing is left out. The subject is the headline, even if the HTML has a title.
    """
    letter = letter_blocks(markup, head.marked_subject)
    blocks, stripped = letter.blocks, letter.stripped
    stated = _stated(head, letter.head, zone)
    authors: tuple[str, ...] = ()
    if head.newsletter or letter.head or re.search(r"<table\b", markup, re.IGNORECASE):
        text = mailing.sort_out(blocks, stated.source or head.sender)
        blocks, stripped, authors = text.blocks, (*stripped, *text.stripped), text.authors
    gathering = gathering_of(blocks, blocks)
    body = gathered(join(blocks))
    if not body.strip():
        return None
    draft = _message_draft(raw, head, stated, body, stripped, markdown=True)
    return msgspec.structs.replace(draft, authors=authors, items=gathering.items, around=gathering.around)


def _plain_draft(raw: Input, head: _Head, text: str, zone: dt.tzinfo) -> Draft | None:
    """The article of a message in plain text; None if there are no words."""
    lines = [_plain_line(line) for line in tidy(text).split("\n")]
    found = separate(lines, head.marked_subject)
    cuts = [(rule, "\n".join(lines[n].text for n in cut).strip()) for rule, cut in found.cuts]
    stripped = tuple(Stripped(rule, words) for rule, words in cuts if any(map(str.isalnum, words)))
    kept = [Line(line.text, max(0, line.depth - found.depth)) for line in lines[found.kept.start : found.kept.stop]]
    stated = _stated(head, found.head, zone)
    if any(line.depth for line in kept):
        body = _quoting(kept)
        return _message_draft(raw, head, stated, body, stripped, markdown=True) if body.strip() else None
    rest = "\n".join(line.text for line in kept)
    signature = None if head.newsletter else _signature(rest)
    if signature:
        stripped = (*stripped, Stripped("signature", rest[signature.end() :].strip()))
        rest = rest[: signature.start()]
    body = "\n\n".join(paragraphs(rest))
    return _message_draft(raw, head, stated, body, stripped, markdown=False) if body.strip() else None


def _plain_line(text: str) -> Line:
    """A line of a plain text. `>From` is a line that a mailbox has escaped."""
    marks = None if text.startswith(">From ") else _QUOTED.match(text)
    return Line(text[marks.end() :], marks[0].count(">")) if marks else Line(text, 0)


def _quoting(lines: list[Line]) -> str:
    """Lines some of which are quoted, as Markdown with quotations: the same that quotations in HTML give."""
    blocks: list[str] = []
    for depth, group in itertools.groupby(lines, key=lambda line: line.depth):
        text = to_markdown(paragraphs("\n".join(line.text for line in group))).strip("\n")
        marks = "> " * depth
        if text:
            blocks.append("\n".join(f"{marks}{line}".rstrip() for line in text.split("\n")))
    return "\n\n".join(blocks) + "\n"


def _signature(text: str) -> re.Match[str] | None:
    """The line above the signature of a letter; None if it has none."""
    bare = [*_BARE_SIGNATURE.finditer(text)][-1:]
    short = [line for line in bare if len(text[line.end() :].split()) <= _MAX_SIGNATURE]
    return _SIGNATURE.search(text) or next(iter(short), None)


def _message_draft(
    raw: Input, head: _Head, stated: _Stated, body: str, stripped: tuple[Stripped, ...], *, markdown: bool
) -> Draft:
    return Draft(
        location=Location(raw.name, id=head.id or None, modified=raw.modified),
        title=stated.title or "Without a subject",
        body=body,
        markdown=markdown,
        date=stated.date,
        date_basis=stated.date_basis,
        source=stated.source,
        stripped=stripped,
        warnings=stated.warnings if stated.title else (*stated.warnings, _NO_SUBJECT),
    )


_NO_SUBJECT = "the message has no subject: give it a title"


def _stated(head: _Head, inner: Head | None, zone: dt.tzinfo) -> _Stated:
    """What is stated of the article. A forwarded message whose date cannot be read has the forwarder's, unconfirmed."""
    source = head.sender if head.newsletter else ""
    own = _Stated(head.subject, source, head.date, "email" if head.date else "", head.doubts)
    if inner is None:
        return own
    stated = own._replace(
        title=_subject(one_line(inner.fields.get("subject", ""))) or own.title,
        source=_outlet(inner.fields.get("from", ""), head) or own.source,
    )
    written = one_line(inner.fields.get("date", ""))
    date = _date(written, zone)
    if date:
        return stated._replace(date=date, date_basis="email", warnings=())
    return stated._replace(date_basis="file" if own.date else "", warnings=(_UNREAD_DATE.format(written),))


_UNREAD_DATE = 'the forwarded message is dated "{}", which could not be read: state the day with --date'


def _outlet(sender: str, head: _Head) -> str:
    """The sender of a forwarded message as an outlet; empty for a private person or a colleague of the forwarder."""
    name, address = split_address(one_line(sender))
    host = address.rpartition("@")[2].lower()
    if host and (host == head.host or _PUBLIC_HOSTS.fullmatch(host)):
        return ""
    return name or host


def _head(message: Message, zone: dt.tzinfo) -> _Head:
    name, address = sender_of(message)
    subject, host = header(message, "Subject"), address.rpartition("@")[2].lower()
    return _Head(
        subject=_subject(subject),
        marked_subject=subject,
        sender=one_line(name) or host,
        host=host,
        date=_date(header(message, "Date"), zone),
        doubts=unread(header(message, "Date"), zone),
        id=header(message, "Message-ID").strip("<> "),
        newsletter=any(header(message, key) for key in ("List-Id", "List-Unsubscribe", "List-Post")),
    )


def _subject(text: str) -> str:
    return _REPLY.sub("", text, count=1) if _REPLY.match(text) else text


def _date(text: str, zone: dt.tzinfo) -> When | None:
    try:
        return read_stated(text, zone) if text else None
    except ValueError:
        return None
