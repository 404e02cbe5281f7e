"""A piece of HTML, such as a feed or a database holds, as Markdown: its words, blocks and links."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from urllib.parse import quote, urljoin

from digest.ingest.encoding import tidy
from digest.ingest.markdown import escape_inline, escape_start
from digest.urls import scheme

_SILENT = frozenset(["script", "style", "head", "template", "noscript", "svg", "iframe", "object", "select", "button"])
_HEADINGS = {"h1": "## ", "h2": "## ", "h3": "### ", "h4": "#### ", "h5": "##### ", "h6": "###### "}
_BLOCKS = frozenset(
    "address article aside blockquote body caption dd details div dl dt fieldset figcaption figure footer form "
    "header hr html li main nav ol p pre section summary table tbody tfoot thead tr ul".split()
) | frozenset(_HEADINGS)
_MARK = re.compile("\x01(\\d+)\x01")


def html_to_markdown(html: str, base: str = "") -> str:
    """Headings, paragraphs, lists, quotations and links of a piece of HTML; ends with a newline.

    What is no text (scripts, styles, pictures, forms' buttons) is left out; emphasis is not kept, words
    are. Links go to http, https and mailto only; relative ones need `base`, else their words stand alone.
    """
    reader = _Reader(base)
    reader.feed(tidy(html))
    reader.close()
    reader.end_block()
    return "".join(f"{block}\n\n" for block in reader.blocks)[:-1]


class _Reader(HTMLParser):
    """Gathers the words of one block at a time.

    What is to stand unescaped within a block (a link's brackets, its address) waits in `marks`, its place
    held by a control character, which no tidied text contains.
    """

    def __init__(self, base: str) -> None:
        super().__init__(convert_charrefs=True)
        self.base = base
        self.blocks: list[str] = []
        self.words: list[str] = []
        self.marks: list[str] = []
        self.lead = ""
        self.lists: list[int | None] = []
        self.quotes = 0
        self.silent = 0
        self.address = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _SILENT:
            self.silent += 1
        elif tag in _BLOCKS:
            self._open_block(tag)
        elif tag == "br":
            self.words.append(" ")
        elif tag in ("td", "th") and "".join(self.words).strip():
            self.words.append(" | ")
        elif tag == "a" and not self.address:
            self.address = _safe_address(dict(attrs).get("href") or "", self.base)
            self._mark("[" if self.address else "")

    def handle_endtag(self, tag: str) -> None:
        if tag in _SILENT:
            self.silent = max(0, self.silent - 1)
        elif tag == "a":
            self._close_link()
        elif tag in _BLOCKS:
            self._close_block(tag)

    def handle_data(self, data: str) -> None:
        if self.silent:
            return
        for part in re.split(r"([\[\]])", data):
            if part in ("[", "]") and self.address:
                self._mark(f"\\{part}")
            else:
                self.words.append(part)

    def end_block(self) -> None:
        """Finish the block in hand, if it has any words."""
        self._close_link()
        text = " ".join("".join(self.words).split())
        self.words.clear()
        if _MARK.sub("", text).strip():
            line = _MARK.sub(lambda found: self.marks[int(found[1])], escape_start(escape_inline(text)))
            self.blocks.append("> " * self.quotes + self.lead + line)
            self.lead = " " * len(self.lead) if self.lists else ""
        self.marks.clear()

    def _open_block(self, tag: str) -> None:
        self.end_block()
        if tag in _HEADINGS:
            self.lead = _HEADINGS[tag]
        elif tag in ("ol", "ul"):
            self.lists.append(1 if tag == "ol" else None)
        elif tag == "li":
            self.lead = self._bullet()
        elif tag == "blockquote":
            self.quotes += 1

    def _close_block(self, tag: str) -> None:
        self.end_block()
        if tag in ("ol", "ul") and self.lists:
            self.lists.pop()
        elif tag == "blockquote":
            self.quotes = max(0, self.quotes - 1)
        if tag in _HEADINGS or not self.lists:
            self.lead = ""

    def _bullet(self) -> str:
        if not self.lists:
            return "- "
        indent = "    " * (len(self.lists) - 1)
        number = self.lists[-1]
        if number is None:
            return f"{indent}-   "
        self.lists[-1] = number + 1
        return f"{indent}{number}.".ljust(len(indent) + 3) + " "

    def _close_link(self) -> None:
        if self.address:
            self._mark(f"]({self.address})")
            self.address = ""

    def _mark(self, text: str) -> None:
        if text:
            self.words.append(f"\x01{len(self.marks)}\x01")
            self.marks.append(text)


def _safe_address(href: str, base: str) -> str:
    try:
        address = urljoin(base, href.strip())
    except ValueError:
        return ""
    plain = re.sub(r"[\x00-\x20]", "", address)
    safe = scheme(plain) in ("http", "https", "mailto")
    return quote(plain, safe="/-._~!$'*+,;=:@?#&%").replace("&", "&amp;") if safe else ""
