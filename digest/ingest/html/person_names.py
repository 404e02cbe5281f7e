"""The one reader of by-lines: names of people, without the offices, places, times and addresses about them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from digest.language.calendar import ANY_MONTH, WEEKDAY

_BY_WORDS = (
    r"(?:(?:written|story|report(?:ed|ing)?|posted|published|words|analysis|opinion|commentary|review|perspective) )?by"
    r"|von|door|di|de|por|par|af|av|text|texte|texto|testo|tekst|teksti|autor(?:in|es|ka|zy)?|authors?|auteure?s?|autore"
    r"|geschrieben von|verfasst von|écrit par|publié par|escrito por|publicado por|scritto da|a cura di"
    r"|geschreven door|skrevet a[fv]|skriven av|napisał[ay]?|napsal[ai]?|írta|szerző|kirjoitta(?:ja|nut)|piše"
    r"|reporter|reporteros?|oleh|penulis|ditulis oleh|yazan|yazar|muhabir|tác giả|bài"
    r"|автор(?:ы|и|ка)?|текст|написал[аи]?|συντάκτης|του|της|ein[e]? .{3,30} von"
    r"|بقلم|كتبت?|مאת|מאת|लेखक|द्वारा|글|글쓴이|저자"
    r"|本报记者|新华社记者|记者|記者|作者|撰文|撰稿|采写|著者|筆者|執筆者?|投稿者|公開者|取材・文|ライター|文"
)
BY = re.compile(rf"^(?:{_BY_WORDS})(?:\s*[:\uff1a/\uff0f\u25cf\uff5c]\s*|\s+)", re.IGNORECASE)
"""Before names: `By `, `Written by: `, `Von `, `Ein Kommentar von `, `Автор: `, `作者：`."""
BY_LABEL = re.compile(
    rf"(?:(?:{_BY_WORDS})\s*[:\uff1a\uff0f]\s*|(?:autorin/autor|autor(?:in|es)?|authors?|auteure?s?|autore|författare"
    r"|forfatter|written by)\s*:?\s+)(?P<names>\S.{1,100})",
    re.IGNORECASE,
)
"""A label before names, in a list of facts about an article: `Autor: Jane Roe`."""
_AND = {
    "en": "and", "de": "und", "nl": "en", "da": "og", "nb": "og", "no": "og", "nn": "og", "is": "og", "sv": "och",
    "fr": "et", "es": "y|e", "ca": "i", "it": "ed?", "pt": "e", "id": "dan", "ms": "dan", "pl": "i", "hr": "i",
    "sr": "i|и", "bs": "i", "sl": "in", "cs": "a", "sk": "a", "fi": "ja", "et": "ja", "hu": "és", "ro": "și|şi",
    "tr": "ve", "ru": "и", "uk": "та|і|й", "bg": "и", "el": "και", "vi": "và",
}  # fmt: skip
_ANY_AND = "and|und|et|och|og|y|e|with|mit|avec|con|и|та|ve|dan|&|\\+"
"""What joins two full names in whatever language. `y` and `e` are also in names: `Ortega y Gasset`."""
_HAN = r"[\u4e00-\u9fff\u3005]"
NO_NAME = re.compile(
    r"https?:|www\.|@|\d{3}"
    r"|^(?:admin|administrator|editor|staff|redaktion|webmaster|author|user|root|news|nachrichten|nouvelles|noticias"
    r"|anonymous|unknown|redazione|redacción|rédaction|redactie|редакция|администратор"
    r"|politik|wirtschaft|politics|business|world|opinion|culture|sports?|(?:news|web|online) ?desk|agencies|agencias"
    r"|none|null|undefined|n/a)$"
    r"|^(?:staff|special|our|own)[ -](?:writers?|reporters?|correspondents?)$"
    r"|^our\s.{0,40}(?:correspondents?|reporters?|staff|bureau|desk)$"
    r"|^(?:unsere[rmn]?|our|notre|la|nuestra|the)\s+(?:redaktion|(?:own )?(?:staff|editors?|correspondents?|reporters?)"
    r"|rédaction|redacción)(?:\s|$)",
    re.IGNORECASE,
)
"""An address, a number, an account, or nobody by name: `@harbourpost`, `admin`, `unserer Redaktion`."""
_MAILBOX = re.compile(r"\(?<?(?:mailto:)?[^\s<>()]+@[^\s<>()]+\.[^\s<>()]+>?\)?|\(?https?://[^\s()]+\)?")
"""An address beside a name: `jane@harbour.example (Jane Roe)`, `Jane Roe <jane@harbour.example>`."""
_OTHERS = re.compile(
    r"[\s.,;|(]*\b(?:(?:edit|translat|photo|illustrat|graphic|video|film|produc)\w*|foto?s?|bearbeitet|übersetzt"
    r"|traduit)"
    r"(?:\s+and\s+\w+)?\s*(?:by|von|par|por|di|door|:)\s[^;]*",
    re.IGNORECASE,
)
"""What others did: `. Edited by Bo White`."""
_TIME = re.compile(
    r"[\s,|\u2022\u00b7\u2013\u2014-]*"
    rf"(?:\b(?:published|posted|updated|on|at|am|um|le|veröffentlicht|aktualisiert)\b:?\s*"
    rf"|\b{WEEKDAY}[.,]*\s*)*(?:\b{ANY_MONTH}\s*)?(?<!\w)[0-9].*$",
    re.IGNORECASE,
)
"""A date or time behind a name: ` Apr. 30, 2026, 1:00 PM`. No name holds a figure."""
_PLACE = re.compile(
    r",?\s+(?:(?:reporting )?(?:in|from)|aus|à|en|em)\s+(?:the )?(?-i:[^\W\d_a-z][\w.'\u2019-]+)"
    r"(?:[ ,]+(?-i:[^\W\d_a-z])[\w.'\u2019-]*"
    r"|\s(?:de|del|am|la|und|and))*$",
    re.IGNORECASE,
)
"""Where it was written: ` in Brussels`, ` in New York`."""
_ENDS_WITH_POINT = re.compile(r"\b(?:[jsd]r|[^\W\d_])\.$", re.IGNORECASE)
"""`Max Roe Jr.`, `Jane D.`: the point belongs to the name."""
_TOWNS = frozenset(
    "new york|hong kong|los angeles|san francisco|tel aviv|new delhi|buenos aires|são paulo|sao paulo|rio de janeiro"
    "|cape town|kuala lumpur|abu dhabi|mexico city|st petersburg|st. petersburg|addis ababa|phnom penh|the hague"
    "|den haag|washington dc|washington d.c|las vegas|san diego|ho chi minh city|frankfurt am main"
    "|united nations".split("|")
)
"""Places of several words, which look as names do."""
_TAIL = re.compile(
    r"\s+(?:for|of|at|in|für|über)\s+[\w.]+\.(?:com|co\.uk|net|org).*$|\s*\(.*\)$|\s*[|\u2022\u00b7\u2013\u2014/]\s.*$"
    r"|(?<=\w\w)(?<!\bthe)\s+(?:the )?(?:associated press|reuters|bloomberg|agence france-presse)$",
    re.IGNORECASE,
)
"""After a name: ` for example.com`, ` (in Paris)`, ` | Politics`, ` Associated Press`."""
OFFICE = re.compile(
    r"\b(?:writers?|editors?|reporters?|correspondents?|columnists?|contributors?|bureau|staff|analysts?|producers?|anchor"
    r"|photographers?|chief|ceo|director|fellow"
    r"|agency|agentur|agence|nachrichtenagentur|business|news|newsroom|redakteur(?:in(?:nen)?|e)?|redaktion"
    r"|korrespondent(?:in(?:nen)?|en)?|journalist(?:in|e|a)?s?|corresponsal|correspondante?|envoyée?s? spécia\w+"
    r"|redactora?|enviad[oa]s? especial\w*|inviat[oa]|repórter|periodista|giornalista|корреспондент|журналист"
    r"|обозреватель)\b"
    r"|(?-i:^(?:MS|MA|MSc|RD|MD|MBA|JD|PhD|Ph\.\s?D\.?)$)",
    re.IGNORECASE,
)
"""After a name and a comma: an office, the desk of an outlet, a degree: `Senior Editor`, `PhD`."""
_PARTICLES = frozenset("al bin da das de del della den der di do dos du e el la le ter van von y zu".split())
_WORD = re.compile(r"[^\W\d_][\w.'\u2019-]*")
_MAX_LENGTH = 60
_OFFICE_BEHIND = re.compile(
    r"\s+(?:(?:senior|chief|staff|contributing|associate|assistant|deputy|managing|executive|special|foreign|political"
    r"|politics|business|economics|city|local|world|national|international|science|health|education|sports?|arts|features?"
    r"|news|crime|environment|climate|energy|defen[cs]e|diplomatic|technology|white house|europe|asia|africa)\s+)*"
    r"(?:writers?|editors?|reporters?|correspondents?|columnists?|contributors?|photographers?|ceo)$",
    re.IGNORECASE,
)
"""Behind a full name, without a comma: ` Staff Writer`."""
_EASTERN_OFFICE = re.compile(r"\s*(?:선임기자|기자|특파원|논설위원|특파기자|記者|记者|特派員|报道|報道|編集部員?)$")
"""Behind a name: `홍길동 기자`, `山田太郎記者`."""
_AGENCIES = re.compile(
    r"[\s,]+(?:(?:y|e|et|con|und|mit)\s+)?(?:agencias?|agenzie|agences|agências|agenturen)$", re.IGNORECASE
)
"""Behind a name: ` y agencias`."""
_CASELESS_NAME = re.compile(
    rf"{_HAN}{{2,5}}|{_HAN}{{1,4}}[ \u3000]{_HAN}{{1,4}}|[\uac00-\ud7a3]{{2,4}}|{_HAN}{{1,4}}[\u3040-\u30ff]{{1,6}}"
    r"|[\u3040-\u30ff]{2,8}[ \u30fb\uff1d=][\u3040-\u30ff]{2,10}(?:[\u30fb ][\u3040-\u30ff]{2,10})?"
    r"|[\u0590-\u06ff\u0900-\u0dff\u10a0-\u10ff]+(?:[ .-]+[\u0590-\u06ff\u0900-\u0dff\u10a0-\u10ff]+){1,4}"
    r"|[\u0e00-\u0e7f]{2,20} [\u0e00-\u0e7f]{2,20}"
)
"""A name in letters without capitals: `山田太郎`, `小暮ひさのり`, `홍길동`, `マイケル・ローズ`, `دانا رو`."""
_HOUSE = re.compile(
    r"\b(?:post|times|press|presse|tribune|herald|daily|magazine|network|media|tv|radio|team|desk|service|today|online"
    r"|observer|guardian|reuters|bloomberg|zeitung|redaktion|redazione|redacción|rédaction|redactie|редакция)\b"
    r"|-redaktion|編集部|编辑部|通信|社$",
    re.IGNORECASE,
)
"""A word of an outlet's or a desk's name: `Washington Post`, `BR24 Team`."""


def names_in(text: str, lang: str) -> Iterator[str]:
    """The names on a line, each once, without what is before and after them. Addresses of people are never names."""
    seen = set()
    for part in re.split(r"\s*;\s*|(?<=\w)/(?=[^\W\d_a-z]\w+ \w)", _apart(_without_additions(text), lang)):
        for name in _names_between_commas(part):
            if name.casefold() not in seen:
                seen.add(name.casefold())
                yield name


def _without_additions(text: str) -> str:
    """A by-line without "By", addresses, others' work, times, and what is in brackets behind a name."""
    text = BY.sub("", _MAILBOX.sub(" ", text).strip(), count=1)
    text = re.sub(r"^[(\[\u3010\u300a](.*)[)\]\u3011\u300b]$", r"\1", text).replace("\uff0c", ", ")
    text = re.sub(r"(?<=\w)[.]?\s*[(\uff08][^()\uff08\uff09]*[)\uff09]", "", BY.sub("", text, count=1))
    return _TIME.sub("", _OTHERS.sub("", text))


