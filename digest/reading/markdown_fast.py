"""The fast Markdown reader: simple blocks from text to HTML in one step, without tokens.

Most news text is paragraphs with a few links and emphases, quotations and short lists. markdown-it tries ten rules at
each of their lines and each hyphen, which takes most of its time. This reader gives the result that markdown-it would
give; a property test compares the two on generated texts. Any block that it cannot read goes to markdown-it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from typing import NamedTuple

from digest.model.text import Heading

_NOT_SPLITTABLE = re.compile(r"[<\t\r\0\x02\x03]|\[\^|\^\[|```|~~~")
"""Marks of constructs that can reach over blank lines into other blocks: raw HTML (`<div>`), footnotes (`[^1]`), fenced
code. Also tabs, which can indent, and characters that markdown-it replaces. A text with one of them is not split."""
_NOT_SPLITTABLE_SIGNS = "<\t\r\0\x02\x03^`~"
"""Each match of `_NOT_SPLITTABLE` holds one of these. Searching for single characters is much faster."""
_START = r"(?![0-9]+[.)])(?:[^\s#+*_>`~|:=<-]|[*_][^\s*_])"
"""The start of a line that can only belong to a paragraph: `Words`, `2024 was`, `*word*`; not `- item`, `1. item`,
`# heading`, `> quotation`, `| cell` or an indented line."""
_LINE, _QUOTED, _ITEM = re.compile(_START), re.compile(f"> {_START}"), re.compile(f"- {_START}")
_HEADING = re.compile(r"(#{1,6}) ([^\W_](?:[^\n!#&*<>\[\\\]^_`~]*[^\W_])?)")
_URL = r"https?://[a-z0-9]+(?:[.-][a-z0-9]+)*/[A-Za-z0-9/._-]*(?:#[A-Za-z0-9._-]*)?"
"""A URL that needs no percent-encoding and holds no sign of Markdown's: `https://example.org/a/b.html#c`."""
_DEFINITION_LINES = re.compile(rf"(?:\[[A-Za-z0-9 -]+\]: {_URL}(?:\n|\Z))+")
_DEFINITION = re.compile(rf"\[(.+?)\]: ({_URL})")
_SIGNS = "\n!&*[\\]^_`~"
"""Characters at which inline markup can begin, and `]`, which ends a link's text."""
_WORDS = r"[^\n!&*<\[\\\]^_`~]"
"""Any other character."""
MAX_PIECES = 400
"""Pieces of HTML in one paragraph. Beyond this many, searching for the next sign of each kind takes too long."""
_EMPHASISED = rf"(?:[^\W_](?:{_WORDS}*[^\W_])?)"
_BEFORE, _AFTER = r"(?<![^\s(])", r"(?![^\s.,;:?)])"
_MARK = re.compile(
    rf"\[(?P<label>{_WORDS}+)\](?:\((?P<url>{_URL})\)|\[(?P<reference>{_WORDS}+)\])"
    rf"|\[(?P<aside>{_WORDS}*)\](?![\[(:])"
    rf"|{_BEFORE}\*\*(?P<strong>{_EMPHASISED})\*\*{_AFTER}"
    rf"|{_BEFORE}\*(?P<em>{_EMPHASISED})\*{_AFTER}"
    r"|(?P<softbreak>(?<!\s)\n)"
    r"|(?P<nothing>&(?!\#|[A-Za-z0-9]+;)|!(?!\[)|\^|(?<=[^\W_])_(?=[^\W_])|(?<!~)~(?!~))"
)
"""Inline markup that this reader understands. Examples, by group:

    label, url         [the report](https://example.org/a)
    label, reference   [the report][1]
    aside              [the] minister            brackets without a link
    strong, em         **two words**, *word*     between spaces or punctuation
    softbreak          a line break inside a paragraph
    nothing            R&D, Hurry! Now, snake_case, ~5    signs without a meaning here
"""


class MarkdownBlock(NamedTuple):
    """A block of a Markdown text: read, or left to markdown-it, in which case `html` is empty."""

    line: int
    """The line on which it begins, from 0."""
    source: str
    html: str = ""
    words: tuple[str, ...] = ()
    """The plain text of each of its paragraphs."""
    level: int = 0
    """1 to 6 for a heading, whose `html` holds its text without the tags; else 0."""

    def heading(self, numbered: Heading | None) -> str:
        """The HTML of a heading, with level and id of `numbered`; without an id if that is None."""
        if numbered is None:
            return f"<h{self.level}>{self.html}</h{self.level}>\n"
        return f'<h{numbered.level} id="{numbered.id}">{self.html}</h{numbered.level}>\n'


LinkDefinitions = Mapping[str, str]
"""CommonMark's link reference definitions, normalised label to URL: `[Report]: https://…` has the label REPORT."""


def _normalized_label(label: str) -> str:
    """A reference's label as markdown-it compares it: single spaces, case folded as JavaScript does."""
    return " ".join(label.split()).lower().upper()


Signs = Collection[str]
"""Those of `_SIGNS` that a text contains."""


def read_blocks(text: str) -> tuple[list[MarkdownBlock], LinkDefinitions]:
    """Split a text into blocks that can be read one by one, and read the simple ones.

    A text that cannot be split is one block, left to markdown-it.
    """
    if any(sign in text for sign in _NOT_SPLITTABLE_SIGNS) and _NOT_SPLITTABLE.search(text):
        return [MarkdownBlock(0, text)], {}
    text, definitions = _without_definitions(text)
    if "]" in text and "]:" in text:
        return [MarkdownBlock(0, text)], definitions
    signs = [sign for sign in _SIGNS if sign in text]
    return [_read_block(raw_block, signs, definitions) for raw_block in _raw_blocks(text)], definitions


