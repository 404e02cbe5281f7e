"""Newsletters in the markup of their makers, each with the words that its reader sees and those that only mail it."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import NamedTuple

_WORDS = (
    "harbour council bridge steel ferry mayor vote quay market fish boats night owner station traders rent court summer"
    " cable storm island school teacher budget river train engine winter garden library museum singer letter window"
).split()
FILLER = "&zwnj;&nbsp;&#847; " * 40
FOOTER = (
    '<p>You get this letter because you signed up. <a href="https://news.example.net/u">Unsubscribe</a></p>'
    "<p>&copy; 2026 Harbour Post</p><p>1 Quay Street, Harbourtown</p>"
)
FURNITURE = ("Unsubscribe", "signed up", "Quay Street", "hidden preview", "in browser", "in your browser")
"""Words of which no article of a newsletter may hold any."""


class Section(NamedTuple):
    """A part of a newsletter: heading, paragraphs, points of a list."""

    heading: str
    paragraphs: tuple[str, ...]
    points: tuple[str, ...]


class Newsletter(NamedTuple):
    """A newsletter as HTML, and the text that its reader sees, without furniture."""

    markup: str
    seen: str


def sections(seed: int) -> tuple[Section, ...]:
    """Text of any shape: sections with long and short paragraphs, links, and lists."""
    source = random.Random(seed)

    def sentence(least: int, most: int) -> str:
        words = source.choices(_WORDS, k=source.randint(least, most))
        return f"{' '.join(words).capitalize()}."

    return tuple(
        Section(
            sentence(2, 5).rstrip("."),
            tuple(
                " ".join(sentence(4, 18) for _ in range(source.randint(1, 4))) for _ in range(source.randint(1, 4))
            ),
            tuple(sentence(3, 16) for _ in range(source.choice((0, 0, 2, 4)))),
        )
        for _ in range(source.randint(2, 6))
    )


def _newsletter(parts: tuple[Section, ...], markup: str) -> Newsletter:
    return Newsletter(markup, "\n".join("\n".join((part.heading, *part.paragraphs, *part.points)) for part in parts))


def _linked(text: str) -> str:
    first, _, rest = text.partition(" ")
    return f'<a href="https://click.example.net/{len(text)}">{first}</a> {rest}'


def _list(points: tuple[str, ...]) -> str:
    return f"<ul>{''.join(f'<li><b>{_linked(point)}</b></li>' for point in points)}</ul>" if points else ""


def substack(parts: tuple[Section, ...]) -> Newsletter:
    """A page in one cell, with a hidden preview, buttons and a by-line."""
    text = "".join(
        f"<h2>{part.heading}</h2>{''.join(f'<p>{_linked(words)}</p>' for words in part.paragraphs)}{_list(part.points)}"
        f"<blockquote><p>{part.paragraphs[0]}</p></blockquote>"
        for part in parts
    )
    letter = _newsletter(
        parts,
        f'<div class="preview" style="display:none;font-size:1px;max-height:0">A hidden preview{FILLER}</div>'
        '<table role="presentation"><tr><td><p><a href="https://news.example.net/v">View in browser</a></p>'
        '<div>Jane Roe</div><div>Apr 30</div><table role="presentation"><tr><td>'
        '<a href="https://x.example">READ IN APP</a></td></tr></table>'
        f"<div class='body markup'>{text}</div><p class='button-wrapper'><a href='x'>Subscribe now</a></p>"
        f"<p><a href='https://x.example/s'>Share</a></p>{FOOTER}</td></tr></table>",
    )
    quotes = "\n".join(part.paragraphs[0] for part in parts)
    return letter._replace(seen=f"{letter.seen}\n{quotes}")


def mailchimp(parts: tuple[Section, ...]) -> Newsletter:
    """A table for each block, text in a bare cell with line breaks, pictures in cells of their own."""
    rows = "".join(
        '<table class="mcnTextBlock" border="0" cellpadding="0" cellspacing="0" width="100%"><tbody><tr>'
        f'<td valign="top" class="mcnTextContent"><h2>{part.heading}</h2>{"<br><br>".join(part.paragraphs)}</td></tr>'
        '<tr><td><img src="https://x.example/p.gif" width="1" height="1"></td></tr></tbody></table>'
        f'<table class="mcnTextBlock"><tr><td class="mcnTextContent">{_list(part.points)}</td></tr></table>'
        for part in parts
    )
    return _newsletter(
        parts,
        '<!--*|IF:MC_PREVIEW_TEXT|*--><span class="mcnPreviewText" style="display:none; font-size:0px; line-height:0px;'
        ' max-height:0px; opacity:0; overflow:hidden; visibility:hidden; mso-hide:all;">A hidden preview</span>'
        '<center><table width="100%" id="bodyTable"><tr><td><p><a href="https://x.example">View this email in your '
        f"browser</a></p>{rows}{FOOTER}</td></tr></table></center>",
    )


def axios(parts: tuple[Section, ...]) -> Newsletter:
    """Numbered sections, each a table with bold lead-ins and lists; a sponsor's line between them."""
    rows = "".join(
        f'<table width="600"><tr><td><h3>{number}. {part.heading}</h3></td></tr><tr><td>'
        f'{"".join(f"<p><strong>Why it matters:</strong> {words}</p>" for words in part.paragraphs)}'
        f"{_list(part.points)}</td></tr></table>"
        for number, part in enumerate(parts, 1)
    )
    letter = _newsletter(
        parts,
        f'<div style="display:none">A hidden preview</div><center><table width="600"><tr><td>{rows}</td></tr></table>'
        f'<table width="600"><tr><td>{FOOTER}</td></tr></table></center>',
    )
    return letter._replace(
        seen=letter.seen + "\n" + "Why it matters: " * sum(len(part.paragraphs) for part in parts)
    )