def _apart(text: str, lang: str) -> str:
    """A list of names with semicolons where words join them: `and`, `、`, and `y` or `e` between full names."""
    own = _AND.get(lang[:2].lower(), "and")
    sure = own if len(own) > 1 and "|" not in own and "?" not in own else "and"
    text = re.sub(rf",?\s+(?:{sure}|and|und|with|mit|&|\+)\s+(?=[^\W\d_a-z])|\u3001", ";", text)
    full = r"[^\W\d_a-z][\w.'\u2019-]*(?:\s+[^\W\d_]|;|$)|[A-Z]{2,5}\b"
    text = re.sub(rf"(\w\s+[^\W\d_][\w.'\u2019-]*),?\s+(?:{own}|{_ANY_AND})\s+(?={full})", r"\1;", text)
    text = re.sub(rf"(?<!\w)({_HAN}{{2,5}})[\u3068\u548c\u4e0e\u8207\u30fb](?={_HAN}{{2,5}}(?!\w))", r"\1;", text)
    return re.sub(rf"(?<=\w)\s+(?={_HAN}{{2,4}}(?!\w))", ";", text) if lang[:2].lower() == "zh" else text


def _names_between_commas(part: str) -> Iterator[str]:
    """The names of a list; or the first piece, if offices or places are behind it."""
    pieces = [piece.strip() for piece in _PLACE.sub("", _AGENCIES.sub("", part)).split(",")]
    are_all_names = len(pieces) > 1 and all(map(_may_be_name, filter(None, pieces)))
    has_full_name = " " in pieces[0] or pieces[0].isupper()
    for number, piece in enumerate(pieces if are_all_names else pieces[:1]):
        name = _PLACE.sub("", _TAIL.sub("", BY.sub("", piece)).strip(" ,;|"))
        name = name if _ENDS_WITH_POINT.search(name) else name.rstrip(".")
        is_behind = number > 0 and (bool(OFFICE.search(name)) or _is_place(name, has_full_name))
        if 1 < len(name) <= _MAX_LENGTH and not NO_NAME.search(name) and not is_behind:
            yield _without_office(name)


