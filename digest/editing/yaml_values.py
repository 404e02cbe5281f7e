"""Values of front matter as YAML that readers of YAML 1.1 and 1.2 read as the same text.

`inplace.py` puts them into a file that exists, `new_article.py` into a new one.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable

from digest.dates import When
from digest.model.article import Carrier

Value = str | tuple[str, ...] | tuple[Carrier, ...] | dt.date | When | bool

_PRINTABLE = r"\x20-\x7e\xa0-\u2027\u202f-\u2065\u206a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff"
# Text that needs no quotes: it begins with a letter or figure and holds no character that is syntax in YAML.
_PLAIN = re.compile(rf"[^\W_](?:(?![:#])[{_PRINTABLE}]|:(?=[^\s])|(?<=\S)\#)*")
_PLAIN_IN_LIST = re.compile(rf"[^\W_](?:(?![:#,?\[\]{{}}])[{_PRINTABLE}])*")
# Words that YAML 1.1 or 1.2 reads as other values than text: numbers in all forms, dates, booleans, null.
_OTHER_VALUE = re.compile(
    r"[-+.]?\d[\d_.,:eExXoO+-]*[a-fA-F\d]*|\d{4}-\d.*|y|n|yes|no|on|off|true|false|null|nan|inf", re.IGNORECASE
)
_BLOCK = re.compile(rf"[{_PRINTABLE}][{_PRINTABLE}\n]*")
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t"}
_UNPRINTABLE = re.compile(rf'[^{_PRINTABLE}]|[\\"]')


def front_matter(keys: Iterable[tuple[str, Value | None]]) -> str:
    """The block from `---` to `---`, a line for each key that is set, in the order given."""
    lines = (f"{key}: {written(value)}\n" for key, value in keys if value not in (None, "", (), False))
    return "---\n" + "".join(lines) + "---\n"


def scalar(text: str) -> str:
    """A text as a YAML scalar on one line, quoted only where it must be."""
    return text if _is_plain(text, _PLAIN) else _quoted(text)


def flow_list(texts: Iterable[str]) -> str:
    """Texts as `[one, two]`."""
    return "[" + ", ".join(text if _is_plain(text, _PLAIN_IN_LIST) else _quoted(text) for text in texts) + "]"


def moment(at: dt.datetime) -> str:
    """`2026-11-24T09:12:00+09:00`."""
    return at.isoformat(timespec="seconds")


def when(date: When) -> str:
    """The day alone where no more was stated, else the moment."""
    return moment(date.at) if date.timed else date.day.isoformat()


def written(value: Value) -> str:
    """A value as YAML behind `key: `: on one line, or as a block for a text of several lines."""
    if isinstance(value, str):
        return ("\n" in value and _block(value)) or scalar(value)
    if isinstance(value, tuple):
        texts = [item for item in value if isinstance(item, str)]
        if texts:
            return flow_list(texts)
        return carriers(item for item in value if isinstance(item, Carrier))
    if isinstance(value, When):
        return when(value)
    if isinstance(value, dt.datetime):
        return moment(value)
    return value.isoformat() if isinstance(value, dt.date) else str(value).lower()


def carriers(also: Iterable[Carrier]) -> str:
    """Other carriers of a text as `[{source: "AP", url: "https://…"}]`."""
    return "[" + ", ".join(map(_carrier, also)) + "]"


def _carrier(carrier: Carrier) -> str:
    url = f", url: {_quoted(carrier.url)}" if carrier.url else ""
    return f"{{source: {_quoted(carrier.source)}{url}}}"


def _block(text: str) -> str:
    """Several lines as a literal block; empty where a literal block cannot hold them."""
    if not _BLOCK.fullmatch(text) or text[0] == " " or text.endswith("\n"):
        return ""
    return "|-\n" + "\n".join(f"  {line}" if line else "" for line in text.split("\n"))


def _is_plain(text: str, shape: re.Pattern[str]) -> bool:
    return bool(shape.fullmatch(text)) and not text.endswith((" ", ":")) and not _OTHER_VALUE.fullmatch(text)


def _quoted(text: str) -> str:
    return '"' + _UNPRINTABLE.sub(_escape, text) + '"'


def _escape(character: re.Match[str]) -> str:
    code = ord(character[0])
    if character[0] in _ESCAPES:
        return _ESCAPES[character[0]]
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
