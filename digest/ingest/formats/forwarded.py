"""What mail programs write around a message that they forward or answer: heads, marks and attributions.

A head is known by its labels (`From: … Sent: … To: … Subject: …`) in eight languages, whichever program wrote it; the
line above it ("Forwarded message") only confirms it. The text that a message forwards is its article, and what stands
above belongs to the forwarder. Of an answer, the text above the head is the article.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

_LABELS: Mapping[str, str] = {
    "from": "from|von|de|da|van|od|absender|expéditeur|remitente|mittente|remetente|afzender|nadawca",
    "date": "date|sent|datum|gesendet(?: am)?|envoyé(?: le)?|fecha|enviado(?: el| em)?|enviada(?: em)?|data"
    "|data wysłania|inviato(?: il)?|verzonden|wysłan[oey]",
    "subject": "subject|betreff|objet|sujet|asunto|oggetto|assunto|onderwerp|temat",
    "to": "to|an|à|pour|para|a|aan|do|adresat|b?cc|cci|cco|ccn|bc|dw|udw|kopie(?: \\(cc\\))?|kopia|copie(?: à)?"
    "|copia|cópia"
    "|reply-to|antwort an|répondre à|responder a|rispondi a|antwoord aan|odpowiedz do|responder para"
    "|importance|wichtigkeit|priorität|importancia|importanza|prioridade|urgentie|ważność|priority"
    "|attachments?|anlagen?|pièces jointes|datos adjuntos|allegati|anexos|bijlagen|załączniki|list-id"
    "|organi[sz]ation",
}
"""The labels of a head in English, German, French, Spanish, Italian, Portuguese, Dutch and Polish."""
_FIELD = re.compile(
    rf"[\s*_|]*(?:{'|'.join(f'(?P<{kind}>{names})' for kind, names in _LABELS.items())})[\s*_]*:[\s*_]*(?P<value>.*)",
    re.IGNORECASE,
)
"""A line of a head: `From: Jane Roe <jane@harbour.example>`, `*Betreff:* Nine ministers meet`, `De : Jane Roe`."""
_MARK = re.compile(
    r"[-\u2013\u2014_=]{2,}\s?.{0,70}?\s?[-\u2013\u2014_=]{2,}"
    r"|begin forwarded message:?|anfang der weitergeleiteten (?:nachricht|e-mail):?"
    r"|début du (?:message|courriel) (?:transféré|réexpédié)\s?:?|inicio del mensaje reenviado:?"
    r"|inizio (?:del )?messaggio inoltrato:?|início da mensagem (?:re)?encaminhada:?|begin doorgestuurd bericht:?"
    r"|(?:początek|rozpoczęcie) przekazywanej wiadomości:?",
    re.IGNORECASE,
)
"""The line above a head: `---------- Forwarded message ---------`, `Begin forwarded message:`, `________________`."""
_ATTRIBUTION = re.compile(
    r"(?:on\b.{6,200}\bwrote|am\b.{6,200}\bschrieb\b.{0,120}|le\b.{6,200}\ba écrit|el\b.{6,200}\bescribió"
    r"|il\b.{6,200}\bha scritto|(?:em|a|no dia)\b.{6,200}\bescreveu|op\b.{6,200}\bschreef\b.{0,120}"
    r"|(?:w dniu|dnia|śr|pon|wt|czw|pt|sob|niedz)\b.{6,200}\b(?:napisał|napisała|napisał\(a\)|pisze))\s?:",
    re.IGNORECASE,
)
"""The line above a quoted message: `On Wed, Apr 29, 2026 at 9:15 PM Jane Roe <jane@harbour.example> wrote:`."""
_FORWARDING = re.compile(r"(?:fwd?|wg|tr|rv|enc|pd|doorst)\s*:", re.IGNORECASE)
_ANSWERING = re.compile(r"(?:re|aw|antw|sv|vs|odp|res|rép)\s*(?:\[\d+\])?\s*:", re.IGNORECASE)
_NOTE = 60
"""Words. A shorter text above a head only introduces what is forwarded."""
_CONTINUED = 4
"""Lines of a long list of recipients, at most, between two labels of a head."""


class Line(NamedTuple):
    """A line of a message."""

    text: str
    depth: int
    """Quotations around it: `> > ` are two."""


class Head(NamedTuple):
    """The head of a message within the text of another."""

    start: int
    """The number of its first line; that of the mark above it, if there is one."""
    end: int
    """The number of the line below it."""
    fields: Mapping[str, str]
    """`from`, `date`, `subject`, as far as they are stated."""


class Separation(NamedTuple):
    """Which lines of a message are its article."""

    kept: range
    head: Head | None
    """The head of the forwarded message, if the article is one."""
    depth: int
    """Quotations around all of the article, which do not make it a quotation."""
    cuts: tuple[tuple[str, range], ...]
    """The lines that are not of the article, in order, by the rule that left them out."""


def separate(lines: Sequence[Line], subject: str) -> Separation:
    """Tell the article of a message from what its forwarder or its answering writer put around it.

    `subject` is the subject of the outer message with its marks (`Fwd:`, `Re:`), which tell forwarding from answering.
    """
    heads = list(_heads(lines))
    if heads and _is_forwarded(lines, heads, subject):
        return _forwarded(lines, heads[-1])
    whole = range(len(lines))
    quote = heads[0].start if heads and _ANSWERING.match(subject) else _attributed_quote(lines)
    if quote is None:
        return Separation(whole, None, 0, ())
    below = range(quote, len(lines))
    if any(map(_has_word, lines[:quote])):
        return Separation(range(quote), None, 0, (("quoted reply", below),))
    first = quote + _attribution_lines(lines, quote)
    return Separation(range(first, len(lines)), None, 1, (("forward", range(first)),))


def _is_forwarded(lines: Sequence[Line], heads: Sequence[Head], subject: str) -> bool:
    above = _words(lines[: heads[0].start])
    if _FORWARDING.match(subject) or not above:
        return True
    if _ANSWERING.match(subject):
        return False
    return above < _NOTE or above < _words(lines[heads[-1].end :])


def _forwarded(lines: Sequence[Line], head: Head) -> Separation:
    """The text below a head; if the head is quoted, up to where that quotation ends."""
    depth = lines[head.end - 1].depth
    below = range(head.end, len(lines))
    end = next((n for n in below if lines[n].depth < depth and _has_word(lines[n])), len(lines))
    cuts = (("forward", range(head.end)), ("forward", range(end, len(lines))))
    return Separation(range(head.end, end), head, depth, tuple(cut for cut in cuts if cut[1]))


def _words(lines: Sequence[Line]) -> int:
    return sum(len(line.text.split()) for line in lines)


def _has_word(line: Line) -> bool:
    return any(map(str.isalnum, line.text))


def _heads(lines: Sequence[Line]) -> Iterator[Head]:
    """The heads in a text, in order."""
    n = 0
    while n < len(lines):
        head, n = _head_at(lines, n) if _FIELD.fullmatch(lines[n].text) else (None, n + 1)
        if head:
            yield head


def _head_at(lines: Sequence[Line], first: int) -> tuple[Head | None, int]:
    """The head that begins with a line, and the first line at which another may begin.

    None if its lines do not name a sender and a subject or a date. Then those below name no more, up to the line that
    ended it; or, if that repeats a label, up to where the label stood first. So no line is read again and again.
    """
    values: dict[str, str] = {}
    places: dict[str, int] = {}
    count, last, end, n = 0, "", first, first
    while n < len(lines):
        field = _FIELD.fullmatch(lines[n].text)
        kind = next(name for name in _LABELS if field[name]) if field else ""
        if field and (kind == "to" or kind not in values):
            values[kind], last, count = field["value"].strip(), kind, count + 1
            places.setdefault(kind, n)
            end = n + 1
        elif field or not _goes_on(lines, n, last, values.get(last, "")):
            break
        elif lines[n].text.strip():
            before = "" if last == "to" else values[last]  # of recipients only the last line counts
            values[last] = f"{before} {lines[n].text.strip()}".strip()
            end = n + 1
        n += 1
    repeated = _FIELD.fullmatch(lines[n].text) if n < len(lines) else None
    retry = 1 + next(places[name] for name in _LABELS if repeated[name]) if repeated else n
    mark = _mark_above(lines, first)
    if "from" not in values or not values.keys() & {"date", "subject"} or count < (3 if mark is None else 2):
        return None, retry
    stated = {key: text for key, text in values.items() if key != "to"}
    return Head(first if mark is None else mark, end, stated), end


def _goes_on(lines: Sequence[Line], n: int, last: str, value: str) -> bool:
    """Whether a head goes on with a line that has no label: a blank one, more recipients, or the rest of a value."""
    following = [line.text for line in lines[n + 1 : n + 1 + _CONTINUED]]
    text = lines[n].text.strip()
    if not text:
        filled = next(filter(str.strip, following), "")
        return bool(_FIELD.fullmatch(filled))
    if not value:
        return True
    if last == "to" and ("@" in text or value.endswith((",", ";"))):
        return True
    before_blank = next((number for number, line in enumerate(following) if not line.strip()), len(following))
    return any(map(_FIELD.fullmatch, following[:before_blank]))


def _mark_above(lines: Sequence[Line], first: int) -> int | None:
    """The number of the line above a head that announces it, with only blank lines between them; None without one."""
    above = next((n for n in range(first - 1, -1, -1) if lines[n].text.strip()), None)
    return above if above is not None and _MARK.fullmatch(lines[above].text.strip(" \t>*\u00a0")) else None


def _attributed_quote(lines: Sequence[Line]) -> int | None:
    """The number of the attribution below which everything is quoted, to the end of the message; None without one."""
    for n in range(len(lines)):
        size = _attribution_lines(lines, n)
        rest = [line for line in lines[n + size :] if _has_word(line)] if size else []
        if rest and all(line.depth > lines[n].depth for line in rest):
            return n
    return None


def _attribution_lines(lines: Sequence[Line], n: int) -> int:
    """How many lines the attribution at a line has: it may be broken into two; 0 without one."""
    texts = [line.text.strip() for line in lines[n : n + 2]]
    if texts and _ATTRIBUTION.fullmatch(texts[0]):
        return 1
    return 2 if len(texts) == 2 and all(texts) and _ATTRIBUTION.fullmatch(" ".join(texts)) else 0
