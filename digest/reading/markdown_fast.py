"""Markdown's plainest blocks by a shorter way: from text to HTML at once, without tokens.

Most of the news is paragraphs, with a link or an emphasis here and there, a quotation, a short list. markdown-it asks
ten rules at each of their lines and at each hyphen. What is read here comes out as markdown-it would have it, which a
test holds against any text; all else is left to markdown-it, block by block.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from typing import NamedTuple

from digest.model.text import Heading

_ENTANGLED = re.compile(r"[<\t\r\0\x02\x03]|\[\^|\^\[|```|~~~")
"""A text with one of these may hold what reaches over blank lines into other blocks: raw HTML, footnotes, code between
fences. Or tabs, which are indents, and what markdown-it itself replaces first."""
_SUSPECT = "<\t\r\0\x02\x03^`~"
"""One of these is in each: to look for a single character takes next to no time."""
_START = r"(?![0-9]+[.)])(?:[^\s#+*_>`~|:=<-]|[*_][^\s*_])"
"""How a line begins, at the margin, on which no block but a paragraph begins and none goes on."""
_LINE, _QUOTED, _ITEM = re.compile(_START), re.compile(f"> {_START}"), re.compile(f"- {_START}")
_HEADING = re.compile(r"(#{1,6}) ([^\W_](?:[^\n!#&*<>\[\\\]^_`~]*[^\W_])?)")
_URL = r"https?://[a-z0-9]+(?:[.-][a-z0-9]+)*/[A-Za-z0-9/._-]*(?:#[A-Za-z0-9._-]*)?"
"""An address in which there is nothing to encode, and nothing that could mean anything."""
_DEFINITIONS = re.compile(rf"(?:\[[A-Za-z0-9 -]+\]: {_URL}(?:\n|\Z))+")
_DEFINITION = re.compile(rf"\[(.+?)\]: ({_URL})")
_SIGNS = "\n!&*[\\]^_`~"
"""Where something may begin that has a meaning within a paragraph. (`]` ends the words of a link.)"""
_WORDS = r"[^\n!&*<\[\\\]^_`~]"
"""Any other."""
MANY = 400
"""With more pieces than this, looking for the next sign of each kind again and again takes too long."""
_NEAR = rf"(?:[^\W_](?:{_WORDS}*[^\W_])?)"
_BEFORE, _AFTER = r"(?<![^\s(])", r"(?![^\s.,;:?)])"
_MARK = re.compile(
    rf"\[(?P<label>{_WORDS}+)\](?:\((?P<url>{_URL})\)|\[(?P<reference>{_WORDS}+)\])"
    rf"|\[(?P<aside>{_WORDS}*)\](?![\[(:])"
    rf"|{_BEFORE}\*\*(?P<strong>{_NEAR})\*\*{_AFTER}"
    rf"|{_BEFORE}\*(?P<em>{_NEAR})\*{_AFTER}"
    r"|(?P<softbreak>(?<!\s)\n)"
    r"|(?P<nothing>&(?!\#|[A-Za-z0-9]+;)|!(?!\[)|\^|(?<=[^\W_])_(?=[^\W_])|(?<!~)~(?!~))"
)
"""What is easily read of what a sign may begin."""


class Block(NamedTuple):
    """A piece of a text: read, or left to markdown-it where `html` is empty."""

    line: int
    """On which it begins, counted from 0."""
    source: str
    html: str = ""
    words: tuple[str, ...] = ()
    """Of each of its paragraphs."""
    level: int = 0
    """Of a heading, whose HTML is that of its words alone."""

    def heading(self, numbered: Heading | None) -> str:
        """The HTML of a heading, with an id if it has one."""
        if numbered is None:
            return f"<h{self.level}>{self.html}</h{self.level}>\n"
        return f'<h{numbered.level} id="{numbered.id}">{self.html}</h{numbered.level}>\n'


References = Mapping[str, str]
"""The addresses that a text defines at its end, by markdown-it's name for them."""


def _label(written: str) -> str:
    """The name under which markdown-it knows a reference."""
    return " ".join(written.split()).lower().upper()


Signs = Collection[str]
"""Those of the signs with a meaning that are in a text at all."""


def blocks(text: str) -> tuple[list[Block], References]:
    """A text in pieces, of which each means the same wherever it stands."""
    if any(sign in text for sign in _SUSPECT) and _ENTANGLED.search(text):
        return [Block(0, text)], {}
    text, references = _undefined(text)
    if "]" in text and "]:" in text:
        return [Block(0, text)], references
    signs = [sign for sign in _SIGNS if sign in text]
    return [_read(*part, signs, references) for part in _parts(text)], references


