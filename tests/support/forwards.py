"""The heads that mail programs write above a message which they forward, in eight languages."""

from __future__ import annotations

import html
from typing import NamedTuple

SENDER, ADDRESS = "Harbour Gazette", "desk@gazette.example.net"
FORWARDER, RECIPIENT = "Petra Quill", "Tomas Reader"
SUBJECT = "Council puts off vote: the bridge"
STORY = (
    "The council of Harbourtown put off its vote on the new bridge on Monday evening, because steel has grown so dear.",
    "The old bridge closes in May, and the ferry carries no more than forty cars an hour, engineers told the council.",
)
PRIVATE = (FORWARDER, RECIPIENT, "petra@", "tomas@", ADDRESS, "kept my note")
"""What must not get into an article."""


class Labels(NamedTuple):
    """The labels of a head in one language: sender, date, recipient, subject."""

    sender: str
    date: str
    to: str
    subject: str


OUTLOOK = {
    "en": Labels("From:", "Sent:", "To:", "Subject:"),
    "de": Labels("Von:", "Gesendet:", "An:", "Betreff:"),
    "fr": Labels("De\u00a0:", "Envoyé\u00a0:", "À\u00a0:", "Objet\u00a0:"),
    "es": Labels("De:", "Enviado el:", "Para:", "Asunto:"),
    "it": Labels("Da:", "Inviato:", "A:", "Oggetto:"),
    "pt": Labels("De:", "Enviada em:", "Para:", "Assunto:"),
    "nl": Labels("Van:", "Verzonden:", "Aan:", "Onderwerp:"),
    "pl": Labels("Od:", "Wysłano:", "Do:", "Temat:"),
}
OUTLOOK_DATES = {
    "en": "Wednesday, April 29, 2026 9:15 PM",
    "de": "Mittwoch, 29. April 2026 21:15",
    "fr": "mercredi 29 avril 2026 21:15",
    "es": "miércoles, 29 de abril de 2026 21:15",
    "it": "mercoledì 29 aprile 2026 21:15",
    "pt": "quarta-feira, 29 de abril de 2026 21:15",
    "nl": "woensdag 29 april 2026 21:15",
    "pl": "środa, 29 kwietnia 2026 21:15",
}
GMAIL = {
    "en": Labels("From:", "Date:", "To:", "Subject:"),
    "de": Labels("Von:", "Date:", "To:", "Subject:"),
    "fr": Labels("De :", "Date:", "To:", "Subject:"),
    "es": Labels("De:", "Date:", "To:", "Subject:"),
    "it": Labels("Da:", "Date:", "To:", "Subject:"),
    "pt": Labels("De:", "Date:", "To:", "Subject:"),
    "nl": Labels("Van:", "Date:", "To:", "Subject:"),
    "pl": Labels("Od:", "Date:", "To:", "Subject:"),
}
GMAIL_DATES = {
    "en": "Wed, Apr 29, 2026 at 9:15\u202fPM",
    "de": "Mi., 29. Apr. 2026 um 21:15 Uhr",
    "fr": "mer. 29 avr. 2026 à 21:15",
    "es": "mié, 29 abr 2026 a las 21:15",
    "it": "mer 29 apr 2026 alle ore 21:15",
    "pt": "qua., 29 de abr. de 2026 às 21:15",
    "nl": "wo 29 apr 2026 om 21:15",
    "pl": "śr., 29 kwi 2026 o 21:15",
}
APPLE = {
    "en": ("Begin forwarded message:", Labels("From:", "Date:", "To:", "Subject:")),
    "de": ("Anfang der weitergeleiteten Nachricht:", Labels("Von:", "Datum:", "An:", "Betreff:")),
    "fr": ("Début du message réexpédié :", Labels("De:", "Date:", "À:", "Objet:")),
    "es": ("Inicio del mensaje reenviado:", Labels("De:", "Fecha:", "Para:", "Asunto:")),
    "it": ("Inizio messaggio inoltrato:", Labels("Da:", "Data:", "A:", "Oggetto:")),
    "pt": ("Início da mensagem reencaminhada:", Labels("De:", "Data:", "Para:", "Assunto:")),
    "nl": ("Begin doorgestuurd bericht:", Labels("Van:", "Datum:", "Aan:", "Onderwerp:")),
    "pl": ("Początek przekazywanej wiadomości:", Labels("Od:", "Data:", "Do:", "Temat:")),
}
APPLE_DATES = {
    "en": "April 29, 2026 at 9:15:00 PM GMT+2",
    "de": "29. April 2026 um 21:15:00 MESZ",
    "fr": "29 avril 2026 à 21:15:00 UTC+2",
    "es": "29 de abril de 2026, 21:15:00 CEST",
    "it": "29 aprile 2026 alle ore 21:15:00 CEST",
    "pt": "29 de abril de 2026 às 21:15:00 CEST",
    "nl": "29 april 2026 om 21:15:00 CEST",
    "pl": "29 kwietnia 2026 o 21:15:00 CEST",
}
THUNDERBIRD = {
    "en": ("Forwarded Message", Labels("From:", "Date:", "To:", "Subject:")),
    "de": ("Weitergeleitete Nachricht", Labels("Von:", "Datum:", "An:", "Betreff:")),
    "fr": ("Message transféré", Labels("De :", "Date :", "Pour :", "Sujet :")),
    "es": ("Mensaje reenviado", Labels("De:", "Fecha:", "Para:", "Asunto:")),
    "it": ("Messaggio Inoltrato", Labels("Mittente:", "Data:", "A:", "Oggetto:")),
    "pt": ("Mensagem reencaminhada", Labels("De:", "Data:", "Para:", "Assunto:")),
    "nl": ("Doorgestuurd bericht", Labels("Van:", "Datum:", "Aan:", "Onderwerp:")),
    "pl": ("Treść przekazanej wiadomości", Labels("Nadawca:", "Data:", "Adresat:", "Temat:")),
}
LANGUAGES = tuple(OUTLOOK)
MAKERS = (
    "gmail", "gmail html", "outlook", "outlook bare", "outlook html", "exchange html", "exchange plain", "apple",
    "apple html", "thunderbird", "thunderbird html",
)  # fmt: skip


