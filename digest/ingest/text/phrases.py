"""What outlets write between and below their paragraphs, in the languages of their readers; no part of a text."""

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

ADVERT = re.compile(
    r"[\W_]*(?:advertisement|advertising|sponsored(?: content)?|(?:story|article) continues (?:below|after)(?: (?:this )?\w+)?"
    r"|anzeige|werbung|publicité|publicidad|anuncio|pubblicità|publicidade|reclame|advertentie|annons|annonse|annonce"
    r"|reklama?|inzerce|mainos|reklam|ilan|реклама|广告|廣告|広告|\[?pr\]?|광고|إعلان|iklan|quảng cáo)"
    r"(?:[\W_]+(?:scroll to continue|continue reading(?: below)?|wird geladen|-? ?scroll.{0,20}|after.{0,20}))?[\W_]*",
    re.IGNORECASE,
)
"""The whole of a label above an advertisement."""

DURATION = re.compile(
    r"(?:duration|dauer|durée|duración|durata|lengte|längd)\s*:?\s*\d{1,2}:\d\d|\d{1,2}:\d\d(?::\d\d)?(?:\s*min\.?)?(?=$|\s+[^\W\d_a-z])"
    r"|\d+ (?:seconds?|minutes?|hours?|days?|weeks?|months?|years?) ago$|vor \d+ (?:minuten?|stunden?|tag(?:en)?|wochen?)$"
    r"|il y a \d+ \w+$|hace \d+ \w+$|há \d+ \w+$|\d+ \w+ fa$|\d+ \w+ geleden$|för \d+ \w+ sedan$|for \d+ \w+ siden$"
    r"|\d+ (?:분|시간|일) 전$|\d+(?:分|時間|小时|小時|日|天)前$",
    re.IGNORECASE,
)
"""How the line of a recording begins: `2:34 Nine ministers meet`, `Duration 1:30`, `14 hours ago`."""

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

CAPTION_END = re.compile(
    r"\((?:(?:file )?(?:photo|image|picture|pic|graphic|video)|credit|source|foto|bild|grafik|quelle|imagen|fuente)s?"
    r"(?: credit| by| courtesy| via)?\s*[:/\u00a9]\s*[^()]{2,60}\)$"
    r"|(?:[.!?\u201d]|\s)(?:photos?|image|foto|bild|grafik|ljósmynd|imagen)\s*[:/\u00a9]\s*[^.!?]{2,60}$",
    re.IGNORECASE,
)
"""How the caption of a picture ends: `… at the quay. Foto: Jan Marsh/dpa`, `… at the quay (Image: GETTY)`."""

PAID = re.compile(
    r"subscribe to (?:read|continue|unlock)|already a subscriber\?|sign in to continue|to continue reading"
    r"|(?:this|the full) (?:article|story|content) is (?:only )?(?:available|reserved) (?:only )?(?:to|for)"
    r"|create a free account to (?:read|continue)|la suite est réservée|article réservé aux abonnés|weiterlesen mit"
    r"|mit (?:einem )?\w+-?abo weiterlesen|jetzt weiterlesen|exklusiv für abonnenten|solo para suscriptores"
    r"|contenido exclusivo para suscriptores|contenuto riservato agli abbonati|この記事は有料|有料会員",
    re.IGNORECASE,
)
"""What stands where a pay wall cuts an article off."""
