"""The full Markdown reader: any text, by markdown-it."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from functools import cache, cached_property
from typing import Any, NamedTuple
from urllib.parse import unquote

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin

from digest.model.text import Heading, Link, Prose
from digest.reading.markdown_fast import LinkDefinitions, MarkdownBlock
from digest.reading.prose import numbered, prose
from digest.urls import hostname, is_web, scheme

_ALLOWED_SCHEMES = ("", "http", "https", "mailto")


def read_full(
    text: str,
    blocks: Sequence[MarkdownBlock],
    definitions: LinkDefinitions,
    *,
    first_line: int,
    anchors: bool,
    remote_images: bool,
) -> Prose:
    """The result of `read_markdown` for a text with blocks that the fast reader left to markdown-it."""
    parser = _parser(anchors)
    parsed = [
        (block, [] if block.html and not block.level else _tokens(block, definitions, anchors))
        for block in blocks
    ]
    headings = _with_ids([token for _, tokens in parsed for token in tokens]) if anchors else []
    reader = _Reader(text, first_line, remote_images)
    rendered = ""
    for block, tokens in parsed:
        reader.paragraphs += () if tokens else block.words
        for token in tokens:
            reader.read(token)
        rendered += parser.renderer.render(tokens, parser.options, {}) if tokens else block.html
    ids = (*(heading.id for heading in headings), *reader.footnote_ids)
    if reader.raw_html:
        rendered = _sanitised(rendered, frozenset(ids), remote_images)
    return prose(rendered, reader.paragraphs, reader.links, headings, reader.footnote_ids)


def _tokens(block: MarkdownBlock, definitions: LinkDefinitions, anchors: bool) -> list[Token]:
    """The tokens of a block, with their line numbers in the whole text."""
    references = {label: {"title": "", "href": url, "map": [0, 0]} for label, url in definitions.items()}
    tokens = _parser(anchors).parse(block.source, {"references": references} if references else {})
    for token in tokens:
        if token.map:
            token.map = [token.map[0] + block.line, token.map[1] + block.line]
    return tokens


def _with_ids(tokens: list[Token]) -> list[Heading]:
    """Give each heading its id and level. Returns all headings."""
    openings = [n for n, token in enumerate(tokens) if token.type == "heading_open"]
    headings = numbered((int(tokens[n].tag[1]), _plain_text(tokens[n + 1].children or [])) for n in openings)
    for n, heading in zip(openings, headings, strict=True):
        tokens[n].tag = tokens[n + 2].tag = f"h{heading.level}"
        tokens[n].attrSet("id", heading.id)
    return headings


@cache
def _parser(anchors: bool) -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": True, "xhtmlOut": False}).enable(["table", "strikethrough"])
    if anchors:
        parser.use(footnote_plugin)
        parser.add_render_rule("footnote_block_open", _open_footnotes)
        parser.add_render_rule("footnote_block_close", _close_footnotes)
    parser.validateLink = _may_be_linked  # type: ignore[method-assign]  # markdown-it's documented hook
    return parser


def _open_footnotes(*_: object) -> str:
    """Open the footnotes with a div. The plug-in's own element, a section, would need a heading."""
    return '<hr class="footnotes-sep">\n<div class="footnotes">\n<ol class="footnotes-list">\n'


def _close_footnotes(*_: object) -> str:
    return "</ol>\n</div>\n"


def _may_be_linked(url: str) -> bool:
    # Browsers ignore white space and control characters inside a scheme, so this check removes them first.
    return scheme(re.sub(r"[\x00-\x20]", "", html.unescape(unquote(url)))) in _ALLOWED_SCHEMES


def _plain_text(tokens: list[Token]) -> str:
    texts = []
    for token in tokens:
        if token.type in ("text", "code_inline"):
            texts.append(token.content)
        elif token.type in ("softbreak", "hardbreak"):
            texts.append(" ")
        elif token.type == "image":
            texts.append(_plain_text(token.children or []))
    return "".join(texts).strip()


