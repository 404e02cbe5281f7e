"""Plain text as Markdown that shows exactly its words, with no more backslashes than that takes."""

from __future__ import annotations

import re
from collections.abc import Iterable

# White space as CommonMark means it beside an emphasis mark.
_SPACE = r" \t\n\f\r\v\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"

_INLINE = re.compile(
    rf"""
      \\ (?=[!-/:-@\[-`{{-~]|\Z)         # a backslash that would escape what follows, or break the line
    | `                                  # code
    | \*+ (?=[^{_SPACE}])                # emphasis needs an opening mark: one before a word …
    | (?<![^\W_]) _+ (?=[^{_SPACE}_])    # … and for _ not inside one, as in snake_case
    | ~~+                                # struck out
    | <(?=[A-Za-z/!?]) | <(?=[^\s<>]*@)  # HTML, <https://…>, <name@host>
    | &(?=(?:\#|[A-Za-z])[A-Za-z0-9]+;)  # &amp; and its like
    | \](?=[(:])                         # [words](address) and [name]: address
    | \^(?=\[) | \[(?=\^)               # footnotes
    """,
    re.VERBOSE,
)
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
    """One paragraph on one line, such that Markdown shows its words as they stand.

    What cannot be markup where it stands is left alone: `5 * 3`, `snake_case`, `[sic]`, `AT&T`, `3 < 4`.
    """
    return escape_start(escape_inline(paragraph.strip()))


def escape_inline(text: str) -> str:
    """The escapes that are needed anywhere in a line."""
    return _INLINE.sub(_escape_each, text)


def escape_start(line: str) -> str:
    """The one that may be needed at the start of a block."""
    found = _START.match(line)
    return f"{line[: found.end()]}\\{line[found.end() :]}" if found else line


def _escape_each(found: re.Match[str]) -> str:
    return "".join(f"\\{mark}" for mark in found[0])
