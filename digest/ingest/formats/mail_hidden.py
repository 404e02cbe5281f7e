"""What a mail hides from its reader: preview lines, text of no size, elements that are not displayed.

The rules are those of mail programs. Newsletters are laid out in cells of font size 0 whose inner elements have a size
of their own, and hide from Outlook alone what all other programs show.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from digest.ingest.draft import Stripped
from digest.ingest.text.encoding import one_line

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

_END = r"\s*(?:!\s*important\s*)?(?:;|$)"
_NOT_SHOWN = re.compile(
    rf"(?:^|[;\s])(?:display\s*:\s*none|visibility\s*:\s*hidden|opacity\s*:\s*0(?:\.0+)?{_END}"
    r"|(?:left|top|text-indent)\s*:\s*-\d{4,})",
    re.IGNORECASE,
)
"""Declarations that hide an element: `display: none`, `opacity: 0`, `left: -9999px`."""
_FOLDED = re.compile(rf"(?:^|[;\s])(?:max-)?(?:height|width)\s*:\s*0(?:px|pt|em|%)?{_END}", re.IGNORECASE)
_CLIPPED = re.compile(r"overflow\s*:\s*hidden", re.IGNORECASE)
"""`max-height: 0` hides an element only together with `overflow: hidden`."""
_OUTLOOK = re.compile(r"mso-hide\s*:\s*all", re.IGNORECASE)
"""Hides an element from Outlook. On a link, all other programs show it: Outlook is given a button of its own."""
_SIZE = re.compile(r"(?:^|[;\s])font-size\s*:\s*(\d+(?:\.\d+)?|\.\d+)(px|pt)?", re.IGNORECASE)
_TINY = 1.0
"""The font size, in pixels or points, up to which a text cannot be read. An inner element may be larger."""


def take_hidden(root: LexborNode) -> list[Stripped]:
    """Remove from a tree what it hides, with the styles by which it does so.

    Returns the removed words under the rule `hidden`, in the order of the mail.
    """
    found: list[Stripped] = []
    for node in root.css("[hidden], [style]"):
        if node.parent is None or node.tag in ("body", "html"):
            continue
        style = node.attributes.get("style") or ""
        if "hidden" in node.attributes or _is_hidden(style, node.tag or ""):
            found.append(Stripped("hidden", one_line(node.text(deep=True, separator=" "))))
            node.decompose()
        elif _is_tiny(style):
            found.append(Stripped("hidden", _take_tiny(node)))
    for node in root.css("[style]"):
        node.attrs["style"] = ""  # the text that is left is shown
    return [cut for cut in found if any(map(str.isalnum, cut.words))]


def _is_hidden(style: str, tag: str) -> bool:
    return bool(
        _NOT_SHOWN.search(style)
        or (_FOLDED.search(style) and _CLIPPED.search(style))
        or (tag != "a" and _OUTLOOK.search(style))
    )


def _is_tiny(style: str) -> bool:
    size = _SIZE.search(style)
    return size is not None and float(size[1]) <= (_TINY if size[2] else 0)


def _take_tiny(node: LexborNode) -> str:
    """Remove the text of an element without a readable size, but for elements in it that have a size of their own."""
    words = []
    for text in [inner for inner in node.traverse(include_text=True) if inner.tag == "-text"]:
        if _sized_by(text, node) == node.mem_id:
            words.append(text.text_content or "")
            text.replace_with("")
    return one_line(" ".join(words))


def _sized_by(text: LexborNode, outermost: LexborNode) -> int:
    """The memory address of the nearest element around a text that states a font size."""
    element = text.parent
    while element is not None and element.mem_id != outermost.mem_id:
        if _SIZE.search(element.attributes.get("style") or ""):
            return element.mem_id
        element = element.parent
    return outermost.mem_id
