"""Names of people as pages write them: many on a line, with "By" before them and offices behind."""

from __future__ import annotations

import re
from collections.abc import Iterator

BY = re.compile(
    r"^(?:(?:(?:written|story|reported|posted|published|words|analysis|opinion|commentary|review|perspective) )?by"
    r"|von|door|di|de|por|par|af|av|text|autor|author|auteur"
    r"|skrevet av|reporter|oleh|penulis|ein[e]? .{3,30} von)\s*:?\s+",
    re.IGNORECASE,
)
_AND = {
    "en": "and", "de": "und", "nl": "en", "da": "og", "nb": "og", "no": "og", "is": "og", "sv": "och", "fr": "et",
    "es": "y", "it": "e", "pt": "e", "id": "dan", "pl": "i",
}  # fmt: skip
NO_NAME = re.compile(
    r"https?:|www\.|@|\d{3}|^(?:admin|administrator|editor|staff|redaktion|webmaster|author|user|root)$", re.IGNORECASE
)
_TAIL = re.compile(
    r"\s+(?:for|of|at|in|für|über)\s+[\w.]+\.(?:com|co\.uk|net|org).*$|\s*\(.*\)$|\s*[|\u2022\u00b7\u2013\u2014/]\s.*$"
    r"|(?<=\w\w)(?<!\bthe)\s+(?:the )?(?:associated press|reuters|bloomberg|agence france-presse)$",
    re.IGNORECASE,
)
_OFFICE = re.compile(
    r"\b(?:writer|editor|reporter|correspondent|columnist|contributor|bureau|staff|analyst|producer|anchor|photographer"
    r"|business|news|newsroom|redakteur(?:in)?|redaktion|korrespondent(?:in)?|journalist(?:in|e)?)\b"
    r"|(?-i:^(?:MS|MA|MSc|RD|MD|MBA|JD|PhD|Ph\.\s?D\.?)$)",
    re.IGNORECASE,
)
"""What stands behind a name and a comma: an office, an outlet's desk, a degree."""
_PARTICLES = frozenset("al bin da das de del della den der di do dos du e el la le ter van von y zu".split())
_WORD = re.compile(r"[^\W\d_][\w.'\u2019-]*")
_MAX_LENGTH = 60


def names_in(text: str, lang: str) -> Iterator[str]:
    """The names on a line, without what stands before and behind them."""
    text = BY.sub("", text)
    joined = _AND.get(lang[:2].lower(), "and")
    text = re.sub(rf",?\s+(?:{joined}|&|\+)\s+", ";", text)
    for part in re.split(r"\s*;\s*", text):
        pieces = [piece.strip() for piece in part.split(",")]
        whole = len(pieces) > 1 and all(map(_may_be_a_name, filter(None, pieces)))
        for number, piece in enumerate(pieces if whole else pieces[:1]):
            name = _TAIL.sub("", piece).strip(" ,;|")
            if 1 < len(name) <= _MAX_LENGTH and not NO_NAME.search(name) and not (number and _OFFICE.search(name)):
                yield name


def are_names(text: str, lang: str) -> bool:
    """Whether a line holds names of people, and nothing else: two to five words each, as names are written."""
    joined = _AND.get(lang[:2].lower(), "and")
    pieces = re.split(rf"\s*[,;/]\s*|\s+(?:{joined}|&)\s+", text.strip(" ,;"))
    return 0 < len(pieces) <= 6 and all(map(_is_a_name, pieces))


def _is_a_name(text: str) -> bool:
    words = text.split()
    capital = [word[0] == word[0].upper() != word[0].lower() for word in words]
    return (
        2 <= len(words) <= 5
        and all(map(_WORD.fullmatch, words))
        and capital[0]
        and capital[-1]
        and all(large or word in _PARTICLES for large, word in zip(capital, words, strict=True))
        and not _OFFICE.search(text)
    )


def _may_be_a_name(text: str) -> bool:
    tokens = text.split()
    return 0 < len(tokens) <= 4 and not any(map(str.isdigit, text)) and text[0] == text[0].upper()
