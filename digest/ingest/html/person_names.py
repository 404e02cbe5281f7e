"""The one reader of by-lines: names of people, without the offices, places, times and addresses about them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from digest.language.calendar import ANY_MONTH, WEEKDAY

BY = re.compile(
    r"^(?:(?:(?:written|story|report(?:ed|ing)?|posted|published|words|analysis|opinion|commentary|review|perspective)"
    r" )?by"
    r"|von|door|di|de|por|par|af|av|text|autor(?:in|es)?|authors?|auteure?s?"
    r"|skrevet av|reporter|oleh|penulis|ein[e]? .{3,30} von|(?:本报|新华社)?记者|作者|撰文|文)(?:\s*[:\uff1a/]\s*|\s+)",
    re.IGNORECASE,
)
"""Before names: `By `, `Written by: `, `Von `, `Ein Kommentar von `."""
_AND = {
    "en": "and", "de": "und", "nl": "en", "da": "og", "nb": "og", "no": "og", "is": "og", "sv": "och", "fr": "et",
    "es": "y", "it": "e", "pt": "e", "id": "dan", "pl": "i",
}  # fmt: skip
NO_NAME = re.compile(
    r"https?:|www\.|@|\d{3}"
    r"|^(?:admin|administrator|editor|staff|redaktion|webmaster|author|user|root|news|nachrichten|nouvelles|noticias"
    r"|anonymous|unknown|none|null|undefined|n/a)$"
    r"|^(?:unsere[rmn]?|our|notre|la|nuestra|the)\s+(?:redaktion|(?:own )?(?:staff|editors?|correspondents?|reporters?)"
    r"|rédaction|redacción)(?:\s|$)",
    re.IGNORECASE,
)
"""An address, a number, an account, or nobody by name: `@harbourpost`, `admin`, `unserer Redaktion`."""
_MAILBOX = re.compile(r"\(?<?(?:mailto:)?[^\s<>()]+@[^\s<>()]+\.[^\s<>()]+>?\)?|https?://\S+")
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
_OFFICE = re.compile(
    r"\b(?:writer|editor|reporter|correspondent|columnist|contributor|bureau|staff|analyst|producer|anchor|photographer"
    r"|agency|agentur|agence|nachrichtenagentur"
    r"|business|news|newsroom|redakteur(?:in)?|redaktion|korrespondent(?:in)?|journalist(?:in|e)?)\b"
    r"|(?-i:^(?:MS|MA|MSc|RD|MD|MBA|JD|PhD|Ph\.\s?D\.?)$)",
    re.IGNORECASE,
)
"""After a name and a comma: an office, the desk of an outlet, a degree: `Senior Editor`, `PhD`."""
_PARTICLES = frozenset("al bin da das de del della den der di do dos du e el la le ter van von y zu".split())
_WORD = re.compile(r"[^\W\d_][\w.'\u2019-]*")
_MAX_LENGTH = 60


def names_in(text: str, lang: str) -> Iterator[str]:
    """The names on a line, each once, without what is before and after them. Addresses of people are never names."""
    text = _without_additions(text)
    conjunction = _AND.get(lang[:2].lower(), "and")
    text = re.sub(rf",?\s+(?:{conjunction}|and|und|with|mit|&|\+)\s+(?=[^\W\d_a-z])|\u3001", ";", text)
    seen = set()
    for part in re.split(r"\s*;\s*|(?<=\w)/(?=[^\W\d_a-z]\w+ \w)", text):
        for name in _names_between_commas(part):
            if name not in seen:
                seen.add(name)
                yield name


def _without_additions(text: str) -> str:
    """A by-line without "By", addresses, others' work and times."""
    text = _MAILBOX.sub(" ", text).strip()
    text = re.sub(r"^\((.*)\)$", r"\1", text)
    text = _OTHERS.sub("", BY.sub("", text, count=1))
    return _TIME.sub("", text)


def _names_between_commas(part: str) -> Iterator[str]:
    """The names of a list; or the first piece, if offices or places are behind it."""
    pieces = [piece.strip() for piece in _PLACE.sub("", part).split(",")]
    are_all_names = len(pieces) > 1 and all(map(_may_be_name, filter(None, pieces)))
    has_full_name = " " in pieces[0] or pieces[0].isupper()
    for number, piece in enumerate(pieces if are_all_names else pieces[:1]):
        name = _PLACE.sub("", _TAIL.sub("", BY.sub("", piece)).strip(" ,;|"))
        name = name if _ENDS_WITH_POINT.search(name) else name.rstrip(".")
        is_behind = number > 0 and (bool(_OFFICE.search(name)) or _is_place(name, has_full_name))
        if 1 < len(name) <= _MAX_LENGTH and not NO_NAME.search(name) and not is_behind:
            yield name


def _is_place(name: str, has_full_name: bool) -> bool:
    """Whether a piece behind a full name is a place or a house: one word, or a town of several."""
    return name.lower() in _TOWNS or (has_full_name and " " not in name and name[:1].lower() != name[:1].upper())


def people(lines: Iterable[str], lang: str = "") -> tuple[str, ...]:
    """The names on several by-lines, each once."""
    return tuple(dict.fromkeys(name for line in lines for name in names_in(line, lang)))


def is_name(text: str) -> bool:
    """Whether a text looks as the name of one person does: two to five words."""
    return bool(text) and _is_name(text)


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
        and all(map(_WORD.fullmatch, words))
        and is_capital[0]
        and is_capital[-1]
        and all(capital or word in _PARTICLES for capital, word in zip(is_capital, words, strict=True))
        and not _OFFICE.search(text)
    )


def _may_be_name(text: str) -> bool:
    tokens = text.split()
    return 0 < len(tokens) <= 4 and not any(map(str.isdigit, text)) and text[0] == text[0].upper()
