"""The words of a text as search knows them: `Türkiye’s U.S. tariffs` gives `turkiye`, `us`, `tariff`.

The script of the search page (`search.js` of the theme) does the same, step by step; `tests/language/tokens.json` holds
both to it.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from functools import lru_cache

_SPACELESS = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3041-\u309f\u30a1-\u30fa\u30fc-\u30ff\u3400-\u4dbf\u4e00-\u9fff"
    "\uf900-\ufaff\U00020000-\U0003ffff"
)
"""Scripts that part no words: Thai, Lao, Burmese, Khmer, Japanese, Chinese."""
_INDIC = "\u0900-\u0963\u0966-\u0dff"
"""Scripts whose vowel signs stand inside words."""
_KEEPS_MARKS = re.compile("[\u0900-\u0dff\u0e00-\u109f\u1780-\u17ff\u3099\u309a]")
_ALIKE = {"ß": "ss", "ı": "i", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ς": "σ"}
"""Letters that a reader without them types as others."""
_JOINING = "\u00ad\u0640\u200c\u200d"
"""Signs that only join or stretch letters."""


class _Folding(dict[int, str]):
    """What becomes of a character: accents and vowel points go (`é` is `e`, `مُحَمَّد` is `محمد`)."""

    def __missing__(self, code: int) -> str:
        sign = chr(code)
        is_mark = unicodedata.category(sign) == "Mn" and not _KEEPS_MARKS.match(sign)
        self[code] = "" if is_mark or sign in _JOINING else _ALIKE.get(sign, sign)
        return self[code]


_FOLDING = _Folding()
_POSSESSIVE = re.compile(r"'s(?![\w'])")
_RUN = re.compile(f"[{_SPACELESS}]+")
_SIGN = rf"[\w{_INDIC}{_SPACELESS}]"
_WORD = re.compile(rf"(?:[^\W\d_]\.)+[^\W\d_](?!{_SIGN})|{_SIGN}+")
"""A word, or single letters with points between them: `u.s`, `e.u`."""
_BEFORE_WORDS = "\"'([{<*_“”„«‘’‚‹¿¡"
_SHORT = 40
"""Signs. Longer pieces, such as sentences in Chinese, do not come again."""
_PUNCTUATION = {ord(sign): " " for sign in "“”„«»‹›–—―•·_"} | {ord("’"): "'"}
_PARTED = {code: None if chr(code) in "abcdefghijklmnopqrstuvwxyz0123456789.'" else " " for code in range(128)}
_PARTING = {code: sign for code, sign in _PARTED.items() if sign}


def folded(text: str) -> str:
    """A text without case, accents and points: `Orbán` and `ORBAN` are one."""
    if text.isascii():
        return text.lower()
    return unicodedata.normalize("NFC", unicodedata.normalize("NFKD", text).lower().translate(_FOLDING))


def tokens(text: str) -> list[str]:
    """The words of a text, in their order, each in the form under which it is found.

    Plurals are found under their singular. Where a script parts no words, each two letters that follow one another
    count as one.
    """
    return [word for piece in _pieces(text) for word in _words(piece)]


def counted(text: str) -> Counter[str]:
    """How often a text has each of its words."""
    counts: Counter[str] = Counter()
    for piece, count in Counter(_pieces(text)).items():
        for word in _words(piece):
            counts[word] += count
    return counts


def names_in(text: str) -> set[str]:
    """The words that a text writes with a capital letter and never without: most of them are names."""
    capital: list[str] = []
    small: list[str] = []
    for piece in set(text.split()):
        first = piece[0] if piece[0].isalnum() else piece.lstrip(_BEFORE_WORDS)[:1]
        (capital if first.isupper() else small).append(piece)
    return {word for word in tokens("\n".join(capital)) if word.isalpha()}.difference(tokens("\n".join(small)))


def _pieces(text: str) -> list[str]:
    """A text in pieces with a few words each, most with one: what stands between spaces, or between other signs."""
    letters = folded(text)
    letters = letters if letters.isascii() else letters.translate(_PUNCTUATION)
    return (letters.translate(_PARTING) if letters.isascii() else letters).split()


def _words(piece: str) -> tuple[str, ...]:
    return _words_of_short(piece) if len(piece) < _SHORT else _words_of_any(piece)


@lru_cache(maxsize=1 << 16)
def _words_of_short(piece: str) -> tuple[str, ...]:
    return _words_of_any(piece)


def _words_of_any(piece: str) -> tuple[str, ...]:
    if piece.isalnum() and piece.isascii():
        return (singular(piece),)
    found: list[str] = []
    for word in _WORD.findall(_RUN.sub(r" \g<0> ", _POSSESSIVE.sub(" ", piece).replace("_", " "))):
        if not _RUN.match(word) or len(word) == 1:
            found.append(singular(word.replace(".", "")))
        else:
            found += [word[n : n + 2] for n in range(len(word) - 1)]
    return tuple(found)


def singular(word: str) -> str:
    """An English plural without its ending: `tariffs`, `countries`. Other words stay, but for an `s` of theirs."""
    if len(word) < 4 or word[-1] != "s" or word[-2] in "sui":
        return word
    return f"{word[:-3]}y" if word.endswith("ies") and len(word) > 4 else word[:-1]
