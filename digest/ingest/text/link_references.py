"""Reference links of Markdown: the words in brackets at their place, the addresses at the end.

    He wants to get [closer to NATO], he said.

    [closer to NATO]: https://example.org/summit

The prose stays readable in an editor, in a diff and for a program that wants the words alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

# What follows a reference at once could be read as part of it: such a link stays inline.
_LINK = re.compile(r"(?<![\\!\]])\[([^\[\]\\\n]{1,200})\]\(([^()\s<>]+)\)(?![\[(:])")
_BRACKETED = re.compile(r"\[([^\[\]\n]{1,999})\](?!\()")
_DEFINITION = re.compile(r"\[([^\[\]\\\n]{1,200})\]: (\S+)")


class Reference(NamedTuple):
    """Words that are a link, and where it leads."""

    text: str
    url: str


def gathered(markdown: str) -> str:
    """A text with the addresses of its inline links gathered at its end.

    A link stays inline if the text has its words in brackets elsewhere too, or they lead to another address there.
    """
    taken = {_same(words) for words in _BRACKETED.findall(markdown)}
    references: dict[str, Reference] = {}

    def replaced(link: re.Match[str]) -> str:
        words, url = link[1], link[2]
        if _same(words) in taken or not _same(words) or references.get(_same(words), Reference("", url)).url != url:
            return link[0]
        references.setdefault(_same(words), Reference(words, url))
        return f"[{words}]"

    text = _LINK.sub(replaced, markdown)
    return whole(text, references.values())


def whole(body: str, references: Iterable[Reference]) -> str:
    """A text with the addresses of its references at its end."""
    lines = "".join(f"[{reference.text}]: {reference.url}\n" for reference in references)
    return f"{body.rstrip()}\n\n{lines}" if lines else body


def parted(markdown: str) -> tuple[str, tuple[Reference, ...]]:
    """A text without the addresses at its end, and these."""
    lines = markdown.rstrip("\n").split("\n")
    references: list[Reference] = []
    while lines and (definition := _DEFINITION.fullmatch(lines[-1])):
        references.append(Reference(definition[1], definition[2]))
        lines.pop()
    if not references or (lines and lines[-1].strip()):
        return markdown, ()
    return "\n".join(lines).rstrip("\n") + "\n", tuple(reversed(references))


def _same(words: str) -> str:
    """As CommonMark compares the names of references."""
    return " ".join(words.split()).casefold()
