"""The parts of a message and their text, however its boundaries and encodings are stated."""

from __future__ import annotations

import email
import email.errors
import email.header
import email.policy
import re
from collections.abc import Iterator
from email.message import Message
from email.utils import parseaddr
from typing import NamedTuple

from digest import decoding
from digest.ingest.html.encoding import decode_page
from digest.ingest.text.encoding import NotText, one_line

MAX_PARTS = 500
_DELIMITER = re.compile(rb"^--(?P<boundary>\S{1,70})[ \t]*\r?\n(?=Content-[\w-]+:)", re.MULTILINE | re.IGNORECASE)
"""A line between two parts, above the head of the next: `--b0`, `Content-Type: text/html`."""
_BREAKING = "its parts are not parted as its head says: see whether all of its text is here"
_DAMAGED = "some of its characters are damaged: look for \ufffd"
_MULTIBYTE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_NOT_ASCII = re.compile(rb"[\x80-\xff]")
_MISTAKEN = ("", "utf-8", "cp1252", "iso8859-15")
"""Encodings that a mail in UTF-8 is said to be in."""
_NEARLY = 0.8
"""The share of the bytes beyond ASCII that are well-formed UTF-8 from which a text counts as damaged UTF-8."""


class _Unchanged(email.policy.Compat32):
    """Header lines as they are in the message. Otherwise bytes beyond ASCII would be replaced before they are read."""

    def header_fetch_parse(self, name: str, value: str) -> str:
        return value


class Text(NamedTuple):
    """The text of a part."""

    text: str
    warnings: tuple[str, ...]


class MessageParts(NamedTuple):
    """The parts of a message in order; those of an attached message are not among them."""

    parts: list[Message]
    warnings: tuple[str, ...]


def parsed(content: bytes) -> Message:
    """A message. Raises RecursionError where parts are nested deeper than Python's stack."""
    return email.message_from_bytes(content, policy=_Unchanged())


def parts_of(message: Message) -> MessageParts:
    """The parts of a message, also of one whose boundary is not the one that its head states."""
    parts: list[Message] = []
    waiting = [message]
    warnings: tuple[str, ...] = ()
    while waiting and len(parts) < MAX_PARTS:
        part = waiting.pop(0)
        if part.is_multipart() and part.get_content_type() != "message/rfc822":
            waiting = [inner for inner in part.get_payload() if isinstance(inner, Message)] + waiting
        elif delimiter := _stray_delimiter(part):
            warnings = (_BREAKING,)
            waiting = [*_split(part, delimiter), *waiting]
        else:
            parts.append(part)
    return MessageParts(parts, warnings)


def _stray_delimiter(part: Message) -> re.Match[bytes] | None:
    """The first line within the text of a part that begins another one."""
    is_text = kind_of(part).startswith("text/") and not is_attached(part)
    return _DELIMITER.search(_undecoded(part)) if is_text else None


def _undecoded(part: Message) -> bytes:
    """The text of a part as it stands in the message."""
    is_encoded = str(part.get("Content-Transfer-Encoding", "")).strip().lower() not in ("", "7bit", "8bit", "binary")
    try:
        payload = part.get_payload() if is_encoded else part.get_payload(decode=True)
    except (LookupError, ValueError):
        return b""
    return payload if isinstance(payload, bytes) else str(payload).encode("utf-8", "surrogateescape")


def _split(part: Message, delimiter: re.Match[bytes]) -> Iterator[Message]:
    """The part up to a line that begins another part, and the parts from there on."""
    content = delimiter.string
    before = content[: delimiter.start()]
    if part.get_content_maintype() != "multipart" and before.strip():
        part.set_payload(before.decode("ascii", "surrogateescape"))
        yield part
    # The name of a boundary may hold any sign but a quotation mark and a backslash.
    boundary = re.sub(rb'(["\\])', rb"\\\1", delimiter["boundary"])
    head = b'Content-Type: multipart/mixed; boundary="%s"\n\n' % boundary
    yield parsed(head + content[delimiter.start() :])


def kind_of(part: Message) -> str:
    """The content type; `text/plain` for a multipart message without parts."""
    kind = part.get_content_type()
    return "text/plain" if kind.startswith("multipart/") else kind


def is_attached(part: Message) -> bool:
    """Whether a part is a file beside the text."""
    return str(part.get("Content-Disposition", "")).strip().lower().startswith("attachment")


def text_of(part: Message) -> Text:
    """The text of a part, decoded by its declared encoding or else by what its bytes are like."""
    raw = part.get_payload(decode=True)
    content = raw if isinstance(raw, bytes) else b""
    codec = decoding.codec_of(str(part.get_content_charset("") or ""))
    if codec in _MISTAKEN and _is_nearly_utf8(content):
        return Text(content.decode("utf-8", "replace").replace("\0", ""), (_DAMAGED,))
    codec = codec.removeprefix("utf-8")  # it was tried, and is not what these bytes are in
    try:
        text, warnings = decode_page(content, f"{part.get_content_type()}; charset={codec}")
    except NotText:
        return Text(content.decode("cp1252", "ignore").replace("\0", ""), ())
    is_damaged = "\ufffd" in text and "\ufffd".encode() not in content
    return Text(text, (_DAMAGED,) if is_damaged else warnings)


def _is_nearly_utf8(content: bytes) -> bool:
    """Whether most bytes beyond ASCII are well-formed UTF-8, but not all: one damaged byte makes no other encoding."""
    try:
        content.decode()
    except UnicodeDecodeError:
        total = len(_NOT_ASCII.findall(content))
        return sum(map(len, _MULTIBYTE.findall(content))) >= _NEARLY * total
    return False


def header(message: Message, key: str) -> str:
    """The value of a header line on one line, with its encoded words decoded if that is possible."""
    raw = decoding.decode(str(message.get(key, "")).encode("utf-8", "surrogateescape")).text
    try:
        return one_line("".join(map(_decoded_chunk, email.header.decode_header(raw))))
    except (email.errors.HeaderParseError, LookupError, ValueError):
        return one_line(raw)


def _decoded_chunk(chunk: tuple[bytes | str, str | None]) -> str:
    """A piece of a header line. The standard library gives bytes also for what stands beside the encoded words."""
    content, label = chunk
    if isinstance(content, str):
        return content
    return decoding.decode(content, [label]).text if label else content.decode("raw-unicode-escape")


def sender_of(message: Message) -> tuple[str, str]:
    """Name and address of the sender; both may be empty."""
    return parseaddr(header(message, "From"))


_WRITTEN_ADDRESS = re.compile(
    r"""\s*["']?(?P<name>.*?)["']?\s*[<\[(]\s*(?:mailto:)?(?P<address>[^\s<>\[\]()]+@[^\s<>\[\]()]+).*|(?P<bare>\S+@\S+)\s*"""
)
"""A sender in a forwarded head: `Jane Roe <jane@harbour.example>`, `Jane Roe [mailto:jane@harbour.example]`."""


def split_address(written: str) -> tuple[str, str]:
    """Name and address of a sender as a forwarded head writes them; a name that is an address counts as none."""
    match = _WRITTEN_ADDRESS.fullmatch(written)
    if not match:
        return written.strip(" \"'*"), ""
    name = (match["name"] or "").strip(" \"'*")
    return "" if "@" in name else name, match["address"] or match["bare"]