def morning_brew(parts: tuple[Section, ...]) -> Newsletter:
    """Nested tables, an emblem beside each heading in a row of cells, and a sponsor named in the head."""
    rows = "".join(
        '<tr><td><table width="100%" cellpadding="0"><tr><td width="40"><img src="https://x.example/i.png"></td>'
        f"<td><h1>{part.heading}</h1></td></tr><tr><td></td><td>"
        f"{''.join(f'<p>{words}</p>' for words in part.paragraphs)}{_list(part.points)}</td></tr></table></td></tr>"
        for part in parts
    )
    return _newsletter(
        parts,
        f'<div style="max-height:0;overflow:hidden">A hidden preview{FILLER}</div>'
        f"<table>{rows}</table><table><tr><td>{FOOTER}</td></tr></table>",
    )


def convertkit(parts: tuple[Section, ...]) -> Newsletter:
    """Plain divisions, a filled preview that is not hidden, line breaks for paragraphs."""
    text = "".join(
        f"<h2>{part.heading}</h2><div>{'<br><br>'.join(part.paragraphs)}</div>{_list(part.points)}" for part in parts
    )
    return _newsletter(
        parts,
        f'<div class="message-preview">{FILLER}</div><table><tr><td><div class="message-content">{text}</div>'
        f'<div class="message-footer">{FOOTER}</div></td></tr></table>',
    )


def mjml(parts: tuple[Section, ...]) -> Newsletter:
    """Cells of font size 0 around text with a size of its own, and columns beside each other."""
    rows = "".join(
        '<table align="center" role="presentation"><tbody><tr><td style="direction:ltr;font-size:0px;padding:20px 0">'
        f'<div style="font-size:20px;color:#000">{part.heading}</div>'
        f'{"".join(f"<div style=font-size:13px>{words}</div>" for words in part.paragraphs)}'
        f'<div style="font-size:13px">{_list(part.points)}</div></td></tr></tbody></table>'
        for part in parts
    )
    return _newsletter(
        parts,
        '<div style="font-size:0">A hidden preview</div>'
        f'<div style="background:#fff">{rows}<table><tr><td style="font-size:12px">{FOOTER}</td></tr></table></div>',
    )


def cells(parts: tuple[Section, ...]) -> Newsletter:
    """Text in bare cells, two beside each other: no paragraph element at all."""
    rows = "".join(
        f"<tr><td><b>{part.heading}</b></td><td>{' '.join(part.paragraphs)}</td></tr>"
        + "".join(f"<tr><td>&bull;</td><td>{point}</td></tr>" for point in part.points)
        for part in parts
    )
    return _newsletter(
        parts,
        f'<table width="600">{rows}</table><table><tr><td>{FOOTER}</td></tr></table><div hidden>A hidden preview</div>',
    )


MAKERS: tuple[Callable[[tuple[Section, ...]], Newsletter], ...] = (
    substack, mailchimp, axios, morning_brew, convertkit, mjml, cells,
)  # fmt: skip
