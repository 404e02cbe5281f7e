"""Markdown's plain paragraphs by a shorter way.

Most paragraphs of news begin with a letter, line by line, and hold little that could mean anything. markdown-it asks
ten rules at each of their lines and at each hyphen. This plugin takes such paragraphs before it; what comes out is the
same as without it, which a test holds against any text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore, block, inline, normalize
from markdown_it.token import Token

_ENTANGLED = ("<", "\t", "]:", "[^", "^[", "```", "~~~")
"""A text with one of these may hold what reaches over blank lines into plain paragraphs: raw HTML, the target of a
link by reference, footnotes, code between fences. Or tabs, which are indents."""
_START = r"(?![0-9]+[.)])(?:[^\s#+*_>`~|:=<-]|[*_][^\s*_])"
"""How a line begins, at the margin, on which no block but a paragraph begins and none goes on."""
_PLAIN = re.compile(rf"{_START}(?:.*\n{_START})*(?:.*\S)?\n?")
_MEANING = re.compile(r"[\n!&*<\[\\\]^_`~]")
"""Where one of the rules for what stands within a paragraph may begin. (`]` ends the words of a link.)"""
_USUAL_URL = re.compile(r"(?:https?://[a-z0-9]+(?:[.-][a-z0-9]+)*/)?[A-Za-z0-9/._~-]*(?:#[A-Za-z0-9._~-]*)?")
"""A reference in which there is nothing to encode."""


def plain_plugin(parser: MarkdownIt) -> None:
    """Let a parser of CommonMark, tables, strikethrough and footnotes take plain paragraphs by the shorter way."""
    whole = parser.normalizeLink
    parser.core.ruler.at("normalize", _normalize)
    parser.core.ruler.at("block", _block)
    parser.core.ruler.at("inline", _inline)
    parser.inline.terminator_re = _MEANING
    parser.normalizeLink = lambda url: url if _USUAL_URL.fullmatch(url) else whole(url)  # type: ignore[method-assign]


def _normalize(state: StateCore) -> None:
    if "\r" in state.src or "\0" in state.src:
        normalize(state)


def _block(state: StateCore) -> None:
    if any(sign in state.src for sign in _ENTANGLED):
        block(state)
        return
    for line, part, is_plain in _parts(state.src):
        if is_plain:
            state.tokens += _paragraph(part, line)
        else:
            state.tokens += _blocks(state, part, line)


def _parts(text: str) -> Iterator[tuple[int, str, bool]]:
    """A text as plain paragraphs and, whole, what stands between them; each with the line that it begins on."""
    line = len(text) - len(text.lstrip("\n"))
    other, other_line = list[str](), line
    for part in text[line:].split("\n\n"):
        if _PLAIN.fullmatch(part):
            if other:
                yield other_line, "\n\n".join([*other, ""]), False
                other = []
            yield line, part, True
        else:
            other_line = other_line if other else line
            other.append(part)
        line += part.count("\n") + 2
    if other:
        yield other_line, "\n\n".join(other), False


def _paragraph(part: str, line: int) -> tuple[Token, Token, Token]:
    content = part.removesuffix("\n")
    lines = [line, line + content.count("\n") + 1]
    return (
        Token("paragraph_open", "p", 1, map=lines, block=True),
        Token("inline", "", 0, map=lines.copy(), level=1, children=[], content=content, block=True),
        Token("paragraph_close", "p", -1, block=True),
    )


def _blocks(state: StateCore, part: str, line: int) -> list[Token]:
    found: list[Token] = []
    state.md.block.parse(part, state.md, state.env, found)
    for token in found:
        if token.map:
            token.map = [token.map[0] + line, token.map[1] + line]
    return found


def _inline(state: StateCore) -> None:
    spoken = []
    for token in state.tokens:
        if token.type == "inline" and not _MEANING.search(token.content):
            token.children = [Token("text", "", 0, content=token.content)] if token.content else []
        else:
            spoken.append(token)
    everything, state.tokens = state.tokens, spoken
    inline(state)
    state.tokens = everything