def _undefined(text: str) -> tuple[str, References]:
    """A text without the addresses that it defines at its end, and these."""
    start = text.rfind("\n\n", 0, len(text.rstrip("\n"))) + 2
    last = _DEFINITIONS.match(text, start) if start > 1 else None
    if last is None or last.end() < len(text.rstrip("\n")) or "]:" in text[:start]:
        return text, {}
    references: dict[str, str] = {}
    for label, url in _DEFINITION.findall(last[0]):
        references.setdefault(_label(label), url)
    return text[: start - 1], references


class _Part(NamedTuple):
    line: int
    source: str
    is_paragraph: bool
    is_alone: bool
    """Whether paragraphs stand around it, so that no list or quotation goes on in it."""


def _parts(text: str) -> Iterator[_Part]:
    """A text as plain paragraphs and, whole, what stands between them."""
    line = len(text) - len(text.lstrip("\n"))
    other, other_line = list[str](), line
    for part in text[line:].split("\n\n"):
        is_paragraph = _all_begin(part, _LINE)
        if is_paragraph or _HEADING.fullmatch(part.removesuffix("\n")):
            if other:
                yield _Part(other_line, "\n\n".join([*other, ""]), is_paragraph=False, is_alone=len(other) == 1)
                other = []
            yield _Part(line, part, is_paragraph, is_alone=True)
        else:
            other_line = other_line if other else line
            other.append(part)
        line += part.count("\n") + 2
    if other:
        yield _Part(other_line, "\n\n".join(other), is_paragraph=False, is_alone=len(other) == 1)


def _all_begin(part: str, line: re.Pattern[str]) -> bool:
    """Whether each line of a piece begins like that, and no white space ends it (but for one line break)."""
    if not line.match(part) or part[-1 - part.endswith("\n")].isspace():
        return False
    at = part.find("\n")
    while 0 <= at < len(part) - 1:
        if not line.match(part, at + 1):
            return False
        at = part.find("\n", at + 1)
    return True


def _read(line: int, source: str, is_paragraph: bool, is_alone: bool, signs: Signs, references: References) -> Block:
    left = Block(line, source)
    if is_paragraph:
        inner = _inline(source.rstrip("\n"), signs, references)
        return Block(line, source, f"<p>{inner[0]}</p>\n", (inner[1],)) if inner else left
    part = source.rstrip("\n")
    heading = _HEADING.fullmatch(part) if is_alone else None
    if heading:
        return Block(line, source, _escaped(heading[2]), (heading[2],), len(heading[1]))
    if is_alone and _all_begin(part, _QUOTED):
        inner = _inline(part[2:].replace("\n> ", "\n"), signs, references)
        return Block(line, source, f"<blockquote>\n<p>{inner[0]}</p>\n</blockquote>\n", (inner[1],)) if inner else left
    if is_alone and _all_begin(part, _ITEM):
        items = [_inline(item[2:].strip(), signs, references) for item in part.split("\n")]
        read = [item for item in items if item]
        if len(read) == len(items):
            html = "".join([f"<li>{item[0]}</li>\n" for item in read])
            return Block(line, source, f"<ul>\n{html}</ul>\n", tuple([item[1] for item in read]))
    return left


def _inline(content: str, signs: Signs, references: References) -> tuple[str, str] | None:
    """The HTML and the words of a paragraph; None where markdown-it has to read it."""
    html: list[str] = []
    words: list[str] = []
    end = 0
    while found := [at for sign in signs if (at := content.find(sign, end)) >= 0]:
        mark = _MARK.match(content, min(found))
        read = _READ[mark.lastgroup or ""](mark, references) if mark else None
        if mark is None or read is None or len(html) > MANY:
            return None
        before = content[end : mark.start()]
        html += (_escaped(before), read[0])
        words += (before, read[1])
        end = mark.end()
    if not end:
        return _escaped(content), content
    rest = content[end:]
    return "".join([*html, _escaped(rest)]), "".join([*words, rest]).strip()


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace(">", "&gt;").replace('"', "&quot;")


Read = tuple[str, str] | None
"""HTML and words; None where markdown-it has to read it."""


def _link(mark: re.Match[str], references: References) -> Read:
    label, reference = mark["label"], mark["reference"]
    url = mark["url"] or references.get(_label(reference))
    if not url:
        return None
    return f'<a href="{url}" rel="noopener">{_escaped(label)}</a>', label


def _aside(mark: re.Match[str], references: References) -> Read:
    """Words between brackets, “[the] minister”, if nothing is defined under them."""
    return None if references and _label(mark["aside"]) in references else (_escaped(mark[0]), mark[0])


_READ: Mapping[str, Callable[[re.Match[str], References], Read]] = {
    "url": _link,
    "reference": _link,
    "aside": _aside,
    "strong": lambda mark, _: (f"<strong>{_escaped(mark['strong'])}</strong>", mark["strong"]),
    "em": lambda mark, _: (f"<em>{_escaped(mark['em'])}</em>", mark["em"]),
    "softbreak": lambda mark, _: ("\n", " "),
    "nothing": lambda mark, _: (_escaped(mark[0]), mark[0]),
}
