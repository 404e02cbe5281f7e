"""The text of an input, whatever it is encoded in, and its characters made fit for a file of the site."""

from __future__ import annotations

import re

from digest import decoding

# What str.splitlines would split at, save the plain newline, and what cannot stand in a text file.
_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f\ufeff\ufffe\uffff\ud800-\udfff]")
# UTF-8's bytes for “ ” ’ – — … or for an accented letter, each taken for a letter of Windows-1252.
_GARBLED = re.compile("\u00e2\u20ac[\u0153\u009d\u2122\u02dc\u201c\u201d\u00a6]|\u00c3[\u00a1-\u00bf]")
# Soft hyphens, zero-width spaces, and the marks that turn the direction of what follows.
_INVISIBLE = re.compile("[\xad\u200b\u2060\u202a-\u202e\u2066-\u2069]")
FIRST_WORDS = 100
"""Characters of a text that replace a missing headline."""


class NotText(ValueError):
    """Bytes that are not text: the message says what they seem to be, the hint what to do."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.message, self.hint = message, hint


def decode(content: bytes) -> tuple[str, tuple[str, ...]]:
    """The text of some bytes that declare no encoding, with a warning where it had to be guessed. Raises NotText."""
    if b"\0" in content and not decoding.mark_of(content)[0]:
        raise NotText("this is not text", "save it as text or as a web page, in UTF-8")
    decoded = decoding.decode(content)
    if decoded.by == "mark" and decoded.is_damaged:
        raise NotText(f"this is damaged {decoded.codec.upper()}", "save it again as UTF-8")
    if decoded.by != "guess":
        return (decoded.text, ()) if decoded.by == "mark" else repaired(decoded.text)
    line = decoding.bad_line(content)
    if decoded.codec == "utf-8":
        return decoded.text, (f"some of its characters are damaged (line {line}): look for \ufffd",)
    if decoded.is_damaged:
        raise NotText(f"line {line} is in no encoding that digest knows", "save it as UTF-8")
    return decoded.text, (f"not UTF-8 (line {line}), read as {decoded.name}: look at accents and quotation marks",)


def repaired(text: str) -> tuple[str, tuple[str, ...]]:
    """A text whose UTF-8 was once taken for Windows-1252 (`â€œ` for “), put right as a whole or not at all."""
    if not _GARBLED.search(text):
        return text, ()
    try:
        repaired_text = b"".join(_byte(letter) for letter in text).decode("utf-8")
    except ValueError:
        return text, ("it looks garbled (\u00e2\u20ac\u2026): see whether it was saved in the right encoding",)
    return repaired_text, ("its letters were garbled (\u00e2\u20ac\u2026) and were put right",)


def _byte(letter: str) -> bytes:
    """The byte that Windows-1252 shows as this letter, or that it cannot show. Raises ValueError."""
    return bytes([ord(letter)]) if ord(letter) < 0x100 else letter.encode("cp1252")


def tidy(text: str) -> str:
    """Text with `\\n` line ends, and without the control characters that no file of the site may hold."""
    return _CONTROL.sub("", _LINE_ENDS.sub("\n", text))


def one_line(text: str) -> str:
    """Words for one line, such as a title: single spaces, and nothing that reorders or hides letters."""
    return " ".join(_INVISIBLE.sub("", tidy(text)).split())