class _Reader:
    """One walk over a text's tokens: it puts slots into links, makes links of remote pictures, gathers the words."""

    def __init__(self, text: str, first_line: int, remote_images: bool) -> None:
        self.text, self.first_line, self.remote_images = text, first_line, remote_images
        self.links: list[Link] = []
        self.paragraphs: list[str] = []
        self.footnote_ids: list[str] = []
        self.raw_html = False

    @cached_property
    def lines(self) -> list[str]:
        """The lines of the whole text."""
        return self.text.split("\n")

    def read(self, token: Token) -> None:
        if token.type == "inline":
            self._read_inline(token)
        elif token.type in ("fence", "code_block"):
            self.paragraphs.append(token.content.strip())
        elif token.type == "html_block":
            self._read_html(token)
            self.paragraphs.append(_without_tags(token.content))
        elif token.type in ("th_open", "td_open") and "style" in token.attrs:
            # The site's Content-Security-Policy allows no style attribute.
            token.attrs = {"class": str(token.attrs["style"]).replace("text-align:", "align-")}
        elif token.type == "footnote_open":
            self.footnote_ids.append(f"fn{token.meta['id'] + 1}")

    def _read_inline(self, token: Token) -> None:
        children: list[Token] = []
        depth = 0
        for child in token.children or []:
            if child.type == "link_open":
                depth += 1
                self._read_link(child, token.map)
            elif child.type == "link_close":
                depth -= 1
            elif child.type == "image":
                children.extend(self._read_image(child, token.map, inside_link=depth > 0))
                continue
            elif child.type == "html_inline":
                self._read_html(child)
            elif child.type == "footnote_ref":
                number = child.meta["id"] + 1
                repeat = child.meta.get("subId", 0)
                self.footnote_ids.append(f"fnref{number}:{repeat}" if repeat else f"fnref{number}")
            children.append(child)
        self.paragraphs.append(_plain_text(token.children or []))
        token.children = children

    def _read_html(self, token: Token) -> None:
        self.raw_html = True
        token.content = _FORGED_SLOT.sub("\ufffd", token.content)

    def _read_link(self, token: Token, lines: list[int] | None) -> None:
        url = str(token.attrs.get("href", ""))
        if url.startswith("//"):
            url = "https:" + url
        if is_web(url):
            token.attrs = {**token.attrs, "href": url, "rel": "noopener"}
        else:
            token.attrs = {**token.attrs, "href": self._slot(url, lines, image=False)}

    def _read_image(self, token: Token, lines: list[int] | None, *, inside_link: bool) -> list[Token]:
        url = str(token.attrs.get("src", ""))
        if url.startswith("//"):
            url = "https:" + url
        if not is_web(url):
            token.attrs = {**token.attrs, "src": self._slot(url, lines, image=True), "loading": "lazy"}
            return [token]
        if self.remote_images:
            token.attrs = {**token.attrs, "src": url, "loading": "lazy", "referrerpolicy": "no-referrer"}
            return [token]
        words = Token("text", "", 0, content=_plain_text(token.children or []) or hostname(url) or url)
        if inside_link:
            return [words]
        opening = Token("link_open", "a", 1, attrs={"href": url, "rel": "noopener"})
        return [opening, words, Token("link_close", "a", -1)]

    def _slot(self, url: str, lines: list[int] | None, *, image: bool) -> str:
        target = unquote(url)
        line, column = self._find(url, target, lines or [0, len(self.lines)])
        self.links.append(Link(target, line, column, image))
        return f"\x02{len(self.links) - 1}\x03"

    def _find(self, url: str, target: str, lines: list[int]) -> tuple[int, int]:
        for number in range(lines[0], min(lines[1], len(self.lines))):
            for spelling in (target, url):
                column = self.lines[number].find(spelling) if spelling else -1
                if column >= 0:
                    return self.first_line + number, column + 1
        return self.first_line + lines[0], 1


class _Allowed(NamedTuple):
    tags: frozenset[str]
    attributes: dict[str, set[str]]


_RAW = _Allowed(
    tags=frozenset(
        "a abbr b blockquote br caption cite code col colgroup dd del details dfn div dl dt em figcaption figure "
        "h2 h3 h4 h5 h6 hr i img ins kbd li mark ol p pre q s samp section small span strong sub summary sup table "
        "tbody td tfoot th thead tr u ul var wbr".split()
    ),
    attributes={
        "*": {"id", "lang", "dir", "title"},
        "a": {"href", "class"},
        "img": {"src", "alt", "width", "height", "loading", "referrerpolicy"},
        "td": {"colspan", "rowspan", "class"},
        "th": {"colspan", "rowspan", "scope", "class"},
        "ol": {"start", "class"},
        "details": {"open"},
        **{tag: {"class"} for tag in ("code", "sup", "div", "hr", "li")},
    },
)
_OUR_CLASSES = re.compile(r"footnote[\w-]*|language-[\w+-]+|align-(?:left|center|right)")
_FORGED_SLOT = re.compile(r"&#(?:0*[23](?![0-9])|x0*[23](?![0-9a-f]));?", re.IGNORECASE)
"""A slot's marks (see Prose) as character references: `&#2;`, `&#x3;`. Raw HTML could forge a slot with them. The
marks themselves are control characters, which reading refuses."""
_EMPTY_IMAGE = re.compile(r"<img(?![^>]*\ssrc=)[^>]*>")


def _sanitised(rendered: str, ids: frozenset[str], remote_images: bool) -> str:
    """HTML with allowed tags and attributes only. For texts that hold raw HTML."""
    import nh3

    def keep(tag: str, name: str, value: str) -> str | None:
        if name == "id":
            return value if value in ids else None
        if name == "class":
            return value if _OUR_CLASSES.fullmatch(value) else None
        if name in ("href", "src"):
            slotted = value.startswith(("\x02", "#"))
            allowed = is_web(value) and (name == "href" or remote_images)
            return value if slotted or allowed else None
        return value

    settings: dict[str, Any] = {
        "tags": set(_RAW.tags),
        "attributes": _RAW.attributes,
        "attribute_filter": keep,
        "link_rel": "noopener",
        "url_schemes": {"http", "https", "mailto"},
    }
    return _EMPTY_IMAGE.sub("", nh3.clean(rendered, **settings))


def _without_tags(raw: str) -> str:
    import nh3

    return html.unescape(nh3.clean(raw, tags=set())).strip()
