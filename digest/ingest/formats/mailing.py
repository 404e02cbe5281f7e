"""What serves the mailing of a newsletter and is no part of its text: buttons, preview lines, by-lines, the footer."""

from __future__ import annotations

import re
from typing import NamedTuple

from digest.ingest.draft import Stripped
from digest.ingest.html.blocks import HtmlBlock
from digest.ingest.html.boilerplate import is_of_the_mailing
from digest.ingest.html.headline import fold
from digest.language.calendar import ENGLISH_MONTH, MONTH, WEEKDAY

_BUTTON = re.compile(
    r"(?:(?:(?:view|read|open|see) (?:this |it )?(?:(?:e-?mail|newsletter) )?(?:in|on) (?:your |a "
    r"|the )?(?:browser|web)"
    r"|(?:im browser|online|in der webansicht) (?:ansehen|lesen|öffnen|anzeigen)|voir (?:dans le navigateur|en ligne)"
    r"|ver en (?:el |tu )?navegador|(?:apri|visualizza|leggi) nel browser|ver no navegador|abrir no navegador"
    r"|(?:bekijk|lees|open) in (?:je |uw |de )?browser|(?:otwórz|zobacz) w przeglądarce|web ?version|(?:view )?online"
    r"|subscribe|sign up|upgrade|share|like|comments?|restack|tweet|donate|forward|facebook|twitter|linkedin"
    r"|instagram"
    r"|leave a comment|(?:read|open|view|listen) (?:in|on|with) (?:the )?(?:app|substack)|pledge your support"
    r"|follow us"
    r"|refer a friend|give a gift subscription|share this (?:post|issue|story|article|email|newsletter)"
    r"|upgrade to paid|get the app|start writing|abonnieren|teilen|weiterleiten|s.abonner|partager|suscribirse"
    r"|compartir"
    r"|iscriviti|condividi|assinar|(?:com)?partilhar|compartilhar|abonneren|delen|subskrybuj|udostępnij)"
    r"(?: (?:now|here|today|jetzt|maintenant|ahora|ora|agora|nu|teraz))?[\s|\u00b7\u2022,/!\u2192\u00bb]*)+",
    re.IGNORECASE,
)
"""The whole of a button, or of a row of them: `Subscribe now`, `Like | Comment | Restack`, `READ IN APP`."""
_FOOTER = re.compile(
    r"unsubscribe|opt[ -]?out|(?:manage|update|change|edit) (?:your |my )?(?:e-?mail )?(?:preferences|subscriptions?"
    r"|profile|settings)|(?:e-?mail|newsletter|subscription) (?:preferences|settings)|in (?:your |a )?browser"
    r"|web ?version"
    r"|abbestellen|abmelden|austragen|désabonn|désinscri|darse de baja|cancelar (?:a |la |tu |su "
    r"|o )?(?:su[bs]scri|assina)"
    r"|disiscri|annulla l.iscrizione|afmelden|uitschrijven|wypisz|zrezygnuj|rezygnacj",
    re.IGNORECASE,
)
"""Labels of links in a footer: `Unsubscribe`, `Update your preferences`, `Newsletter abbestellen`."""
_SMALL_PRINT = re.compile(
    r"\u00a9|\(c\) (?:19|20)\d\d|copyright (?:\u00a9|\(c\)|\d{4})|(?:.{0,60}\s)?all rights reserved|(?:our )?"
    r"(?:mailing|postal) address|add us to your address book|(?:powered|sent|delivered) (?:by|with|via) \w+\W*$"
    r"|(?:.{0,60}\s)?(?:alle rechte vorbehalten|tous droits réservés|todos los derechos reservados)",
    re.IGNORECASE,
)
"""How the other lines of a footer begin: `© 2026 Harbour Post`, `Our mailing address is:`."""
_POLICIES = re.compile(
    r"privacy (?:policy|notice)|terms (?:of (?:use|service)|(?:and|&) conditions)|why did i get this|impressum"
    r"|datenschutz|mentions légales|politique de confidentialité|política de privacida|informativa sulla privacy"
    r"|privacyverklaring"
    r"|polityk[ai] prywatności",
    re.IGNORECASE,
)
"""Labels of links that a footer holds, and sometimes a sentence of the text."""
_RECEIVED = re.compile(
    r"(?:you(?:.re| are| were| have)?|this (?:e-?mail|message|newsletter|letter) (?:was|is|has been))\s.{0,30}?"
    r"(?:(?:receiv(?:e|ed|ing)|get(?:ting)?) (?:this|these|our|an?|it|e-?mails?)\b|sent to|subscribed|signed up"
    r"|opted in)|if you (?:no longer|don.t|do not)"
    r"|(?:sie|du) erh(?:alten|ältst) dies|(?:vous|tu) rece(?:vez|vois) (?:ce|cette)|recib(?:es|e|ió) est[ea]"
    r"|rice(?:vi|ve|vete) quest[ao]|receb(?:e|es|eu) est[ea]|(?:u|je|jij) ontvangt de[zs]|otrzymuje(?:sz"
    r"|cie) t[ęe]n?",
    re.IGNORECASE,
)
"""How a line begins that says why the mail comes: `You get this letter because you signed up.`"""
_LABEL = re.compile(r"\[((?:[^\[\]\\]|\\.)+)\]")
_STAMP = re.compile(
    rf"(?:{WEEKDAY},?\s+)?(?:{ENGLISH_MONTH}\s+\d{{1,2}}"
    rf"|\d{{1,2}}\.?\s+(?:de\s+)?(?:{MONTH}))(?:,?\s+(?:de\s+)?\d{{4}})?",
    re.IGNORECASE,
)
"""A line that only says a day: `Apr 30`, `Thursday, 30 April 2026`."""
_FEW, _SOME, _MANY = 12, 30, 80
"""Words of a line of a footer: of one without a sign of its own, of one with a weak sign, of one with a strong one."""
_LINKED = 0.3
"""The share of a line in links from which these make it a line of a footer."""
_STORY = 15
"""Words of the paragraph with which the text of a newsletter has begun."""
_REACH = 6
"""Blocks of a footer below its last line with a sign: a postal address is broken into several."""


