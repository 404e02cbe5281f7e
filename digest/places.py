"""Lines and columns in a TOML text: messages need them, and the parser does not keep them."""

from __future__ import annotations

import re
from typing import NamedTuple

from digest.errors import Finding, error


def syntax_error(path: str, message: str) -> Finding:
    """The finding for a message of tomllib: `Invalid value (at line 3, column 8)`."""
    place = re.search(r"\(at line (\d+), column (\d+)\)", message)
    fault = re.sub(r"\s*\(at .*\)$", "", message)
    line, column = (int(place[1]), int(place[2])) if place else (0, 0)
    hint = next((hint for begins, hint in _HINTS if fault.startswith(begins)), "")
    return error(path, line, column, f"this is not TOML: {fault[:1].lower()}{fault[1:]}", hint)


_CLOSE = "close the quotation mark"
_HINTS = (
    ("Illegal character '\\n'", _CLOSE),
    ("Unterminated string", _CLOSE),
    ('Expected "\'"', _CLOSE),
    ("Unclosed array", 'close the bracket with "]"'),
    ("Unclosed inline table", 'close the brace with "}"'),
    ("Expected ']' at the end of a table declaration", 'close the bracket with "]"'),
    ("Expected '=' after a key", "write: key = value"),
    ("Invalid value", 'put words between quotation marks: key = "value"'),
    ("Expected newline or end of document", "put one value on a line, between one pair of quotation marks"),
    ("Unescaped '\\'", "write a backslash twice, or put the value between single quotation marks"),
    ("Cannot overwrite a value", "it is given twice: delete one"),
    ("Cannot declare", "the section is there already: put both together"),
)
"""How a message of tomllib begins, and how to mend the fault."""


class Places(NamedTuple):
    """Lines and columns of the settings of a `digest.toml`."""

    text: str = ""
    """The text of the file."""
    path: str = "digest.toml"

    def error(self, section: str, key: str, message: str, hint: str = "") -> Finding:
        """An error about a setting, at its line; at the head of the file where the setting is not written."""
        return error(self.path, *self.of(section, key), message, hint)

    def of(self, section: str, key: str, value: str = "") -> tuple[int, int]:
        """Line and column, from 1, of a key, or of a quoted value behind it; (1, 1) for a key that is not there.

        A key of a table in a section has that in its name: `options.density` of `theme`.
        """
        table, _, name = key.rpartition(".")
        places = [locate(self.text, f"{section}.{table}", name), locate(self.text, section, table)] if table else []
        line, column = next((place for place in (*places, locate(self.text, section, key)) if place != (1, 1)), (1, 1))
        lines = self.text.splitlines()
        for number in range(line, len(lines) + 1) if value else ():
            match = re.search(rf"""["']{re.escape(value)}["']""", lines[number - 1])
            if match:
                return number, match.start() + 1
        return line, column


def locate(text: str, section: str, key: str, number: int = 0) -> tuple[int, int]:
    """Line and column, from 1, of a section's header (empty key) or of a key in it; (1, 1) if it is not found.

    `number` counts the blocks of a section that may be repeated, from 0.
    """
    here, before = "", -1
    for line_number, line in enumerate(text.splitlines(), 1):
        header = re.match(r"\s*(\[+)\s*([\w.\"-]+)", line)
        if header:
            here = header[2].strip('"')
            before += here == section and header[1] == "[["
            at_block = header[1] == "[" or before == number
            if (not key and here.split(".")[0] == section and at_block) or here == f"{section}.{key}":
                return line_number, header.start(2) + 1
        elif key and here == section and before in (number, -1):
            match = re.match(rf"\s*(\"?{re.escape(key)}\"?)\s*[.=]", line)
            if match:
                return line_number, match.start(1) + 1
    return 1, 1
