"""Boilerplate: what outlets write between and below their paragraphs, in the languages of their readers."""

from __future__ import annotations

import re

READ_ON = re.compile(
    r"(?:see|read|watch|learn|find out|more|also|related|recommended|don.?t miss|must.?read|up next|editor.?s picks?"
    r"|lesen sie|lies|mehr zu|mehr zum thema|auch interessant|siehe auch|weitere|lire aussi|à lire|voir aussi"
    r"|leer más|lea también|le puede interesar|leggi anche|leia (?:mais|também)|läs (?:mer|också)"
    r"|les også|læs også|baca juga|lees ook|czytaj (?:też|także)|читайте также"
    r"|関連記事|あわせて読みたい)"
    r"(?:\s+(?:more|also|next|now|on|from|here|stories|story|articles?|coverage|reading|auch|mehr))*\b",
    re.IGNORECASE,
)
"""How a pointer to other articles begins."""

CALL = re.compile(
    r"(?:sign up|subscribe|get the latest|join (?:our|us|the conversation)"
    r"|follow (?:us|[\w .]+ on (?:twitter|facebook|x|instagram|telegram|whatsapp))"
    r"|like this (?:story|article)|share (?:this|or comment|on)|have a (?:news )?tip|got a (?:news )?tip"
    r"|download (?:our|the) app|click here to|support our|become a member|register (?:now|for)"
    r"|(?:abonnieren|jetzt|newsletter)\b.{0,40}(?:newsletter|abonn\w*|anmeld\w*)|folgen sie uns|inscrivez-vous"
    r"|suscríbete|ein klick für den datenschutz)\b",
    re.IGNORECASE,
)
"""How a call to the reader begins."""

MAILING = re.compile(
    r"(?:(?:view|read|open|see) (?:this|it|the) ?(?:e-?mail|newsletter|message|issue)?.{0,30}\b(?:browser|online|web)\b"
    r"|(?:to )?unsubscribe\b|(?:to )?(?:manage|update|change) (?:your )?(?:e-?mail )?(?:preferences|subscriptions?)"
    r"|(?:you.?re|you are|you have) (?:receiving|received|getting|subscribed)\b"
    r"|this (?:e-?mail|message|newsletter) was sent|was this (?:e-?mail|newsletter) forwarded"
    r"|(?:if you )?(?:no longer|don.?t|do not) (?:want|wish) to (?:receive|get)"
    r"|forwarded this (?:e-?mail|newsletter)|forward (?:this|to a friend)|add us to your address book"
    r"|(?:im browser|online) (?:ansehen|lesen|öffnen)|newsletter abbestellen|abmelden\b|sie erhalten diese"
    r"|voir (?:cet e-?mail )?(?:dans|en) (?:votre navigateur|ligne)|se désabonner|se désinscrire"
    r"|ver en (?:el |tu )?navegador|darse de baja|cancelar (?:la )?suscripción)",
    re.IGNORECASE,
)
"""How a line begins that a newsletter's sender puts above and below it."""

ADDRESS = re.compile(r"<?\b(?:https?://|www\.|mailto:)\S+|[\w.+-]+@[\w-]+\.[\w.-]+")
"""A web or e-mail address within a plain text."""

CREDIT = re.compile(
    r"(?:photo(?:graph)?s?|picture|image|foto|bild|fotografie|quelle|source|video|grafik|credit)"
    r"(?: by| courtesy of| credit| von)?\s*[:\u00a9/|]\s*\S.{0,80}|(?:getty images|\u00a9\s?(?!\d{4})\S.{0,60})",
    re.IGNORECASE,
)
"""The whole of a picture's credit line."""

PAID = re.compile(
    r"subscribe to (?:read|continue|unlock)|already a subscriber\?|sign in to continue|to continue reading"
    r"|(?:this|the full) (?:article|story|content) is (?:only )?(?:available|reserved) (?:only )?(?:to|for)"
    r"|create a free account to (?:read|continue)|la suite est réservée|article réservé aux abonnés|weiterlesen mit"
    r"|mit (?:einem )?\w+-?abo weiterlesen|jetzt weiterlesen|exklusiv für abonnenten|solo para suscriptores"
    r"|contenido exclusivo para suscriptores|contenuto riservato agli abbonati|この記事は有料|有料会員",
    re.IGNORECASE,
)
"""What stands where a pay wall cuts an article off."""
