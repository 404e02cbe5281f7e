"""Boilerplate: what outlets write around their paragraphs and their letters, in the languages of their readers."""

from __future__ import annotations

import re

from digest.language.sentences import ends_as_sentence

READ_ON = re.compile(
    r"[\u25b6\u25ba\u2192\u00bb>*\u25cf\u2022\u3010\[\s]*(?:"
    r"(?:see|read|watch|listen|learn|find out|keep reading|more|also|related|recommended|don.?t miss|must.?read|up next"
    r"|editor.?s picks?|further reading|what to read|you (?:may|might) (?:also )?(?:like|be interested in)"
    r"|in case you missed it|most (?:read|popular)|trending|latest"
    r"|lesen sie|lies|mehr (?:zu|zum thema|dazu|aus)|auch interessant|siehe auch|weitere|lesetipp"
    r"|passend dazu|zum thema|das könnte sie auch interessieren|empfehlung(?:en)? der redaktion"
    r"|(?:à |a )?(?:lire|voir) (?:aussi|également|la suite)|à (?:lire|voir)|sur le même (?:sujet|thème)"
    r"|pour aller plus loin"
    r"|le(?:er|e|a) (?:más|también|además)|(?:también )?(?:le|te) puede interesar|(?:ver?|vea|mira|mire) también"
    r"|más información|sigue leyendo|(?:noticias|artículos|notas) relacionad[ao]s|relacionad[ao]s?"
    r"|leggi (?:anche|di più)|(?:vedi|guarda) anche|approfondisci|(?:ti )?potrebbe interessar\w+|articoli correlati"
    r"|leia (?:mais|também|ainda)|ler mais|veja (?:mais|também|ainda)|saiba mais|confira também|pode interessar"
    r"|lees (?:ook|meer|verder)|(?:bekijk|zie) ook|meer over|ook interessant|gerelateerd\w*"
    r"|läs (?:mer|också|även|vidare)|se (?:också|även|også)|mer om|relater\w+"
    r"|les (?:også|mer|videre)|læs (?:også|mere|videre)|mere om"
    r"|(?:prze)?czytaj (?:też|także|więcej|również|dalej)|zobacz (?:też|także|więcej|również)|polecamy|powiązane"
    r"|(?:pře)?čtěte (?:si )?(?:také|též|více|dále|i)|související\w*|viz také|mohlo by vás zajímat"
    r"|(?:pre)?čítajte (?:si )?(?:aj|tiež|viac)|súvisiace"
    r"|ilgili (?:haber|içerik|konu)(?:ler|lar)?|(?:bunu da|ayrıca) oku\w*"
    r"|(?:haberin )?devamını oku\w*|daha fazla oku\w*"
    r"|читайте (?:также|ещё|еще|також)|читать далее|читати далі|подробнее|по теме|за темою"
    r"|(?:смотрите|дивіться) (?:также|також)"
    r"|lue (?:myös|lisää)|katso myös|olvass?a? el|kapcsolódó|cite[sș]te (?:și|şi|mai)|vezi și"
    r"|διαβάστε (?:επίσης|ακόμα|περισσότερα)|δείτε (?:επίσης|ακόμα)"
    r"|(?:baca|simak|lihat) (?:juga|selengkapnya)|(?:xem|đọc) thêm|tin liên quan"
    r"|関連(?:記事|ニュース|リンク)|[あ合]わせて読みたい|おすすめ記事|続きを読む|もっと見る"
    r"|(?:相[关關]|延伸|推[荐薦])(?:阅读|閱讀|新闻|新聞|文章|报道|報導)|(?:看|阅读|閱讀)更多|更多(?:新闻|新聞|报道|報導)"
    r"|관련\s*(?:기사|뉴스)|더\s*(?:보기|읽기)|추천\s*기사"
    r"|(?:ا|إ)قرأ (?:أيضا?ً?|المزيد)|شاهد أيضا?ً?|مواضيع ذات صلة|بیشتر بخوانید|(?:यह|ये) भी पढ़ें|קראו (?:גם|עוד))"
    r"(?:\s+(?:more|also|next|now|on|from|here|this|stories|story|articles?|coverage|reading|news|auch|mehr|informationen"
    r"|infos?|haber\w*|artikel\w*|noticias|notícias))*\b"
    r")",
    re.IGNORECASE,
)
"""How a pointer to other articles begins."""

