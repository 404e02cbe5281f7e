"""From bytes to text, for whoever reads bytes: byte order marks, names of encodings, and what is tried in which order.

A base module and not one of `language/`: an encoding belongs to a file, whatever language its text is in. What is
special to a kind of document stays with its reader: where it declares its encoding, and what a damaged one is worth.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable, Mapping
from typing import Literal, NamedTuple

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
"""UTF-32 before UTF-16: the mark of the one begins with the mark of the other."""

_LABELS: Mapping[str, str] = {
    "utf-8": "unicode-1-1-utf-8 unicode11utf8 unicode20utf8 utf-8 utf8 x-unicode20utf8",
    "cp866": "866 cp866 csibm866 ibm866",
    "iso8859-2": "csisolatin2 iso-8859-2 iso-ir-101 iso8859-2 iso88592 iso_8859-2 iso_8859-2:1987 l2 latin2",
    "iso8859-3": "csisolatin3 iso-8859-3 iso-ir-109 iso8859-3 iso88593 iso_8859-3 iso_8859-3:1988 l3 latin3",
    "iso8859-4": "csisolatin4 iso-8859-4 iso-ir-110 iso8859-4 iso88594 iso_8859-4 iso_8859-4:1988 l4 latin4",
    "iso8859-5": "csisolatincyrillic cyrillic iso-8859-5 iso-ir-144 iso8859-5 iso88595 iso_8859-5 iso_8859-5:1988",
    "iso8859-6": "arabic asmo-708 csiso88596e csiso88596i csisolatinarabic ecma-114 iso-8859-6 iso-8859-6-e"
    " iso-8859-6-i iso-ir-127 iso8859-6 iso88596 iso_8859-6 iso_8859-6:1987",
    "iso8859-7": "csisolatingreek ecma-118 elot_928 greek greek8 iso-8859-7 iso-ir-126 iso8859-7 iso88597 iso_8859-7"
    " iso_8859-7:1987 sun_eu_greek",
    "iso8859-8": "csiso88598e csisolatinhebrew hebrew iso-8859-8 iso-8859-8-e iso-ir-138 iso8859-8 iso88598 iso_8859-8"
    " iso_8859-8:1988 visual csiso88598i iso-8859-8-i logical",
    "iso8859-10": "csisolatin6 iso-8859-10 iso-ir-157 iso8859-10 iso885910 l6 latin6",
    "iso8859-13": "iso-8859-13 iso8859-13 iso885913",
    "iso8859-14": "iso-8859-14 iso8859-14 iso885914",
    "iso8859-15": "csisolatin9 iso-8859-15 iso8859-15 iso885915 iso_8859-15 l9",
    "iso8859-16": "iso-8859-16",
    "koi8-r": "cskoi8r koi koi8 koi8-r koi8_r",
    "koi8-u": "koi8-ru koi8-u",
    "mac-roman": "csmacintosh mac macintosh x-mac-roman",
    "cp874": "dos-874 iso-8859-11 iso8859-11 iso885911 tis-620 windows-874",
    "cp1250": "cp1250 windows-1250 x-cp1250",
    "cp1251": "cp1251 windows-1251 x-cp1251",
    "cp1252": "ansi_x3.4-1968 ascii cp1252 cp819 csisolatin1 ibm819 iso-8859-1 iso-ir-100 iso8859-1 iso88591 iso_8859-1"
    " iso_8859-1:1987 l1 latin1 us-ascii windows-1252 x-cp1252",
    "cp1253": "cp1253 windows-1253 x-cp1253",
    "cp1254": "cp1254 csisolatin5 iso-8859-9 iso-ir-148 iso8859-9 iso88599 iso_8859-9 iso_8859-9:1989 l5 latin5"
    " windows-1254 x-cp1254",
    "cp1255": "cp1255 windows-1255 x-cp1255",
    "cp1256": "cp1256 windows-1256 x-cp1256",
    "cp1257": "cp1257 windows-1257 x-cp1257",
    "cp1258": "cp1258 windows-1258 x-cp1258",
    "mac-cyrillic": "x-mac-cyrillic x-mac-ukrainian",
    "gb18030": "chinese csgb2312 csiso58gb231280 gb2312 gb_2312 gb_2312-80 gbk iso-ir-58 x-gbk gb18030",
    "big5hkscs": "big5 big5-hkscs cn-big5 csbig5 x-x-big5",
    "euc_jp": "cseucpkdfmtjapanese euc-jp x-euc-jp",
    "iso2022_jp": "csiso2022jp iso-2022-jp",
    "cp932": "csshiftjis ms932 ms_kanji shift-jis shift_jis sjis windows-31j x-sjis",
    "cp949": "cseuckr csksc56011987 euc-kr iso-ir-149 korean ks_c_5601-1987 ks_c_5601-1989 ksc5601 ksc_5601"
    " windows-949",
    "utf-16-be": "unicodefffe utf-16be",
    "utf-16-le": "csunicode iso-10646-ucs-2 ucs-2 unicode unicodefeff utf-16 utf-16le",
    # These the standard refuses, since they can hide markup from a filter; here text is read before it is filtered.
    "iso2022_kr": "csiso2022kr iso-2022-kr",
    "hz": "hz-gb-2312",
}
"""The labels of the WHATWG Encoding Standard (section 4.2), by Python's codec for what texts so labelled are in."""
_CODECS = {label: codec for codec, labels in _LABELS.items() for label in labels.split()}
_ON_PYTHONS_WORD = ("cp", "euc", "hz", "iso", "johab", "koi8", "mac", "ptcp", "shift_jis", "tis", "utf-32")
"""Beginnings of names of codecs that are accepted although the standard does not have them. Not UTF-7, nor rot13."""
_SEVEN_BITS = ("iso2022", "hz")
"""Beginnings of names of codecs of seven bits. Their texts are also valid ASCII, and so UTF-8."""