def _without_office(name: str) -> str:
    """A name without an office behind it; an office alone stays."""
    name = _EASTERN_OFFICE.sub("", name) or name
    office = _OFFICE_BEHIND.search(name)
    return name[: office.start()] if office and " " in name[: office.start()] else name


def _is_place(name: str, has_full_name: bool) -> bool:
    """Whether a piece behind a full name is a place or a house: one word, or a town of several."""
    return name.lower() in _TOWNS or (has_full_name and " " not in name and name[:1].lower() != name[:1].upper())


def people(lines: Iterable[str], lang: str = "") -> tuple[str, ...]:
    """The names on several by-lines, each once."""
    names: dict[str, str] = {}
    for name in (name for line in lines for name in names_in(line, lang)):
        names.setdefault(name.casefold(), name)
    return tuple(names.values())


def is_name(text: str) -> bool:
    """Whether a text looks as the name of one person does: two to five words, or a name in letters without capitals."""
    return bool(text) and (_is_name(text) or bool(_CASELESS_NAME.fullmatch(text)))


def is_house(text: str) -> bool:
    """Whether a text looks as the name of an outlet, an agency or a desk does: `Harbour Times`, `BR24 Team`, `AFP`."""
    return bool(_HOUSE.search(text) or OFFICE.search(text) or re.fullmatch(r"[A-Z]{2,5}", text.strip(" ,.")))


def is_town(text: str) -> bool:
    """Whether a text is a town of several words, which looks as a name does: `São Paulo`."""
    return text.lower() in _TOWNS


def are_names(text: str, lang: str) -> bool:
    """Whether a line holds nothing but names of people, of two to five words each."""
    conjunction = _AND.get(lang[:2].lower(), "and")
    pieces = re.split(rf"\s*[,;/]\s*|\s+(?:{conjunction}|&)\s+", text.strip(" ,;"))
    return 0 < len(pieces) <= 6 and all(map(_is_name, pieces))


def _is_name(text: str) -> bool:
    words = text.split()
    is_capital = [word[0] == word[0].upper() != word[0].lower() for word in words]
    return (
        2 <= len(words) <= 5
        and words[0].lower() != "the"
        and all(map(_WORD.fullmatch, words))
        and is_capital[0]
        and is_capital[-1]
        and all(capital or word in _PARTICLES for capital, word in zip(is_capital, words, strict=True))
        and not OFFICE.search(text)
    )


def _may_be_name(text: str) -> bool:
    tokens = text.split()
    return 0 < len(tokens) <= 4 and not any(map(str.isdigit, text)) and text[0] == text[0].upper()