class Sorted(NamedTuple):
    """The blocks of a newsletter that are its text, and what serves its mailing."""

    blocks: list[HtmlBlock]
    stripped: tuple[Stripped, ...]
    authors: tuple[str, ...]
    """The writer, if a line above the text says only the name, and the sender's name holds it."""


def sort_out(blocks: list[HtmlBlock], sender: str) -> Sorted:
    """Part the text of a newsletter from what serves its mailing. Nothing else is left out.

    `sender` is the display name of the mail's sender, such as `Jane Roe from Harbour Letter`.
    """
    end = _footer_start(blocks)
    kept: list[HtmlBlock] = []
    stripped: list[Stripped] = []
    authors: tuple[str, ...] = ()
    opening = True
    for block in blocks[:end]:
        rule = _rule(block, opening, sender)
        if rule:
            stripped.append(Stripped(rule, block.text))
            authors = authors or ((block.text,) if rule == "by-line" else ())
            continue
        kept.append(block)
        opening = opening and (block.kind != "p" or _size(block) < _STORY)
    footer = (Stripped("mailing", block.text) for block in blocks[end:])
    return Sorted(kept, (*stripped, *footer), authors)


def _rule(block: HtmlBlock, opening: bool, sender: str) -> str:
    """The rule by which a block above the footer is no text; empty for a block of the text."""
    if is_of_the_mailing(block) or (block.kind == "p" and _BUTTON.fullmatch(block.text)):
        return "mailing"
    if not opening or block.kind != "p":
        return ""
    name, names = fold(block.text), fold(sender)
    if " " in name and name != names and f" {name} " in f" {names} ":
        return "by-line"
    return "time stamp" if _STAMP.fullmatch(block.text) else ""


def _footer_start(blocks: list[HtmlBlock]) -> int:
    """The number of the first block of the footer; the number of blocks where there is none.

    From the end up, a block with a sign of a footer belongs to it, and so do short lines below such a block.
    """
    start = n = len(blocks)
    while n and start - n < _REACH:
        n -= 1
        if _is_footer(blocks[n]):
            start = n
        elif _size(blocks[n]) > _FEW or blocks[n].kind != "p":
            break
    return start


def _is_footer(block: HtmlBlock) -> bool:
    if is_of_the_mailing(block) or _BUTTON.fullmatch(block.text):
        return True
    size = _size(block)
    labels = " ".join(_LABEL.findall(block.markdown))
    if size <= _MANY and (_FOOTER.search(labels) or _RECEIVED.match(block.text)):
        return True
    is_linked = block.linked >= _LINKED * len(block.text)
    return size <= _SOME and bool(_SMALL_PRINT.match(block.text) or (is_linked and _POLICIES.search(labels)))


def _size(block: HtmlBlock) -> int:
    return len(block.text.split())
