"""Links into the site in a Markdown text that comes from outside of it, such as `[the map](map.png)`.

They lead to files and headings of the place where the text was written. In the site nothing stands there, and a build
refuses a link that leads nowhere. So the words stay and the link goes.
"""

from __future__ import annotations

import re

from digest.ingest.text.markdown_escape import to_markdown
from digest.ingest.text.paragraphs import paragraphs
from digest.model.text import Link
from digest.reading.markdown import read_markdown

_MAY_LEAD_INSIDE = re.compile(r"\]\(\s*(?!https?://|mailto:)|\]:\s*(?!https?://|mailto:)|<[A-Za-z]")
"""What any such link has: `](map.png`, `]: map.png`, `<img`. Most texts have none, and need not be read."""
_INLINE = re.compile(
    r"!?\[((?:[^\[\]\\]|\\.)*)\]\([ ]*(?:<(?!https?://|mailto:)[^<>\n]*>|(?!https?://|mailto:|<)[^\s()]*)"
    r"(?:\s+(?:\"[^\"\n]*\"|'[^'\n]*'))?[ ]*\)"
)
"""`[the map](map.png)`, `![The map](<my map.png> "A title")`."""
_DEFINITION = re.compile(r"^ {0,3}\[(?!\^)[^\[\]\n]+\]:[ \t]*(?!https?://|mailto:|<https?://)[^\n]*\n?", re.MULTILINE)
"""`[1]: map.png`."""
_SHOWN = 5
"""Links that a warning names."""


def without_site_links(markdown: str) -> tuple[str, tuple[Link, ...]]:
    """The text with the words of such links in place of the links, and those links with their lines.

    Links to headings of the text itself stay. If a link cannot be taken out by itself, for its words hold brackets or
    its address parentheses, all of the text becomes plain: it shows the words and signs that were typed.
    """
    if not _MAY_LEAD_INSIDE.search(markdown):
        return markdown, ()
    links = _leading_nowhere(markdown)
    if not links:
        return markdown, ()
    targets = {link.target for link in links}
    text = _INLINE.sub(lambda link: link[0] if _own_heading(link[0], targets) else link[1], markdown)
    if _leading_nowhere(text):
        text = _DEFINITION.sub("", text)
    return (to_markdown(paragraphs(markdown)) if _leading_nowhere(text) else text), links


def warning_of(links: tuple[Link, ...], first_line: int = 1) -> str:
    """What an editor has to know of the links that were taken out; empty if there are none.

    `first_line` is the line of its file on which the text begins; 0 if lines say nothing.
    """
    if not links:
        return ""
    targets = dict.fromkeys(
        f'"{link.target}"' + (f" (line {link.line + first_line - 1})" if first_line else "") for link in links
    )
    more = f" and {len(targets) - _SHOWN} more" if len(targets) > _SHOWN else ""
    return f"its links to {', '.join([*targets][:_SHOWN])}{more} lead nowhere in the site: their words stay as text"


def _leading_nowhere(markdown: str) -> tuple[Link, ...]:
    prose = read_markdown(markdown)
    own = {f"#{anchor}" for anchor in prose.anchors}
    return tuple(link for link in prose.links if link.image or link.target not in own)


def _own_heading(link: str, targets: set[str]) -> bool:
    """Whether an inline link leads to a heading of its text: it is none of those that lead nowhere."""
    return "](#" in link and link.rpartition("](")[2].split(")")[0].split()[0] not in targets