_Way = Literal["mark", "utf-8", "declared", "guess"]


class Decoded(NamedTuple):
    """A text, and the encoding by which its bytes were read."""

    text: str
    codec: str
    """Python's name for the encoding."""
    by: _Way
    is_damaged: bool = False
    """Whether the text has U+FFFD instead of bytes that are invalid in that encoding."""

    @property
    def name(self) -> str:
        """The encoding as its users know it: `Windows-1252`."""
        return _NAMES.get(self.codec, self.codec)


def decode(content: bytes, labels: Iterable[str] = (), tolerated: float = 0) -> Decoded:
    """The text of some bytes, in the order that guesses least: mark, valid UTF-8, what is declared, a guess.

    Of the `labels` that a document declares the first that is known counts, if no more than the `tolerated` share of
    the characters is damaged in it. A declared encoding of seven bits comes before UTF-8, for which it would pass.
    """
    mark, codec = mark_of(content)
    if mark:
        return _replaced(content[len(mark) :], codec, "mark")
    declared = next(filter(None, map(codec_of, labels)), "")
    if declared.startswith(("utf-16", "utf-32")) and b"\0" not in content:
        declared = ""  # the declaration itself was read as single bytes
    steps: list[tuple[str, _Way, float]] = [("utf-8", "utf-8", 0), (declared, "declared", tolerated)]
    if declared.startswith(_SEVEN_BITS):
        steps.reverse()
    for codec, by, share in steps:
        decoded = _replaced(content, codec, by) if codec else None
        if decoded and decoded.text.count("\ufffd") * decoded.is_damaged <= share * len(decoded.text):
            return decoded
    return _replaced(content, _plausible(content), "guess")


_NAMES: Mapping[str, str] = {
    "utf-8": "UTF-8", "cp1252": "Windows-1252", "cp1251": "Windows-1251", "koi8_r": "KOI8-R",
    "cp1253": "Windows-1253", "cp1255": "Windows-1255", "cp1256": "Windows-1256", "cp874": "Windows-874",
    "shift_jis": "Shift JIS", "euc_jp": "EUC-JP", "euc_kr": "EUC-KR", "gb18030": "GB 18030", "big5": "Big5",
}  # fmt: skip
"""The encodings among which a guess chooses, by Python's name for each: its own name."""
_SAMPLE = 1 << 16
"""Number of bytes from which an encoding is guessed."""
_WHOLE = 0.9
"""Least share of whole characters, of those beyond ASCII, with which damaged UTF-8 is still UTF-8."""
_ENOUGH = 12
"""Number of bytes beyond ASCII from which on a script can be detected."""
_OTHER_SCRIPT = 0.3
"""The share of letters beyond ASCII from which a text is in another script than Latin."""


def _plausible(content: bytes) -> str:
    """The most plausible codec of bytes without a mark and without a declaration.

    That is UTF-8, if nearly all of its characters are whole; else Windows-1252, unless the script is another.
    Statistics tell scripts apart, and not the Western encodings, which differ in a few letters.
    """
    letters = [letter for letter in content[:_SAMPLE].decode("utf-8", "replace") if letter > "\x7f"]
    if letters and letters.count("\ufffd") <= (1 - _WHOLE) * len(letters):
        return "utf-8"
    words = re.sub(rb"<[^<>]*>|https?:[^\s<>]*", b" ", content[:_SAMPLE])
    beyond = len(re.findall(rb"[\x80-\xff]", words))
    if b"\0" in words or beyond < _ENOUGH or beyond <= _OTHER_SCRIPT * (beyond + len(re.findall(rb"[A-Za-z]", words))):
        return "cp1252"
    from charset_normalizer import from_bytes

    match = from_bytes(words, cp_isolation=[*_NAMES][1:]).best()
    return match.encoding if match and match.encoding in _NAMES else "cp1252"


def mark_of(content: bytes) -> tuple[bytes, str]:
    """The byte order mark at the start of some bytes, and its codec; both empty without one."""
    return next((pair for pair in _MARKS if content.startswith(pair[0])), (b"", ""))


def codec_of(label: str) -> str:
    """Python's codec for a declared name of an encoding, by the rules of browsers; empty if there is none."""
    name = label.strip().lower()
    if name in _CODECS:
        return _CODECS[name]
    try:
        codec = codecs.lookup(name).name
    except (LookupError, ValueError):
        return ""
    # "latin-1" is a name for iso8859-1 in Python alone
    standard = _CODECS.get(codec) or _CODECS.get(codec.replace("_", "-"))
    return standard or (codec if codec.startswith(_ON_PYTHONS_WORD) else "")


def decode_utf8(content: bytes) -> str:
    """The text of a file that has to be UTF-8, without its mark. Raises UnicodeDecodeError."""
    return content.decode("utf-8-sig")


def bad_line(content: bytes) -> int:
    """The line, from 1, of the first byte that is not UTF-8; 0 if all are."""
    try:
        content.decode()
    except UnicodeDecodeError as problem:
        return content.count(b"\n", 0, problem.start) + 1
    return 0


def _replaced(content: bytes, codec: str, by: _Way) -> Decoded:
    """The text, with U+FFFD for damaged bytes."""
    try:
        return Decoded(content.decode(codec), codec, by)
    except UnicodeDecodeError:
        return Decoded(content.decode(codec, "replace"), codec, by, is_damaged=True)