ADVERT = re.compile(
    r"[\W_]*(?:advertisement|advertising|sponsored(?: content)?"
    r"|(?:story|article) continues (?:below|after)(?: \w+){0,2}"
    r"|anzeige|werbung|publicité|publicidad|anuncio|pubblicità|publicidade|reclame|advertentie|annons|annonse|annonce"
    r"|reklama?|inzerce|mainos|reklam|ilan|реклама|广告|廣告|広告|\[?pr\]?|광고|إعلان|iklan|quảng cáo)"
    r"(?:[\W_]+(?:scroll to continue|continue reading(?: below)?|wird geladen|-? ?scroll.{0,20}|after.{0,20}))?[\W_]*",
    re.IGNORECASE,
)
"""The whole of a label above an advertisement."""

DURATION = re.compile(
    r"(?:duration|dauer|durée|duración|durata|lengte|längd)\s*:?\s*\d{1,2}:\d\d"
    r"|\d{1,2}:\d\d(?::\d\d)?(?:\s*min\.?)?(?=$|\s+[^\W\d_a-z])"
    r"|\d+ (?:seconds?|minutes?|hours?|days?|weeks?|months?|years?) ago$"
    r"|vor \d+ (?:minuten?|stunden?|tag(?:en)?|wochen?)$|il y a \d+ \w+$|h[aá]c?e? \d+ \w+$"
    r"|(?:för|for) \d+ \w+ (?:sedan|siden)$|\d+ \w+ (?:fa|geleden)$"
    r"|\d+ ?(?:분|시간|일|分|時間|小时|小時|日|天) ?[전前]$",
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
_ADDRESSED = re.compile(
    r"\b(?:our|us|you|your|newsletter|inbox|here|unser\w*|uns|ihr\w*|notre|nos|votre|vos|nuestr\w+|tu|hier)\b",
    re.IGNORECASE,
)
_QUOTED = re.compile("[\"\u201c\u201d\u201e\u00ab\u00bb]|\\b(?:said|says|told)\\b")

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

BUTTON = re.compile(
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
FOOTER_LABEL = re.compile(
    r"unsubscribe|opt[ -]?out|(?:manage|update|change|edit) (?:your |my )?(?:e-?mail )?(?:preferences|subscriptions?"
    r"|profile|settings)|(?:e-?mail|newsletter|subscription) (?:preferences|settings)|in (?:your |a )?browser"
    r"|web ?version"
    r"|abbestellen|abmelden|austragen|désabonn|désinscri|darse de baja|cancelar (?:a |la |tu |su "
    r"|o )?(?:su[bs]scri|assina)"
    r"|disiscri|annulla l.iscrizione|afmelden|uitschrijven|wypisz|zrezygnuj|rezygnacj",
    re.IGNORECASE,
)
"""Labels of links in a footer: `Unsubscribe`, `Update your preferences`, `Newsletter abbestellen`."""
SMALL_PRINT = re.compile(
    r"\u00a9|\(c\) (?:19|20)\d\d|copyright (?:\u00a9|\(c\)|\d{4})|(?:.{0,60}\s)?all rights reserved|(?:our )?"
    r"(?:mailing|postal) address|add us to your address book|(?:powered|sent|delivered) (?:by|with|via) \w+\W*$"
    r"|(?:.{0,60}\s)?(?:alle rechte vorbehalten|tous droits réservés|todos los derechos reservados)",
    re.IGNORECASE,
)
"""How the other lines of a footer begin: `© 2026 Harbour Post`, `Our mailing address is:`."""
POLICIES = re.compile(
    r"privacy (?:policy|notice)|terms (?:of (?:use|service)|(?:and|&) conditions)|why did i get this|impressum"
    r"|datenschutz|mentions légales|politique de confidentialité|política de privacida|informativa sulla privacy"
    r"|privacyverklaring"
    r"|polityk[ai] prywatności",
    re.IGNORECASE,
)
"""Labels of links that a footer holds, and sometimes a sentence of the text."""
RECEIVED = re.compile(
    r"(?:you(?:.re| are| were| have)?|this (?:e-?mail|message|newsletter|letter) (?:was|is|has been))\s.{0,30}?"
    r"(?:(?:receiv(?:e|ed|ing)|get(?:ting)?) (?:this|these|our|an?|it|e-?mails?)\b|sent to|subscribed|signed up"
    r"|opted in)|if you (?:no longer|don.t|do not)"
    r"|(?:sie|du) erh(?:alten|ältst) dies|(?:vous|tu) rece(?:vez|vois) (?:ce|cette)|recib(?:es|e|ió) est[ea]"
    r"|rice(?:vi|ve|vete) quest[ao]|receb(?:e|es|eu) est[ea]|(?:u|je|jij) ontvangt de[zs]|otrzymuje(?:sz"
    r"|cie) t[ęe]n?",
    re.IGNORECASE,
)
"""How a line begins that says why the mail comes: `You get this letter because you signed up.`"""

ADDRESS = re.compile(r"<?\b(?:https?://|www\.|mailto:)\S+|[\w.+-]+@[\w-]+\.[\w.-]+")
"""A web or e-mail address within a plain text."""

CREDIT = re.compile(
    r"(?:photo(?:graph)?s?|picture|image|foto|bild|fotografie|quelle|source|video|grafik|credit)"
    r"(?: by| courtesy of| credit| von)?\s*[:\u00a9/|]\s*\S.{0,80}|(?:getty images|\u00a9\s?(?!\d{4})\S.{0,60})",
    re.IGNORECASE,
)
"""The whole of a picture's credit line."""

CONSENT = re.compile(
    r"(?:we|wir|nous|nosotros|noi|wij|we|vi|nós|my) (?:and|und|et|y|e|en|og|och|a|i)"
    r" (?:our|unsere|nos|nuestros|i nostri|onze|våre|vores|våra|os nossos|naši|nasi)"
    r" (?:\d[\d.,]* )?(?:\w+ )?(?:partn?er\w*|partenaires|socios|parceiros)"
    r"|store (?:and/?(?: ?or)?|or) access information|precise geolocation|device scanning|personali[sz]ed ads"
    r"|(?:we|wij) value your privacy|consent to (?:our|the) (?:processing|use)|manage (?:your )?(?:consent|cookie\w*)"
    r"|accept (?:all )?cookies|use of cookies|mit werbung (?:und tracking|weiterlesen|lesen)|werbe-? ?und tracking\w*"
    r"|zustimmung.{0,60}widerruf|wir (?:verwenden|nutzen) cookies|cookies (?:akzeptieren|zustimmen)"
    r"|continuer sans accepter|accepter (?:et continuer|les cookies)|stocker et/ou accéder|dépôt de cookies"
    r"|almacenar (?:o|y/o) acceder|aceptar (?:las |y )?(?:cookies|continuar)|uso de cookies"
    r"|archiviare (?:e/o|informazioni)|accetta(?:re)? (?:i )?cookie|cookies accepteren|plaatsen (?:wij )?cookies"
    r"|armazenar (?:e/ou|ou) aceder|aceitar (?:os )?cookies|przechowywani\w+ informacji na urządzeniu|pliki cookies?"
    r"|(?:godkänn|acceptera|accepter|godta)\w* (?:alla |alle )?(?:cookies|kakor)|(?:souhlas\w*|ukládání) .{0,40}cookies"
    r"|çerez\w* (?:kabul|kullan)\w*|クッキー(?:の使用|を使用|に同意)|cookie(?:の使用|を使用|に同意)|使用 ?cookies?"
    r"|쿠키 ?(?:사용|동의)",
    re.IGNORECASE,
)
"""What a page says that asks for consent before it shows anything else."""

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
    r"|contenido exclusivo para suscriptores|contenuto riservato agli abbonati|この記事は有料|有料会員|残り\d+文字"
    r"|il vous reste [\d.,]+ ?%|cet article est réservé|abonnez-vous pour (?:lire|continuer)|inicia sesión para seguir"
    r"|suscríbete para (?:seguir|continuar|leer)|abbonati per (?:continuare|leggere)|conteúdo exclusivo para assinantes"
    r"|assine para (?:continuar|ler)|(?:word abonnee|log in) om (?:verder|door) te lezen|alleen voor abonnees"
    r"|(?:artikeln|artikkelen|artiklen|artikkel\w*) är (?:låst|för prenumeranter)"
    r"|bli (?:prenumerant|abonnent) för att läsa"
    r"|artykuł (?:dostępny )?(?:tylko )?dla (?:pre|sub)\w+|(?:kup|wykup) (?:dostęp|subskrypcję)|pozostało \d+ ?% "
    r"|(?:článek|text) je (?:pouze )?(?:určen )?(?:pro|jen pro) předplatitele|pokračov\w+ .{0,30}předplatné"
    r"|haberin devamı için abone|본문은 유료|订阅后(?:阅读|继续)|訂閱(?:後|以)(?:閱讀|繼續)",
    re.IGNORECASE,
)
"""What stands where a pay wall cuts an article off."""


def is_call(text: str) -> bool:
    """Whether a line calls on the reader: "Sign up for our newsletter". "Sign up sheets lay at the door." does not."""
    if not CALL.match(text):
        return False
    return not ends_as_sentence(text) or bool(_ADDRESSED.search(text) and not _QUOTED.search(text))
