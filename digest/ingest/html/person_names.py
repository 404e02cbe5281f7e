"""Names of people on a line of a page: several of them, with "By" before and offices after them."""

from __future__ import annotations

import re
from collections.abc import Iterator

BY = re.compile(
    r"^(?:(?:(?:written|story|reported|posted|published|words|analysis|opinion|commentary|review|perspective) )?by"
    r"|von|door|di|de|por|par|af|av|text|autor|author|auteur"
    r"|skrevet av|reporter|oleh|penulis|ein[e]? .{3,30} von)\s*:?\s+",
    re.IGNORECASE,
)
"""Before names: `By `, `Written by: `, `Von `, `Ein Kommentar von `."""
_AND = {
    "en": "and", "de": "und", "nl": "en", "da": "og", "nb": "og", "no": "og", "is": "og", "sv": "och", "fr": "et",
    "es": "y", "it": "e", "pt": "e", "id": "dan", "pl": "i",
}  # fmt: skip
NO_NAME = re.compile(
    r"https?:|www\.|@|\d{3}|^(?:admin|administrator|editor|staff|redaktion|webmaster|author|user|root)$", re.IGNORECASE
)
"""An address, a number, or an account: `@harbourpost`, `admin`."""
_TAIL = re.compile(
    r"\s+(?:for|of|at|in|für|über)\s+[\w.]+\.(?:com|co\.uk|net|org).*$|\s*\(.*\)$|\s*[|\u2022\u00b7\u2013\u2014/]\s.*$"
    r"|(?<=\w\w)(?<!\bthe)\s+(?:the )?(?:associated press|reuters|bloomberg|agence france-presse)$",
    re.IGNORECASE,
)
"""After a name: ` for example.com`, ` (in Paris)`, ` | Politics`, ` Associated Press`."""
_OFFICE = re.compile(
    r"\b(?:writer|editor|reporter|correspondent|columnist|contributor|bureau|staff|analyst|producer|anchor|photographer"
    r"|business|news|newsroom|redakteur(?:in)?|redaktion|korrespondent(?:in)?|journalist(?:in|e)?)\b"
    r"|(?-i:^(?:MS|MA|MSc|RD|MD|MBA|JD|PhD|Ph\.\s?D\.?)$)",
    re.IGNORECASE,
)
"""After a name and a comma: an office, the desk of an outlet, a degree: `Senior Editor`, `PhD`."""
_PARTICLES = frozenset("al bin da das de del della den der di do dos du e el la le ter van von y zu".split())
_WORD = re.compile(r"[^\W\d_][\w.'\u2019-]*")
_MAX_LENGTH = 60


def names_in(text: str, lang: str) -> Iterator[str]:
    """The names on a line, without what is before and after them."""
    text = BY.sub("", text)
    conjunction = _AND.get(lang[:2].lower(), "and")
    text = re.sub(rf",?\s+(?:{conjunction}|&|\+)\s+", ";", text)
    for part in re.split(r"\s*;\s*", text):
        pieces = [piece.strip() for piece in part.split(",")]
        are_all_names = len(pieces) > 1 and all(map(_may_be_name, filter(None, pieces)))
        for number, piece in enumerate(pieces if are_all_names else pieces[:1]):
            name = _TAIL.sub("", piece).strip(" ,;|")
            if 1 < len(name) <= _MAX_LENGTH and not NO_NAME.search(name) and not (number and _OFFICE.search(name)):
                yield name


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