class Forward(NamedTuple):
    """The body of a message that forwards another."""

    text: str = ""
    html: str = ""


def forward(maker: str, language: str) -> Forward:
    """The story as a program in a language forwards it, from its sender to somebody who forwards it again."""
    program, _, shape = maker.partition(" ")
    lines = _head(program, language)
    write = _HTML.get(maker)
    if write:
        return Forward(html=write(lines, "".join(f"<p>{words}</p>" for words in STORY)))
    text = "\n\n".join(STORY)
    if program == "apple":
        mark, *rest = lines
        quoted = "\n".join(f"> {line}".rstrip() for line in (*rest, "", *text.split("\n")))
        return Forward(f"{FORWARDER} kept my note\n\n{mark}\n\n{quoted}\n")
    bare = lines[1:] if shape == "bare" else ["_" * 32, *lines[1:]] if program == "exchange" else lines
    return Forward("\n".join((f"kept my note, {FORWARDER}", "", *bare, "", "", text, "")))


def _head(program: str, language: str) -> list[str]:
    sender = f"{SENDER} <{ADDRESS}>"
    to = f"{RECIPIENT} <tomas@home.example.org>; {FORWARDER} <petra@desk.example.org>"
    if program in ("outlook", "exchange"):
        labels, date = OUTLOOK[language], OUTLOOK_DATES[language]
        order = [(labels.sender, sender), (labels.date, date), (labels.to, to), (labels.subject, SUBJECT)]
        return ["-----Original Message-----", *(f"{label} {value}" for label, value in order)]
    if program == "gmail":
        labels, date, mark = GMAIL[language], GMAIL_DATES[language], "---------- Forwarded message ---------"
        order = [(labels.sender, sender), (labels.date, date), (labels.subject, SUBJECT), (labels.to, to)]
    elif program == "apple":
        (mark, labels), date = APPLE[language], APPLE_DATES[language]
        order = [(labels.sender, sender), (labels.subject, SUBJECT), (labels.date, date), (labels.to, to)]
    else:
        (words, labels), date = THUNDERBIRD[language], "Wed, 29 Apr 2026 21:15:00 +0200"
        mark = f"-------- {words} --------"
        order = [(labels.subject, SUBJECT), (labels.date, date), (labels.sender, sender), (labels.to, to)]
    return [mark, *(f"{label} {value}" for label, value in order)]


def _bold(line: str) -> str:
    """A line of a head as HTML, its label in bold."""
    label, mark, value = line.partition(":")
    return f"<b>{html.escape(label + mark)}</b>{html.escape(value)}"


def _gmail_html(lines: list[str], story: str) -> str:
    head = "<br>".join(map(html.escape, lines)).replace(SENDER, f'<strong class="gmail_sendername">{SENDER}</strong>')
    return (
        f'<div dir="ltr">kept my note<br><div class="gmail_signature">{FORWARDER}</div><br>'
        f'<div class="gmail_quote"><div dir="ltr" class="gmail_attr">{head}<br></div><br><br>{story}</div></div>'
    )


def _outlook_html(lines: list[str], story: str) -> str:
    head = "<br>".join(map(_bold, lines[1:]))
    return (
        f'<div class="WordSection1"><p class="MsoNormal">kept my note<o:p></o:p></p><div><div style="border:none;'
        f'border-top:solid #E1E1E1 1.0pt"><p class="MsoNormal">{head}<o:p></o:p></p></div></div>{story}</div>'
    )


def _exchange_html(lines: list[str], story: str) -> str:
    head = "<br>".join(map(_bold, lines[1:]))
    return (
        f'<div>kept my note</div><hr tabindex="-1" style="display:inline-block; width:98%"><div id="divRplyFwdMsg">'
        f'<font face="Calibri">{head}</font><div>&nbsp;</div></div>{story}'
    )


def _apple_html(lines: list[str], story: str) -> str:
    mark, *rest = lines
    head = "".join(f'<div style="margin:0px;"><span>{_bold(line)}<br></span></div>' for line in rest)
    return (
        f'kept my note<div><br><blockquote type="cite"><div>{mark}</div><br class="Apple-interchange-newline">{head}'
        f"<br><div>{story}</div></blockquote></div><br><div>{FORWARDER}</div>"
    )


def _thunderbird_html(lines: list[str], story: str) -> str:
    mark, *rest = lines
    rows = "".join(
        f'<tr><th align="RIGHT" nowrap="nowrap">{html.escape(label)}: </th><td>{html.escape(value)}</td></tr>'
        for label, _, value in (line.partition(":") for line in rest)
    )
    return (
        f'<p>kept my note</p><div class="moz-forward-container"><br><br>{mark}'
        f'<table class="moz-email-headers-table"><tbody>{rows}</tbody></table><br><br>{story}</div>'
    )


_HTML = {
    "gmail html": _gmail_html,
    "outlook html": _outlook_html,
    "exchange html": _exchange_html,
    "apple html": _apple_html,
    "thunderbird html": _thunderbird_html,
}
