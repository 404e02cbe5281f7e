"""Where in a TOML text something stands: its parser forgets lines, and messages need them."""

from __future__ import annotations

import re

from digest.errors import Finding, error


def syntax_error(path: str, message: str) -> Finding:
    """What the parser complains of, at its place."""
    found = re.search(r"\(at line (\d+), column (\d+)\)", message)
    said = re.sub(r"\s*\(at .*\)$", "", message)
    line, column = (int(found[1]), int(found[2])) if found else (0, 0)
    hint = next((hint for begins, hint in _HINTS if said.startswith(begins)), "")
    return error(path, line, column, f"this is not TOML: {said[:1].lower()}{said[1:]}", hint)


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
"""What the parser says, and how to mend it."""


def locate(text: str, section: str, key: str, number: int = 0) -> tuple[int, int]:
    """Where a section's header (empty key) or a key of a section stands; (1, 1) where it cannot be found.

    `number` counts the blocks of a section that may stand several times, from 0.
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
            found = re.match(rf"\s*(\"?{re.escape(key)}\"?)\s*[.=]", line)
            if found:
                return line_number, found.start(1) + 1
    return 1, 1
