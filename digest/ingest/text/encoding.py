"""From bytes to text, in the order that guesses least: byte order mark, strict UTF-8, Windows-1252."""

from __future__ import annotations

import codecs
import re

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
"""UTF-32 before UTF-16: the mark of the one begins with the mark of the other."""

# What str.splitlines would split at, save the plain newline, and what cannot stand in a text file.
_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f\ufeff\ufffe\uffff\ud800-\udfff]")
# UTF-8's bytes for “ ” ’ – — … or for an accented letter, each taken for a letter of Windows-1252.
_GARBLED = re.compile("\u00e2\u20ac[\u0153\u009d\u2122\u02dc\u201c\u201d\u00a6]|\u00c3[\u00a1-\u00bf]")
# Soft hyphens, zero-width spaces, and the marks that turn the direction of what follows.
_INVISIBLE = re.compile("[\xad\u200b\u2060\u202a-\u202e\u2066-\u2069]")
FIRST_WORDS = 100
"""Characters of a text that stand for the headline that it lacks."""


class NotText(ValueError):
    """Bytes that are no text: says what they seem to be and what to do."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.message, self.hint = message, hint


def decode(content: bytes) -> tuple[str, tuple[str, ...]]:
    """The text of some bytes, with a warning where its encoding had to be guessed. Raises NotText."""
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return _decode_marked(content[len(mark) :], encoding), ()
    if b"\0" in content:
        raise NotText("this is not text", "save it as text or as a web page, in UTF-8")
    try:
        return mended(content.decode("utf-8"))
    except UnicodeDecodeError as problem:
        return _decode_windows(content, problem.start)


def mended(text: str) -> tuple[str, tuple[str, ...]]:
    """A text whose UTF-8 was once taken for Windows-1252 (`â€œ` for “), put right as a whole or not at all."""
    if not _GARBLED.search(text):
        return text, ()
    try:
        right = b"".join(_byte(letter) for letter in text).decode("utf-8")
    except ValueError:
        return text, ("it looks garbled (\u00e2\u20ac\u2026): see whether it was saved in the right encoding",)
    return right, ("its letters were garbled (\u00e2\u20ac\u2026) and were put right",)


def _byte(letter: str) -> bytes:
    """The byte that Windows-1252 shows as this letter, or that it cannot show. Raises ValueError."""
    return bytes([ord(letter)]) if ord(letter) < 0x100 else letter.encode("cp1252")


def tidy(text: str) -> str:
    """Text with `\\n` line ends, and without the control characters that no file of the site may hold."""
    return _CONTROL.sub("", _LINE_ENDS.sub("\n", text))


def one_line(text: str) -> str:
    """Words for one line, such as a title: single spaces, and nothing that reorders or hides letters."""
    return " ".join(_INVISIBLE.sub("", tidy(text)).split())


def _decode_marked(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        raise NotText(f"this is damaged {encoding.upper()}", "save it again as UTF-8") from None


def _decode_windows(content: bytes, first: int) -> tuple[str, tuple[str, ...]]:
    line = content.count(b"\n", 0, first) + 1
    try:
        text = content.decode("cp1252")
    except UnicodeDecodeError:
        raise NotText(f"line {line} is in no encoding that digest knows", "save it as UTF-8") from None
    return text, (f"not UTF-8 (line {line}), read as Windows-1252: look at accents and quotation marks",)
