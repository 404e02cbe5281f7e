"""What a page or a mail holds and does not show: hidden elements, text for screen readers, preview lines.

Pages and mails hide by the same declarations, with two differences. A page's script may show what its style hides by
opacity or place, so that such elements count as shown. Newsletters are laid out in cells of font size 0, with inner
elements that have a size of their own, and hide from Outlook alone what all other mail programs show.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from digest.ingest.draft import Stripped
from digest.ingest.html.tree import parse
from digest.ingest.text.encoding import one_line

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

HIDDEN, CONTROL = "hidden", "control"
"""The rules that leave out what is not shown, and the words of buttons, menus and drawings."""
_SUSPECTS = ", ".join((
    "[hidden]", '[aria-hidden="true"]', '[role="tooltip"]',
    *(f'[style*="{word}" i]' for word in ("display", "visibility", "font-size", "mso-hide")),
    *(f'[class*="{word}" i]' for word in ("sr-only", "hidden", "screen", "card", "tip", "popover")),
))  # fmt: skip
"""Elements that may be hidden."""
_END = r"\s*(?:!\s*important\s*)?(?:;|$)"
_START = r"(?:^|[;\s])"
_NOT_SHOWN = re.compile(rf"{_START}(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse))", re.IGNORECASE)
"""`display: none`, `visibility: hidden`: in pages and mails."""
_NO_SIZE = re.compile(rf"{_START}font-size\s*:\s*0*(?:\.0+)?(?:[a-z%]+)?{_END}", re.IGNORECASE)
"""`font-size:0px`; not `font-size:0.9em`."""
_MOVED_AWAY = re.compile(
    rf"{_START}(?:opacity\s*:\s*0(?:\.0+)?{_END}|(?:left|top|text-indent)\s*:\s*-\d{{4,}})", re.IGNORECASE
)
"""`opacity: 0`, `left: -9999px`: in mails, which have no scripts."""
_FOLDED = re.compile(rf"{_START}(?:max-)?(?:height|width)\s*:\s*0(?:px|pt|em|%)?{_END}", re.IGNORECASE)
_CLIPPED = re.compile(r"overflow\s*:\s*hidden", re.IGNORECASE)
"""In mails `max-height: 0` hides an element together with `overflow: hidden`."""
_OUTLOOK = re.compile(r"mso-hide\s*:\s*all", re.IGNORECASE)
"""Hides an element from Outlook. On a link of a mail, all other programs show it: Outlook has a button of its own."""
_SIZE = re.compile(rf"{_START}font-size\s*:\s*(\d+(?:\.\d+)?|\.\d+)(px|pt)?", re.IGNORECASE)
_TINY = 1.0
"""The font size, in pixels or points, up to which a text cannot be read. An inner element may be larger."""
_CLASS = re.compile(
    r"(?:^|[\s_])(?:sr-only|(?:is-)?visually-?hidden|screen-?reader(?:-text|-only)?)(?:$|[\s_])"
    r"|(?:^|[\s_-])(?:hover-?card|tool-?tip-?(?:text|content|body|inner)|popover-?(?:content|body|inner))(?:$|\s)",
    re.IGNORECASE,
)
"""`sr-only`, `visually-hidden`; `hovercard`, `tooltip-content`."""
_MAX_SHARE = 0.5
"""The share of the words of a page from which a script shows a hidden element."""
_MIN_ARIA = 3
"""Letters. Fewer are an ornament that is shown and only not read out: a quotation mark, a large first letter."""
_INITIAL = re.compile(r"drop-?cap|initial|first-?letter|lettrine|letrine|capital", re.IGNORECASE)


def hidden_elements(root: LexborNode) -> frozenset[int]:
    """The ids (`mem_id`) of the elements that a page does not show."""
    suspects = [node for node in root.css(_SUSPECTS) if node.tag not in ("html", "body") and _is_hidden(node)]
    if not suspects:
        return frozenset()
    limit = _MAX_SHARE * len(root.text(deep=True))
    return frozenset(node.mem_id for node in suspects if len(node.text(deep=True)) <= limit)


def _is_hidden(node: LexborNode) -> bool:
    attributes = node.attributes
    style = attributes.get("style") or ""
    if "hidden" in attributes or any(rule.search(style) for rule in (_NOT_SHOWN, _NO_SIZE, _OUTLOOK)):
        return True
    if attributes.get("role") == "tooltip" or _CLASS.search(attributes.get("class") or ""):
        return True
    if attributes.get("aria-hidden") != "true":
        return False
    return sum(map(str.isalnum, node.text(deep=True))) >= _MIN_ARIA


def inner_of(node: LexborNode, tag: str) -> str:
    """The words in an element, also those of a template, on one line; empty if there are none."""
    if tag == "template":
        inner = parse(re.sub(r"^<template[^>]*>|</template>$", "", node.html or "")).body
        return inner_of(inner, "body") if inner else ""
    texts = (inner for inner in node.traverse(include_text=True) if inner.tag == "-text" and not _is_code(inner))
    return one_line(" ".join(inner.text_content or "" for inner in texts))


def _is_code(node: LexborNode) -> bool:
    return node.parent is not None and node.parent.tag in ("script", "style")


def is_initial(node: LexborNode) -> bool:
    """Whether the class of an element says that it is the large first letter of a text."""
    return bool(_INITIAL.search(node.attributes.get("class") or ""))


def take_hidden(root: LexborNode) -> list[Stripped]:
    """Remove from the tree of a mail what it hides, with the styles by which it does so.

    Returns the removed words under the rule `hidden`, in the order of the mail.
    """
    cuts: list[Stripped] = []
    for node in root.css("[hidden], [style]"):
        if node.parent is None or node.tag in ("body", "html"):
            continue
        style = node.attributes.get("style") or ""
        if "hidden" in node.attributes or _is_hidden_in_mail(style, node.tag or ""):
            cuts.append(Stripped(HIDDEN, one_line(node.text(deep=True, separator=" "))))
            node.decompose()
        elif _is_tiny(style):
            cuts.append(Stripped(HIDDEN, _take_tiny(node)))
    for node in root.css("[style]"):
        node.attrs["style"] = ""  # the text that is left is shown
    return [cut for cut in cuts if any(map(str.isalnum, cut.words))]


def _is_hidden_in_mail(style: str, tag: str) -> bool:
    return bool(
        _NOT_SHOWN.search(style)
        or _MOVED_AWAY.search(style)
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