def _without_definitions(text: str) -> tuple[str, LinkDefinitions]:
    """Split the link reference definitions off the end of a text. Definitions elsewhere stay in it."""
    start = text.rfind("\n\n", 0, len(text.rstrip("\n"))) + 2
    lines = _DEFINITION_LINES.match(text, start) if start > 1 else None
    if lines is None or lines.end() < len(text.rstrip("\n")) or "]:" in text[:start]:
        return text, {}
    definitions: dict[str, str] = {}
    for label, url in _DEFINITION.findall(lines[0]):
        definitions.setdefault(_normalized_label(label), url)
    return text[: start - 1], definitions


class _RawBlock(NamedTuple):
    line: int
    source: str
    is_paragraph: bool
    is_isolated: bool
    """Whether only paragraphs and headings are next to it, so that it cannot continue a list or a quotation."""


def _raw_blocks(text: str) -> Iterator[_RawBlock]:
    """The paragraphs and headings of a text, and as one block each, what lies between them."""
    line = len(text) - len(text.lstrip("\n"))
    other, other_line = list[str](), line
    for part in text[line:].split("\n\n"):
        is_paragraph = _all_lines_match(part, _LINE)
        if is_paragraph or _HEADING.fullmatch(part.removesuffix("\n")):
            if other:
                yield _RawBlock(other_line, "\n\n".join([*other, ""]), is_paragraph=False, is_isolated=len(other) == 1)
                other = []
            yield _RawBlock(line, part, is_paragraph, is_isolated=True)
        else:
            other_line = other_line if other else line
            other.append(part)
        line += part.count("\n") + 2
    if other:
        yield _RawBlock(other_line, "\n\n".join(other), is_paragraph=False, is_isolated=len(other) == 1)


def _all_lines_match(part: str, line: re.Pattern[str]) -> bool:
    """Whether each line matches `line` at its start. False if white space ends the block (one line break may)."""
    if not line.match(part) or part[-1 - part.endswith("\n")].isspace():
        return False
    line_break = part.find("\n")
    while 0 <= line_break < len(part) - 1:
        if not line.match(part, line_break + 1):
            return False
        line_break = part.find("\n", line_break + 1)
    return True


def _read_block(raw_block: _RawBlock, signs: Signs, definitions: LinkDefinitions) -> MarkdownBlock:
    line, source, is_paragraph, is_isolated = raw_block
    unread = MarkdownBlock(line, source)
    if is_paragraph:
        inner = _inline(source.rstrip("\n"), signs, definitions)
        return MarkdownBlock(line, source, f"<p>{inner[0]}</p>\n", (inner[1],)) if inner else unread
    part = source.rstrip("\n")
    heading = _HEADING.fullmatch(part) if is_isolated else None
    if heading:
        return MarkdownBlock(line, source, _escaped(heading[2]), (heading[2],), len(heading[1]))
    if is_isolated and _all_lines_match(part, _QUOTED):
        inner = _inline(part[2:].replace("\n> ", "\n"), signs, definitions)
        html = f"<blockquote>\n<p>{inner[0]}</p>\n</blockquote>\n" if inner else ""
        return MarkdownBlock(line, source, html, (inner[1],)) if inner else unread
    if is_isolated and _all_lines_match(part, _ITEM):
        lines = part.split("\n")
        items = [item for item in (_inline(text[2:].strip(), signs, definitions) for text in lines) if item]
        if len(items) == len(lines):
            html = "".join([f"<li>{item[0]}</li>\n" for item in items])
            return MarkdownBlock(line, source, f"<ul>\n{html}</ul>\n", tuple([item[1] for item in items]))
    return unread


def _inline(content: str, signs: Signs, definitions: LinkDefinitions) -> tuple[str, str] | None:
    """The HTML and the plain text of a paragraph; None if markdown-it has to read it."""
    html: list[str] = []
    words: list[str] = []
    end = 0
    while offsets := [offset for sign in signs if (offset := content.find(sign, end)) >= 0]:
        mark = _MARK.match(content, min(offsets))
        inline = _INLINE_READERS[mark.lastgroup or ""](mark, definitions) if mark else None
        if mark is None or inline is None or len(html) > MAX_PIECES:
            return None
        before = content[end : mark.start()]
        html += (_escaped(before), inline[0])
        words += (before, inline[1])
        end = mark.end()
    if not end:
        return _escaped(content), content
    rest = content[end:]
    return "".join([*html, _escaped(rest)]), "".join([*words, rest]).strip()


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace(">", "&gt;").replace('"', "&quot;")


InlineText = tuple[str, str] | None
"""HTML and plain text; None if markdown-it has to read it."""


def _link(mark: re.Match[str], definitions: LinkDefinitions) -> InlineText:
    label, reference = mark["label"], mark["reference"]
    url = mark["url"] or definitions.get(_normalized_label(reference))
    if not url:
        return None
    return f'<a href="{url}" rel="noopener">{_escaped(label)}</a>', label


def _bracketed(mark: re.Match[str], definitions: LinkDefinitions) -> InlineText:
    """Words in brackets without a link: “[the] minister”. None if the text defines them as a label."""
    return None if definitions and _normalized_label(mark["aside"]) in definitions else (_escaped(mark[0]), mark[0])


_INLINE_READERS: Mapping[str, Callable[[re.Match[str], LinkDefinitions], InlineText]] = {
    "url": _link,
    "reference": _link,
    "aside": _bracketed,
    "strong": lambda mark, _: (f"<strong>{_escaped(mark['strong'])}</strong>", mark["strong"]),
    "em": lambda mark, _: (f"<em>{_escaped(mark['em'])}</em>", mark["em"]),
    "softbreak": lambda mark, _: ("\n", " "),
    "nothing": lambda mark, _: (_escaped(mark[0]), mark[0]),
}
