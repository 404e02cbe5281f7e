"""What a page holds and does not show: hidden elements, text for screen readers, cards that open over a word."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

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
_STYLE = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|font-size\s*:\s*0*(?:\.0+)?(?:[a-z%]+)?\s*(?:!|;|$)"
    r"|mso-hide\s*:\s*all",
    re.IGNORECASE,
)
"""`display: none`, `font-size:0px`; not `font-size:0.9em`."""
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
    if "hidden" in attributes or _STYLE.search(attributes.get("style") or ""):
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
