"""Escaping: plain text as Markdown that shows exactly its words, with as few backslashes as that takes."""

from __future__ import annotations

import re
from collections.abc import Iterable

# White space as CommonMark means it beside an emphasis mark.
_SPACE = r" \t\n\f\r\v\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"

LINK_START, LINK_END = "\x01", "\x02"
"""Stand for a link's brackets in a line that is still to be escaped; no tidied text holds these characters."""

_INLINE = re.compile(
    rf"""
      \\ (?=[\x01-\x1f!-/:-@\[-`{{-~]|\Z) # a backslash that would escape what follows, or break the line
    | `                                  # code
    | \*+ (?=[^{_SPACE}])                # emphasis needs an opening mark: one before a word …
    | (?<![^\W_]) _+ (?=[^{_SPACE}_])    # … and for _ not inside one, as in snake_case
    | ~~+                                # struck out
    | <(?=[A-Za-z/!?]) | <(?=[^\s<>]*@)  # HTML, <https://…>, <name@host>
    | &(?=(?:\#|[A-Za-z])[A-Za-z0-9]+;)  # &amp; and its like
    | \](?=[(:])                         # [words](address) and [name]: address
    | \^(?=[\[\x01]) | \[(?=\^)         # footnotes
    | !(?=\x01)                          # a picture
    """,
    re.VERBOSE,
)
_MARKS = re.compile(r"[\\`*_~<&\[\]^!]")
"""One of these begins each of them; most lines have none."""
_START = re.compile(
    r"""
      (?P<list> [0-9]{1,9} ) (?=[.)](?:[ \t]|\Z))  # 1. or 1) begins a list: the mark is escaped, not the figure
    | (?= [-+] (?:[ \t]|\Z)                        # - or + begins a list
        | \* (?:[ \t]|\Z)
        | \#{1,6} (?:[ \t]|\Z)                     # a heading
        | >                                        # a quotation
        | (?:-[ \t]*){3,}\Z | (?:_[ \t]*){3,}\Z | (?:\*[ \t]*){3,}\Z    # a rule
        | [<|]{7} (?:[ ]|\Z)                       # git's conflict markers, which no file may hold
      )
    """,
    re.VERBOSE,
)


def to_markdown(paragraphs: Iterable[str]) -> str:
    """Paragraphs of plain text, each on one line, as Markdown; ends with a newline unless there are none."""
    return "".join(f"{escape(paragraph)}\n\n" for paragraph in paragraphs)[:-1]


def escape(paragraph: str) -> str:
    """One paragraph on one line, escaped so that Markdown shows its words unchanged.

    Characters that cannot be markup at their place stay: `5 * 3`, `snake_case`, `[sic]`, `AT&T`, `3 < 4`.
    """
    return escape_start(escape_inline(paragraph.strip()))


def escape_inline(text: str) -> str:
    """The escapes that are needed anywhere in a line."""
    return _INLINE.sub(_escaped, text) if _MARKS.search(text) else text


def escape_start(line: str) -> str:
    """The one that may be needed at the start of a block."""
    mark = _START.match(line)
    return f"{line[: mark.end()]}\\{line[mark.end() :]}" if mark else line


def escape_line(line: str) -> str:
    """A whole block on one line, in which links may be marked by LINK_START and LINK_END."""
    return escape_start(escape_inline(line))


def escape_label(escaped: str) -> str:
    """The words of a link, escaped already: their brackets must not end it, nor a caret make a footnote of it."""
    return re.sub(r"\\.|[\[\]]|^\^", lambda part: part[0] if len(part[0]) > 1 else f"\\{part[0]}", escaped)


def escape_heading(escaped: str) -> str:
    """The words of a heading, escaped already: number signs at their end would be taken for its frame."""
    return re.sub(r"(?:^|(?<=[ \t]))#(?=#*$)", r"\#", escaped)


def escape_cell(escaped: str) -> str:
    """The words of a table's cell, escaped already: a bar would end it."""
    return escaped.replace("|", "\\|")


def _escaped(marks: re.Match[str]) -> str:
    return "".join(f"\\{mark}" for mark in marks[0])
